"""`lesson results`."""
