"""All lists of a town, and how one looks things up in them.

In: what was read from the files. Out: a `Record`, which never changes. A file that could not be read is known by
its id alone (`broken`), so that what refers to it is not called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.model.adjustment import Adjustment
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.enforcement import Discretions, Enforcers, Inspections, Officers, Procedures, Statistics
from generator.model.entry import Entry, Shared, WholeFile
from generator.model.kind import Kind
from generator.model.kinds import BY_LETTER, EVERY, KINDS, LISTS, kind_of, list_kind_of
from generator.model.reference import Department, Document, Law
from generator.model.responsibility import Responsibility, Task
from generator.model.service import Guide
from generator.model.town import TownFile
from generator.model.values import Area, Choice, Leaf
from generator.model.vocabulary import Readings, Synonyms, Template, Templates
from generator.model.wayfinding import Elsewhere, Together
from generator.reading import ledger, log
from generator.record.tried import Tried
from generator.standards import tables


@dataclass(frozen=True, slots=True)
class File:
    """A file of the record: its path below the town's root, its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """Every list by the ids of its entries, in the order of these; where each file lies; which names mean what."""

    town: TownFile | None = None
    powers: Mapping[str, Power] = field(default_factory=dict)
    guides: Mapping[str, Guide] = field(default_factory=dict)
    responsibilities: Mapping[str, Responsibility] = field(default_factory=dict)
    tasks: Mapping[str, Task] = field(default_factory=dict)
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    together: Mapping[str, Together] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    adjustments: Mapping[str, Adjustment] = field(default_factory=dict)
    departments: Mapping[str, Department] = field(default_factory=dict)
    laws: Mapping[str, Law] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    enforcers: Enforcers | None = None
    officers: Officers | None = None
    inspections: Inspections | None = None
    discretions: Discretions | None = None
    procedures: Procedures | None = None
    statistics: Mapping[str, Statistics] = field(default_factory=dict)  # by the year in the file's name
    templates: Templates | None = None
    synonyms: Synonyms | None = None
    readings: Readings | None = None
    ledger: tuple[ledger.Row, ...] = ()
    publications: log.Log = log.NONE
    broken: frozenset[str] = frozenset()  # keys of `files` that could not be read
    files: Mapping[str, File] = field(default_factory=dict)  # by an entry's id, a list's path below powers/
    attachments: Mapping[str, Path] = field(default_factory=dict)  # by path below attachments/: f001/form.pdf
    department_ids: Mapping[str, str] = field(default_factory=dict)  # every name, former and short name → id
    law_ids: Mapping[str, str] = field(default_factory=dict)  # every title and short title → id
    document_ids: Mapping[str, str] = field(default_factory=dict)  # 文号 → id
    template_of: Mapping[str, Template] = field(default_factory=dict)  # by name, those of the whole country too
    tried: Mapping[str, Tried] = field(default_factory=dict)  # by address, what came of it the last time

    @property
    def formal(self) -> bool:
        """Whether the town publishes formally (正式), not as a demonstration (演示)."""
        return self.town is not None and self.town.formal

    def list_of(self, kind: Kind) -> Mapping[str, Entry]:
        """The entries of a kind by id."""
        entries: Mapping[str, Entry] = getattr(self, kind.attribute)
        return entries

    def entries(self) -> Iterator[Entry]:
        """Every entry, list by list."""
        for kind in KINDS:
            yield from self.list_of(kind).values()

    def parts(self) -> Iterator[WholeFile]:
        """Every file of the record as its model: the entries, the town, the lists."""
        yield from self.entries()
        for kind in LISTS:
            value = getattr(self, kind.attribute)
            yield from value.values() if isinstance(value, Mapping) else [value] if value is not None else []

    def choices(self, leaf: type[Leaf] | None) -> tuple[str, ...]:
        """What a field of a type may hold: the names of its standard table, or the town's own list; () where anything."""
        if leaf and issubclass(leaf, Choice):
            return tables.names(leaf.table)
        return tuple(map(str, self.town.areas or ())) if leaf is Area and self.town else ()

    def shared(self) -> Iterator[Shared]:
        """The entries that may have come with the program."""
        return (entry for entry in self.entries() if isinstance(entry, Shared))

    def get(self, id_: str) -> Entry | None:
        """The entry of an id; None where there is none, or its file could not be read."""
        kind = BY_LETTER.get(id_[:1])
        return self.list_of(kind).get(id_) if kind else None

    def hides(self, model: type[Entry]) -> bool:
        """Whether the file of an entry of a model could not be read: what is looked for may stand in it."""
        letter = kind_of(model).letter
        return any(key[0] == letter for key in self.broken if "/" not in key)

    def department(self, name: str) -> Department | None:
        """The department of a name, former name, short name or sign."""
        return self.departments.get(self.department_ids.get(name, ""))

    def law(self, title: str) -> Law | None:
        """The law of a title or short title."""
        return self.laws.get(self.law_ids.get(title, ""))

    def document(self, number: str) -> Document | None:
        """The document of a 文号."""
        return self.documents.get(self.document_ids.get(number, ""))

    def actor(self, power: Power) -> str:
        """In whose name a power is exercised: the principal's or the town's own; "" where it is not known."""
        if power.delegated:
            return str(power.principal or "")
        return str(self.town.authority) if self.town else ""

    def file_of(self, part: WholeFile) -> File:
        """Where an entry, a list or the town lies."""
        if isinstance(part, Entry):
            return self.files[str(part.id)]
        path = list_kind_of(type(part)).pattern
        if isinstance(part, Statistics):  # by the year of the file's name: the year inside may be wrong
            path = path.replace("YYYY", next(year for year, figures in self.statistics.items() if figures is part))
        return self.files[path]


if _without := [kind.title for kind in EVERY if kind.attribute not in Record.__dataclass_fields__]:
    raise LookupError(f"record/lists.py: Record has no field that keeps {'、'.join(_without)}")
