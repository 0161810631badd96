"""How fast it is, against a named peer or limit, on this machine."""
