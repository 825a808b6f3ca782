"""`lesson check`."""
