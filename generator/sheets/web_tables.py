"""The tables of a web page, which many platforms export under the name .xls, as sheets.

In: the text of a page. Out: sheets. Only this module reads with lxml: nothing is fetched, no script runs, entities of
the page's own are not resolved. HTML Living Standard, 4.9 (tables).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.attachments.packed import MOST_OF_A_PART
from generator.sheets.read_book import Gathering, ReadSheet, Unreadable, allowance, with_names

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_CROSSED = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_CROSSING = frozenset({"s", "strike", "del"})
_SILENT = frozenset({"script", "style", "head", "template"})
_BREAKING = frozenset({"br", "p", "div", "li", "tr"})
_WIDEST = 1000  # columns or rows that a cell may reach over


def read(text: str) -> list[ReadSheet]:
    """The tables that stand in no other table. Raises `Unreadable`."""
    import lxml.etree
    import lxml.html

    if len(text) > MOST_OF_A_PART // 4:
        raise Unreadable("网页太大，读不完。用表格程序打开，另存为“Excel 工作簿（.xlsx）”，再来一次。")
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        page = lxml.html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        raise Unreadable("这个网页里没有表格。用表格程序打开，另存为“Excel 工作簿（.xlsx）”，再来一次。") from None
    left = allowance()
    tables = [table for table in page.iter("table") if next(table.iterancestors("table"), None) is None]
    sheets = [_sheet(table, left, number) for number, table in enumerate(tables, 1)]
    if not any(sheet.rows for sheet in sheets):
        raise Unreadable("这个网页里没有表格。用表格程序打开，另存为“Excel 工作簿（.xlsx）”，再来一次。")
    return with_names([sheet for sheet in sheets if sheet.rows])


def _sheet(table: Any, left: list[int], number: int) -> ReadSheet:
    to = Gathering(left)
    filled: set[tuple[int, int]] = set()  # places that a cell above or before reaches over
    caption = table.find("caption")
    name = _text(caption) if caption is not None else ""
    for row, line in enumerate(_rows(table), 1):
        column = 1
        if _hides(line):
            to.hidden_rows.add(row)
        for cell in line:
            if cell.tag not in ("td", "th"):
                continue
            while (row, column) in filled:
                column += 1
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            if not _hides(cell):
                to.put(row, column, _text(cell), struck=_struck(cell) or _struck(line))
                to.merge(row, column, down, across)
            if down > 1:
                filled |= {(row + below, column + beside) for below in range(1, down) for beside in range(across)}
            column += across
    return to.sheet(name or f"表格{number}")


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table, not those of tables in it."""
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (line for line in part if line.tag == "tr")


def _span(cell: Any, name: str) -> int:
    written = cell.get(name, "1").strip()
    return min(max(1, int(written)), _WIDEST) if written.isascii() and written.isdecimal() and len(written) < 6 else 1


def _hides(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _struck(element: Any) -> bool:
    """Whether some text of a cell is struck out."""
    if _CROSSED.search(element.get("style", "")):
        return True
    return any(
        (inner.tag in _CROSSING or _CROSSED.search(inner.get("style", ""))) and "".join(inner.itertext()).strip()
        for inner in element.iterdescendants()
        if isinstance(inner.tag, str) and element.tag != "tr"
    )


def _text(element: Any) -> str:
    """The text of a cell; lines end where the page breaks them, blanks count as one."""
    pieces = list(_pieces(element))
    lines = (re.sub(r"[ \t\r\n\u00a0]+", " ", line).strip() for line in "".join(pieces).split("\v"))
    return "\n".join(line for line in lines if line)


def _pieces(element: Any) -> Iterator[str]:
    if element.tag in _SILENT or _hides(element):
        return
    if element.text:
        yield element.text.replace("\v", " ")
    for inner in element:
        if isinstance(inner.tag, str):
            if inner.tag in _BREAKING:
                yield "\v"
            yield from _pieces(inner)
            if inner.tag in _BREAKING and inner.tag != "br":
                yield "\v"
        if inner.tail:
            yield inner.tail.replace("\v", " ")
