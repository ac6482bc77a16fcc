"""What is pasted from WPS or Word, as groups of a list: a numbered list, or the rows of a table.

In: the text as the clipboard has it, the model of the groups. Out: groups to be looked at, and what was not understood.
Nothing is guessed: without a header, a cell goes to the field whose table has it, or to the first field.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from generator.forms import answers
from generator.intake import spellings
from generator.model.fields import FieldSpec, Part, fields_of, named_fields

MOST = 200  # rows that are taken at a time
_SERIAL = ("序号", "编号", "号", "")


class Pasted(NamedTuple):
    """The groups, in their order; the texts that have no place in them."""

    items: list[dict[str, Any]]
    left: list[str]


def pasted(model: type[Part], text: str) -> Pasted:
    """The groups that a text stands for."""
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if not any("\t" in line for line in lines):
        head = fields_of(model)[0].name
        return Pasted([{head: point} for point in spellings.points("\n".join(lines))[:MOST]], [])
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
    header = _header(model, rows[0])
    items: list[dict[str, Any]] = []
    left: list[str] = []
    for row in rows[1 if header else 0 :][:MOST]:
        item, rest = _by_header(header, row) if header else _by_value(model, row)
        items += [item] if item else []
        left += rest
    return Pasted(items, left)


def _header(model: type[Part], row: Sequence[str]) -> list[FieldSpec | None]:
    """The field of each column, where the first row names them; [] where it does not."""
    known = {name: spec for name, spec in named_fields(model).items() if not spec.part}
    found = [known.get(cell) for cell in row]
    named = sum(spec is not None for spec in found)
    return found if named and all(spec or cell in _SERIAL for spec, cell in zip(found, row, strict=True)) else []


def _by_header(header: Sequence[FieldSpec | None], row: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    item: dict[str, Any] = {}
    for spec, cell in zip(header, row, strict=False):
        if spec and cell:
            item[spec.name] = [cell] if spec.many else cell
    return item, [cell for cell in row[len(header) :] if cell]


def _by_value(model: type[Part], row: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    item: dict[str, Any] = {}
    left = []
    head = fields_of(model)[0]
    for place, cell in enumerate(row):
        if not cell or (place == 0 and cell.rstrip("．.、").isdecimal()):
            continue  # the number of the row
        taking = [spec for spec in fields_of(model) if cell in answers.choices(spec) and spec.name not in item]
        if len(taking) == 1:
            item[taking[0].name] = [cell] if taking[0].many else cell
        elif head.name not in item and not head.many:
            item[head.name] = cell
        else:
            left.append(cell)
    return item, left
