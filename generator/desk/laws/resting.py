"""What rests on each law: the places in the record and in the prose, and what of it must be looked at first.

In: the record, its folder, today. Out: a `Resting` for each law, the most urgent first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.derive.amendment import change, concerned
from generator.model.citation import Citation, in_text
from generator.model.entry import Entry, WholeFile
from generator.model.fields import values_of
from generator.model.reference import Law
from generator.record import Record
from generator.reports import path_text
from generator.rules import prose, prose_citations


@dataclass(frozen=True, slots=True)
class Place:
    """A place that cites a law: an entry's id or the path of a file, the field or the line, the citation as written.

    `unread` says that it must be looked at: the law changes, or changed after it was checked, or is repealed.
    """

    where: str
    at: str
    citation: Citation
    unread: bool


@dataclass(frozen=True, slots=True)
class Resting:
    """A law with all the places that rest on it."""

    law: Law
    places: tuple[Place, ...]

    @property
    def unread(self) -> tuple[Place, ...]:
        """The places that must be looked at."""
        return tuple(place for place in self.places if place.unread)


def resting(record: Record, root: Path, today: date) -> list[Resting]:
    """Every law, those first on which rests what must be looked at, then those on which most rests."""
    places: dict[str, list[Place]] = {id_: [] for id_ in record.laws}
    for id_, place in (*_in_record(record, today), *_in_prose(record, root, today)):
        places[id_].append(place)
    found = [Resting(record.laws[id_], tuple(held)) for id_, held in places.items()]
    return sorted(found, key=lambda one: (-len(one.unread), -len(one.places)))


def _in_record(record: Record, today: date) -> Iterator[tuple[str, Place]]:
    for part in record.parts():
        unread = {(str(law.id), path) for law, _, paths in concerned(part, record, today) for path in paths}
        for path, _, citation in values_of(part, Citation):
            law = record.law(citation.law) if citation.law else None
            if law:
                dead = law.repealed and not part.ended
                yield (
                    str(law.id),
                    Place(name(part, record), path_text(path), citation, dead or (law.id, path) in unread),
                )


def _in_prose(record: Record, root: Path, today: date) -> Iterator[tuple[str, Place]]:
    pages = ((path, text) for path, text in prose.pages(root) if isinstance(text, str))
    for path, text in pages:
        checked = prose_citations.checked_to(text)
        for start, citation in in_text(text):
            law = record.law(citation.law)
            if law:
                changed = change(law, checked, today) if checked else None
                unread = law.repealed or bool(changed and changed.touches(citation.articles))
                line = text.count("\n", 0, start) + 1
                yield str(law.id), Place(path, f"第{line}行", citation, unread)


def name(part: WholeFile, record: Record) -> str:
    """What a file of the record is called here: by its id, or by its path."""
    return str(part.id) if isinstance(part, Entry) else record.file_of(part).path
