"""代号: what each code means, for clerks: the rule, whom it protects, what to do, lines wrong and right.

In: the town. Out: `list_body` for the index, `body` for a group of codes, `bodies` for all. Everything comes from the
registry of codes and the examples beside the standard tables. No search engine shall keep the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby
from typing import ClassVar

from generator import urls
from generator.derive.town import Town
from generator.model.kind import Section
from generator.model.kinds import EVERY
from generator.pages.body import Body, PageKind
from generator.pages.components import Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer
from generator.problem import CODES, When
from generator.standards.examples import examples

SECTION = Section("代号", urls.CODES)
_HELP = Section("说明与投诉", "help/")
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
_STYLES = {When.ERROR: "warn", When.REMINDER: "good"}


def bodies(town: Town) -> Iterator[Body]:
    """Yields the index and a page a group."""
    yield list_body(town)
    for group in GROUPS:
        yield body(group, town)


@cache
def numbers() -> dict[str, list[str]]:
    """Returns the codes of each group."""
    return {group: list(found) for group, found in groupby(sorted(CODES), key=lambda number: number[:2])}


# The index.


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """The codes whose numbers begin alike."""

    id: str
    title: str
    codes: Sequence[Link]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesPage(Page):
    """What codes.html prints."""

    template: ClassVar = "codes.html"
    lead: str
    count: int
    groups: Sequence[CodeGroup]


def list_body(town: Town) -> Body:
    """Returns the index of all codes."""
    write = Writer(town, SECTION.url)
    groups = [
        CodeGroup(group.lower(), f"{group}　{name}", code_links(numbers()[group], write))
        for group, name in GROUPS.items()
    ]
    html = render(CodesPage(root=write.root, lead=_LEAD, count=len(CODES), groups=groups))
    return Body(SECTION.url, SECTION.title, html, _LEAD, PageKind.COLUMN, crumbs=(_HELP,), indexed=False)


def code_links(found: Sequence[str], write: Writer) -> list[Link]:
    """Returns a link to each code, with its rule."""
    return [Link(f"{number} {CODES[number].rule}", write.href(urls.code(number))) for number in found]


# The page of a group.


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """A line of an example, and whether it is what the right and the wrong version differ in."""

    indent: str
    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class CodePart:
    """A code as its page tells it: the rule, how grave a breach is, and lines wrong and right.

    `style`: how `when` is marked. `file`: where the lines stand; "" where the example is how a file is named or saved.
    `lists`: the lists that the code concerns, none where it concerns all.
    """

    id: str
    number: str
    rule: str
    when: str
    style: str
    protects: str
    advice: str
    file: str
    bad: Sequence[ExampleLine]
    good: Sequence[ExampleLine]
    note: str
    lists: Sequence[Link]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeGroupPage(Page):
    """What codes_group.html prints; `others` are the other groups."""

    template: ClassVar = "codes_group.html"
    title: str
    codes: Sequence[CodePart]
    others: Sequence[Link]


def body(group: str, town: Town) -> Body:
    """Returns the page of a group of codes, such as H1."""
    write = Writer(town, _url(group))
    page = CodeGroupPage(
        root=write.root,
        title=f"{group}开头的代号：{GROUPS[group]}",
        codes=[_code(number, write) for number in numbers()[group]],
        others=[Link(f"{other} {name}", write.href(_url(other))) for other, name in GROUPS.items() if other != group],
    )
    return Body(write.url, page.title, render(page), page.title, crumbs=(_HELP, SECTION), indexed=False)


def _url(group: str) -> str:
    return f"{urls.CODES}{group.lower()}/"


def _code(number: str, write: Writer) -> CodePart:
    code, example = CODES[number], examples()[number]
    return CodePart(
        id=number.lower(),
        number=number,
        rule=code.rule,
        when=str(code.when),
        style=_STYLES.get(code.when, ""),
        protects=code.protects,
        advice=code.advice or "看检查时那一行说的，每一处不一样。",
        file=example.place,
        bad=_lines(example.bad, example.good),
        good=_lines(example.good, example.bad),
        note=example.said,
        lists=[Link(kind.title, write.href(urls.filling(kind))) for kind in EVERY if kind.title in example.lists],
    )


def _lines(shown: tuple[str, ...], other: tuple[str, ...]) -> list[ExampleLine]:
    """Returns lines with a mark on those that stand otherwise in the other version."""
    same: set[int] = set()
    for start, _, length in SequenceMatcher(None, shown, other, autojunk=False).get_matching_blocks():
        same |= set(range(start, start + length))
    texts = [(line, line.lstrip(" ")) for line in shown]
    return [ExampleLine(" " * (len(line) - len(text)), text, i not in same) for i, (line, text) in enumerate(texts)]
