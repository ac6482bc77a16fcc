"""Faults seeded into the sample town, one at a time: does the check see them, and point to the right line?

`python -m tests.mutation --n 5000 --seed 1` prints what was caught, by operator, and what was missed.
An operator is a small function: one sentence says which slip of a clerk it imitates. The modules
`typing_slips`, `field_faults`, `between_files`, `formal` and `private_data` hold what a check could
know; `beyond` what no check can know, and harmless changes that must raise nothing.
"""
