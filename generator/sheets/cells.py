"""Turns values of the record into cells of a workbook, and cells back into the texts that the record writes.

In: plain data of an entry and a column; a cell as read from a workbook. Out: a cell; a text, or a `Refusal` where
the cell cannot be taken.

A spreadsheet changes what is typed: 0538 loses its zero, 2026-4-8 becomes a number of days, a code of 18
digits ends in zeros. What is certain is put right, everything else is refused; nothing is guessed.
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
from generator.sheets.columns import FieldColumn, NamePath
from generator.syntax import characters

CellValue = str | int | float | bool | datetime | date | time | timedelta | None
_SERIAL_START = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar, with its 29th of February 1900
_SERIALS = range(18264, 73051)  # 1950 to 2099: a number in a column of dates that is meant as one
_EXACT = 10**15  # from here on a spreadsheet's numbers lose their last digits
_NARROW = {ord(wide): ord(wide) - 0xFEE0 for wide in "０１２３４５６７８９－．／"} | {
    code: code - 0xFEE0 for first in "Ａａ" for code in range(ord(first), ord(first) + 26)
}
_EDGES = " \t\u00a0\u3000\r\n"
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{2}")  # how a spreadsheet shows a long number
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 32767  # what a cell holds, counted as spreadsheets count: in halves of four bytes
TOO_LONG = "（太长，表格的一格放不下；要改，直接改这一条的文件）"
_ESCAPED = re.compile("_x(00[01][0-9A-Fa-f]|007[Ff])_")  # how a workbook's file writes what XML cannot hold
_LOOSE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})日?(?: 0{1,2}:00(?::00)?)?")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a cell cannot be taken, and what the clerk should do."""

    message: str
    advice: str


STRUCK = Refusal("这一格里有划掉的字，不知道算不算", "划掉的删掉；还算数的，去掉删除线。")
FORMULA = Refusal("这一格是公式，不收：算出来的数以后会变", "选中这一格，复制，选择性粘贴成“值”。")


def value_at(data: Any, path: NamePath) -> Any:
    """The value at a path of plain data; None where there is none."""
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def as_text(value: Any) -> str:
    """A value as one text, a list with a line for each item; "" for None."""
    if value is None:
        return ""
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value).rstrip("\n")


def to_cell(value: Any, spec: FieldSpec) -> str | date:
    """The cell that shows a value: a date for a day of the calendar, else a text."""
    said = _fitting(characters.visible(as_text(value)))
    if spec.type in (Day, Until) and not spec.many and _ISO.fullmatch(said):
        try:
            return date.fromisoformat(said)
        except ValueError:
            return said
    return said


def _fitting(said: str) -> str:
    return said if len(said) <= _LONGEST // 2 or len(said.encode("utf-16-le")) <= 2 * _LONGEST else TOO_LONG


def unedited_text(value: Any, spec: FieldSpec) -> str:
    """The text that `from_cell` gives for the cell of a value, as long as nobody has edited the cell."""
    return _text(_fitting(characters.visible(as_text(value))), spec)


def from_cell(raw: CellValue, spec: FieldSpec, *, was_text: bool = False) -> str | Refusal:
    """The text that the record would write for a cell; "" for an empty one, a `Refusal` where that is not certain.

    `was_text` says that the cell was text when the workbook went out: a number in it was changed by the spreadsheet.
    """
    match raw:
        case None:
            return ""
        case bool():
            return Refusal("表格把它变成了逻辑值", "把这一格设成文本格式，重新写一遍。")
        case int() | float():
            return _number(raw, spec, was_text)
        case datetime() | date():
            return _day(raw, spec)
        case time() | timedelta():
            return Refusal("表格把它变成了时间", "把这一格设成文本格式，重新写一遍。")
        case str() if _ROUNDED.fullmatch(raw.strip()):
            return Refusal(f"这一格是“{raw.strip()}”，后面几位已经丢了", "把这一格设成文本格式，照原件重新写一遍。")
        case str() if raw in _ERRORS:
            return Refusal(f"这一格是表格算错的结果（{raw}）", "照原来的重新写一遍。")
        case _:
            return _text(raw, spec)


def _number(raw: int | float, spec: FieldSpec, was_text: bool) -> str | Refusal:
    if spec.type in (Day, Until):
        if raw == int(raw) and int(raw) in _SERIALS:
            return (_SERIAL_START + timedelta(days=int(raw))).isoformat()
        return _whole(raw)
    if abs(raw) >= _EXACT:
        return Refusal("表格把它当成了数字，后面几位已经丢了", "把这一格设成文本格式，照原件重新写一遍。")
    if was_text and spec.type and issubclass(spec.type, Text) and not issubclass(spec.type, Coded | Choice):
        # 0538 and 1.10 have lost a digit, 50% is 0.5: in free text nothing else would show it
        message = f"表格把它当成了数字（{_whole(raw)}），和原来写的不一定一样"
        return Refusal(message, "把这一格设成文本格式，照原来的重新写一遍。")
    return _whole(raw)


def _whole(raw: int | float) -> str:
    return str(int(raw)) if raw == int(raw) else repr(raw)


def _day(raw: date, spec: FieldSpec) -> str | Refusal:
    day = raw.date() if isinstance(raw, datetime) else raw
    if spec.type in (Day, Until):
        return day.isoformat()
    return Refusal(f"表格把它变成了日期（{day.isoformat()}）", "把这一格设成文本格式，照原来的重新写一遍。")


def _text(raw: str, spec: FieldSpec) -> str:
    if "_x" in raw or "x0" in raw:
        raw = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw.replace("x005F_", ""))
    lines = [line.strip(_EDGES) for line in characters.visible(raw).split("\n")]
    if spec.many:
        return "\n".join(_formed(line, spec) for line in lines if line)
    return _formed("\n".join(lines).strip(_EDGES), spec)


def _formed(line: str, spec: FieldSpec) -> str:
    """A line in the form that its type has: digits half-width, a date as 2026-04-08; as it is where that is not certain."""
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
    """Whether a type accepts a text as it stands."""
    try:
        kind.read(line)
    except PydanticCustomError:
        return False
    return True


def why_unchangeable(value: Any, said: str, spec: FieldSpec) -> Refusal | None:
    """Why a value of the record may not be replaced by what a cell says; None where it may."""
    if unedited_text(value, spec) == TOO_LONG or said == TOO_LONG:
        return Refusal("这一格太长，表格里放不下，改不了", "恢复成原样；要改，直接改这一条的文件。")
    if isinstance(value, list) and any("\n" in unedited_text(item, spec) for item in value):
        return Refusal("这一格原来有一样写成了几行，在表格里改不了", "恢复成原样；要改，直接改这一条的文件。")
    if odd := characters.odd_characters(said):
        return Refusal(odd[0].message, odd[0].advice or odd[0].code.advice)
    return None


def set_value(data: dict[str, Any], column: FieldColumn, said: str) -> None:
    """Write the text of a cell into plain data, at the field of its column; "" removes the field."""
    *above, name = column.path
    boxes = [data]
    for step in above:
        if not isinstance(boxes[-1].get(step), dict):
            if not said:
                return
            boxes[-1][step] = {}
        boxes.append(boxes[-1][step])
    if said:
        boxes[-1][name] = _value(boxes[-1].get(name), column.spec, said)
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
    there = {unedited_text(item, spec): item for item in old} if isinstance(old, list) else {}
    return [there.get(line, line) for line in lines]
