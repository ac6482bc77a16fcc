"""The rows of a sheet of forms, one for each form: it stands on several rows of the sheet, each cell in its own place.

In: `FoundForms`. Out: `SheetRows`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.intake.plan import CellRef
from generator.intake.rows import SheetRow, SheetRows, hidden_or_struck
from generator.sheets.cells import FORMULA, STRUCK, CellValue, Refusal, from_cell
from generator.sheets.columns import FieldColumn
from generator.sheets.label_forms import Form, FoundForms, Place

_ORDINAL = re.compile(r"^\s*[（(]?(\d{1,3})[）)]?\s*[、.．]\s*(?=\D)")
_PUBLIC = "公共服务"


@dataclass(slots=True)
class FormRow(SheetRow):
    """A form as a row: where each of its columns stands, the rows that it covers, the lists inside it as written."""

    places: dict[int, Place] = field(default_factory=dict)
    covered: tuple[int, ...] = ()
    lists: dict[str, list[tuple[CellRef, dict[str, str]]]] = field(default_factory=dict)

    def cell(self, column: int = 0) -> CellRef:
        """A cell of the form; the row where it begins without a column."""
        return CellRef(self.sheet, *self.places.get(column, (self.number, 0)))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the rows that it covers."""
        return self.covered or (self.number,)


def rows_of(forms: FoundForms) -> SheetRows:
    """The forms of a sheet as rows; what stands outside them is passed over, and so are rows that do not show."""
    found = forms.found
    taken = SheetRows(found)
    sheet = found.sheet
    for form in forms.forms:
        gone = {number: why for number in form.rows if (why := hidden_or_struck(sheet, number))}
        taken.passed += gone.items()
        row = FormRow(sheet.name, form.first, covered=tuple(number for number in form.rows if number not in gone))
        for number, (place, value) in form.cells.items():
            if place[0] not in gone:
                row.places[number] = place
                row.texts[found.columns[number]] = (number, _text(forms, place, value, found.columns[number]))
        row.lists = {
            one.name: [
                (CellRef(sheet.name, at, 0), {name: str(value).strip() for name, (_, value) in cells.items()})
                for at, cells in one.rows
                if at not in gone
            ]
            for one in form.lists
        }
        if form.first not in gone:
            taken.rows.append(row)
    inside = {number for form in forms.forms for number in form.rows}
    taken.passed += [(number, "标题") for number in sheet.rows if number not in inside]
    if all(_is_public(form) for form in forms.forms):
        taken.given |= {"对应权力": "无"}
    _drop_ordinals(taken)
    return taken


def _text(forms: FoundForms, place: Place, value: CellValue, column: FieldColumn) -> str | Refusal:
    if place in forms.found.sheet.formulas:
        return FORMULA
    return STRUCK if place in forms.found.sheet.struck else from_cell(value, column.spec)


def _is_public(form: Form) -> bool:
    return _PUBLIC in form.others.values()


def _drop_ordinals(taken: SheetRows) -> None:
    """Take the numbers off names that are counted 1、2、3、, where the names differ without them."""
    names = [row.text_of("名称") for row in taken.rows]
    counted = [_ORDINAL.match(name) for name in names]
    bare = [_ORDINAL.sub("", name) for name in names]
    if len(names) > 1 and all(counted) and len(set(bare)) == len(bare):
        for row, name in zip(taken.rows, bare, strict=True):
            column = next(one for one in row.texts if one.title == "名称")
            row.texts[column] = (row.texts[column][0], name)
