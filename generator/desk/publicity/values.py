"""A decision's values in the words of the 双公示 forms, and back: days with strokes, yuan in 万元.

In: a value of the record, or a cell as read. Out: the form's text; the record's text or why a cell cannot be
taken. Amounts are decimal throughout, never floating. Used by `reporting` and by what takes a form in.
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
from generator.sheets.cells import Raw, Untakable, meant
from generator.standards import tables

_PLACES = 6  # decimals of 万元: down to a fen
_NUMBER = re.compile(r"\d{1,12}(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_SEPARATORS = r"[;；\n]+"


def reported(value: Any) -> str:
    """A value of a decision as its column has it; “无” and nothing are an empty cell."""
    if value is None or value is NOTHING:
        return ""
    match value:
        case tuple():
            return writing("分隔").join(reported(item) for item in value)
        case Day():
            return slashed(value.date)
        case Until():
            return slashed(value.date) if value.date else writing("长期")
        case Money():
            return wan(value.yuan)
        case _:
            return str(value)


def slashed(day: date) -> str:
    """A day as the forms have it: 2026/04/08."""
    return f"{day.year:04}/{day.month:02}/{day.day:02}"


def wan(yuan: Decimal) -> str:
    """Yuan in 万元, to the last digit."""
    return _plain(yuan.scaleb(-4))


def too_fine(yuan: Decimal) -> bool:
    """Whether an amount in 万元 has more decimals than the forms take."""
    return len(wan(yuan).partition(".")[2]) > _PLACES


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def recorded(raw: Raw, spec: FieldSpec) -> str | Untakable:
    """What the record would write for a cell of a column of the forms; "" for an empty one."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return ""
    if spec.type is Money:
        return _yuan(raw)
    if spec.type in (Day, Until):
        return _day(raw, spec)
    said = meant(raw, spec)
    if isinstance(said, Untakable):
        return said
    if spec.many and spec.type is not None and issubclass(spec.type, Choice):
        return "\n".join(_named(said, spec.type))
    if spec.type is Citation:
        return "\n".join(part.strip() for part in re.split(_SEPARATORS, said) if part.strip())
    return said


def _yuan(raw: Raw) -> str | Untakable:
    """The amount of a cell in a column of 万元, as the record writes it: 0.2 → 2000元."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return Untakable("这一格不是金额", "写几万元，例：0.2；没有的空着。")
    # repr: the shortest decimal that is this number, which is the one that was typed
    text = raw.translate(_WIDE).strip().replace(",", "") if isinstance(raw, str) else repr(raw)
    if text == NOTHING_WORD:
        return NOTHING_WORD
    text = text.removesuffix("万元").strip()
    if text.endswith("元") and _NUMBER.fullmatch(text.removesuffix("元").strip()):
        amount = wan(Decimal(text.removesuffix("元").strip()))
        return Untakable(f"这一列的单位是万元，写的是“{text}”", f"写成 {amount}。")
    try:
        number = Decimal(text) if _NUMBER.fullmatch(text) else None
    except InvalidOperation:
        number = None
    if number is None:
        return Untakable(f"写的是“{text[:20]}”，不是金额", "写几万元，只写数字，例：0.2；没有的空着。")
    if len(_plain(number).partition(".")[2]) > _PLACES:
        return Untakable(f"写的是“{text}”，小数超过{_PLACES}位，比一分钱还细", "对照决定书改。")
    if not number:
        return NOTHING_WORD
    # The record writes no more than twelve digits before the point.
    return f"{_plain(number.scaleb(4))}元" if number < 10**8 else f"{_plain(number)}万元"


def _day(raw: Raw, spec: FieldSpec) -> str | Untakable:
    text = str(raw).strip().translate(_WIDE) if isinstance(raw, str | int) else ""
    if found := re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)", text):
        raw = "-".join(found.groups())
    said = meant(raw, spec)
    if spec.type is Until and isinstance(said, str) and said == writing("长期").replace("/", "-"):
        return "长期"
    return said


def _named(said: str, kind: type[Choice]) -> list[str]:
    """The items of a table that a cell names, whatever stands between them; as written where it names others."""
    names = sorted(tables.names(kind.table), key=len, reverse=True)
    one = "|".join(map(re.escape, names))
    text = re.sub(r"\s*([;；,，、/\n])\s*", r"\1", said)
    if re.fullmatch(rf"(?:{one})(?:[;；,，、/\n](?:{one}))*", text):
        return list(dict.fromkeys(re.findall(one, text)))
    return [part.strip() for part in re.split(_SEPARATORS, said) if part.strip()]
