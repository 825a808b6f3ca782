"""From files to model: what is read, and what is told."""
