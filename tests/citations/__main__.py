"""Holds every citation of the record and the prose against the texts of the laws, old and new.

    python -m tests.citations --new just-laws/docs --new china-law-db/laws --old Laws-2025/ [--below 0.9] [--root .]

Prints which cited articles do not exist in the newest text; and, where an older text is given, how alike the cited
article is in both: what is less alike than `--below` is to be read.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from generator import record
from generator.model.citation import Article, Citation, in_text
from generator.model.fields import values_of
from generator.record import Record
from tests.citations import texts

Cited = tuple[str, str, Article]  # where, the law's title, the article


def cited(town: Record, root: Path) -> Iterator[Cited]:
    """Every article that the record or the prose cites, once a file."""
    found: dict[Cited, None] = {}
    for part in town.parts():
        for _, _, citation in values_of(part, Citation):
            found |= dict.fromkeys(_each(town.file_of(part).path, citation, town))
    for place in sorted((root / "content").rglob("*.md")):
        for _, citation in in_text(place.read_text("utf-8")):
            found |= dict.fromkeys(_each(place.relative_to(root).as_posix(), citation, town))
    yield from found


def _each(where: str, citation: Citation, town: Record) -> Iterator[Cited]:
    law = town.law(citation.law) if citation.law else None
    for article in citation.articles:
        yield where, str(law.name) if law else citation.law, article._replace(rest="")


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def judged(
    every: list[Cited], new: dict[str, texts.LawText], old: dict[str, texts.LawText]
) -> Iterator[tuple[str, str, Article, float | None]]:
    """For each citation how alike the article is in both texts: 0 where the newest has none, None where it has no text."""
    known: dict[tuple[str, Article], float | None] = {}
    for where, title, article in every:
        key = title, article
        if key not in known:
            known[key] = _judged(title, str(article), new, old)
        yield where, title, article, known[key]


def _judged(title: str, name: str, new: dict[str, texts.LawText], old: dict[str, texts.LawText]) -> float | None:
    if title not in new:
        return None
    here = new[title].articles.get(name)
    before = old[title].articles.get(name) if title in old else None
    return 0 if here is None else 1 if before is None else likeness(before, here)


def main() -> int:
    """Print what is to be read; the number of citations of articles that do not exist."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--new", type=Path, action="append", required=True, help="folders with the newest texts")
    parser.add_argument("--old", type=Path, action="append", default=[], help="folders with older texts")
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--below", type=float, default=0.9)
    given = parser.parse_args()
    town, _ = record.read(given.root)
    every = list(cited(town, given.root))
    titles = {title for _, title, _ in every}
    new, old = texts.read(given.new, titles), texts.read(given.old, titles)
    rows = list(judged(every, new, old))
    missing = [row for row in rows if row[3] == 0 and str(row[2]) not in new[row[1]].articles]
    changed = [row for row in rows if row not in missing and row[3] is not None and row[3] < given.below]
    print(
        f"引用 {len(rows)} 处，{len(titles)} 部法规；有新文本的 {len(new)} 部，也有旧文本的 {len(set(new) & set(old))} 部"
    )
    print(f"没有文本的：{'、'.join(sorted(titles - set(new))) or '无'}")
    for what, held in (("新文本里没有这一条", missing), (f"新旧相似不到 {given.below}", changed)):
        print(f"\n{what}：{len(held)} 处")
        for where, title, article, alike in held:
            print(f"  {alike:.2f}  《{title}》{article}  {where}")
    return len(missing)


if __name__ == "__main__":
    raise SystemExit(bool(main()))
