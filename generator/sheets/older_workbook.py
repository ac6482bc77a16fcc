"""What the reader of .xls files does not tell: how far the cells reach, which rows are hidden, which text is struck out.

In: the bytes of a file. Out: the places that its largest sheet takes, from its first cell to its last, 0 where that
cannot be told: the reader lays every sheet out whole in memory. What does not show, sheet by sheet. [MS-CFB] for the file, [MS-XLS] for the records in it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

_FREE = 0xFFFFFFFA  # from here on a number is no sector
NAMES = {"Workbook", "Book"}
_BEGINS = 0x0809  # a sheet, or the book itself
# Records of one cell or several in a row; each begins with its row and its first column.
_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
_ENDS, _LISTED, _FONT, _LOOK, _ROW, _COLUMNS = 0x000A, 0x0085, 0x0031, 0x00E0, 0x0208, 0x007D
_SEVERAL = 0x00BD  # numbers: a last column at its end


def places(content: bytes) -> int:
    """The places of the largest sheet."""
    try:
        book = _book(content)
    except (struct.error, IndexError, ValueError):
        return 0
    largest, top, left, bottom, right = 0, 1 << 16, 1 << 16, -1, -1
    for kind, body in _records(book):
        if kind == _BEGINS:
            top, left, bottom, right = 1 << 16, 1 << 16, -1, -1
        elif kind in _CELLS and len(body) >= 6:
            row, first = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _SEVERAL else first
            top, left, bottom, right = min(top, row), min(left, first), max(bottom, row), max(right, last)
            largest = max(largest, (bottom - top + 1) * (right - left + 1))
    return largest


@dataclass(slots=True)
class Unseen:
    """What does not show of a sheet: hidden rows and columns, places whose text is struck out, all from 1."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)


def unseen(content: bytes) -> list[Unseen]:
    """What does not show of each sheet of cells, in the order of the book; [] where that cannot be told."""
    try:
        return _unseen(_book(content))
    except (struct.error, IndexError, ValueError):
        return []


def _unseen(book: bytes) -> list[Unseen]:
    order: list[int] = []  # where each sheet of cells begins
    known = _Fonts()
    found: dict[int, Unseen] = {}
    sheet, depth, at = Unseen(), 0, 0
    for kind, body in _records(book):
        if kind == _BEGINS:
            depth += 1
            if depth == 1:
                sheet = found.setdefault(at, Unseen())
        elif kind == _ENDS:
            depth -= 1
        elif kind == _LISTED and body[5] == 0:
            order.append(struct.unpack_from("<I", body)[0])
        elif not known.take(kind, body) and depth == 1:
            _take(sheet, kind, body, known)
        at += 4 + len(body)
    return [found.get(begins, Unseen()) for begins in order]


def _take(sheet: Unseen, kind: int, body: bytes, known: _Fonts) -> None:
    """Note what a record of a sheet hides or strikes out."""
    if kind == _ROW and body[12] & 0x20:
        sheet.rows.add(struct.unpack_from("<H", body)[0] + 1)
    elif kind == _COLUMNS and body[8] & 1:
        first, last = struct.unpack_from("<HH", body)
        sheet.columns |= set(range(first + 1, min(last, 255) + 2))
    elif kind in _CELLS and kind != _SEVERAL:
        row, column, look = struct.unpack_from("<3H", body)
        if known.strikes(look):
            sheet.struck.add((row + 1, column + 1))


@dataclass(slots=True)
class _Fonts:
    """Whether each font strikes out, and the font of each look."""

    fonts: list[bool] = field(default_factory=list)
    looks: list[int] = field(default_factory=list)

    def take(self, kind: int, body: bytes) -> bool:
        """Take a record that says something of looks; whether it does."""
        if kind == _FONT:
            self.fonts.append(bool(body[2] & 8))
        elif kind == _LOOK:
            self.looks.append(struct.unpack_from("<H", body)[0])
        return kind in (_FONT, _LOOK)

    def strikes(self, look: int) -> bool:
        """Whether a look strikes text out; there is no font 4."""
        font = self.looks[look] if look < len(self.looks) else 0
        font -= font > 4
        return font < len(self.fonts) and self.fonts[font]


def streams(content: bytes) -> set[str]:
    """The names of the streams in a file; none where that cannot be told."""
    try:
        return {_name(entry) for entry in _entries(content)[0]}
    except (struct.error, IndexError, ValueError):
        return set()


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _entries(content: bytes) -> tuple[list[bytes], list[int], int, int, int, int]:
    """The folder's entries, with what is needed to follow their chains. Raises `ValueError` where it is no such file."""
    size, small = 1 << struct.unpack_from("<H", content, 30)[0], 1 << struct.unpack_from("<H", content, 32)[0]
    if size not in (512, 4096) or small != 64:
        raise ValueError
    first_folder, _, limit, first_small, _, first_more, _ = struct.unpack_from("<7I", content, 48)
    lists = [one for one in struct.unpack_from("<109I", content, 76) if one < _FREE]
    for _ in range(len(content) // size):
        if first_more >= _FREE:
            break
        more = struct.unpack(f"<{size // 4}I", _sector(content, first_more, size))
        lists += [one for one in more[:-1] if one < _FREE]
        first_more = more[-1]
    lists = list(dict.fromkeys(lists))[: len(content) // size // (size // 4) + 1]  # no more than name every sector once
    next_of = [one for part in lists for one in struct.unpack(f"<{size // 4}I", _sector(content, part, size))]
    folder = _chain(content, first_folder, next_of, size)
    entries = [folder[at : at + 128] for at in range(0, len(folder) - 127, 128)]
    return entries, next_of, size, small, limit, first_small


def _book(content: bytes) -> bytes:
    """The stream with the records. Raises `ValueError` where there is none."""
    entries, next_of, size, small, limit, first_small = _entries(content)
    entry = next((one for one in entries if _name(one) in NAMES), b"")
    if not entry:
        raise ValueError
    first, length = struct.unpack_from("<II", entry, 116)
    if length >= limit:
        return _chain(content, first, next_of, size)[:length]
    smalls = _chain(content, struct.unpack_from("<I", entries[0], 116)[0], next_of, size)
    after = _chain(content, first_small, next_of, size)
    return _chain(b"\0" * small + smalls, first, [one for (one,) in struct.iter_unpack("<I", after)], small)[:length]


def _name(entry: bytes) -> str:
    length = max(0, min(64, struct.unpack_from("<H", entry, 64)[0]) - 2)
    return entry[:length].decode("utf-16-le", "replace")


def _sector(content: bytes, number: int, size: int) -> bytes:
    """A sector; the header fills the place of one. One that the file's end cuts is filled with zeros."""
    return content[(number + 1) * size : (number + 2) * size].ljust(size, b"\0")


def _chain(content: bytes, first: int, next_of: list[int], size: int) -> bytes:
    """The sectors that follow one another from the first on; one that comes back to itself ends."""
    found: list[bytes] = []
    number = first
    while number < len(next_of) and len(found) <= len(next_of):
        found.append(_sector(content, number, size))
        number = next_of[number]
    return b"".join(found)
