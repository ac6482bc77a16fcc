"""Who stands on which article: per law and article the entries that cite it, with the law's newest version.

In: a town. Out: rows, in the order of the laws and their articles. Examples, mistakes and decisions cite nothing here:
the ones claim nothing, the others are public only for a time.
"""

from __future__ import annotations

from typing import Any

from generator import urls
from generator.derive.town import Town
from generator.model.citation import Article
from generator.model.decision import Decision
from generator.model.entry import Entry
from generator.model.kinds import kind_of
from generator.model.reference import Law

Row = dict[str, Any]


def rows(town: Town) -> list[Row]:
    """A row an article that something stands on; an empty 条 is a law as a whole."""
    found: list[Row] = []
    for id_, law in town.record.laws.items():
        if law.is_example:
            continue
        by_article: dict[str, list[Entry]] = {}
        for article, entry in town.cited.get(id_, ()):
            if not (entry.is_example or entry.mistaken or isinstance(entry, Decision)):
                by_article.setdefault(_named(article), []).append(entry)
        found += [_row(law, article, entries) for article, entries in by_article.items()]
    return found


def _named(article: Article | None) -> str:
    return str(article) if article else ""


def _row(law: Law, article: str, entries: list[Entry]) -> Row:
    newest = law.newest
    return {
        "法规": law.called,
        "法规编号": str(law.id),
        "本站网址": urls.of(law),
        "有效性": str(law.state),
        "版本从哪天起": str((newest and (newest.effective or newest.dated)) or ""),
        "条": article,
        "凭它的": [_standing(one) for one in entries],
    }


def _standing(entry: Entry) -> Row:
    in_use = "否" if entry.ended else "是"
    return {"编号": str(entry.id), "名称": entry.called, "清单": kind_of(type(entry)).attribute, "还在用": in_use}
