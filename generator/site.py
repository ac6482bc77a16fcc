"""The table of contents of a build: read → derive → check → bodies → frame → files.

In: the folder of a town. Out: its site. Used by `cli` and `plugin`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from generator import record, rules
from generator.pages import entries, home, lists
from generator.pages.body import Body
from generator.problem import Problem, Severity
from generator.record import Record


@dataclass(frozen=True, slots=True)
class Checked:
    """A record and everything that is wrong with it."""

    record: Record
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether it may be published: reminders do not stop it, errors do."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


_SHANGHAI = timezone(timedelta(hours=8))


def today() -> date:
    """Today in Asia/Shanghai: the one place that asks the clock."""
    return datetime.now(_SHANGHAI).date()


def read_and_check(root: Path, today: date) -> Checked:
    """The record below a folder and its problems, those of reading and those of the rules."""
    town, problems = record.read(root)
    return Checked(town, tuple(sorted({*problems, *rules.check(town, today)})))


def bodies(town: Record) -> Iterator[Body]:
    """Every page that is made from the record."""
    yield home.body(town)
    yield from lists.bodies(town)
    yield from entries.bodies(town)


def starter() -> Path:
    """Where the theme, the starter content and mkdocs.yml lie: in the package, or in the repository beside it."""
    packaged = Path(__file__).parent / "starter"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent


def swap(built: Path, site: Path) -> None:
    """Put a finished build in the place of the last one; whatever fails, one of the two stands there."""
    old = site.with_name(f".{site.name}-old-{os.getpid()}")
    if site.exists():
        site.rename(old)
    built.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def aside(site: Path) -> Path:
    """An empty folder beside the site, on the same disk, to build in."""
    site.parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f".{site.name}-new-", dir=site.parent))
