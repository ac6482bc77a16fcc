"""headers.csv, beside powers/: what a clerk said of the headers of lists, so that the next list of the sender needs no word.

In: the sheets of a list, what the file says. Out: the field for headers; the file with what was said now. A sender is
known by the header row: where any title of it is another one, the clerk is asked again.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.sheets.headers import FoundTable, bare_header, titles_of
from generator.sheets.read_book import ReadSheet

FILE = "headers.csv"
_COLUMNS = ("表头的摘要", "列名", "格子")
_LARGEST = 1024 * 1024  # bytes
_LOOKED_AT = 30  # rows in which a header may stand

Rows = dict[tuple[str, str], str]  # by digest of a header row and title: the field


def read(root: Path) -> Rows:
    """What was said; nothing where there is no such file, or it is none of ours."""
    place = root / FILE
    try:
        if place.is_symlink() or place.stat().st_size > _LARGEST:
            return {}
        rows = list(csv.reader(io.StringIO(place.read_bytes().decode("utf-8-sig", "replace"), newline="")))
    except (OSError, csv.Error):
        return {}
    return {(row[0], row[1]): row[2] for row in rows[1:] if len(row) == len(_COLUMNS)}


def written(said: Rows) -> bytes:
    """The bytes of the file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_COLUMNS, *sorted((*key, name) for key, name in said.items())])
    return out.getvalue().encode()


def explained(sheet: ReadSheet, said: Rows) -> dict[str, str]:
    """The field for the headers of a sheet, as they were explained for a list with the same header row."""
    if not said:
        return {}
    digests = {_digest(titles_of(sheet, row).values()) for row in sheet.rows[:_LOOKED_AT]}
    return {title: name for (digest, title), name in said.items() if digest in digests}


def now(found: Iterable[FoundTable], headers: Mapping[str, str]) -> Rows:
    """What was said of the headers of some tables."""
    rows: Rows = {}
    for table in found:
        titles = titles_of(table.sheet, table.header)
        digest = _digest(titles.values())
        rows |= {
            (digest, bare_header(title)): name
            for title, name in headers.items()
            if bare_header(title) in titles.values()
        }
    return rows


def _digest(titles: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(titles)).encode()).hexdigest()[:16]
