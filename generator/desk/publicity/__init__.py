"""`qingdan publicity`: the 双公示 forms, out (`export`) and in (`import_`)."""
