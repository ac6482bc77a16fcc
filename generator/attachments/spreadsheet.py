"""An .xlsx as its file has it: the sheets, and of each the cells that exist.

In: a packed file. Out: `sheets`, and for each the calls that a `Heard` gets: a cell, a merged range, hidden columns.
ISO/IEC 29500-1, part 18 (SpreadsheetML), strict and transitional alike. A sheet is heard, never held: sixty thousand
rows of nothing but borders take no memory, nor does a cell in the last column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from generator.attachments.flaw import Flaw, Refused, Wrong
from generator.attachments.packed import Listener, Packed, attribute, local

MOST_STRINGS = 1_000_000
MOST_CELLS = 500_000  # that hold something, in all sheets together: a county's lists have a fifth of it
MOST_LAID_OUT = 3_000_000  # with those that hold nothing and only have a border
MOST_MERGED = 100_000
MOST_PLACES = 5_000_000  # of a table written out row by row, empty ones between others counted
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of the format
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_OFF = frozenset({"0", "false", "off", "none"})


class Cell(NamedTuple):
    """A cell that holds something, as written: its place from 1, its type, its text, its formula, its look.

    `kind` is the `t` of the format, shared strings already looked up (s becomes str). `struck` says that some of its
    own text is struck out; whether its look strikes it all out is for whoever knows the looks. `hidden`: its row is.
    """

    row: int
    column: int
    kind: str
    text: str
    formula: str | None
    look: int
    struck: bool
    hidden: bool


class Heard(Protocol):
    """Whoever wants to know what a sheet holds."""

    def cell(self, cell: Cell) -> None:
        """A cell that holds something."""

    def merged(self, top: int, left: int, bottom: int, right: int) -> None:
        """A merged range."""

    def hidden_columns(self, first: int, last: int) -> None:
        """Columns that are hidden."""


class Listed(NamedTuple):
    """A sheet as the workbook lists it; `part` is the name of its part."""

    name: str
    hidden: bool
    part: str


@dataclass(slots=True)
class Allowance:
    """How much may still be heard, all sheets of a workbook together."""

    cells: int = MOST_CELLS
    laid_out: int = MOST_LAID_OUT
    merged: int = MOST_MERGED


class Strings(Listener):
    """The texts of a part, each in an element called `holder`, and which of them have struck-out pieces."""

    def __init__(self, holder: str) -> None:
        super().__init__()
        self.holder = holder
        self.texts: list[str] = []
        self.struck: set[int] = set()
        self._said = _Said()

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == self.holder:
            if len(self.texts) >= MOST_STRINGS:
                raise Refused(_too_many())
            self._said = _Said()
        self._said.begin(name, attributes)

    def data(self, text: str) -> None:
        """Text, in pieces."""
        self._said.data(text)

    def finish(self, name: str) -> None:
        """An element ends."""
        self._said.finish(name)
        if name == self.holder:
            if self._said.struck:
                self.struck.add(len(self.texts))
            self.texts.append(self._said.text())


class _Said:
    """A text while its elements come: whole or in runs of one look each. Readings above characters are left out."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.struck = False
        self._run_struck = self._in_text = self._in_reading = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self._in_text = not self._in_reading
        elif name == "rPh":
            self._in_reading = True
        elif name == "r":
            self._run_struck = False
        elif name == "strike":
            self._run_struck = attributes.get("val", "1") not in _OFF

    def data(self, text: str) -> None:
        if self._in_text:
            self.pieces.append(text)
            self.struck = self.struck or (self._run_struck and not text.isspace())

    def finish(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_reading = False

    def text(self) -> str:
        return "".join(self.pieces)


def sheets(packed: Packed) -> list[Listed]:
    """The sheets of cells in their order; charts and the like are none. Raises `Refused` where there is no workbook."""
    book = packed.xml("xl/workbook.xml")
    if book is None:
        raise Refused(Flaw(Wrong.KIND, "里面没有工作簿", ""))
    links = packed.xml("xl/_rels/workbook.xml.rels")
    parts = {link.get("Id"): link for link in links} if links is not None else {}
    found = []
    for sheet in book.iter():
        if local(sheet.tag) != "sheet":
            continue
        link = parts.get(attribute(sheet, "id"))
        if link is None or not link.get("Type", "").endswith("/worksheet"):
            continue
        target = link.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target.removeprefix('./')}"
        found.append(Listed(sheet.get("name", ""), sheet.get("state", "visible") != "visible", part))
    return found


def strings(packed: Packed) -> Strings:
    """The shared strings."""
    listener = Strings("si")
    packed.hear("xl/sharedStrings.xml", listener)
    return listener


def hear(packed: Packed, sheet: Listed, shared: Strings, to: Heard, left: Allowance) -> None:
    """Tell what a sheet holds. Raises `Refused` where that is too much or no sheet."""
    if sheet.part not in packed.names:
        raise Refused(Flaw(Wrong.KIND, "打不开，里面少了一张表", ""))
    packed.hear(sheet.part, _Sheet(shared, to, left))


class _Sheet(Listener):
    """Hears the part of a sheet."""

    def __init__(self, shared: Strings, to: Heard, left: Allowance) -> None:
        super().__init__()
        self.shared, self.to, self.left = shared, to, left
        self.row = self.column = 0
        self.before: str | None = None  # the place that the cell before wrote
        self.hidden = False  # whether the row is
        self.ranges = 0  # of hidden columns; no sheet has more of them than columns
        self.attributes: dict[str, str] = {}
        self.value: list[str] = []
        self.formula: list[str] | None = None
        self.said: _Said | None = None  # of a text that stands in the cell itself
        self.into: list[str] | None = None  # where text goes

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self.attributes, self.value, self.formula, self.said = attributes, [], None, None
        elif name == "v":
            self.into = self.value
        elif name == "f":
            self.into = self.formula = []
        elif name == "is":
            self.said = _Said()
        elif name == "row":
            self._row(attributes)
        elif name == "mergeCell":
            self._merged(attributes.get("ref", ""))
        elif name == "col" and _hides(attributes) and self.ranges < LAST_COLUMN:
            self.ranges += 1
            self.to.hidden_columns(_number(attributes.get("min", "1")), _number(attributes.get("max", "1")))
        elif self.said:
            self.said.begin(name, attributes)

    def data(self, text: str) -> None:
        """Text, in pieces."""
        if self.into is not None:
            self.into.append(text)
        elif self.said:
            self.said.data(text)

    def finish(self, name: str) -> None:
        """An element ends."""
        if name == "c":
            self._cell()
            self.said = None
        elif name in ("v", "f"):
            self.into = None
        elif self.said:
            self.said.finish(name)

    def _row(self, attributes: dict[str, str]) -> None:
        self.row = _number(attributes["r"]) if "r" in attributes else self.row + 1
        self.column, self.before = 0, None
        if self.row > LAST_ROW:
            raise Refused(_damaged())
        self.hidden = _hides(attributes) or attributes.get("ht") == "0"

    def _cell(self) -> None:
        self.left.laid_out -= 1
        if self.left.laid_out < 0:
            raise Refused(_too_many())
        written, before = self.attributes.get("r"), self.before
        self.before = written
        if written and not self.value and self.formula is None and self.said is None:
            return  # most cells of a table with borders
        if not written and before:
            self.column = place(before)[1]
        row, column = place(written) if written else (self.row, self.column + 1)
        self.column = column
        kind, text, struck = self.attributes.get("t", "n"), "".join(self.value), False
        if kind == "s" and text:
            number = _number(text)
            if number >= len(self.shared.texts):
                raise Refused(_damaged())
            kind, text, struck = "str", self.shared.texts[number], number in self.shared.struck
        elif kind == "inlineStr":
            kind, text = "str", self.said.text() if self.said else ""
            struck = bool(self.said and self.said.struck)
        formula = "".join(self.formula) if self.formula is not None else None
        if not text and formula is None:
            return
        self.left.cells -= 1
        if self.left.cells < 0 or not (row and column) or row > LAST_ROW or column > LAST_COLUMN:
            raise Refused(_too_many() if self.left.cells < 0 else _damaged())
        look = self.attributes.get("s", "")
        self.to.cell(Cell(row, column, kind, text, formula, _number(look) if look else 0, struck, self.hidden))

    def _merged(self, ref: str) -> None:
        self.left.merged -= 1
        if self.left.merged < 0:
            raise Refused(_too_many())
        first, _, last = ref.partition(":")
        (top, left), (bottom, right) = place(first), place(last or first)
        self.to.merged(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def aligned(rows: Mapping[int, Mapping[int, str]]) -> list[list[str]]:
    """The rows of a sheet one below the other, without the columns that hold nothing. Raises `Refused`."""
    columns = sorted({column for row in rows.values() for column in row})
    at = {column: number for number, column in enumerate(columns)}
    ends = {row: at[max(cells)] + 1 for row, cells in rows.items() if cells}
    if sum(ends.values()) > MOST_PLACES:
        raise Refused(_too_many())
    lines = []
    for row in sorted(ends):
        line = [""] * ends[row]
        for column, text in rows[row].items():
            line[at[column]] = text
        lines.append(line)
    return lines


def place(written: str) -> tuple[int, int]:
    """Row and column of a place such as B7, from 1. Raises `Refused` where it is none."""
    found = _PLACE.fullmatch(written)
    if not found:
        raise Refused(_damaged())
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) < 10):
        raise Refused(_damaged())
    return int(written)


def _hides(attributes: dict[str, str]) -> bool:
    return attributes.get("hidden", "0") not in _OFF


def _damaged() -> Flaw:
    return Flaw(Wrong.KIND, "打不开，里面有一部分坏了", "用原来的程序打开，另存一份再放进来。")


def _too_many() -> Flaw:
    return Flaw(Wrong.SIZE, "格子太多，读不完", "删掉用不着的行和列，另存一份。")
