"""One field across all entries of a list, in one form: saved together, or not at all.

In: the list and the field, as an address names them; what was typed. Out: HTML; files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from generator import urls
from generator.editing import controls, typed
from generator.editing.controls import DOT, Control
from generator.editing.names import Names
from generator.editing.page import Offered
from generator.editing.saving import File, NotSaved, Saved, Town, save_all
from generator.model.entry import Entry
from generator.model.fields import FieldSpec, Grade, fields_of, named_fields
from generator.model.kind import Kind
from generator.model.kinds import KINDS
from generator.model.values import EntryId
from generator.pages.rendering import Page, render
from generator.reading import reader
from generator.sheets import cells
from generator.syntax import characters

TABLE = "-/table/"
_BEFORE = "以前"  # how the hidden control ends that says what a row was when it was shown
_Sent = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the entries of a kind."""

    kind: Kind
    spec: FieldSpec

    @property
    def address(self) -> str:
        """Where its form is."""
        return f"{TABLE}{self.kind.attribute}/{self.spec.name}/"


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the form, and what the field said when that was made."""

    control: Control
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage(Page):
    """What table.html prints: a row for each entry; the fields there are, with their addresses."""

    template: ClassVar = "table.html"
    title: str
    token: str
    head: str
    said: str
    rows: Sequence[Row]
    offered: Sequence[Offered]
    others: Sequence[tuple[str, str]]
    see: str


def column_at(path: str) -> Column | None:
    """The field whose form an address is of; the first of the list where it names none. None where there is none."""
    attribute, _, name = path.removeprefix(TABLE).removesuffix("/").partition("/")
    kind = next((kind for kind in KINDS if kind.attribute == attribute), None)
    if kind is None or path not in (f"{TABLE}{attribute}/", f"{TABLE}{attribute}/{name}/"):
        return None
    every = _fields(kind)
    spec = next((spec for spec in every if spec.name == name), None) if name else every[0]
    return Column(kind, spec) if spec else None


def _fields(kind: Kind) -> list[FieldSpec]:
    """The fields of a kind that hold no groups, those of the short table first; not what an entry is called."""
    plain = [spec for spec in fields_of(kind.model) if spec.type not in (None, EntryId) and spec.name != kind.naming]
    return sorted(plain, key=lambda spec: not (spec.note.brief or spec.note.grade is not Grade.OPTIONAL))


def html(column: Column, town: Town, token: str, sent: _Sent, faults: controls.Faults, head: str = "") -> str:
    """The page of a field: what the entries say, or what was typed."""
    kind, spec, record = column.kind, column.spec, town.checked.record
    rows = []
    for entry in _entries(column, town):
        name = f"{entry.id}{DOT}{spec.name}"
        was = _data(entry, town).get(spec.name)
        shown = _typed(column, entry, was, sent, town).data.get(spec.name) if sent else was
        control = controls.control(spec, shown, faults, name)
        label = f"{entry.id} {entry.called}"
        rows.append(Row(replace(control, label=label, said="", example=""), _text(was)))
    ids = {id_ for row in rows for id_ in row.control.asked_for()}
    return render(
        TablePage(
            title=f"{kind.title}：{spec.name}",
            token=token,
            head=head,
            said=spec.meaning,
            rows=rows,
            offered=[Offered(id_, found) for id_, found in Names(record).lists(ids).items()],
            others=[(one.name, f"/{Column(kind, one).address}") for one in _fields(kind)],
            see=f"/{urls.of_list(kind.model)}",
        )
    )


def save(column: Column, town: Town, sent: _Sent) -> Saved | None:
    """Write what was typed, all entries or none; None where nothing differs.

    Raises `Wrong`, another `NotSaved`, or `together.ChangedMeanwhile`.
    """
    spec = column.spec
    edits: list[tuple[File, dict[str, Any], dict[str, Any]]] = []
    faults: dict[str, list[str]] = {}
    for entry in _entries(column, town):
        name = f"{entry.id}{DOT}{spec.name}"
        if name not in sent and f"{name}{DOT}{controls.NOTHING}" not in sent:
            continue
        was = _data(entry, town)
        found = _typed(column, entry, was.get(spec.name), sent, town)
        value = found.data.get(spec.name)
        if value == was.get(spec.name) and not found.faults:
            continue
        before = sent.get(f"{name}{DOT}{_BEFORE}", [_text(was.get(spec.name))])[-1].replace("\r\n", "\n")
        if before != _text(was.get(spec.name)):
            if _text(value) == before:
                continue  # somebody else changed it, and nobody typed here
            found.faults[spec.name] = [f"这一格在您打开以后被改成“{_text(was.get(spec.name))}”，看一遍，再存。"]
        if found.faults:
            faults[name] = [said for every in found.faults.values() for said in every]
            continue
        data = {key: kept for key, kept in was.items() if key != spec.name}
        file = town.checked.record.file_of(entry)
        edits.append((File(str(entry.id), file.path, type(entry), file.content), was, _with(data, spec.name, value)))
    if faults:
        raise Wrong(faults)
    return save_all(town, edits) if edits else None


class Wrong(NotSaved):
    """Something of what was typed does not hold; `faults` by the control."""

    def __init__(self, faults: dict[str, list[str]]) -> None:
        super().__init__(f"还没存：有 {len(faults)} 处要改")
        self.faults = faults


def _with(data: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    return data | ({} if value is None else {name: value})


def _entries(column: Column, town: Town) -> list[Entry]:
    """The entries that have the field and go on."""
    return [entry for entry in town.checked.record.list_of(column.kind).values() if not entry.ended]


def _data(entry: Entry, town: Town) -> dict[str, Any]:
    return reader.data_of(town.checked.record.file_of(entry).content, type(entry)) or {}


def _text(value: Any) -> str:
    return characters.visible(cells.as_text(value))


def _typed(column: Column, entry: Entry, was: Any, sent: _Sent, town: Town) -> typed.Typed:
    """What was typed for one entry."""
    lead = f"{entry.id}{DOT}"
    own = {name.removeprefix(lead): values for name, values in sent.items() if name.startswith(lead)}
    base = {} if was is None else {column.spec.name: was}
    assert column.spec.name in named_fields(type(entry))
    return typed.Typed(column.kind.model, own, base, Names(town.checked.record))
