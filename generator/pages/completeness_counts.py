"""How much there is, counted for the page of what is missing: by way, by list, by type, by body, each as a chart.

In: the town. Out: rows of a table and the chart of the same numbers. Used by `completeness`.
Examples are never counted with what has a source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.derive.completeness import in_force
from generator.derive.coverage import WAYS, Count, known
from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.kinds import KINDS
from generator.model.reference import Law
from generator.model.responsibility import Responsibility
from generator.model.service import Guide
from generator.pages import words
from generator.pages.writing import Link, Writer
from generator.pictures import charts
from generator.standards import tables

SHORT = {"官方": "官方", "法条整理": "法条", "示例": "示例"}  # what charts and tables have room for on a phone
_NOBODY = "承办机构待核"


class Way(NamedTuple):
    """A way of conferring: how many items the document fixes, how many are known by source."""

    way: str
    count: Count
    left: int


class Counted(NamedTuple):
    """A table with a number for each standing and their sum, and the chart of it; a row may be a link."""

    rows: list[tuple[Link | str, list[int], int]]
    picture: Markup


def ways(town: Town) -> list[Way]:
    """Of each way of conferring how much the catalogue fixes and how much of it is known."""
    counted = [(mode, count) for mode, count, _ in known(town.record) if count.documented is not None]
    return [Way(WAYS[mode], count, max(0, (count.documented or 0) - count.known)) for mode, count in counted]


def ways_picture(rows: list[Way]) -> Markup:
    """The catalogue as a chart: examples are said and never drawn."""
    drawn = [
        charts.Share(
            f"{row.way}：名称已知",
            row.count.known,
            row.count.documented or 0,
            f"另录示例 {row.count.examples}，不算在内" if row.count.examples else "",
        )
        for row in rows
    ]
    return charts.shares("catalogue-figure", "官方目录知道了多少", drawn)


def by_list(town: Town) -> Counted:
    """For each list how many entries rest on what; a law is known by its own text and is not counted."""
    lists = [(kind.title, town.record.list_of(kind).values()) for kind in KINDS if kind.model is not Law]
    return _counted("standing-figure", "各张清单凭什么写的", lists)


def by_type(town: Town) -> Counted:
    """The powers in use by type."""
    return _counted("types-figure", "各类权力凭什么写的", [(name, found) for name, found in _types(town)])


def modes(town: Town) -> list[tuple[str, list[str], int]]:
    """Type, a cell for each mode, the row's sum; examples are said apart."""
    return [
        (name, [_cell([power for power in powers if power.mode == mode]) for mode in words.MODES], len(powers))
        for name, powers in _types(town)
    ]


def _types(town: Town) -> list[tuple[str, list[Any]]]:
    powers = [power for power in town.record.powers.values() if not power.ending]
    found = [(name, [power for power in powers if power.type == name]) for name in tables.names("职权类型")]
    return [(name, of_type) for name, of_type in found if of_type]


def by_body(town: Town, write: Writer) -> Counted:
    """What each body handles, powers, duties and guides in use; the most first, what nobody is known to handle last."""
    record = town.record
    handled: dict[str, list[Any]] = {}
    entries: tuple[Power | Responsibility | Guide, ...]
    entries = (*record.powers.values(), *record.responsibilities.values(), *record.guides.values())
    for entry in entries:
        if entry.ended:
            continue
        name = in_force(entry, record, "handler") if isinstance(entry, Guide) else entry.handler
        body = record.department(name) if name else None
        handled.setdefault(body.id if body else str(name or ""), []).append(entry)
    nobody = handled.pop("", [])
    named = sorted(handled.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = [(write.link(record.departments[id_]) if id_ in record.departments else id_, found) for id_, found in named]
    return _counted("bodies-figure", "各机构承办的凭什么写的", [*rows, (_NOBODY, nobody)])


def _counted(id_: str, title: str, groups: Iterable[tuple[Link | str, Iterable[Any]]]) -> Counted:
    """Entries of each group by what they rest on; empty groups say nothing."""
    rows = []
    for name, entries in groups:
        standings = Counter(str(entry.standing) for entry in entries)
        counts = [standings[standing] for standing in SHORT]
        if sum(counts):
            rows.append((name, counts, sum(counts)))
    drawn = [charts.Row(name if isinstance(name, str) else name.text, tuple(counts)) for name, counts, _ in rows]
    return Counted(rows, charts.stacked(id_, title, drawn, tuple(SHORT.values())))


def _cell(powers: list[Any]) -> str:
    examples = sum(power.is_example for power in powers)
    rest = len(powers) - examples
    return "，".join(filter(None, [str(rest) if rest else "", f"示例 {examples}" if examples else ""])) or "0"
