"""Texts as lists are published with, put into the record's own form.

In: a cell of a sheet that is not ours, and how laws are called in the record. Out: the text that the record
would hold, and what of the cell it leaves out. Used by `weaving`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from generator.authoring.workbook.columns import Place
from generator.model.citation import Citation

LawName = Callable[[str], str]  # a title as printed → the title that the record knows it by
_NUMERALS = "[零〇一二三四五六七八九十百千]+"
_ARTICLE = rf"第{_NUMERALS}条(?:之{_NUMERALS})?(?:第{_NUMERALS}款)?(?:第[（(]?{_NUMERALS}[）)]?项)?"
_CITED = re.compile(
    rf"《([^《》]+)》\s*(?:[（(〔][^（）()〔〕]*[）)〕])*\s*((?:{_ARTICLE})(?:[、，和及]\s*{_ARTICLE})*)?"
)
_STAGE = re.compile(
    rf"(?:^|(?<=[\s。；;]))(?:\d+(?:[-.]\d+)*[.．、)]?|[（(](?:\d+|{_NUMERALS})[）)]|{_NUMERALS}、|[①-⑳])?\s*"
    r"([^\s：:，。；、0-9]{2,12}?)(?:阶段|环节)?(?:责任)?[：:]"
)
_NUMBERED = re.compile(rf"(?:^|(?<=[\s。；;]))(?:\d+[.．、)]|[（(](?:\d+|{_NUMERALS})[）)]|{_NUMERALS}、|[①-⑳])\s*")
_STATE = "中华人民共和国"


def converted(place: Place, text: str, law_name: LawName) -> tuple[Any, str]:
    """What the record would hold for a cell, and in a few words what of the cell it does not take."""
    spec = place.spec
    if spec.type is Citation:
        return _citations(text, law_name)
    if spec.part:
        return _duties(text), ""
    if spec.many:
        return "\n".join(_numbered(text)), ""
    return re.sub(r"\s*\n\s*", "\n", text), ""


def _citations(text: str, law_name: LawName) -> tuple[str, str]:
    """Laws and articles out of a text that may quote them whole."""
    lines: list[str] = []
    for title, articles in _CITED.findall(text):
        whole = f"《{law_name(title.strip())}》" + re.sub(r"[，和及]\s*", "、", articles).replace("(", "（").replace(
            ")", "）"
        )
        if whole not in lines and (articles or not any(line.startswith(f"《{law_name(title)}》") for line in lines)):
            lines.append(whole)
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
