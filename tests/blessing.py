"""What tests keep as expected: a failure shows what is different, and says which command accepts it.

In: texts by name, those that are kept and those that came out. Out: the sentence of the failure, "" where all is as kept.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping

MOST = 400  # lines that are shown; more are counted


def difference(kept: Mapping[str, str], found: Mapping[str, str], test: str) -> str:
    """A unified diff from what is kept to what was found, and the command that keeps it from now on."""
    lines = []
    for name in sorted(name for name in kept.keys() | found.keys() if kept.get(name) != found.get(name)):
        before, after = (texts.get(name, "").splitlines() for texts in (kept, found))
        lines += difflib.unified_diff(before, after, f"kept/{name}", f"found/{name}", lineterm="")
    if not lines:
        return ""
    more = [f"… {len(lines) - MOST} more lines"] if len(lines) > MOST else []
    command = f"python -m pytest {test} --bless"
    return "\n".join([*lines[:MOST], *more, "", f"If what was found is right: {command}; then read `git diff`."])
