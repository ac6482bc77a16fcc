"""The labelled queries.

In: `queries.yml`, `everyday.yml`. Out: a `Query` for each line of the one, words by id from the other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

FILE = Path(__file__).with_name("queries.yml")
EVERYDAY = FILE.with_name("everyday.yml")
NONE = "没有"  # the kind of a question that the record cannot answer
KEYS = ["类", "镇", "查", "要"]


class Query(NamedTuple):
    """What was typed, in which town; `wanted` are ids of entries or addresses of pages, the best first."""

    kind: str
    town: str
    text: str
    wanted: tuple[str, ...]


def queries(file: Path = FILE) -> list[Query]:
    """Every query of a file, in its order."""
    return [_query(row) for row in yaml.safe_load(file.read_text("utf-8"))["查询"]]


def everyday(file: Path = EVERYDAY) -> dict[str, list[str]]:
    """What people call each matter that is new in the record, by its id."""
    found: dict[str, list[str]] = yaml.safe_load(file.read_text("utf-8"))["说法"]
    return found


def _query(row: dict[str, Any]) -> Query:
    """A line of the file; whatever YAML took for something else than text is refused."""
    if list(row) != KEYS:
        raise ValueError(f"要写 {KEYS}，写的是 {row}")
    kind, town, text, wanted = (row[key] for key in KEYS)
    if not all(isinstance(part, str) for part in (kind, town, text, *wanted)):
        raise ValueError(f"有一格不是文字，给它加上引号：{row}")
    return Query(kind, town, text, tuple(wanted))
