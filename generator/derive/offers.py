"""What one can get done, sorted as people look for it: by what happened to them, by who they are.

In: guides, undertakings, pointers. Out: the same, by the topics of 遇到什么事; whether each is for a
person or for a business.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from generator.derive.topics import Topic, happenings
from generator.derive.town import Offer
from generator.model.service import Guide

_SHOP = "摆摊开店"  # the topic under which whoever opens a shop or a workshop looks
_FIRMS = frozenset({"企业法人", "非法人企业"})
_REST = Topic("rest", "别的事", "", (), "", False)
One = TypeVar("One", bound=Offer)


def by_topic(entries: Iterable[One]) -> list[tuple[Topic, list[One]]]:
    """The entries of each topic, last those that fit none. A topic without any is left out."""
    waiting = list(entries)
    sorted_in = [(topic, [entry for entry in waiting if _fits(entry, topic)]) for topic in happenings()]
    placed = {entry.id for _, held in sorted_in for entry in held}
    sorted_in.append((_REST, [entry for entry in waiting if entry.id not in placed]))
    return [(topic, held) for topic, held in sorted_in if held]


def topics_of(entry: Offer) -> list[Topic]:
    """The topics that an entry fits; 别的事 for one that fits none."""
    return [topic for topic in happenings() if _fits(entry, topic)] or [_REST]


def once(entries: Iterable[One], apart: Collection[str] = ()) -> list[tuple[Topic, list[One], list[One]]]:
    """For each topic: the entries that fit no topic before it, and those that do.

    Those whose ids are in `apart` stand elsewhere, and are only named under their topics.
    """
    placed = set(apart)
    found = []
    for topic, held in by_topic(entries):
        here = [entry for entry in held if entry.id not in placed]
        found.append((topic, here, [entry for entry in held if entry.id in placed]))
        placed.update(entry.id for entry in here)
    return found


def _fits(entry: Offer, topic: Topic) -> bool:
    return any(theme in topic.themes for theme in entry.themes or ())


def for_persons(entry: Offer) -> bool:
    """Whether a person who comes for himself looks for this. What does not say whom it serves is for everyone."""
    served = _audience(entry)
    return not served or "自然人" in served


def for_business(entry: Offer) -> bool:
    """Whether a person with a shop or a firm looks for this: by whom it serves, or by its themes."""
    return bool(_FIRMS & _audience(entry)) or any(_fits(entry, topic) for topic in happenings() if topic.name == _SHOP)


def _audience(entry: Offer) -> set[str]:
    """Whom an entry says it serves; only guides do."""
    return set(map(str, entry.audience or ())) if isinstance(entry, Guide) else set()
