"""Puts texts of lists that others published into the form of the record.

In: a cell of such a list, and what the record calls laws and templates. Out: the value that the record would hold,
and what of the cell is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Any, NamedTuple

from generator.model.citation import Citation, spelled
from generator.model.values import Choice, TemplateName
from generator.record import Record
from generator.sheets.columns import FieldColumn, Table
from generator.sheets.headers import written_out
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


class RecordNames(NamedTuple):
    """What the record calls things: the title of a law by a printed title, and the names of its templates."""

    law_title: Callable[[str], str]
    templates: Container[str]


def names_in(record: Record) -> RecordNames:
    """What a record calls its laws and templates; a law that it does not have is called by its everyday title."""
    return RecordNames(lambda title: title if title in record.law_ids else everyday_title(title), record.template_of)


def meant_column(table: Table, column: FieldColumn, text: str, names: RecordNames) -> FieldColumn:
    """The column that a cell belongs to: 责任事项 is the name of a template, or the duties themselves written out."""
    if column.spec.type is TemplateName and text not in names.templates:
        return written_out(table, column.title) or column
    return column


def in_our_form(column: FieldColumn, text: str, names: RecordNames) -> tuple[Any, str]:
    """The value that the record would hold for a cell, and a remark on what is left out or changed, "" for none."""
    spec = column.spec
    if spec.type is Citation:
        return citations(text, names.law_title)
    if spec.part:
        return _duties(text), ""
    if spec.type and issubclass(spec.type, Choice) and not spec.many:
        listed = text in tables.names(spec.type.table)
        meant = "" if listed else tables.meant(spec.type.table, text)
        return (meant, f"写的是“{text}”，收作“{meant}”") if meant else (text, "")
    if spec.many:
        return "\n".join(_numbered(text)), ""
    return re.sub(r"\s*\n\s*", "\n", text), ""


def citations(text: str, law_title: Callable[[str], str]) -> tuple[str, str]:
    """The laws and articles in a text that may quote them whole, a line each, and a remark on what is left out."""
    lines: list[str] = []
    text = _DIGITS.sub(lambda found: f"第{spelled(int(found[1]))}", text)
    cited = list(_CITED.finditer(text))
    if not cited:
        return text, ""
    ends = [mark.start() for mark in cited[1:]] + [len(text)]
    for mark, end in zip(cited, ends, strict=True):
        articles = [*re.split("[、，和及]\\s*", mark[2] or ""), *_QUOTED.findall(text, mark.end(), end)]
        named = "、".join(dict.fromkeys(filter(None, articles))).replace("(", "（").replace(")", "）")
        lines.append(f"《{law_title(mark[1].strip())}》{named}")
    lines = list(dict.fromkeys(lines))
    with_articles = {line.partition("》")[0] for line in lines if not line.endswith("》")}
    lines = [line for line in lines if not (line.endswith("》") and line.partition("》")[0] in with_articles)]
    if not lines:
        return text, ""
    rest = re.sub(r"[\s，。；、：:]+", "", _CITED.sub("", text))
    return "\n".join(lines), f"条文原文{len(rest)}字没有收，收了条号" if len(rest) > 10 else ""


def everyday_title(title: str) -> str:
    """The title of a law without 中华人民共和国."""
    return title.removeprefix("中华人民共和国")


def _duties(text: str) -> list[dict[str, str]]:
    """责任事项 in one cell, “1.受理责任：……2.审查责任：……”, as data: a mapping for each stage."""
    marks = list(_STAGE.finditer(text))
    if not marks:
        return [{"环节": "通用", "责任": line} for line in _numbered(text)]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = [(mark[1], text[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True)]
    return [{"环节": stage, "责任": re.sub(r"\s+", "", duty)} for stage, duty in found if duty]


def _numbered(text: str) -> list[str]:
    """The points of a text: its lines, split again before each number that begins a point."""
    parts = [part for line in text.split("\n") for part in _NUMBERED.split(line)]
    return [part.strip() for part in parts if part.strip()]
