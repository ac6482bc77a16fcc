"""`qingdan import`: a workbook of the record, or a list made by others, taken into the record."""
