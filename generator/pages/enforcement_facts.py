"""What the page of enforcement says of each list: who, what is inspected, how, by what measure.

In: rows of `powers/enforcement/`. Out: the values its template prints. Used by `enforcement`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from markupsafe import Markup

from generator.derive.town import Town
from generator.model.enforcement import Discretion, Enforcer, Inspection, Officer, Procedure
from generator.model.values import NOTHING
from generator.pages import words
from generator.pages.frame import unknown
from generator.pages.writing import Link, Writer
from generator.pictures import figures

_KINDS = {"法定": "法律直接规定", "赋权": "镇里自己办（赋权）", "委托": "受委托执法", "派驻": "上级派驻"}
_LENIENT = {"不予处罚": "不罚", "减轻处罚": "少罚", "从轻处罚": "轻罚"}  # the mildest first
_ON_DUTY = "在岗"


class Breach(NamedTuple):
    """A breach: what is not or less punished, the mildest first, beside what is imposed otherwise."""

    name: str
    power: Link | None
    lenient: list[tuple[str, dict[str, Any]]]
    measured: list[dict[str, Any]]


def enforcer(body: Enforcer, write: Writer) -> dict[str, Any]:
    """A body that may enforce: how to know it stands first, its number is to be pressed."""
    return {
        "name": write.value(body.name),
        "kind": _KINDS[body.kind],
        "principal": write.known(body.principal),
        "recognise": write.known(body.recognise),
        "phone": None if body.phone is NOTHING else body.phone,
        "rows": write.rows(
            ("职责", "管什么", body.duties),
            ("权限", "能作什么决定", body.limits),
            ("地址", "在哪", body.address),
            ("依据", "凭什么", body.basis),
        ),
        "pending": words.pending(unknown(body)),
    }


def officer(person: Officer, town: Town) -> dict[str, Any]:
    """A person who may enforce, and whether the certificate holds today."""
    until = person.until.date if person.until and person.until is not NOTHING else None
    state = str(person.state or _ON_DUTY)
    if state == _ON_DUTY and until and until < town.today:
        state = "证已过期"
    return {
        "name": str(person.name),
        "certificate": str(person.certificate),
        "body": str(person.body),
        "area": str(person.area or words.PENDING),
        "until": str(person.until or words.PENDING),
        "state": state,
        "mark": "q-mark--good" if state == _ON_DUTY else "q-mark--warn",
    }


def officers_said(people: list[dict[str, Any]]) -> str:
    """How many there are, and how many of them may enforce today."""
    on_duty = sum(person["state"] == _ON_DUTY for person in people)
    return f"一共 {len(people)} 人，现在在岗、证没有过期的 {on_duty} 人。" if people else ""


def inspection(item: Inspection, write: Writer) -> dict[str, Any]:
    """What may be inspected: how often stands out, then whom, what and on what ground."""
    cells = (
        ("对象", "查谁", item.target),
        ("内容", "查哪几样", item.content),
        ("方式", "怎么查", item.way),
        ("实施主体", "谁来查", item.by),
        ("依据", "凭什么", item.basis),
    )
    return {
        "name": item.name,
        "kind": f"{item.kind}检查事项",
        "business": bool(item.business),
        "frequency": _known(item.frequency, write),
        "share": _known(item.share, write),
        "cells": [(field, label, _known(value, write)) for field, label, value in cells],
    }


def _known(value: Any, write: Writer) -> Markup:
    """A value; what is not known says so, for a limit that is not told is still a limit."""
    if value is None:
        return Markup(words.PENDING)
    return Markup("<br>").join(write.lines(value)) if isinstance(value, tuple) and value else write.value(value)


def procedure(number: int, item: Procedure, write: Writer) -> dict[str, Any]:
    """A procedure as a picture and, step by step, in words."""
    steps = [figures.Step(str(step.stage), str(step.limit or "")) for step in item.steps]
    return {
        "id": f"procedure-{number}",
        "name": item.name,
        "type": item.type,
        "said": f"{len(steps)} 步：{' → '.join(step.name for step in steps)}",
        "picture": figures.flow(f"flow-{number}", f"{item.name}，一步一步怎么走", steps),
        "steps": [(step.stage, step.content, step.limit, write.lines(step.basis)) for step in item.steps],
    }


def breaches(items: tuple[Discretion, ...], town: Town, write: Writer) -> list[Breach]:
    """The measures and what is milder than they, breach by breach: what rests on one power stands together."""
    grouped: dict[str, list[Discretion]] = {}
    for item in items:
        grouped.setdefault(item.power.id if item.power else f"　{item.name}", []).append(item)
    return [_breach(id_, found, town, write) for id_, found in grouped.items()]


def _breach(id_: str, items: list[Discretion], town: Town, write: Writer) -> Breach:
    lenient = [(word, _measure(item, write)) for kind, word in _LENIENT.items() for item in items if item.kind == kind]
    measured = [_measure(item, write) for item in items if item.kind not in _LENIENT]
    power = town.record.powers.get(id_)
    name = measured[0]["name"] if len(measured) == 1 else str(power.name) if power else str(items[0].name)
    return Breach(name, write.link(power) if power else None, lenient, measured)


def _measure(item: Discretion, write: Writer) -> dict[str, Any]:
    return {"name": str(item.name), "kind": item.kind, "grades": item.grades, "basis": write.lines(item.basis)}
