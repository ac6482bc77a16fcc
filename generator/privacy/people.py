"""Lists of persons: a table with a column of names and beside it a column that is nobody's business.

In: the rows of a table, from a workbook, a document or a page of prose. Out: `Listing`s: which columns, how many
persons. Lists of minors count whatever else they say. A blank form is no list: there must be names in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from generator.privacy import wording

Row = Sequence[str]
_LOOKED_AT = 12  # rows that a title and remarks may fill above the header
_FEW = 2  # names that make a list; one alone is a sample filled in
_LONGEST_HEADER = 20  # characters; a longer cell is a sentence
_PARTS = 3  # a header may be broken into so many lines; more are the items of a list
_AROUND = re.compile("^[*＊]+|[（(：:].*$|[*＊]+$")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of persons: the row of its header (from 0), the columns that give them away, how many there are."""

    header: int
    columns: tuple[str, ...]
    persons: int
    minors: bool


def listed(rows: Sequence[Row], title: str = "") -> Listing | None:
    """The list of persons that a table is, None where it is none; `title` is what stands above or on its tab."""
    for number, row in enumerate(rows[:_LOOKED_AT]):
        headers = [_plain(cell) for cell in row]
        names = [column for column, header in enumerate(headers) if _is_name(header)]
        if not names:
            continue
        minors = _speaks_of_minors([title, *(cell for above in rows[:number] for cell in above), *headers])
        given = {column: header for column, header in enumerate(headers) if column not in names and _is_private(header)}
        below = rows[number + 1 :]
        persons = [line for line in below if any(_is_persons_name(_cell(line, column)) for column in names)]
        filled = tuple(header for column, header in given.items() if any(_cell(line, column) for line in persons))
        if len(persons) >= _FEW and (filled or minors):
            return Listing(number, filled, len(persons), minors)
    return None


def numbered(rows: Sequence[Row]) -> tuple[int, dict[int, str]]:
    """The row that says which columns hold numbers of persons, and those columns by what they are called."""
    for number, row in enumerate(rows[:_LOOKED_AT]):
        called = {column: _plain(cell) for column, cell in enumerate(row) if wording.is_name(_plain(cell))}
        if called:
            return number, called
    return 0, {}


def _plain(cell: str) -> str:
    """A header without its blanks, its star and its explanation; "" for a cell that lists several things."""
    parts = cell.split()
    if len(parts) > _PARTS:
        return ""
    text = "".join(parts)
    return text if len(text) > _LONGEST_HEADER else _AROUND.sub("", text)


def _cell(row: Row, column: int) -> str:
    return row[column].strip() if column < len(row) else ""


@cache
def _is_name(header: str) -> bool:
    """Whether a column holds names of persons."""
    names = wording.of_lists("姓名")
    return header in names or (len(header) <= _LONGEST_HEADER and header.endswith(("姓名", "的名字")))


@cache
def _is_private(header: str) -> bool:
    """Whether a column holds what of a person is nobody's business; an office's telephone is everybody's."""
    if len(header) > _LONGEST_HEADER or any(word in header for word in wording.of_lists("不算")):
        return False
    return any(word in header for word in wording.of_lists("列"))


def _speaks_of_minors(texts: Sequence[str]) -> bool:
    return any(word in text for text in texts for word in wording.of_lists("未成年人"))


_NAME = re.compile("[\u3400-\u9fff·]{2,6}|[\u3400-\u9fff][某×＊*○〇xX]{1,3}[\u3400-\u9fff]?")


def _is_persons_name(cell: str) -> bool:
    """Whether a cell may hold a person's name: two to six characters, also with some of them masked."""
    return bool(_NAME.fullmatch("".join(cell.split())))


def tables_in(text: str) -> Iterator[tuple[int, list[list[str]]]]:
    """The tables that stand in a text: lines in cells by bars, tabs or wide gaps, with the line each begins on."""
    rows: list[list[str]] = []
    first = 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        cells = _cells(line)
        if len(cells) > 1:
            first = first if rows else number
            rows += [] if _RULE.fullmatch(line) else [cells]
        elif rows:
            yield first, rows
            rows = []


_RULE = re.compile(r"[\s|:+-]*")  # the line below a header in Markdown
_SENTENCE = re.compile("[，。；：]")
_WIDE_GAP = re.compile(r"\t|\u3000| {2,}")


def _cells(line: str) -> list[str]:
    if "|" in line:
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    if "\t" in line or "  " in line or "\u3000" in line:
        return [cell for cell in _WIDE_GAP.split(line.strip()) if cell]
    return [line] if _SENTENCE.search(line) else line.split(",")
