"""What the public may take: a row an entry, as JSON and as tables, attachments, the map of the site."""
