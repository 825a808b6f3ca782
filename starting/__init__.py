"""What start.py does, an idea a module; standard library alone."""
