"""What an operator is and what it yields; the one list of operators."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from tests.mutation.town import Slot, Town

Changes = dict[str, bytes | None]
WHOLE = 0  # a place of a whole file: any line of it will do


class NotHere(Exception):
    """The position that was drawn does not lend itself to this fault; draw again."""


@dataclass(frozen=True)
class Seeded:
    """A fault put in: changed files, the places a problem may point to, the codes it should bear (none: any)."""

    changes: Changes
    places: frozenset[tuple[str, int]]
    codes: frozenset[str]


Make = Callable[[Town, Random], Seeded]


@dataclass(frozen=True)
class Operator:
    """A way of going wrong. `why` says of a silent one why no check can know; `harmless` must raise nothing."""

    name: str
    sentence: str
    family: str
    make: Make
    why: str = ""
    harmless: bool = False


OPERATORS: list[Operator] = []
_FAMILIES = {
    "typing_slips": "打字和编辑",
    "field_faults": "一格写错",
    "between_files": "几处对不上",
    "formal": "正式发布",
    "private_data": "个人信息",
    "beyond": "查不出的",
}


def operator(*codes: str) -> Callable[[Callable[[Town, Random], object]], Callable]:
    """Register a fault that a check could know, with the codes it should raise."""
    return lambda function: _register(function, codes)


def beyond(why: str) -> Callable[[Callable[[Town, Random], object]], Callable]:
    """Register a fault that no check can know, and why."""
    return lambda function: _register(function, (), why=why)


def harmless(function: Callable[[Town, Random], object]) -> Callable:
    """Register a change that is no fault and must raise nothing."""
    return _register(function, (), harmless=True)


def _register(function: Callable, codes: tuple[str, ...], why: str = "", harmless: bool = False) -> Callable:
    def make(town: Town, rng: Random) -> Seeded:
        for _ in range(200):
            try:
                changes, places = function(town, rng)
            except NotHere:
                continue
            if all(town.files.get(file, "").encode() == (content or b"") for file, content in changes.items()):
                continue
            return Seeded(changes, frozenset(places), frozenset(codes))
        raise LookupError(f"{function.__name__} found no place in the sample town")

    module = function.__module__.rpartition(".")[2]
    sentence = (function.__doc__ or "").strip()
    OPERATORS.append(Operator(function.__name__, sentence, _FAMILIES[module], make, why, harmless))
    return function


def at(slot: Slot) -> set[tuple[str, int]]:
    """The place of a value."""
    return {(slot.file, slot.line)}


def owner(town: Town, slot: Slot) -> set[tuple[str, int]]:
    """Where a missing field of the mapping is shown: the mapping's key or first line; a file's first line."""
    lines = town.lines(slot.file)
    if slot.indent == 0:
        return {(slot.file, 1)}
    number = slot.line
    while number > 1:
        line = lines[number - 1]
        dashed = line.lstrip(" ").startswith("- ")
        indent = len(line) - len(line.lstrip(" -"))
        if indent == slot.indent and dashed:
            return {(slot.file, number), (slot.file, slot.line)}
        if line.strip() and indent < slot.indent:
            break
        number -= 1
    return {(slot.file, number), (slot.file, slot.line)}


def need(condition: object) -> None:
    """Draw again unless the position lends itself."""
    if not condition:
        raise NotHere


def replaced(town: Town, slot: Slot, new: str) -> tuple[Changes, set[tuple[str, int]]]:
    """A value replaced, the problem expected there."""
    need(new != slot.text)
    return town.with_value(slot, new), at(slot)


def merged(*changes: Changes) -> Changes:
    """Changes of several files."""
    return {file: content for change in changes for file, content in change.items()}


def places(*groups: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Places together."""
    return {place for group in groups for place in group}
