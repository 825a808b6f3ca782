"""The words, in both languages and both directions."""
