"""Renaming a body or a law: the old name is kept, and what refers to it follows."""
