"""What is kept of a student, and what it comes to."""
