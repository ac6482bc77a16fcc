"""Attachments: bytes → what they are, their text, what must not be published with them.

`looking.look` is the way in. Nothing in a file is run, nothing is fetched, nothing is unpacked to disk.
"""
