"""The record of a town together with its problems: what every command and every build begins with.

In: the folder of a town, the day. Out: a `Checked`. Only this module looks at the clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from generator import record, rules
from generator.derive import level
from generator.privacy import scan
from generator.problem import Problem, Severity, few
from generator.reading.memory import Memory
from generator.record import Record
from generator.rules import prose, prose_citations
from generator.syntax import characters

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

    @property
    def texts(self) -> dict[str, str]:
        """The text of each file of the record that has a problem, to show lines of it: with numbers of persons covered."""
        shown = {problem.file for problem in self.problems}
        files = (file for file in self.record.files.values() if file.path in shown)
        return {file.path: scan.covered(characters.readable(file.content)) for file in files}


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
    written = (*prose.problems(root, day), *prose_citations.problems(root, town, day))
    voice = level.voice(town)
    every = {_said(_covered(problem), voice) for problem in (*read, *found, *written)}
    return Checked(town, tuple(few(sorted(every), lambda problem: (problem.file, problem.code))))


def _covered(problem: Problem) -> Problem:
    """A problem that quotes what is written, without the number of a person that may stand in it."""
    said = scan.covered(problem.message)
    return problem if said == problem.message else replace(problem, message=said)


def _said(problem: Problem, voice: level.Voice) -> Problem:
    """A problem in the words of the town's level."""
    if voice.level is level.WRITTEN:
        return problem
    return replace(problem, message=voice.text(problem.message), advice=voice.text(problem.advice))
