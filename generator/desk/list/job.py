"""`qingdan list`: what is in the record, kind by kind: id, name, file.

In: a record and kinds. Out: a `Listing`. Files that could not be read are in it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.kind import AnyKind, Kind
from generator.model.kinds import BY_LETTER
from generator.record import Record


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of the record: its id ("" where it holds a whole list), what it is called, where it lies."""

    id: str
    name: str
    path: str
    readable: bool


Listing = dict[AnyKind, list[ListedFile]]


def listing(record: Record, kinds: Iterable[AnyKind]) -> Listing:
    """The files of some kinds, in the order of their ids or paths."""
    return {kind: [_listed(record, key, kind) for key in _keys(record, kind)] for kind in kinds}


def _keys(record: Record, kind: AnyKind) -> list[str]:
    if not isinstance(kind, Kind):
        return sorted(key for key in record.files if kind.matches(key))
    keys = [key for key in record.files if "/" not in key and BY_LETTER.get(key[0]) is kind and key[1:].isdecimal()]
    return sorted(keys, key=lambda key: (int(key[1:]), key))


def _listed(record: Record, key: str, kind: AnyKind) -> ListedFile:
    entry = record.get(key) if isinstance(kind, Kind) else None
    if isinstance(kind, Kind):
        id_, name = key, entry.called if entry else ""
    else:
        id_, name = "", kind.title + (f"（{key[-8:-4]}年）" if "YYYY" in kind.pattern else "")
    return ListedFile(id_, name, record.files[key].path, key not in record.broken)
