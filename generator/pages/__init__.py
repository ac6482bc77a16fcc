"""From the record to page bodies: a module a part of the site; templates loop and print."""
