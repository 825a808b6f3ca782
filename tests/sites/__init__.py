"""The static site: how it is made, and what a browser makes of it."""
