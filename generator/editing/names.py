"""What a form offers for fields that name something else: the entries, bodies, laws and papers of the record.

In: the record. Out: lists by their ids, of which the page holds those that its fields ask for; an id or a name typed
alone, put in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from generator.model.citation import Citation
from generator.model.values import Area, DepartmentName, DocumentNumber, EntryRef, LawName, Leaf, TemplateName
from generator.record import Record

_LIST_OF: Mapping[type[Leaf], tuple[str, Callable[[Record], Iterable[str]]]] = {
    EntryRef: ("names-entries", lambda record: (f"{entry.id} {entry.called}" for entry in record.entries())),
    DepartmentName: ("names-bodies", lambda record: (str(body.name) for body in record.departments.values())),
    LawName: ("names-laws", lambda record: (str(law.name) for law in record.laws.values())),
    Citation: ("names-grounds", lambda record: (f"《{law.name}》" for law in record.laws.values())),
    DocumentNumber: ("names-papers", lambda record: record.document_ids),
    TemplateName: ("names-templates", lambda record: record.template_of),
    Area: ("names-areas", lambda record: record.choices(Area)),
}


def list_for(leaf: type[Leaf] | None) -> str:
    """The id of the list that a field of a type is completed from; "" where it is none."""
    return next((id_ for kind, (id_, _) in _LIST_OF.items() if leaf and issubclass(leaf, kind)), "")


class Names:
    """The names in a record."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def lists(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """The lists of some ids, each name once."""
        wanted = set(ids)
        return {
            id_: list(dict.fromkeys(filter(None, names(self.record))))
            for id_, names in _LIST_OF.values()
            if id_ in wanted
        }

    def in_full(self, typed: str) -> str:
        """“编号 名称” for an id or a name alone that means one entry; anything else as it was typed."""
        if entry := self.record.get(typed):
            return f"{entry.id} {entry.called}"
        return self._by_name.get(typed) or typed

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """“编号 名称” by the names that one entry alone has."""
        found: dict[str, str] = {}
        for entry in self.record.entries():
            found[entry.called] = "" if entry.called in found else f"{entry.id} {entry.called}"
        return found
