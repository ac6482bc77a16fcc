"""Files → models: which files of powers/ count, and what is read in each.

In: the folder. Out: entries and lists, or faults.
"""
