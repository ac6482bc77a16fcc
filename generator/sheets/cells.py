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

from pydantic_core import PydanticCustomError

from generator.model.amounts import Day, Period, Until
from generator.model.codes import Coded
from generator.model.fields import FieldSpec
from generator.model.values import NOTHING_WORD, Choice, Count, Leaf, Scalar, Text
from generator.sheets.columns import Names, Place
from generator.syntax import characters

Raw = str | int | float | bool | datetime | date | time | None
_SERIAL_START = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar, with its 29th of February 1900
_SERIALS = range(18264, 73051)  # 1950 to 2099: a number in a column of dates that is meant as one
_EXACT = 10**15  # from here on a spreadsheet's numbers lose their last digits
_NARROW = {ord(wide): ord(wide) - 0xFEE0 for wide in "０１２３４５６７８９－．／"} | {
    code: code - 0xFEE0 for first in "Ａａ" for code in range(ord(first), ord(first) + 26)
}
_EDGES = " \t\u00a0\u3000\r\n"
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 32767  # what a cell holds, counted as spreadsheets count: in halves of four bytes
TOO_LONG = "（太长，表格的一格放不下；要改，直接改这一条的文件）"
_ESCAPED = re.compile("_x(00[01][0-9A-Fa-f]|007[Ff])_")  # how a workbook's file writes what XML cannot hold
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
    said = _fitting(characters.visible(text(value)))
    if spec.type in (Day, Until) and not spec.many and _ISO.fullmatch(said):
        try:
            return date.fromisoformat(said)
        except ValueError:
            return said
    return said


def _fitting(said: str) -> str:
    return said if len(said) <= _LONGEST // 2 or len(said.encode("utf-16-le")) <= 2 * _LONGEST else TOO_LONG


def untouched(value: Any, spec: FieldSpec) -> str:
    """What the cell of a value says as long as nobody has written in it."""
    return _text(_fitting(characters.visible(text(value))), spec)


def meant(raw: Raw, spec: FieldSpec, *, was_text: bool = False) -> str | Untakable:
    """What a cell says, as the record would write it; "" for an empty one. `was_text`: it went out as text."""
    match raw:
        case None:
            return ""
        case bool():
            return Untakable("表格把它变成了逻辑值", "把这一格设成文本格式，重新写一遍。")
        case int() | float():
            return _number(raw, spec, was_text)
        case datetime() | date():
            return _day(raw, spec)
        case time():
            return Untakable("表格把它变成了时间", "把这一格设成文本格式，重新写一遍。")
        case str() if raw in _ERRORS:
            return Untakable(f"这一格是表格算错的结果（{raw}）", "照原来的重新写一遍。")
        case _:
            return _text(raw, spec)


def _number(raw: int | float, spec: FieldSpec, was_text: bool) -> str | Untakable:
    if spec.type in (Day, Until):
        if raw == int(raw) and int(raw) in _SERIALS:
            return (_SERIAL_START + timedelta(days=int(raw))).isoformat()
        return _whole(raw)
    if abs(raw) >= _EXACT:
        return Untakable("表格把它当成了数字，后面几位已经丢了", "把这一格设成文本格式，照原件重新写一遍。")
    if was_text and spec.type and issubclass(spec.type, Text) and not issubclass(spec.type, Coded | Choice):
        # 0538 and 1.10 have lost a digit, 50% is 0.5: in free text nothing else would show it
        message = f"表格把它当成了数字（{_whole(raw)}），和原来写的不一定一样"
        return Untakable(message, "把这一格设成文本格式，照原来的重新写一遍。")
    return _whole(raw)


def _whole(raw: int | float) -> str:
    return str(int(raw)) if raw == int(raw) else repr(raw)


def _day(raw: date, spec: FieldSpec) -> str | Untakable:
    day = raw.date() if isinstance(raw, datetime) else raw
    if spec.type in (Day, Until):
        return day.isoformat()
    return Untakable(f"表格把它变成了日期（{day.isoformat()}）", "把这一格设成文本格式，照原来的重新写一遍。")


def _text(raw: str, spec: FieldSpec) -> str:
    if "_x" in raw or "x0" in raw:
        raw = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw.replace("x005F_", ""))
    lines = [line.strip(_EDGES) for line in characters.visible(raw).split("\n")]
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
    if issubclass(kind, Period) or not issubclass(kind, Coded | Scalar):
        return line
    narrow = line.translate(_NARROW)
    if issubclass(kind, Count):
        return narrow.removesuffix(".0")
    return line if narrow == line or not kind.pattern or _holds(kind, line) else narrow


def _holds(kind: type[Leaf], line: str) -> bool:
    """Whether a text is a value as it stands: what is right is left as it is, wide letters of a name among it."""
    try:
        kind.read(line)
    except PydanticCustomError:
        return False
    return True


def refused(value: Any, said: str, spec: FieldSpec) -> Untakable | None:
    """Why what the record says may not become what a changed cell says; None where it may."""
    if untouched(value, spec) == TOO_LONG or said == TOO_LONG:
        return Untakable("这一格太长，表格里放不下，改不了", "恢复成原样；要改，直接改这一条的文件。")
    if isinstance(value, list) and any("\n" in untouched(item, spec) for item in value):
        return Untakable("这一格原来有一样写成了几行，在表格里改不了", "恢复成原样；要改，直接改这一条的文件。")
    if odd := characters.odd_characters(said):
        return Untakable(odd[0].message, odd[0].advice or odd[0].code.advice)
    return None


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
    if spec.one_line and len(lines) == 1 and not isinstance(old, list):
        return said
    # What was there and is still there stays as it is written, blanks and all.
    there = {untouched(item, spec): item for item in old} if isinstance(old, list) else {}
    return [there.get(line, line) for line in lines]
