"""Definitions in other formats: read, carried into a service of ours, and written back."""
