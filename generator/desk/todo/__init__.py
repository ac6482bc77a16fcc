"""`qingdan todo`: what clerks have to do, as data, and as a text, a page, a workbook and a calendar."""
