"""Reads the rows of a sheet whose table is known, and accounts for the rows that say nothing of an entry.

In: a `FoundTable`. Out: `SheetRows`: the rows in order, and the others, each with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.intake.plan import CellRef
from generator.model.fields import named_fields
from generator.sheets import headers
from generator.sheets.cells import FORMULA, STRUCK, CellValue, Refusal, from_cell
from generator.sheets.columns import FILE, ID, OF, POSITION, FieldColumn
from generator.sheets.headers import FoundTable
from generator.sheets.read_book import ReadSheet
from generator.standards import tables

# Why rows of a list that others made are passed over, and what to do where they should not.
HIDDEN, STRUCK_OUT = "隐藏的", "划掉的"
HIDING = {HIDDEN: "清除筛选、取消隐藏", STRUCK_OUT: "去掉删除线；不办了的就这样放着"}
_ASIDE = re.compile(
    "(?:合计|小计|总计|共计)(?:[：:（(0-9]|$)|(?:注|备注|说明|填表说明|填报说明)[：:]|"
    "(?:填表|审核|制表|填报|经办|联系|负责)人[：:]|(?:单位负责人|填报单位|填报日期|填表日期|联系电话|单位（盖章）|单位盖章)[：:]?"
)
_FEW_CELLS = 3  # that a row of sums holds besides its word
_SHOWN = 8  # numbers of rows that a sentence lists
_TYPE = "类型"  # what a section heading of a published list says


@dataclass(slots=True)
class SheetRow:
    """A row that says something: what identifies it, and the text of each of its fields.

    `id` and `entry_name` are the entry as written, `positions` its 第几条 at each level; `key` is the entry's key in
    the record once it is known, "" before. `texts` give the number of the column and the text; a section heading
    above the row counts as column 0.
    """

    sheet: str
    number: int
    id: str = ""
    entry_name: str = ""
    positions: tuple[str, ...] = ()
    texts: dict[FieldColumn, tuple[int, str | Refusal]] = field(default_factory=dict)
    key: str = ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the rows that it stands on."""
        return (self.number,)

    @property
    def empty(self) -> bool:
        """Whether all fields are empty."""
        return not any(text for _, text in self.texts.values())

    def cell(self, column: int = 0) -> CellRef:
        """A cell of the row; the row as a whole without a column."""
        return CellRef(self.sheet, self.number, column)

    def fields(self) -> Iterator[tuple[FieldColumn, CellRef, str | Refusal]]:
        """Each field with its cell and its text."""
        for column, (number, text) in self.texts.items():
            yield column, self.cell(number), text

    def cell_of(self, title: str) -> CellRef:
        """The cell of a field; the row as a whole where the row has no such field."""
        return self.cell(next((number for column, (number, _) in self.texts.items() if column.title == title), 0))

    def text_of(self, title: str) -> str:
        """The text of a field; "" where there is none or it cannot be taken."""
        found = next((text for column, (_, text) in self.texts.items() if column.title == title), "")
        return found if isinstance(found, str) else ""


@dataclass(slots=True)
class SheetRows:
    """The rows of a sheet that say something of an entry, and why the others do not.

    `given` are values that the sheet as a whole says of its rows: the body whose list it is. `clashing` are cells of
    rows that were joined to the row above although they say something else, with that row and the field.
    """

    found: FoundTable
    rows: list[SheetRow] = field(default_factory=list)
    passed: list[tuple[int, str]] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)
    clashing: list[tuple[CellRef, int, str]] = field(default_factory=list)

    def seen(self) -> str:
        """What was seen of a list of others: where its header stands, which column was understood as what."""
        found = self.found
        header = found.sheet.row(found.header)
        pairs = [(headers.bare_header(header.get(number)), column.title) for number, column in found.columns.items()]
        known = "、".join(title if title == name else f"{title}（{name}）" for title, name in pairs)
        return f"“{found.sheet.name}”当作{found.table.kind.title}，表头在第{found.header}行，认得的列：{known}"

    def hiding(self, doing: str = "收") -> Iterator[str]:
        """A sentence for each way in which a sheet shows less than it holds: rows hidden or struck out, hidden columns.

        `doing` is what is done with the other rows.
        """
        own, name = self.found.own, self.found.sheet.name
        for why, how in HIDING.items():
            if rows := [number for number, said in self.passed if said == why]:
                yield f"“{name}”第{listed(rows)}行是{why}，没有{doing}；要{doing}，先{how}。"
        taken = [row.number for row in self.rows]
        if own and (rows := [number for number in taken if number in self.found.sheet.hidden_rows]):
            yield f"“{name}”有隐藏的行（第{listed(rows)}行），和别的行一样收了；不想收的，先从表里删掉。"
        if own and (rows := list(filter(self.found.sheet.struck_out, taken))):
            yield f"“{name}”第{listed(rows)}行划掉了：划掉不算改。不再办的，改“状态”，写上“终止”。"
        columns = [
            column.title for number, column in self.found.columns.items() if number in self.found.sheet.hidden_columns
        ]
        if columns and not own:
            yield f"“{name}”这几列是隐藏的，也收了：{'、'.join(columns)}。不想收的，先从表里删掉。"


def listed(rows: list[int]) -> str:
    """The numbers of rows, the first few written out."""
    more = f"等{len(rows)}" if len(rows) > _SHOWN else ""
    return "、".join(map(str, rows[:_SHOWN])) + more


def rows_of(found: FoundTable) -> SheetRows:
    """The rows of a sheet."""
    taken = SheetRows(found)
    section: dict[str, str] = {}
    header = list(found.sheet.row(found.header).values())
    for number in found.sheet.rows:
        cells = found.sheet.row(number)
        heading = _heading(cells) if not found.own else None
        if number <= found.header:
            if heading is not None and number < found.header:
                section |= _section(found, heading)
            taken.passed.append((number, "表头" if number == found.header else "标题"))
        elif list(cells.values()) == header:
            taken.passed.append((number, "重复的表头"))
        elif not found.own and (why := hidden_or_struck(found.sheet, number)):
            taken.passed.append((number, why))
        elif heading is not None:
            section |= _section(found, heading)
            taken.passed.append((number, f"小标题或者说明“{heading[:20]}”"))
        elif not found.own and (said := _aside(found, cells)):
            taken.passed.append((number, f"合计、落款或者说明“{said[:20]}”"))
        else:
            _take(taken, _row(found, number, cells, section))
    return taken


def hidden_or_struck(sheet: ReadSheet, row: int) -> str:
    """Why a row of a list that others made is passed over although it says something; "" where it is not."""
    if row in sheet.hidden_rows:
        return HIDDEN
    return STRUCK_OUT if sheet.struck_out(row) else ""


def _heading(cells: dict[int, CellValue]) -> str | None:
    """The text of a row that says just one thing, in one cell or in a merged range; None for any other row."""
    texts = {str(value).strip() for value in cells.values()}
    return texts.pop() if len(texts) == 1 else None


def _aside(found: FoundTable, cells: dict[int, CellValue]) -> str:
    """What a row says that sums up, signs or explains, and has no name of a matter; "" for any other row."""
    column = found.number_of("名称") or 0
    first = re.sub(r"\s+", "", str(next(iter(cells.values()), "")))
    name = re.sub(r"\s+", "", str(cells.get(column) or ""))
    if _ASIDE.match(first) and (not name or name == first or _ASIDE.match(name) or len(cells) < _FEW_CELLS):
        return first
    return name if _ASIDE.match(name) and len(cells) <= _FEW_CELLS else ""


def _section(found: FoundTable, heading: str) -> dict[str, str]:
    """What a heading such as “一、行政许可（12项）” says of the rows below it, where no column says it."""
    if found.number_of(_TYPE) or _TYPE not in named_fields(found.table.kind.model):
        return {}
    named = [name for name in sorted(tables.names("职权类型"), key=len, reverse=True) if name in heading]
    return {_TYPE: named[0]} if named else {}


def _row(found: FoundTable, number: int, cells: dict[int, CellValue], section: dict[str, str]) -> SheetRow:
    keys = {title: _key_text(cells.get(column)) for column, title in found.keys.items() if title in found.table.keys}
    positions = tuple(keys.get(title, "") for title in found.table.keys if title.endswith(POSITION))
    id_ = keys.get(ID, "").lower() or keys.get(FILE, "")
    row = SheetRow(found.sheet.name, number, id_, keys.get(OF, ""), positions)
    for column_number, column in found.columns.items():
        row.texts[column] = (column_number, _cell(found, number, column_number, cells.get(column_number), column))
    for title, text in section.items():
        row.texts.setdefault(FieldColumn((title,), named_fields(found.table.kind.model)[title]), (0, text))
    return row


def _cell(found: FoundTable, row: int, number: int, value: CellValue, column: FieldColumn) -> str | Refusal:
    if (row, number) in found.sheet.formulas:
        return FORMULA
    if (row, number) in found.sheet.struck and not found.sheet.struck_out(row):
        return STRUCK
    return from_cell(value, column.spec, was_text=found.own)


def _key_text(value: CellValue) -> str:
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return "" if value is None else str(value).strip()


def _take(taken: SheetRows, row: SheetRow) -> None:
    """Add a row, or join it to the row above, or pass it over."""
    above = taken.rows[-1] if taken.rows else None
    if above and not taken.found.own and _shares_name(taken.found, above.number, row.number):
        taken.clashing += [(row.cell(number), above.number, title) for number, title in _clashes(above, row)]
        _join(above, row)
        taken.passed.append((row.number, f"并到第{above.number}行"))
    elif row.id or row.entry_name or any(row.positions) or not row.empty:
        taken.rows.append(row)
    else:
        taken.passed.append((row.number, "这几列以外的内容"))


def _shares_name(found: FoundTable, above: int, row: int) -> bool:
    """Whether the cell with the name is merged over both rows."""
    column = found.number_of("名称") or 0
    return any(one.top <= above and one.left <= column <= one.right for one in found.sheet.over.get(row, ()))


def _clashes(row: SheetRow, more: SheetRow) -> Iterator[tuple[int, str]]:
    """The cells of a further row that say of a field with one value something else than the row does."""
    for column, (number, text) in more.texts.items():
        before = row.texts.get(column, (number, ""))[1]
        if number and text and before and text != before and not (column.spec.many or column.spec.part):
            yield number, column.title


def _join(row: SheetRow, more: SheetRow) -> None:
    """Add to a row the lines that a further row has for its fields with several values."""
    for column, (number, text) in more.texts.items():
        before = row.texts.get(column, (number, ""))[1]
        if not (column.spec.many or column.spec.part) or isinstance(text, Refusal) or isinstance(before, Refusal):
            continue
        if text and text not in before.split("\n"):
            row.texts[column] = (number, f"{before}\n{text}".strip())
