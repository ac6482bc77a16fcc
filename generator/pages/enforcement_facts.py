"""What the page of enforcement says of each list: who, what is inspected, how, by what measure.

In: rows of `powers/enforcement/` and the writer of the page. Out: the values that enforcement.html prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.derive.town import Town
from generator.model.enforcement import Discretion, Enforcer, Inspection, Officer, Procedure, ProcedureStep
from generator.model.values import Until, is_nothing
from generator.pages import words
from generator.pages.components import Fact, Link
from generator.pages.entry_page import unknown
from generator.pages.writing import Writer
from generator.pictures import figures

_KINDS = {"法定": "法律直接规定", "赋权": "镇里自己办（赋权）", "委托": "受委托执法", "派驻": "上级派驻"}
_LENIENT = {"不予处罚": "不罚", "减轻处罚": "少罚", "从轻处罚": "轻罚"}  # the mildest first
_ON_DUTY = "在岗"
_OFF_DUTY = "离岗"


@dataclass(frozen=True, slots=True)
class EnforcerTile:
    """An authority that may enforce: how to know it stands first, its number is to be pressed."""

    name: str
    kind: str
    first: Sequence[Fact]
    phone: str
    facts: Sequence[Fact]
    pending: str


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """A person who may enforce; `style` is how the state is marked."""

    name: str
    certificate: str
    employer: str
    area: str
    until: str
    state: str
    style: str


@dataclass(frozen=True, slots=True)
class InspectionTile:
    """What may be inspected: how often stands out, then whom, what and on what ground."""

    name: str
    kind: str
    business: bool
    first: Sequence[Fact]
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class StepOfProcedure:
    """A step: its name, what is done, how long it may take, on what ground."""

    stage: str
    content: str
    limit: str
    basis: str


@dataclass(frozen=True, slots=True)
class ProcedurePart:
    """A procedure as a picture and, step by step, in words."""

    id: str
    name: str
    type: str
    picture: str
    steps: Sequence[StepOfProcedure]


@dataclass(frozen=True, slots=True)
class Grade:
    """How grave a breach is, and how much is imposed."""

    name: str
    when: str
    measure: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What is imposed for a breach, by grades; `lenient` is the word for what is milder than the rule, else ""."""

    name: str
    lenient: str
    grades: Sequence[Grade]
    basis: str


@dataclass(frozen=True, slots=True)
class Breach:
    """A breach: what is not or less punished, the mildest first, beside what is imposed otherwise."""

    name: str
    power: Link | None
    lenient: Sequence[Measure]
    measured: Sequence[Measure]


def enforcer(item: Enforcer, write: Writer) -> EnforcerTile:
    """Returns what the page says of an authority that may enforce."""
    return EnforcerTile(
        name=write.value(item.name),
        kind=_KINDS[item.kind],
        first=write.facts(("委托机关", "用谁的名义", item.principal), ("怎么识别", "怎么认", item.recognise)),
        phone="" if item.phone is None or is_nothing(item.phone) else str(item.phone),
        facts=write.facts(
            ("职责", "管什么", item.duties),
            ("权限", "能作什么决定", item.limits),
            ("地址", "在哪", item.address),
            ("依据", "凭什么", item.basis),
        ),
        pending=words.pending(unknown(item)),
    )


def officers(items: Sequence[Officer], town: Town) -> list[OfficerRow]:
    """Returns the persons who may enforce, and whether each one's certificate holds today; who has left comes last."""
    return sorted((_officer(item, town) for item in items), key=lambda row: row.state == _OFF_DUTY)


def _officer(person: Officer, town: Town) -> OfficerRow:
    until = person.until.date if isinstance(person.until, Until) else None
    state = str(person.state or _ON_DUTY)
    if state == _ON_DUTY and until and until < town.today:
        state = "证已过期"
    return OfficerRow(
        str(person.name),
        str(person.certificate),
        str(person.body),
        str(person.area or words.PENDING),
        str(person.until or words.PENDING),
        state,
        "good" if state == _ON_DUTY else "warn",
    )


def officers_said(people: Sequence[OfficerRow]) -> str:
    """Returns how many there are, and how many of them may enforce today."""
    on_duty = sum(person.state == _ON_DUTY for person in people)
    return f"一共 {len(people)} 人，现在在岗、证没有过期的 {on_duty} 人。" if people else ""


def inspections(items: Sequence[Inspection], write: Writer) -> list[InspectionTile]:
    """Returns what may be inspected, what concerns businesses first."""
    return sorted((_inspection(item, write) for item in items), key=lambda tile: not tile.business)


def _inspection(item: Inspection, write: Writer) -> InspectionTile:
    first = (("频次", "一年几次", item.frequency), ("比例", "抽多少", item.share))
    facts = (
        ("对象", "查谁", item.target),
        ("内容", "查哪几样", item.content),
        ("方式", "怎么查", item.way),
        ("实施主体", "谁来查", item.by),
        ("依据", "凭什么", item.basis),
    )
    return InspectionTile(
        str(item.name),
        f"{item.kind}检查事项",
        bool(item.business),
        [Fact(field, label, _said(value, write)) for field, label, value in first],
        [Fact(field, label, _said(value, write)) for field, label, value in facts],
    )


def _said(value: Any, write: Writer) -> str:
    """Returns a value; what is not known says so, for a limit that is not told is still a limit."""
    if value is None:
        return words.PENDING
    return Markup("<br>").join(write.lines(value)) if isinstance(value, tuple) and value else write.value(value)


def procedure(number: int, item: Procedure, write: Writer) -> ProcedurePart:
    """Returns a procedure; its number makes its ids."""
    steps = [figures.FlowStep(str(step.stage), str(step.limit or "")) for step in item.steps]
    return ProcedurePart(
        f"procedure-{number}",
        str(item.name),
        str(item.type),
        figures.flow(f"flow-{number}", f"{item.name}，一步一步怎么走", steps),
        [_step(step, write) for step in item.steps],
    )


def _step(step: ProcedureStep, write: Writer) -> StepOfProcedure:
    basis = Markup("；").join(write.lines(step.basis))
    return StepOfProcedure(str(step.stage), str(step.content), str(step.limit or ""), basis)


def breaches(items: Sequence[Discretion], write: Writer) -> list[Breach]:
    """Returns the measures and what is milder than they, breach by breach: what rests on one power stands together."""
    grouped: dict[str, list[Discretion]] = {}
    for item in items:
        grouped.setdefault(item.power.id if item.power else f"　{item.name}", []).append(item)
    return [_breach(id_, found, write) for id_, found in grouped.items()]


def _breach(id_: str, items: list[Discretion], write: Writer) -> Breach:
    lenient = [_measure(item, write) for kind in _LENIENT for item in items if item.kind == kind]
    measured = [_measure(item, write) for item in items if item.kind not in _LENIENT]
    power = write.town.record.powers.get(id_)
    name = measured[0].name if len(measured) == 1 else str(power.name) if power else str(items[0].name)
    return Breach(name, write.link(power) if power else None, lenient, measured)


def _measure(item: Discretion, write: Writer) -> Measure:
    grades = [Grade(str(grade.name), str(grade.when), str(grade.measure)) for grade in item.grades]
    basis = Markup("；").join(write.lines(item.basis))
    return Measure(str(item.name), _LENIENT.get(item.kind, ""), grades, basis)
