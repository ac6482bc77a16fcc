"""Gives new entries their ids: the next one that was never given out.

In: the record, the kind, what is known of the entry. Out: an id.

An id that was published or that an adjustment names belongs to its entry for ever. So does an id that stands in a file
which cannot be read just now.
"""

from __future__ import annotations

import re
from typing import Any

from generator.model.fields import named_fields, values_of
from generator.model.kind import Kind
from generator.model.values import EntryRef
from generator.record import Record

_WIDTH = 3
_ANY_ID = re.compile(rb"(?<![A-Za-z0-9])[a-z][0-9]{1,12}(?![0-9])")


class Ids:
    """The ids of a record, with those that were given out since it was read."""

    def __init__(self, town: Record) -> None:
        self.town = town
        self.given_out = _given_out(town)
        self.ranges: dict[tuple[str, Any], list[str]] = {}

    def next(self, kind: Kind, data: dict[str, Any], year: int) -> str:
        """The next free id of a kind; it is not given out again. `year` is for kinds with years, if `data` has no date."""
        given_out = sorted(id_ for id_ in self.given_out if id_[0] == kind.letter)
        taken = {int(id_[1:]) for id_ in given_out}
        if kind.ids.year:
            written = [str(data[name]) for name in kind.ids.year if name in data]
            found = re.search(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", " ".join(written))
            new = _after(0, f"{kind.letter}{found[0] if found else year}", taken, _WIDTH)
        else:
            near = self._range(kind, data)
            zero = kind.letter + "0" * _WIDTH
            highest = max(near or given_out, key=lambda id_: int(id_[1:]), default=zero)
            new = _after(int(highest[1:]), kind.letter, taken, len(highest) - 1)
            near.append(new)
        self.given_out.add(new)
        return new

    def _range(self, kind: Kind, data: dict[str, Any]) -> list[str]:
        """The ids of the entries in the same range as a new one; [] where the kind has no ranges."""
        if not kind.ids.ranges:
            return []
        shared = data.get(kind.ids.ranges)
        if (kind.letter, shared) not in self.ranges:
            attribute = named_fields(kind.model)[kind.ids.ranges].attribute
            entries = self.town.list_of(kind).items()
            self.ranges[kind.letter, shared] = [id_ for id_, one in entries if getattr(one, attribute) == shared]
        return self.ranges[kind.letter, shared]


def _after(number: int, lead: str, taken: set[int], width: int) -> str:
    """The first free id behind a number; with a year in `lead`, behind the highest of that year."""
    if len(lead) > 1:
        serials = [int(text) for one in taken if (text := str(one).removeprefix(lead[1:])) != str(one) and text]
        number = max(serials, default=0)
    while (id_ := f"{lead}{number + 1:0{width}}") and int(id_[1:]) in taken:
        number += 1
    return id_


def _given_out(town: Record) -> set[str]:
    """Every id that stands for something, or once did."""
    found = {key for key in (*town.files, *town.broken) if "/" not in key and key[1:].isdecimal()}
    found |= {row.id for row in town.ledger if row.id[1:].isdecimal()}
    found |= {folder for path in town.attachments if (folder := path.partition("/")[0])[1:].isdecimal()}
    for part in town.parts():
        found |= {ref.id for _, _, ref in values_of(part, EntryRef)}
    for key in town.broken:
        found |= {id_.decode() for id_ in _ANY_ID.findall(town.files[key].content)}
    return found
