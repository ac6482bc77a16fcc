"""powers/published.csv: every id and URL ever published. Nothing that stands in it may disappear.

In: the file's bytes. Out: rows, or faults. Used by `record`; written by publication.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date

from generator.problem import Fault, Span, declare
from generator.syntax import characters

COLUMNS = ("编号", "网址", "摘要", "须经调整", "首次发布", "最后发布")
_EARLIER = ("编号", "网址", "摘要", "首次发布", "最后发布")  # ledgers of before, which say nothing of 须经调整

BAD_LEDGER = declare(
    "H310",
    f"published.csv 的列是：{'、'.join(COLUMNS)}；由程序写，不用手改",
    protects="审计：凭它查得到发布过什么",
    advice="从版本库里恢复这个文件。",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One published page: id, URL below the site's root, hash of its content, first and last day.

    `adjusted` is the digest of the entry's 须经调整 fields (`derive.adjusted`), "" where there is nothing to hold it to.
    """

    id: str
    url: str
    digest: str
    adjusted: str
    first: date
    last: date
    line: int


def read(content: bytes) -> tuple[tuple[Row, ...], list[Fault]]:
    """The rows of the ledger in order; what does not fit is a fault, never an exception."""
    text, faults = characters.decode(content)
    if faults:
        return (), faults
    rows: list[Row] = []
    columns = COLUMNS
    try:
        table = list(csv.reader(io.StringIO(text)))
    except csv.Error:
        return (), [Fault(BAD_LEDGER, Span(1, 1), "这个文件读不出来")]
    for number, cells in enumerate(table, 1):
        if number == 1:
            columns = tuple(cells)
            if columns not in (COLUMNS, _EARLIER):
                return (), [Fault(BAD_LEDGER, Span(1, 1), "第一行的列名不对")]
            continue
        row = _row(dict(zip(columns, cells, strict=False)), number) if len(cells) == len(columns) else None
        if row:
            rows.append(row)
        else:
            faults.append(Fault(BAD_LEDGER, Span(number, 1), "这一行写得不对"))
    return tuple(rows), faults


def _row(cells: dict[str, str], line: int) -> Row | None:
    adjusted = cells.get("须经调整", "")
    if not re.fullmatch(r"[a-z][0-9]{1,12}", cells["编号"]) or not re.fullmatch(r"(?:[0-9a-f]{16})?", adjusted):
        return None
    try:
        first, last = date.fromisoformat(cells["首次发布"]), date.fromisoformat(cells["最后发布"])
    except ValueError:
        return None
    return Row(cells["编号"], cells["网址"], cells["摘要"], adjusted, first, last, line)
