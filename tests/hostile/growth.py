"""How processor time grows with size, for every shape that might take long.

In: what reads (files of the record and their frames, fmt, ledgers, prose, values). Out: for each shape the seconds
for the largest size, and the exponent by which time grows: 1 where twice as much takes twice as long.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from generator import reports
from generator.desk.fmt import job as fmt
from generator.model.service import Guide
from generator.model.values import Leaf
from generator.model.wayfinding import Elsewhere
from generator.privacy import persons, telling
from generator.problem import Problem, Severity
from generator.reading import ledger, reader
from generator.record import File
from generator.rules import prose
from generator.syntax import characters
from tests import effort
from tests.hostile import shapes
from tests.hostile.shapes import Shape
from tests.towns import DAY

SIZES = (32, 64, 128, 256, 512)  # KB
SMALL = 0.01  # seconds: below it a clock says nothing
Work = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Grown:
    """What a shape took: by what it was read, seconds for the largest size, the exponent."""

    by: str
    shape: str
    seconds: float
    exponent: float


def _read(text: str) -> None:
    """Read a file of the record, and show what is wrong with it."""
    content = text.encode()
    for model in (Elsewhere, Guide):
        faults = reader.read(content, model).faults
        problems = [
            Problem("powers/a.yml", fault.span, fault.code.number, Severity.ERROR, path, fault.message, fault.advice)
            for path, fault in faults
        ]
        reports.text(reports.Report(problems, 1, 0, {"powers/a.yml": characters.readable(content)}))


def _format(text: str) -> None:
    fmt.formatted(File("powers/a.yml", text.encode()), Elsewhere, lambda id_: None)


def _leaves(base: type[Leaf] = Leaf) -> Iterator[type[Leaf]]:
    for leaf in base.__subclasses__():
        if hasattr(leaf, "word"):
            yield leaf
        yield from _leaves(leaf)


def _value(text: str) -> None:
    """Read a value as each of our types."""
    for leaf in _leaves():
        try:
            leaf.read(text)
        except PydanticCustomError:
            continue


def _page(text: str) -> None:
    list(prose.of_page("content/a.md", text, DAY))


READERS: dict[str, tuple[Work, dict[str, Shape]]] = {
    "读": (_read, shapes.FILES),
    "排": (_format, shapes.FILES),
    "个人信息": (lambda text: telling.in_file.__wrapped__(text.encode()), shapes.FILES),
    "说到人": (persons.said, shapes.FILES | shapes.PAGES),
    "账本": (lambda text: ledger.read((_HEADER + text).encode()), shapes.LEDGERS),
    "文章": (_page, shapes.PAGES),
    "一格": (_value, shapes.VALUES),
}
_HEADER = ",".join(ledger.COLUMNS) + "\n"


def measured(by: str, shape: str, sizes: tuple[int, ...] = SIZES) -> Grown:
    """The growth of one shape by one reader."""
    work, known = READERS[by]
    texts = [(size, _of_size(known[shape], size * 1024)) for size in sizes]
    seconds = [(size, effort.spent(lambda text=text: work(text), 2)) for size, text in texts]
    return Grown(by, shape, seconds[-1][1], exponent(seconds))


def _of_size(shape: Shape, size: int) -> str:
    """A shape that has at most so many bytes: what is larger is not read at all."""
    text = shape(size)
    return shape(size * len(text) // len(text.encode())) if not text.isascii() else text


def exponent(seconds: list[tuple[int, float]]) -> float:
    """The slope of time against size, both by their logarithms; 0 where no time is worth the name."""
    points = [(math.log(size), math.log(taken)) for size, taken in seconds if taken >= SMALL]
    if len(points) < 2:
        return 0.0
    middle_x, middle_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / sum((x - middle_x) ** 2 for x, _ in points)


def every() -> Iterator[Grown]:
    """Every shape by everything that reads it."""
    for by, (_, known) in READERS.items():
        for shape in known:
            yield measured(by, shape)
