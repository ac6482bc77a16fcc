"""Ending entries: taken back, merged, abolished, or published by mistake."""
