"""Tests of what follows from the record."""
