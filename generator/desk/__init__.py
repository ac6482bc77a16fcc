"""The clerk's tools, a folder a command; `job` is the way in, `words` is what it says."""
