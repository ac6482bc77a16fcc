"""What stands in a cell for a value of the record, and what value a cell that a clerk filled in stands for.

In: plain data of an entry and a column; a cell as read from a file. Out: cells; texts, or why a cell says
nothing that can be taken. Used by what writes workbooks and what reads them.

A spreadsheet changes what is typed: 0538 loses its zero, 2026-4-8 becomes a number of days, a code of 18
digits ends in zeros. What can be told apart is put right, what cannot is refused; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from generator.authoring.workbook.columns import Names, Place
from generator.model.amounts import Day, Period, Until
from generator.model.codes import Coded
from generator.model.fields import FieldSpec
from generator.model.values import NOTHING_WORD, Choice, Count, Scalar

Raw = str | int | float | bool | datetime | date | time | None
_SERIAL_START = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar, with its 29th of February 1900
_SERIALS = range(18264, 73051)  # 1950 to 2099: a number in a column of dates that is meant as one
_EXACT = 10**15  # from here on a spreadsheet's numbers lose their last digits
_NARROW = {ord(wide): ord(wide) - 0xFEE0 for wide in "０１２３４５６７８９－．／"} | {
    code: code - 0xFEE0 for first in "Ａａ" for code in range(ord(first), ord(first) + 26)
}
_EDGES = " \t\u00a0\u3000\r\n"
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_LOOSE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})日?(?: 0{1,2}:00(?::00)?)?")


@dataclass(frozen=True, slots=True)
class Untakable:
    """Why a cell cannot be taken, and what to do."""

    message: str
    advice: str


def at(data: Any, path: Names) -> Any:
    """The value at a path of plain data, None where nothing stands."""
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def text(value: Any) -> str:
    """A value as one text: a list has a line for each item."""
    if value is None:
        return ""
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value).rstrip("\n")


def cell(value: Any, spec: FieldSpec) -> str | date:
    """A value as it is written into a cell: dates as dates, all else as text."""
    said = text(value)
    if spec.type in (Day, Until) and not spec.many and _ISO.fullmatch(said):
        try:
            return date.fromisoformat(said)
        except ValueError:
            return said
    return said


def meant(raw: Raw, spec: FieldSpec) -> str | Untakable:
    """What a cell says, as the record would write it; "" for an empty one."""
    match raw:
        case None:
            return ""
        case bool():
            return Untakable("表格把它变成了逻辑值", "把这一格设成文本格式，重新写一遍。")
        case int() | float():
            return _number(raw, spec)
        case datetime() | date():
            return _day(raw, spec)
        case time():
            return Untakable("表格把它变成了时间", "把这一格设成文本格式，重新写一遍。")
        case _:
            return _text(raw, spec)


def _number(raw: int | float, spec: FieldSpec) -> str | Untakable:
    if spec.type in (Day, Until):
        if raw == int(raw) and int(raw) in _SERIALS:
            return (_SERIAL_START + timedelta(days=int(raw))).isoformat()
        return _whole(raw)
    if abs(raw) >= _EXACT:
        return Untakable("表格把它当成了数字，后面几位已经丢了", "把这一格设成文本格式，照原件重新写一遍。")
    return _whole(raw)


def _whole(raw: int | float) -> str:
    return str(int(raw)) if raw == int(raw) else repr(raw)


def _day(raw: date, spec: FieldSpec) -> str | Untakable:
    day = raw.date() if isinstance(raw, datetime) else raw
    if spec.type in (Day, Until):
        return day.isoformat()
    return Untakable(f"表格把它变成了日期（{day.isoformat()}）", "把这一格设成文本格式，照原来的重新写一遍。")


def _text(raw: str, spec: FieldSpec) -> str:
    lines = [
        line.strip(_EDGES) for line in raw.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").split("\n")
    ]
    if spec.many:
        return "\n".join(_formed(line, spec) for line in lines if line)
    return _formed("\n".join(lines).strip(_EDGES), spec)


def _formed(line: str, spec: FieldSpec) -> str:
    """A line with what a type leaves no doubt about put right: half-width digits, the form of a date."""
    kind = spec.type
    if kind is None or line == NOTHING_WORD:
        return line
    if issubclass(kind, Day | Until):
        found = _LOOSE.fullmatch(line.translate(_NARROW))
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else line
    if issubclass(kind, Period):
        return line
    if issubclass(kind, Count):
        return line.translate(_NARROW).removesuffix(".0")
    if issubclass(kind, Coded) or (issubclass(kind, Scalar) and kind.pattern and not issubclass(kind, Choice)):
        return line.translate(_NARROW)
    return line


def divisible(value: Any) -> bool:
    """Whether the lines of a cell can be told to be the items of a list: none of them has lines of its own."""
    return not isinstance(value, list) or not any("\n" in str(item) for item in value)


def put(data: dict[str, Any], place: Place, said: str) -> None:
    """Make plain data say at a place what a cell says; an empty cell takes the field away."""
    *above, name = place.path
    boxes = [data]
    for step in above:
        if not isinstance(boxes[-1].get(step), dict):
            if not said:
                return
            boxes[-1][step] = {}
        boxes.append(boxes[-1][step])
    if said:
        boxes[-1][name] = _value(boxes[-1].get(name), place.spec, said)
    else:
        boxes[-1].pop(name, None)
    for step, outer, inner in reversed(list(zip(above, boxes, boxes[1:], strict=False))):
        if not inner:  # a mapping with nothing in it
            outer.pop(step, None)


def _value(old: Any, spec: FieldSpec, said: str) -> Any:
    if not spec.many or said == NOTHING_WORD:
        return said
    lines = said.split("\n")
    return said if spec.one_line and len(lines) == 1 and not isinstance(old, list) else lines
