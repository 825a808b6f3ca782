"""`lesson export`."""
