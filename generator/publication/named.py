"""What is to be taken down, as a clerk names it: an entry by its id, an attachment or a file of the town's own by its path.

In: the word, the record, the files of the edition. Out: a `Named`, or why there is nothing to take down.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator import urls
from generator.causes import Told
from generator.model.service import Guide
from generator.model.values import EntryId
from generator.opendata import attachments
from generator.reading.folder import FOLDER
from generator.record import Record

_ATTACHMENTS = f"{FOLDER}/attachments/"
_OWN = "content/root/"


class NothingToWithdraw(Told):
    """What was named is not published, or is nothing that can go alone; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Named:
    """What is to go.

    `id` is that of an entry, "" for a file; `name` is what the log calls it; `called` is how pages speak of it;
    `sources` are its files and folders in the town's folder; `published` is how the paths of its files below the site
    begin.
    """

    id: str
    name: str
    called: str
    sources: tuple[str, ...]
    published: tuple[str, ...]

    def among(self, paths: Iterable[str]) -> list[str]:
        """Its files among those of an edition; the page that says that it is gone is none of them."""
        page = f"{urls.of_id(self.id)}index.html" if self.id else ""
        return [path for path in paths if path.startswith(self.published) and path != page]


def find(what: str, town: Path, record: Record, files: Collection[str]) -> Named:
    """What a word names in a record and an edition with some files. Raises `NothingToWithdraw`."""
    if EntryId.form.fullmatch(what) and what[0] in urls.SECTIONS:
        return _entry(what, record, files)
    name = what.replace("\\", "/").removeprefix("./").removeprefix(_OWN).removeprefix(_ATTACHMENTS)
    attached = _attached(record, files)
    found = {path for path in files if path == name} or {
        *(path for path in files if path.endswith(f"/{name}")),
        *(path for path, own in attached.items() if own == name or own.endswith(f"/{name}")),
    }
    if not found:
        raise NothingToWithdraw(f"网站里没有“{what}”这一条或者这个文件。")
    if len({attached.get(path, path) for path in found}) > 1:
        raise NothingToWithdraw(f"“{what}”有 {len(found)} 个：{'、'.join(sorted(found)[:5])}。写全路径。")
    path = min(found)
    if own := attached.get(path):
        everywhere = tuple(sorted(one for one, other in attached.items() if other == own))
        return Named("", own, own.rpartition("/")[2], (_ATTACHMENTS + own,), everywhere)
    if (town / _OWN / path).is_file():
        return Named("", path, path.rpartition("/")[2], (_OWN + path,), (path,))
    raise NothingToWithdraw(f"“{path}”是程序从记录生成的，不能单独撤下；撤下里面的那一条，写它的编号。")


def _entry(id_: str, record: Record, files: Collection[str]) -> Named:
    url = urls.of_id(id_)
    if id_ not in record.files and f"{url}{id_}.json" not in files:
        raise NothingToWithdraw(f"没有发布过 {id_}，或者已经撤下了。")
    home = [record.files[id_].path] if id_ in record.files else []
    entry = record.get(id_)
    return Named(id_, id_, entry.called if entry else "", (*home, f"{_ATTACHMENTS}{id_}"), (url,))


def _attached(record: Record, files: Collection[str]) -> dict[str, str]:
    """Which attachment of the record a published file is, by its path; one may be published under two names."""
    found: dict[str, str] = {}
    for own in record.attachments:
        id_, _, name = own.partition("/")
        if id_[:1] in urls.SECTIONS:
            found |= {path: own for path in attachments.addresses(id_, name) if path in files}
    return found


def without_lost_attachments(record: Record) -> Record:
    """A record whose guides offer only files that are there."""
    guides = {id_: _offering(guide, record.attachments) for id_, guide in record.guides.items()}
    return replace(record, guides=guides)


def _offering(guide: Guide, there: Collection[str]) -> Guide:
    def lost(name: Any) -> bool:
        return name is not None and f"{guide.id}/{name}" not in there

    materials = tuple(
        material.model_copy(update={field: None for field in ("blank", "sample") if lost(getattr(material, field))})
        for material in guide.materials or ()
    )
    changes: dict[str, Any] = {"materials": materials} if guide.materials else {}
    if lost(guide.result_sample):
        changes["result_sample"] = None
    return guide.model_copy(update=changes)
