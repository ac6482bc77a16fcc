"""The pack: a site in one .zip, to be unpacked over the old folder by someone who does not know the program.

In: a published site's folder and its edition, the edition that stands where the pack goes. Out: a .zip, the same
bytes for the same site. Unpacking deletes nothing, so what ended is overwritten with a word that it has
(`withdrawn`), and `先读我.txt` says what this is, what to delete, how to see whether it worked.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.publication import readme, withdrawn
from generator.publication.edition import FILE, SUMS, Edition

README = "先读我.txt"
_MODE = 0o100644  # a file that everyone may read


@dataclass(frozen=True, slots=True)
class Packed:
    """What a pack holds: paths of the site's files in it, and of what ended; against an edition before, those that
    are new and those that changed. `size` is that of the .zip in bytes."""

    files: tuple[str, ...]
    ended: tuple[str, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    size: int


def write(
    site: Path, edition: Edition, out: Path, address: str = "", former: Edition | None = None, *, part: bool = False
) -> Packed:
    """Write the pack of a site, whole or not at all; what it holds.

    `address` is where the site is read, for 先读我.txt; `former` the edition that the pack is laid over. With
    `part` only what differs from `former` is packed, else all of it. Raises `OSError`.
    """
    before = former.files if former else {}
    new = [path for path in sorted(edition.files) if path not in before]
    changed = [path for path, one in sorted(edition.files.items()) if before.get(path, one) != one]
    files = sorted({*new, *changed}) if part else sorted(edition.files)
    ended = _ended(edition, former, part)
    text = readme.text(edition, former if part else None, address, len(files), _counted(new, changed, ended, former))
    draft = out.with_name(f".~{out.name}")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, edition, README, text)
            for path in (*files, FILE, SUMS):
                _add(archive, edition, path, (site / path).read_bytes())
            for path in ended:
                _add(archive, edition, path, withdrawn.content(path))
        size = draft.stat().st_size
        os.replace(draft, out)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return Packed(tuple(files), tuple(ended), tuple(new), tuple(changed), size)


def _ended(edition: Edition, former: Edition | None, part: bool) -> list[str]:
    """What ended: with any edition before; for a part, since the one it is laid over."""
    gone: Iterable[str] = edition.gone
    if former:
        gone = {*gone, *former.files} - (former.gone.keys() if part else set())
    return sorted(set(gone) - edition.files.keys())


def _counted(new: list[str], changed: list[str], ended: list[str], former: Edition | None) -> readme.Counts | None:
    """How much differs from the edition before, as 先读我.txt says it."""
    if former is None:
        return None
    lost = sum(path in former.files for path in ended)
    return readme.Counts(former.about.sequence, len(new), len(changed), lost)


def _add(archive: zipfile.ZipFile, edition: Edition, path: str, content: bytes) -> None:
    day = edition.about.day
    info = zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
    info.create_system = 3  # Unix: the mode below counts, wherever this runs
    info.external_attr = _MODE << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)
