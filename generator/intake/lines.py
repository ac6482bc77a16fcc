"""The rows of a sheet that say something, and what became of the others.

In: a sheet whose table is known. Out: `Line`s and the rows passed over, each with why, so that every row
of a workbook is accounted for. Used by `weaving` and by the comparison with a superior's list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.model.fields import named_fields
from generator.sheets.cells import Raw, Untakable, meant
from generator.sheets.columns import FILE, ID, OF, POSITION, Place
from generator.sheets.headers import Found
from generator.standards import tables

FORMULA = Untakable("这一格是公式，不收：算出来的数以后会变", "选中这一格，复制，选择性粘贴成“值”。")


@dataclass(slots=True)
class Line:
    """A row: where it stands, which entry it names, and what its cells say; `labels` are its 第几条."""

    sheet: str
    row: int
    key: str
    of: str
    labels: tuple[str, ...]
    said: dict[Place, tuple[int, str | Untakable]] = field(default_factory=dict)  # column and text

    @property
    def empty(self) -> bool:
        """Whether nothing stands beside the keys."""
        return not any(text for _, text in self.said.values())


@dataclass(slots=True)
class Rows:
    """A sheet's lines in order, and the rows that say nothing about an entry: blank, title, section, note."""

    found: Found
    lines: list[Line] = field(default_factory=list)
    passed: list[tuple[int, str]] = field(default_factory=list)
    astray: bool = False  # whether a line does not say which entry it is of


def rows(found: Found) -> Rows:
    """What stands below the header of a sheet."""
    taken = Rows(found)
    section: dict[str, str] = {}
    header = [value for value in found.page.row(found.header).values()]
    for number in found.page.rows:
        cells = found.page.row(number)
        if number <= found.header:
            if not found.own and number < found.header and len({str(value) for value in cells.values()}) == 1:
                section |= _section(found, str(next(iter(cells.values()))))
            taken.passed.append((number, "表头" if number == found.header else "标题"))
        elif list(cells.values()) == header:
            taken.passed.append((number, "重复的表头"))
        elif not found.own and len({str(value).strip() for value in cells.values()}) == 1:
            value = str(next(iter(cells.values()))).strip()
            section |= _section(found, value)
            taken.passed.append((number, f"小标题或者说明“{value[:20]}”"))
        else:
            line = _line(found, number, cells)
            for title, value in section.items():
                place = next((p for p in found.places.values() if p.title == title), None)
                if place is None:
                    place = Place((title,), named_fields(found.table.list.model)[title])
                line.said.setdefault(place, (0, value))
            if taken.lines and not found.own and _continues(found, taken.lines[-1].row, number):
                _join(taken.lines[-1], line)
                taken.passed.append((number, f"并到第{taken.lines[-1].row}行"))
            elif line.key or line.of or any(line.labels) or not line.empty:
                taken.lines.append(line)
            else:
                taken.passed.append((number, "这几列以外的内容"))
    return taken


def _line(found: Found, number: int, cells: dict[int, Raw]) -> Line:
    def keyed(title: str) -> str:
        column = found.column(title) if title in found.table.keys else None
        raw = cells.get(column) if column else None
        if isinstance(raw, float) and raw == int(raw):
            raw = int(raw)
        return "" if raw is None else str(raw).strip().lower() if title == ID else str(raw).strip()

    positions = tuple(keyed(title) for title in found.table.keys if title.endswith(POSITION))
    line = Line(found.page.name, number, keyed(ID) or keyed(FILE), keyed(OF), positions)
    for column, place in found.places.items():
        if (number, column) in found.page.formulas:
            line.said[place] = (column, FORMULA)
        else:
            line.said[place] = (column, meant(cells.get(column), place.spec, was_text=found.own))
    return line


def _continues(found: Found, above: int, row: int) -> bool:
    """Whether a row has its name in common with one above: one merged cell beside several lines."""
    column = found.column("名称")
    return any(
        top <= above < row <= bottom and left <= (column or 0) <= right
        for top, left, bottom, right in found.page.merged
    )


def _join(line: Line, more: Line) -> None:
    """Add to a line what a further row of it says where there may be several."""
    for place, (column, said) in more.said.items():
        before = line.said.get(place, (column, ""))[1]
        if not (place.spec.many or place.spec.part) or isinstance(said, Untakable) or isinstance(before, Untakable):
            continue
        if said and said not in before.split("\n"):
            line.said[place] = (column, f"{before}\n{said}".strip())


def _section(found: Found, value: str) -> dict[str, str]:
    """What a line such as “一、行政许可（12项）” says of the rows below it, where no column does."""
    if "类型" in (place.title for place in found.places.values()) or "类型" not in named_fields(found.table.list.model):
        return {}
    named = [name for name in sorted(tables.names("职权类型"), key=len, reverse=True) if name in value]
    return {"类型": named[0]} if named else {}


def places(line: Line) -> Iterator[tuple[Place, int, str | Untakable]]:
    """The cells of a line: field, column (0 where a section says it), text."""
    for place, (column, text) in line.said.items():
        yield place, column, text
