"""How far the cells of an .xls file reach, before it is read: its reader lays every sheet out whole in memory.

In: the bytes of a file. Out: the places that its largest sheet takes, from its first cell to its last; 0 where that
cannot be told. [MS-CFB] for the file, [MS-XLS] for the records in it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_FREE = 0xFFFFFFFA  # from here on a number is no sector
_NAMES = {"Workbook", "Book"}
_BEGINS = 0x0809  # a sheet, or the book itself
# Records of one cell or several in a row; each begins with its row and its first column.
_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
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


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _book(content: bytes) -> bytes:
    """The stream with the records. Raises `ValueError` where there is none."""
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
    entry = next((one for one in entries if _name(one) in _NAMES), b"")
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
