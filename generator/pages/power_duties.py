"""Responsibilities by stage, and for what somebody is called to account: a part of the page of a power.

In: a power and the writer of its page. Out: HTML, drawn once for all powers that have nothing of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from markupsafe import Markup

from generator.derive.town import Town
from generator.model.authority import Power
from generator.pages.escaping import markup
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer


@dataclass(frozen=True, slots=True)
class Duty:
    """One responsibility: `sort` is 专门 or 通用, "" where a power has only one sort; what is owed, on what ground."""

    sort: str
    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of exercising a power with all that is owed at it."""

    name: str
    duties: Sequence[Duty]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesPart(Page):
    """What power_duties.html prints: `names` of the stages on one line, the stages, cases of accountability."""

    template: ClassVar = "power_duties.html"
    names: str
    stages: Sequence[Stage]
    accountability: Sequence[str]


def drawn(power: Power, write: Writer) -> Markup:
    """Returns the sections on responsibilities and accountability."""
    if power.more_duties or power.more_accountability:
        return _draw(power, write)
    shared = _shared(write.town)
    key = str(power.duties), str(power.accountability), write.root
    if key not in shared:
        shared[key] = _draw(power, write)
    return shared[key]


@lru_cache(maxsize=1)
def _shared(town: Town) -> dict[tuple[str, str, str], Markup]:
    """Returns what has been drawn of a town so far; for another town, or the next state of this one, it is empty."""
    return {}


def _draw(power: Power, write: Writer) -> Markup:
    found = stages(power, write)
    names = " · ".join(stage.name for stage in found)
    return markup(render(DutiesPart(names=names, stages=found, accountability=accountability(power, write))))


def stages(power: Power, write: Writer) -> list[Stage]:
    """Returns the duties by stage, each stage once: the power's own before those that all of its type share.

    Stages stand in the order of the shared ones; those that only the power has come after them.
    """
    template = write.town.record.template_of.get(str(power.duties)) if power.duties else None
    shared, own = (template.duties or ()) if template else (), power.more_duties or ()
    sorts = ("专门", "通用") if shared and own else ("", "")
    found: dict[str, list[Duty]] = {str(duty.stage): [] for duty in (*shared, *own)}
    for sort, duties in zip(sorts, (own, shared), strict=True):
        for duty in duties:
            found[str(duty.stage)].append(Duty(sort, str(duty.duty), markup("；".join(write.lines(duty.basis)))))
    return [Stage(name, duties) for name, duties in found.items()]


def accountability(power: Power, write: Writer) -> list[Markup]:
    """Returns for what somebody is called to account: the power's own cases before those that all of its type share."""
    template = write.town.record.template_of.get(str(power.accountability)) if power.accountability else None
    shared = (template.accountability or ()) if template else ()
    return write.lines((*(power.more_accountability or ()), *shared))
