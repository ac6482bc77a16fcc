"""The file format: pydantic models, a module a list; `kinds.KINDS` says which folder holds which.

From these come reading, checking, the editor's schema, the data dictionary, blank forms, headers.
"""
