"""Invented numbers of persons, and numbers that belong to nobody: made by chance from a seed, each with its right check.

In: a `Random`. Out: text. Places, birthdays and sequences are drawn at large, so that no part of them helps.
"""

from __future__ import annotations

from random import Random

from generator.model.codes import CreditCode

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = [
    str(n)
    for tens in ("11-15", "21-23", "31-37", "41-46", "50-54", "61-65")
    for n in range(int(tens[:2]), int(tens[3:]) + 1)
]
_CITIES = ("11", "12", "31", "50")
_LENGTHS = (16, 16, 17, 18, 19, 19)
_OTHER_ISSUERS = (
    ("436742", 19),
    ("955880", 19),
    ("95599", 19),
    ("456351", 19),
    ("356885", 16),
    ("439225", 16),
    ("518710", 16),
)
_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def digits(rng: Random, count: int) -> str:
    """So many digits."""
    return "".join(rng.choice("0123456789") for _ in range(count))


def identity(rng: Random) -> str:
    """A resident's number of 18 characters; one in eleven ends in X."""
    province = rng.choice(_PROVINCES)
    city = f"{rng.randrange(1, 3):02}" if province in _CITIES else f"{rng.randrange(1, 54):02}"
    born = f"{rng.randrange(1925, 2026)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
    first = f"{province}{city}{rng.randrange(1, 100):02}{born}{rng.randrange(1, 1000):03}"
    return first + "10X98765432"[sum(int(d) * w for d, w in zip(first, _WEIGHTS, strict=True)) % 11]


def mobile(rng: Random) -> str:
    """A mobile number."""
    return f"1{rng.choice('3456789')}{digits(rng, 9)}"


def card(rng: Random) -> str:
    """A bank card: mostly of the national association, some of an issuer of its own."""
    prefix, length = ("62", rng.choice(_LENGTHS)) if rng.random() < 0.8 else rng.choice(_OTHER_ISSUERS)
    first = prefix + digits(rng, length - len(prefix) - 1)
    doubled = [d * (2 - i % 2) for i, d in enumerate(map(int, reversed(first)))]
    return first + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


def credit_code(rng: Random) -> str:
    """A 统一社会信用代码 of a body of any sort, many of digits alone."""
    division = f"{rng.choice(_PROVINCES)}{rng.randrange(0, 91):02}{rng.randrange(0, 90):02}"
    body = digits(rng, 9) if rng.random() < 0.6 else "MA" + "".join(rng.choice(_CODE_LETTERS) for _ in range(7))
    first = rng.choice(("11", "12", "13", "51", "52", "53", "54", "91", "92", "93", "N1", "N2")) + division + body
    return first + CreditCode.check_digit(first)


def item_code(rng: Random) -> str:
    """The code of a matter: 12, 31 or 33 characters (GB/T 39554.1)."""
    basic = f"{rng.choice(('00', '37'))}{rng.randrange(1, 100):02}{digits(rng, 8)}"
    return rng.choice((basic, f"{credit_code(rng)}5{basic}", f"{credit_code(rng)}5{basic}{digits(rng, 2)}"))


def contract_number(rng: Random) -> str:
    """The number of a contract, a file or an order, as offices make them up."""
    year, month, day = rng.randrange(2010, 2027), rng.randrange(1, 13), rng.randrange(1, 29)
    return rng.choice(
        (
            f"HT{year}{month:02}{day:02}{digits(rng, 3)}",
            f"CY-{year}-{digits(rng, 4)}",
            f"{year}{month:02}{day:02}{digits(rng, rng.choice((2, 3, 4, 6)))}",
            f"370982{year}{digits(rng, 5)}",
            f"SDGP3709{digits(rng, 2)}{year}{digits(rng, 6)}",
            f"宁政采〔{year}〕{digits(rng, 3)}号",
            f"{year}-{month:02}-{day:02}-{digits(rng, 3)}",
            f"XM{digits(rng, 9)}",
            f"{digits(rng, 10)}",
            f"JNCZ-{year}{month:02}-{digits(rng, 5)}-{digits(rng, 2)}",
        )
    )


def telephone(rng: Random) -> str:
    """A telephone at a desk, or a short public number."""
    area, local = f"0{rng.randrange(310, 999)}", f"{rng.randrange(2, 9)}{digits(rng, 6)}"
    return rng.choice(
        (
            f"{area}-{local}",
            f"{area}{local}",
            f"({area}){local}",
            f"{area} {local[:3]} {local[3:]}",
            f"0{rng.choice(('10', '21', '22', '23', '20'))}-{rng.randrange(2, 9)}{digits(rng, 7)}",
            f"{area}-{local}-{digits(rng, 3)}",
            f"{area}-{local}、{local[:-1]}{rng.randrange(10)}",
            f"+86 {area[1:]} {local}",
            f"400-{digits(rng, 3)}-{digits(rng, 4)}",
            f"{area}-12345",
            rng.choice(("12345", "110", "12333", "95598", "12315")),
        )
    )
