"""`qingdan export --national`: the guides in the element names of the national platform, and what the record lacks.

In: a town whose record has no errors. Out: the bytes of an .xlsx: a row a guide, the lists in it on sheets of their
own, and a sheet that says of each element how many guides have none. Which element is which field stands in
`standards/national_item.yml`. What the record does not know stays empty; nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.derive.completeness import in_force
from generator.derive.town import Town
from generator.model.entry import IN_USE
from generator.model.fields import Part, fields_of, named_fields
from generator.model.service import Guide
from generator.model.town import TownFile
from generator.model.values import Duration, is_nothing
from generator.opendata import rows as opendata
from generator.sheets import workbook_writer
from generator.sheets.workbook_writer import Cell, Column, Sheet
from generator.standards import tables

FILE = "national_item.yml"
_LISTS = {"材料": "申请材料", "收费": "收费项目", "常见问题": "常见问题"}
Element = dict[str, str]


def workbook(town: Town) -> bytes:
    """The workbook of the guides in use; examples are in no export."""
    guides = [one for one in town.record.guides.values() if not (one.ended or one.is_example)]
    elements: list[Element] = tables.load(FILE)["要素"]
    rows = [[_text(element, guide, town) for element in elements] for guide in guides]
    sheets = [
        Sheet("说明", [Column("说明", 60)], [[line] for line in _about(len(guides))]),
        Sheet("缺的", _LACKING, list(_lacking(elements, rows))),
        Sheet("事项", _columns(elements), [[str(one.id), *row] for one, row in zip(guides, rows, strict=True)]),
        *(_sheet(title, name, guides) for title, name in _LISTS.items()),
    ]
    name = str(town.record.town.name) if town.record.town else ""
    return workbook_writer.workbook(f"{name}事项要素", sheets)


_LACKING = [Column("要素", 16), Column("必填", 4), Column("多少件空着", 8), Column("为什么", 30)]


def _about(count: int) -> Iterator[str]:
    yield f"在用的 {count} 份指南，列名照国家政务服务平台的要素名称。"
    yield "空着的是记录里还不知道，或者没有这一样；“缺的”一张说哪样缺多少。没有编造的。"
    yield "代码和取值以平台为准，上报前对一遍。"


def _columns(elements: Sequence[Element]) -> list[Column]:
    heads = [Column(one["名称"], 12, strong=one.get("必填") == "是") for one in elements]
    return [Column("编号", 6), *heads]


def _lacking(elements: Sequence[Element], rows: Sequence[Sequence[str]]) -> Iterator[list[Cell]]:
    for number, one in enumerate(elements):
        empty = sum(not row[number] for row in rows)
        if empty:
            why = "记录里还没有填" if "来自" in one else "记录里没有这一样，要在平台上填"
            yield [one["名称"], one.get("必填", "否"), f"{empty}/{len(rows)}", why]


def _text(element: Element, guide: Guide, town: Town) -> str:
    """What an element of a guide says; "" where the record does not know."""
    name = element.get("格子", "")
    match element.get("来自"):
        case "指南":
            value = in_force(guide, town.record, named_fields(Guide)[name].attribute)
            if name == "状态":
                value = value or IN_USE
            return _limit(value, element["取"]) if "取" in element else said(value)
        case "镇":
            return said(getattr(town.record.town, named_fields(TownFile)[name].attribute))
        case "权力":
            powers = (town.record.powers.get(ref.id) for ref in guide.powers)
            found = (opendata.row_of(power, town).get(name) for power in powers if power)
            return next((said(value) for value in found if value), "")
        case _:
            return ""


def _limit(value: Any, which: str) -> str:
    if not isinstance(value, Duration):
        return ""
    return str(value.amount) if which == "数" else value.unit


def said(value: Any) -> str:
    """A value as one cell: items a line each; what is not known is empty."""
    if value is None:
        return ""
    if is_nothing(value) or value == []:
        return "无"
    if isinstance(value, (tuple, list)):
        return "\n".join(map(said, value))
    if isinstance(value, Part):
        parts = ((spec.name, said(getattr(value, spec.attribute))) for spec in fields_of(type(value)))
        return "，".join(f"{name}：{text}" for name, text in parts if text)
    return str(value)


def _sheet(title: str, name: str, guides: Sequence[Guide]) -> Sheet:
    """The sheet of a list inside guides."""
    elements: list[Element] = tables.load(FILE)[title]
    spec = named_fields(Guide)[name]
    assert spec.part
    attributes = [named_fields(spec.part)[one["格子"]].attribute for one in elements]
    rows = [
        [str(guide.id), str(number), *(said(getattr(part, attribute)) for attribute in attributes)]
        for guide in guides
        for number, part in enumerate(getattr(guide, spec.attribute) or (), 1)
    ]
    heads = [Column(one["名称"], 14, strong=one.get("必填") == "是") for one in elements]
    return Sheet(title, [Column("编号", 6), Column("排序", 4), *heads], rows)
