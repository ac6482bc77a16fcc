"""How much fits on one side of A4: what stands on a guide's sheet, and in which size of type.

In: a sheet. Out: whether it fits. Heights are reckoned from the text, as the style sheet sets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

# Sizes of type in points, from the most comfortable to the smallest that is still read with ease.
SIZES = (13, 12, 11, 10, 9)
_WIDE, _HIGH = 510, 715  # of what the style sheet's margins leave of A4, in points, less some to be safe
# In lines, or in characters, as the style sheet sets them.
_LINE = 1.4  # of the type's size
_ENDS = 9  # the title, the notice above it, the foot
_HEADING = 1.75
_BETWEEN = 0.15  # two lines of a list
_ROW, _OPEN = 0.35, 0.5  # two rows; a row to be written in
_LABEL = 5.5  # the names of the rows


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A line under its label; without a text it is left open to be written in."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: whether it is to be brought, and what else its line says."""

    name: str
    note: str
    waived: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the sheet, in its order; `stated` is what to say at the counter."""

    rows: Sequence[SheetRow]
    papers: Sequence[Paper]
    stated: str
    steps: Sequence[SheetRow]
    ways: Sequence[str]


def fits(sheet: Sheet, lead: Sequence[str], size: int) -> bool:
    """Whether a sheet, with its lead above it, fits on one side of A4 in a size of type."""
    return _height(sheet, lead, size) <= _HIGH


def _height(sheet: Sheet, lead: Sequence[str], size: int) -> float:
    """Returns about how high a sheet is in points, rather too high."""
    room = _WIDE / size

    def lines(texts: Iterable[str], less: float, between: float = _BETWEEN) -> float:
        return sum(ceil(_width(text) / (room - less)) + between for text in texts)

    parts = (
        lines((paper.name + paper.note for paper in sheet.papers), 3) + lines([sheet.stated], 5),
        lines((step.label + step.text for step in sheet.steps), 4),
        lines(sheet.ways, 3),
    )
    rows = lines((row.text for row in sheet.rows), _LABEL, _ROW) + _OPEN * sum(not row.text for row in sheet.rows)
    return size * _LINE * (_ENDS + lines(lead, 9) + rows + sum(_HEADING + part for part in parts))


@lru_cache(maxsize=1 << 10)  # asked again for each size
def _width(text: str) -> float:
    """Returns how wide a text is set, in characters: Latin letters and figures are about half as wide."""
    wide = len(_NARROW.sub("", text))
    return wide + 0.6 * (len(text) - wide)


_NARROW = re.compile("[\x00-\u2000]+")
