"""Private data of persons: one scanner for records, prose, attachments, workbooks and a finished site.

`scan.found` looks at a text, `people` at a table; what they find says what it is and where, never the number
whole. What is an error and what only a reminder is decided here; how it is worded is the rules' business.
"""
