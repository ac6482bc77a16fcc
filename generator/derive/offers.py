"""What one can get done, sorted as people look for it: by what happened to them, by who they are.

In: guides, undertakings, pointers. Out: the same, by the topics of 遇到什么事; whether each is for a
person or for a business. Used by the pages that list them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.derive.topics import Topic, happenings

_SHOP = "摆摊开店"  # the topic under which whoever opens a shop or a workshop looks
_FIRMS = frozenset({"企业法人", "非法人企业"})
_REST = Topic("rest", "别的事", "", (), "", False)


def by_topic(entries: Iterable[Any]) -> list[tuple[Topic, list[Any]]]:
    """Entries under each topic that fits, last those that fit none; a topic without any is left out."""
    waiting = list(entries)
    sorted_in = [(topic, [entry for entry in waiting if _fits(entry, topic)]) for topic in happenings()]
    placed = {entry.id for _, held in sorted_in for entry in held}
    sorted_in.append((_REST, [entry for entry in waiting if entry.id not in placed]))
    return [(topic, held) for topic, held in sorted_in if held]


def topics_of(entry: Any) -> list[Topic]:
    """The topics that an entry fits; 别的事 for one that fits none."""
    return [topic for topic in happenings() if _fits(entry, topic)] or [_REST]


def once(entries: Iterable[Any]) -> list[tuple[Topic, list[Any], list[Any]]]:
    """The same with each entry under the first topic that it fits: (topic, its entries, those that stand elsewhere)."""
    placed: set[str] = set()
    found = []
    for topic, held in by_topic(entries):
        here = [entry for entry in held if entry.id not in placed]
        found.append((topic, here, [entry for entry in held if entry.id in placed]))
        placed.update(entry.id for entry in here)
    return found


def _fits(entry: Any, topic: Topic) -> bool:
    return any(theme in topic.themes for theme in entry.themes or ())


def for_persons(entry: Any) -> bool:
    """Whether someone who comes for himself looks for this; what names nobody is for everyone."""
    audience = getattr(entry, "audience", None)
    return not audience or "自然人" in map(str, audience)


def for_business(entry: Any) -> bool:
    """Whether someone with a shop or a firm looks for this: by whom it serves, else by its themes."""
    served = _FIRMS.intersection(map(str, getattr(entry, "audience", None) or ()))
    return bool(served) or any(_fits(entry, topic) for topic in happenings() if topic.name == _SHOP)
