"""The whole town: every file read once, indexed once, immutable.

In: the folder that holds `powers/`. Out: a `Record` and all the problems found on the way. A file
that could not be read stays as a placeholder: entries that refer to it raise nothing of their own.
Used by everything behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import ledger, reader
from generator.model.adjustment import Adjustment
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.enforcement import Discretions, Enforcers, Inspections, Officers, Procedures, Statistics
from generator.model.entry import Entry
from generator.model.fields import Part
from generator.model.kinds import BY_LETTER, KINDS, LISTS, Kind, ListKind, folder_of
from generator.model.reference import Department, Document, Law
from generator.model.responsibility import Responsibility, Task
from generator.model.service import Guide
from generator.model.town import Town
from generator.model.values import EntryId, shown
from generator.model.vocabulary import Readings, Synonyms, Template, Templates
from generator.model.wayfinding import Elsewhere, Together
from generator.problem import Fault, Problem, Severity, Span, declare
from generator.standards import tables

FOLDER = "powers"
_SHOW_NAMES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep"})

NO_RECORD = declare(
    "H300",
    "要有 powers 文件夹和里面的 town.yml",
    protects="文员：在对的文件夹里运行",
    advice="换到放着 powers 的文件夹再运行，或者用 --root 指给它。",
)
STRANGE_FILE = declare(
    "H301",
    "powers 里只放规定的文件",
    protects="文员：放错地方的文件不会被悄悄漏掉",
    advice="移到对的文件夹，或者移出 powers。",
)
COPY = declare(
    "H302",
    "同一条记录只能有一个文件",
    protects="居民：两个副本不知道哪个算数",
    advice="留最新的一份，改回原名；其余的删掉。",
)
WRONG_NAME = declare(
    "H303", "文件名就是编号", protects="审计：按编号找得到文件", advice="把文件名和里面的编号改成一样。"
)
WRONG_FOLDER = declare(
    "H304", "编号的字母和文件夹要对应", protects="审计：按编号找得到文件", advice="移到对应的文件夹，或者换一个编号。"
)


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
    attachments: frozenset[str] = frozenset()  # paths below attachments/: f001/form.pdf
    department_ids: Mapping[str, str] = field(default_factory=dict)  # every name, former and short name → id
    law_ids: Mapping[str, str] = field(default_factory=dict)
    document_ids: Mapping[str, str] = field(default_factory=dict)
    template_of: Mapping[str, Template] = field(default_factory=dict)

    @property
    def formal(self) -> bool:
        """Whether the town publishes formally (正式), not as a demonstration (演示)."""
        return self.town is not None and self.town.state == "正式"

    def list_of(self, kind: Kind) -> Mapping[str, Any]:
        """The entries of a kind by id."""
        return getattr(self, kind.attribute)

    def entries(self) -> Iterator[Any]:
        """Every entry that has an id, list by list."""
        for kind in KINDS:
            yield from self.list_of(kind).values()

    def parts(self) -> Iterator[Part]:
        """Every file of the record as its model: the entries, the town, the lists."""
        yield from self.entries()
        for kind in LISTS:
            value = getattr(self, kind.attribute)
            yield from value.values() if isinstance(value, Mapping) else [value] if value is not None else []

    def get(self, id_: str) -> Any:
        """The entry of an id, None where there is none or it is broken."""
        kind = BY_LETTER.get(id_[:1])
        return self.list_of(kind).get(id_) if kind else None

    def department(self, name: str) -> Department | None:
        """The department of a name, former name, short name or sign."""
        return self.departments.get(self.department_ids.get(name, ""))

    def law(self, title: str) -> Law | None:
        """The law of a title or short title."""
        return self.laws.get(self.law_ids.get(title, ""))

    def document(self, number: str) -> Document | None:
        """The document of a 文号."""
        return self.documents.get(self.document_ids.get(number, ""))

    def file_of(self, part: Part) -> File:
        """Where an entry or a list lies."""
        return self.files[key_of(part)]


def key_of(part: Part) -> str:
    """What `Record.files` keeps a file under: an entry's id, a list's pattern, with the year for figures."""
    if isinstance(part, Entry | Decision):
        return str(part.id)
    pattern = next(kind.pattern for kind in LISTS if kind.model is type(part))
    return pattern.replace("YYYY", str(part.year)) if isinstance(part, Statistics) else pattern


@dataclass(slots=True)
class _Reading:
    """What has been gathered while the folder is read."""

    values: dict[str, Any]
    problems: list[Problem]
    broken: set[str]
    files: dict[str, File]
    attachments: set[str]


def read(root: Path, progress: Callable[[int], None] = lambda _: None) -> tuple[Record, list[Problem]]:
    """The record below `root`/powers and every problem met in reading it. `progress` hears the count of files."""
    base = root / FOLDER
    if not (base / "town.yml").is_file():
        place = base.name if base.is_dir() else str(root)
        return Record(), [problem(f"{FOLDER}/town.yml", Fault(NO_RECORD, Span(1, 1), f"在“{place}”里没有找到"))]
    state = _Reading({}, [], set(), {}, set())
    for count, path in enumerate(_paths(base), 1):
        _take(state, base, path)
        progress(count)
    return _assemble(state), sorted(state.problems)


def problem(file: str, fault: Fault, path: reader.Path = ()) -> Problem:
    """A fault of reading, now that its file is known; faults of reading are always errors."""
    return Problem(
        file,
        fault.span,
        fault.code.number,
        Severity.ERROR,
        reader.field_path(path),
        fault.message,
        fault.advice or fault.code.advice,
        tuple((file, span) for span in fault.related),
    )


def _paths(base: Path) -> list[str]:
    """The files below `powers/`, as sorted paths, by the order of ids within a folder."""
    found = (path.relative_to(base).as_posix() for path in base.rglob("*") if path.is_file())
    return sorted((p for p in found if not _ignored(p)), key=_natural)


def _ignored(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name in _SHOW_NAMES or name.startswith(("~$", ".~"))


def _natural(path: str) -> tuple:
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", path))


def _take(state: _Reading, base: Path, path: str) -> None:
    file = File(f"{FOLDER}/{path}", b"")
    if path.startswith("attachments/"):
        state.attachments.add(path.removeprefix("attachments/"))
        return
    if path == "published.csv":
        rows, faults = ledger.read((base / path).read_bytes())
        state.values["ledger"] = rows
        state.problems += (problem(file.path, fault) for fault in faults)
        return
    if kind := next((kind for kind in LISTS if kind.matches(path)), None):
        _take_list(state, kind, path, (base / path).read_bytes())
    elif entry := _entry_kind(path):
        _take_entry(state, *entry, path, (base / path).read_bytes())
    else:
        state.problems.append(problem(file.path, _strange(path)))


def _entry_kind(path: str) -> tuple[Kind, str] | None:
    """The kind and id that a path stands for, None where it is no entry."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".yml")
    if stem == name or not EntryId.form.fullmatch(stem):
        return None
    kind = BY_LETTER.get(stem[0])
    return (kind, stem) if kind and folder_of(kind, stem) == folder else None


def _strange(path: str) -> Fault:
    """What to say of a file that has no place in the record."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    if found := re.match(r"([a-z]\d+)(?=\D)", name):
        id_, rest = found[1], stem[len(found[1]) :]
        if rest and name.endswith((".yml", ".yaml")):
            return Fault(COPY, Span(1, 1), f"“{name}”像是 {id_}.yml 的副本")
        kind = BY_LETTER.get(id_[0])
        if kind and name.endswith(".yml"):
            return Fault(
                WRONG_FOLDER,
                Span(1, 1),
                f"“{id_}”是{kind.word}，应当放在 {folder_of(kind, id_)} 里，现在放在 {folder or FOLDER} 里",
            )
    if name.endswith(".yaml"):
        return Fault(STRANGE_FILE, Span(1, 1), f"文件名“{name}”要以 .yml 结尾", f"改名为 {stem}.yml。")
    if re.match(r"[A-Z]\d+\.yml$", name):
        return Fault(WRONG_NAME, Span(1, 1), f"文件名“{name}”的字母要小写", f"改名为 {name.lower()}。")
    lists = [kind.pattern.rpartition("/")[2] for kind in LISTS if kind.pattern.rpartition("/")[0] == folder]
    near = tables.closest(name, lists) if lists else ""
    return Fault(STRANGE_FILE, Span(1, 1), f"不认识“{path}”这个文件", f"是不是想写“{near}”？" if near else "")


def _take_list(state: _Reading, kind: ListKind, path: str, content: bytes) -> None:
    file = File(f"{FOLDER}/{path}", content)
    state.files[path] = file
    reading = reader.read(content, kind.model)
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
    reading = reader.read(content, kind.model)
    state.problems += (problem(file.path, fault, at) for at, fault in reading.faults)
    written = reading.data.get("编号")
    if isinstance(written, str) and EntryId.form.fullmatch(written) and written != id_:
        span = reader.source.locate(reading.document.root, ("编号",))  # type: ignore[arg-type]
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
    templates = {item.name: item for item in national_templates().items}
    templates |= {item.name: item for item in values["templates"].items} if "templates" in values else {}
    return Record(
        **values,
        broken=frozenset(state.broken),
        files=state.files,
        attachments=frozenset(state.attachments),
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
