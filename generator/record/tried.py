"""links.csv, beside powers/: what came of the last time that each address of another site was tried.

In: the bytes of the file. Out: `Tried` by address. `qingdan links` writes it, and nothing else does; a line that
cannot be read is left out, and comes back when the address is tried again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

FILE = "links.csv"
_COLUMNS = ("网址", "哪天试的", "结果", "说明", "转到")
_LARGEST = 4 * 1024 * 1024  # bytes: ten thousand addresses have a fifth of it


class Outcome(StrEnum):
    """What came of trying an address."""

    WORKS = "打得开"
    DEAD = "打不开"
    MOVED = "转到别的网站"
    LEFT = "不再是政府网站"  # it led to gov.cn, and leads elsewhere now
    UNSURE = "要人打开看"  # the site answers, but not a program


# What a person does then, the gravest first.
TO_DO = {
    Outcome.LEFT: "网址的主人可能换了：先从记录里拿掉，再找主办单位问现在的网址。",
    Outcome.DEAD: "在浏览器里打开看；真的没有了，找到现在的那一页，改记录。",
    Outcome.MOVED: "打开看是不是搬了家；是，照新的网址改记录。",
    Outcome.UNSURE: "在浏览器里打开看一眼。",
}


@dataclass(frozen=True, slots=True)
class Tried:
    """An address, the day it was tried, what came of it, in words, and where it leads now ("" where it stays)."""

    address: str
    day: date
    outcome: Outcome
    said: str
    leads_to: str = ""


def read(root: Path) -> dict[str, Tried]:
    """What was tried last, by address; nothing where nothing was."""
    try:
        file = root / FILE
        if file.is_symlink() or file.stat().st_size > _LARGEST:
            return {}
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return {}
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=False)
    return {tried.address: tried for row in rows if (tried := _tried(row))}


def _tried(row: Mapping[str | None, str | None]) -> Tried | None:
    address, day, outcome, said, leads_to = (row.get(column) or "" for column in _COLUMNS)
    try:
        return Tried(address, date.fromisoformat(day), Outcome(outcome), said, leads_to)
    except ValueError:
        return None


def written(every: Iterable[Tried]) -> bytes:
    """The file, an address a line, in the order of the alphabet."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(_COLUMNS)
    for one in sorted(every, key=lambda one: one.address):
        lines.writerow((one.address, one.day.isoformat(), one.outcome, one.said, one.leads_to))
    return out.getvalue().encode("utf-8-sig")
