"""怎么填: the guide for clerks, a page for each kind of record and for each file that holds a list.

In: the town. Out: `list_body` for the index, `body` for one kind, `bodies` for all. A page says where the file lies,
every field and how it is written, a whole example, the rules that concern it. Nothing is listed here: all of it comes
from `model/`, the registry of codes and their examples. The pages are for those who write the record; no search engine
shall keep them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.derive.town import Town
from generator.handbook.codes import code_links
from generator.handbook.field_facts import Field, fields_by_mapping, long_choices, whole_example
from generator.model.kind import Kind, ListKind, Section
from generator.model.kinds import EVERY, KINDS, LISTS
from generator.pages.body import Body, PageKind
from generator.pages.components import Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer
from generator.standards.examples import examples

SECTION = Section("怎么填", urls.FILLING)
_HELP = Section("说明与投诉", "help/")
_LEAD = "一条记录一个文件，一行一格：每一格写什么、怎么写、写错了会怎样"


def bodies(town: Town) -> Iterator[Body]:
    """Yields the index and a page for each kind of file."""
    yield list_body(town)
    for kind in EVERY:
        yield body(kind, town)


# The index.


@dataclass(frozen=True, slots=True, kw_only=True)
class FillingPage(Page):
    """What filling.html prints; the `example` is the shortest of a whole file."""

    template: ClassVar = "filling.html"
    lead: str
    example: str
    kinds: Sequence[Link]
    lists: Sequence[Link]


def list_body(town: Town) -> Body:
    """Returns the index of the kinds of files."""
    write = Writer(town, SECTION.url)
    shortest = min(KINDS, key=lambda kind: len(whole_example(kind.model).splitlines()))
    page = FillingPage(
        root=write.root,
        lead=_LEAD,
        example=whole_example(shortest.model),
        kinds=[Link(kind.title, write.href(urls.filling(kind)), _path(kind)) for kind in KINDS],
        lists=[Link(kind.title, write.href(urls.filling(kind)), _path(kind)) for kind in LISTS],
    )
    return Body(SECTION.url, SECTION.title, render(page), _LEAD, PageKind.COLUMN, crumbs=(_HELP,), indexed=False)


def _path(kind: Kind | ListKind) -> str:
    """Returns where a file of a kind lies and what it is called, by the id of the model's own example."""
    if isinstance(kind, ListKind):
        return f"powers/{kind.pattern}"
    return f"powers/{kind.folder_of(_id(kind))}/{_id(kind)}.yml"


def _id(kind: Kind) -> str:
    """Returns an id of a kind, as the model's own example has it."""
    return next(field.example[0] for field in fields_by_mapping(kind.model)[0].fields if field.id == "f-id")


# The page of one kind.


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field in its table.

    `must`: whether it may not be missing. `part`: the anchor of the fields inside it; `choices`: of what may be written
    in it; `code`: what a value of another form raises. Each is None where there is none.
    """

    id: str
    name: str
    grade: str
    must: bool
    meaning: str
    ways: str
    part: Link | None
    choices: Link | None
    code: Link | None
    example: Sequence[str]


@dataclass(frozen=True, slots=True)
class FieldTable:
    """The fields of one mapping, under the name and the meaning of the field that holds it."""

    id: str
    title: str
    meaning: str
    rows: Sequence[FieldRow]


@dataclass(frozen=True, slots=True)
class ChoiceTable:
    """A table of names to choose from, with its anchor."""

    id: str
    title: str
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindPage(Page):
    """What filling_kind.html prints.

    `naming`: how the file is named, a sentence each. `fields`: those of the file itself; `inner`: of each mapping in it.
    """

    template: ClassVar = "filling_kind.html"
    title: str
    path: str
    naming: Sequence[str]
    fields: FieldTable
    inner: Sequence[FieldTable]
    choices: Sequence[ChoiceTable]
    example: str
    rules: Sequence[Link]


def body(kind: Kind | ListKind, town: Town) -> Body:
    """Returns how a file of a kind is filled in."""
    write = Writer(town, urls.filling(kind))
    choices = {name: f"c-{number}" for number, name in enumerate(long_choices(kind.model), 1)}
    fields, *inner = [
        FieldTable(
            mapping.id,
            f"“{mapping.title}”里面的几格" if mapping.title else "有哪些格子",
            mapping.meaning,
            [_row(field, choices, write) for field in mapping.fields],
        )
        for mapping in fields_by_mapping(kind.model)
    ]
    page = KindPage(
        root=write.root,
        title=f"{kind.title}怎么填",
        path=_path(kind),
        naming=_naming(kind),
        fields=fields,
        inner=inner,
        choices=[
            ChoiceTable(choices[name], f"{name}（{len(names)} 项）", "、".join(names))
            for name, names in long_choices(kind.model).items()
        ],
        example=whole_example(kind.model),
        rules=code_links([code for code, example in examples().items() if kind.title in example.lists], write),
    )
    lead = f"{kind.title}的每一格写什么、怎么写"
    return Body(write.url, page.title, render(page), lead, crumbs=(_HELP, SECTION), indexed=False)


def _naming(kind: Kind | ListKind) -> list[str]:
    """Returns how a file of a kind is named."""
    if isinstance(kind, ListKind):
        yearly = "YYYY" in kind.pattern
        return ["一年一个文件，YYYY 换成那一年，例：2025.yml。" if yearly else "全镇只有这一个文件，名称一字不差。"]
    said = [
        f"一条{kind.word}一个文件。文件名就是编号：小写的 {kind.letter} 加数字，后面是 .yml。",
        "新的一条，取还没有用过的号；用过的号不给别的事用，撤下的也不再用。",
    ]
    by_year = kind.folder_of(_id(kind)) != kind.folder
    return [*said, "编号里带年份，文件放在那一年的文件夹里。"] if by_year else said


def _row(field: Field, choices: dict[str, str], write: Writer) -> FieldRow:
    return FieldRow(
        id=field.id,
        name=field.name,
        grade=field.grade,
        must=field.must,
        meaning=field.meaning or field.name,
        ways="；".join(field.ways),
        part=Link("里面的几格", f"#{field.part}") if field.part else None,
        choices=Link("有哪些", f"#{choices[field.choices]}") if field.choices else None,
        code=Link(field.code, write.href(urls.code(field.code))) if field.code else None,
        example=field.example,
    )
