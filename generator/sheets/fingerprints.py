"""What each field said when a workbook went out, as short marks in its sheet 目录.

In: the data of a file; the pages of a workbook that comes back. Out: a text of marks; the marks again, by file.
Used by `exporting`, and by `importing` to see what was changed in the record since: without them a workbook of
last week would quietly take back what a colleague did yesterday.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from generator.model.fields import fields_of
from generator.sheets.cells import at, untouched
from generator.sheets.columns import List, tables_of
from generator.sheets.reading import Page
from generator.syntax import characters

CONTENTS, TITLE = "目录", "核对"
ID, FILE = "编号", "文件"
Marks = dict[str, str]  # by the title of the column, or the name of the list within; none where nothing stood


def mark(said: str) -> str:
    """A short mark of a text; "" for an empty one."""
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8] if said else ""


def listed(value: Any) -> str:
    """A list within an entry as one text, without what its cells cannot tell: blanks at the ends, empty fields."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True) if value else ""


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain for name, inner in value.items() if (plain := _plain(inner))}
    if isinstance(value, list):
        plain = [_plain(item) for item in value]
        return plain if any(isinstance(item, dict) for item in plain) else "\n".join(filter(None, plain))
    return "\n".join(line.strip() for line in characters.visible(str(value)).split("\n")).strip()


def written(data: dict[str, Any], list_: List) -> str:
    """The marks of a file, as they are put into a cell."""
    whole = next((table for table in tables_of(list_) if not table.path and not table.short), None)
    marks = {place.title: mark(untouched(at(data, place.path), place.spec)) for place in whole.columns} if whole else {}
    marks |= {
        spec.name: mark(listed(data.get(spec.name))) for spec in fields_of(list_.model) if spec.part and spec.many
    }
    return json.dumps({title: one for title, one in marks.items() if one}, ensure_ascii=False)


def read(pages: Sequence[Page]) -> dict[str, Marks] | None:
    """The marks of a workbook by id or by path; None where its 目录 is gone."""
    page = next((page for page in pages if page.name == CONTENTS and page.rows), None)
    if page is None:
        return None
    columns = {value: column for column, value in page.row(page.rows[0]).items()}
    if not {ID, FILE, TITLE} <= set(columns):
        return None
    found = {}
    for row in page.rows[1:]:
        id_, file, marks = (str(page.row(row).get(columns[name]) or "") for name in (ID, FILE, TITLE))
        try:
            found[id_ or file.partition("/")[2]] = dict(json.loads(marks))
        except ValueError:
            return None  # somebody has worked on it: better to know nothing than something wrong
    return found
