"""tests/invalid/: the sample town with one slip in it, and what the check must say of it.

A case is a folder named by the field and what is wrong with it, in the clerk's words. It holds only
the files that differ from tests/town/, at the same paths; `deleted.txt` lists files to leave out;
`as-of.txt` names another day; `expected.txt` has a line for each problem, in the order of the report:
`H206 powers/elsewhere/p001.yml:4:6`, with 提醒 behind it where it is only a reminder. A case that ends in
没有问题 must be silent.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from unittest.mock import patch

from generator.checked import read_and_check
from generator.problem import Problem, Severity
from generator.reading import reader
from tests.towns import DAY, ROOT, TOWN

INVALID = ROOT / "tests/invalid"
CASES = sorted(path for path in INVALID.iterdir() if path.is_dir())

_read_once = cache(reader.read)  # most files are the same in every case, and reading is a pure function of their bytes


def day(case: Path) -> date:
    """The day a case is checked as of."""
    other = case / "as-of.txt"
    return date.fromisoformat(other.read_text("utf-8").strip()) if other.is_file() else DAY


@contextmanager
def laid(case: Path, town: Path) -> Iterator[None]:
    """A copy of the sample town with a case laid over it, and taken off again."""
    deleted = (case / "deleted.txt").read_text("utf-8").splitlines() if (case / "deleted.txt").is_file() else []
    changed = [
        path.relative_to(case) for name in ("powers", "content") for path in (case / name).rglob("*") if path.is_file()
    ]
    changed += [Path(name) for name in ("links.csv",) if (case / name).is_file()]
    for path in deleted:
        (town / path).unlink()
    for path in changed:
        (town / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(case / path, town / path)
    try:
        yield
    finally:
        for path in [*changed, *deleted]:
            if (TOWN / path).is_file():
                shutil.copyfile(TOWN / path, town / path)
            else:
                (town / path).unlink()


@cache
def problems(case: Path, town: Path) -> tuple[Problem, ...]:
    """What the check finds in a case; `town` is a copy of the sample town."""
    with laid(case, town), patch.object(reader, "read", _read_once):
        return read_and_check(town, day(case)).problems


def lines(found: tuple[Problem, ...]) -> list[str]:
    """Problems as `expected.txt` has them."""
    return [
        f"{p.code} {p.file}:{p.span.line}:{p.span.column}" + (" 提醒" if p.severity is Severity.REMINDER else "")
        for p in found
    ]
