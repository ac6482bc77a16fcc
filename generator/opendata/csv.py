"""The record as tables for Excel and WPS: a CSV file a list, one row an entry.

In: a list and its rows. Out: bytes: UTF-8 with a mark that Excel knows it by, lines
ended as RFC 4180 has it. What stands in them is decided in `opendata`, in which order in `columns`.

A mapping inside an entry is columns of its own (委托书·文号); what there are several of is one cell,
a line each. A cell that a spreadsheet would take for a formula or shorten as a number gets an
apostrophe in front, as OWASP advises; a cell that begins with one gets another. Taking one
apostrophe away gives back exactly what was written.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

from generator.model.values import NOTHING_WORD
from generator.opendata import rows as opendata
from generator.opendata.columns import STEP, Path, columns
from generator.opendata.rows import OpenList, Row

# Formulas, in either width; leading zeros, more digits than Excel keeps, and 1E5.
_GUARDED = re.compile(r"[=+\-@＝＋－＠\t\r\n']|0\d+$|\d{12,}$|\d+[Ee]\d+$")


def table(list_: OpenList, rows: Sequence[Row]) -> bytes:
    """A list as a table."""
    paths = columns(list_)
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(STEP.join(path) for path in paths)
    write.writerows([guarded(cell(row, path)) for path in paths] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def cell(row: Row, path: Path) -> str:
    """What stands at a path, "" where nothing does; a list has a line for each, or “无”."""
    value: Any = row.get(path[0], "")
    for name in path[1:]:
        value = value.get(name, "") if isinstance(value, dict) else ""
    if isinstance(value, list):
        value = "\n".join(map(_in_line, value)) if value else NOTHING_WORD
    return str(value)


def _in_line(value: Any) -> str:
    """A mapping in one line, 环节：决定；责任：…; its ids are left to the JSON."""
    if not isinstance(value, dict):
        return value if isinstance(value, str) else "、".join(map(_in_line, value)) if value else NOTHING_WORD
    ids = {name + opendata.ID_OF for name in value}
    return "；".join(f"{name}：{_in_line(part)}" for name, part in value.items() if name not in ids)


def guarded(cell: str) -> str:
    """A cell that a spreadsheet leaves as it is."""
    return f"'{cell}" if _GUARDED.match(cell) else cell
