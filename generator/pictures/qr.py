"""The address of a page as a QR code, for paper: SVG, black on white.

In: an address. Out: one `<svg>` as `Markup`; the same address gives the same picture.
The only user of segno.

Making one code takes a millisecond; a town has thousands of addresses that differ only in a number.
With version and mask fixed a code is linear in the bits of its text: correction is (Reed and
Solomon, over GF(2⁸)), and the mask and the format are the same for all. So the codes of the numbers
with a single bit set, laid over that of the number nought by exclusive or, give the code of any number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import segno
from markupsafe import Markup, escape

_LEVEL = "m"  # survives a fold or a stain of about a seventh
_QUIET = 4  # modules of white around it, as the standard asks
_NUMBER = re.compile(r"(.*\D)(\d+)(\D*)")
_BITS = (1, 2, 4, 8)  # of a digit: ‘0’ with one of them set is the digit of that value
_RUN = re.compile("1+")


@dataclass(frozen=True, slots=True)
class _Family:
    """The codes of addresses that differ in a number of so many digits, as bits from the top left."""

    side: int
    nought: int
    bits: tuple[tuple[int, ...], ...]


def code(address: str, said: str) -> Markup:
    """Returns the picture of an address; `said` is its name for those who do not see it."""
    side, bits = modules(address)
    white = side + 2 * _QUIET
    return Markup(
        f'<svg class="q-qr" role="img" aria-label="{escape(said)}" viewBox="-{_QUIET} -{_QUIET} {white} {white}"'
        f' shape-rendering="crispEdges" xmlns="http://www.w3.org/2000/svg">'
        f'<path fill="#fff" d="M-{_QUIET} -{_QUIET}h{white}v{white}h-{white}z"/>'
        f'<path stroke="#000" d="{_path(side, bits)}"/></svg>'
    )


def modules(address: str) -> tuple[int, int]:
    """Returns how many modules a side has, and all of them as bits from the top left, row by row."""
    found = _NUMBER.fullmatch(address)
    before, digits, after = found.groups() if found else (address, "", "")
    family = _family(before, len(digits), after)
    bits = family.nought
    for digit, place in zip(digits, family.bits, strict=True):
        for bit, change in zip(_BITS, place, strict=True):
            if int(digit) & bit:
                bits ^= change
    return family.side, bits


@lru_cache(maxsize=64)
def _family(before: str, digits: int, after: str) -> _Family:
    nought = f"{before}{'0' * digits}{after}"
    first = segno.make_qr(nought, error=_LEVEL, mode="byte", boost_error=False)
    bits = _bits(first)

    def change(place: int, bit: int) -> int:
        text = f"{before}{'0' * place}{bit}{'0' * (digits - place - 1)}{after}"
        made = segno.make_qr(text, error=_LEVEL, mode="byte", version=first.version, mask=first.mask, boost_error=False)
        return bits ^ _bits(made)

    places = tuple(tuple(change(place, bit) for bit in _BITS) for place in range(digits))
    return _Family(len(first.matrix), bits, places)


def _bits(made: segno.QRCode) -> int:
    return int("".join(str(module) for row in made.matrix for module in row), 2)


def _path(side: int, bits: int) -> str:
    """Returns a line for each run of dark modules."""
    dark = f"{bits:0{side * side}b}"
    return "".join(f"M0 {y}.5{_runs(dark[y * side : (y + 1) * side])}" for y in range(side))


@lru_cache(maxsize=4096)
def _runs(row: str) -> str:
    """Returns the runs of a row, each from the end of the one before; codes of one site have most rows in common."""
    moves, here = [], 0
    for run in _RUN.finditer(row):
        moves.append(f"m{run.start() - here} 0h{run.end() - run.start()}")
        here = run.end()
    return "".join(moves)
