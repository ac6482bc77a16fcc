"""Changing the record's files: their text from data, and many files at once or none."""
