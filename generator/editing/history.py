"""The saves of a preview: what is told of each, and how one is undone.

In: what a save did. Out: its number, its words, the page that shows both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

from generator import urls
from generator.editing.saving import Saved, in_words, write
from generator.pages.rendering import Page, render

_KEPT = 20  # saves that can be told of and undone


@dataclass(frozen=True, slots=True)
class Told:
    """A save in words, for the page that follows: the fields, what they said and say; its number, to undo it by."""

    number: int
    called: str
    lines: Sequence[tuple[str, str, str]] = ()
    reminders: Sequence[str] = ()
    to_adjust: bool = False
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage(Page):
    """What saved.html prints."""

    template: ClassVar = "saved.html"
    title: str
    token: str
    told: Told
    see: str


@dataclass(slots=True)
class History:
    """The last saves, by their numbers."""

    saves: dict[int, Saved] = field(default_factory=dict)
    told: dict[int, Told] = field(default_factory=dict)
    count: int = 0

    def note(self, saved: Saved, called: str, followers: Sequence[str] = ()) -> int:
        """Remember a save of what is called so; its number. `followers` are files where only a name followed."""
        self.count += 1
        self.saves[self.count] = saved
        self.told[self.count] = Told(
            self.count,
            called,
            (*in_words(saved.changes), *((path, "提到它的旧名称", "现在的名称") for path in followers)),
            tuple(f"{problem.message}。{problem.advice}" for problem in saved.reminders),
            saved.to_adjust,
        )
        self.saves.pop(self.count - _KEPT, None)
        self.told.pop(self.count - _KEPT, None)
        return self.count

    def find(self, number: str) -> Told | None:
        """What is told of a save, by its number as it stands in an address."""
        return self.told.get(int(number)) if number.isascii() and number.isdecimal() and len(number) < 9 else None

    def undo(self, root: Path, told: Told) -> Saved:
        """Put the files of a save back as they were; what that save was.

        Raises `NotSaved`, or `together.ChangedMeanwhile` where one of them is no more as the save left it.
        """
        saved = self.saves[told.number]
        write(root, {path: (after, before) for path, (before, after) in saved.files.items()})
        self.told[told.number] = replace(told, undone=True)
        return saved

    def html(self, told: Told, token: str) -> str:
        """The page of a save: before and after, and what one may do about it."""
        see = f"/{urls.of_file(self.saves[told.number].path)}"
        return render(SavedPage(title=f"存好了：{told.called}", token=token, told=told, see=see))
