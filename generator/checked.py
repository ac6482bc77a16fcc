"""The record of a town together with its problems: what every command and every build begins with.

In: the folder of a town, the day. Out: a `Checked`. Only this module looks at the clock.
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
    """The day it is now in Asia/Shanghai."""
    return datetime.now(_SHANGHAI).date()


@dataclass(frozen=True, slots=True)
class Checked:
    """A record and its problems, sorted by place."""

    record: Record
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def holds(self) -> bool:
        """Whether the record may be published: it has no errors. Reminders do not matter."""
        return not self.errors


def read_and_check(
    root: Path,
    day: date,
    memory: Memory | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Checked:
    """Read the record of the town at `root` and check it, as of a day.

    With a `memory` only the files that changed since it was last used are read again. `progress` is called with
    the number of files read so far.
    """
    town, problems = record.read(root, progress, memory)
    found = rules.check(town, day)
    # A private number where something else belongs breaks reading and a rule. The rule's problem stays: it says how
    # to get rid of the number.
    places = {(problem.file, problem.span) for problem in found}
    read = {problem for problem in problems if (problem.file, problem.span) not in places}
    return Checked(town, tuple(sorted({*read, *found})))
