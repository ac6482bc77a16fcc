"""The commands, a module a part of the work: words and options only."""
