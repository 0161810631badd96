"""A service as text: read, checked, compared, drawn, published and found again by its hash."""
