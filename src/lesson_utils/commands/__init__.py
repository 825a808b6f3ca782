"""The commands of ``lesson``, one module each, and what they share or are made of."""
