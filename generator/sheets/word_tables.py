"""The tables of a Word document (.docx) as sheets: each table one, with the words above it as its first row.

In: a packed file. Out: sheets and notices. ISO/IEC 29500-1, 17.4 (tables). What tracked changes deleted is not read,
hidden text neither; struck-out text is told. A table that goes on after a page with no words between is one table.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.attachments.packed import Packed, attribute, local
from generator.sheets.read_book import Gathering, ReadSheet, Unreadable, allowance, with_names

_OFF = frozenset({"0", "false", "off", "none"})
_NAME = 24  # characters of the words above a table that become its name
_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_WITHIN = frozenset({"body", "sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo"})  # hold what they wrap


def read(packed: Packed) -> tuple[list[ReadSheet], list[str]]:
    """The tables, and what should be known besides. Raises `Unreadable`, `Refused`."""
    root = packed.xml("word/document.xml")
    body = next((part for part in root if local(part.tag) == "body"), None) if root is not None else None
    if body is None:
        raise Unreadable("这个 Word 文件打不开，可能坏了。在 Word 或者 WPS 里打开，另存一份再来。")
    tables = _Tables()
    for part in _parts(body):
        tables.take(part)
    if not tables.sheets:
        raise Unreadable("这个 Word 文件里没有表格，只收表格。写成一行一项的表格，再来一次。")
    tracked = any(local(element.tag) in _TRACKED for element in body.iter())
    notices = ["Word 文件里留着修订：收的是改过以后的字，删掉的没有收。"] if tracked else []
    return with_names([one.sheet(name) for name, one in tables.sheets]), notices


def _parts(box: Element) -> Iterator[Element]:
    """The paragraphs and tables of a document in their order."""
    for part in box:
        if local(part.tag) in _WITHIN:
            yield from _parts(part)
        else:
            yield part


class _Tables:
    """The tables of a document while its parts come."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, Gathering]] = []
        self.left = allowance()
        self.words: list[str] = []  # above the table that comes next
        self.width = self.row = 0

    def take(self, part: Element) -> None:
        """Take a paragraph or a table."""
        if local(part.tag) == "p":
            text = _text(part)[0].strip()
            self.words += [text] if text else []
        elif local(part.tag) == "tbl":
            self._table(part)

    def _table(self, table: Element) -> None:
        lines = [line for line in _parts(table) if local(line.tag) == "tr"]
        width = max((sum(map(_span, _cells(line))) for line in lines), default=0)
        if self.words or width != self.width or not self.sheets:
            words = self.words[-1] if self.words else ""
            self.sheets.append((words[:_NAME] or f"表格{len(self.sheets) + 1}", Gathering(self.left)))
            self.width, self.row = width, 0
            if words:
                self.row = 1
                self.sheets[-1][1].put(1, 1, words)
        self.words = []
        rows = _Rows(self.sheets[-1][1], self.row)
        for line in lines:
            rows.take(line)
        rows.finish()
        self.row = rows.row


class _Rows:
    """The rows of a table while they come; cells that are merged downwards are kept until the last of them."""

    def __init__(self, to: Gathering, row: int) -> None:
        self.to, self.row = to, row
        self.open: dict[int, tuple[int, int]] = {}  # by column, the row and the width of a cell that goes on below

    def take(self, line: Element) -> None:
        """Take a row."""
        self.row += 1
        column = 1 + _number(_property(line, "trPr", "gridBefore"))
        if _on(_property(line, "trPr", "hidden")):
            self.to.hidden_rows.add(self.row)
        for cell in _cells(line):
            width = _span(cell)
            merge = _property(cell, "tcPr", "vMerge")
            goes_on = merge is not None and attribute(merge, "val") != "restart"
            if goes_on and column in self.open:
                column += width
                continue
            self._close(column)
            text, struck = _of_cell(cell)
            self.to.put(self.row, column, text, struck=struck)
            if merge is not None:
                self.open[column] = (self.row, width)
            else:
                self.to.merge(self.row, column, 1, width)
            column += width

    def _close(self, column: int) -> None:
        row, width = self.open.pop(column, (0, 0))
        if row:
            self.to.merge(row, column, self.row - row, width)

    def finish(self) -> None:
        """The table ends."""
        self.row += 1
        for column in list(self.open):
            self._close(column)
        self.row -= 1


def _cells(line: Element) -> list[Element]:
    return [cell for cell in _parts(line) if local(cell.tag) == "tc"]


def _span(cell: Element) -> int:
    return max(1, _number(_property(cell, "tcPr", "gridSpan")))


def _property(element: Element, box: str, name: str) -> Element | None:
    """A property of a row, a cell or a run: w:tcPr/w:gridSpan."""
    boxes = (part for part in element if local(part.tag) == box)
    return next((part for one in boxes for part in one if local(part.tag) == name), None)


def _number(element: Element | None) -> int:
    written = attribute(element, "val") if element is not None else ""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 4 else 0


def _on(element: Element | None) -> bool:
    return element is not None and attribute(element, "val") not in _OFF


def _of_cell(cell: Element) -> tuple[str, bool]:
    """The text of a cell, a line a paragraph, tables inside it too; whether some of it is struck out."""
    texts = [_text(part) for part in cell.iter() if local(part.tag) == "p"]
    return "\n".join(text for text, _ in texts).strip(), any(struck for _, struck in texts)


def _text(paragraph: Element) -> tuple[str, bool]:
    """The text of a paragraph that shows, and whether some of it is struck out."""
    pieces: list[str] = []
    struck = False
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        match local(element.tag):
            case "del" | "moveFrom":
                continue
            case "r" if _on(_property(element, "rPr", "vanish")):
                continue
            case "r":
                crossed = _on(_property(element, "rPr", "strike")) or _on(_property(element, "rPr", "dstrike"))
                struck = struck or (crossed and bool("".join(element.itertext()).strip()))
            case "t":
                pieces.append(element.text or "")
            case "br" | "cr":
                pieces.append("\n")
            case "tab":
                pieces.append(" ")
            case "p" if element is not paragraph:
                continue  # a paragraph in a box inside this one comes by itself
        waiting += reversed(element)
    return "".join(pieces), struck
