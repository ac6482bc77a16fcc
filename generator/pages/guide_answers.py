"""The first screen of a guide: what a resident asks first, short; where more is to be said, a link to it.

In: a guide, the answers that are known, what is not known. Out: the values that guide_body.html prints. Numbers
come first, side by side; what nobody knows yet comes last, in one row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.derive.answers import Answer, in_full
from generator.model.service import Guide, Material
from generator.model.values import Count, Duration, Leaf
from generator.pages import words
from generator.pages.components import Link
from generator.pages.escaping import markup, quoted
from generator.pages.writing import Writer

# Where an answer of the first screen is told in full: the section, and what its link says.
_MORE = {
    "answerable": "不服怎么办",
    "before": "还有几句",
    "cases": "看每一种",
    "conditions": "看是哪几条",
    "fees": "看收费",
    "limits": "看怎么算",
    "materials": "看材料单",
}
# In the order in which they stand on the page; the number to ask at is on the button below them.
_NUMBERS = ("多久", "多少钱", "跑几趟")  # beside each other, where at least two of them are short
_ROWS = ("能不能办", "带什么", *_NUMBERS, "去哪", "几点", "去之前", "不用办", "谁批")
_SHORT = 12  # characters that fit beside two others on a phone, in two lines
_PAPERS = 3  # more papers than this are counted, the first two named
# What is asked of a matter that ends in no decision is asked in other words: by the outcome of its powers.
_OTHER_WORDS = {
    "调解": {"能不能办": "什么事能调", "谁批": "找谁", "带什么": "说什么"},
    "查处反映": {"能不能办": "什么事能说", "谁批": "跟谁说", "带什么": "说什么", "多久": "多久答复"},
}
_LONG = 40  # characters of a warning that are too many for the first screen
_SENTENCE = re.compile(r"(.*?[。！])(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A line of an answer; `case` is the number of the one case that it holds for, "" where it holds for all."""

    field: str
    text: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """An answer that is a number: what is asked, the number, what goes with it in small."""

    label: str
    field: str
    text: str
    note: AnswerLine | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer of the first screen; `several` of one field are a list, `more` leads to the rest of it."""

    label: str
    lines: Sequence[AnswerLine]
    several: bool = False
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Glance:
    """The first screen: what is lost if one is late, numbers, answers; what is not known, and what that means."""

    deadline: str
    numbers: Sequence[Number]
    answers: Sequence[AnswerRow]
    pending: str
    so: str


def glance(guide: Guide, thin: bool, answered: Iterable[Answer], lacking: Sequence[str], write: Writer) -> Glance:
    """Returns the first screen; `lacking` are the words for what is not known."""
    known = {answer.label: answer for answer in answered}
    numbers = [number for label in _NUMBERS if label in known and (number := _number(known[label], guide, write))]
    if len(numbers) < 2:
        numbers = []
    told = {number.label for number in numbers}
    other = _words_of(guide, write)
    rows = {label: _answer(answer, guide, write, other) for label, answer in known.items()} | _before(guide)
    return Glance(
        deadline=write.known(guide.deadline),
        numbers=numbers,
        answers=[rows[label] for label in _ROWS if label in rows and label not in told],
        pending="、".join(lacking),
        so=_so(guide, thin) if lacking else "",
    )


def rest_of_warning(guide: Guide) -> str:
    """Returns what 去之前请注意 says after its first sentence, where not all of it has room on the first screen."""
    said = str(guide.before_going or "")
    found = _SENTENCE.fullmatch(said) if len(said) > _LONG else None
    return found[2].strip() if found else ""


def _before(guide: Guide) -> dict[str, AnswerRow]:
    if not guide.before_going:
        return {}
    said = str(guide.before_going)
    rest = rest_of_warning(guide)
    first = said.removesuffix(rest).strip() if rest else said
    more = Link(_MORE["before"], "#before") if rest else None
    return {"去之前": AnswerRow("去之前", [AnswerLine("去之前请注意", str(quoted(first)))], more=more)}


def _so(guide: Guide, thin: bool) -> str:
    """Returns what follows from not knowing all."""
    if not thin:
        return "去之前先打电话问清。"
    below = "这里写的都是法规里有的" if guide.standing == "法条整理" else "这里写的是现在知道的"
    return f"{below}，还不能当办事指南用，去之前先打电话。"


def _words_of(guide: Guide, write: Writer) -> dict[str, str]:
    powers = write.town.record.powers
    outcomes = {str(power.outcome or "") for ref in guide.powers if (power := powers.get(ref.id))}
    return _OTHER_WORDS.get(outcomes.pop(), {}) if len(outcomes) == 1 else {}


def _number(answer: Answer, guide: Guide, write: Writer) -> Number | None:
    """Returns an answer as a number with a note, None where it is too long to stand beside two others."""
    line = answer.lines[0]
    field = line.field or answer.label
    text, note = phrase(line.field, line.value), None
    if answer.label == "多久":
        limit = _one_limit(guide)
        if limit is None:
            return None
        text = "当场办好" if limit.unit == "当场" else str(limit)
        note = None if limit.unit == "当场" else AnswerLine("", "受理后算")
    elif answer.label == "多少钱" and guide.charges:
        standard = str(guide.charges[0].standard)
        if len(guide.charges) == 1 and len(standard) <= _SHORT:
            note = AnswerLine("", standard)
        else:
            note = AnswerLine("", f"{len(guide.charges)}项" if len(guide.charges) > 1 else "照标准算")
    if len(text) > _SHORT:
        return None
    return Number(answer.label, field, text, note)


def _one_limit(guide: Guide) -> Duration | None:
    """Returns the one time limit of a guide; None where its cases differ or none is known."""
    limits = {case.promised_limit or case.legal_limit for case in guide.cases or ()} - {None}
    if len(limits) > 1:
        return None
    return next(iter(limits), None) or guide.promised_limit or guide.legal_limit


def _answer(answer: Answer, guide: Guide, write: Writer, other: dict[str, str]) -> AnswerRow:
    lines = _own_lines(answer, guide, write) or [
        AnswerLine(
            line.field or answer.label,
            _linked(line.field, line.value, write),
            _case_of(str(line.value), guide) if answer.more == "cases" else "",
        )
        for line in answer.lines
    ]
    one_field = len({line.field for line in lines}) == 1
    return AnswerRow(
        other.get(answer.label, answer.label),
        lines,
        len(lines) > 1 and one_field,
        Link(_MORE[answer.more], f"#{answer.more}") if answer.more else None,
    )


def _own_lines(answer: Answer, guide: Guide, write: Writer) -> list[AnswerLine]:
    """Returns what stands on the first screen where all of it would not: the first condition, papers by number."""
    if answer.label == "能不能办" and guide.conditions and not in_full(guide):
        first = write.value(guide.conditions[0])
        return [AnswerLine("受理条件", first + f"；还有{len(guide.conditions) - 1}条")]
    if answer.label == "跑几趟":  # why one has to come is told below: guide_facts.ways
        return [AnswerLine("到办事现场次数", str(quoted(phrase("到办事现场次数", answer.lines[0].value))))]
    if answer.label == "谁批" and answer.more:  # who in town handles it is told where the ways against it are
        return [
            AnswerLine("决定机关", _linked("", line.value, write)) for line in answer.lines if line.field != "承办机构"
        ]
    if answer.label == "带什么" and guide.materials:
        brought = [paper for paper in guide.materials if not paper.waived]
        waived = [paper for paper in guide.materials if paper.waived]
        said = [_named(brought) if brought else "什么也不用带", f"不用交：{_counted(waived)}" if waived else ""]
        return [AnswerLine(answer.label, str(quoted("；".join(filter(None, said)))))]
    return []


def _named(papers: Sequence[Material]) -> str:
    names = [str(paper.name) for paper in papers]
    return "、".join(names) if len(names) <= _PAPERS else f"{'、'.join(names[:2])}等{len(names)}样"


def _counted(papers: Sequence[Material]) -> str:
    return str(papers[0].name) + (f"等{len(papers)}样" if len(papers) > 1 else "")


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
