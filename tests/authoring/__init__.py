"""`lesson new` and the schemas."""
