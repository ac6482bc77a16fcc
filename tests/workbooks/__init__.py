"""Workbooks that are broken, huge or made to do harm: what is taken in never crashes, never takes long, always says why."""
