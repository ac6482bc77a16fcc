"""双公示: the forms in which licences and penalties are reported, and their rows put into the record's words."""
