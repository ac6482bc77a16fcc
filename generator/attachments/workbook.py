"""An .xlsx → its cells as tables, hidden sheets, rows and columns.

In: a packed file. Out: what is put into a `Look`. Numbers are written out in full, for a telephone typed as a number
is stored as 1.38E10.
"""

from __future__ import annotations

from generator.attachments import spreadsheet
from generator.attachments.flaw import Flaw, Look, Wrong
from generator.attachments.packed import Packed
from generator.attachments.spreadsheet import Cell


def take(packed: Packed, look: Look) -> None:
    """Put what a workbook holds into a look."""
    shared, left = spreadsheet.strings(packed), spreadsheet.Allowance()
    for listed in spreadsheet.sheets(packed):
        table = _Table()
        spreadsheet.hear(packed, listed, shared, table, left)
        look.tables.append((f"工作表“{listed.name}”", spreadsheet.aligned(table.rows)))
        if listed.hidden and table.rows:
            advice = "取消隐藏，看看能不能公开；不能公开的整张删掉，另存一份。"
            look.flaws.append(Flaw(Wrong.HIDDEN, f"工作表“{listed.name}”是隐藏的", advice))
        elif table.hides:
            advice = "全选，“取消隐藏”行和列、清除筛选，不能公开的删掉，另存一份。"
            look.flaws.append(Flaw(Wrong.HIDDEN, f"工作表“{listed.name}”里有隐藏的行或者列", advice))
    for name in packed.every("xl/comments"):
        remarks = spreadsheet.Strings("text")
        packed.hear(name, remarks)
        look.texts.append(("批注", "\n".join(remarks.texts)))
    if any(packed.every("xl/revisions/")):
        look.flaws.append(Flaw(Wrong.CHANGES, "里面留着修订", "打开，“审阅—接受修订”，取消共享，另存一份。"))


class _Table:
    """The cells of a sheet by row and column, and whether some of them do not show."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, str]] = {}
        self.hides = False

    def cell(self, cell: Cell) -> None:
        """A cell that holds something."""
        self.hides = self.hides or cell.hidden
        if text := _in_full(cell.text) if cell.kind == "n" else cell.text:
            self.rows.setdefault(cell.row, {})[cell.column] = text

    def merged(self, top: int, left: int, bottom: int, right: int) -> None:
        """A merged range; its first cell holds what it says."""

    def hidden_columns(self, first: int, last: int) -> None:
        """Columns that are hidden."""
        self.hides = True


def _in_full(written: str) -> str:
    try:
        number = float(written)
    except ValueError:
        return written
    return str(int(number)) if abs(number) < 1e20 and number.is_integer() else written
