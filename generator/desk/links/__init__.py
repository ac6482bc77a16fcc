"""`qingdan links`: whether the pages elsewhere that the record names are still there."""
