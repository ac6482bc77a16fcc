"""Citations in the pages of prose (content/*.md): held to the same rules as those of the record.

In: the town's folder, its record, the day. Out: `Problem`s with line and column. A law that the record does not hold
is a reminder here: the page links to none, and it may be the program's own page that a town took over. A page says in its head, between the
two lines of dashes, to which day it was compared with the laws: 核对到: 2026-06-26. One that says nothing is not told
that a law was amended.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.derive.amendment import change
from generator.model.citation import Citation, in_text
from generator.model.reference import Law
from generator.problem import CODES, MOST, Fault, Problem, Severity, Span
from generator.record import Record
from generator.rules import citations, prose

CHECKED = re.compile(r"\A---\n(?:.*\n)*?核对到: *(\d{4}-\d\d-\d\d)\n(?:.*\n)*?---\n")


class _Said(NamedTuple):
    """What is wrong with a citation: the code, what is written, what to do ("" for what the code advises)."""

    code: str
    message: str
    advice: str | Callable[[], str] = ""


def problems(root: Path, record: Record, today: date) -> Iterator[Problem]:
    """What is wrong with the citations in a town's prose, by path and line."""
    for path, text in prose.pages(root):
        if isinstance(text, Fault):
            continue
        checked = checked_to(text)
        line, counted = 1, 0  # the line at hand, how far lines are counted
        told: Counter[str] = Counter()
        for start, citation in in_text(text):
            line, counted = line + text.count("\n", counted, start), start
            span = Span(line, start - text.rfind("\n", 0, start), len(str(citation)))
            for said in _wrong(citation, checked, record, today):
                if severity := _severity(said.code, record.formal):
                    told[said.code] += 1
                    advice = "" if told[said.code] > MOST else said.advice() if callable(said.advice) else said.advice
                    yield Problem(path, span, said.code, severity, (), said.message, advice or CODES[said.code].advice)


def _severity(code: str, formal: bool) -> Severity | None:
    return Severity.REMINDER if code == "H401" else CODES[code].severity(formal)


def checked_to(text: str) -> date | None:
    """The day that the head of a page bears as 核对到; None where it bears none, or none that there is."""
    found = CHECKED.match(text)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _wrong(citation: Citation, checked: date | None, record: Record, today: date) -> Iterator[_Said]:
    law = record.law(citation.law)
    if law is None:
        if not record.hides(Law):
            yield _Said("H401", *citations.unknown(citation.law, record))
        return
    for said in citations.beyond(law, citation, checked):
        yield _Said("H403", said)
    if law.repealed:
        yield _Said("H405", citations.repealed(law), "换成现行的依据，或者把这一句改掉。")
    changed = change(law, checked, today) if checked else None
    if checked and changed and changed.touches(citation.articles):
        advice = "对照新版本看条号、内容变没变；看过了改这一页开头的“核对到”。"
        yield _Said("H406", citations.amended(law, changed, checked, today), advice)
