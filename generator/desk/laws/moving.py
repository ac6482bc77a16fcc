"""Rewrites citations after a law was numbered anew: a table old article → new article, filled in once.

In: the record, its folder, the law, the table. Out: each citation before and after, and the files. Nothing is written
here. What was checked after the new text began cites it already; decisions and adjustments speak of their own day, and
what has ended stays as it was. The law's file keeps the table (条号对照), so that nothing is moved twice.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.derive.amendment import begins
from generator.desk.laws.resting import Resting
from generator.files import edit
from generator.files.together import FileChange
from generator.model.adjustment import Adjustment
from generator.model.citation import Article, articles, in_text
from generator.model.decision import Decision
from generator.model.entry import WholeFile
from generator.model.reference import Law
from generator.record import Record
from generator.rules import prose, prose_citations
from generator.syntax import characters, parser

OLD, NEW = "原条", "现条"
Moves = Mapping[tuple[int, int], Article]
_COMMENT = re.compile(r"(?:^|\s)#")


class Unusable(Exception):
    """The table cannot be used; its text says why, for the clerk."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A citation that changes: the file, the line, the text before and after."""

    file: str
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rewriting:
    """All that changes: the citations, the files before and after; `parts` are those files of the record."""

    moved: tuple[Moved, ...]
    files: dict[str, FileChange]
    parts: tuple[WholeFile, ...]
    undated: tuple[str, ...]


def table(resting: Resting) -> str:
    """A table to be filled in: a line for each article that is cited, in their order."""
    places: dict[Article, list[str]] = {}
    for place in resting.places:
        for article in place.citation.articles:
            places.setdefault(article._replace(rest=""), []).append(place.where)
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([OLD, NEW, "凭它的"])
    rows.writerows([[str(article), "", "、".join(dict.fromkeys(held))] for article, held in sorted(places.items())])
    return out.getvalue()


def read_table(content: bytes) -> Moves:
    """The moves in a table. Raises `Unusable` with every line that is wrong."""
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except UnicodeDecodeError:
        raise Unusable("不是 UTF-8 的文字；另存为“CSV UTF-8”再来") from None
    moves: dict[tuple[int, int], Article] = {}
    wrong = []
    for line, row in enumerate(rows, 2):
        old, new = (articles((row.get(name) or "").strip()) for name in (OLD, NEW))
        if len(old) != 1 or len(new) != 1 or old[0].rest or new[0].rest:
            wrong.append(f"第{line}行：两格都要写一条的条号，没有变的照写一遍，例：第三十一条")
        elif old[0][:2] in moves:
            wrong.append(f"第{line}行：{old[0]}前面写过了")
        else:
            moves[old[0][:2]] = new[0]
    if wrong or not moves:
        raise Unusable("；".join(wrong) or f"没有一行；第一行要是 {OLD},{NEW}")
    return moves


def rewriting(record: Record, root: Path, law: Law, moves: Moves) -> Rewriting:
    """What changes by a table. Raises `Unusable` where it was done already, or `edit.Unwritable`."""
    version = law.newest
    day = begins(version)
    if version and version.moved:
        raise Unusable(f"《{law.name}》这一版的条号已经改过了（文件里有“条号对照”），再改一次会错")
    if day is None or len(law.versions) == 1:
        raise Unusable(f"《{law.name}》的文件里没有新的一版；先在“版本”最上面加一版，写从哪天起施行")
    moved: list[Moved] = []
    files: dict[str, FileChange] = {}
    parts: list[WholeFile] = []
    undated: list[str] = []
    for path, content, part in _texts(record, root):
        after, found = _rewritten(path, characters.readable(content), law, record, moves, comments=part is not None)
        if not found:
            continue
        checked = _checked(part, characters.readable(content))
        if checked is None:
            undated.append(path)
        elif checked < day:
            moved += found
            files[path] = (content, after.encode())
            parts += [part] if part else []
    if moved:
        place = record.file_of(law)
        files[place.path] = (place.content, _kept(place.content, moves))
    return Rewriting(tuple(moved), files, tuple(parts), tuple(undated))


def _checked(part: WholeFile | None, text: str) -> date | None:
    """The day to which a file of the record, or a page of prose, was compared; None where it bears none."""
    if part is None:
        return prose_citations.checked_to(text)
    checked = vars(part).get("checked")
    return checked.date if checked else None


def _texts(record: Record, root: Path) -> Iterator[tuple[str, bytes, WholeFile | None]]:
    """Every text that may cite a law as it is today: its path, its bytes, what of the record it is."""
    for part in record.parts():
        if not part.ended and not isinstance(part, Law | Decision | Adjustment):
            file = record.file_of(part)
            yield file.path, file.content, part
    for path, text in prose.pages(root):
        if isinstance(text, str) and text:
            yield path, (root / path).read_bytes(), None


def _rewritten(
    path: str, text: str, law: Law, record: Record, moves: Moves, *, comments: bool
) -> tuple[str, list[Moved]]:
    """A text with the citations of a law moved, and these; what stands in a comment of the record is left."""
    found: list[Moved] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        comment = _COMMENT.search(line) if comments else None
        for start, citation in reversed(list(in_text(line[: comment.start()] if comment else line))):
            after = f"《{citation.law}》" + "、".join(
                dict.fromkeys(str(_moved(one, moves)) for one in citation.articles)
            )
            if record.law(citation.law) is law and after != str(citation):
                lines[number] = lines[number][:start] + after + lines[number][start + len(str(citation)) :]
                found.append(Moved(path, number + 1, str(citation), after))
    return "\n".join(lines), found


def _moved(article: Article, moves: Moves) -> Article:
    new = moves.get(article[:2])
    return new._replace(rest=article.rest) if new else article


def _kept(content: bytes, moves: Moves) -> bytes:
    """The law's file with the table in its newest version: only what moved."""
    root = parser.parse(content).root
    assert root is not None
    data: dict[str, Any] = root.data()
    said = [{OLD: str(Article(*old, "")), NEW: str(new)} for old, new in sorted(moves.items()) if old != new[:2]]
    first, *others = data["版本"]
    return edit.changed(content, Law, data | {"版本": [first | {"条号对照": said}, *others]})
