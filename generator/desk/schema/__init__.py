"""`qingdan schema`: what an editor needs to check and complete a record file."""
