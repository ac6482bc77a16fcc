"""Reads the folder of a town, every file once.

In: the folder that holds `powers/`. Out: a `Record`, and every problem met on the way. What is wrong with one file
never stops the others from being read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.model.kind import Kind, ListKind
from generator.model.kinds import list_at
from generator.model.values import EntryId, shown
from generator.model.vocabulary import Template, Templates
from generator.problem import Fault, FieldPath, Problem, Severity, Span
from generator.reading import ledger, log
from generator.reading.folder import (
    ATTACHMENTS,
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
from generator.record import tried
from generator.record.lists import File, Record
from generator.standards import tables
from generator.syntax import parser, tree
from generator.syntax.characters import readable_name


def read(
    root: Path, progress: Callable[[int], None] = lambda _: None, memory: Memory | None = None
) -> tuple[Record, list[Problem]]:
    """The record below `root`/powers and every problem met in reading it, sorted by place.

    `progress` is called with the number of files read so far. With a `memory` only the files that changed since it
    was last used are read again.
    """
    base = root / FOLDER
    if not base.is_dir():
        return Record(), [_problem(f"{FOLDER}/town.yml", Fault(NO_RECORD, Span(1, 1), "这里没有 powers 文件夹"))]
    gathering = _Gathering(base, Memory() if memory is None else memory)
    found = paths(base)
    if "town.yml" not in found:
        gathering.lacks_town()
    written = {path: content(base, path) for path in found if not path.startswith(ATTACHMENTS)}
    gathering.memory.learn(
        [
            (path, it, model)
            for path, it in written.items()
            if (model := model_of(path)) and it and not isinstance(it, Fault)
        ]
    )
    for count, path in enumerate(found, 1):
        gathering.take(path, written.get(path, b""))
        progress(count)
    gathering.settle_misplaced()
    gathering.lists["tried"] = tried.read(root)
    return gathering.record(), sorted(gathering.problems)


class _Gathering:
    """What has been gathered from the files so far. Paths are below powers/."""

    def __init__(self, base: Path, memory: Memory) -> None:
        self.base, self.memory = base, memory
        self.lists: dict[str, Any] = {}  # by attribute of `Record`
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self.files: dict[str, File] = {}
        self.attachments: dict[str, Path] = {}
        self.misplaced: dict[str, File] = {}  # by the id that is meant by the file's name or stands in it

    def lacks_town(self) -> None:
        """Note that there is no town.yml."""
        self._wrong("town.yml", Fault(NO_RECORD, Span(1, 1), "powers 里缺 town.yml", "照样张补一个 town.yml。"))
        self.broken.add("town.yml")

    def take(self, path: str, written: bytes | Fault) -> None:
        """Take in a file: its bytes, or why they are not to be had."""
        if path.startswith(ATTACHMENTS):
            if fault := no_file(self.base, path):
                self._wrong(path, fault)
            else:
                self.attachments[path.removeprefix(ATTACHMENTS)] = self.base / path
        elif isinstance(written, Fault):
            self._unreadable(path, written)
        elif path == log.NAME:
            self.lists["publications"] = log.read(written)
        elif path == ledger.NAME:
            self.lists["ledger"], faults = ledger.read(written)
            for fault in faults:
                self._wrong(path, fault)
        elif entry := entry_kind(path):
            self._entry(*entry, path, written)
        elif kind := list_at(path):
            self._list(kind, path, written)
        else:
            self._wrong(path, no_file(self.base, path) or strange(path, written))
            if meant := meant_id(path, written):
                self.misplaced.setdefault(meant, File(f"{FOLDER}/{readable_name(path)}", written))

    def settle_misplaced(self) -> None:
        """Count an entry whose file has a wrong name or place as broken, unless there is another file of its id."""
        for id_, file in self.misplaced.items():
            if id_ not in self.files:
                self.files[id_] = file
                self.broken.add(id_)

    def record(self) -> Record:
        """The record of what was taken in."""
        departments, laws, documents = (self.lists.get(name, {}) for name in ("departments", "laws", "documents"))
        return Record(
            **self.lists,
            broken=frozenset(self.broken),
            files=self.files,
            attachments=self.attachments,
            department_ids=_ids({id_: department.names for id_, department in departments.items()}),
            law_ids=_ids({id_: law.names for id_, law in laws.items()}),
            document_ids=_ids({id_: (str(paper.number),) for id_, paper in documents.items() if paper.number}),
            template_of=_by_name(self.lists.get("templates")),
        )

    def _entry(self, kind: Kind, id_: str, path: str, written: bytes) -> None:
        self.files[id_] = File(f"{FOLDER}/{path}", written)
        reading = self.memory.read(path, written, kind.model)
        for at, fault in reading.faults:
            self._wrong(path, fault, at)
        inside = reading.data.get("编号")
        if isinstance(inside, str) and EntryId.form.fullmatch(inside) and inside != id_:
            root = parser.parse(written).root
            span = tree.locate(root, ("编号",)) if root else Span(1, 1)
            message = f"编号写的是“{shown(inside)}”，文件名是“{id_}.yml”"
            self._wrong(path, Fault(WRONG_NAME, span, message), ("编号",))
            self.broken.add(id_)
        elif reading.entry is None:
            self.broken.add(id_)
        else:
            self.lists.setdefault(kind.attribute, {})[id_] = reading.entry

    def _list(self, kind: ListKind, path: str, written: bytes) -> None:
        self.files[path] = File(f"{FOLDER}/{path}", written)
        reading = self.memory.read(path, written, kind.model)
        for at, fault in reading.faults:
            self._wrong(path, fault, at)
        if reading.entry is None:
            self.broken.add(path)
        elif "YYYY" in kind.pattern:
            year = path.rpartition("/")[2].removesuffix(".yml")
            self.lists.setdefault(kind.attribute, {})[year] = reading.entry
        else:
            self.lists[kind.attribute] = reading.entry

    def _unreadable(self, path: str, fault: Fault) -> None:
        """Note a file whose bytes are not to be had as broken."""
        self._wrong(path, fault)
        entry = entry_kind(path)
        key = entry[1] if entry else path
        if entry or list_at(path):
            self.files[key] = File(f"{FOLDER}/{path}", b"")
            self.broken.add(key)

    def _wrong(self, path: str, fault: Fault, at: FieldPath = ()) -> None:
        self.problems.append(_problem(f"{FOLDER}/{readable_name(path)}", fault, at))


def _problem(file: str, fault: Fault, path: FieldPath = ()) -> Problem:
    """A fault as a problem of a file. A fault of reading is always an error."""
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


def _by_name(own: Templates | None) -> dict[str, Template]:
    """The shared texts by name: those of the whole country, and the town's own in the place of one of the same name."""
    national = Templates.model_validate(tables.load("templates.yml"))
    return {str(item.name): item for item in (*national.items, *(own.items if own else ()))}


def _ids(names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Name → id, of the names that each id goes by. A first name is never taken for another's second one."""
    firsts: Iterable[tuple[str, str]] = ((known_as[0], id_) for id_, known_as in names.items())
    found: dict[str, str] = {}
    for name, id_ in (*firsts, *((name, id_) for id_, known_as in names.items() for name in known_as[1:])):
        found.setdefault(name, id_)
    return found
