"""先看这几句: what a resident asks of a guide first, in one fixed order, with the values in force.

In: a guide and the record. Out: the answers that are known, and the words for those that are not.
能不能办、不用办、带什么、多久、多少钱、跑几趟、去哪、几点、谁批、问谁.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.derive.completeness import in_force, missing_elements
from generator.derive.effect import effect
from generator.model.service import Case, Guide, Material
from generator.model.values import NOTHING, Duration, Leaf
from generator.record import Record

_FEW = 3  # more conditions than this are too long for the first screen


class Line(NamedTuple):
    """A line of an answer: a value and the name of its field, or a phrase made of several values, with no field."""

    field: str
    value: Leaf | str


@dataclass(frozen=True, slots=True)
class Answer:
    """`more` is the section of the page that says the rest, "" where this is all."""

    label: str
    lines: tuple[Line, ...]
    more: str = ""


def answers(guide: Guide, record: Record) -> list[Answer]:
    """Every answer that is known, in the fixed order."""
    asked: tuple[Callable[[Guide, Record], Answer | None], ...] = (
        _whether, _exempt, _bring, _how_long, _how_much, _visits, _where, _when, _who, _ask
    )  # fmt: skip
    return [answer for question in asked if (answer := question(guide, record))]


def unanswered(guide: Guide, record: Record, answered: Iterable[Answer]) -> list[str]:
    """What is not known of a guide, in a resident's words. `answered` are the answers that are known."""
    known = {answer.label for answer in answered}
    missing = missing_elements(guide, record)
    return [
        word
        for word, lacks in (
            ("什么人能办", "能不能办" not in known),
            ("带什么", "带什么" not in known),
            ("多久", "多久" not in known),
            ("多少钱", "多少钱" not in known),
            ("跑几趟", "跑几趟" not in known),
            ("去哪", "办理地点" in missing),
            ("几点开门", "办理时间" in missing),
            ("打哪个电话", "联系电话" in missing),
            ("谁批", "谁批" not in known),
            ("怎么走", "办理流程" in missing),
            ("凭什么", "设定依据" in missing),
        )
        if lacks
    ]


def in_full(guide: Guide) -> bool:
    """Whether the first screen holds all conditions, so that no section needs to repeat them."""
    return guide.conditions is not None and len(guide.conditions) <= _FEW


def _lines(field: str, values: Iterable[Leaf | str]) -> tuple[Line, ...]:
    return tuple(Line(field, value) for value in values)


def _whether(guide: Guide, record: Record) -> Answer | None:
    if guide.conditions is NOTHING:
        return Answer("能不能办", (Line("受理条件", "没有条件，都能办"),))
    if guide.conditions and in_full(guide):
        return Answer("能不能办", _lines("受理条件", guide.conditions))
    if guide.conditions:
        return Answer("能不能办", (Line("", f"有{len(guide.conditions)}条，先对一对"),), "conditions")
    if guide.cases:
        return Answer("能不能办", _lines("", (f"{case.name}：{case.when}" for case in guide.cases)), "cases")
    return None


def _exempt(guide: Guide, record: Record) -> Answer | None:
    """The guide's own exemptions, else those of its powers."""
    found = list(guide.not_needed or ())
    if guide.not_needed is None:
        powers = (record.powers.get(ref.id) for ref in guide.powers)
        found += [text for power in powers if power for text in power.not_needed or ()]
    return Answer("不用办", _lines("不用办的情形", dict.fromkeys(found))) if found else None


def _bring(guide: Guide, record: Record) -> Answer | None:
    materials, stated = guide.materials, guide.to_state
    if materials is None and not stated:
        return None
    brought = [_paper(material) for material in materials or () if not material.waived]
    waived = [str(material.name) for material in materials or () if material.waived]
    lines = ["；".join(brought) if brought else "" if materials is None else "什么也不用带"]
    lines += [
        f"不用交：{'、'.join(waived)}" if waived else "",
        f"当面说清：{'、'.join(map(str, stated or ()))}" if stated else "",
    ]
    return Answer("带什么", _lines("", filter(None, lines)), "materials" if brought or waived else "")


def _paper(material: Material) -> str:
    """A paper by name, with whatever makes it less of a burden."""
    some = f"{'、'.join(map(str, material.cases))}要" if material.cases else ""
    less = {"容缺后补": "可以后补", "非必要": "有就带"}.get(str(material.need), "")
    notes = "，".join(filter(None, (some, less)))
    return f"{material.name}（{notes}）" if notes else str(material.name)


def _how_long(guide: Guide, record: Record) -> Answer | None:
    cases = {str(case.name): limit for case in guide.cases or () if (limit := spoken(case))}
    if len(set(cases.values())) > 1:
        return Answer("多久", _lines("", (f"{name}：{limit}" for name, limit in cases.items())), "cases")
    one = next(iter(cases.values()), "") or spoken(guide)
    if not one:
        return None
    return Answer("多久", (Line("", one),), "limits" if guide.legal_limit_note or guide.not_counted else "")


def spoken(limits: Guide | Case) -> str:
    """A time limit in one phrase: what is promised, and what the law allows at most."""
    legal, promised = limits.legal_limit, limits.promised_limit
    if promised and legal and promised != legal:
        return f"{_after(promised)}（法律规定最长{legal}）"
    limit = promised or legal
    return _after(limit) if limit else ""


def _after(limit: Duration) -> str:
    return "当场办好" if limit.unit == "当场" else f"受理后{limit}"


def _how_much(guide: Guide, record: Record) -> Answer | None:
    if guide.fee is None:
        return None
    charges = _lines("", (f"{charge.name}：{charge.standard}" for charge in guide.charges or ()))
    return Answer("多少钱", (Line("是否收费", guide.fee), *charges), "fees" if charges else "")


def _visits(guide: Guide, record: Record) -> Answer | None:
    if guide.visits is None:
        return None
    why = (Line("必须现场办理原因", guide.why_visit),) if guide.why_visit else ()
    return Answer("跑几趟", (Line("到办事现场次数", guide.visits), *why))


def _where(guide: Guide, record: Record) -> Answer | None:
    address = in_force(guide, record, "address")
    return Answer("去哪", (Line("办理地点", address),)) if address else None


def _when(guide: Guide, record: Record) -> Answer | None:
    hours = in_force(guide, record, "hours")
    return Answer("几点", (Line("办理时间", hours),)) if hours else None


def _who(guide: Guide, record: Record) -> Answer | None:
    """Who decides, as written; else in whose name each power is exercised. Then who in the town handles it."""
    powers = [power for ref in guide.powers if (power := record.powers.get(ref.id))]
    actors = [actor for power in powers if (actor := effect(power, record).actor)]
    deciders = [guide.decider] if guide.decider else list(dict.fromkeys(actors))
    if not deciders:
        return None
    handler = in_force(guide, record, "handler")
    handled = (Line("承办机构", handler),) if handler else ()
    return Answer("谁批", _lines("决定机关", deciders) + handled, "answerable" if powers else "")


def _ask(guide: Guide, record: Record) -> Answer | None:
    phone = in_force(guide, record, "inquiry_phone")
    return Answer("问谁", (Line("咨询电话", phone),)) if phone else None
