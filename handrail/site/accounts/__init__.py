"""Who may sign in: accounts for staff and tokens for other systems."""
