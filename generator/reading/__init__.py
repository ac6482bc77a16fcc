"""Trees → models: one file read, the folder gone through, what was read remembered."""
