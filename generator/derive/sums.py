"""The amounts of money that a text names, in digits and in Chinese numerals.

In: a text, perhaps the word behind which the amounts stand. Out: yuan. 贰仟元整, 二千元, 2千元, 2,000.00元 and 0.2万元 are
the same.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    digit: value for value, digits in enumerate(("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for digit in digits
}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GREAT = {"万": 10_000, "亿": 100_000_000}
_SPOKEN = f"[{''.join(_DIGITS)}{''.join(_TENS)}万亿]{{1,24}}"
_AMOUNT = re.compile(
    rf"(?:(?P<digits>\d[\d,，]{{0,20}}(?:\.\d{{1,6}})?)\s?(?P<tens>[{''.join(_TENS)}]?)(?P<great>[万亿]?)|(?P<spoken>{_SPOKEN}))"
    r"\s?[元圆](?![旦月区])"
)
_NEAR = 30  # characters between a word and its amount


def named(text: str, word: str) -> list[Decimal]:
    """The amounts in yuan that a text names: those behind a word where there are any, else all."""
    behind = [
        found
        for place in re.finditer(re.escape(word), text)
        if (found := _AMOUNT.search(text, place.end(), place.end() + _NEAR + 40))
        and _reaches(text[place.end() : found.start()])
    ]
    return [_yuan(found) for found in behind or _AMOUNT.finditer(text)]


def _reaches(between: str) -> bool:
    """Whether a word still speaks of the amount behind some text."""
    return len(between) <= _NEAR and not re.search(r"[；。，\d]", between)


def _yuan(found: re.Match[str]) -> Decimal:
    if spoken := found["spoken"]:
        return Decimal(_number(spoken))
    number = Decimal(re.sub("[,，]", "", found["digits"]))
    return number * _TENS.get(found["tens"], 1) * _GREAT.get(found["great"], 1)


def _number(spoken: str) -> int:
    """The number that Chinese numerals say: 壹万贰仟 is 12000."""
    whole = section = digit = 0
    for sign in spoken:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _TENS:
            section += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            whole = (
                (whole + section + digit or 1) * _GREAT[sign]
                if sign == "亿"
                else whole + (section + digit or 1) * _GREAT[sign]
            )
            section = digit = 0
    return whole + section + digit
