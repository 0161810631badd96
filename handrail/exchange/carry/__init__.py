"""A form carried into a service of ours: what it asks and shows, where it leads, and the folder's text."""
