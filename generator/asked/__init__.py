"""What the record does not know, as a sheet for each body that may; the answers come back by import."""
