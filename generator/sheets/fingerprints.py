"""Fingerprints of what each field said when a workbook went out, kept in its sheet 目录.

In: the data of a file; the sheets of a workbook that comes back. Out: the text of a cell in 目录; the fingerprints
again, by file.

They show which fields were changed in the record since the export. Without them a workbook of last week would
quietly take back what a colleague did yesterday.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from generator.model.fields import fields_of
from generator.model.kind import AnyKind
from generator.sheets.cells import unedited_text, value_at
from generator.sheets.columns import tables_of
from generator.sheets.read_book import ReadSheet
from generator.syntax import characters

CONTENTS, TITLE = "目录", "核对"
ID, FILE = "编号", "文件"
Fingerprints = dict[str, str]  # of one file, by the title of a column or the name of a list; none for empty fields


def fingerprint(text: str) -> str:
    """Eight hexadecimal digits that stand for a text; "" for an empty one."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8] if text else ""


def list_text(value: Any) -> str:
    """A list of mappings as one text, without what its cells do not show: blanks at the ends, empty fields."""
    return json.dumps(_shown(value), ensure_ascii=False, sort_keys=True) if value else ""


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: inner for name, held in value.items() if (inner := _shown(held))}
    if isinstance(value, list):
        items = [_shown(item) for item in value]
        return items if any(isinstance(item, dict) for item in items) else "\n".join(filter(None, items))
    return "\n".join(line.strip() for line in characters.visible(str(value)).split("\n")).strip()


def cell_text(data: dict[str, Any], kind: AnyKind) -> str:
    """The fingerprints of a file as the text of its cell in 目录."""
    found: Fingerprints = {}
    for table in tables_of(kind):
        if not table.path and not table.short:
            for column in table.columns:
                found[column.title] = fingerprint(unedited_text(value_at(data, column.path), column.spec))
    for spec in fields_of(kind.model):
        if spec.part and spec.many:
            found[spec.name] = fingerprint(list_text(data.get(spec.name)))
    return json.dumps({title: print_ for title, print_ in found.items() if print_}, ensure_ascii=False)


def read(sheets: Sequence[ReadSheet]) -> dict[str, Fingerprints] | None:
    """The fingerprints in a workbook, by id or by path below powers/; None where 目录 is gone or was edited."""
    sheet = next((sheet for sheet in sheets if sheet.name == CONTENTS and sheet.rows), None)
    if sheet is None:
        return None
    columns = {value: column for column, value in sheet.row(sheet.rows[0]).items()}
    if not {ID, FILE, TITLE} <= set(columns):
        return None
    found: dict[str, Fingerprints] = {}
    for row in sheet.rows[1:]:
        id_, file, text = (str(sheet.row(row).get(columns[name]) or "") for name in (ID, FILE, TITLE))
        if not (id_ or file or text):
            continue  # something that strayed below the table
        try:
            found[id_ or file.partition("/")[2]] = dict(json.loads(text))
        except (ValueError, TypeError):
            return None
    return found
