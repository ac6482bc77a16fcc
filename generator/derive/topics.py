"""What people look for by what happened to them, or by the stage of life they are in.

In: the tables of `standards/themes.yml`, a town. Out: topics, and the entries that each holds. What happened is told
by an entry's theme; to which stages of life an entry belongs it says itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator.derive.town import Offer, Town
from generator.model.authority import Power
from generator.model.service import Guide
from generator.model.wayfinding import Elsewhere, Together
from generator.standards import tables


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its number is its address.

    A stage of life has an `audience`, 个人 or 企业, and no themes; what happens to people has themes and no audience.
    """

    number: str
    name: str
    note: str
    themes: tuple[str, ...]
    audience: str
    at_home: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a topic holds, in the order a resident needs it; what has ended is not among it."""

    guides: tuple[Guide, ...]
    together: tuple[Together, ...]
    elsewhere: tuple[Elsewhere, ...]
    powers: tuple[Power, ...]

    @property
    def total(self) -> int:
        """How many entries it holds, powers not counted: they are behind what one can get done."""
        return len(self.guides) + len(self.together) + len(self.elsewhere)

    @property
    def first(self) -> Offer | None:
        """The entry most likely meant; None where the topic holds nothing that one can get done."""
        offers: tuple[Offer, ...] = (*self.guides, *self.together, *self.elsewhere)
        return offers[0] if offers else None


def happenings() -> tuple[Topic, ...]:
    """The topics of 遇到什么事."""
    return _topics("遇到什么事")


def stages() -> tuple[Topic, ...]:
    """The stages of life (人生阶段), of persons and of businesses."""
    return _topics("人生阶段")


@cache
def _topics(table: str) -> tuple[Topic, ...]:
    return tuple(
        Topic(
            number=row["编号"],
            name=row["名称"],
            note=row.get("说明", ""),
            themes=tuple(row.get("主题", ())),
            audience=row.get("面向", ""),
            at_home=row.get("首页") == "是",
        )
        for row in tables.load("themes.yml")[table]
    )


def found(topic: Topic, town: Town) -> Found:
    """The entries of a topic.

    Those of its first theme stand first; of a stage of life those that name it before any other.
    """
    entries = {str(entry.id): entry for entry in _of_stage(topic, town)}
    entries |= {str(entry.id): entry for theme in topic.themes for entry in town.by_theme.get(theme, ())}
    guides = tuple(entry for entry in entries.values() if isinstance(entry, Guide))
    ids = dict.fromkeys(ref.id for guide in guides for ref in guide.powers)
    powers = [power for id_ in ids if (power := town.record.powers.get(id_))]
    powers += [entry for entry in entries.values() if isinstance(entry, Power) and entry.id not in ids]
    return Found(
        guides=guides,
        together=tuple(entry for entry in entries.values() if isinstance(entry, Together)),
        elsewhere=tuple(entry for entry in entries.values() if isinstance(entry, Elsewhere)),
        powers=tuple(power for power in powers if not power.ended),
    )


def _of_stage(topic: Topic, town: Town) -> list[Offer | Power]:
    """The entries that name a stage of life, first those that name it first."""
    if not topic.audience:
        return []
    entries = (*town.offers(), *town.record.powers.values())
    placed = [(list(entry.life_stages or ()), entry) for entry in entries]
    named = [(stages, entry) for stages, entry in placed if topic.name in stages]
    return [entry for stages, entry in sorted(named, key=lambda item: item[0][0] != topic.name)]
