"""Taking a workbook in: its rows, what they would change, and whether the record would still hold."""
