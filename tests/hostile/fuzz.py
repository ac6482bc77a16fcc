"""Hands malformed files to what reads them: the reader with the frames around its problems, fmt, the ledger.

In: a seed, a range of numbers. Out: an `Outcome`: how many, the slowest, the most memory, and whatever went wrong:
an exception, more than two seconds of processor time, English, a character in a message that cannot be seen.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import process_time

from generator import reports
from generator.desk.fmt import job as fmt
from generator.problem import Fault, FieldPath, Problem, Severity
from generator.reading import ledger, reader
from generator.record import File
from generator.syntax import characters
from tests.hostile import malformed
from tests.hostile.malformed import Input
from tests.house.test_words import QUOTED, TERMS, english

LONGEST = 2.0  # seconds of processor time for one file
MOST_MEMORY = 300  # megabytes, of the whole process


@dataclass
class Outcome:
    """What became of some inputs. `wrong` has the number of each input that failed, and why."""

    count: int = 0
    slowest: float = 0.0
    memory: float = 0.0
    wrong: list[tuple[int, str]] = field(default_factory=list)


def run(seed: int, numbers: Iterable[int]) -> Outcome:
    """Hand in the inputs of some numbers."""
    outcome = Outcome()
    for number in numbers:
        given = malformed.made(seed, number)
        start = process_time()
        try:
            flaws = list(_flaws(given, number))
        except Exception:
            flaws = [traceback.format_exc()]
        spent = process_time() - start
        if spent > LONGEST:
            flaws.append(f"{spent:.1f} seconds")
        outcome.count += 1
        outcome.slowest = max(outcome.slowest, spent)
        outcome.wrong += ((number, flaw) for flaw in flaws)
    outcome.memory = memory()
    return outcome


def memory() -> float:
    """The most megabytes that this process has held so far; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0.0
    import resource

    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _flaws(given: Input, number: int) -> Iterable[str]:
    """What is wrong with what is said of an input."""
    if given.model is None:
        rows, faults = ledger.read(given.content)
        assert rows or faults or not given.content.strip() or given.content.count(b"\n") < 2
        yield from _of_messages(given, [((), fault) for fault in faults])
        return
    reading = reader.read(given.content, given.model)
    assert (reading.entry is None) == bool(reading.faults)
    yield from _of_messages(given, reading.faults)
    if number % 4 == 0:
        done = fmt.formatted(File(f"powers/{given.path}", given.content), given.model, lambda id_: None)
        assert done.refused or not fmt.formatted(File(given.path, done.content), given.model, lambda id_: None).changed
        yield from _of_text(given, done.refused)


def _of_messages(given: Input, faults: list[tuple[FieldPath, Fault]]) -> Iterable[str]:
    """What is wrong with the messages of a reading, and with the report that shows them."""
    for _, fault in faults:
        yield from _of_text(given, fault.message)
        yield from _of_text(given, fault.advice)
        if fault.span.line < 1 or fault.span.column < 1 or fault.span.length < 1:
            yield f"no place: {fault}"
    problems = [_problem(given, path, fault) for path, fault in faults]
    report = reports.Report(problems, 1, 0, {problem.file: characters.readable(given.content) for problem in problems})
    for form in (reports.text, reports.as_json):
        if unseen := {one for one in form(report) if one not in "\n�" and _is_unseen(one)}:
            yield f"{sorted(map(ascii, unseen))} in the report"


def _problem(given: Input, path: FieldPath, fault: Fault) -> Problem:
    file = f"powers/{given.path}"
    return Problem(file, fault.span, fault.code.number, Severity.ERROR, path, fault.message, fault.advice)


def _of_text(given: Input, said: str) -> Iterable[str]:
    """English in what is said that does not stand in the file; a character that cannot be seen."""
    ours = QUOTED.sub("", said)
    written = set(re.findall("[A-Za-z]{2,}", characters.readable(given.content)))
    foreign = {word for word in english(ours) if not any(word in known or known in word for known in written)}
    if foreign or (TERMS.search(ours) and not written):
        yield f"English: {said}"
    if _is_unseen(said.replace("�", "")):
        yield f"not all can be seen: {said!r}"


def _is_unseen(text: str) -> bool:
    told = characters.amiss(text)
    return told is not None and told[0] is not characters.LOOKALIKE
