"""`qingdan end`: entries that are taken back, merged, abolished or were published by mistake.

In: the town's folder, ids, the way, what is known. Out: the files before and after: each entry with its 状态 and 终止,
and one 动态调整 that ends them all, drafted where none does yet. A mistake needs no adjustment: nothing was decided.
Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.checked import Checked, read_and_check
from generator.derive.history import start_of
from generator.desk.end import form
from generator.files import edit
from generator.files.together import FileChange
from generator.forms import answers, asking
from generator.forms.adjustment import Blanks, draft
from generator.intake.checking import new_problems
from generator.model.adjustment import Adjusted, Adjustment
from generator.model.entry import BY_ADJUSTMENT, Ending, Living
from generator.model.fields import named_fields, values_of
from generator.model.kinds import kind_of
from generator.model.values import EntryRef
from generator.problem import Problem
from generator.reading.memory import Memory
from generator.record import Record
from generator.syntax import parser

_STATE, _PAUSE, _ENDING, _DAY, _REASON = "状态", "停办", "终止", "日期", "原因"


class Refused(Exception):
    """These entries cannot end so; the text tells the clerk why and what to do."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The files before and after, the adjustment that does it ("" where none is drafted), and the problems they bring.

    `mentioned` are entries in use that mention what ends, as “编号 名称”.
    """

    files: dict[str, FileChange]
    adjustment: str
    problems: tuple[Problem, ...]
    mentioned: tuple[str, ...]


def run(root: Path, names: Sequence[str], way: str, words: Sequence[str], day: date, ask: asking.Ask | None) -> Ended:
    """End entries; `words` are values as `格子=内容`.

    Raises `Refused`, `answers.Incomplete`, or `edit.Unwritable`.
    """
    memory = Memory()
    before = read_and_check(root, day, memory)
    entries = ending(before.record, names, way)
    said = _said(before.record, way, words, ask)
    files, adjustment = changed(before.record, entries, way, said, day)
    return Ended(files, adjustment, _problems(root, files, before, memory, day), _mentioned(before.record, entries))


def ending(record: Record, names: Sequence[str], way: str) -> list[Living]:
    """The entries that are meant by ids. Raises `Refused` where one is not there, has no state, or has ended."""
    found: list[Living] = []
    for name in dict.fromkeys(names):
        entry = record.get(name)
        if entry is None:
            broken = f"{name} 的文件里有错，先用 qingdan check 看哪里不对，改好再来"
            raise Refused(broken if name in record.broken else f"没有编号是“{name}”的记录；qingdan list 列出全部编号")
        if not isinstance(entry, Living):
            raise Refused(
                f"{name} 是{kind_of(type(entry)).word}，没有“{_STATE}”这一格；能{way}的是权力、办事指南、履职事项"
            )
        if entry.ended:
            since = f"（{entry.ending.day}）" if entry.ending else ""
            raise Refused(
                f"{name} 已经是“{entry.current_state}”{since}。以前公布的调整不改：又有变化的，新写一次动态调整"
            )
        found.append(entry)
    return found


def _said(record: Record, way: str, words: Sequence[str], ask: asking.Ask | None) -> dict[str, Any]:
    """What is said of the ending, asked for where it is not given. Raises `answers.Incomplete`."""

    def name_of(id_: str) -> str | None:
        entry = record.get(id_)
        return entry.called if entry else None

    data, faults = answers.given(form.EndForm, words, name_of)
    must, may = form.asked(way)
    known = {spec.name for spec in (*must, *may)}
    faults += [f"{name}：{way}的不写这一格" for name in data if name not in known]
    if faults:
        raise answers.Incomplete("下面几样写得不对：", faults)
    lacking = [spec for spec in must if spec.name not in data]
    if lacking and ask is None:
        lines = [f"{spec.name}=…　{answers.about(spec)}" for spec in lacking]
        lines += [f"{spec.name}=…　{answers.about(spec)}（可以先不写）" for spec in may if spec.name not in data]
        raise answers.Incomplete("还缺：", lines)
    for spec in (*must, *may):
        if ask is None or spec.name in data:
            continue
        if text := asking.value(spec, ask, name_of, may_lack=spec in may):
            data[spec.name] = text
    return data


def changed(
    record: Record, entries: Sequence[Living], way: str, said: Mapping[str, Any], day: date
) -> tuple[dict[str, FileChange], str]:
    """The files before and after, and the path of the adjustment that is drafted ("" where there is one or none is due)."""
    names = [spec.name for spec in named_fields(Ending).values()]
    final = {name: said[name] for name in names if name in said}
    files: dict[str, FileChange] = {}
    for entry in entries:
        file = record.file_of(entry)
        root = parser.parse(file.content).root
        assert root is not None
        data = {name: value for name, value in root.data().items() if name != _PAUSE}
        after = edit.changed(file.content, type(entry), data | {_STATE: way, _ENDING: final})
        files[file.path] = (file.content, after)
    left = [entry for entry in entries if way in BY_ADJUSTMENT and not _adjusted(record, entry, way, said[_DAY])]
    if not left:
        return files, ""
    blanks = Blanks()
    items = [_item(entry, way, said, blanks) for entry in left]
    known = {
        "名称": said.get(form.NAME, ""),
        "资料性质": "官方",
        "批准文件": said.get(form.DOCUMENT, ""),
        "批准日期": said.get(form.APPROVED, ""),
        "生效日期": said[_DAY],
    }
    path, content = draft(record, known, items, blanks, int(said[_DAY][:4]))
    return files | {path: (None, content)}, path


def _adjusted(record: Record, entry: Living, way: str, day: str) -> bool:
    """Whether an adjustment of that day ends an entry already: who wrote it first needs no other."""
    return any(
        item.entry.id == entry.id
        and item.action == way
        and (start := start_of(adjustment))
        and start.isoformat() == day
        for adjustment in record.adjustments.values()
        for item in adjustment.items
    )


def _item(entry: Living, way: str, said: Mapping[str, Any], blanks: Blanks) -> dict[str, Any]:
    data = {"事项": f"{entry.id} {entry.name}", "动作": way, "理由": said[_REASON]}
    data |= {name: said[name] for name in (form.TAKEN_BY, form.MERGED_INTO) if name in said}
    pending = said.get(form.PENDING)
    return data | {
        form.PENDING: pending or blanks.blank(Adjusted, form.PENDING, "填：已经受理的怎么办；没有在途件，删掉这一行")
    }


def _problems(
    root: Path, files: Mapping[str, FileChange], before: Checked, memory: Memory, day: date
) -> tuple[Problem, ...]:
    return tuple(new_problems(root, {path: after for path, (_, after) in files.items()}, before, memory, day))


def _mentioned(record: Record, entries: Sequence[Living]) -> tuple[str, ...]:
    """The entries in use that mention those that end: a guide that serves the power, a step that leads there."""
    ids = {str(entry.id) for entry in entries}
    return tuple(
        f"{one.id} {one.called}"
        for one in record.entries()
        if str(one.id) not in ids
        and not one.ended
        and not isinstance(one, Adjustment)
        and any(ref.id in ids for _, _, ref in values_of(one, EntryRef))
    )
