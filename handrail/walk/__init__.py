"""Where a person is in a service and what is needed: pure functions of a definition and its events."""
