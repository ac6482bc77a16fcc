"""`qingdan new`: a new entry of the record."""
