"""`qingdan links`: tries every address of another site once, and keeps what came of it in links.csv.

In: the record, the town's prose, the day. Out: a `Tried` for each address; the file. Only a person changes an
address: nothing in the record is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

from generator.derive import outside
from generator.desk.links import trying
from generator.files import whole
from generator.reading import folder
from generator.record import Record
from generator.record.tried import FILE, Tried, written
from generator.syntax import characters

_AT_ONCE = 8  # sites; of one site a page after another
_PROSE = "content"
Try = Callable[[str, date], Tried]


def addresses(record: Record, root: Path) -> list[str]:
    """Every address of another site, each once, in the order of the alphabet."""
    found = {one.address for one in outside.named(record)}
    base = root / _PROSE
    for path in folder.paths(base) if base.is_dir() else ():
        content = folder.content(base, path) if path.endswith(".md") and not folder.no_file(base, path) else b""
        if isinstance(content, bytes):
            lines = characters.readable(content).splitlines()
            found |= {address for line in lines for _, address in outside.in_text(line)}
    return sorted(found)


def tried(every: Sequence[str], day: date, attempt: Try = trying.tried) -> list[Tried]:
    """What came of each address, in the order of the alphabet."""
    sites: dict[str, list[str]] = {}
    for address in every:
        sites.setdefault(outside.site_of(outside.host_of(address)), []).append(address)
    found: list[Tried] = []
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for some in threads.map(partial(_one_site, day=day, attempt=attempt), sites.values()):
            found += some
    return sorted(found, key=lambda one: one.address)


def _one_site(every: Sequence[str], day: date, attempt: Try) -> list[Tried]:
    return [attempt(address, day) for address in every]


def keep(root: Path, found: Sequence[Tried]) -> Path:
    """Write the file; what is no longer named falls out of it."""
    whole.write(root / FILE, written(found))
    return root / FILE
