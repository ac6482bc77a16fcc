"""Reads sheets that are no tables but forms: a label, its value beside it; one form after another, or a sheet each.

In: a sheet as read. Out: `FoundForms`, or None. A list inside a form, 申请材料, has a header of its own and rows below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.model.fields import FieldSpec, fields_of, named_fields
from generator.model.kind import AnyKind, Kind
from generator.sheets.cells import CellValue
from generator.sheets.columns import FieldColumn, Table, tables_of
from generator.sheets.headers import FoundTable, bare_header, known_headers, published_kinds
from generator.sheets.read_book import ReadSheet
from generator.standards import tables

_LEAST_FIELDS = 3  # that a form says; a table may have two labels side by side
_LEAST_ROWS = 3
_LEAST_INNER = 2  # headers of a list inside a form
_INNER_WORDS = "表中表"  # in headers.yml: what the columns of a list inside a form are called

Place = tuple[int, int]


@dataclass(slots=True)
class InnerList:
    """A list inside a form: the field that holds it, and for each row its number and its cells by field."""

    name: str
    rows: list[tuple[int, dict[str, tuple[int, CellValue]]]] = field(default_factory=list)


@dataclass(slots=True)
class Form:
    """A form: the row where it begins, its rows, the cells of its fields by the number of the column that stands for them."""

    first: int
    rows: list[int] = field(default_factory=list)
    cells: dict[int, tuple[Place, CellValue]] = field(default_factory=dict)
    lists: list[InnerList] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)  # what stands beside labels that no field is known by


@dataclass(slots=True)
class FoundForms:
    """A sheet of forms, as if it were a table: `found.columns` are numbered from 1 in the order of the fields."""

    found: FoundTable
    forms: list[Form]


def find(sheet: ReadSheet, kinds: Iterable[AnyKind] = ()) -> FoundForms | None:
    """The forms that a sheet holds; None where it holds none. It is one of `kinds`, or of those that are published."""
    best: FoundForms | None = None
    for kind in kinds or published_kinds():
        if isinstance(kind, Kind):
            forms = _forms(sheet, tables_of(kind)[1])
            if forms and (best is None or weight(forms) > weight(best)):
                best = forms
    return best


def weight(forms: FoundForms) -> int:
    """How many fields the first form says."""
    return len(forms.forms[0].cells)


def _forms(sheet: ReadSheet, table: Table) -> FoundForms | None:
    """The forms of a sheet, if they are of one table; None where it holds none."""
    gathering = _Gathering(table)
    for row in sheet.rows:
        gathering.take(row, sheet.row(row))
    forms = [form for form in gathering.forms if len(form.cells) >= _LEAST_FIELDS]
    if not forms or len({place[0] for place, _ in forms[0].cells.values()}) < _LEAST_ROWS:
        return None
    said = {number for form in forms for number in form.cells}
    columns = {number: column for column, number in gathering.numbers.items() if number in said}
    others = dict.fromkeys(label for form in forms for label in form.others)
    left_out = dict(enumerate(others, len(gathering.numbers) + 1))
    return FoundForms(FoundTable(sheet, table, 0, columns, left_out=left_out, own=False), forms)


class _Gathering:
    """The forms of a sheet while its rows come. `numbers` count the fields."""

    def __init__(self, table: Table) -> None:
        self.table, self.known = table, known_headers(table)
        self.numbers = {column: number for number, column in enumerate(dict.fromkeys(self.known.values()), 1)}
        self.forms: list[Form] = []
        self.headings: set[int] = set()  # rows that say one thing
        self.inner: tuple[InnerList, dict[int, str]] | None = None  # the list whose rows come

    def take(self, row: int, cells: dict[int, CellValue]) -> None:
        """Take a row."""
        if len(set(map(str, cells.values()))) == 1:
            self.headings.add(row)
        pairs = [pair for pair in _pairs(cells) if pair[2] is not None]
        named = [pair for pair in pairs if pair[0] in self.known]
        if any(self.known[label].title == "名称" for label, _, _ in named):
            while self.forms and self.forms[-1].rows[-1] in self.headings:  # the title of this form
                self.forms[-1].rows.pop()
            self.forms.append(Form(row))
            self.inner = None
        if not self.forms:
            return
        form = self.forms[-1]
        form.rows.append(row)
        if head := _inner_header(self.table, cells):
            self.inner = head
            form.lists.append(head[0])
        elif named or self.inner is None:
            self.inner = None
            for label, column, value in named:
                form.cells.setdefault(self.numbers[self.known[label]], ((row, column), value))
            form.others |= {label: str(value) for label, _, value in pairs if label not in self.known}
        else:
            listed, columns = self.inner
            if said := {name: (column, cells[column]) for column, name in columns.items() if column in cells}:
                listed.rows.append((row, said))


def _pairs(cells: dict[int, CellValue]) -> Iterator[tuple[str, int, CellValue]]:
    """The labels of a row with the column and the value of what stands beside each; None where nothing does."""
    runs: list[tuple[int, CellValue]] = []
    for column, value in cells.items():
        if not runs or runs[-1][1] != value:  # a merged cell says the same in each of its columns
            runs.append((column, value))
    for (_, label), beside in zip(runs[::2], [*runs[1::2], None], strict=False):
        if isinstance(label, str):
            yield bare_header(label), beside[0] if beside else 0, beside[1] if beside else None


def _inner_header(table: Table, cells: dict[int, CellValue]) -> tuple[InnerList, dict[int, str]] | None:
    """The list inside a form whose header a row is, and its fields by column; None for any other row."""
    titles = {column: bare_header(value) for column, value in cells.items() if isinstance(value, str)}
    for spec in fields_of(table.kind.model):
        if spec.part and spec.many:
            known = _inner_words(table, spec)
            columns = {column: known[title] for column, title in titles.items() if title in known}
            if len(set(columns.values())) >= _LEAST_INNER and len(columns) >= len(titles) - 1:
                return InnerList(spec.name), columns
    return None


def _inner_words(table: Table, spec: FieldSpec) -> dict[str, str]:
    """The fields of a list by every header that its columns are known by."""
    assert spec.part
    words = tables.load("headers.yml")[_INNER_WORDS].get(table.kind.title, {}).get(spec.name, {})
    others = {bare_header(other): name for name, several in words.items() for other in several}
    return others | {name: name for name in named_fields(spec.part)} if words else {}


def column_of(name: str, spec: FieldSpec) -> FieldColumn:
    """The column of a field of a list inside a form."""
    assert spec.part
    return FieldColumn((name,), named_fields(spec.part)[name])
