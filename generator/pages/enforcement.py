"""执法公开: who may enforce and how to know them, what is inspected, how, by what measure.

Each list of `powers/enforcement/` fills its section; a list that has no file says what is not known
and what to do meanwhile. In: the town. Out: one body.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from generator import figures, urls
from generator.derive.disclosure import Stage, disclosure
from generator.derive.town import Town
from generator.model.citation import Citation
from generator.model.enforcement import Discretion, Enforcer, ListFile, Officer
from generator.model.values import NOTHING
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.frame import origin, unknown
from generator.pages.writing import Link, Writer

TITLE = "执法公开"
_KINDS = {"法定": "法律直接规定", "赋权": "镇里自己办（赋权）", "委托": "受委托执法", "派驻": "上级派驻"}
_LENIENT = {"不予处罚": "不罚（不予处罚）", "减轻处罚": "少罚（减轻处罚）", "从轻处罚": "轻罚（从轻处罚）"}
_POWERS = ("行政处罚", "行政检查", "行政强制")
# For a list that has no file: its name, and what to do without it.
_ABSENT = {
    "enforcers": (
        "执法主体",
        "来检查、处罚的，先请他出示执法证和文书，记下机关名称、姓名、证号。拿不准，打12345核对。",
    ),
    "officers": ("执法人员", "不能靠本站认人。打12345，报姓名和证号，请他们核对。"),
    "inspections": ("抽查事项", "来检查的，请他说明凭哪一条、查哪几样。觉得查得太多，打12345反映。"),
    "procedures": ("执法流程", "走到哪一步、几天内能做什么，以您收到的告知书、决定书为准。"),
    "discretions": ("裁量基准", "可以请作决定的机关说明，是按哪一档罚的。"),
}


def bodies(town: Town) -> Iterator[Body]:
    """The page of enforcement."""
    write = Writer(town, urls.ENFORCEMENT)
    record = town.record
    lists = {name: getattr(record, name) for name in _ABSENT}
    html = render(
        "enforcement.html",
        write=write,
        absent={name: text for name, (_, text) in _ABSENT.items() if lists[name] is None},
        pending=_pending(lists),
        origins={name: origin(found, write) for name, found in lists.items() if found},
        enforcers=[_enforcer(item, write) for item in _items(record.enforcers)],
        officers=[_officer(item, town) for item in sorted(_items(record.officers), key=lambda o: o.state == "离岗")],
        powers=_powers(town, write),
        inspections=[_inspection(item, write) for item in _items(record.inspections)],
        procedures=[_procedure(i, item, write) for i, item in enumerate(_items(record.procedures), 1)],
        lenient=_lenient(town, write),
        measures=[_measure(item, write) for item in _items(record.discretions) if item.kind not in _LENIENT],
        measures_law=write.value(Citation.parse("《行政处罚法》第三十四条")),
        decisions=_decisions(town),
        years=_years(town, write),
    )
    examples = any(found and found.standing == "示例" for found in lists.values())
    lead = "谁来查、凭什么罚、罚了什么"
    yield Body(urls.ENFORCEMENT, TITLE, html, lead, PageKind.COLUMN, indexed=record.formal and not examples)


def _items(found: Any) -> tuple:
    return found.items if found else ()


def _pending(lists: dict[str, ListFile | None]) -> str:
    names = [_ABSENT[name][0] for name, found in lists.items() if found is None]
    return (
        f"还有{len(names)}样没有拿到公布的材料：{'、'.join(names)}。没有材料的时候怎么办，下面各写了一句。"
        if names
        else ""
    )


def _enforcer(body: Enforcer, write: Writer) -> dict[str, Any]:
    """A body that may enforce; whose name it uses stands first."""
    kind = _KINDS[body.kind]
    rows = write.rows(
        ("怎么识别", "怎么认", body.recognise),
        ("职责", "管什么", body.duties),
        ("权限", "能作什么决定", body.limits),
        ("委托机关", "用谁的名义", body.principal),
        ("依据", "凭什么", body.basis),
        ("地址", "地址", body.address),
        ("电话", "核对、投诉打", body.phone),
    )
    return {"name": write.value(body.name), "kind": kind, "rows": rows, "pending": words.pending(unknown(body))}


def _officer(officer: Officer, town: Town) -> dict[str, str]:
    """A person who may enforce, and whether the certificate holds today."""
    until = officer.until.date if officer.until and officer.until is not NOTHING else None
    state = str(officer.state or "在岗")
    if state == "在岗" and until and until < town.today:
        state = "证已过期"
    return {
        "name": str(officer.name),
        "certificate": str(officer.certificate),
        "body": str(officer.body),
        "area": str(officer.area or words.PENDING),
        "until": str(officer.until or words.PENDING),
        "state": state,
    }


def _powers(town: Town, write: Writer) -> list[tuple[str, list[Link]]]:
    """The powers to penalise, inspect and coerce that stand in the list of powers; examples are not the town's."""
    listed = [power for power in town.record.powers.values() if power.state != "误发" and power.standing != "示例"]
    groups = []
    for kind in _POWERS:
        powers = [power for power in listed if power.type == kind]
        groups += [(kind, [write.link(power, words.state(power) or words.MODES[power.mode]) for power in powers])]
    return [(kind, links) for kind, links in groups if links]


def _inspection(item: Any, write: Writer) -> dict[str, Any]:
    cells = (
        ("对象", "查谁", item.target),
        ("内容", "查哪几样", item.content),
        ("方式", "怎么查", item.way),
        ("频次", "一年几次", item.frequency),
        ("比例", "抽多少", item.share),
        ("实施主体", "谁来查", item.by),
        ("依据", "凭什么", item.basis),
    )
    kind = f"{item.kind}检查事项" + ("，查企业" if item.business else "")
    shown = [(field, label, _cell(value, write)) for field, label, value in cells]
    return {"name": item.name, "kind": kind, "cells": shown}


def _cell(value: Any, write: Writer) -> Markup:
    """A value in a table: what is not known says so."""
    if value is None:
        return Markup(words.PENDING)
    return Markup("<br>").join(write.lines(value)) if isinstance(value, tuple) and value else write.value(value)


def _procedure(number: int, item: Any, write: Writer) -> dict[str, Any]:
    """A procedure as a picture and, step by step, in words."""
    steps = [figures.Step(str(step.stage), str(step.limit or "")) for step in item.steps]
    return {
        "name": item.name,
        "type": item.type,
        "picture": figures.flow(f"flow-{number}", f"{item.name}，一步一步怎么走", steps),
        "steps": [(step.stage, step.content, step.limit, write.lines(step.basis)) for step in item.steps],
    }


def _lenient(town: Town, write: Writer) -> list[tuple[str, list[dict[str, Any]]]]:
    """The breaches that are not or less punished, the mildest first."""
    items = _items(town.record.discretions)
    groups = [(word, [_measure(i, write) for i in items if i.kind == kind]) for kind, word in _LENIENT.items()]
    return [(word, found) for word, found in groups if found]


def _measure(item: Discretion, write: Writer) -> dict[str, Any]:
    return {
        "name": item.name,
        "grades": item.grades,
        "basis": write.lines(item.basis),
        "power": write.known(item.power),
    }


def _decisions(town: Town) -> list[str]:
    """How many decisions there are of each kind, and how many of them may be read."""
    kinds: dict[str, Counter[Stage]] = {}
    for decision in town.record.decisions.values():
        kinds.setdefault(str(decision.kind), Counter())[disclosure(decision, town.today).stage] += 1
    return [
        f"{kind} {stages.total()} 件：" + "，".join(f"{stage} {stages[stage]} 件" for stage in Stage if stages[stage])
        for kind, stages in kinds.items()
    ]


def _years(town: Town, write: Writer) -> list[Link]:
    """The figures of each year, newest first, with the numbers most asked for."""
    return [
        Link(
            f"{year}年",
            write.href(f"{urls.ENFORCEMENT}statistics/{year}/"),
            f"许可{figures_.licences.granted}件，处罚{figures_.penalties.total}件，检查{figures_.others.inspection}次",
        )
        for year, figures_ in sorted(town.record.statistics.items(), reverse=True)
    ]
