"""Displays: figures, pages, paper."""
