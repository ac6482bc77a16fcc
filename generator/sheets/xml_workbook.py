"""An Excel 2003 workbook in XML, which platforms export under the name .xls, as sheets.

In: the text of a file. Out: sheets. Microsoft, “XML Spreadsheet Reference” (Office XP, 2003). Declarations of a document
type, with which entities begin, are refused.
"""

from __future__ import annotations

import re
from datetime import datetime
from xml.etree import ElementTree

from generator.attachments.packed import Listener, local
from generator.sheets.cells import CellValue
from generator.sheets.read_book import Gathering, ReadSheet, Unreadable, allowance, with_names

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(text: str) -> list[ReadSheet]:
    """The sheets. Raises `Unreadable`, `Refused`."""
    heard = _Book()
    parser = ElementTree.XMLParser(target=heard)
    try:
        parser.feed(_DECLARATION.sub("", text))
        parser.close()
    except (ElementTree.ParseError, ValueError):
        raise Unreadable(
            "这个文件打不开，可能坏了。用表格程序打开，另存为“Excel 工作簿（.xlsx）”，再来一次。"
        ) from None
    if not heard.sheets:
        raise Unreadable("这个文件里没有一张工作表。用表格程序打开，另存为“Excel 工作簿（.xlsx）”，再来一次。")
    return with_names(heard.sheets)


class _Book(Listener):
    """Hears the workbook."""

    def __init__(self) -> None:
        super().__init__()
        self.left = allowance()
        self.sheets: list[ReadSheet] = []
        self.crossing: set[str] = set()
        self.style = self.name = ""
        self.table: Gathering | None = None
        self.hidden = self.in_data = self.in_visible = False
        self.row = self.column = 0
        self.cell: dict[str, str] = {}
        self.row_style = ""
        self.kind = ""
        self.pieces: list[str] = []
        self.visible: list[str] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        said = {local(key): value for key, value in attributes.items()}
        match name:
            case "Style":
                self.style = said.get("ID", "")
            case "Font" if said.get("StrikeThrough", "0") not in ("0", "False"):
                self.crossing.add(self.style)
            case "Worksheet":
                self.table, self.name = Gathering(self.left), said.get("Name", "")
                self.hidden, self.row, self.column = False, 0, 0
            case "Visible":
                self.in_visible, self.visible = True, []
            case "Data":
                self.in_data, self.kind = True, said.get("Type", "String")
            case _ if self.table:
                self._place(name, said, self.table)

    def _place(self, name: str, said: dict[str, str], table: Gathering) -> None:
        """A column, a row or a cell begins: where it stands, whether it is hidden."""
        hidden = said.get("Hidden", "0") != "0"
        if name == "Column":
            self.column = _at(said, self.column)
            span = _number(said.get("Span", "0"))
            if hidden:
                table.hidden_columns |= set(range(self.column, self.column + 1 + min(span, 1024)))
            self.column += span
        elif name == "Row":
            self.row, self.column = _at(said, self.row), 0
            self.row_style = said.get("StyleID", "")
            if hidden:
                table.hidden_rows.add(self.row)
        elif name == "Cell":
            self.cell, self.column = said, _at(said, self.column)
            self.pieces = []

    def data(self, text: str) -> None:
        """Text, in pieces."""
        if self.in_data:
            self.pieces.append(text)
        elif self.in_visible:
            self.visible.append(text)

    def finish(self, name: str) -> None:
        """An element ends."""
        match name:
            case "Data":
                self.in_data = False
            case "Visible":
                self.in_visible = False
                self.hidden = "".join(self.visible).strip() in ("SheetHidden", "SheetVeryHidden")
            case "Cell" if self.table:
                self._finish_cell(self.table)
            case "Worksheet" if self.table:
                self.sheets.append(self.table.sheet(self.name, hidden=self.hidden))
                self.table = None

    def _finish_cell(self, table: Gathering) -> None:
        across, down = _number(self.cell.get("MergeAcross", "0")), _number(self.cell.get("MergeDown", "0"))
        table.merge(self.row, self.column, down + 1, across + 1)
        struck = self.cell.get("StyleID", self.row_style) in self.crossing
        table.put(self.row, self.column, _value("".join(self.pieces), self.kind), struck=struck)
        if "Formula" in self.cell:
            table.formulas.add((self.row, self.column))
        self.column += across


def _value(text: str, kind: str) -> CellValue:
    try:
        match kind:
            case "Number":
                number = float(text)
                return int(number) if number.is_integer() and abs(number) < 10**18 else number
            case "DateTime":
                return datetime.fromisoformat(text)
            case "Boolean":
                return text.strip() == "1"
    except ValueError:
        return text
    return text


def _at(said: dict[str, str], before: int) -> int:
    """The number of a row, a column or a cell: as it says, else the next."""
    return _number(said["Index"]) if "Index" in said else before + 1


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) < 8):
        raise Unreadable("这个文件打不开，可能坏了。用表格程序打开，另存为“Excel 工作簿（.xlsx）”，再来一次。")
    return int(written)
