"""What a careless or hostile hand may hand in: files that are none, files that take long, text that would be code."""
