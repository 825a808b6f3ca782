"""The types of question, and how answers are graded."""
