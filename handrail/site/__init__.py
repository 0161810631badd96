"""Where the parts are put together: settings, addresses, wiring, accounts, the embedded server, commands."""
