"""Where a site may be written: never where it would take the place of the town itself, or of its history.

In: the folder that a site is to fill, the folder of the town. Out: what would be lost, if anything.
"""

from __future__ import annotations

import os
from pathlib import Path

_OWN = ("powers", "content", "overrides")  # folders of a town that hold what people wrote
_HISTORY = ".git"


def endangered(site: Path, root: Path) -> Path | None:
    """The folder that filling `site` would destroy or fill with pages; None where there is none.

    A site takes a folder's place as a whole. So it must not be or hold the town's folder or the current
    one, and neither be, hold nor lie in a `.git`, or a folder of the town that people write in. Links
    are followed, and folders are compared by what they are on the disk, not by how they are spelt.
    """
    site = site.resolve()
    for whole in (root.resolve(), Path.cwd()):
        if _lies_in(whole, site):
            return whole
    for own in ((root / name).resolve() for name in _OWN):
        if own.exists() and (_lies_in(own, site) or _lies_in(site, own)):
            return own
    for folder in (site, *site.parents):
        if folder.name.casefold() == _HISTORY:
            return folder
    for below, folders, files in os.walk(site):
        if found := next((name for name in (*folders, *files) if name.casefold() == _HISTORY), None):
            return Path(below, found)
    return None


def _lies_in(inner: Path, outer: Path) -> bool:
    """Whether a folder is another one, or lies somewhere below it."""
    return outer.exists() and any(folder.exists() and folder.samefile(outer) for folder in (inner, *inner.parents))
