"""An OpenDocument spreadsheet (.ods) as sheets, with hidden rows and columns and struck-out text.

In: a packed file. Out: sheets. OASIS OpenDocument 1.3, part 3, 9 (tables). The content is heard, never held: a table of
a million empty rows takes no memory.
"""

from __future__ import annotations

from datetime import datetime

from generator.attachments import spreadsheet
from generator.attachments.packed import Listener, Packed, local
from generator.sheets.cells import CellValue
from generator.sheets.read_book import Gathering, ReadSheet, Unreadable, allowance, with_names

_OFF = frozenset({"", "none"})
_MOST_REPEATED = 1000  # times that a cell or a row with something in it may be repeated: more is a slip


def read(packed: Packed) -> list[ReadSheet]:
    """The sheets. Raises `Unreadable`, `Refused`."""
    heard = _Content()
    packed.hear("content.xml", heard)
    if not heard.sheets:
        raise Unreadable("这个文件里没有一张工作表。在表格程序里打开，另存为“Excel 工作簿（.xlsx）”，再来一次。")
    return with_names(heard.sheets)


class _Content(Listener):
    """Hears content.xml."""

    def __init__(self) -> None:
        super().__init__()
        self.left = allowance()
        self.sheets: list[ReadSheet] = []
        self.crossing: set[str] = set()  # styles that strike text out
        self.hiding: set[str] = set()  # styles of tables that do not show
        self.style = ""
        self.within = 0  # tables inside one another: those inside a cell are passed over
        self.table: Gathering | None = None
        self.name, self.hidden = "", False
        self.row = self.column = 0
        self.repeated_row = self.repeated = 1
        self.attributes: dict[str, str] = {}
        self.in_cell = self.in_note = False
        self.lines: list[str] = []
        self.struck = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        said = {local(key): value for key, value in attributes.items()}
        if name == "table":
            self.within += 1
        if self.within > 1:
            return
        match name:
            case "table":
                self.table, self.name = Gathering(self.left), said.get("name", "")
                self.hidden, self.row, self.column = said.get("style-name", "") in self.hiding, 0, 0
            case "table-column":
                self._columns(said)
            case "table-row":
                self._row(said)
            case "table-cell" | "covered-table-cell":
                self._cell(said)
            case _ if self.in_cell:
                self._in_cell(name, said)
            case _ if self.table is None:
                self._style(name, said)

    def _style(self, name: str, said: dict[str, str]) -> None:
        """What a style says: whether it strikes text out, whether it hides a table."""
        if name == "style":
            self.style = said.get("name", "")
        elif name == "text-properties" and said.get("text-line-through-style", "") not in _OFF:
            self.crossing.add(self.style)
        elif name == "table-properties" and said.get("display") == "false":
            self.hiding.add(self.style)

    def _in_cell(self, name: str, said: dict[str, str]) -> None:
        """What stands in a cell."""
        if name == "annotation":
            self.in_note = True
        elif self.in_note:
            return
        elif name == "p":
            self.lines.append("")
            self.struck = self.struck or said.get("style-name", "") in self.crossing
        elif name == "span":
            self.struck = self.struck or said.get("style-name", "") in self.crossing
        elif name == "line-break" and self.lines:
            self.lines[-1] += "\n"
        elif name == "s" and self.lines:
            self.lines[-1] += " " * min(_times(said.get("c", "1")), 80)

    def _columns(self, said: dict[str, str]) -> None:
        times = _times(said.get("number-columns-repeated", "1"))
        if self.table and said.get("visibility", "visible") != "visible":
            self.table.hidden_columns |= set(range(self.column + 1, self.column + 1 + min(times, 1024)))
        self.column += times

    def _row(self, said: dict[str, str]) -> None:
        self.row += 1
        self.column = 0
        self.repeated_row = _times(said.get("number-rows-repeated", "1"))
        if self.table and said.get("visibility", "visible") != "visible":
            self.table.hidden_rows |= set(range(self.row, self.row + min(self.repeated_row, _MOST_REPEATED)))

    def _cell(self, said: dict[str, str]) -> None:
        self.attributes, self.lines, self.in_cell = said, [], True
        self.struck = said.get("style-name", "") in self.crossing
        self.repeated = _times(said.get("number-columns-repeated", "1"))

    def data(self, text: str) -> None:
        """Text, in pieces."""
        if self.in_cell and self.lines and not self.in_note and self.within == 1:
            self.lines[-1] += text

    def finish(self, name: str) -> None:
        """An element ends."""
        if name == "table":
            self.within -= 1
            if not self.within and self.table:
                self.sheets.append(self.table.sheet(self.name, hidden=self.hidden))
                self.table = None
        elif self.within == 1:
            if name in ("table-cell", "covered-table-cell"):
                self._finish_cell(covered=name.startswith("covered"))
            elif name == "table-row":
                self.row += self.repeated_row - 1
            elif name == "annotation":
                self.in_note = False

    def _finish_cell(self, *, covered: bool) -> None:
        self.in_cell = False
        value = None if covered else self._value()
        table, first = self.table, self.column + 1
        self.column += self.repeated
        if table is None or value is None or value == "":
            return
        down = _times(self.attributes.get("number-rows-spanned", "1"))
        table.merge(self.row, first, down, _times(self.attributes.get("number-columns-spanned", "1")))
        if self.repeated * self.repeated_row > _MOST_REPEATED * 64:
            raise Unreadable("有一格往下、往右重复得太多，不读。删掉走失的格子，再来一次。")
        for row in range(self.row, self.row + self.repeated_row):
            for column in range(first, first + self.repeated):
                table.put(row, column, value, struck=self.struck)
                if "formula" in self.attributes:
                    table.formulas.add((row, column))

    def _value(self) -> CellValue:
        text = "\n".join(self.lines)
        written = self.attributes.get("value", "")
        match self.attributes.get("value-type", ""):
            case "float" | "currency" | "percentage":
                try:
                    number = float(written)
                except ValueError:
                    return text
                return int(number) if number.is_integer() and abs(number) < 10**18 else number
            case "date":
                try:
                    return datetime.fromisoformat(self.attributes.get("date-value", ""))
                except ValueError:
                    return text
            case "boolean":
                return self.attributes.get("boolean-value") == "true"
        return text


def _times(written: str) -> int:
    """How often something is repeated."""
    if not (written.isascii() and written.isdecimal() and len(written) < 9):
        raise Unreadable("这个文件打不开，可能坏了。在表格程序里打开，另存为“Excel 工作簿（.xlsx）”，再来一次。")
    return min(max(1, int(written)), spreadsheet.LAST_ROW)
