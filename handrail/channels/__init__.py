"""Ways in and out: each turns screens into pages, or requests into operations."""
