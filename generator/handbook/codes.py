"""代号: what each code means, for clerks: the rule, whom it protects, what to do, lines wrong and right.

In: a town. Out: an index of all codes and a page for each group of them. Everything comes from the registry
of codes and the examples beside the standard tables. No search engine shall keep the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby
from typing import NamedTuple

from generator import urls
from generator.derive.town import Town
from generator.model.kinds import EVERY
from generator.pages.body import Body, PageKind, render
from generator.pages.writing import Link, Writer
from generator.problem import CODES, Code, When
from generator.standards.examples import examples

SECTION = ("代号", urls.CODES)
_HELP = ("说明与投诉", "help/")
_LEAD = "检查时每个问题前面都有一个代号，在这里查它是什么意思、怎么改"
# What the codes of a group are about, by how their numbers begin.
GROUPS = {
    "H1": "标点、空格、编码",
    "H2": "一格里写什么",
    "H3": "文件放哪里，提到的要有",
    "H4": "权力和依据",
    "H5": "办事指南和职责",
    "H6": "执法决定和数据",
    "H7": "调整、公开、用词",
}
_STYLES = {When.ERROR: "q-mark--warn", When.REMINDER: "q-mark--good"}


class Line(NamedTuple):
    """A line of an example, and whether it is what the right and the wrong version differ in."""

    indent: str
    text: str
    differs: bool


class Told(NamedTuple):
    """A code as its page tells it."""

    code: Code
    style: str
    file: str
    bad: list[Line]
    good: list[Line]
    note: str
    lists: list[Link]


def bodies(town: Town) -> Iterator[Body]:
    """The index and a page a group."""
    yield _index(town)
    for group in GROUPS:
        yield _page(group, town)


@cache
def numbers() -> dict[str, list[str]]:
    """The codes of each group."""
    return {group: list(found) for group, found in groupby(sorted(CODES), key=lambda number: number[:2])}


def _index(town: Town) -> Body:
    title, url = SECTION
    write = Writer(town, url)
    groups = [
        (
            group,
            name,
            [(number, CODES[number].rule, write.href(urls.code(number))) for number in numbers()[group]],
        )
        for group, name in GROUPS.items()
    ]
    html = render("codes.html", lead=_LEAD, count=len(CODES), groups=groups, write=write)
    return Body(url, title, html, _LEAD, PageKind.COLUMN, crumbs=(_HELP,), indexed=False)


def _url(group: str) -> str:
    return f"{urls.CODES}{group.lower()}/"


def _page(group: str, town: Town) -> Body:
    url = _url(group)
    write = Writer(town, url)
    others = [
        Link(f"{other} {name}", write.href(_url(other)), "" if other != group else "这一页")
        for other, name in GROUPS.items()
    ]
    title = f"{group}开头的代号：{GROUPS[group]}"
    html = render(
        "codes_group.html",
        title=title,
        told=[_told(number, write) for number in numbers()[group]],
        others=[link for link in others if not link.note],
        write=write,
    )
    return Body(url, title, html, title, crumbs=(_HELP, SECTION), indexed=False)


def _told(number: str, write: Writer) -> Told:
    code, example = CODES[number], examples()[number]
    lists = [Link(kind.title, write.href(urls.filling(kind))) for kind in EVERY if kind.title in example.lists]
    return Told(
        code,
        _STYLES.get(code.when, ""),
        example.place,
        _lines(example.bad, example.good),
        _lines(example.good, example.bad),
        example.said,
        lists,
    )


def _lines(shown: tuple[str, ...], other: tuple[str, ...]) -> list[Line]:
    """Lines with a mark on those that stand otherwise in the other version."""
    same: set[int] = set()
    for start, _, length in SequenceMatcher(None, shown, other, autojunk=False).get_matching_blocks():
        same |= set(range(start, start + length))
    texts = [(line, line.lstrip(" ")) for line in shown]
    return [Line(" " * (len(line) - len(text)), text, i not in same) for i, (line, text) in enumerate(texts)]
