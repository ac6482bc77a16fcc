"""The town's word on what came with the program: 本镇办, 不归本镇, 还没问; listed, and set for many at once.

In: the record, ids or 全国编号, the word. Out: rows; files before and after. The word stands in each matter's own file,
nowhere else: a second list would have to follow every renaming, and two clerks would write in it at a time. Where
a guide holds here, the powers that it serves do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.files import edit
from generator.files.together import FileChange
from generator.model.authority import Power
from generator.model.entry import HERE, Shared
from generator.model.service import Guide
from generator.model.wayfinding import Elsewhere
from generator.national.program import ASKED, NUMBER, WAITS, data_of
from generator.record import Record
from generator.reports import json_text
from generator.standards import tables

WORDS = tables.names(ASKED)


def matters(record: Record) -> list[Shared]:
    """What came with the program, by 全国编号; powers last: what is said of a guide may be said of them."""
    found = (entry for entry in record.shared() if entry.national_id)
    return sorted(found, key=lambda entry: (isinstance(entry, Power), str(entry.national_id)))


def word(entry: Shared) -> str:
    """What the town said of a matter."""
    return str(entry.asked or WAITS)


def meant(record: Record, names: Iterable[str]) -> tuple[list[Shared], list[str]]:
    """The matters that are meant by ids or 全国编号, and the names that mean none."""
    by_name = {name: entry for entry in matters(record) for name in (str(entry.id), str(entry.national_id))}
    return [by_name[name] for name in names if name in by_name], [name for name in names if name not in by_name]


def about(entry: Shared) -> str:
    """What tells a clerk which matter this is."""
    match entry:
        case Elsewhere():
            return f"归谁办：{entry.whose}"
        case Guide():
            return str(entry.in_short)
        case Power():
            return f"{entry.type}，{'；'.join(map(str, entry.basis))}"
    return "一件事"


def with_powers(record: Record, words: Mapping[str, str]) -> dict[str, str]:
    """What is said of matters, by id, and with it of the powers behind guides that hold here, if nothing was said of them."""
    found = dict(words)
    for id_ in words:
        guide = record.guides.get(id_)
        for ref in guide.powers if guide and words[id_] == HERE else ():
            power = record.powers.get(ref.id)
            if power and power.national_id and word(power) == WAITS:
                found.setdefault(ref.id, str(HERE))
    return found


def said(record: Record, words: Mapping[str, str]) -> dict[str, FileChange]:
    """The files that change where these words are said of matters, by id. Raises `edit.Unwritable`."""
    files: dict[str, FileChange] = {}
    for entry in matters(record):
        new = words.get(str(entry.id), word(entry))
        if new != word(entry):
            file = record.file_of(entry)
            data = data_of(record, entry) | {ASKED: new}
            files[file.path] = (file.content, edit.changed(file.content, type(entry), data))
    return files


def listing(entries: Sequence[Shared]) -> str:
    """All of them, what is not yet said first."""
    if not entries:
        return "没有程序带来的事项。"
    ordered = sorted(entries, key=lambda entry: word(entry) != WAITS)
    lines = [f"  {entry.national_id}  {entry.id}  {word(entry)}　{entry.name}" for entry in ordered]
    counts = Counter(map(word, entries))
    total = "，".join(f"{one} {counts[one]}" for one in WORDS)
    return "\n".join([f"程序带来的事项 {len(entries)} 条：{total}。", *lines])


def as_json(entries: Sequence[Shared]) -> str:
    """One JSON object with every matter."""
    rows = [
        {NUMBER: str(entry.national_id), "编号": str(entry.id), "名称": str(entry.name), ASKED: word(entry)}
        for entry in entries
    ]
    return json_text({"事项": rows})
