"""隐私核对: what somebody looked at and let pass, found again by its mark.

In: a record. Out: the `Waiver`s of each file, the line that makes one. An attachment is waived in the entry beside
which it lies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.model import looked
from generator.model.entry import WholeFile
from generator.model.looked import Looked
from generator.problem import FieldPath
from generator.record import Record

FIELD = "隐私核对"
_ATTACHMENTS = "powers/attachments/"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A line of 隐私核对: in which entry, at which place."""

    part: WholeFile
    path: FieldPath
    looked: Looked


@dataclass(frozen=True)
class Waivers:
    """All that has been looked at in a record."""

    record: Record

    @cached_property
    def _of_file(self) -> dict[str, dict[str, Waiver]]:
        found: dict[str, dict[str, Waiver]] = {}
        for part in self.record.parts():
            for number, one in enumerate(part.looked or ()):
                waiver = Waiver(part, (FIELD, number), one)
                found.setdefault(self.record.file_of(part).path, {})[one.mark] = waiver
        return found

    def of(self, path: str) -> Mapping[str, Waiver]:
        """What has been looked at in a file, or in an attachment, by its mark."""
        return self._of_file.get(self._said_in(path), {})

    def every(self) -> Mapping[str, Mapping[str, Waiver]]:
        """What has been looked at, by file and mark."""
        return self._of_file

    def _said_in(self, path: str) -> str:
        """The file in which it is said: of an attachment, that of the entry beside which it lies."""
        if not path.startswith(_ATTACHMENTS):
            return path
        file = self.record.files.get(path.removeprefix(_ATTACHMENTS).partition("/")[0])
        return file.path if file else path

    def advice(self, path: str, place: str, mark: str, today: date) -> str:
        """How to let it pass: the line to be copied."""
        said_in = self._said_in(path)
        where = "这个文件" if said_in == path else f" {said_in} "
        new = looked.line(today, place, mark)
        how = f"末尾加一行“{FIELD}: {new}”" if not self.of(path) else f"“{FIELD}”下面加一行“- {new}”"
        return f"看过、确实能公开的，在{where}{how}，把“{looked.REASON}”换成原因。"
