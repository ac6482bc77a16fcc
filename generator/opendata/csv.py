"""The record as tables for Excel and WPS: a CSV file a list, one row an entry.

In: a town. Out: paths below the site and bytes: UTF-8 with a mark that Excel knows it by, lines
ended as RFC 4180 has it, headers from the model. What stands in them is decided in `opendata`.

A mapping inside an entry is columns of its own (委托书·文号); what there are several of is one cell,
a line each. A cell that a spreadsheet would take for a formula or shorten as a number gets an
apostrophe in front, as OWASP advises; a cell that begins with one gets another. Taking one
apostrophe away gives back exactly what was written.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from generator.derive.town import Town
from generator.model.fields import Part, published
from generator.model.values import NOTHING_WORD
from generator.opendata import rows as opendata
from generator.opendata.rows import DERIVED, OPEN_LISTS, Row

_FIRST = ("编号", "名称", "资料性质", "示例", "本站网址")
# Formulas, in either width; leading zeros, more digits than Excel keeps, and 1E5.
_GUARDED = re.compile(r"[=+\-@＝＋－＠\t\r\n']|0\d+$|\d{12,}$|\d+[Ee]\d+$")
Path = tuple[str, ...]


def files(town: Town) -> Iterator[tuple[str, bytes]]:
    """Every CSV file of the site."""
    for list_ in OPEN_LISTS:
        yield list_.file("csv"), _table(list_.model, opendata.rows(town, list_))


def _table(model: type[Part], rows: Sequence[Row]) -> bytes:
    paths = columns(model, rows)
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow("·".join(path) for path in paths)
    write.writerows([_cell(row, path) for path in paths] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def columns(model: type[Part], rows: Sequence[Row]) -> list[Path]:
    """The columns of a list: what a reader needs first, the model's fields, what the program adds."""
    fields = _fields(model)
    found = {key for row in rows for key in row}
    first = [(name,) for name in _FIRST if (name,) in fields or name in ("资料性质", *DERIVED)]
    added = [(name,) for name in DERIVED if name in found]
    return list(dict.fromkeys([*first, *fields, *added]))


@cache
def _fields(model: type[Part]) -> tuple[Path, ...]:
    """The fields of a mapping as paths; those of a mapping it holds once come in its place."""
    paths: list[Path] = []
    for spec in published(model):
        inner = _fields(spec.part) if spec.part and not spec.many else ((),)
        paths += [(spec.name, *path) for path in inner]
    return tuple(paths)


def _cell(row: Row, path: Path) -> str:
    """What stands at a path, "" where nothing does; a list has a line for each, or “无”."""
    value: Any = row.get(path[0], "")
    for name in path[1:]:
        value = value.get(name, "") if isinstance(value, dict) else ""
    if isinstance(value, list):
        value = "\n".join(map(_in_line, value)) if value else NOTHING_WORD
    return guarded(value) if value else ""


def _in_line(value: Any) -> str:
    """A mapping in one line, 环节：决定；责任：…; its ids are left to the JSON."""
    if not isinstance(value, dict):
        return value if isinstance(value, str) else "、".join(map(_in_line, value)) if value else NOTHING_WORD
    ids = {name + opendata.ID_OF for name in value}
    return "；".join(f"{name}：{_in_line(part)}" for name, part in value.items() if name not in ids)


def guarded(cell: str) -> str:
    """A cell that a spreadsheet leaves as it is."""
    return f"'{cell}" if _GUARDED.match(cell) else cell
