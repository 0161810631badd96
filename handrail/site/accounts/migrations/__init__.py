"""Django migrations of the accounts."""
