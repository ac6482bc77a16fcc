"""Workbooks for Excel and WPS: how a record is laid out in cells, written, read and marked."""
