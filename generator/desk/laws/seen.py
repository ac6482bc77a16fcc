"""Notes that what rests on some laws was compared with their newest text: sets 核对到.

In: the record, its folder, the laws, the day. Out: files before and after, and what was left alone. Nothing is
written here. What rests on another law too that also changed is left: its day would say more than was done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.derive.amendment import change, concerned
from generator.derive.grounds import laws_of
from generator.desk.laws.resting import name
from generator.files import edit
from generator.files.together import FileChange
from generator.model.citation import in_text
from generator.model.entry import WholeFile
from generator.model.reference import Law
from generator.record import Record
from generator.rules import prose, prose_citations
from generator.syntax import parser

CHECKED = "核对到"


@dataclass(frozen=True, slots=True)
class Seen:
    """What would be written, by path; what stays as it is: its name, and the other laws that must be looked at too."""

    files: dict[str, FileChange]
    left: tuple[tuple[str, tuple[Law, ...]], ...]


def seen(record: Record, root: Path, laws: Iterable[Law], to: date, today: date) -> Seen:
    """What changes where all that rests on some laws was compared with them as of a day. Raises `edit.Unwritable`."""
    ids = {str(law.id) for law in laws}
    files: dict[str, FileChange] = {}
    left: list[tuple[str, tuple[Law, ...]]] = []
    for part in record.parts():
        checked = vars(part).get("checked")
        if not checked or checked.date >= to or part.ended or not ids & {str(law.id) for law in laws_of(part, record)}:
            continue
        others = tuple(law for law, _, _ in concerned(part, record, today) if str(law.id) not in ids)
        if others:
            left.append((name(part, record), others))
        else:
            file = record.file_of(part)
            files[file.path] = (file.content, _dated(file.content, part, to))
    for path, text in prose.pages(root):
        if isinstance(text, str) and (written := _page(text, ids, record, to, today)):
            content = (root / path).read_bytes()
            files[path] = (content, written.encode())
    return Seen(files, tuple(left))


def _dated(content: bytes, part: WholeFile, to: date) -> bytes:
    root = parser.parse(content).root
    assert root is not None
    data: dict[str, Any] = root.data()
    return edit.changed(content, type(part), data | {CHECKED: to.isoformat()})


def _page(text: str, ids: set[str], record: Record, to: date, today: date) -> str:
    """A page of prose with the day in its head; "" where it has nothing to do with the laws, or with others too."""
    checked = prose_citations.checked_to(text)
    if checked is None or checked >= to:
        return ""
    cited = [(law, citation) for _, citation in in_text(text) if (law := record.law(citation.law))]
    others = [law for law, citation in cited if str(law.id) not in ids and _touched(law, citation, checked, today)]
    if others or not any(str(law.id) in ids for law, _ in cited):
        return ""
    return re.sub(rf"^{CHECKED}: .*$", f"{CHECKED}: {to.isoformat()}", text, count=1, flags=re.M)


def _touched(law: Law, citation: Any, checked: date, today: date) -> bool:
    found = change(law, checked, today)
    return found is not None and found.touches(citation.articles)
