"""先看这几句: the first screen of a guide, and the box above it.

In: a guide, the answers that are known, what is not known in one line. Out: the values that guide_body.html prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.derive.answers import Answer
from generator.model.service import Guide
from generator.model.values import Count, Leaf
from generator.pages import words
from generator.pages.components import Link
from generator.pages.escaping import markup, quoted
from generator.pages.writing import Writer

# Where an answer of the first screen is told in full: the section, and what its link says.
_MORE = {
    "answerable": "不服怎么办",
    "cases": "看每一种",
    "conditions": "看是哪几条",
    "fees": "看收费",
    "limits": "看怎么算",
    "materials": "看材料单",
}


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A line of an answer; `case` is the number of the one case that it holds for, "" where it holds for all."""

    field: str
    text: str
    case: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer of the first screen; `style` is a class for one with several values, `more` leads to the rest of it."""

    label: str
    lines: Sequence[AnswerLine]
    style: str
    more: Link | None


@dataclass(frozen=True, slots=True)
class Glance:
    """The first screen: the answers, and what is not known with the numbers to ask at."""

    answers: Sequence[AnswerRow]
    pending: str
    calls: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Before:
    """A box above the first screen: what the clerk warns of, and of a guide that lacks too much that it is not one yet.

    `pending` and `calls` are of such a guide only.
    """

    title: str
    warning: str
    pending: str = ""
    calls: Sequence[Link] = ()


def before(guide: Guide, thin: bool, lacking: str, write: Writer) -> Before | None:
    """Returns the box above the first screen, None where there is nothing to warn of."""
    warning = str(guide.before_going or "")
    if thin:
        below = "下面写的都是法规里有的。" if guide.standing == "法条整理" else "下面写的是现在知道的。"
        return Before("去之前先打电话。这里还不能当办事指南用。", warning, f"{lacking}。{below}", write.calls)
    return Before("去之前请注意", warning) if warning else None


def glance(guide: Guide, answered: Iterable[Answer], lacking: str, write: Writer) -> Glance:
    """Returns the first screen; `lacking` is "" for a thin guide, whose box says it."""
    pending = f"{lacking}。去之前先打电话问清。" if lacking else ""
    return Glance([_answer(answer, guide, write) for answer in answered], pending, write.calls)


def _answer(answer: Answer, guide: Guide, write: Writer) -> AnswerRow:
    lines = [
        AnswerLine(
            line.field or answer.label,
            _linked(line.field, line.value, write),
            _case_of(str(line.value), guide) if answer.more == "cases" else "",
        )
        for line in answer.lines
    ]
    one_field = len({line.field for line in answer.lines}) == 1
    return AnswerRow(
        answer.label,
        lines,
        "q-glance--several" if len(lines) > 1 and one_field else "",
        Link(_MORE[answer.more], f"#{answer.more}") if answer.more else None,
    )


def _case_of(line: str, guide: Guide) -> str:
    """Returns the number of the case that a line such as “新设：受理后3个工作日” is about, "" where it is none."""
    name = line.partition("：")[0]
    return next((str(number) for number, case in enumerate(guide.cases or (), 1) if case.name == name), "")


def phrase(field: str, value: Leaf | str) -> str:
    """Returns a value of the first screen as one says it."""
    if field == "到办事现场次数":
        return words.visits(value.number if isinstance(value, Count) else 0)
    if field == "是否收费":
        return words.FEES.get(str(value), "不收钱")
    if field == "承办机构":
        return f"镇里由{value}承办"
    return str(value)


def _linked(field: str, value: Leaf | str, write: Writer) -> str:
    """Returns the same, linked to what it names."""
    if field == "承办机构":
        return markup(f"镇里由{write.value(value)}承办")
    said = phrase(field, value)
    return write.value(value) if said == str(value) else markup(quoted(said))
