"""The rows of a 双公示 workbook: which sheet is which form, which column is what, what the cells say.

In: pages as read. Out: `Form`s with their rows, and what was passed over. Columns may stand in any order, and
beside them columns named as the record names its fields. Used by `drafts`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.desk.publicity.columns import KINDS, Column, columns
from generator.desk.publicity.values import recorded
from generator.model.decision import Decision
from generator.model.kinds import kind_of
from generator.sheets.cells import Raw, Untakable, meant
from generator.sheets.columns import Place, tables_of
from generator.sheets.reading import Page

DECISIONS = kind_of(Decision)
NUMBER, DECIDED = "决定书文号", "决定日期"
_LOOKED_AT = 30  # rows that a title, a unit and remarks may fill above the header
_LEAST = 4  # official headers that make a form
_WIDE = str.maketrans("（）＿／", "()_/")
_FORMULA = Untakable("这一格是公式，不收：算出来的数以后会变", "选中这一格，复制，选择性粘贴成“值”。")


@dataclass(slots=True)
class Said:
    """A cell that says something of a field of the record."""

    place: Place
    column: int
    text: str | Untakable


@dataclass(slots=True)
class Row:
    """A row: what it says of fields, what it says of columns the program works out."""

    number: int
    fields: dict[str, Said]
    derived: dict[str, tuple[int, Raw]]

    def text(self, name: str) -> str:
        """What is said of a field, "" for nothing."""
        said = self.fields.get(name)
        return said.text if said and isinstance(said.text, str) else ""


@dataclass(slots=True)
class Form:
    """A sheet known to be a form: its kind, its columns by number, its rows; `refused` with the count of cells."""

    page: Page
    kind: str
    header: int
    official: dict[int, Column] = field(default_factory=dict)
    own: dict[int, Place] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    lots: dict[int, str] = field(default_factory=dict)  # rows that are no decision


def forms(pages: Sequence[Page]) -> tuple[list[Form], list[Page]]:
    """The forms among the sheets, and the sheets that are none."""
    found, others = [], []
    for page in pages:
        form = None if page.hidden else _form(page)
        if form:
            _fill(form)
            found.append(form)
        elif page.rows:
            others.append(page)
    return found, others


def place_of(name: str) -> Place | None:
    """The field of a decision that a column or an option names."""
    return _own().get(_plain(name))


def _form(page: Page) -> Form | None:
    best: Form | None = None
    for number in page.rows[:_LOOKED_AT]:
        titles = {column: value for column, value in page.row(number).items() if isinstance(value, str)}
        for kind in KINDS:
            form = _fitted(page, kind, number, titles)
            if len(set(form.official.values())) < _LEAST:
                continue
            if best is None or _weight(form) > _weight(best):
                best = form
    return best


def _weight(form: Form) -> tuple[int, bool]:
    return len(form.official) + len(form.own), form.kind in form.page.name


def _fitted(page: Page, kind: str, number: int, titles: Mapping[int, str]) -> Form:
    form = Form(page, kind, number)
    known, own, taken = _official(kind), _own(), set()
    for column, title in sorted(titles.items()):
        plain = _plain(title)
        official = known.get(plain)
        place = own.get(plain)
        name = official.title if official else place.title if place else plain
        if name in taken:
            form.unknown[column] = f"{title.strip()}（第二次出现）"
        elif official:
            form.official[column] = official
        elif place:
            form.own[column] = place
        elif plain not in ("序号", "编号"):
            form.unknown[column] = title.strip()
        taken.add(name)
    return form


def _official(kind: str) -> dict[str, Column]:
    """The columns of a form by their headers, also without the hint in brackets; a unit is no hint."""
    whole = {_plain(column.title): column for column in columns(kind)}
    short = {
        re.sub(r"\([^()]*\)$", "", title): column
        for title, column in whole.items()
        if title.endswith(")") and "万元" not in title
    }
    return short | whole


def _own() -> dict[str, Place]:
    whole = tables_of(DECISIONS)[1]
    return {_plain(place.title): place for place in whole.columns}


def _plain(title: str) -> str:
    text = re.sub(r"\s+", "", title).translate(_WIDE).strip("*＊：:")
    # The official header of one column holds its choices.
    return re.sub(r"\((?:[^()/]+/){2,}[^()]*\)$", "", text)


def _fill(form: Form) -> None:
    page = form.page
    header = list(page.row(form.header).values())
    for number in page.rows:
        cells = page.row(number)
        if number <= form.header:
            form.lots[number] = "表头" if number == form.header else "标题"
        elif list(cells.values()) == header:
            form.lots[number] = "重复的表头"
        elif len(cells) == 1 or len({str(value) for value in cells.values()}) == 1:
            form.lots[number] = "小标题或者说明"
        else:
            row = _row(form, number, cells)
            if _explains(row):
                form.lots[number] = "填写说明"
            elif row.fields:
                form.rows.append(row)
                _refuse(form, cells)
            else:
                form.lots[number] = "这几列以外的内容"


def _row(form: Form, number: int, cells: Mapping[int, Raw]) -> Row:
    row = Row(number, {}, {})
    for column, raw in cells.items():
        official, place = form.official.get(column), form.own.get(column)
        formula = (number, column) in form.page.formulas
        if official and official.derived:
            row.derived[official.derived] = (column, raw)
        elif official and official.spec:
            text = _FORMULA if formula else recorded(raw, official.spec)
            row.fields[official.spec.name] = Said(Place((official.spec.name,), official.spec), column, text)
        elif place:
            row.fields.setdefault(place.title, Said(place, column, _FORMULA if formula else meant(raw, place.spec)))
    row.fields = {name: said for name, said in row.fields.items() if said.text}
    return row


def _explains(row: Row) -> bool:
    """Whether a row tells how to fill in the form: neither a number in its 文号 nor a day."""
    number, day = row.text(NUMBER), row.text(DECIDED)
    return not re.search(r"\d", number) and not re.fullmatch(r"\d{4}-\d\d-\d\d", day) and "填" in f"{number}{day}"


def _refuse(form: Form, cells: Mapping[int, Raw]) -> None:
    for column, raw in cells.items():
        official = form.official.get(column)
        if official and official.refused and str(raw).strip():
            form.refused[official.title] = form.refused.get(official.title, 0) + 1
