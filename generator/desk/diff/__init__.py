"""`qingdan diff`: what changed since an earlier record, and the papers that come of it."""
