"""Compares the laws of a newer set with the town's: the newer version wins, and what only the town has stays.

In: the town's record, what was once given to it, the laws of the set with what their files say. Out: a `Comparison`.
Laws are matched by title. A town keeps its id of a law, its short names and articles, the versions and the 条号对照
that the set does not know: that table tells what was rewritten in this town, never what was in another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.derive.grounds import laws_of
from generator.files.ids import Ids
from generator.model.kinds import kind_of
from generator.model.reference import Law
from generator.national import given
from generator.national.differences import Comparison, Difference, Standing
from generator.national.program import data_of
from generator.reading.folder import entry_path
from generator.record import Record

_ID, _STANDING, _SHORT, _TEXTS, _REMARK, _VERSIONS = "编号", "资料性质", "简称", "条文", "备注", "版本"
_DATED, _MOVED, _ARTICLE = "版本日期", "条号对照", "条"


class Offered(NamedTuple):
    """A law of a set: as its model, as plain data, as bytes."""

    law: Law
    data: dict[str, Any]
    content: bytes


def compared(
    town: Record, gave: Mapping[str, str], offered: Iterable[Offered], wanted: Collection[str] = ()
) -> Comparison:
    """Every law of a set that the town has otherwise or lacks; `wanted` are titles of those it lacks and shall have."""
    ids = Ids(town)
    found: list[Difference] = []
    same: dict[str, str] = {}
    for one in offered:
        title, own = str(one.law.name), town.law(one.law.name)
        data = unmoved(one.data)
        digest = given.digest(data, {})
        if own is None:
            id_ = ids.next(kind_of(Law), {}, 0) if title in wanted else str(one.law.id)
            found.append(
                Difference(
                    key=title,
                    id=id_,
                    title=title,
                    model=Law,
                    standing=Standing.NEW,
                    path=entry_path(kind_of(Law), id_),
                    content=one.content,
                    now={},
                    then=data | {_ID: id_},
                    digest=digest,
                    taken=title in wanted,
                )
            )
            continue
        now, file = data_of(town, own), town.file_of(own)
        standing = _standing(own, one.law, gave.get(title) == given.digest(now, {}))
        then = _merged(now, data, standing is Standing.GIVEN)
        if then == now:
            same |= {title: digest} if given.digest(now, {}) == digest else {}
            continue
        found.append(
            Difference(
                key=title,
                id=str(own.id),
                title=title,
                model=Law,
                standing=standing,
                path=file.path,
                content=file.content,
                now=now,
                then=then,
                digest=digest,
                taken=standing is not Standing.AHEAD,
                remarks=tuple(_remarks(town, own, now, data, standing)),
            )
        )
    return Comparison(tuple(found), same)


def _standing(own: Law, newer: Law, as_given: bool) -> Standing:
    if _age(own) > _age(newer):
        return Standing.AHEAD
    return Standing.GIVEN if as_given else Standing.OWN


def _age(law: Law) -> tuple[str, str]:
    made = (version.dated.date.isoformat() for version in law.versions or () if version.dated)
    return max(made, default=""), law.checked.date.isoformat() if law.checked else ""


def unmoved(data: dict[str, Any]) -> dict[str, Any]:
    """What the file of a law says without 条号对照, which tells of one town alone."""
    versions = [
        {name: value for name, value in version.items() if name != _MOVED} for version in data.get(_VERSIONS, ())
    ]
    return data | ({_VERSIONS: versions} if versions else {})


def _merged(now: dict[str, Any], data: dict[str, Any], as_given: bool) -> dict[str, Any]:
    """What the file says then."""
    if as_given:
        return data | {name: now[name] for name in given.OWN if name in now}
    then = {**now, **data, _ID: now[_ID], _STANDING: now[_STANDING]}
    if versions := _versions(now.get(_VERSIONS, ()), data.get(_VERSIONS, ())):
        then[_VERSIONS] = versions
    if short := list(dict.fromkeys([*data.get(_SHORT, ()), *now.get(_SHORT, ())])):
        then[_SHORT] = short
    if texts := {text[_ARTICLE]: text for text in (*now.get(_TEXTS, ()), *data.get(_TEXTS, ()))}:
        then[_TEXTS] = list(texts.values())
    if now.get(_REMARK):
        then[_REMARK] = now[_REMARK]
    return then


def _versions(own: Iterable[dict[str, Any]], newer: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The versions of both, the newest first; of one that both know, what the set says and what only the town says."""
    by_day = {str(version.get(_DATED, "")): version for version in own}
    for version in newer:
        day = str(version.get(_DATED, ""))
        by_day[day] = by_day.get(day, {}) | version
    return [by_day[day] for day in sorted(by_day, reverse=True)]


def _remarks(town: Record, own: Law, now: dict[str, Any], data: dict[str, Any], standing: Standing) -> Iterator[str]:
    if standing is Standing.AHEAD:
        yield "本镇的这一份更新：不换，点了名才换"
    if standing is Standing.OWN and now.get(_REMARK) and now[_REMARK] != data.get(_REMARK):
        yield "备注照本镇的留着，新的写的是：" + (data.get(_REMARK) or "（空着）")
    if now.get(_TEXTS):
        yield "条文是本镇录的，看看还是不是现在的文字"
    if _newest(now) != _newest(data) and (resting := _resting(town, own)):
        yield f"凭它的 {len(resting)} 条，换了以后敲 qingdan laws {own.id} 看：{'、'.join(resting)}"


def _newest(data: dict[str, Any]) -> str:
    """The day of the newest version that a file tells of; "" where it tells of none."""
    return str(data[_VERSIONS][0].get(_DATED, "")) if data.get(_VERSIONS) else ""


def _resting(town: Record, law: Law) -> list[str]:
    return [str(entry.id) for entry in town.entries() if entry is not law and law in laws_of(entry, town)]
