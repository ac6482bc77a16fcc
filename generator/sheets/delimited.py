"""A table written as plain text (.csv, .txt): a line a row, commas, tabs or semicolons between the cells.

In: the bytes of a file. Out: one sheet, all cells text: long codes stay whole. RFC 4180; UTF-8 and UTF-16 by their marks,
else UTF-8, else GB18030 (GB 18030-2022), as Chinese editions of Excel write.
"""

from __future__ import annotations

import codecs
import csv
import io
import re

from generator.attachments import spreadsheet
from generator.sheets.read_book import Gathering, ReadSheet, Unreadable, allowance

_BETWEEN = ",\t;|，；"
_LOOKED_AT = 20  # lines that tell what stands between the cells
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_KEPT_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # how some programs keep Excel from reading a number
_LONGEST = 100_000  # characters of a cell


def decoded(content: bytes) -> str | None:
    """The text of a file; None where it is no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                return None
    if b"\0" in content:
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def read(text: str, name: str = "表") -> ReadSheet | None:
    """The sheet; None where the text is no table: less than two rows, or less than two cells in a row."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    counts = {mark: [_cells(line, mark) for line in lines] for mark in _BETWEEN}
    mark = max(_BETWEEN, key=lambda one: (sum(count > 1 for count in counts[one]), max(counts[one], default=0)))
    if sum(count > 1 for count in counts[mark]) < 2:
        return None
    to = Gathering(allowance())
    limit = csv.field_size_limit(_LONGEST)
    try:
        for row, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1):
            if len(cells) > spreadsheet.LAST_COLUMN:
                raise Unreadable(f"第{row}行有{len(cells)}格，太多了。看看是不是少了一个引号，再来一次。")
            for column, value in enumerate(cells, 1):
                kept = _KEPT_AS_TEXT.fullmatch(value.strip())
                to.put(row, column, kept[1] if kept else value.replace("\r\n", "\n").strip())
    except csv.Error:
        raise Unreadable("有一格太长，读不完，可能少了一个引号。用表格程序打开看看，另存一份再来。") from None
    finally:
        csv.field_size_limit(limit)
    return to.sheet(name)


def _cells(line: str, mark: str) -> int:
    return len(next(csv.reader([line], delimiter=mark), []))
