"""start.py: from a fresh copy to an open lesson, and one clear line for each failure."""
