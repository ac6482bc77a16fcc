"""The labelled queries.

In: `queries.yml`, `everyday.yml`. Out: a `Query` for each line of the one, words by id from the other.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from itertools import islice
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


def from_table(file: Path, town: str, names: Mapping[str, str]) -> list[Query]:
    """The queries of a table of others: kind, what was typed, names or ids that answer, with | between; none where the
    record has no answer. An answer is every one of `names`, by key, that holds one of them."""
    found = []
    with file.open(encoding="utf-8", newline="") as lines:
        for kind, text, *answers in islice(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 1, None):
            said = [part for answer in answers for part in answer.split("|") if part]
            wanted = [key for key, name in names.items() if key in said or any(part in name for part in said)]
            found.append(Query(kind if said else NONE, town, text, tuple(wanted)))
    return found


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
