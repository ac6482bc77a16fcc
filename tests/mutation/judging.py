"""Put a fault into a copy of the town, check it, say what came of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import tests.mutation.between_files
import tests.mutation.beyond
import tests.mutation.field_faults
import tests.mutation.formal
import tests.mutation.private_data
import tests.mutation.typing_slips  # noqa: F401  (importing registers)
from generator import record
from generator.checked import read_and_check
from generator.problem import Problem
from tests.mutation.seeding import OPERATORS, WHOLE, Operator, Seeded
from tests.mutation.town import Town
from tests.towns import DAY, copied


@dataclass(frozen=True)
class Verdict:
    """What came of one fault: any problem, one at its place, one with its code; what to print of a miss.

    `stray` counts problems in other files, of which the fault is not the place.
    """

    operator: str
    caught: bool
    placed: bool
    coded: bool
    stray: int
    seen: str


@contextmanager
def workspace() -> Iterator[Path]:
    """A copy of the sample town that may be written to."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        yield copied(Path(folder))


def check(root: Path, memory: record.Memory, seeded: Seeded | None = None) -> list[Problem]:
    """The problems of the town with a fault in it; the town is as before afterwards."""
    base, made = root / record.FOLDER, []
    before = {}
    for file, content in (seeded.changes if seeded else {}).items():
        path = base / file
        before[path] = path.read_bytes() if path.is_file() else None
        if content is None:
            path.unlink()
            continue
        if not path.parent.is_dir():
            path.parent.mkdir()
            made.append(path.parent)
        path.write_bytes(content)
    try:
        return list(read_and_check(root, DAY, record.Memory(memory)).problems)
    finally:
        for path, content in before.items():
            path.unlink(missing_ok=True) if content is None else path.write_bytes(content)
        for folder in made:
            folder.rmdir()


def judge(operator: Operator, seeded: Seeded, problems: list[Problem]) -> Verdict:
    """Whether the problems tell of the fault, and at its place."""
    wanted = {(f"{record.FOLDER}/{file}", line) for file, line in seeded.places}
    files = {file for file, line in wanted if line == WHOLE}
    here = [p for p in problems if p.file in files or (p.file, p.span.line) in wanted]
    here += [p for p in problems if any((file, line) in wanted for file, span in p.related for line in [span.line])]
    coded = not seeded.codes or any(problem.code in seeded.codes for problem in here)
    stray = sum(problem.file not in {file for file, _ in wanted} for problem in problems)
    seen = "；".join(f"{p.file}:{p.span.line} {p.code} {p.message}" for p in problems[:3])
    where = "、".join(f"{file}:{line}" for file, line in sorted(seeded.places)[:4])
    return Verdict(operator.name, bool(problems), bool(here), coded, stray, f"{where} → {seen or '没有说什么'}")


def run(numbers: list[int], seed: int) -> list[Verdict]:
    """The verdicts of some of the faults of a run; the fault of a number is always the same."""
    town, verdicts, memory = Town(), [], record.Memory()
    with workspace() as root:
        read_and_check(root, DAY, memory)  # so that only the files with a fault are read anew
        for number in numbers:
            rng = Random(f"{seed}/{number}")
            operator = OPERATORS[number % len(OPERATORS)]
            seeded = operator.make(town, rng)
            verdicts.append(judge(operator, seeded, check(root, memory, seeded)))
    return verdicts
