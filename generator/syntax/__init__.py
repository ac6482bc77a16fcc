"""What may stand in a record file: bytes → a tree that knows where everything stands; the only user of yaml."""
