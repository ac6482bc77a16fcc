"""python -m tests.search.tuned [数 …] [--at 值 …] [--slips 多少]: what each number of the engine does when it is moved.

In: the scripts of overrides/assets/search/, where a tuned number is a `const` in capitals with its reason beside it.
Out: how many of the labelled questions, of those without an answer, and of slips fall out otherwise. What a comment
says in square brackets is what this printed when the number was last looked at: on 2026-11-30 with --slips 400, when
542 questions were found, 538 of them first, 5 wrongly answered, 400 slips forgiven. Where it says “nothing”, no
question that we have tells one value from the other.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.search import indexes, measuring, node, slips
from tests.search.labelled import NONE, Query, queries
from tests.search.measuring import Judged
from tests.towns import ROOT, TOWNS

SCRIPTS = ROOT / "overrides/assets/search"
_NUMBER = re.compile(r"^  const ([A-Z][A-Z_]*) = ([0-9.]+);(?: /\* (.*))?$", re.MULTILINE)
_LESS, _MORE = 0.8, 1.25  # how far a number is moved where no other value is asked for; a small whole one by one


class Number(NamedTuple):
    """A tuned number: the script it stands in, its name, its value, what is written beside it ("" where nothing is)."""

    script: str
    name: str
    value: float
    why: str

    @property
    def known_as(self) -> str:
        """engine.NEXT."""
        return f"{self.script[3:-3]}.{self.name}"

    def moves(self) -> list[float]:
        """A value below and one above."""
        if not self.value.is_integer():
            return [round(self.value * factor, 4) for factor in (_LESS, _MORE)]
        step = max(1, round(self.value * (_MORE - 1)))
        return [self.value - step, self.value + step]


class Counts(NamedTuple):
    """What the questions come to: among the first five, first of all, wrongly answered, slips forgiven."""

    found: int
    first: int
    wrong: int
    forgiven: int

    def told(self, base: Counts) -> str:
        """How it differs from what is without the move: “found −3, wrong +1”."""
        changes = {name: value - before for name, value, before in zip(self._fields, self, base, strict=True)}
        return ", ".join(f"{name} {change:+d}" for name, change in changes.items() if change) or "nothing"


def numbers(scripts: Path = SCRIPTS) -> Iterator[Number]:
    """Every number of the engine, in the order in which they stand."""
    for script in sorted(scripts.glob("*.js")):
        for name, value, why in _NUMBER.findall(script.read_text("utf-8")):
            yield Number(script.name, name, float(value), why.removesuffix("*/").strip())


class Experiment:
    """Both towns' indexes and the questions put to them."""

    def __init__(self, place: Path, most_slips: int) -> None:
        self._folders = {name: place / name for name in TOWNS}
        builds = {name: indexes.lay(name, folder) for name, folder in self._folders.items()}
        typed = [query for name, build in builds.items() for query in slips.of_build(name, build)]
        self._slips = slips.spread(typed, most_slips)

    def counts(self, number: Number | None = None, value: float = 0.0) -> Counts:
        """What comes of all questions, with one number moved to a value."""
        whole = int(value) if value.is_integer() else value
        with node.running({number.script: {number.name: whole}} if number else {}) as engine:
            asked = self._ask(engine, queries())
            slipped = self._ask(engine, self._slips)
        answerable = [one for one in asked if one.query.kind != NONE]
        return Counts(
            sum(one.found for one in answerable),
            sum(one.rank == 1 for one in answerable),
            sum(bool(one.answer.results) for one in asked if one.query.kind == NONE),
            sum(one.forgiven for one in slipped),
        )

    def _ask(self, engine: node.Node, asked: Sequence[Query]) -> list[Judged]:
        return measuring.ask(engine, self._folders, asked)


def report(names: Sequence[str], values: Sequence[float], most_slips: int) -> Iterator[str]:
    """A line for each value that a number is moved to; all numbers where none is named."""
    chosen = [number for number in numbers() if not names or number.known_as in names]
    if unknown := set(names) - {number.known_as for number in chosen}:
        raise SystemExit(f"没有这个数：{'、'.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="search-") as place:
        experiment = Experiment(Path(place), most_slips)
        base = experiment.counts()
        yield f"照现在的：{base._asdict()}"
        for number in chosen:
            for value in values or number.moves():
                yield f"{number.known_as} {number.value:g} → {value:g}: {experiment.counts(number, value).told(base)}"


def main() -> None:
    """Run and print, line by line."""
    parser = argparse.ArgumentParser(prog="python -m tests.search.tuned")
    parser.add_argument("numbers", nargs="*", metavar="数", help="只看哪几个，例：sureness.SHARE；不写就全部")
    parser.add_argument(
        "--at", type=float, nargs="+", default=[], metavar="值", help="换成这些值；不写就小一些、大一些"
    )
    parser.add_argument("--slips", type=int, default=600, metavar="多少", help="另试多少处手误")
    arguments = parser.parse_args()
    for line in report(arguments.numbers, arguments.at, arguments.slips):
        print(line, flush=True)


if __name__ == "__main__":
    main()
