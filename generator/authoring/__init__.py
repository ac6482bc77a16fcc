"""The clerk's tools beside the record: `fmt`, `list`, `schema`. Its modules import nothing of each other."""
