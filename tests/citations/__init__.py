"""The record's citations beside the texts of the laws: does the article exist, and does it still say the same?"""
