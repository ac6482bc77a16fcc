"""Workbooks of one shape in any size, to see that twice as much takes twice as long.

In: a number of bytes. Out: an .xlsx whose sheet has about so many, not packed tighter. Each shape is one that took
long, or could: rows of text, borders with nothing in them, merged ranges, far cells, long texts.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from itertools import count

from tests.privacy import papers
from tests.workbooks import mutants

_HEAD = ["序号", "权力名称", "权力类型", "实施依据", "承办机构", "备注"]


def _row(number: int, *cells: str, look: str = "") -> str:
    return f'<row r="{number}"{look}>' + "".join(cells) + "</row>"


def _said(column: str, row: int, text: str) -> str:
    return f'<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>'


def _entry(number: int) -> list[str]:
    texts = (f"{number}", f"第{number}种许可", "行政许可", "《城市道路管理条例》第三十条", "便民服务局", "样例")
    return [_said(column, number, text) for column, text in zip("ABCDEF", texts, strict=True)]


def _lines(size: int, line: Callable[[int], str]) -> str:
    """Lines below the header, until they have so many bytes."""
    made, length = [], 0
    for number in count(3):
        if length >= size:
            return "".join(made)
        made.append(line(number))
        length += len(made[-1].encode())
    return ""


def entries(size: int) -> tuple[str, str]:
    """A list of others, row by row."""
    return _lines(size, lambda row: _row(row, *_entry(row))), ""


def bordered(size: int) -> tuple[str, str]:
    """Rows with borders and nothing in them."""
    return _lines(size, lambda row: _row(row, *(f'<c r="{column}{row}" s="0"/>' for column in "ABCDEFGH"))), ""


def hidden(size: int) -> tuple[str, str]:
    """Rows that a filter hides."""
    return _lines(size, lambda row: _row(row, *_entry(row), look=' hidden="1"')), ""


def merged_by_two(size: int) -> tuple[str, str]:
    """One name beside two lines, again and again."""
    ranges = _ranges(size // 4, lambda n: f"B{2 * n + 3}:B{2 * n + 4}")
    return _lines(size * 3 // 4, lambda row: _row(row, *_entry(row)[row % 2 :])), ranges


def merged_over_each_other(size: int) -> tuple[str, str]:
    """Ranges that lie one over another in a list of some rows: no office program writes that."""
    return _lines(8192, lambda row: _row(row, *_entry(row))), _ranges(size, lambda n: f"B{n + 3}:E{n + 30}")


def far_apart(size: int) -> tuple[str, str]:
    """Cells in far rows, each in another column."""
    return _lines(size, lambda row: _row(20 * row, _said("ABCDEFGHIJ"[row % 10], 20 * row, "远"))), ""


def long_texts(size: int) -> tuple[str, str]:
    """Cells with twenty thousand characters: as much as a cell may hold, nearly."""
    text = "第四十一条第（一）项、" * 1500
    return _lines(size, lambda row: _row(row, *_entry(row)[:3], _said("D", row, text))), ""


def numbers_and_formulas(size: int) -> tuple[str, str]:
    """Numbers, and what is worked out from them."""
    return _lines(
        size, lambda row: _row(row, f'<c r="A{row}"><v>{row}</v></c>', f'<c r="B{row}"><f>A{row}*2</f><v>2</v></c>')
    ), ""


def _ranges(size: int, of: Callable[[int], str]) -> str:
    made, length = [], 0
    for number in count():
        if length >= size:
            break
        made.append(f'<mergeCell ref="{of(number)}"/>')
        length += len(made[-1])
    return f"<mergeCells>{''.join(made)}</mergeCells>"


SHAPES = (entries, bordered, hidden, merged_by_two, merged_over_each_other, far_apart, long_texts, numbers_and_formulas)


def workbook(shape: Callable[[int], tuple[str, str]], size: int) -> bytes:
    """A workbook of a shape and about so many bytes, not packed."""
    rows, after = shape(size)
    parts = mutants.unpacked(papers.xlsx({"权力清单": [_HEAD]}))
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", f"{rows}</sheetData>{after}").encode()
    return mutants.packed(parts, zipfile.ZIP_STORED)


def sizes(first: int = 32, doublings: int = 5) -> Iterator[int]:
    """32, 64, 128, 256 and 512 KB, in bytes."""
    return (first * 1024 * 2**n for n in range(doublings))
