"""Texts as lists are published with, put into the record's own form.

In: a cell of a sheet that is not ours, and how laws are called in the record. Out: the text that the record
would hold, and what of the cell it leaves out. Used by `weaving`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Any, NamedTuple

from generator.model.citation import Citation, spelled
from generator.model.values import Choice, TemplateName
from generator.sheets.columns import Place, Table
from generator.sheets.headers import otherwise
from generator.standards import tables

_NUMERALS = "[零〇一二三四五六七八九十百千]+"
_ARTICLE = rf"第{_NUMERALS}条(?:之{_NUMERALS})?(?:第{_NUMERALS}款)?(?:第[（(]?{_NUMERALS}[）)]?项)?"
_DIGITS = re.compile(r"第\s*([1-9]\d{0,3})\s*(?=[条款项])")
_CITED = re.compile(
    rf"《([^《》]+)》\s*(?:[（(〔][^（）()〔〕]*[）)〕])*\s*((?:{_ARTICLE})(?:[、，和及]\s*{_ARTICLE})*)?"
)
_QUOTED = re.compile(rf"(?<=[。；\s]){_ARTICLE}(?=[\s：:])")  # a further article of the same law, written out
_STAGE = re.compile(
    rf"(?:^|(?<=[\s。；;]))(?:\d+(?:[-.]\d+)*[.．、)]?|[（(](?:\d+|{_NUMERALS})[）)]|{_NUMERALS}、|[①-⑳])?\s*"
    r"([^\s：:，。；、0-9]{2,12}?)(?:阶段|环节)?(?:责任)?[：:]"
)
_NUMBERED = re.compile(rf"(?:^|(?<=[\s。；;]))(?:\d+[.．、)]|[（(](?:\d+|{_NUMERALS})[）)]|{_NUMERALS}、|[①-⑳])\s*")
_STATE = "中华人民共和国"


class Known(NamedTuple):
    """What the record calls things: a law by its printed title, and the names of its templates."""

    law_name: Callable[[str], str]
    templates: Container[str]


def field(table: Table, place: Place, text: str, known: Known) -> Place:
    """The field that a cell means: what is written out where ours would name a template belongs elsewhere."""
    if place.spec.type is TemplateName and text not in known.templates:
        return otherwise(table, place.title) or place
    return place


def converted(place: Place, text: str, known: Known) -> tuple[Any, str]:
    """What the record would hold for a cell, and in a few words what of the cell it does not take."""
    spec = place.spec
    if spec.type is Citation:
        return _citations(text, known.law_name)
    if spec.part:
        return _duties(text), ""
    if spec.type and issubclass(spec.type, Choice) and not spec.many:
        listed = text in tables.names(spec.type.table)
        meant = "" if listed else tables.meant(spec.type.table, text)
        return (meant, f"写的是“{text}”，收作“{meant}”") if meant else (text, "")
    if spec.many:
        return "\n".join(_numbered(text)), ""
    return re.sub(r"\s*\n\s*", "\n", text), ""


def _citations(text: str, law_name: Callable[[str], str]) -> tuple[str, str]:
    """Laws and articles out of a text that may quote them whole."""
    lines: list[str] = []
    text = _DIGITS.sub(lambda found: f"第{spelled(int(found[1]))}", text)
    cited = list(_CITED.finditer(text))
    if not cited:
        return text, ""
    ends = [mark.start() for mark in cited[1:]] + [len(text)]
    for mark, end in zip(cited, ends, strict=True):
        articles = [*re.split("[、，和及]\\s*", mark[2] or ""), *_QUOTED.findall(text, mark.end(), end)]
        named = "、".join(dict.fromkeys(filter(None, articles))).replace("(", "（").replace(")", "）")
        lines.append(f"《{law_name(mark[1].strip())}》{named}")
    lines = list(dict.fromkeys(lines))
    with_articles = {line.partition("》")[0] for line in lines if not line.endswith("》")}
    lines = [line for line in lines if not (line.endswith("》") and line.partition("》")[0] in with_articles)]
    if not lines:
        return text, ""
    rest = re.sub(r"[\s，。；、：:]+", "", _CITED.sub("", text))
    return "\n".join(lines), f"条文原文{len(rest)}字没有收，收了条号" if len(rest) > 10 else ""


def without_state(title: str) -> str:
    """A law's title as everyday papers have it."""
    return title.removeprefix(_STATE)


def _duties(text: str) -> list[dict[str, str]]:
    """责任事项 in one cell: “1.受理责任：……2.审查责任：……” as a duty for each stage."""
    marks = list(_STAGE.finditer(text))
    if not marks:
        return [{"环节": "通用", "责任": line} for line in _numbered(text)]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = [(mark[1], text[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True)]
    return [{"环节": stage, "责任": re.sub(r"\s+", "", duty)} for stage, duty in found if duty]


def _numbered(text: str) -> list[str]:
    """The points of a text: by its lines, and by the numbers that begin them."""
    parts = [part for line in text.split("\n") for part in _NUMBERED.split(line)]
    return [part.strip() for part in parts if part.strip()]
