"""A text that came with the program, as the town has it and as it reads now.

In: nothing. Out: `Difference`, which `laws` and `matters` find, `words` says and `taking` writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.files import edit
from generator.files.together import FileChange
from generator.model.entry import Entry


class Standing(StrEnum):
    """How the town's text stands to the newer one."""

    NEW = "本镇没有"
    GIVEN = "本镇没有改过"
    OWN = "本镇自己写的、改过的"
    AHEAD = "本镇的更新"  # of a law
    REMOVED = "本镇删掉了"


@dataclass(frozen=True, slots=True)
class Difference:
    """A text that reads otherwise now. `key` is its 全国编号 or the title of the law.

    `now` and `then` are what the file says and would say, {} where there is none; `content` its bytes, or those of
    the text that a new file begins from. `taken` tells whether it is taken where nobody names what to take. `remarks`
    are sentences about what stays or has to be looked at. `digest` is of the text that is offered.
    """

    key: str
    id: str
    title: str
    model: type[Entry]
    standing: Standing
    path: str
    content: bytes
    now: dict[str, Any]
    then: dict[str, Any]
    digest: str
    taken: bool
    remarks: tuple[str, ...] = ()

    @property
    def change(self) -> FileChange:
        """The file before and after. Raises `edit.Unwritable`."""
        return (self.content if self.now else None, edit.changed(self.content, self.model, self.then))

    def is_called(self, name: str) -> bool:
        """Whether a clerk means this one: by 全国编号, title, or the town's id."""
        return name.strip("《》") in (self.key, self.title, *([self.id] if self.now else []))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What reads otherwise, and the digests of what the town has word for word, by key."""

    differences: tuple[Difference, ...]
    same: Mapping[str, str]
