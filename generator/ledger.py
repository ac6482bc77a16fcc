"""powers/published.csv: every id and URL ever published. Nothing that stands in it may disappear.

In: the file's bytes. Out: rows, or faults. Used by `record`; written by publication.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date

from generator import characters
from generator.problem import Fault, Span, declare

COLUMNS = ("编号", "网址", "摘要", "首次发布", "最后发布")

BAD_LEDGER = declare(
    "H310",
    f"published.csv 的列是：{'、'.join(COLUMNS)}；由程序写，不用手改",
    protects="审计：凭它查得到发布过什么",
    advice="从版本库里恢复这个文件。",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One published page: id, URL below the site's root, hash of its content, first and last day."""

    id: str
    url: str
    digest: str
    first: date
    last: date
    line: int


def read(content: bytes) -> tuple[tuple[Row, ...], list[Fault]]:
    """The rows of the ledger in order; what does not fit is a fault, never an exception."""
    text, faults = characters.decode(content)
    if faults:
        return (), faults
    rows: list[Row] = []
    try:
        table = list(csv.reader(io.StringIO(text)))
    except csv.Error:
        return (), [Fault(BAD_LEDGER, Span(1, 1), "这个文件读不出来")]
    for number, cells in enumerate(table, 1):
        if number == 1:
            if tuple(cells) != COLUMNS:
                return (), [Fault(BAD_LEDGER, Span(1, 1), "第一行的列名不对")]
            continue
        row = _row(cells, number)
        if row:
            rows.append(row)
        else:
            faults.append(Fault(BAD_LEDGER, Span(number, 1), "这一行写得不对"))
    return tuple(rows), faults


def _row(cells: list[str], line: int) -> Row | None:
    if len(cells) != len(COLUMNS) or not re.fullmatch(r"[a-z][0-9]{1,12}", cells[0]):
        return None
    try:
        return Row(cells[0], cells[1], cells[2], date.fromisoformat(cells[3]), date.fromisoformat(cells[4]), line)
    except ValueError:
        return None
