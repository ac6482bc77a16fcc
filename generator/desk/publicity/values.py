"""Writes values of a decision as the 双公示 forms do, and back: days as 2026/04/08, yuan in 万元.

In: a value of the record, or a cell as read. Out: the text for the form; the text for the record, or a `Refusal`.
Amounts are decimal numbers throughout, never binary fractions.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.desk.publicity.columns import writing
from generator.model.amounts import Day, Money, Until
from generator.model.citation import Citation
from generator.model.fields import FieldSpec
from generator.model.leaf import NOTHING, NOTHING_WORD
from generator.model.values import Choice
from generator.sheets.cells import CellValue, Refusal, from_cell
from generator.standards import tables

_PLACES = 6  # decimals of 万元: down to a fen
_NUMBER = re.compile(r"\d{1,12}(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_SEPARATORS = r"[;；\n]+"


def for_form(value: Any) -> str:
    """The text for the form of a value of a decision; "" for “无” and for None."""
    if value is None or value is NOTHING:
        return ""
    match value:
        case tuple():
            return writing("分隔").join(for_form(item) for item in value)
        case Day():
            return form_day(value.date)
        case Until():
            return form_day(value.date) if value.date else writing("长期")
        case Money():
            return in_wan(value.yuan)
        case _:
            return str(value)


def form_day(day: date) -> str:
    """A day as the forms write it: 2026/04/08."""
    return f"{day.year:04}/{day.month:02}/{day.day:02}"


def in_wan(yuan: Decimal) -> str:
    """An amount of yuan in 万元, exact, without zeros at the end."""
    return _shortest(yuan.scaleb(-4))


def too_fine(yuan: Decimal) -> bool:
    """Whether an amount in 万元 has more decimals than the forms take."""
    return len(in_wan(yuan).partition(".")[2]) > _PLACES


def _shortest(number: Decimal) -> str:
    """A number in digits, without zeros at the end of its fraction."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def for_record(raw: CellValue, spec: FieldSpec) -> str | Refusal:
    """The text that the record would write for a cell of a form; "" for an empty one."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return ""
    if spec.type is Money:
        return _yuan(raw)
    if spec.type in (Day, Until):
        return _day(raw, spec)
    said = from_cell(raw, spec)
    if isinstance(said, Refusal):
        return said
    if spec.many and spec.type is not None and issubclass(spec.type, Choice):
        return "\n".join(_named(said, spec.type))
    if spec.type is Citation:
        return "\n".join(part.strip() for part in re.split(_SEPARATORS, said) if part.strip())
    return said


def _yuan(raw: CellValue) -> str | Refusal:
    """The amount in a cell of a column in 万元, as the record writes it: 2000元 for 0.2."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return Refusal("这一格不是金额", "写几万元，例：0.2；没有的空着。")
    # repr: the shortest decimal that is this number, which is the one that was typed
    text = raw.translate(_WIDE).strip().replace(",", "") if isinstance(raw, str) else repr(raw)
    if text == NOTHING_WORD:
        return NOTHING_WORD
    text = text.removesuffix("万元").strip()
    if text.endswith("元") and _NUMBER.fullmatch(text.removesuffix("元").strip()):
        amount = in_wan(Decimal(text.removesuffix("元").strip()))
        return Refusal(f"这一列的单位是万元，写的是“{text}”", f"写成 {amount}。")
    try:
        number = Decimal(text) if _NUMBER.fullmatch(text) else None
    except InvalidOperation:
        number = None
    if number is None:
        return Refusal(f"写的是“{text[:20]}”，不是金额", "写几万元，只写数字，例：0.2；没有的空着。")
    if len(_shortest(number).partition(".")[2]) > _PLACES:
        return Refusal(f"写的是“{text}”，小数超过{_PLACES}位，比一分钱还细", "对照决定书改。")
    if not number:
        return NOTHING_WORD
    # The record writes no more than twelve digits before the point.
    return f"{_shortest(number.scaleb(4))}元" if number < 10**8 else f"{_shortest(number)}万元"


def _day(raw: CellValue, spec: FieldSpec) -> str | Refusal:
    text = str(raw).strip().translate(_WIDE) if isinstance(raw, str | int) else ""
    if found := re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)", text):
        raw = "-".join(found.groups())
    said = from_cell(raw, spec)
    if spec.type is Until and isinstance(said, str) and said == writing("长期").replace("/", "-"):
        return "长期"
    return said


def _named(said: str, kind: type[Choice]) -> list[str]:
    """The items of a table that a cell names, whatever separates them; the parts as written where it names others."""
    names = sorted(tables.names(kind.table), key=len, reverse=True)
    one = "|".join(map(re.escape, names))
    text = re.sub(r"\s*([;；,，、/\n])\s*", r"\1", said)
    if re.fullmatch(rf"(?:{one})(?:[;；,，、/\n](?:{one}))*", text):
        return list(dict.fromkeys(re.findall(one, text)))
    return [part.strip() for part in re.split(_SEPARATORS, said) if part.strip()]
