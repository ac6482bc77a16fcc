"""`qingdan fmt`: every file of the record in one style."""
