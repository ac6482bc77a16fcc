"""What the public may take away: every list as rows of plain text, one row an entry.

In: a town. Out: the lists, their rows and what each field means. Other people's programs read what is made of
these rows: fields may be added, but no field is ever renamed or given another form.

A row says what the record says, under the record's own field names: text as written, a list as a
list, [] where there is none of something, a field left out where nothing is known. Beside a field
that names another entry stands its id (…编号). `DERIVED` are the fields the program adds. What has
been withdrawn leaves only its notice; natural persons are masked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from generator import urls
from generator.derive.disclosure import Stage, disclosure, public
from generator.derive.effect import effect
from generator.derive.links import target
from generator.derive.town import Town
from generator.model.authority import CONFERRED, DELEGATED, STATUTORY, Power
from generator.model.citation import Citation
from generator.model.decision import Decision
from generator.model.entry import EXAMPLE, Entry, Living, NamedEntry, Stated
from generator.model.fields import FieldSpec, Part, fields_of, published
from generator.model.kind import Kind, ListKind
from generator.model.kinds import KINDS, LISTS
from generator.model.values import NOTHING, NOTHING_WORD, DepartmentName, DocumentNumber, EntryRef, LawName, Leaf
from generator.model.vocabulary import Template
from generator.opendata import days
from generator.standards import tables

DERIVED = {
    "示例": "是＝没核实、不是真的；转发时不要去掉",
    "本站网址": "这一条的网页，接在网站地址后面",
    "决定书落谁的名": "以哪个机关的名义作出，由行使方式推出；示例和不再办的不推",
    "盖谁的章": "决定书上的章，由行使方式推出",
    "复议诉讼谁答复": "申请复议、起诉时谁是对方，由行使方式推出",
    "复议机关": "向谁申请行政复议，由谁作出决定推出",
    "权力来源": "国家政务服务平台的代码和名称，由行使方式推出",
    "实施主体性质": "国家政务服务平台的代码和名称，由行使方式推出",
    "行使层级": "国家政务服务平台的代码和名称",
    "职权类型字母": "山东省权责清单的字母代码，由类型推出",
    "公示到": "行政处罚公示的最后一天，由决定日期和失信程度推出；过了这一天内容撤下",
    "首次发布": "这一条第一次在网站上公布的日子",
    "最后变动": "公布的内容最后一次改动的日子",
    "区划代码": "镇的行政区划代码，和编号合起来全国不重；镇里没有写代码的没有",
}
_OF_ALL, _OF_ENTRIES = ("示例", "本站网址", "区划代码"), ("首次发布", "最后变动")
_OF_KIND: dict[type[Part], tuple[str, ...]] = {
    Power: (
        *("决定书落谁的名", "盖谁的章", "复议诉讼谁答复", "复议机关"),
        *("权力来源", "实施主体性质", "行使层级", "职权类型字母"),
    ),
    Decision: ("公示到",),
}
ADDED = "程序加"  # how much a field is needed that the program adds
ID_OF = "编号"  # what is added to the name of a field that names another entry
_REFERENCES = (EntryRef, Citation, DepartmentName, DocumentNumber, LawName)
_ORIGINS = {STATUTORY: "法定本级行使", CONFERRED: "上级下放", DELEGATED: "上级委托"}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list as it is given away, its files named as `Record` names it; `model` is that of a row."""

    kind: Kind | ListKind
    model: type[Part]

    @property
    def name(self) -> str:
        """The name of its files."""
        return self.kind.attribute

    @property
    def title(self) -> str:
        """What it is called."""
        return self.kind.title

    def file(self, ending: str) -> str:
        """Where the list lies below the site."""
        return f"{urls.OPEN_DATA}{self.name}.{ending}"


def _item(model: type[Part]) -> type[Part]:
    """The model of a row: what a file that holds a whole list has one of for each line."""
    return next((spec.part for spec in fields_of(model) if spec.attribute == "items" and spec.part), model)


OPEN_LISTS: tuple[OpenList, ...] = (
    *(OpenList(kind, kind.model) for kind in KINDS),
    *(OpenList(kind, _item(kind.model)) for kind in LISTS if kind.is_open),
)


@lru_cache(maxsize=2 * len(OPEN_LISTS))
def rows(town: Town, list_: OpenList) -> tuple[Row, ...]:
    """The rows of a list, in the order of the record; made once for a town, read by every export."""
    if isinstance(list_.kind, Kind):
        return tuple(row_of(entry, town) for entry in town.record.list_of(list_.kind).values())
    page, where = list_.kind.page, _where(town)
    return tuple(
        _marks(standing, page) | _plain(part, town, "", _said) | where for standing, part in parts(town, list_)
    )


def parts(town: Town, list_: OpenList) -> Iterator[tuple[str, Part]]:
    """What a list holds, each with its 资料性质 or that of the file it stands in."""
    if isinstance(list_.kind, Kind):
        yield from ((str(entry.standing), entry) for entry in town.record.list_of(list_.kind).values())
        return
    if list_.model is Template:  # those of all towns too; every line of them cites the law it follows
        yield from (("法条整理", template) for template in town.record.template_of.values())
        return
    held = getattr(town.record, list_.name)
    for file in held.values() if isinstance(held, dict) else [held] if held is not None else []:
        yield from ((str(file.standing), part) for part in getattr(file, "items", (file,)))


def row_of(entry: Entry, town: Town) -> Row:
    """An entry as the public may see it."""
    row = _seen(entry, town)
    first, changed = days.of(str(entry.id), lambda: digest_of(row), town)
    return row | {"首次发布": first.isoformat(), "最后变动": changed.isoformat()} | _where(town)


def _where(town: Town) -> Row:
    code = town.record.town.division_code if town.record.town else None
    return {"区划代码": str(code)} if code else {}


def added(list_: OpenList) -> tuple[str, ...]:
    """The fields of `DERIVED` that rows of a list may have, in the order of these."""
    names = {*_OF_ALL, *(_OF_ENTRIES if isinstance(list_.kind, Kind) else ()), *_OF_KIND.get(list_.model, ())}
    return tuple(name for name in DERIVED if name in names)


def digest_of(row: Row) -> str:
    """The digest of what a row says of the record; what the program adds to it is left out."""
    return days.digest({name: value for name, value in row.items() if name not in DERIVED})


def days_of(entry: Any, town: Town) -> days.Days:
    """Since when an entry is published, and when it last changed."""
    return days.of(str(entry.id), lambda: digest_of(_seen(entry, town)), town)


def _seen(entry: Any, town: Town) -> Row:
    row: Row = {"编号": str(entry.id)}
    if isinstance(entry, NamedEntry):
        row["名称"] = entry.called
    row |= _marks(str(entry.standing), urls.of(entry))
    if notice := _notice(entry, town):
        return row | notice
    row |= _plain(entry, town, entry.id, _sayer(entry))
    return row | _derived(entry, town)


def _marks(standing: str, page: str) -> Row:
    return {"资料性质": standing, "示例": "是" if standing == EXAMPLE else "否", "本站网址": page}


def _notice(entry: Entry, town: Town) -> Row | None:
    """What is left of an entry that has been withdrawn; None for all others."""
    if isinstance(entry, Decision):
        found = disclosure(entry, town.today)
        if found.shown:
            return None
        notice: Row = {"种类": str(entry.kind), "状态": str(found.stage)}
        if found.stage is Stage.WITHDRAWN and entry.withdrawal:
            notice["撤回"] = _plain(entry.withdrawal, town, "", _said) | {"理由": found.reason}
        return notice
    if isinstance(entry, Living) and entry.mistaken and entry.ending:
        return {"状态": str(entry.state), "终止": _plain(entry.ending, town, entry.id, _said)}
    return None


def _derived(entry: Entry, town: Town) -> Row:
    """What follows from an entry and is written nowhere in it."""
    if isinstance(entry, Decision):
        period = disclosure(entry, town.today).period
        return {"公示到": period.end.isoformat()} if period else {}
    if not isinstance(entry, Power) or entry.ended or entry.is_example:
        return {}
    what = effect(entry, town.record)
    said = {
        "决定书落谁的名": what.actor,
        "盖谁的章": what.seal,
        "复议诉讼谁答复": what.answers,
        "复议机关": what.review_body,
        "权力来源": _coded("权力来源", _ORIGINS[entry.mode]),
        "实施主体性质": _coded("实施主体性质", "受委托组织" if entry.delegated else "法定机关"),
        "行使层级": _coded("行使层级", "镇（乡、街道）级"),
        "职权类型字母": tables.code("职权类型字母", entry.type),
    }
    return {name: value for name, value in said.items() if value}


def _coded(table: str, name: str) -> str:
    return f"{tables.code(table, name)} {name}"


def _said(value: Any) -> str:
    """A value as written; the end of the last line belongs to the file, not to the text."""
    return str(value).rstrip("\n")


def _sayer(entry: Entry) -> Callable[[Leaf], str]:
    """How the values of an entry are said: a natural person's name is masked wherever it stands."""
    return (lambda value: _said(public(entry, value))) if isinstance(entry, Decision) else _said


@cache
def _shape(model: type[Part]) -> tuple[tuple[FieldSpec, bool], ...]:
    """The fields of a mapping, each with whether it names other entries."""
    return tuple((spec, names_entries(spec)) for spec in published(model))


def names_entries(spec: FieldSpec) -> bool:
    """Whether the values of a field name other entries, whose ids stand beside them."""
    return bool(spec.type and issubclass(spec.type, _REFERENCES))


def _plain(part: Part, town: Town, own: str, say: Callable[[Any], str]) -> Row:
    """A mapping as plain text, lists and mappings, by the names of its fields."""
    row: Row = {}
    for spec, names in _shape(type(part)):
        value = getattr(part, spec.attribute)
        if value is None:
            continue
        if spec.many:
            row[spec.name] = [_plain(item, town, own, say) if spec.part else say(item) for item in value]
        elif value is NOTHING:
            row[spec.name] = NOTHING_WORD
        else:
            row[spec.name] = _plain(value, town, own, say) if spec.part else say(value)
        if names:
            ids = [_id(item, town) for item in (value if spec.many else (value,))]
            if ids != [own]:  # a document's own 文号 names itself
                row[spec.name + ID_OF] = ids if spec.many else ids[0]
    return row


def _id(value: Any, town: Town) -> str | None:
    """The id a value names; None where it names nothing in the record."""
    found = town.record.law_ids.get(value, "") if isinstance(value, LawName) else target(value, town.record)
    return found or None


@dataclass(frozen=True, slots=True)
class Meaning:
    """A line of the data dictionary: a field by its path (委托书·文号), and `many` where there may be several."""

    name: str
    meaning: str
    example: str
    grade: str
    adjusted: bool
    many: bool


@cache
def explained(list_: OpenList) -> tuple[Meaning, ...]:
    """What each field of a row of a list means, that of its file and what the program adds too."""
    standing = next(spec for spec in fields_of(Stated) if spec.name == "资料性质")
    own = dictionary(list_.model)
    lacking = () if any(line.name == standing.name for line in own) else (standing,)
    file = (Meaning(s.name, s.meaning, s.example, str(s.note.grade), s.note.adjusted, s.many) for s in lacking)
    return (*own, *file, *(Meaning(name, DERIVED[name], "", ADDED, False, False) for name in added(list_)))


@cache
def dictionary(model: type[Part]) -> tuple[Meaning, ...]:
    """What each field of a list means, nested ones below the field that holds them."""
    return tuple(_meanings(model, ""))


def _meanings(model: type[Part], above: str) -> Iterator[Meaning]:
    for spec in published(model):
        note = spec.note
        example = "" if spec.part else spec.example
        yield Meaning(above + spec.name, spec.meaning, example, str(note.grade), note.adjusted, spec.many)
        if spec.part:
            yield from _meanings(spec.part, f"{above}{spec.name}·")
