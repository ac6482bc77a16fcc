"""谁说了算，不服怎么办: in whose name a guide's matter is decided, and the ways against the decision.

In: a guide and the writer of a page. Out: what the guide's page and its sheet print of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.derive.completeness import in_force
from generator.derive.effect import effect
from generator.derive.town import Town
from generator.model.service import Guide
from generator.pages.components import Fact, Link
from generator.pages.writing import Writer

_TOWN = "镇政府"  # how a guide's 决定机关 may call the town in short


@dataclass(frozen=True, slots=True)
class DecidedAlike:
    """Powers that are alike: in whose name, and the ways against it; the powers are named where there are others."""

    powers: Sequence[Link]
    sentence: str
    remedies: Sequence[str]


@dataclass(frozen=True, slots=True)
class Answering:
    """Who decides where it is not the town, who handles it in town, what holds for each power, and where to hand in an application for review."""

    decider: str
    handler: Sequence[Fact]
    answers: Sequence[DecidedAlike]
    review: Sequence[Fact]


def answering(guide: Guide, write: Writer) -> Answering | None:
    """Returns who answers for a guide's powers, None where it has no power."""
    found = decided_alike(guide, write)
    handler = write.facts(("承办机构", "镇里谁承办", in_force(guide, write.town.record, "handler")))
    return Answering(_other_decider(guide, write.town), handler, found, _review(write)) if found else None


def decided_alike(guide: Guide, write: Writer) -> list[DecidedAlike]:
    """Returns what holds for the powers of a guide; those that are alike are said once."""
    record = write.town.record
    alike: dict[tuple[str, tuple[str, ...]], list[Link]] = {}
    for power in (power for ref in guide.powers if (power := record.powers.get(ref.id))):
        what = effect(power, record)
        alike.setdefault((what.sentence, what.remedies), []).append(write.link(power))
    several = len(alike) > 1
    return [DecidedAlike(links if several else (), *key) for key, links in alike.items()]


def _other_decider(guide: Guide, town: Town) -> str:
    """Returns who decides where it is not the town alone, else ""."""
    decider = str(guide.decider or "")
    own = str(town.record.town.authority) if town.record.town else ""
    return "" if decider in ("", own, _TOWN) else decider


def _review(write: Writer) -> list[Fact]:
    """Returns where to hand in an application for review, as far as it is known."""
    file = write.town.record.town
    if not file:
        return []
    return write.facts(
        ("行政复议申请地点", "复议到哪里申请", file.review_address),
        ("行政复议咨询电话", "复议的事问谁", file.review_phone),
        ("行政诉讼法院", "到哪个法院起诉", file.court),
    )
