"""XGov JSON, versions 0 to 2, with what its descendants at MHCLG and UKHSA added: read, and written back."""
