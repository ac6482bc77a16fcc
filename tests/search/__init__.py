"""What people type into the search box, and what they should be shown: `queries.yml`, written line by line, not taken from the record.

`labelled` reads it. What counts as found is said at the top of the file.
"""
