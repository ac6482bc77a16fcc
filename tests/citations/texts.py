"""Texts of laws in Markdown, as public collections keep them: a heading with the title, then 第一条 …

In: folders. Out: for each title the text whose newest date is the latest. The texts stay outside the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_NUMERAL = "[一二三四五六七八九十百千零〇]+"
_ARTICLE = re.compile(rf"^\s*(第{_NUMERAL}条(?:之{_NUMERAL})?)[\s　]", re.M)
_HEADING = re.compile(r"^#{1,3} +(?:中华人民共和国)?(.+?)\s*$", re.M)
_DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_DATED_NAME = re.compile(r"^(.*?)[(（](\d{4}-\d\d-\d\d)[)）]$")


@dataclass(frozen=True, slots=True)
class LawText:
    """The text of a law: its newest date, its articles by name, where it was found."""

    day: date
    articles: dict[str, str]
    place: Path


def read(folders: Iterable[Path], titles: Iterable[str]) -> dict[str, LawText]:
    """The newest text of each of some titles."""
    wanted, found = set(titles), dict[str, LawText]()
    for folder in folders:
        for place in sorted(folder.rglob("*.md")):
            title = _title(place)
            if title not in wanted:
                continue
            text = _read(place)
            if text and (title not in found or text.day >= found[title].day):
                found[title] = text
    return found


def _title(place: Path) -> str:
    if place.name != "README.md":
        named = _DATED_NAME.match(place.stem)
        return (named[1] if named else place.stem).removeprefix("中华人民共和国")
    heading = _HEADING.search(place.read_text("utf-8"))
    return heading[1].strip() if heading else ""


def _read(place: Path) -> LawText | None:
    whole = place.read_text("utf-8").replace("**", "")
    starts = list(_ARTICLE.finditer(whole))
    if not starts:
        return None
    ends = [*(found.start() for found in starts[1:]), len(whole)]
    articles: dict[str, str] = {}
    for found, end in zip(starts, ends, strict=True):
        text = re.sub(r"^#.*$", "", whole[found.end() : end], flags=re.M)
        articles.setdefault(found[1], re.sub(r"\s", "", text))
    days = [date(*map(int, day)) for day in _DAY.findall(whole[: starts[0].start()])]
    named = _DATED_NAME.match(place.stem)
    days += [date.fromisoformat(named[2])] if named else []
    return LawText(max(days, default=date.min), articles, place)
