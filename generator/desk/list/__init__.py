"""`qingdan list`: what is in the record."""
