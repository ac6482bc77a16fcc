"""Compares two records value by value, as written: what came, went, changed, and what of it is 须经调整.

In: the folders of both, today's record for its adjustments. Out: a `Comparison` with a `ChangedFile` for each file
that says something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.derive import adjusted, former_names, wording
from generator.derive.field_changes import FieldChange, field_changes
from generator.derive.history import BEGINNINGS, history_of
from generator.model.adjustment import Adjustment
from generator.model.entry import EXAMPLE, MISTAKEN
from generator.model.fields import Part, fields_of
from generator.model.kinds import BY_LETTER, EVERY, list_at
from generator.reading import folder, reader
from generator.record import File, Record
from generator.rules import privacy

ATTACHMENTS = "附件"
BEGUN, GONE, UNREADABLE = "新增", "文件没有了", "读不出来"


@dataclass(frozen=True, slots=True)
class Adjustable:
    """A change that is 须经调整: its field ("" for the entry as a whole), both texts, the adjustments that say it."""

    path: str
    before: str
    after: str
    adjustments: tuple[Adjustment, ...]


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that says something else than before: its kind, id and name ("" for whole lists), what happened.

    `data` is what it says today. If it is `new`, `fields` are its content, not changes.
    """

    title: str
    id: str
    name: str
    file: str
    actions: tuple[str, ...]
    fields: tuple[FieldChange, ...] = ()
    adjustables: tuple[Adjustable, ...] = ()
    state: str = ""
    data: dict[str, Any] | None = None
    new: bool = False

    @property
    def called(self) -> str:
        """Id and name, as people refer to it."""
        return f"{self.id} {self.name}".strip() or self.file

    @property
    def uncovered(self) -> tuple[Adjustable, ...]:
        """The changes that no adjustment says."""
        return tuple(adjustable for adjustable in self.adjustables if not adjustable.adjustments)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed in a town's record, in the order of the kinds.

    `since` is what the earlier record is called. `drafting` says that an adjustment for what lacks one is being
    drafted. `let_pass` has a sentence for whatever of persons somebody looked at and let pass (隐私核对). `followed` are
    files that only follow a renaming of a body or a law: they have not changed.
    """

    town: str
    since: str
    day: date
    changes: tuple[ChangedFile, ...]
    drafting: bool = False
    let_pass: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()

    @property
    def uncovered(self) -> tuple[tuple[ChangedFile, Adjustable], ...]:
        """All changes that no adjustment says, each with its file."""
        return tuple((change, adjustable) for change in self.changes for adjustable in change.uncovered)

    @property
    def unreadable(self) -> tuple[ChangedFile, ...]:
        """The files that cannot be compared."""
        return tuple(change for change in self.changes if UNREADABLE in change.actions)

    def by_list(self) -> list[tuple[str, list[ChangedFile]]]:
        """The changed files of each kind, under its title."""
        titles = dict.fromkeys(change.title for change in self.changes)
        return [(title, [change for change in self.changes if change.title == title]) for title in titles]


def compare(before: Path, since: str, root: Path, today: Record, day: date) -> Comparison:
    """The changes from the record in the folder `before` to the one in `root`, which is `today`."""
    sides = _Sides(_files(before), _files(root), today, day)
    order = [kind.title for kind in EVERY] + [ATTACHMENTS]
    paths = dict.fromkeys([*sides.after, *sides.before])
    followed = [path for path in paths if _follows(path, sides)]
    found = [change for path in paths if path not in followed and (change := _changed(path, sides))]
    name = str(today.town.name) if today.town else ""
    changes = tuple(sorted(found, key=lambda change: order.index(change.title)))
    return Comparison(name, since, day, changes, let_pass=tuple(_let_pass(today, day)), followed=tuple(followed))


def _let_pass(record: Record, day: date) -> Iterator[str]:
    """What was let pass, whether it changed or not: whoever signs looks at it again."""
    for finding in privacy.what_was_let_pass_is_told.find(record, day):
        assert not isinstance(finding.part, File)
        yield f"{record.file_of(finding.part).path.removeprefix(f'{folder.FOLDER}/')}：{finding.message}"


def _files(root: Path) -> dict[str, bytes]:
    base = root / folder.FOLDER
    read = ((path, folder.content(base, path)) for path in folder.paths(base))
    return {path: content for path, content in read if isinstance(content, bytes)}


class _Sides:
    """The files of both records by path, and today's adjustments by entry."""

    def __init__(self, before: dict[str, bytes], after: dict[str, bytes], today: Record, day: date) -> None:
        self.before, self.after, self.day = before, after, day
        self.renamed = former_names.renamed(today)
        self.lists = {path[1][0] for path in map(folder.entry_kind, before) if path}
        self._history = history_of(today)

    def history(self, id_: str) -> adjusted.History:
        """The adjustments of an entry, newest first, without items that were added to an earlier adjustment since."""
        for step in reversed(self._history.get(id_, ())):
            then = self.before.get(f"adjustments/{step.adjustment.id}.yml")
            if then is None or wording.plain(step.item) in (reader.data_of(then, Adjustment) or {}).get("事项", ()):
                yield step


def _follows(path: str, sides: _Sides) -> bool:
    """Whether a file says what it said, under the former name of a body or a law."""
    before, after = sides.before.get(path), sides.after.get(path)
    model = folder.model_of(path)
    if model is None or before is None or after is None or before == after or not sides.renamed:
        return False
    old, new = reader.data_of(before, model), reader.data_of(after, model)
    return old is not None and any(then == old for then in former_names.before(new, sides.renamed))


def _changed(path: str, sides: _Sides) -> ChangedFile | None:
    before, after = sides.before.get(path), sides.after.get(path)
    if before == after:
        return None
    if path.startswith("attachments/"):
        action = BEGUN if before is None else GONE if after is None else "换了"
        return ChangedFile(ATTACHMENTS, "", path.removeprefix("attachments/"), f"{folder.FOLDER}/{path}", (action,))
    model = folder.model_of(path)
    if model is None:
        return None
    old = {} if before is None else reader.data_of(before, model)
    new = {} if after is None else reader.data_of(after, model)
    blank = _blank(path, new or old or {})
    if old is None or new is None:
        return replace(blank, actions=(UNREADABLE,))
    changes = tuple(field_changes(model, old, new))
    if not changes:
        return None
    actions = (BEGUN,) if before is None else (GONE,) if after is None else tuple(_actions(old, new, changes))
    adjustables = () if after is None else tuple(_adjustables(blank.id, model, old, new, sides))
    if before is None and (begun := _beginning(blank.id, sides)):
        actions = (begun[0],)
    return replace(
        blank, actions=actions, fields=changes, adjustables=adjustables, state=_state(new), data=new, new=before is None
    )


def _blank(path: str, data: dict[str, Any]) -> ChangedFile:
    entry = folder.entry_kind(path)
    if entry:
        return ChangedFile(entry[0].title, entry[1], entry[0].name_in(data), f"{folder.FOLDER}/{path}", ())
    kind = list_at(path)
    assert kind
    year = path.rpartition("/")[2].removesuffix(".yml") if "YYYY" in kind.pattern else ""
    return ChangedFile(kind.title, "", f"{kind.title}{year}", f"{folder.FOLDER}/{path}", ())


def _state(data: dict[str, Any]) -> str:
    return str(data.get("状态") or wording.unwritten("状态"))


def _actions(old: dict[str, Any], new: dict[str, Any], changes: tuple[FieldChange, ...]) -> Iterator[str]:
    """What happened to an entry, the gravest first."""
    if _state(old) != _state(new):
        yield "恢复" if _state(new) == wording.unwritten("状态") else _state(new)
    if old.get("名称") != new.get("名称"):
        yield "更名"
    told = ("状态", "名称", "停办", "终止")
    if any(change.path.partition(wording.STEP)[0] not in told for change in changes) or _state(old) == _state(new):
        only_name = all(change.path == "名称" for change in changes)
        yield from () if only_name else ("变更",)


def _adjustables(id_: str, model: type[Part], old: dict, new: dict, sides: _Sides) -> Iterator[Adjustable]:
    """The changes that are 须经调整. None are in examples, which claim nothing, and in what was published by mistake."""
    if not adjusted.subject(model) or (old or new).get("资料性质") == EXAMPLE or _state(new) == MISTAKEN:
        return
    if not old:
        if BY_LETTER[id_[0]].given and id_[0] in sides.lists:
            begun = _beginning(id_, sides)
            yield Adjustable("", "", str(new.get("名称") or ""), (begun[1],) if begun else ())
        return
    then, now = adjusted.texts(model, old), adjusted.texts(model, new)
    rank = {spec.name: i for i, spec in enumerate(fields_of(model))}
    for path in sorted({*then, *now}, key=lambda path: (rank[path.partition(wording.STEP)[0]], path)):
        before, after = then.get(path, ""), now.get(path, "")
        if before != after and before not in former_names.before(after, sides.renamed):
            by = adjusted.covering(path, before, after, sides.history(id_), sides.day)
            yield Adjustable(path, before, after, tuple(reversed(by)))


def _beginning(id_: str, sides: _Sides) -> tuple[str, Adjustment] | None:
    """How an entry came into the lists, and by which adjustment; None where none says it."""
    found = ((str(item.action), adj) for adj, item, _ in sides.history(id_) if item.action in BEGINNINGS)
    return next(found, None) if id_ else None
