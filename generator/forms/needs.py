"""What the rules say of an entry before there is a file of it: by trying them on the record with it.

In: the record, the kind, the id, the data. Out: the fields that the rules demand, those that have no place.
Used by `authoring.new`. There is no second list of what a delegation or a penalty must have.
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
from generator.reading.folder import FOLDER
from generator.record import File, Record
from generator.rules import Finding, errors_of
from generator.syntax import parser

Data = dict[str, Any]


def path_of(kind: Kind, id_: str) -> str:
    """Where the file of an entry lies, from the root."""
    return f"{FOLDER}/{kind.folder_of(id_)}/{id_}.yml"


def demanded(town: Record, kind: Kind, data: Data, day: date) -> list[FieldPath]:
    """The fields that the rules miss in an entry, in the order of the rules."""
    return list(dict.fromkeys(finding.lacks for finding in _found(town, kind, data, day) if finding.lacks))


def needless(town: Record, kind: Kind, data: Data, day: date) -> frozenset[str]:
    """The empty fields that would have no place: each is tried with its example."""
    empty = {
        spec.name: sample
        for spec in fields_of(kind.model)
        if spec.name not in data and spec.note.grade is not Grade.MUST and (sample := _sample(spec))
    }
    found = _found(town, kind, data | empty, day)
    return frozenset(str(finding.path[0]) for finding in found if finding.needless and finding.path[0] in empty)


def _found(town: Record, kind: Kind, data: Data, day: date) -> Iterator[Finding]:
    reading = reader.read(edit.filled(kind.model, data), kind.model)
    for path, _ in reading.faults:  # an example that does not hold here
        data = {name: value for name, value in data.items() if not path or name != path[0]}
    content = edit.filled(kind.model, data)
    entry: Any = reader.read(content, kind.model).entry
    if entry is None:
        return
    id_ = str(entry.id)
    trial = replace(
        town,
        **{kind.attribute: {**town.list_of(kind), id_: entry}},
        files={**town.files, id_: File(path_of(kind, id_), content)},
    )
    yield from errors_of(entry, trial, day)


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
