"""`qingdan export`: the record as a workbook."""
