"""The same journey through a plain JSON door."""
