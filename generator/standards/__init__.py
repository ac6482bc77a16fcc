"""What is the same for every town: code lists, themes, holidays, publicity periods, synonyms.

Each table is a YAML file beside this one, with its source and the day it was last looked at.
A town's `powers/vocabulary/` only adds to them.
"""
