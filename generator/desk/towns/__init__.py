"""`qingdan towns`: the published lists of two towns beside each other."""
