"""What may be wrong with an attachment, and what could be read of it.

In: nothing. Out: `Flaw`, `Look`, the limits. How a flaw is worded to the clerk is decided where it is found; how
grave it is, by the rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

LARGEST = 20 * 1024 * 1024  # bytes of an attachment: a form has a tenth of a megabyte, a scan of ten pages some


class Wrong(Enum):
    """The kinds of flaws."""

    KIND = auto()  # of a kind that is not taken, or another than its name says
    MACRO = auto()
    RUNS = auto()  # carries scripts, programs, what is fetched from elsewhere
    SIZE = auto()
    CHANGES = auto()  # what was deleted or remarked can still be read
    HIDDEN = auto()
    AUTHOR = auto()
    PLACE = auto()
    UNREAD = auto()  # its text is not to be had by a program


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with an attachment: what was seen, what to do."""

    kind: Wrong
    message: str
    advice: str = ""


class Refused(Exception):
    """An attachment that is not read on; its flaw says why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.message)
        self.flaw = flaw


@dataclass(slots=True)
class Look:
    """What an attachment holds: texts and tables, each with its place (第2页, 工作表“名单”), and its flaws.

    `mark` is four characters that hold for the file as it is: who looked at it writes them down.
    """

    mark: str = ""
    texts: list[tuple[str, str]] = field(default_factory=list)
    tables: list[tuple[str, list[list[str]]]] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
