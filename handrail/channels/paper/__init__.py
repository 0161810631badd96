"""Paper: the blank form of a service, and a copy of what a person told, as tagged PDF."""
