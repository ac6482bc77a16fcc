"""Put faults into a workbook of the sample town, take it in, say what came of each.

In: how many, chance. Out: `Verdict`s. Many faults share a workbook, each in an entry of its own; one that is not
seen at its cell is seeded again alone, so that no other stands in its light.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import tests.desk.faults
import tests.desk.harm  # noqa: F401  (importing registers)
from generator import record
from generator.desk.export import job as exporting
from generator.desk.import_ import job as importing
from generator.intake import words
from generator.intake.plan import ImportPlan, Trouble
from generator.model.kind import AnyKind
from generator.model.kinds import EVERY, KINDS
from tests.desk.seeding import OPERATORS, NotHere, Operator, Where
from tests.desk.sheets import Cell, Desk
from tests.towns import DAY, TOWN

TOGETHER = 40  # faults in a workbook


@dataclass(frozen=True)
class Verdict:
    """What came of one fault: any trouble, one at its cell, how many elsewhere; what to print of a miss."""

    operator: str
    caught: bool
    placed: bool
    stray: int
    seen: str


@dataclass
class Sown:
    """A fault in a workbook: where it is to be seen."""

    operator: Operator
    cell: Cell
    places: set[Where]


@cache
def exported(root: Path = TOWN, lists: tuple[AnyKind, ...] = EVERY) -> bytes:
    """The town as a workbook."""
    town, _ = record.read(root)
    return exporting.workbook(town, [list_ for list_ in lists if exporting.data_of(town, list_)])


def sow(desk: Desk, operator: Operator, rng: Random, taken: set[str]) -> Sown | None:
    """Put a fault into an entry that has none; None where there is no such place left."""
    fitting = [cell for cell in desk.cells if cell.key not in taken and operator.wanted(cell)]
    for cell in rng.sample(fitting, min(60, len(fitting))):
        try:
            places = operator.make(desk, cell, rng)
        except NotHere:
            continue
        taken.add(cell.key)
        return Sown(operator, cell, places)
    return None


def verdicts(count: int, seed: int, root: Path = TOWN) -> list[Verdict]:
    """The verdicts of a run; every operator as often as any other, as far as the town has room."""
    found: list[Verdict] = []
    waiting = [OPERATORS[number % len(OPERATORS)] for number in range(count)]
    rng = Random(seed)
    for operator in [op for op in waiting if op.alone]:
        found.append(_alone(operator, rng.random(), root))
    for between in (False, True):
        rest = [op for op in waiting if op.between is between and not op.alone]
        while rest:
            batch, rest = rest[:TOGETHER], rest[TOGETHER:]
            made, left = _together(batch, rng, root)
            found += made
            if len(left) == len(batch):
                break  # no room in the town for these
            rest += left
    return found


def _together(batch: list[Operator], rng: Random, root: Path) -> tuple[list[Verdict], list[Operator]]:
    """The verdicts of faults in one workbook, and the operators for which there was no room."""
    desk, taken = Desk(exported(root)), set()
    pairs = [(op, sow(desk, op, rng, taken)) for op in batch]
    sown = [one for _, one in pairs if one]
    troubles = told(importing.plan(root, desk.saved(), DAY))
    meant = set().union(*(one.places for one in sown)) if sown else set()
    stray = [trouble for trouble in troubles if trouble.where not in meant]
    found = []
    for one in sown:
        here = [trouble for trouble in troubles if trouble.where in one.places]
        if not here:
            found.append(_again(one, root))
            continue
        found.append(Verdict(one.operator.name, True, True, 0, here[0].message))
    rows = {_row(trouble.where) for trouble in stray}
    for row in rows:  # what else is said, of an entry without a fault or at another cell
        said = "；".join(f"{trouble.where} {trouble.message}" for trouble in stray if _row(trouble.where) == row)
        found.append(Verdict("", False, False, 1, said))
    return found, [op for op, one in pairs if one is None]


def _row(where: Where | None) -> tuple[str, int]:
    return where[:2] if where else ("", 0)


def _again(one: Sown, root: Path) -> Verdict:
    """A fault by itself, in the cell where it was."""
    desk = Desk(exported(root))
    cell = next(cell for cell in desk.cells if cell.where == one.cell.where)
    for number in range(200):  # chance may have several things to write
        try:
            places = one.operator.make(desk, cell, Random(number))
            break
        except NotHere:
            continue
    return _verdict(one.operator, cell, places, importing.plan(root, desk.saved(), DAY))


def _alone(operator: Operator, chance: float, root: Path) -> Verdict:
    rng = Random(chance)
    for _ in range(50):
        desk = Desk(exported(root, (rng.choice(KINDS[:10]),)))
        if one := sow(desk, operator, rng, set()):
            return _verdict(operator, one.cell, one.places, importing.plan(root, desk.saved(), DAY))
    raise LookupError(operator.name)


def _verdict(operator: Operator, cell: Cell, places: set[Where], plan: ImportPlan) -> Verdict:
    troubles = told(plan)
    here = [trouble for trouble in troubles if trouble.where in places]
    stray = sum(trouble.where not in places for trouble in troubles)
    said = "；".join(f"{trouble.where} {trouble.message}" for trouble in troubles[:3])
    changes = "" if troubles else str([change for draft in plan.changed for change in draft.edits][:2])[:300]
    seen = f"{cell.key} {cell.place.title} {places} → {said or '没有说什么'} {changes}"
    return Verdict(operator.name, bool(troubles), bool(here), stray if here else 0, seen)


def told(plan: ImportPlan) -> list[Trouble]:
    """What is wrong, and what a clerk is reminded of, each with its cell."""
    cells = {words.place(change.where): change.where for draft in plan.changed for change in draft.edits}
    lead = ((notice.partition("　")[0], notice) for notice in plan.notices)
    return [*plan.troubles, *(Trouble(cells[place], notice, "") for place, notice in lead if place in cells)]
