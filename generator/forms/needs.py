"""Finds what the rules demand of an entry before there is a file of it, by running them on the record with the entry.

In: the record, the kind, the data. Out: the fields that the rules demand, and those that have no place. So there is
no second list of what a delegation or a penalty must have.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from generator.files import edit
from generator.model.fields import FieldSpec, Grade, Part, fields_of
from generator.model.kind import Kind
from generator.problem import FieldPath
from generator.reading import reader
from generator.reading.folder import entry_path
from generator.record import File, Record
from generator.rules import Finding, errors_of
from generator.syntax import parser

Data = dict[str, Any]


def demanded(town: Record, kind: Kind, data: Data, day: date) -> list[FieldPath]:
    """The paths of the fields that the rules miss in an entry, in the order of the rules."""
    return list(dict.fromkeys(finding.lacks for finding in _found(town, kind, data, day) if finding.lacks))


def needless(town: Record, kind: Kind, data: Data, day: date) -> frozenset[str]:
    """The names of empty fields that have no place in an entry; each was tried with its example."""
    empty = {
        spec.name: sample
        for spec in fields_of(kind.model)
        if spec.name not in data and spec.note.grade is not Grade.MUST and (sample := _sample(spec))
    }
    found = _found(town, kind, data | empty, day)
    return frozenset(str(finding.path[0]) for finding in found if finding.needless and finding.path[0] in empty)


def _found(town: Record, kind: Kind, data: Data, day: date) -> Iterator[Finding]:
    """The errors that the rules find in an entry with some data, in a record with that entry."""
    reading = reader.read(edit.new_file(kind.model, data), kind.model)
    for path, _ in reading.faults:  # an example that does not hold here
        data = {name: value for name, value in data.items() if not path or name != path[0]}
    content = edit.new_file(kind.model, data)
    entry: Any = reader.read(content, kind.model).entry
    if entry is None:
        return
    id_ = str(entry.id)
    entries = {**town.list_of(kind), id_: entry}
    files = {**town.files, id_: File(entry_path(kind, id_), content)}
    changed: dict[str, Any] = {kind.attribute: entries, "files": files}
    yield from errors_of(entry, replace(town, **changed), day)


def _sample(spec: FieldSpec) -> Any:
    """The example of a field as data; of a mapping the examples of what it must have."""
    if spec.part:
        inner = _samples(spec.part)
        return [inner] if spec.many and inner else inner
    if not spec.many:
        return spec.example
    root = parser.parse(f"例: {spec.example}\n".encode()).root
    said: Any = root.data().get("例") if root else None
    return [said] if isinstance(said, str) else said


def _samples(part: type[Part]) -> Data:
    return {spec.name: _sample(spec) for spec in fields_of(part) if spec.note.grade is Grade.MUST}
