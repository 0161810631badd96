"""What can go wrong with the database server, said so that a person can mend it."""


class PostgresProblem(Exception):
    """The database could not be started, found, checked or copied; the message says how to mend it."""
