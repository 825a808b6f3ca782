"""What is typed, compared as a patient teacher does; the JavaScript beside does the same."""
