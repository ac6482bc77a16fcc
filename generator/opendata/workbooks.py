"""A list as a workbook, for those who read it in Excel or WPS: the columns that say something, all cells as text.

In: a list and its rows. Out: the bytes of an .xlsx, the same for the same rows. It is no form: what is written in it
is taken back nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache

from generator.opendata import csv as tables
from generator.opendata import json as openjson
from generator.opendata.columns import STEP, columns
from generator.opendata.rows import OPEN_LISTS, OpenList, Row
from generator.sheets import workbook_writer
from generator.sheets.workbook_writer import Column, Sheet

_MOST = 32_000  # characters that a cell of a workbook still takes, and some room
_WIDE, _NARROW = 24, 10  # in Chinese characters


def workbook(list_: OpenList, rows: Sequence[Row]) -> bytes:
    """The workbook of a list."""
    return _workbook(list_, openjson.lines([openjson.encoded(row) for row in rows]))


@lru_cache(maxsize=2 * len(OPEN_LISTS))  # an edition that is made again has mostly the same lists
def _workbook(list_: OpenList, written: bytes) -> bytes:
    rows = json.loads(written)
    cells = {STEP.join(path): [_short(tables.cell(row, path)) for row in rows] for path in columns(list_)}
    said = {name: texts for name, texts in cells.items() if any(texts)}
    heads = [Column(name, _WIDE if max(map(len, texts)) > _NARROW else _NARROW) for name, texts in said.items()]
    return workbook_writer.workbook(list_.title, [Sheet(list_.title, heads, list(zip(*said.values(), strict=True)))])


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST]}……（太长，全文在数据 JSON 里）"
