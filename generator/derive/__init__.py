"""What follows from the record and is written nowhere in it."""
