"""The whole town: every file read once, indexed once, immutable.

In: the folder that holds `powers/`. Out: a `Record` and all the problems found on the way. A file
that could not be read stays as a placeholder: entries that refer to it raise nothing of their own.
Used by everything behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.model.adjustment import Adjustment
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.enforcement import Discretions, Enforcers, Inspections, Officers, Procedures, Statistics
from generator.model.entry import Entry, WholeFile
from generator.model.kind import Kind, ListKind
from generator.model.kinds import BY_LETTER, EVERY, KINDS, LISTS, list_at, list_kind_of
from generator.model.reference import Department, Document, Law
from generator.model.responsibility import Responsibility, Task
from generator.model.service import Guide
from generator.model.town import Town
from generator.model.values import EntryId, shown
from generator.model.vocabulary import Readings, Synonyms, Template, Templates
from generator.model.wayfinding import Elsewhere, Together
from generator.problem import Fault, FieldPath, Problem, Severity, Span
from generator.reading import ledger
from generator.reading.folder import (
    FOLDER,
    NO_RECORD,
    WRONG_NAME,
    content,
    entry_kind,
    meant_id,
    model_of,
    no_file,
    paths,
    strange,
)
from generator.reading.memory import Memory
from generator.standards import tables
from generator.syntax import parser, tree

_ATTACHMENTS = "attachments/"


@dataclass(frozen=True, slots=True)
class File:
    """A file of the record: its path from the root, its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """All entries by list and id, in the order of their ids; what refers to what, by name.

    `broken` holds the ids of files that could not be read; `files` where each entry lies.
    """

    town: Town | None = None
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
    statistics: Mapping[str, Statistics] = field(default_factory=dict)
    templates: Templates | None = None
    synonyms: Synonyms | None = None
    readings: Readings | None = None
    ledger: tuple[ledger.Row, ...] = ()
    broken: frozenset[str] = frozenset()
    files: Mapping[str, File] = field(default_factory=dict)
    attachments: Mapping[str, Path] = field(default_factory=dict)  # by path below attachments/: f001/form.pdf
    department_ids: Mapping[str, str] = field(default_factory=dict)  # every name, former and short name → id
    law_ids: Mapping[str, str] = field(default_factory=dict)
    document_ids: Mapping[str, str] = field(default_factory=dict)
    template_of: Mapping[str, Template] = field(default_factory=dict)

    @property
    def formal(self) -> bool:
        """Whether the town publishes formally (正式), not as a demonstration (演示)."""
        return self.town is not None and self.town.formal

    def list_of(self, kind: Kind) -> Mapping[str, Any]:
        """The entries of a kind by id."""
        return getattr(self, kind.attribute)

    def entries(self) -> Iterator[Any]:
        """Every entry that has an id, list by list."""
        for kind in KINDS:
            yield from self.list_of(kind).values()

    def parts(self) -> Iterator[WholeFile]:
        """Every file of the record as its model: the entries, the town, the lists."""
        yield from self.entries()
        for kind in LISTS:
            value = getattr(self, kind.attribute)
            yield from value.values() if isinstance(value, Mapping) else [value] if value is not None else []

    def get(self, id_: str) -> Any:
        """The entry of an id, None where there is none or it is broken."""
        kind = BY_LETTER.get(id_[:1])
        return self.list_of(kind).get(id_) if kind else None

    def hides(self, *letters: str) -> bool:
        """Whether a file of one of the kinds could not be read: what is looked for may stand in it."""
        return any(id_[0] in letters for id_ in self.broken if "/" not in id_)

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
        """Where an entry or a list lies: kept under an entry's id, a list's path."""
        if isinstance(part, Entry):
            return self.files[str(part.id)]
        path = list_kind_of(type(part)).pattern
        if isinstance(part, Statistics):  # by the year of the file's name: the year inside may be wrong
            path = path.replace("YYYY", next(year for year, figures in self.statistics.items() if figures is part))
        return self.files[path]


if _without := [kind.title for kind in EVERY if kind.attribute not in Record.__dataclass_fields__]:
    raise LookupError(f"record.py: Record has no field that keeps {'、'.join(_without)}")


@dataclass(slots=True)
class _Reading:
    """What has been gathered while the folder is read."""

    values: dict[str, Any]
    problems: list[Problem]
    broken: set[str]
    files: dict[str, File]
    attachments: dict[str, Path]
    misplaced: dict[str, File]  # by the id that the name of a file in a wrong place begins with
    memory: Memory


def read(
    root: Path, progress: Callable[[int], None] = lambda _: None, memory: Memory | None = None
) -> tuple[Record, list[Problem]]:
    """The record below `root`/powers and every problem met in reading it.

    `progress` hears the count of files; with a `memory` only what changed is read again.
    """
    base = root / FOLDER
    if not base.is_dir():
        return Record(), [problem(f"{FOLDER}/town.yml", Fault(NO_RECORD, Span(1, 1), "这里没有 powers 文件夹"))]
    state = _Reading({}, [], set(), {}, {}, {}, Memory() if memory is None else memory)
    found = paths(base)
    if "town.yml" not in found:
        lacking = Fault(NO_RECORD, Span(1, 1), "powers 里缺 town.yml", "照样张补一个 town.yml。")
        state.problems.append(problem(f"{FOLDER}/town.yml", lacking))
        state.broken.add("town.yml")
    written = {path: content(base, path) for path in found if not path.startswith(_ATTACHMENTS)}
    state.memory.learn(
        [
            (path, it, model)
            for path, it in written.items()
            if (model := model_of(path)) and it and not isinstance(it, Fault)
        ]
    )
    for count, path in enumerate(found, 1):
        _take(state, base, path, written.get(path, b""))
        progress(count)
    for id_, file in state.misplaced.items():
        if id_ not in state.files:  # the entry itself, under a wrong name: what refers to it is not wrong too
            state.files[id_] = file
            state.broken.add(id_)
    return _assemble(state), sorted(state.problems)


def problem(file: str, fault: Fault, path: FieldPath = ()) -> Problem:
    """A fault of reading, now that its file is known; faults of reading are always errors."""
    return Problem(
        file,
        fault.span,
        fault.code.number,
        Severity.ERROR,
        path,
        fault.message,
        fault.advice or fault.code.advice,
        tuple((file, span) for span in fault.related),
    )


def _take(state: _Reading, base: Path, path: str, written: bytes | Fault) -> None:
    if path.startswith(_ATTACHMENTS):
        if fault := no_file(base, path):
            state.problems.append(problem(f"{FOLDER}/{path}", fault))
        else:
            state.attachments[path.removeprefix(_ATTACHMENTS)] = base / path
        return
    if isinstance(written, Fault):
        _take_unreadable(state, path, written)
        return
    file = File(f"{FOLDER}/{path}", written)
    if path == "published.csv":
        rows, faults = ledger.read(written)
        state.values["ledger"] = rows
        state.problems += (problem(file.path, fault) for fault in faults)
        return
    if entry := entry_kind(path):  # most of them are
        _take_entry(state, *entry, path, written)
    elif kind := list_at(path):
        _take_list(state, kind, path, written)
    else:
        state.problems.append(problem(file.path, strange(path, written)))
        if meant := meant_id(path, written):
            state.misplaced.setdefault(meant, file)


def _take_unreadable(state: _Reading, path: str, fault: Fault) -> None:
    """A file whose bytes are not to be had: its entry is broken, so that what refers to it raises nothing."""
    file = File(f"{FOLDER}/{path}", b"")
    state.problems.append(problem(file.path, fault))
    if entry := entry_kind(path):
        state.files[entry[1]] = file
        state.broken.add(entry[1])
    elif list_at(path):
        state.files[path] = file
        state.broken.add(path)


def _take_list(state: _Reading, kind: ListKind, path: str, content: bytes) -> None:
    file = File(f"{FOLDER}/{path}", content)
    state.files[path] = file
    reading = state.memory.read(path, content, kind.model)
    state.problems += (problem(file.path, fault, at) for at, fault in reading.faults)
    if reading.entry is None:
        state.broken.add(path)
    elif "YYYY" in kind.pattern:
        state.values.setdefault(kind.attribute, {})[path.rpartition("/")[2].removesuffix(".yml")] = reading.entry
    else:
        state.values[kind.attribute] = reading.entry


def _take_entry(state: _Reading, kind: Kind, id_: str, path: str, content: bytes) -> None:
    file = File(f"{FOLDER}/{path}", content)
    state.files[id_] = file
    reading = state.memory.read(path, content, kind.model)
    state.problems += (problem(file.path, fault, at) for at, fault in reading.faults)
    written = reading.data.get("编号")
    if isinstance(written, str) and EntryId.form.fullmatch(written) and written != id_:
        span = tree.locate(parser.parse(content).root, ("编号",))  # type: ignore[arg-type]
        state.problems.append(
            problem(file.path, Fault(WRONG_NAME, span, f"编号写的是“{shown(written)}”，文件名是“{id_}.yml”"), ("编号",))
        )
        state.broken |= {id_}
    elif reading.entry is None:
        state.broken.add(id_)
    else:
        state.values.setdefault(kind.attribute, {})[id_] = reading.entry


def _assemble(state: _Reading) -> Record:
    values = state.values
    own = values["templates"].items if "templates" in values else ()
    templates = {str(item.name): item for item in (*national_templates().items, *own)}
    return Record(
        **values,
        broken=frozenset(state.broken),
        files=state.files,
        attachments=state.attachments,
        department_ids=_names(
            values.get("departments", {}), lambda d: (d.name, *(d.former or ()), *(d.short or ()), *(d.signs or ()))
        ),
        law_ids=_names(values.get("laws", {}), lambda law: (law.name, *(law.short or ()))),
        document_ids=_names(values.get("documents", {}), lambda d: (d.number,) if d.number else ()),
        template_of=templates,
    )


def national_templates() -> Templates:
    """The shared texts that are the same for every town."""
    return Templates.model_validate(tables.load("templates.yml"))


def _names(entries: Mapping[str, Any], names: Callable[[Any], tuple]) -> dict[str, str]:
    """Name → id; a full name wins over another entry's former or short name."""
    table: dict[str, str] = {}
    for rank in (0, 1):
        for id_, entry in entries.items():
            for name in names(entry)[:1] if rank == 0 else names(entry)[1:]:
                table.setdefault(str(name), id_)
    return table
