"""Works out the files that taking over newer texts changes, with the laws that they need and the list of what was given.

In: the town's record and folder, the program or a set of laws, what is wanted. Out: files before and after; nothing is
written here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from generator.files.together import FileChange
from generator.national import bundle, given, laws, matters
from generator.national.differences import Comparison, Difference
from generator.national.program import Program
from generator.record import Record

Files = dict[str, FileChange]


class Laws:
    """The laws of a set against those of a town."""

    def __init__(self, town: Record, root: Path, offered: Sequence[laws.Offered]) -> None:
        self.town, self.root, self.offered = town, root, offered
        self.gave = given.read(root)

    def found(self) -> tuple[Difference, ...]:
        """What reads otherwise."""
        return laws.compared(self.town, self.gave, self.offered).differences

    def files(self, keys: Collection[str]) -> Files:
        """What changes where these are taken. Raises `edit.Unwritable`."""
        wanted = {*keys, *self.successors(keys)}
        return _files(self.root, self.gave, [laws.compared(self.town, self.gave, self.offered, wanted)], wanted)

    def successors(self, keys: Collection[str]) -> set[str]:
        """The laws of the set that took the place of those that are taken, and that the town lacks."""
        by_title = {str(one.law.name): one.law for one in self.offered}
        found: set[str] = set()
        waiting = [title for title in keys if title in by_title]
        while waiting:
            title = str(by_title[waiting.pop()].successor or "")
            if title in by_title and title not in found and self.town.law(title) is None:
                found.add(title)
                waiting.append(title)
        return found


class Everything:
    """The matters and the laws of the program against those of a town that began with it."""

    def __init__(self, town: Record, root: Path) -> None:
        self.town, self.root = town, root
        self.program = Program(subdistrict=town.town is not None and town.town.subdistrict)
        self.gave = given.read(root)
        self.laws = Laws(town, root, bundle.of(self.program.record))

    def found(self) -> tuple[Difference, ...]:
        """What reads otherwise; of the laws that the town lacks none: what is taken brings them along."""
        changed = tuple(one for one in self.laws.found() if one.now)
        return matters.compared(self.town, self.gave, self.program).differences + changed

    def files(self, keys: Collection[str]) -> Files:
        """What changes where these are taken. Raises `edit.Unwritable`."""
        here = matters.standing_here(self.town, self.program)
        keys = [key for key in self.program.with_powers(keys) if key in keys or key not in here]
        entries = [entry for number, entry in self.program.matters.items() if number in keys]
        needed = {str(law.name) for law in self.program.needed(entries) if self.town.law(law.name) is None}
        wanted = {*keys, *needed, *self.laws.successors(keys)}
        found = [
            matters.compared(self.town, self.gave, self.program, wanted),
            laws.compared(self.town, self.gave, self.laws.offered, wanted),
        ]
        return _files(self.root, self.gave, found, wanted)


def _files(root: Path, gave: dict[str, str], found: Sequence[Comparison], wanted: Collection[str]) -> Files:
    chosen: list[Difference] = [one for comparison in found for one in comparison.differences if one.key in wanted]
    same = {key: digest for comparison in found for key, digest in comparison.same.items()}
    noted = {**gave, **same, **{one.key: one.digest for one in chosen}}
    place = root / given.FILE
    before = place.read_bytes() if place.is_file() else None
    files: Files = {one.path: one.change for one in chosen}
    if chosen and (after := given.written(noted)) != before:
        files[given.FILE] = (before, after)
    return files
