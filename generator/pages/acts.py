"""What one does with a page, at hand while it is read: call, print, send it on.

In: a number, the address of a sheet. Out: `Acts`, which acts.html prints. Only what works is there.
"""

from __future__ import annotations

from dataclasses import dataclass

SCRIPT = "guide.js"  # what a page with acts loads


@dataclass(frozen=True, slots=True)
class Acts:
    """The number to call and the address of the sheet to print, "" where there is none; `field` of the number."""

    call: str
    sheet: str = ""
    field: str = ""
