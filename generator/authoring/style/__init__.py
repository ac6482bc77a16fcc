"""The one way a record file is written: a file as pieces, its comments, its lines."""
