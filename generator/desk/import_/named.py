"""Finds what the drafts of a plan name and the record lacks: laws, bodies, documents; puts other names in their place.

In: the drafts of a plan, the record. Out: `Lacking`s with the cells that name them; the drafts with the names changed.
Every name of a cell is found, not the first alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from pydantic_core import PydanticCustomError

from generator.intake.plan import CellRef, EntryDraft, ImportPlan, Lacking
from generator.model.citation import Citation
from generator.model.fields import Part, named_fields
from generator.model.kind import Kind
from generator.model.leaf import Leaf
from generator.model.reference import DEPARTMENT, DOCUMENT, LAW
from generator.model.values import DepartmentName, DocumentNumber, LawName
from generator.problem import FieldPath
from generator.record import Record
from generator.standards import tables

NUMBER = "文号"
KINDS = (LAW, DEPARTMENT, DOCUMENT)
# What stands for a name at a place of a draft: the same, another one, None where the value goes.
Change = Callable[[Kind, str, FieldPath, str], str | None]


def known(record: Record) -> dict[str, Mapping[str, str]]:
    """The ids of laws, bodies and documents by every name they go by, under the letters of their kinds."""
    return {
        LAW.letter: record.law_ids,
        DEPARTMENT.letter: record.department_ids,
        DOCUMENT.letter: record.document_ids,
    }


def lacking(plan: ImportPlan, record: Record) -> list[Lacking]:
    """What the new and the changed entries of a plan name and neither the record has nor the plan adds."""
    names = {letter: set(ids) for letter, ids in known(record).items()}
    for draft in plan.changed:
        if draft.new and isinstance(draft.kind, Kind) and draft.kind.letter in names:
            names[draft.kind.letter] |= {draft.name, str(draft.data.get(NUMBER, ""))}
    cells: dict[tuple[str, str], list[CellRef]] = {}
    texts: dict[tuple[str, str], list[str]] = {}

    def note(kind: Kind, name: str, path: FieldPath, text: str) -> str:
        if name not in names[kind.letter] and not record.hides(kind.model):
            if where := draft.cell_of(path):
                cells.setdefault((kind.letter, name), []).append(where)
            texts.setdefault((kind.letter, name), []).append(text)
        return name

    for draft in plan.changed:
        _reworded(draft.kind.model, draft.data, note)
    by_letter = {kind.letter: kind for kind in KINDS}
    found = [
        Lacking(
            by_letter[letter],
            name,
            tuple(dict.fromkeys(cells.get((letter, name), ()))),
            tuple(dict.fromkeys(said)),
            _near(by_letter[letter], name, record),
        )
        for (letter, name), said in texts.items()
    ]
    return sorted(found, key=lambda one: [kind.letter for kind in KINDS].index(one.kind.letter))


def _near(kind: Kind, name: str, record: Record) -> str:
    """What of the record may be meant by a name; "" for nothing."""
    if kind is LAW:
        return tables.meant_law(name, list(record.law_ids))
    return tables.meant_name(name, known(record)[kind.letter])


def rename(plan: ImportPlan, said: Mapping[tuple[str, str], str]) -> None:
    """Put other names into the drafts, by the letter of the kind and the name; "" takes the value out.

    What is taken out stays beside the entry in a comment.
    """
    for draft in plan.changed:
        draft.data = _reworded(draft.kind.model, draft.data, _renaming(draft, said))
        for (_, name), other in said.items():
            draft.edits = [replace(one, after=one.after.replace(name, other)) if other else one for one in draft.edits]


def _renaming(draft: EntryDraft, said: Mapping[tuple[str, str], str]) -> Change:
    def change(kind: Kind, name: str, path: FieldPath, text: str) -> str | None:
        other = said.get((kind.letter, name), name)
        if not other:
            field = str(path[0])
            before = draft.kept.get(field, "")
            draft.keep(field, before if text in before else f"{before}\n{text}".strip())
        return other or None

    return change


def _reworded(model: type[Part], data: Mapping[str, Any], change: Change, at: FieldPath = ()) -> dict[str, Any]:
    """Data with the names in it changed; a field that loses all its values is left out."""
    specs = named_fields(model)
    said: dict[str, Any] = {}
    for name, held in data.items():
        spec = specs.get(name)
        if spec is None or not held:
            said[name] = held
            continue
        many = isinstance(held, list)
        after: list[Any] = []
        for number, item in enumerate(held if many else [held]):
            path = (*at, name, number) if many else (*at, name)
            if spec.part and isinstance(item, dict):
                after.append(_reworded(spec.part, item, change, path))
            elif spec.type is None or not isinstance(item, str):
                after.append(item)
            elif (text := _changed(spec.type, item, path, change)) is not None:
                after.append(text)
        if after:
            said[name] = after if many else after[0]
    return said


def _changed(leaf: type[Leaf], text: str, path: FieldPath, change: Change) -> str | None:
    found = _name(leaf, text) if path != (NUMBER,) else None  # a document's own number names no other one
    if found is None:
        return text
    kind, name = found
    other = change(kind, name, path, text)
    return None if other is None else text.replace(name, other, 1)


def _name(leaf: type[Leaf], text: str) -> tuple[Kind, str] | None:
    """The law, body or document that a value names; None where it names none."""
    if not issubclass(leaf, Citation | LawName | DepartmentName | DocumentNumber):
        return None
    try:
        value = leaf.read(text)
    except PydanticCustomError:
        return None
    if isinstance(value, Citation):
        return (LAW, value.law) if value.law else (DOCUMENT, value.document)
    kinds = ((LawName, LAW), (DepartmentName, DEPARTMENT), (DocumentNumber, DOCUMENT))
    return next(((kind, str(value)) for type_, kind in kinds if isinstance(value, type_)), None)
