"""Says how the published lists of two towns differ: as text, as JSON, as a workbook, as a page.

In: both towns and their lists in pairs. Out: text, or the bytes of a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from generator.desk.towns.pairing import Pair, Paired, Row
from generator.desk.towns.published import Published
from generator.pages.rendering import Page, render
from generator.reports import json_text
from generator.sheets import workbook_writer
from generator.sheets.workbook_writer import Column, Sheet
from generator.syntax.characters import shown

PERHAPS = "可能是同一件事，人看过才算"


@dataclass(frozen=True, slots=True)
class Sides:
    """Two towns and their lists in pairs."""

    here: Published
    there: Published
    lists: Sequence[Paired]


def summary(found: Sides) -> list[str]:
    """A sentence a list: the numbers of each side add up."""
    here, there = found.here.name, found.there.name
    return [
        f"{one.kind.title}：{here} {_total(one, one.here)} 条，{there} {_total(one, one.there)} 条。"
        f"两边都有 {len(one.both)} 条（{len(one.different)} 条不一样），可能一样 {len(one.perhaps)} 条，"
        f"只有{here}有 {len(one.here)} 条，只有{there}有 {len(one.there)} 条。"
        for one in found.lists
    ]


def _total(one: Paired, alone: Sequence[Row]) -> int:
    return len(one.both) + len(one.perhaps) + len(alone)


def _heading(found: Sides) -> str:
    unsure = [one.name for one in (found.here, found.there) if not one.formal]
    marked = f"{'、'.join(unsure)}的数据是演示，没有全部核实。" if unsure else ""
    return f"{found.here.name}（{found.here.day}）和{found.there.name}（{found.there.day}）公布的清单。{marked}"


def as_text(found: Sides) -> str:
    """Everything for a terminal."""
    out = [_heading(found), *summary(found)]
    for one in found.lists:
        blocks = [
            ("不一样的", [line for pair in one.different for line in _lines(pair, found)]),
            (PERHAPS, [line for pair in one.perhaps for line in _lines(pair, found)]),
            (f"只有{found.here.name}有", [_called(row) for row in one.here]),
            (f"只有{found.there.name}有", [_called(row) for row in one.there]),
        ]
        for title, lines in blocks:
            out += ["", f"{one.kind.title}：{title}", *(f"  {line}" for line in lines)] if lines else []
    return "\n".join(out)


def _called(row: Row) -> str:
    return f"{shown(row['编号'])} {shown(row['名称'])}"


def _lines(pair: Pair, found: Sides) -> list[str]:
    lines = [f"{_called(pair.here)} ｜ {_called(pair.there)}　{pair.how}"]
    for name, here, there in pair.fields:
        lines.append(
            f"  {name}：{found.here.name} {shown(here) or '空着'}；{found.there.name} {shown(there) or '空着'}"
        )
    return lines


def as_json(found: Sides) -> str:
    """Everything for programs."""
    said = {"这边": _side(found.here), "那边": _side(found.there), "清单": [_list(one) for one in found.lists]}
    return json_text(said)


def _side(one: Published) -> dict[str, Any]:
    return {"镇": one.name, "截至": one.day, "正式": one.formal}


def _list(one: Paired) -> dict[str, Any]:
    return {
        "清单": one.kind.attribute,
        "都有": [_paired(pair) for pair in one.both],
        "可能一样": [_paired(pair) for pair in one.perhaps],
        "只有这边有": [row["编号"] for row in one.here],
        "只有那边有": [row["编号"] for row in one.there],
    }


def _paired(pair: Pair) -> dict[str, Any]:
    fields = [{"格子": name, "这边": here, "那边": there} for name, here, there in pair.fields]
    return {"这边": pair.here["编号"], "那边": pair.there["编号"], "怎么对上的": pair.how, "不一样的": fields}


def workbook(found: Sides) -> bytes:
    """A workbook with a sheet a list: a row a matter, or a row a field where the two differ."""
    here, there = found.here.name, found.there.name
    columns = [
        *(Column("怎么样", 10), Column(f"{here}编号", 6), Column(f"{here}名称", 18), Column(f"{there}编号", 6)),
        *(
            Column(f"{there}名称", 18),
            Column("怎么对上的", 10),
            Column("哪一格", 8),
            Column(here, 20),
            Column(there, 20),
        ),
    ]
    about = Sheet("说明", [Column("说明", 60)], [[_heading(found)], *([line] for line in summary(found))])
    sheets = [Sheet(one.kind.title, columns, list(_sheet_rows(one, found))) for one in found.lists]
    return workbook_writer.workbook(f"{here}和{there}", [about, *sheets])


def _sheet_rows(one: Paired, found: Sides) -> list[list[str]]:
    rows: list[list[str]] = []
    for what, pairs in (("不一样", one.different), (PERHAPS, one.perhaps)):
        for pair in pairs:
            head = [what, pair.here["编号"], pair.here["名称"], pair.there["编号"], pair.there["名称"], pair.how]
            rows += [[*head, *field] for field in pair.fields or (("", "", ""),)]
    rows += [[f"只有{found.here.name}有", row["编号"], row["名称"], "", "", "", "", "", ""] for row in one.here]
    rows += [[f"只有{found.there.name}有", "", "", row["编号"], row["名称"], "", "", "", ""] for row in one.there]
    same = (pair for pair in one.both if not pair.fields)
    rows += [
        ["一样", pair.here["编号"], pair.here["名称"], pair.there["编号"], pair.there["名称"], pair.how, "", "", ""]
        for pair in same
    ]
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class TownsPage(Page):
    """What towns.html prints: a page that stands alone."""

    template: ClassVar = "towns.html"
    heading: str
    here: str
    there: str
    summary: Sequence[str]
    lists: Sequence[tuple[str, Sequence[Sequence[str]]]]


def page(found: Sides) -> str:
    """Everything as one page, to send and to print: no scripts, nothing from elsewhere."""
    lists = [(one.kind.title, _sheet_rows(one, found)) for one in found.lists]
    return render(
        TownsPage(
            heading=_heading(found),
            here=found.here.name,
            there=found.there.name,
            summary=summary(found),
            lists=lists,
        )
    )
