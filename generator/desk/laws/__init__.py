"""`qingdan laws`: what rests on which law, what changed, and what is done about it."""
