"""What a written value refers to: the entry, body, law or paper behind a name.

In: an entry or a value, and the record. Out: the values below an entry; the id a value names.
Used by `derive.town` and the pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.citation import Citation
from generator.model.fields import Part, fields_of
from generator.model.values import DepartmentName, DocumentNumber, EntryRef, Leaf
from generator.record import Record


def leaves(part: Part) -> Iterator[Leaf]:
    """Every written value below an entry."""
    waiting: list[Part] = [part]
    while waiting:
        current = waiting.pop()
        for spec in fields_of(type(current)):
            value = getattr(current, spec.attribute)
            if value is None:
                continue
            for item in value if spec.many else (value,):
                if isinstance(item, Part):
                    waiting.append(item)
                else:
                    yield item


def target(value: Leaf, record: Record) -> str:
    """The id that a value refers to, "" where it refers to nothing that is known."""
    match value:
        case EntryRef():
            return value.id if record.get(value.id) is not None else ""
        case Citation():
            return record.law_ids.get(value.law, "") if value.law else record.document_ids.get(value.document, "")
        case DepartmentName():
            return record.department_ids.get(value, "")
        case DocumentNumber():
            return record.document_ids.get(value, "")
        case _:
            return ""
