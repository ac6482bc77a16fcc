"""Tells whose list a sheet is, where its name or its title says so: a sheet for each body, without a column for it.

In: the rows of a sheet, the record. Out: the value of the field for all rows that are new. A list of villages, whose
names stand below 村 or 社区, is one of bodies that are 村居.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.intake.rows import SheetRows
from generator.model.fields import named_fields
from generator.model.reference import DEPARTMENT
from generator.record import Record

_BODY, _NATURE, _VILLAGE = "承办机构", "性质", "村居"
_OF_VILLAGES = re.compile(r"\s*(?:行政)?(?:村|社区)")
_ENDS_LIKE_A_BODY = re.compile("[\u4e00-\u9fff]{2,}(?:办公室|局|所|中心|站|大队|中队|委员会)$")


def given(sheet: SheetRows, record: Record) -> dict[str, str]:
    """The body that a sheet of others names above its rows; {} where it has a column for it, or names none.

    A body that the record does not have is taken by the name of the sheet, so that it is asked for like any other.
    """
    found = sheet.found
    if not found.own and found.table.kind is DEPARTMENT and not found.number_of(_NATURE):
        header = found.sheet.row(found.header).get(found.number_of("名称") or 0)
        return {_NATURE: _VILLAGE} if _OF_VILLAGES.match(str(header or "")) else {}
    if found.own or found.number_of(_BODY) or _BODY not in named_fields(found.table.kind.model):
        return {}
    named = {
        name for text in _above(sheet) for name in record.department_ids if len(name) > 2 and text.startswith(name)
    }
    bodies = {record.department_ids[name] for name in named}
    if not bodies and _ENDS_LIKE_A_BODY.search(sheet.found.sheet.name):
        return {_BODY: sheet.found.sheet.name}
    return {_BODY: max(named, key=len)} if len(bodies) == 1 else {}


def _above(sheet: SheetRows) -> Iterator[str]:
    """The name of a sheet, and what stands above its header."""
    yield sheet.found.sheet.name
    for row in sheet.found.sheet.rows:
        if row >= sheet.found.header:
            return
        yield from (text.strip() for text in sheet.found.sheet.row(row).values() if isinstance(text, str))
