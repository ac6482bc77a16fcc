"""An .xlsx → its cells as tables, hidden sheets, rows and columns.

In: a packed file. Out: what is put into a `Look`. Only cells that exist are read; numbers are written out in full,
for a telephone typed as a number is stored as 1.38E10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.attachments.flaw import Flaw, Look, Refused, Wrong
from generator.attachments.packed import Packed, attribute, local

MOST_CELLS = 300_000
_MOST_COLUMNS = 512
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")


def take(packed: Packed, look: Look) -> None:
    """Put what a workbook holds into a look."""
    shared = _shared(packed)
    left = MOST_CELLS
    for name, part, hidden in _sheets(packed):
        root = packed.xml(part)
        if root is None:
            continue
        rows = list(_rows(root, shared))
        left -= sum(map(len, rows))
        if left < 0:
            raise Refused(Flaw(Wrong.SIZE, "格子太多，读不完", "删掉用不着的行和列，另存一份。"))
        look.tables.append((f"工作表“{name}”", rows))
        if hidden and rows:
            advice = "取消隐藏，看看能不能公开；不能公开的整张删掉，另存一份。"
            look.flaws.append(Flaw(Wrong.HIDDEN, f"工作表“{name}”是隐藏的", advice))
        elif any(map(_hides, root.iter())):
            advice = "全选，“取消隐藏”行和列、清除筛选，不能公开的删掉，另存一份。"
            look.flaws.append(Flaw(Wrong.HIDDEN, f"工作表“{name}”里有隐藏的行或者列", advice))
    for name in packed.every("xl/comments"):
        root = packed.xml(name)
        remarks = (element for element in root.iter() if local(element.tag) == "text") if root is not None else ()
        look.texts.append(("批注", "\n".join(map(_said, remarks))))
    if any(packed.every("xl/revisions/")):
        look.flaws.append(Flaw(Wrong.CHANGES, "里面留着修订", "打开，“审阅—接受修订”，取消共享，另存一份。"))


def _shared(packed: Packed) -> list[str]:
    root = packed.xml("xl/sharedStrings.xml")
    return [_said(item) for item in root] if root is not None else []


def _said(item: Element) -> str:
    """The text of a string, whole or in pieces of one look each; not the readings that stand above characters."""
    pieces = (
        text for part in item for text in ([part] if local(part.tag) == "t" else part if local(part.tag) == "r" else ())
    )
    return "".join(text.text or "" for text in pieces if local(text.tag) == "t")


def _sheets(packed: Packed) -> Iterator[tuple[str, str, bool]]:
    """Every sheet: its name, its part, whether it is hidden."""
    book, links = packed.xml("xl/workbook.xml"), packed.xml("xl/_rels/workbook.xml.rels")
    parts = {link.get("Id"): link.get("Target", "") for link in links} if links is not None else {}
    for sheet in book.iter() if book is not None else ():
        if local(sheet.tag) == "sheet":
            part = parts.get(attribute(sheet, "id"), "")
            part = part.lstrip("/") if part.startswith("/") else f"xl/{part}"
            yield sheet.get("name", ""), part, sheet.get("state", "visible") != "visible"


def _rows(root: Element, shared: list[str]) -> Iterator[list[str]]:
    for line in root.iter():
        if local(line.tag) != "row":
            continue
        cells: list[str] = []
        for cell in line:
            found = _PLACE.fullmatch(cell.get("r", ""))
            column = min(_number(found[1]), _MOST_COLUMNS) if found else len(cells) + 1
            value = _value(cell, shared)
            if value:
                cells += [""] * (column - 1 - len(cells))
                cells.append(value)
        if cells:
            yield cells


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _value(cell: Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_said(part) for part in cell if local(part.tag) == "is")
    written = next((part.text or "" for part in cell if local(part.tag) == "v"), "")
    if kind == "s":
        return shared[int(written)] if written.isdecimal() and int(written) < len(shared) else ""
    return _in_full(written) if kind == "n" else written


def _in_full(written: str) -> str:
    try:
        number = float(written)
    except ValueError:
        return written
    return str(int(number)) if abs(number) < 1e20 and number.is_integer() else written


def _hides(element: Element) -> bool:
    """Whether a row that holds something, or a column, is hidden."""
    kind = local(element.tag)
    hidden = element.get("hidden") in ("1", "true")
    return hidden and (kind == "col" or (kind == "row" and len(element) > 0))
