"""What a seeded fault of a workbook is; the one list of operators.

In: functions that say what to write in a cell. Out: `OPERATORS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from generator.model.values import Leaf
from tests.desk.sheets import Cell, Desk

Where = tuple[str, int, int]
Seed = Callable[[Desk, Cell, Random], Any]


class NotHere(Exception):
    """The cell that was drawn does not lend itself to this fault; draw again."""


@dataclass(frozen=True)
class Operator:
    """A way of going wrong. `between`: only a file that can be read shows it, for others stand in its light.

    `alone`: it is done to a whole sheet, one in a workbook.
    """

    name: str
    sentence: str
    make: Seed
    wanted: Callable[[Cell], bool]
    between: bool = False
    alone: bool = False


OPERATORS: list[Operator] = []


def of(*kinds: type[Leaf], empty: bool = False, many: bool | None = None) -> Callable[[Cell], bool]:
    """Cells of fields of some types, by default those that hold something."""

    def wanted(cell: Cell) -> bool:
        spec = cell.place.spec
        filled = cell.said not in (None, "", "无")
        typed = not kinds or (spec.type is not None and issubclass(spec.type, kinds))
        return typed and (filled or empty) and many in (None, spec.many)

    return wanted


def fault(
    wanted: Callable[[Cell], bool], *, between: bool = False, alone: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a fault: a function from a cell and chance to what is written in it, or to the places it is seen at."""

    def register(function: Seed) -> Seed:
        sentence = (function.__doc__ or "").strip()
        OPERATORS.append(Operator(function.__name__, sentence, function, wanted, between, alone))
        return function

    return register


def need(condition: Any) -> None:
    """Draw again unless the cell lends itself."""
    if not condition:
        raise NotHere


def written(desk: Desk, cell: Cell, value: Any) -> set[Where]:
    """Write something else in a cell: there the fault is to be seen."""
    need(value != cell.said)
    desk.put(cell.where, value)
    return {cell.where}
