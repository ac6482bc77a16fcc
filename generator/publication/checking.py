"""What `verify` goes by: the copy, the log of the record at hand, the releases that are kept beside a folder.

In: where a copy is, the town's folder. Out: what was found.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from generator.publication import copies, edition, keeping
from generator.publication.edition import Edition
from generator.publication.state import State
from generator.publication.verifying import Verified, verify
from generator.reading import log
from generator.reading.folder import FOLDER


def check(where: str, root: Path) -> Verified:
    """Look at a copy. Raises `copies.Unreachable`."""
    place = root / FOLDER / log.NAME
    known = log.read(place.read_bytes()) if place.is_file() else log.NONE
    kept: dict[Path, Edition] = {}
    if Path(where).is_dir():
        for release in State(Path(where).resolve()).releases():
            whole = keeping.intact(release.site)[0]
            kept |= {release.site: whole} if whole else {}
    with copies.at(where) as copy:
        own = None
        with suppress(edition.Unfit):
            own = copies.edition_of(copy)

        def before(path: str) -> bytes | None:
            site = next((site for site, whole in kept.items() if own and whole.digest == own.digest), None)
            return (site / path).read_bytes() if site and (site / path).is_file() else None

        return verify(copy, known, tuple(kept.values()), before)
