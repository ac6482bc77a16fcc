"""`qingdan list`: what is in the record, list by list: id, name, file.

In: a `Record`. Out: text for a terminal, or JSON. Files that could not be read stand in their place.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from generator.model.kind import Kind, ListKind
from generator.model.kinds import BY_LETTER
from generator.record import Record
from generator.reports import width

UNREADABLE = "（读不出来）"


@dataclass(frozen=True, slots=True)
class Row:
    """A file: its id ("" where it holds a whole list), what it is called, where it lies."""

    id: str
    name: str
    file: str
    readable: bool


def rows(town: Record, kind: Kind | ListKind) -> list[Row]:
    """The files of a list in the order of their ids."""
    if isinstance(kind, Kind):
        keys = [key for key in town.files if "/" not in key and BY_LETTER.get(key[0]) is kind and key[1:].isdecimal()]
        keys.sort(key=lambda key: (int(key[1:]), key))
    else:
        keys = sorted(key for key in town.files if kind.matches(key))
    return [_row(town, key, kind) for key in keys]


def _row(town: Record, key: str, kind: Kind | ListKind) -> Row:
    file = town.files[key].path
    if isinstance(kind, ListKind):
        return Row("", kind.title, file, key not in town.broken)
    entry = town.get(key)
    return Row(key, entry.called if entry else "", file, key not in town.broken)


def text(town: Record, kinds: list[Kind | ListKind]) -> str:
    """Lists as a clerk reads them, in columns that align also under wide characters."""
    found = [(kind, rows(town, kind)) for kind in kinds]
    entries = [(kind, lines) for kind, lines in found if isinstance(kind, Kind)]
    wholes = [line for kind, lines in found if isinstance(kind, ListKind) for line in lines]
    blocks = [[_heading(kind.title, lines), *_columns(lines)] for kind, lines in entries if lines or len(kinds) == 1]
    if wholes or (not entries and kinds):
        blocks.append([_heading("整份的表", wholes), *_columns(wholes)])
    return "\n\n".join("\n".join(block) for block in blocks)


def _heading(title: str, lines: list[Row]) -> str:
    broken = sum(not line.readable for line in lines)
    return f"{title}　{len(lines)} 个" + (f"，{broken} 个读不出来" if broken else "")


def _columns(lines: list[Row]) -> list[str]:
    cells = [(line.id, line.name + ("" if line.readable else UNREADABLE), line.file) for line in lines]
    widths = [max((width(cell[i]) for cell in cells), default=0) for i in range(2)]
    return ["  " + "  ".join([*_padded(cell, widths), cell[2]]) for cell in cells]


def _padded(cell: tuple[str, str, str], widths: list[int]) -> list[str]:
    """The first columns, filled with blanks; a column that is empty throughout is left out."""
    return [part + " " * (columns - width(part)) for part, columns in zip(cell, widths, strict=False) if columns]


def as_json(town: Record, kinds: list[Kind | ListKind]) -> str:
    """One object: every list with its count and its files."""
    body = [_plain(kind, rows(town, kind)) for kind in kinds]
    return json.dumps({"清单": body}, ensure_ascii=False, indent=2)


def _plain(kind: Kind | ListKind, lines: list[Row]) -> dict[str, Any]:
    return {
        "名称": kind.title,
        "数量": len(lines),
        "条目": [{"编号": line.id, "名称": line.name, "文件": line.file, "读得出来": line.readable} for line in lines],
    }
