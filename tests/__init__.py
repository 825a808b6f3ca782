"""Tests of the package, of the lesson and of the way to open it."""
