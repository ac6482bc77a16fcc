"""打印一页: a guide on one sheet of A4, to be taken along or given to whoever asks.

In: a guide. Out: `body`, a page of its own, so that it can be reached, shown and printed without scripts.

What stands on it: the eight lines (with room to write where nothing is known), papers as boxes,
steps, the ways against a decision, the code of the page's address, how fresh it is. How large it is
set follows from how much there is, for a second sheet gets lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.derive.answers import answers, in_full, unanswered
from generator.derive.completeness import in_force, issued
from generator.derive.town import Town
from generator.model.kind import Section
from generator.model.kinds import kind_of
from generator.model.service import Guide, Material, Step
from generator.model.values import Count
from generator.pages import words
from generator.pages.acts import SCRIPT
from generator.pages.body import Body
from generator.pages.grounds import known_to
from generator.pages.guide_answers import phrase
from generator.pages.guide_facts import steps_of
from generator.pages.guide_materials import need_of
from generator.pages.guide_remedies import DecidedAlike, decided_alike
from generator.pages.rendering import Page, render
from generator.pages.sheet_fitting import SIZES, Paper, Sheet, SheetRow, fits
from generator.pages.writing import Writer
from generator.pictures import qr

SECTION = kind_of(Guide).section
# What is always asked, in its order; what is not known is left open to be written in by hand.
_ASKED = ("能不能办", "带什么", "多久", "多少钱", "跑几趟", "去哪", "几点", "谁批", "问谁")
_ON_ITS_OWN = "带什么"  # the boxes say it


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage(Page):
    """What guide_sheet.html prints.

    `before`: what to heed before going, after its `heading`. `size`: of the type, in points. `code`: the picture of
    the address, "" where the guide lacks too much or the town has no address. `calls`: hotlines, then the number for
    complaints. `checked`: how fresh the guide is. `back`: the way to the guide's page.
    """

    template: ClassVar = "guide_sheet.html"
    id: str
    title: str
    in_short: str
    heading: str
    before: str
    sheet: Sheet
    size: int
    code: str
    address: str
    site_name: str
    calls: str
    checked: str
    today: str
    back: str


def body(guide: Guide, town: Town) -> Body:
    """Returns the sheet of a guide that is in use."""
    write, record = Writer(town, urls.sheet(guide)), town.record
    title = words.title(guide)
    file = record.town
    address = urls.absolute(urls.of(guide), file.address_of_site) if file else ""
    ready = issued(guide, record)
    lacking = "" if ready else words.pending(unanswered(guide, record, answers(guide, record)))
    sheet, size = fitted(guide, town, _ways(decided_alike(guide, write)))
    complaint = in_force(guide, record, "complaint_phone")
    page = SheetPage(
        root=write.root,
        id=str(guide.id),
        title=title,
        in_short=str(guide.in_short),
        heading="去之前先打电话。" if lacking else "去之前请注意：",
        before=str(guide.before_going or "") or (f"{lacking}。" if lacking else ""),
        sheet=sheet,
        size=size,
        code=qr.code(address, "二维码，内容是这一页的网址") if ready and address else "",
        address=address,
        site_name=str(file.site_name) if file else "",
        calls="，或者".join(link.text for link in write.calls) + (f"，或者 {complaint}" if complaint else ""),
        checked=known_to(guide, record) or "核对日期待核",
        today=town.today.isoformat(),
        back=write.href(urls.of(guide)),
    )
    return Body(
        write.url,
        f"{title}：打印一页",
        render(page),
        f"{title}：带什么、去哪、多久、多少钱，打印在一张纸上",
        crumbs=(SECTION, Section(title, urls.of(guide))),
        day=guide.checked.date if guide.checked else None,
        indexed=False,  # the guide itself is what shall be found
        scripts=(SCRIPT,),
    )


def fitted(guide: Guide, town: Town, ways: Sequence[str]) -> tuple[Sheet, int]:
    """Returns the fullest sheet that fits, and its size of type in points.

    Where not all fits, what is done at each step is left out, and the finer conditions of papers with it.
    """
    for full in (True, False):
        sheet = Sheet(
            _rows(guide, town),
            [_paper(material, full) for material in guide.materials or ()],
            "、".join(map(str, guide.to_state or ())),
            [_step(step, full) for step in steps_of(guide, town)],
            ways,
        )
        for size in SIZES if full else SIZES[-1:]:
            if fits(sheet, (str(guide.in_short), str(guide.before_going or "")), size):
                return sheet, size
    return sheet, SIZES[-1]


def _ways(answers: Sequence[DecidedAlike]) -> list[str]:
    """Returns the ways against a decision for each group of powers; those that hold for all are said once, at the end."""
    if len(answers) < 2:
        return [way for answer in answers for way in (answer.sentence, *answer.remedies)]
    shared = set.intersection(*(set(answer.remedies) for answer in answers))
    ways: list[str] = []
    for answer in answers:
        names = "、".join(power.text for power in answer.powers)
        ways += [f"{names}：{answer.sentence}", *(way for way in answer.remedies if way not in shared)]
    return ways + [way for way in answers[0].remedies if way in shared]


def _rows(guide: Guide, town: Town) -> list[SheetRow]:
    """Returns the lines that are always asked, and 不用办 where that is known."""
    told = {
        answer.label: "；".join(phrase(line.field, line.value).rstrip("。；\n") for line in answer.lines)
        for answer in answers(guide, town.record)
    }
    if guide.conditions and not in_full(guide):  # the page has a section to lead to, paper has not
        told["能不能办"] = "；".join(str(condition).rstrip("。；\n") for condition in guide.conditions)
    rows = [SheetRow(label, told.get(label, "")) for label in _ASKED if label != _ON_ITS_OWN]
    exempt = [SheetRow("不用办", told["不用办"])] if "不用办" in told else []
    return [*rows[:1], *exempt, *rows[1:]]


def _paper(material: Material, full: bool) -> Paper:
    need = need_of(material)
    copies = material.copies.number if isinstance(material.copies, Count) else 0
    notes = (
        "" if need == "必要" else words.NEEDS[need],
        f"只有{'、'.join(map(str, material.cases))}要" if material.cases else "",
        f"{copies}份" if copies else "",
        words.CHANNELS.get(str(material.channel or ""), "") if need != "免提交" else "",
        str(material.source or "") if full else "",
        str(material.hints or "") if full else "",
    )
    return Paper(str(material.name), "；".join(filter(None, notes)), bool(material.waived))


def _step(step: Step, full: bool) -> SheetRow:
    facts = (step.by, step.limit, step.work if full else None, f"拿到：{step.outcome}" if step.outcome else None)
    return SheetRow(str(step.stage), "；".join(str(fact) for fact in facts if fact))
