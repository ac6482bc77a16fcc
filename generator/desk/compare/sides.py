"""The two sides of a comparison in one form: names, types, codes and articles without what is only spelling.

In: texts of a superior's sheet, entries of the record. Out: `Item`s and `Own`s, and what of two texts is the
same. Used by the modules beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic_core import PydanticCustomError

from generator.intake import spellings
from generator.model.authority import Power
from generator.model.citation import Article, Citation, number
from generator.model.fields import named_fields
from generator.model.kind import Kind
from generator.model.leaf import NOTHING
from generator.record import Record
from generator.sheets.columns import Place
from generator.standards import tables

TYPES = "职权类型"
_BASES = ("实施依据", "依据")
_MARKS = re.compile(r"[\s，,。.、；;：:“”\"'‘’（）()《》〈〉\[\]【】〔〕·—－-]+")
_TAIL = re.compile(r"[（(][^（）()]*[）)]\s*$")
_TASK = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}[1-6](\d{12})(?:\d{2})?")
Cited = frozenset[tuple[str, str]]  # a law's title and an article, "" for the law as a whole


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A row of the superior's list; `ended` quotes what says that it is gone, `surely` where it leaves no doubt."""

    sheet: str
    row: int
    name: str
    sub: str
    type: str
    basis: Cited
    code: str
    ended: str = ""
    surely: bool = False

    @property
    def title(self) -> str:
        """How the row is called in a report."""
        return f"{self.name}（{self.sub}）" if self.sub and self.sub != self.name else self.name


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """An entry of the town's list; `ended` is how it ended, "" for one in use."""

    id: str
    name: str
    current: str
    subs: tuple[str, ...]
    type: str
    basis: Cited
    codes: tuple[str, ...]
    ended: str


def own(record: Record, kind: Kind) -> list[Own]:
    """The town's side of a list."""
    return [_own(record, entry) for entry in record.list_of(kind).values()]


def _own(record: Record, entry: Any) -> Own:
    def held(name: str) -> Any:
        spec = named_fields(type(entry)).get(name)
        value = getattr(entry, spec.attribute) if spec else None
        return None if value is NOTHING else value

    lines = next((held(name) for name in _BASES if held(name)), ())
    codes = [str(held(name)) for name in ("基本编码", "地方编码") if held(name)]
    state = str(held("状态") or "")
    return Own(
        str(entry.id),
        str(entry.name),
        str(held("现行清单名称") or ""),
        tuple(map(str, held("子项") or ())),
        str(held("类型") or ""),
        frozenset(_articles(lines, record)),
        tuple(codes),
        state if getattr(entry, "ending", None) else "",
    )


def plain(name: str) -> str:
    """A name without punctuation and blanks: brackets of two widths are no difference."""
    return _MARKS.sub("", name).lower()


def head(name: str) -> str:
    """A name without the brackets at its end."""
    return plain(_TAIL.sub("", name))


@cache
def type_named(text: str) -> str:
    """The type that a superior's word stands for; the word itself where it is none of ours."""
    word = plain(text)
    names = tables.names(TYPES)
    letters = {tables.code("职权类型字母", name): name for name in tables.names("职权类型字母")}
    if word.upper() in letters:
        return letters[word.upper()]
    for name in names:
        if word in (name, name.removeprefix("行政")):
            return name
    if re.match("其[他它]", word):
        return next(name for name in names if name.startswith("其他"))
    return tables.meant(TYPES, word) or text.strip()


def code_named(text: str) -> str:
    """A code as it is compared: of an 实施编码 the 基本编码 in it."""
    bare = re.sub(r"\s+", "", text).strip("'’`")
    found = _TASK.fullmatch(bare)
    return found[1] if found else bare


def cited(text: str, record: Record) -> Cited:
    """The laws and articles in a cell, which may quote them whole."""
    place = Place(("实施依据",), named_fields(Power)["实施依据"])
    known = spellings.Known(lambda title: _law(title, record), record.template_of)
    lines, _ = spellings.converted(place, text, known)
    return frozenset(_articles(_read(str(lines)), record))


def _read(lines: str) -> Iterator[Citation]:
    for line in lines.split("\n"):
        try:
            value = Citation.read(line)
        except PydanticCustomError:
            continue
        if isinstance(value, Citation):
            yield value


def _articles(lines: Iterable[Citation], record: Record) -> Iterator[tuple[str, str]]:
    for line in lines:
        if line.law:
            for article in line.articles or ("",):
                yield _law(line.law, record), str(_bare(article)) if article else ""


def _bare(article: Article) -> Article:
    """An article without its paragraphs: lists differ in how far they go down."""
    return Article(article.number, article.inserted, "")


def _law(title: str, record: Record) -> str:
    """A law by the one title it is compared under."""
    title = _TAIL.sub("", title.strip())
    known = record.law(title) or record.law(spellings.without_state(title))
    return str(known.name) if known else spellings.without_state(title)


def differing(theirs: Cited, ours: Cited) -> tuple[list[str], list[str]]:
    """What only one side cites; a law cited as a whole is the same as any article of it."""
    whole = {law for law, article in (*theirs, *ours) if not article}
    return _only(theirs, ours, whole), _only(ours, theirs, whole)


def _only(these: Cited, those: Cited, whole: set[str]) -> list[str]:
    laws = {law for law, _ in those}
    lacking = [(law, article) for law, article in these if (law, article) not in those]
    lacking = [(law, article) for law, article in lacking if not (law in whole and law in laws)]
    return listed(frozenset(lacking))


def listed(some: Cited) -> list[str]:
    """Laws with their articles, in order."""
    found = []
    for law in sorted({law for law, _ in some}):
        articles = sorted((article for one, article in some if one == law and article), key=_order)
        found.append(f"《{law}》{'、'.join(articles)}")
    return found


def _order(article: str) -> tuple[int, str]:
    return number(article[1 : article.index("条")]) or 0, article
