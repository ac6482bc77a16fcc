"""The record as JSON: a file a list, a file an entry.

In: a list and its rows. Out: paths below the site and bytes. What stands in them is decided in `opendata`.
An entry is written once: its own file and its line of the list are the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from generator.model.kind import Kind
from generator.opendata.rows import OpenList, Row

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def files(list_: OpenList, rows: Sequence[Row]) -> Iterator[tuple[str, bytes]]:
    """The file of a list, and those of its entries."""
    written = [encoded(row) for row in rows]
    yield list_.file("json"), lines(written)
    if isinstance(list_.kind, Kind):
        yield from (
            (f"{row['本站网址']}{row['编号']}.json", line + b"\n") for row, line in zip(rows, written, strict=True)
        )


def encoded(row: Row) -> bytes:
    """A row on one line."""
    return _compact(row).encode()


def lines(rows: Sequence[bytes]) -> bytes:
    """An array with a line a row."""
    return b"[\n" + b",\n".join(rows) + b"\n]\n" if rows else b"[]\n"
