"""The clerk's desk under test: random towns, seeded faults, lists as other places publish them."""
