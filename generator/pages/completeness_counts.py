"""How much there is, counted for the page of what is missing: by way, by list, by type, by department.

In: the town. Out: `Figures`, a table and the chart of the same numbers. Examples are never counted with what has a
source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.derive.completeness import in_force
from generator.derive.coverage import WAYS, known
from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.entry import Stated
from generator.model.kinds import KINDS
from generator.model.reference import Law
from generator.model.responsibility import Responsibility
from generator.model.service import Guide
from generator.pages import words
from generator.pages.components import FigureRow, Figures, Link
from generator.pages.writing import Writer
from generator.pictures import charts
from generator.standards import tables

_SHORT = {"官方": "官方", "法条整理": "法条", "示例": "示例"}  # what charts and tables have room for on a phone
_NOBODY = "承办机构待核"


@dataclass(frozen=True, slots=True)
class Way:
    """A way of conferring: how many powers the document fixes, how many are known by name, how many are examples."""

    name: str
    fixed: int
    known: int
    examples: int

    @property
    def left(self) -> int:
        """How many names are still to be found."""
        return max(0, self.fixed - self.known)


def ways(town: Town) -> list[Way]:
    """Returns each way of conferring of which a document fixes how many powers there are."""
    return [
        Way(WAYS[mode], count.documented, count.known, count.examples)
        for mode, count, _ in known(town.record)
        if count.documented is not None
    ]


def catalogue(found: list[Way]) -> Figures | None:
    """Returns how much of the official catalogue is known, None where no document fixes it.

    Examples are said in the chart, and never drawn.
    """
    drawn = [
        charts.Share(
            f"{way.name}：名称已知", way.known, way.fixed, f"另录示例 {way.examples}，不算在内" if way.examples else ""
        )
        for way in found
    ]
    rows = [_row(way.name, (way.fixed, way.known, way.left, way.examples)) for way in found]
    columns = ("方式", "文件定的", "名称已知", "还差", "另录示例")
    picture = charts.shares("catalogue-figure", "官方目录知道了多少", drawn)
    return Figures(picture, "放权文件定了多少，名称已知多少", columns, rows) if found else None


def by_list(town: Town) -> Figures:
    """Returns for each list how many entries rest on what; a law is known by its own text and is not counted."""
    lists = [(Link(kind.title, ""), town.record.list_of(kind).values()) for kind in KINDS if kind.model is not Law]
    return _figures("standing-figure", "各张清单凭什么写的", "各张清单里的条数", "清单", lists)


def by_type(town: Town) -> Figures:
    """Returns the powers in use by type."""
    types = [(Link(name, ""), powers) for name, powers in _types(town).items()]
    return _figures("types-figure", "各类权力凭什么写的", "在用的权力，按类型", "类型", types)


def by_mode(town: Town) -> Figures:
    """Returns the powers in use by type and mode; examples are said apart."""
    rows = [
        FigureRow(Link(name, ""), [*(_cell(powers, mode) for mode in words.MODES), str(len(powers))])
        for name, powers in _types(town).items()
    ]
    return Figures("", "在用的权力，按类型和行使方式；示例另数", ("类型", *words.MODES, "合计"), rows)


def _types(town: Town) -> dict[str, list[Power]]:
    powers = [power for power in town.record.powers.values() if not power.ended]
    found = {name: [power for power in powers if power.type == name] for name in tables.names("职权类型")}
    return {name: of_type for name, of_type in found.items() if of_type}


def _cell(powers: Iterable[Power], mode: str) -> str:
    held = [power for power in powers if power.mode == mode]
    examples = sum(power.is_example for power in held)
    rest = len(held) - examples
    return "，".join(filter(None, [str(rest) if rest else "", f"示例 {examples}" if examples else ""])) or "0"


def by_department(town: Town, write: Writer) -> Figures:
    """Returns what each department handles: powers, duties and guides in use.

    Who handles most stands first, what nobody is known to handle last.
    """
    record = town.record
    handled: dict[str, list[Stated]] = {}
    entries: list[Power | Responsibility | Guide] = [
        *record.powers.values(),
        *record.responsibilities.values(),
        *record.guides.values(),
    ]
    for entry in entries:
        if not entry.ended:
            name = _handler(entry, town)
            department = record.department(name)
            handled.setdefault(str(department.id) if department else name, []).append(entry)
    nobody = handled.pop("", [])
    named = sorted(handled.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = [
        (write.link(record.departments[id_]) if id_ in record.departments else Link(id_, ""), found)
        for id_, found in named
    ]
    rows.append((Link(_NOBODY, ""), nobody))
    return _figures("bodies-figure", "各机构承办的凭什么写的", "各机构承办的条数", "机构", rows)


def _handler(entry: Power | Responsibility | Guide, town: Town) -> str:
    """Returns the name of who handles an entry, "" where that is not known."""
    handler = in_force(entry, town.record, "handler") if isinstance(entry, Guide) else entry.handler
    return str(handler or "")


def _figures(id_: str, title: str, caption: str, what: str, groups: Iterable[tuple[Link, Iterable[Stated]]]) -> Figures:
    """Returns the entries of each group by what they rest on, and their sum; empty groups say nothing."""
    rows, drawn = [], []
    for name, entries in groups:
        standings = Counter(str(entry.standing) for entry in entries)
        counts = tuple(standings[standing] for standing in _SHORT)
        if sum(counts):
            rows.append(_row(name, (*counts, sum(counts))))
            drawn.append(charts.Bars(name.text, counts))
    columns = (what, *_SHORT.values(), "合计")
    return Figures(charts.stacked(id_, title, drawn, tuple(_SHORT.values())), caption, columns, rows)


def _row(name: Link | str, numbers: Iterable[int]) -> FigureRow:
    return FigureRow(Link(name, "") if isinstance(name, str) else name, [str(number) for number in numbers])
