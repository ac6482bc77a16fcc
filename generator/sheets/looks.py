"""The looks of a workbook's cells, as far as they say something: which numbers are dates, which text is struck out.

In: a packed file. Out: `Looks`, asked by the number of a look. ISO/IEC 29500-1, 18.8.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from generator.attachments.packed import Packed, local

# Formats that each language has of its own under the same numbers: in Chinese editions they are dates and times.
_LOCAL_DATES = frozenset({*range(27, 37), *range(50, 59)})
_OFF = frozenset({"0", "false"})
_LONGEST = 40  # characters of a number: no program writes more


@dataclass(frozen=True, slots=True)
class Looks:
    """`dates` and `spans` (of time) are the looks whose numbers are such; `struck` those that strike text out."""

    dates: frozenset[int]
    spans: frozenset[int]
    struck: frozenset[int]
    epoch: datetime

    def number(self, written: str, look: int) -> str | int | float | datetime | date | time | timedelta:
        """What a number stands for; the text as it is where it is no number, #VALUE! where it is no day."""
        if len(written) > _LONGEST:
            return written
        try:
            number = int(written) if written.lstrip("-").isdecimal() else float(written)
        except ValueError:
            return written
        if not math.isfinite(number):
            return written
        if look not in self.dates and look not in self.spans:
            return number
        try:
            day: datetime | date | time | timedelta = from_excel(number, self.epoch, timedelta=look in self.spans)
        except (OverflowError, ValueError):
            return "#VALUE!"
        return day


def looks(packed: Packed) -> Looks:
    """The looks of a workbook."""
    styles, book = packed.xml("xl/styles.xml"), packed.xml("xl/workbook.xml")
    from_1904 = book is not None and any(
        local(part.tag) == "workbookPr" and part.get("date1904", "0") not in _OFF for part in book
    )
    formats: dict[str, str] = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    struck_fonts: set[str] = set()
    dates, spans, struck = set(), set(), set()
    for part in styles if styles is not None else ():
        match local(part.tag):
            case "numFmts":
                formats |= {item.get("numFmtId", ""): item.get("formatCode", "") for item in part}
            case "fonts":
                struck_fonts = {
                    str(number)
                    for number, font in enumerate(part)
                    if any(local(mark.tag) == "strike" and mark.get("val", "1") not in _OFF for mark in font)
                }
            case "cellXfs":
                for number, look in enumerate(part):
                    id_ = look.get("numFmtId", "0")
                    code = formats.get(id_, "")
                    if is_timedelta_format(code):
                        spans.add(number)
                    elif is_date_format(code) or (id_.isdecimal() and int(id_) in _LOCAL_DATES and not code):
                        dates.add(number)
                    if look.get("fontId", "0") in struck_fonts:
                        struck.add(number)
    epoch = MAC_EPOCH if from_1904 else WINDOWS_EPOCH
    return Looks(frozenset(dates), frozenset(spans), frozenset(struck), epoch)
