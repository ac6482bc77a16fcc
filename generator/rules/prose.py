"""Private data in the pages of prose (content/*.md), which are published beside the record.

In: the town's folder, the day. Out: `Problem`s with line and column. A page is waived in its head, between the two
lines of dashes, with the same line as an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic_core import PydanticCustomError

from generator.model.looked import Looked, line
from generator.privacy import people, telling
from generator.privacy.finding import Kind, mark
from generator.privacy.telling import Told
from generator.problem import Problem, Severity, Span
from generator.rules.waiving import FIELD
from generator.syntax import characters

FOLDER = "content"
_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)


def problems(root: Path, today: date) -> Iterator[Problem]:
    """What the prose of a town gives away, by path and line; what has been looked at is left out."""
    for place in sorted((root / FOLDER).rglob("*.md")):
        path = place.relative_to(root).as_posix()
        text = characters.readable(place.read_bytes()).replace("\r\n", "\n")
        waived = _waived(text)
        for told in _told(text):
            if told.mark not in waived:
                severity = told.code.severity(formal=True) or Severity.REMINDER
                advice = f"{told.code.advice}看过、确实能公开的，在开头两行“---”中间加一行“{FIELD}: {line(today, '正文', told.mark)}”，把“为什么”换成原因。"
                yield Problem(path, told.span, told.code.number, severity, (), told.message, advice)


def _told(text: str) -> Iterator[Told]:
    """What a page gives away; the mark of a number is that of its line, of a list that of the table."""
    yield from telling.in_text(text)
    for first, rows in people.tables_in(text):
        if found := people.listed(rows):
            yield telling.listing(found, mark(Kind.LIST, "", str(rows)), span=Span(first, 1))


def _waived(text: str) -> set[str]:
    """The marks that the head of a page lets pass."""
    head = _HEAD.match(text)
    lines = (entry.partition(f"{FIELD}:")[2].strip() for entry in (head[1] if head else "").split("\n"))
    return {looked.mark for written in lines if written for looked in _looked(written)}


def _looked(written: str) -> Iterator[Looked]:
    try:
        yield Looked.parse(written)
    except PydanticCustomError:
        return
