"""powers/publications.csv: one line a publication, each chained to the line before.

In: the bytes of the file. Out: lines, and what is broken, as sentences: a break is told, it stops nothing.
A line that is added quotes the SHA-256 of the line before as it stands (the first that of the header), so
that whoever changes, drops or moves a line later leaves a trace.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from generator.syntax import characters

NAME = "publications.csv"
COLUMNS = ("序号", "日期", "提交", "清单摘要", "送审签", "前一行摘要")
HEADER = ",".join(COLUMNS)
LARGEST = 32 * 1024 * 1024  # bytes; a line has 170: ten publications a day for fifty years


@dataclass(frozen=True, slots=True)
class Line:
    """A publication: its sequence, day, the record's commit ("" without one), the digest of the edition that was put
    in place, the slip of approval ("" for a demonstration), the digest of the line before."""

    sequence: int
    day: date
    commit: str
    edition: str
    slip: str
    before: str


class Broken(NamedTuple):
    """Where a log is broken: the line of the file, and how, as a sentence."""

    line: int
    said: str


@dataclass(frozen=True, slots=True)
class Log:
    """What a log says: its lines in order, and where it is broken; `content` is the file as it stands."""

    content: bytes
    lines: tuple[Line, ...]
    broken: tuple[Broken, ...]

    @property
    def last(self) -> Line | None:
        """The newest publication."""
        return self.lines[-1] if self.lines else None


NONE = Log(b"", (), ())


def read(content: bytes) -> Log:
    """A log from its bytes; b"" is a log without lines."""
    text, faults = characters.decode(content)
    if faults:
        return Log(content, (), (Broken(faults[0].span.line, faults[0].message),))
    written = text.rstrip("\n").split("\n") if text.strip("\n") else []
    found: list[Line] = []
    broken: list[Broken] = []
    if written and written[0] != HEADER:
        broken.append(Broken(1, f"第一行的列名不对，应当是 {HEADER}"))
    for number, (before, line) in enumerate(pairwise(written), 2):
        one = _line(line)
        if one is None:
            broken.append(Broken(number, "这一行写得不对"))
            continue
        if one.before != chained(before):
            broken.append(Broken(number, f"第{one.sequence}版这一行和上一行接不上：上一行改过，或者中间少了、挪了"))
        if found and one.sequence <= found[-1].sequence:
            broken.append(Broken(number, f"序号 {one.sequence} 不比前面的大"))
        found.append(one)
    return Log(content, tuple(found), tuple(broken))


def why_withdrawn(log: Log, name: str) -> str:
    """The reason for which an entry or a file was last taken down, "" where none was given."""
    said = next((line.slip for line in reversed(log.lines) if line.slip.split("：")[0] == withdrawn(name)), "")
    return said.partition("：")[2]


def withdrawn(name: str, reason: str = "") -> str:
    """What stands in the place of a slip where something was taken down."""
    return f"撤下 {name}" + (f"：{reason}" if reason else "")


def chained(line: str) -> str:
    """What the next line quotes of a line."""
    return hashlib.sha256(line.encode()).hexdigest()


def _line(written: str) -> Line | None:
    try:
        (cells,) = csv.reader([written], strict=True)
        sequence, day, commit, edition, slip, before = cells
        if not re.fullmatch(r"[1-9][0-9]{0,8}", sequence) or not re.fullmatch(r"[0-9a-f]{64}", edition):
            return None
        return Line(int(sequence), date.fromisoformat(day), commit, edition, slip, before)
    except (ValueError, csv.Error):
        return None


def longer(log: Log, sequence: int, day: date, commit: str, edition: str, slip: str) -> bytes:
    """The bytes of a log with one line more."""
    head = log.content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n")
    lines = head.rstrip("\n").split("\n") if head.strip("\n") else [HEADER]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(
        (sequence, day.isoformat(), commit, edition, slip, chained(lines[-1]))
    )
    return ("\n".join(lines) + "\n" + out.getvalue()).encode()
