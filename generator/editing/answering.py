"""Answers what a browser asks of the forms: shows one, takes one in, undoes the last save.

In: an address below `-/edit/` or `-/new/`, what was sent. Out: an `Answer`. Who may send is not asked here.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any

from generator import urls
from generator.derive import wording
from generator.desk.diff import earlier
from generator.editing import comparing, controls, page, pasting, table, typed
from generator.editing.comparing import ADJUST, CHANGES, Files
from generator.editing.history import History
from generator.editing.names import Names
from generator.editing.page import EDIT, NEW, Clash, Form
from generator.editing.publishing import PUBLISH, Publishing
from generator.editing.saving import File, NotSaved, Town, save
from generator.editing.table import TABLE, Column
from generator.files import ids, together
from generator.model.fields import Part, fields_of
from generator.model.kinds import KINDS
from generator.reading import folder, reader
from generator.reading.folder import FOLDER

UNDO, SAVED = "-/undo/", "-/saved/"
ADDRESSES = (TABLE, EDIT, NEW, SAVED, UNDO, ADJUST, CHANGES, PUBLISH)  # what forms are shown and sent at
_REMEMBERED = 200  # forms that are open at a time; of a form that was forgotten, what was typed counts whole
_FIELDS = ("token", "digest", "do")  # sent beside the fields of the entry
SAVE, PASTE = "存", "贴 "


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser gets: a page, or where to go. `saved` are the paths of files that were written."""

    status: str
    html: str = ""
    location: str = ""
    saved: tuple[str, ...] = ()


@dataclass(slots=True)
class Editing:
    """The forms of a preview: what they were made from, what was saved. Forms of an earlier preview have another token."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    shown: dict[str, bytes] = field(default_factory=dict)  # what forms were made from, by digest
    history: History = field(default_factory=History)
    publishing: Publishing = field(default_factory=Publishing)
    started: Files = field(default_factory=dict)  # the record as the preview found it, where nobody else keeps that

    def show(self, town: Town, path: str) -> Answer | None:
        """The form at an address; None where there is none."""
        if path == NEW:
            return Answer("200 OK", page.choice_html(town.checked.record))
        if path == PUBLISH:
            return self.progress(town)
        if path.startswith(TABLE):
            column = table.column_at(path)
            return Answer("200 OK", table.html(column, town, self.token, {}, {})) if column else None
        if path.startswith(SAVED):
            told = self.history.find(path.removeprefix(SAVED).removesuffix("/"))
            return Answer("200 OK", self.history.html(told, self.token)) if told else None
        if path == CHANGES:
            return self._changes(town)
        file = _file(town, path)
        if file is None:
            return None
        data = _data(file, file.content)
        if data is None:
            said = f"{file.path} 里有错，表单读不出来。先用编辑器照检查说的改好，再来。"
            return Answer("409 Conflict", page.plain_html("这一条先要改好", said, f"/{urls.of_file(file.path)}"))
        form = Form(file=file, data=controls.numbered(file.model, data), faults={})
        return Answer("200 OK", self._html(form, town))

    def take(
        self, town: Town, path: str, sent: Mapping[str, Sequence[str]], alone: AbstractContextManager[object]
    ) -> Answer | None:
        """Take in what a form sends: save it, or show it again. None where there is no such form.

        `alone` keeps everybody else from the files while something goes on after the answer.
        """
        if path in (UNDO, ADJUST, PUBLISH):
            if not self._is_ours(sent):
                said = "预览重新开过，那一页是以前的，什么也没动。回到网页，再来一次。"
                return Answer("403 Forbidden", page.plain_html("没有做", said, "/"))
            if path == PUBLISH:
                self.publishing.start(town, sent, alone)
                return Answer("303 See Other", location=f"/{PUBLISH}")
            return self._undo(town, sent) if path == UNDO else self._adjust(town)
        if path.startswith(TABLE):
            column = table.column_at(path)
            return self._take_table(column, town, sent) if column else None
        file = _file(town, path)
        if file is None:
            return None
        base = self.shown.get(sent.get("digest", [""])[-1], file.content)
        now, was = _data(file, file.content), _data(file, base) or {}
        fields = {name: values for name, values in sent.items() if name not in _FIELDS}
        found = typed.Typed(file.model, fields, was, Names(town.checked.record))
        form = Form(file=file, data=found.data, faults=found.faults)
        if not self._is_ours(sent):
            head = "还没存：预览重新开过，这张表是以前的。写的都在下面，看一遍，再按一次“存”。"
            return Answer("403 Forbidden", self._html(replace(form, head=head), town))
        if now is None:
            return self._refused(form, f"还没存：{file.path} 现在有错，读不出来。照检查说的改好，再按一次“存”。", town)
        if sent.get("digest", [""])[-1] != _digest(file.content):
            return self._clash(form, was, now, town)
        wish = sent.get("do", [SAVE])[-1]
        if wish != SAVE:
            form = _wished(form, wish, fields)
            return Answer("200 OK", self._html(form, town))
        return self._save(form, was, town)

    def _save(self, form: Form, was: dict[str, Any], town: Town) -> Answer:
        file = form.file
        if form.faults:
            return self._refused(form, f"还没存：有 {len(form.faults)} 处要改", town)
        data = typed.plain(file.model, form.data)
        if not file.content:
            file, data = _begun(file, data, town)
        try:
            saved = save(town, file, was, data)
        except NotSaved as error:
            faults, elsewhere = page.at_fields(error.problems, file, form.data)
            return self._refused(replace(form, faults=faults, elsewhere=elsewhere), str(error), town)
        except together.ChangedMeanwhile:
            if not form.file.content:
                return self._refused(form, f"还没存：{file.key} 这个编号刚被别人用了。再按一次“存”。", town)
            file = _read(town, file.key, file.path, file.model) or file
            return self._clash(replace(form, file=file), was, _data(file, file.content) or {}, town)
        see = f"/{urls.of_file(file.path)}"
        if saved is None:
            return Answer("303 See Other", location=see)
        kind, followers = page.kind_of(file), list(saved.files)[1:]
        number = self.history.note(saved, f"{file.key} {kind.name_in(data)}" if kind else file.key, followers)
        return Answer("303 See Other", location=f"{see}?saved={number}", saved=tuple(saved.files))

    def _take_table(self, column: Column, town: Town, sent: Mapping[str, Sequence[str]]) -> Answer:
        """Save one field of many entries, or show the form of them again."""

        def again(status: str, head: str, faults: Mapping[str, Sequence[str]]) -> Answer:
            return Answer(status, table.html(column, town, self.token, sent, faults, head))

        if not self._is_ours(sent):
            return again("403 Forbidden", "还没存：预览重新开过。写的都在下面，看一遍，再按一次“存”。", {})
        try:
            saved = table.save(column, town, sent)
        except table.Wrong as wrong:
            return again("422 Unprocessable Content", str(wrong), wrong.faults)
        except NotSaved as error:
            said = "；".join(f"{problem.file} {problem.message}。{problem.advice}" for problem in error.problems)
            return again("422 Unprocessable Content", f"{error}：{said}" if said else str(error), {})
        except together.ChangedMeanwhile as changed:
            return again("409 Conflict", f"还没存：{changed} 刚被别人改过。看一遍，再按一次“存”。", {})
        see = f"/{urls.of_list(column.kind.model)}"
        if saved is None:
            return Answer("303 See Other", location=see)
        number = self.history.note(saved, f"{column.kind.title}·{column.spec.name}")
        return Answer("303 See Other", location=f"{see}?saved={number}", saved=tuple(saved.files))

    def _undo(self, town: Town, sent: Mapping[str, Sequence[str]]) -> Answer:
        """Put a file back as it was before a save, if it is still as that left it."""
        told = self.history.find(sent.get("number", [""])[-1])
        if told is None or told.undone:
            said = "这次存的已经不记得了：预览重新开过，或者后面又存了很多次。"
            return Answer("409 Conflict", page.plain_html("撤不回了", said, "/"))
        try:
            saved = self.history.undo(town.root, told)
        except together.ChangedMeanwhile as changed:
            said = f"{changed} 后来又改过，撤回会丢掉后来改的，没有动。要改回去，打开这一条改。"
            return Answer("409 Conflict", page.plain_html("没有撤回", said, "/"))
        except NotSaved as error:
            return Answer("500 Internal Server Error", page.plain_html("没有撤回", str(error), "/"))
        to = f"/{urls.of_file(saved.path)}" if saved.files[saved.path][0] is not None else "/"
        return Answer("303 See Other", location=f"{to}?saved={told.number}", saved=tuple(saved.files))

    def progress(self, town: Town) -> Answer:
        """The page of publishing: how far it is, what came of it."""
        return Answer("200 OK", self.publishing.html(town, self.token))

    def _is_ours(self, sent: Mapping[str, Sequence[str]]) -> bool:
        """Whether what was sent comes from a page of this preview."""
        return hmac.compare_digest(sent.get("token", [""])[-1].encode("utf-8", "replace"), self.token.encode())

    def _changes(self, town: Town) -> Answer:
        try:
            return Answer("200 OK", comparing.changes_html(town, self.started))
        except earlier.NoEarlier as why:
            return Answer("200 OK", page.plain_html("改了什么", f"{why}。", "/"))

    def _adjust(self, town: Town) -> Answer:
        """Draft the adjustment for what changed, and go on with it."""
        try:
            path = comparing.draft_adjustment(town, self.started)
        except NotSaved as why:
            return Answer("409 Conflict", page.plain_html("没有起草", str(why), "/"))
        except together.ChangedMeanwhile:
            return Answer("409 Conflict", page.plain_html("没有起草", "刚好有别人也起草了一份，没有动。", "/"))
        key = path.rpartition("/")[2].removesuffix(".yml")
        return Answer("303 See Other", location=f"/{EDIT}{key}/", saved=(path,))

    def _refused(self, form: Form, head: str, town: Town) -> Answer:
        return Answer("422 Unprocessable Content", self._html(replace(form, head=head), town))

    def _clash(self, form: Form, was: dict[str, Any], now: dict[str, Any], town: Town) -> Answer:
        """The form again, made from the file as it is now: what was typed over it, both sides of what differs said."""
        model = form.file.model
        mine = typed.plain(model, form.data)
        merged, clashes = controls.numbered(model, now), []
        for spec in fields_of(model):
            before, theirs, own = was.get(spec.name), now.get(spec.name), mine.get(spec.name)
            if own == theirs:
                continue
            if own != before:
                merged[spec.name] = form.data.get(spec.name)
                if merged[spec.name] is None:
                    del merged[spec.name]
            if theirs != before:
                texts = (wording.text(spec, theirs) or "（空着）", wording.text(spec, own) or "（空着）")
                clashes.append(Clash(spec.name, *texts))
        head = "还没存：这个文件在您打开表单以后被改过。两边不一样的在下面，看一遍，再按一次“存”。"
        again = replace(form, data=merged, faults={}, head=head, clashes=clashes)
        return Answer("409 Conflict", self._html(again, town))

    def _html(self, form: Form, town: Town) -> str:
        digest = _digest(form.file.content)
        self.shown.pop(digest, None)
        self.shown[digest] = form.file.content
        while len(self.shown) > _REMEMBERED:
            del self.shown[next(iter(self.shown))]
        return page.html(form, town, self.token, digest)


def _wished(form: Form, wish: str, fields: Mapping[str, Sequence[str]]) -> Form:
    """The form after a button of it that saves nothing: a group is added, moved, dropped; what is pasted becomes groups."""
    if not wish.startswith(PASTE):
        return replace(form, at=typed.moved(form.file.model, form.data, wish))
    name = wish.removeprefix(PASTE)
    place = typed.list_at(form.file.model, form.data, name)
    if place is None:
        return form
    items, part = place
    found = pasting.pasted(part, "\n".join(fields.get(f"{name}{controls.DOT}{controls.PASTED}", ())))
    items += [{controls.WAS: ""} | item for item in found.items[: typed.MOST_ITEMS - len(items)]]
    said = f"粘来了 {len(found.items)} 项，还没存：在“{name}”里看一遍。"
    said += f"没有认出来的没有收：{'、'.join(dict.fromkeys(found.left))}。" if found.left else ""
    return replace(form, at=name, head=said)


def _data(file: File, content: bytes) -> dict[str, Any] | None:
    """What a file says whose bytes are `content`; None where that cannot be read."""
    return reader.data_of(content, file.model) if content else {}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _file(town: Town, path: str) -> File | None:
    """The file that the form at an address is of: one that the record has, by its key, or a new one of a kind."""
    record = town.checked.record
    if path.startswith(NEW):
        kind = next((kind for kind in KINDS if path == f"{NEW}{kind.attribute}/"), None)
        return File(f"{kind.letter}0", "", kind.model, b"") if kind else None
    key = path.removeprefix(EDIT).removesuffix("/")
    known = record.files.get(key)
    model = folder.model_of(known.path.removeprefix(f"{FOLDER}/")) if known else None
    if known is None or model is None or path != f"{EDIT}{key}/":
        return None
    return _read(town, key, known.path, model)


def _read(town: Town, key: str, path: str, model: type[Part]) -> File | None:
    """A file as it lies on the disk now; None where it cannot be read."""
    content = folder.content(town.root / FOLDER, path.removeprefix(f"{FOLDER}/"))
    return File(key, path, model, content) if isinstance(content, bytes) else None


def _begun(file: File, data: dict[str, Any], town: Town) -> tuple[File, dict[str, Any]]:
    """A new entry with its id, and the file that it gets."""
    kind = page.kind_of(file)
    assert kind
    id_ = ids.Ids(town.checked.record).next(kind, data, town.day.year)
    return File(id_, folder.entry_path(kind, id_), file.model, b""), {"编号": id_} | data
