"""What a kind of entry, and a file that holds a whole list, must say of themselves.

In: nothing. Out: `Kind`, of which one stands beside each model of an entry, and `ListKind`. Nothing in them has a
default: to leave something out fails at import, and the message names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, NamedTuple

from generator.model.entry import Entry, WholeFile


class Section(NamedTuple):
    """A part of the site: what its page is called, and its address below the site."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the ids of a kind are counted: in one row, unless it says otherwise."""

    ranges: str = ""  # the name of a field for each value of which there is a row
    year: tuple[str, ...] = ()  # the names of fields that tell the year an id begins with, the first that is there
    folders: bool = False  # whether the files lie in a folder a year


@dataclass(frozen=True, slots=True, kw_only=True)
class InSearch:
    """How entries of a kind stand among what is found."""

    place: int  # of the list where results name lists, the lowest first
    turn: int  # of what fits equally well the lowest stands first
    worth: float  # what a fit counts for, at most 1
    shortened: bool  # whether people shorten the names: 市监局 for a body


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of entry: one file each, named by its id."""

    letter: str  # what its ids begin with
    folder: str  # where its files lie below powers/
    model: type[Entry]
    word: str  # what an entry is called
    title: str  # what the list is called
    attribute: str  # where `Record` keeps the list; its open data is named so too
    ids: Numbering
    given: bool  # whether what is new after the first publication needs an adjustment
    section: Section  # the page of the list; the pages of its entries lie below it
    menu: str  # the address of the section of the site's menu that these pages belong to
    az: int  # whose turn it is among entries of one name in the list by pinyin; 0 where that leaves the kind out
    search: InSearch

    def folder_of(self, id_: str) -> str:
        """The folder of an entry below `powers/`."""
        return f"{self.folder}/{id_[1:5]}" if self.ids.folders else self.folder

    def __post_init__(self) -> None:
        if getattr(self.model, "naming", None) not in self.model.model_fields:
            raise TypeError(f"{self.model.__name__} does not say in `naming` by which of its fields an entry is called")

    @property
    def naming(self) -> str:
        """The name of the field that says what an entry is called: 名称, of a decision 决定书文号."""
        return str(self.model.model_fields[self.model.naming].alias)

    def name_in(self, data: Mapping[str, Any]) -> str:
        """What an entry in plain data is called; "" where that is not written, or not as one value."""
        name = data.get(self.naming)
        return name if isinstance(name, str) else ""


@dataclass(frozen=True, slots=True)
class ListKind:
    """A file that holds a whole list, or the town."""

    pattern: str  # its path below powers/; YYYY stands for a year
    model: type[WholeFile]
    title: str  # what the list is called
    attribute: str  # where `Record` keeps it; its open data is named so too
    _: KW_ONLY
    page: str  # the address of the page that shows it
    is_open: bool  # whether it is given away as open data

    def matches(self, path: str) -> bool:
        """Whether a path below `powers/` is this file."""
        if "YYYY" not in self.pattern:
            return path == self.pattern
        return re.fullmatch(re.escape(self.pattern).replace("YYYY", r"(?:19|20)\d\d"), path) is not None


AnyKind = Kind | ListKind
