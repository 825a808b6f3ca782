"""Notebooks: found, run, tidied, validated."""
