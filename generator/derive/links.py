"""What a written value refers to: the entry, body, law or paper behind a name.

In: a value and the record. Out: the id it names.
"""

from __future__ import annotations

from generator.model.citation import Citation
from generator.model.values import DepartmentName, DocumentNumber, EntryRef, Leaf
from generator.record import Record

REFERENCES = (EntryRef, Citation, DepartmentName, DocumentNumber)  # the types whose values refer to something


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
