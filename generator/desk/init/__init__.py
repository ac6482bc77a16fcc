"""`qingdan init`: a town's folder to begin with."""
