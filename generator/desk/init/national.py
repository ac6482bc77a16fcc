"""What every town begins with: matters that rest on national law alone, and the laws that they rest on.

In: `standards/national_matters.yml`, and the record of this project, from which the texts are taken: they are kept in
one place. Out: the files of a new town, by path. Each matter bears its 全国编号 and waits for the town's word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from generator import record
from generator.derive.grounds import laws_of, national
from generator.files import edit
from generator.model.entry import Entry
from generator.model.reference import Law
from generator.model.wayfinding import Shared
from generator.reading.folder import FOLDER
from generator.record import Record
from generator.site import starter
from generator.standards import tables
from generator.syntax import parser

_TITLE = re.compile("《([^《》]+)》")
_MATTER = "事项"  # what a step leads to
_WAITS = "还没问"


def files(others: Iterable[bytes] = ()) -> dict[str, bytes]:
    """The matters and their laws, and the laws that other files to begin with cite."""
    shared, _ = record.read(starter.folder())
    rows = {row["取自"]: row["全国编号"] for row in tables.load("national_matters.yml")["事项"] if "停用" not in row}
    every: dict[str, Shared] = {**shared.elsewhere, **shared.together}
    matters = {id_: every[id_] for id_ in rows}
    laws = {str(law.id): law for entry in matters.values() for law in laws_of(entry, shared)}
    cited = (shared.law(title) for content in others for title in _TITLE.findall(content.decode()))
    laws |= {str(law.id): law for law in cited if law}
    return {
        **{_path(entry, shared): _taken(entry, rows[id_], matters, shared) for id_, entry in matters.items()},
        **{_path(law, shared): shared.file_of(law).content for law in _with_successors(laws, shared)},
    }


def _path(entry: Entry, shared: Record) -> str:
    return f"{FOLDER}/{shared.file_of(entry).path.removeprefix(f'{FOLDER}/')}"


def _with_successors(laws: dict[str, Law], shared: Record) -> Iterable[Law]:
    """The laws, and those that took their place."""
    waiting = list(laws.values())
    found: dict[str, Law] = {}
    while waiting:
        law = waiting.pop()
        assert national(law), f"{law.name} is no law of the state"
        found[str(law.id)] = law
        successor = shared.law(law.successor) if law.successor else None
        if successor and str(successor.id) not in found:
            waiting.append(successor)
    return found.values()


def _taken(entry: Shared, number: str, matters: dict[str, Shared], shared: Record) -> bytes:
    """The file of a matter for a town that has nothing but these matters: what leads elsewhere is left out."""
    content = shared.file_of(entry).content
    root = parser.parse(content).root
    assert root is not None
    data: dict[str, Any] = root.data()
    for part in (*data.get("步骤", ()), *data.get("分岔", ())):
        if part.get(_MATTER, "").partition(" ")[0] not in matters:
            part.pop(_MATTER, None)
    return edit.changed(content, type(entry), data | {"全国编号": number, "本镇核对": _WAITS})
