"""The pages of prose (content/*.md), which are published beside the record: nothing private, no code.

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
from generator.problem import Fault, Problem, Severity, Span
from generator.reading import folder
from generator.rules import markup, outside
from generator.rules.waiving import FIELD
from generator.syntax import characters

FOLDER = "content"
_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)


def pages(root: Path) -> Iterator[tuple[str, str | Fault]]:
    """Every file in content/: its path, and its text ("" of one that is no page) or why it is not read."""
    base = root / FOLDER
    for below in folder.paths(base) if base.is_dir() else ():
        yield f"{FOLDER}/{characters.readable_name(below)}", _text(base, below)


def problems(root: Path, today: date) -> Iterator[Problem]:
    """What is wrong with the files in content/, by path and line."""
    for path, text in pages(root):
        if isinstance(text, Fault):
            yield _problem(path, text)
        elif path.endswith(".md"):
            yield from of_page(path, text, today)


def of_page(path: str, text: str, today: date) -> Iterator[Problem]:
    """What is wrong with the text of a page."""
    yield from _private(path, text, today)
    yield from (_problem(path, fault) for fault in markup.faults(text))
    yield from (_problem(path, fault) for fault in outside.faults(text))


def _text(base: Path, path: str) -> str | Fault:
    """The text of a page, "" of a file that is none; or why it is not read."""
    if fault := folder.no_file(base, path):
        return fault
    if not path.endswith(".md"):
        return ""
    content = folder.content(base, path)
    return content if isinstance(content, Fault) else characters.readable(content).replace("\r\n", "\n")


def _problem(path: str, fault: Fault) -> Problem:
    advice, severity = fault.advice or fault.code.advice, fault.code.severity(formal=True) or Severity.REMINDER
    return Problem(path, fault.span, fault.code.number, severity, (), fault.message, advice)


def _private(path: str, text: str, today: date) -> Iterator[Problem]:
    """What a page gives away of persons; what has been looked at is left out."""
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
