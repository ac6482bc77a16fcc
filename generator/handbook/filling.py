"""怎么填: the guide for clerks, a page for each kind of record and for each file that holds a list.

In: a town. Out: an index and a page a kind: where its file lies, every field and how it is written, a whole
example, the rules that concern it. Nothing is listed here: all of it comes from `model/`, the registry of
codes and their examples. The pages are for those who write the record; no search engine shall keep them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import urls
from generator.derive.town import Town
from generator.handbook.field_facts import long_choices, tables_of, whole_example
from generator.model.kind import Kind, ListKind
from generator.model.kinds import EVERY, KINDS, LISTS
from generator.pages.body import Body, PageKind, render
from generator.pages.writing import Link, Writer
from generator.problem import CODES
from generator.standards.examples import examples

SECTION = ("怎么填", urls.FILLING)
_HELP = ("说明与投诉", "help/")
_LEAD = "一条记录一个文件，一行一格：每一格写什么、怎么写、写错了会怎样"


def bodies(town: Town) -> Iterator[Body]:
    """The index and a page for each kind of file."""
    yield _index(town)
    for kind in EVERY:
        yield _page(kind, town)


def _index(town: Town) -> Body:
    title, url = SECTION
    write = Writer(town, url)
    html = render(
        "filling.html",
        lead=_LEAD,
        kinds=[Link(kind.title, write.href(urls.filling(kind)), _where(kind)) for kind in KINDS],
        lists=[Link(kind.title, write.href(urls.filling(kind)), f"powers/{kind.pattern}") for kind in LISTS],
        example=whole_example(_shortest().model),
        write=write,
    )
    return Body(url, title, html, _LEAD, PageKind.COLUMN, crumbs=(_HELP,), indexed=False)


def _shortest() -> Kind:
    """The kind of entry that is told in the fewest lines: the one to learn from."""
    return min(KINDS, key=lambda kind: len(whole_example(kind.model).splitlines()))


def _where(kind: Kind) -> str:
    """What the file of an entry is called, and where it lies."""
    return f"powers/{kind.folder_of(_id(kind))}/{_id(kind)}.yml"


def _id(kind: Kind) -> str:
    """An id of a kind, as the model's own example has it."""
    return next(row.example[0] for row in tables_of(kind.model)[0].rows if row.id == "f-id")


def _page(kind: Kind | ListKind, town: Town) -> Body:
    url = urls.filling(kind)
    write = Writer(town, url)
    title = f"{kind.title}怎么填"
    tables = tables_of(kind.model)
    html = render(
        "filling_kind.html",
        title=title,
        word=kind.word if isinstance(kind, Kind) else kind.title,
        entry=isinstance(kind, Kind),
        letter=kind.letter if isinstance(kind, Kind) else "",
        path=_where(kind) if isinstance(kind, Kind) else f"powers/{kind.pattern}",
        yearly=isinstance(kind, Kind) and kind.folder_of(_id(kind)) != kind.folder,
        a_year=isinstance(kind, ListKind) and "YYYY" in kind.pattern,
        tables=tables,
        choices=[(name, f"c-{number}", names) for number, (name, names) in _choices(kind)],
        choice_ids={name: f"c-{number}" for number, (name, _) in _choices(kind)},
        code_url=lambda number: write.href(urls.code(number)),
        example=whole_example(kind.model),
        rules=[(number, CODES[number].rule, write.href(urls.code(number))) for number in _rules(kind)],
        write=write,
    )
    return Body(url, title, html, f"{kind.title}的每一格写什么、怎么写", crumbs=(_HELP, SECTION), indexed=False)


def _choices(kind: Kind | ListKind) -> list[tuple[int, tuple[str, Any]]]:
    return list(enumerate(long_choices(kind.model).items(), 1))


def _rules(kind: Kind | ListKind) -> list[str]:
    """The codes that concern this list and not every one."""
    return [code for code, example in examples().items() if kind.title in example.lists]
