"""Notebooks: found, read, run, tidied, validated."""
