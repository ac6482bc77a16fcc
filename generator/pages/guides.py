"""办事: a page for each guide in the order a resident asks, and its sheet for paper; their list is in `services`.

In: the town. Out: `body` for one guide, `bodies` for all, each followed by its sheet.

Every guide has a page at its address, for an address that is promised must not be empty. One that
lacks four or more of the ten key elements would fail the inspections if it stood as a guide
(国办秘函〔2019〕19号), and would send people on errands in vain: its page says so in its title, is
kept from search engines, shows what the law gives, and sends to 12345 first. It stands as a section
on the page of its power too; a public service has no power whose page could hold it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from generator import urls
from generator.derive.answers import answers, unanswered
from generator.derive.completeness import in_force, issued
from generator.derive.town import Town
from generator.model.kinds import kind_of
from generator.model.service import Answer as Question
from generator.model.service import Guide
from generator.model.wayfinding import Together
from generator.pages import guide_facts as facts
from generator.pages import guide_sheet, words
from generator.pages.acts import SCRIPT, Acts
from generator.pages.body import Body
from generator.pages.components import Fact, Link, Mark
from generator.pages.entry_page import PageOfEntry, entry_body, entry_page
from generator.pages.guide_answers import Glance, glance, rest_of_warning
from generator.pages.guide_materials import Materials, materials
from generator.pages.guide_remedies import Answering, answering
from generator.pages.writing import Writer

SECTION = kind_of(Guide).section


def bodies(town: Town) -> Iterator[Body]:
    """Yields each guide's page, and the sheet of what one may come for."""
    for guide in town.record.guides.values():
        yield body(guide, town)
        if not guide.ended:
            yield guide_sheet.body(guide, town)


@dataclass(frozen=True, slots=True)
class OfficialName:
    """A power that a guide serves, and in what way it is the town's."""

    link: Link
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HowTo:
    """How a thing is done, section by section; `choice` is whether there are several cases to choose from,
    `cases_alike` what is the same in all of them."""

    glance: Glance
    before: str
    cases: Sequence[facts.CaseOfGuide]
    cases_alike: Sequence[Fact]
    choice: bool
    conditions: Sequence[Fact]
    not_to_confuse: Sequence[str]
    materials: Materials | None
    flow: facts.Flow | None
    limits: Sequence[Fact]
    fees: Sequence[facts.Fee]
    result: Sequence[Fact]
    ways: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Basis:
    """The law a guide stands on, and what it is filed under, folded under a title."""

    title: str
    facts: Sequence[Fact]
    labels: Sequence[Fact]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage(PageOfEntry):
    """What guide.html prints. One that has ended says only that, and what to do now: nobody should follow it any more."""

    template: ClassVar = "guide.html"
    official: Sequence[OfficialName]
    unpublished: Sequence[str]  # a sentence in the place of a power that the town has not published
    sentence: str
    how: HowTo | None = None
    answering: Answering | None = None
    complaint_phone: str = ""
    questions: Sequence[Question] = ()
    basis: Basis | None
    together: Sequence[Link]
    acts: Acts


def body(guide: Guide, town: Town) -> Body:
    """Returns the page of a guide."""
    write = Writer(town, urls.of(guide))
    thin = not guide.ended and not issued(guide, town.record)
    handling = words.HANDLING.get(str(guide.case_kind))
    page = GuidePage(
        root=write.root,
        entry=entry_page(
            guide,
            write,
            marks=[Mark("办件类型", handling)] if handling else (),
            suffix="办事信息（还不全）" if thin else "",
        ),
        official=() if guide.mistaken else _official(guide, write),
        unpublished=() if guide.mistaken else [said for ref in guide.powers if (said := write.leads(ref)[1])],
        sentence="" if guide.mistaken else str(guide.in_short),
        basis=None if guide.mistaken else _basis(guide, write),
        together=write.links(town.mentioning(guide.id, Together)),
        acts=_acts(guide, write),
    )
    if not guide.ended:
        page = replace(
            page,
            how=_how_to(guide, thin, write),
            answering=None if guide.mistaken else answering(guide, write),
            complaint_phone=write.known(in_force(guide, town.record, "complaint_phone")),
            questions=() if guide.mistaken else guide.questions or (),
        )
    made = entry_body(guide, town, page, SECTION, str(guide.in_short))
    return replace(made, indexed=made.indexed and not thin, scripts=(SCRIPT,))


def _official(guide: Guide, write: Writer) -> list[OfficialName]:
    powers = write.town.record.powers
    return [OfficialName(write.link(p), words.mode(p)) for ref in guide.powers if (p := powers.get(ref.id))]


def _basis(guide: Guide, write: Writer) -> Basis:
    ground = write.facts(("实施依据", "依据", in_force(guide, write.town.record, "basis")))
    labels = () if guide.ended else facts.labels(guide, write)
    return Basis("依据哪几条、俗称、编码" if labels else "依据哪几条", ground, labels)


def _how_to(guide: Guide, thin: bool, write: Writer) -> HowTo:
    record = write.town.record
    answered = answers(guide, record)
    cases, alike = facts.cases(guide, write)
    return HowTo(
        glance=glance(guide, thin, answered, unanswered(guide, record, answered), write),
        before=rest_of_warning(guide),
        cases=cases,
        cases_alike=alike,
        choice=len(guide.cases or ()) > 1,
        conditions=facts.conditions(guide, write),
        not_to_confuse=write.lines(guide.not_to_confuse),
        materials=materials(guide, write),
        flow=facts.flow(guide, write),
        limits=facts.limits(guide, write),
        fees=facts.fees(guide, write),
        result=facts.result(guide, write),
        ways=facts.ways(guide, write),
    )


def _acts(guide: Guide, write: Writer) -> Acts:
    """Returns what one does with the page; one asks at the guide's number or the centre's, else at the first hotline's."""
    own = in_force(guide, write.town.record, "inquiry_phone")
    sheet = "" if guide.ended else "sheet/"
    return Acts(str(own), sheet, "咨询电话") if own else Acts(write.phone, sheet)
