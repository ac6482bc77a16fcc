"""`qingdan compare`: a superior's list beside the town's: what is the same, what differs, what only one of the two has."""
