"""Keeps a site from being written over the town itself, its history, or a folder that people write in.

In: the folder of the site to come, the folder of the town. Out: the folder that would be lost, if any.
"""

from __future__ import annotations

import os
from pathlib import Path

_OWN = ("powers", "content", "overrides")  # folders of a town that hold what people wrote
_HISTORY = ".git"


def endangered(site: Path, root: Path) -> Path | None:
    """The folder that a build into `site` would destroy or fill with pages; None where it is safe.

    A build replaces the folder of the site as a whole. So the site must not be, or contain, the town's folder or
    the current folder; and it must not be, contain or be inside a `.git`, powers/, content/ or overrides/. Links
    are followed, and two folders are the same if the disk says so, however they are spelt.
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
