"""The clerk's form in the browser: an entry's fields as controls, and what was typed as an edit of its file."""
