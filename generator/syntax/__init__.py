"""A record file's bytes → a tree that knows where everything in it is, or what is typed wrong."""
