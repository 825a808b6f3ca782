"""The commands of ``lesson``, one module each."""
