"""How a power was used, year by year, and what an assessment says of it: a part of the page of a power.

In: a power. Out: a table with a picture of the figures most asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model import authority as model
from generator.model.authority import Power
from generator.model.values import Count
from generator.pages import words
from generator.pages.components import Fact
from generator.pictures import charts

_COUNTS = {
    "受理": "accepted", "办结": "finished", "准予": "granted", "不予": "refused",
    "投诉": "complaints", "复议": "reviews", "诉讼": "suits",
}  # fmt: skip
_ASKED_OF_ALL = 4  # the first of them are elements; the others are shown where any year has them


@dataclass(frozen=True, slots=True)
class UseYear:
    """A row of the table: the year, and a fact for each column."""

    year: str
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class UseTable:
    """Figures of use: a picture with its title, "" where there is nothing to compare, and a row a year."""

    title: str
    picture: str
    columns: Sequence[str]
    years: Sequence[UseYear]


@dataclass(frozen=True, slots=True)
class Use:
    """The figures of a power, and what an assessment suggests; at least one of them is there."""

    table: UseTable | None
    suggestion: str


def use(power: Power) -> Use | None:
    """Returns how a power was used, None where nothing is known."""
    table = _table(power.use) if power.use else None
    return Use(table, str(power.suggestion or "")) if table or power.suggestion else None


def _table(given: Sequence[model.Use]) -> UseTable:
    years = sorted(given, key=lambda figures: str(figures.year), reverse=True)
    columns = [
        name
        for place, (name, attribute) in enumerate(_COUNTS.items())
        if place < _ASKED_OF_ALL or any(getattr(year, attribute) is not None for year in years)
    ]
    title, bars = _compared(years)
    return UseTable(
        title,
        charts.bars("use-bars", title, bars, "件") if len(bars) > 1 else "",
        columns,
        [UseYear(str(year.year), [Fact("", name, _said(year, name)) for name in columns]) for year in years],
    )


def _said(year: model.Use, name: str) -> str:
    count = getattr(year, _COUNTS[name])
    return words.PENDING if count is None else str(count)


def _compared(years: Sequence[model.Use]) -> tuple[str, list[charts.Bar]]:
    """Returns title and bars of the picture: what came in each year; of a single year, what became of it."""
    if len(years) > 1:
        return "每年受理多少件", _bars((f"{year.year}年", year.accepted) for year in years)
    only = years[0]
    named = (("受理", only.accepted), ("准予", only.granted), ("不予", only.refused))
    return f"{only.year}年受理和准了多少件", _bars(named)


def _bars(counts: Iterable[tuple[str, Count | None]]) -> list[charts.Bar]:
    """Returns a bar for each count that is a number; “无” is none."""
    return [charts.Bar(label, count.number) for label, count in counts if isinstance(count, Count)]
