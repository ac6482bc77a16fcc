"""Sorts what one sheet of others holds: public services in a list of powers, fields of work in the column 类别.

In: the rows of a sheet as its table was understood. Out: the same, with what belongs to another list or another field
put there; sentences that say so.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.intake import rows as intake_rows
from generator.intake import spellings
from generator.intake.rows import SheetRows, listed
from generator.model.authority import POWER
from generator.model.fields import named_fields
from generator.model.responsibility import RESPONSIBILITY
from generator.model.service import GUIDE
from generator.sheets.columns import FieldColumn, tables_of
from generator.sheets.headers import FoundTable, fitted
from generator.standards import tables

PUBLIC = "公共服务"
NOT_OF_POWER = {"对应权力": "无"}  # of a public service: it exercises no power
_IN_SHORT, _NAME = "一句话", "{名称}"
_TYPE, _CLASS, _AREA, _CLASSES = "类型", "类别", "领域", "履职类别"


def services(rows: SheetRows, explained: Mapping[str, str]) -> SheetRows | None:
    """The public services of a list of powers as rows of guides, taken out of it; None where it has none."""
    if rows.found.own or rows.found.table.kind is not POWER:
        return None
    public = {row.number for row in rows.rows if row.text_of(_TYPE).removesuffix("事项") == PUBLIC}
    if not public:
        return None
    header, fields = rows.found.sheet.row(rows.found.header), named_fields(GUIDE.model)
    same = {str(header[at]): column.title for at, column in rows.found.columns.items() if column.title in fields}
    found = fitted(
        FoundTable(rows.found.sheet, tables_of(GUIDE)[1], rows.found.header, own=False), same | dict(explained)
    )
    taken = SheetRows(found, given=dict(NOT_OF_POWER))
    taken.rows = [row for row in intake_rows.rows_of(found).rows if row.number in public]
    rows.rows = [row for row in rows.rows if row.number not in public]
    return taken


def areas(rows: SheetRows) -> str:
    """Takes a column 类别 whose words are fields of work (基层党建) for 领域; the sentence that says so, "" where none is."""
    found = rows.found
    if found.own or found.table.kind is not RESPONSIBILITY or found.number_of(_AREA):
        return ""
    column = next((column for column in found.columns.values() if column.title == _CLASS), None)
    said = (
        {text for row in rows.rows if isinstance(text := row.texts.get(column, (0, ""))[1], str)} if column else set()
    )
    names = tables.names(_CLASSES)
    if column is None or any(text in names or spellings.choice_meant(_CLASSES, text) for text in said):
        return ""
    area = FieldColumn((_AREA,), named_fields(RESPONSIBILITY.model)[_AREA])
    found.columns = {number: area if one is column else one for number, one in found.columns.items()}
    for row in rows.rows:
        row.texts = {area if one is column else one: held for one, held in row.texts.items()}
    return f"“{found.sheet.name}”的“类别”写的是“{'”“'.join(sorted(said)[:3])}”，不是履职类别，收作“{_AREA}”。"


def said_in_short(rows: SheetRows) -> str:
    """Lets guides of others say their name in short, for no such list has 一句话; the sentence that says so."""
    if rows.found.own or rows.found.table.kind is not GUIDE or rows.found.number_of(_IN_SHORT):
        return ""
    rows.given[_IN_SHORT] = _NAME
    return f"“{rows.found.sheet.name}”第{listed([row.number for row in rows.rows])}行没有“{_IN_SHORT}”，先照名称填，收了以后改成大白话。"
