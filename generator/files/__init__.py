"""Changing the record's files: only what changed, comments kept, several files together or none."""
