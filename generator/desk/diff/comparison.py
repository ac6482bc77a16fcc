"""Two records compared, value by value as written: what came, went, changed, and what of it is 须经调整.

In: the folders of both, today's record for its adjustments. Out: a `Comparison`, an entry or a file each.
Used by the modules beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.derive import adjusted, wording
from generator.derive.town import history_of
from generator.desk.diff.fields import FieldChange, fields
from generator.model.adjustment import Adjustment
from generator.model.entry import EXAMPLE, MISTAKEN
from generator.model.fields import Part, fields_of
from generator.model.kinds import BY_LETTER, EVERY, list_at
from generator.reading import folder, reader
from generator.record import Record

ATTACHMENTS = "附件"
BEGUN, GONE, UNREADABLE = "新增", "文件没有了", "读不出来"


@dataclass(frozen=True, slots=True)
class Matter:
    """Something 须经调整: a field ("" for the entry as a whole), before and after, the adjustments that say so."""

    path: str
    before: str
    after: str
    by: tuple[Adjustment, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A file that says something else: its list, id and name ("" for whole lists), what happened, to which fields."""

    title: str
    id: str
    name: str
    file: str
    actions: tuple[str, ...]
    fields: tuple[FieldChange, ...] = ()
    matters: tuple[Matter, ...] = ()
    state: str = ""
    data: dict[str, Any] | None = None  # what it says today
    new: bool = False  # it was not there before: its fields are its content, not changes

    @property
    def called(self) -> str:
        """Id and name, as people refer to it."""
        return f"{self.id} {self.name}".strip() or self.file

    @property
    def uncovered(self) -> tuple[Matter, ...]:
        """What needs an adjustment and has none."""
        return tuple(matter for matter in self.matters if not matter.by)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed since an earlier record, in the order of the lists; `since` is what that is called."""

    since: str
    day: date
    changes: tuple[Changed, ...]

    @property
    def uncovered(self) -> tuple[tuple[Changed, Matter], ...]:
        """Everything that needs an adjustment and has none."""
        return tuple((change, matter) for change in self.changes for matter in change.uncovered)

    @property
    def unreadable(self) -> tuple[Changed, ...]:
        """The files that cannot be compared."""
        return tuple(change for change in self.changes if UNREADABLE in change.actions)

    def by_list(self) -> list[tuple[str, list[Changed]]]:
        """The changes of each list, under its title."""
        titles = dict.fromkeys(change.title for change in self.changes)
        return [(title, [change for change in self.changes if change.title == title]) for title in titles]


def compare(before: Path, since: str, root: Path, today: Record, day: date) -> Comparison:
    """What the record below `root` says that the one below `before` did not, and the other way round."""
    sides = _Sides(_files(before), _files(root), today, day)
    order = [kind.title for kind in EVERY] + [ATTACHMENTS]
    paths = dict.fromkeys([*sides.after, *sides.before])
    found = [change for path in paths if (change := _changed(path, sides))]
    return Comparison(since, day, tuple(sorted(found, key=lambda change: order.index(change.title))))


def _files(root: Path) -> dict[str, bytes]:
    base = root / folder.FOLDER
    read = ((path, folder.content(base, path)) for path in folder.paths(base))
    return {path: content for path, content in read if isinstance(content, bytes)}


class _Sides:
    """Both records: their files, today's adjustments with what each said of an entry then."""

    def __init__(self, before: dict[str, bytes], after: dict[str, bytes], today: Record, day: date) -> None:
        self.before, self.after, self.day = before, after, day
        self.lists = {path[1][0] for path in map(folder.entry_kind, before) if path}
        self._history = history_of(today)

    def history(self, id_: str) -> adjusted.History:
        """The adjustments of an entry, newest first, without what was written into an earlier one since."""
        for adjustment, item in reversed(self._history.get(id_, ())):
            then = self.before.get(f"adjustments/{adjustment.id}.yml")
            if then is None or wording.plain(item) in (reader.data_of(then, Adjustment) or {}).get("事项", ()):
                yield adjustment, item


def _changed(path: str, sides: _Sides) -> Changed | None:
    before, after = sides.before.get(path), sides.after.get(path)
    if before == after:
        return None
    if path.startswith("attachments/"):
        action = BEGUN if before is None else GONE if after is None else "换了"
        return Changed(ATTACHMENTS, "", path.removeprefix("attachments/"), f"{folder.FOLDER}/{path}", (action,))
    model = folder.model_of(path)
    if model is None:
        return None
    old = {} if before is None else reader.data_of(before, model)
    new = {} if after is None else reader.data_of(after, model)
    blank = _blank(path, new or old or {})
    if old is None or new is None:
        return replace(blank, actions=(UNREADABLE,))
    changes = tuple(fields(model, old, new))
    if not changes:
        return None
    actions = (BEGUN,) if before is None else (GONE,) if after is None else tuple(_actions(old, new, changes))
    matters = () if after is None else tuple(_matters(blank.id, model, old, new, sides))
    if before is None and (begun := _beginning(blank.id, sides)):
        actions = (begun[0],)
    return replace(
        blank, actions=actions, fields=changes, matters=matters, state=_state(new), data=new, new=before is None
    )


def _blank(path: str, data: dict[str, Any]) -> Changed:
    entry = folder.entry_kind(path)
    if entry:
        return Changed(entry[0].title, entry[1], entry[0].name_in(data), f"{folder.FOLDER}/{path}", ())
    kind = list_at(path)
    assert kind
    year = path.rpartition("/")[2].removesuffix(".yml") if "YYYY" in kind.pattern else ""
    return Changed(kind.title, "", f"{kind.title}{year}", f"{folder.FOLDER}/{path}", ())


def _state(data: dict[str, Any]) -> str:
    return str(data.get("状态") or wording.unwritten("状态"))


def _actions(old: dict[str, Any], new: dict[str, Any], changes: tuple[FieldChange, ...]) -> Iterator[str]:
    """What happened to an entry, the weightiest first."""
    if _state(old) != _state(new):
        yield "恢复" if _state(new) == wording.unwritten("状态") else _state(new)
    if old.get("名称") != new.get("名称"):
        yield "更名"
    told = ("状态", "名称", "停办", "终止")
    if any(change.path.partition(wording.STEP)[0] not in told for change in changes) or _state(old) == _state(new):
        only_name = all(change.path == "名称" for change in changes)
        yield from () if only_name else ("变更",)


def _matters(id_: str, model: type[Part], old: dict, new: dict, sides: _Sides) -> Iterator[Matter]:
    """What of a change is 须经调整. An example claims nothing; what was published by mistake is just taken back."""
    if not adjusted.subject(model) or (old or new).get("资料性质") == EXAMPLE or _state(new) == MISTAKEN:
        return
    if not old:
        if BY_LETTER[id_[0]].given and id_[0] in sides.lists:
            begun = _beginning(id_, sides)
            yield Matter("", "", str(new.get("名称") or ""), (begun[1],) if begun else ())
        return
    then, now = adjusted.texts(model, old), adjusted.texts(model, new)
    rank = {spec.name: i for i, spec in enumerate(fields_of(model))}
    for path in sorted({*then, *now}, key=lambda path: (rank[path.partition(wording.STEP)[0]], path)):
        before, after = then.get(path, ""), now.get(path, "")
        if before != after:
            by = adjusted.covering(path, before, after, sides.history(id_), sides.day)
            yield Matter(path, before, after, tuple(reversed(by)))


def _beginning(id_: str, sides: _Sides) -> tuple[str, Adjustment] | None:
    """How an entry came into the lists, and by which adjustment."""
    found = ((str(item.action), adj) for adj, item in sides.history(id_) if item.action in adjusted.BEGINNINGS)
    return next(found, None) if id_ else None
