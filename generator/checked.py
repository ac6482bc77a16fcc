"""The record with everything that is wrong with it: what every command and the site begin with.

In: the folder of a town, the day. Out: `Checked`. The one place that asks the clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from generator import record, rules
from generator.problem import Problem, Severity
from generator.reading.memory import Memory
from generator.record import Record

_SHANGHAI = timezone(timedelta(hours=8))


def today() -> date:
    """Today in Asia/Shanghai: the one place that asks the clock."""
    return datetime.now(_SHANGHAI).date()


@dataclass(frozen=True, slots=True)
class Checked:
    """A record and everything that is wrong with it."""

    record: Record
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def holds(self) -> bool:
        """Whether it may be published: reminders do not stop it, errors do."""
        return not self.errors


def read_and_check(
    root: Path,
    day: date,
    memory: Memory | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Checked:
    """The record below a folder and its problems, those of reading and those of the rules.

    With a `memory` only files that changed since the last reading are read again; `progress` hears
    how many files have been read.
    """
    town, problems = record.read(root, progress, memory)
    found = rules.check(town, day)
    # A private number in a field of another form is one problem, and the rule's: it says how to get rid of it.
    places = {(problem.file, problem.span) for problem in found}
    read = {problem for problem in problems if (problem.file, problem.span) not in places}
    return Checked(town, tuple(sorted({*read, *found})))
