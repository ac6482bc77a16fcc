"""Reads the 双公示 forms in a workbook: which sheet is which form, which column is what, what the rows say.

In: the sheets as read. Out: `FormSheet`s with their rows, and the sheets that are no forms. Columns may stand in any
order, and beside them columns with the names of the record's own fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.desk.publicity.columns import KINDS, FormColumn, columns
from generator.desk.publicity.values import for_record
from generator.intake.plan import CellRef
from generator.intake.rows import SheetRow, hidden_or_struck
from generator.model.decision import Decision
from generator.model.kinds import kind_of
from generator.sheets.cells import FORMULA, STRUCK, CellValue, from_cell
from generator.sheets.columns import FieldColumn, tables_of
from generator.sheets.read_book import ReadSheet

DECISIONS = kind_of(Decision)
NUMBER, DECIDED = "决定书文号", "决定日期"
_LOOKED_AT = 30  # rows that a title, a unit and remarks may fill above the header
_LEAST = 4  # official headers that make a form
_NUMBERS = ("序号", "编号")
_NARROW = str.maketrans("（）＿／", "()_/")


@dataclass(slots=True)
class FormRow(SheetRow):
    """A row that is a decision; `derived` has the cells of columns that the program works out, by their value's name."""

    derived: dict[str, tuple[CellRef, CellValue]] = field(default_factory=dict)


@dataclass(slots=True)
class FormSheet:
    """A sheet that is a form for a kind of decision: its columns by number, its rows, the rows that are no decision.

    `official` columns are those of the form, `own` those named as the record names its fields, `unknown` all others.
    `refused` counts the cells that say something in a column that is not taken in, by its title.
    """

    sheet: ReadSheet
    kind: str
    header: int
    official: dict[int, FormColumn] = field(default_factory=dict)
    own: dict[int, FieldColumn] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    rows: list[FormRow] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    passed: dict[int, str] = field(default_factory=dict)

    @property
    def weight(self) -> tuple[int, bool]:
        """How well the sheet fits the form: the columns known, whether its name says so."""
        return len(self.official) + len(self.own), self.kind in self.sheet.name


_HINT = re.compile(r"\((?:必填|选填|非必填|可不填|可为空|如有)[^()]*\)")


def form_sheets(sheets: Sequence[ReadSheet]) -> tuple[list[FormSheet], list[ReadSheet]]:
    """The forms among the sheets of a workbook, and the sheets with content that are none."""
    found, others = [], []
    for sheet in sheets:
        form = None if sheet.hidden else _form(sheet)
        if form:
            _fill(form)
            found.append(form)
        elif sheet.rows:
            others.append(sheet)
    return found, others


def own_column(name: str) -> FieldColumn | None:
    """The column for a field of decisions that a header or an option names; None where there is no such field."""
    return _own_columns().get(_bare(name))


def _form(sheet: ReadSheet) -> FormSheet | None:
    """The form that fits a sheet best, with the row of its header; None where none fits."""
    best: FormSheet | None = None
    for number in sheet.rows[:_LOOKED_AT]:
        titles = {column: value for column, value in sheet.row(number).items() if isinstance(value, str)}
        for kind in KINDS:
            form = _fitted(FormSheet(sheet, kind, number), titles)
            fits = len(set(form.official.values())) >= _LEAST
            if fits and (best is None or form.weight > best.weight):
                best = form
    return best


def _fitted(form: FormSheet, titles: Mapping[int, str]) -> FormSheet:
    """A form with the columns of a sheet sorted by their headers; a second column of a name is unknown."""
    official_by_title, own_by_title = _official_columns(form.kind), _own_columns()
    taken: set[str] = set()
    for number, title in sorted(titles.items()):
        bare = _bare(title)
        official, own = official_by_title.get(bare), own_by_title.get(bare)
        name = official.title if official else own.title if own else bare
        if name in taken:
            form.unknown[number] = f"{title.strip()}（第二次出现）"
        elif official:
            form.official[number] = official
        elif own:
            form.own[number] = own
        elif bare not in _NUMBERS:
            form.unknown[number] = title.strip()
        taken.add(name)
    return form


def _official_columns(kind: str) -> dict[str, FormColumn]:
    """The columns of a form by their headers, also without the hint in brackets; a unit is no hint."""
    whole = {_bare(column.title): column for column in columns(kind)}
    short = {
        re.sub(r"\([^()]*\)$", "", title): column
        for title, column in whole.items()
        if title.endswith(")") and "万元" not in title
    }
    return short | whole


def _own_columns() -> dict[str, FieldColumn]:
    return {_bare(column.title): column for column in tables_of(DECISIONS)[1].columns}


def _bare(title: str) -> str:
    """A header without blanks, asterisks, wide brackets, （必填）, and the choices that one official header holds."""
    text = re.sub(r"\s+", "", title).translate(_NARROW).strip("*＊：:")
    text = _HINT.sub("", text).strip("*＊：:")
    return re.sub(r"\((?:[^()/]+/){2,}[^()]*\)$", "", text)


def _fill(form: FormSheet) -> None:
    """Read the rows of a form."""
    header = list(form.sheet.row(form.header).values())
    for number in form.sheet.rows:
        cells = form.sheet.row(number)
        if number <= form.header:
            form.passed[number] = "表头" if number == form.header else "标题"
        elif list(cells.values()) == header:
            form.passed[number] = "重复的表头"
        elif why := hidden_or_struck(form.sheet, number):
            form.passed[number] = why
        elif len({str(value) for value in cells.values()}) == 1:
            form.passed[number] = "小标题或者说明"
        else:
            row = _row(form, number, cells)
            if _explains(row):
                form.passed[number] = "填写说明"
            elif row.texts:
                form.rows.append(row)
                _count_refused(form, cells)
            else:
                form.passed[number] = "这几列以外的内容"


def _row(form: FormSheet, number: int, cells: Mapping[int, CellValue]) -> FormRow:
    row = FormRow(form.sheet.name, number)
    for place, value in cells.items():
        official, own = form.official.get(place), form.own.get(place)
        refusal = FORMULA if (number, place) in form.sheet.formulas else None
        refusal = STRUCK if (number, place) in form.sheet.struck else refusal
        if official and official.derived:
            row.derived[official.derived] = (row.cell(place), value)
        elif official and official.spec:
            column = FieldColumn((official.spec.name,), official.spec)
            row.texts[column] = (place, refusal or for_record(value, official.spec))
        elif own:
            row.texts.setdefault(own, (place, refusal or from_cell(value, own.spec)))
    row.texts = {column: (place, text) for column, (place, text) in row.texts.items() if text}
    return row


def _explains(row: FormRow) -> bool:
    """Whether a row explains how to fill in the form: its 文号 has no digit, its day is none, one of them says 填."""
    number, day = row.text_of(NUMBER), row.text_of(DECIDED)
    return not re.search(r"\d", number) and not re.fullmatch(r"\d{4}-\d\d-\d\d", day) and "填" in f"{number}{day}"


def _count_refused(form: FormSheet, cells: Mapping[int, CellValue]) -> None:
    for number, value in cells.items():
        official = form.official.get(number)
        if official and official.refused and str(value).strip():
            form.refused[official.title] = form.refused.get(official.title, 0) + 1
