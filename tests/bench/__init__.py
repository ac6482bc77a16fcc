"""How long a check takes and where: `python -m tests.bench --entries 10000` makes a town and times it.

`town.py` makes the town: any number of valid entries in a realistic mix and size, the same every time.
"""
