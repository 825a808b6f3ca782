"""What is kept of a student’s work: records that merge, and what they come to."""
