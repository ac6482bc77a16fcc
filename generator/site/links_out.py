"""Links in the folder of the theme: mkdocs follows each, out of the town's folder and round in circles.

In: a folder. Out: the first link in it that may not be followed.
"""

from __future__ import annotations

import os
from pathlib import Path


def first(folder: Path) -> str:
    """The path below a folder of a link to another folder, or to a file outside; "" where there is none."""
    inside = folder.resolve()
    for place, folders, files in os.walk(folder):
        for name in sorted((*folders, *files)):
            found = Path(place, name)
            if found.is_symlink() and not (found.is_file() and found.resolve().is_relative_to(inside)):
                return found.relative_to(folder).as_posix()
    return ""
