"""The scanner of private data: what it finds, what it leaves alone, how long it takes."""
