"""Numbers that prove what they are: a check digit, a first digit that only one kind has, a real birthday.

In: a number as plain digits, sometimes with an X at the end. Out: whether it is one of a kind. Pure arithmetic.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from generator.model.codes import CreditCode, HandlingCode, TaskCode
from generator.standards import tables

# The first two digits (GB/T 2260): provinces, and 71, 81 to 83 for residents from Taiwan, Hong Kong and Macao.
_PROVINCES = frozenset((
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
))  # fmt: skip
_WHOLE_COUNTRY = {"00", "10"}  # in the code of a body registered with the state
_CITIES = {"11", "12", "31", "50"}  # municipalities: their districts have 01 to 03 behind, nothing else
_FOREIGN = "9"  # permanent residents from abroad have 18 digits too (since 2023), with the birthday in the same place
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CENTURIES = ("19", "20")  # where residents were born


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are a resident's number: division, birthday and the check digit (GB 11643-1999)."""
    if not looks_like_identity(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17]


def looks_like_identity(number: str) -> bool:
    """Whether 18 characters begin as a resident's number does: division and birthday, whatever the last one says."""
    if not re.fullmatch("[0-9]{17}[0-9X]", number) or not _is_place(number):
        return False
    return number[6:8] in CENTURIES and _is_day(number[6:14])


def looks_like_old_identity(number: str) -> bool:
    """Whether 15 digits look like a number of before 1999: division and birthday; there was no check digit."""
    return bool(re.fullmatch("[0-9]{15}", number)) and _is_place(number) and _is_day("19" + number[6:12])


def _is_place(number: str) -> bool:
    if number[0] == _FOREIGN:
        return number[1:3] in _PROVINCES and not is_credit_code(number)
    return number[:2] in _PROVINCES and (number[:2] not in _CITIES or number[2:4] in ("00", "01", "02", "03"))


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


LENGTH_OF_MOBILE = 11
_PREFIXES = ("", "0", "86", "0086", "17951", "12593")  # the country, and what one dialled to call more cheaply
_MOBILE = re.compile("1[3-9][0-9]{9}")


def before_mobile(digits: str, first: int) -> list[str]:
    """The prefixes that stand from a place on with a mobile number behind them: none where there is no such number."""
    return [
        prefix
        for prefix in _PREFIXES
        if digits.startswith(prefix, first) and _MOBILE.match(digits, first + len(prefix))
    ]


def is_card_number(number: str) -> bool:
    """Whether a number is a bank card: an issuer's first digits, their length, and the sum of ISO/IEC 7812."""
    return number.startswith(_issuers().get(len(number), ())) and has_luhn_sum(number)


@cache
def begins_a_card(two: str) -> bool:
    """Whether some card begins with two digits."""
    return any(first.startswith(two) for firsts in _issuers().values() for first in firsts)


def has_luhn_sum(number: str) -> bool:
    """Whether the last digit is the one that ISO/IEC 7812-1 demands (Luhn's sum)."""
    digits = [int(digit) for digit in reversed(number)]
    return (
        sum(digits[0::2], sum(double - 9 * (double > 9) for digit in digits[1::2] for double in [2 * digit])) % 10 == 0
    )


@cache
def _issuers() -> dict[int, tuple[str, ...]]:
    """The first digits of bank cards by the length of the number."""
    table = tables.load("card_prefixes.yml")
    found = {int(row["位数"]): tuple(" ".join(row["开头"]).split()) for row in table["其余"]}
    for length in map(int, table["银联"]["位数"]):
        found[length] = (table["银联"]["开头"], *found.get(length, ()))
    return found


def is_credit_code(token: str) -> bool:
    """Whether 18 characters are a 统一社会信用代码: its division and its check digit (GB 32100-2015)."""
    if not CreditCode.form.fullmatch(token) or token[2:4] not in _PROVINCES | _WHOLE_COUNTRY:
        return False
    return CreditCode.check_digit(token[:17]) == token[17]


def is_official_code(token: str) -> bool:
    """Whether a word is the code of a body or of a matter, which are public."""
    return is_credit_code(token) or any(kind.form.fullmatch(token) for kind in (TaskCode, HandlingCode))
