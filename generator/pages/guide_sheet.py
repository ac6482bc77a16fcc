"""打印一页: a guide on one sheet of A4, to be taken along or given to whoever asks.

In: a guide, what its page says of decisions. Out: a `Body`, a page of its own, so that it can be reached, shown
and printed without scripts. Used by `pages.guides`.

What stands on it: the eight lines (with room to write where nothing is known), papers as boxes,
steps, the ways against a decision, the code of the page's address, how fresh it is. How large it is
set follows from how much there is, for a second sheet gets lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any

from generator import urls
from generator.derive.answers import answers, in_full, unanswered
from generator.derive.completeness import in_force, issued
from generator.derive.town import Town
from generator.model.service import Guide, Material, Step
from generator.model.values import Count
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.guide_facts import need_of, phrase, steps_of
from generator.pages.writing import Writer
from generator.pictures import qr

# What is always asked, in its order; what is not known is left open to be written in by hand.
_ASKED = ("能不能办", "带什么", "多久", "多少钱", "跑几趟", "去哪、几点", "谁批", "问谁")
_ON_ITS_OWN = "带什么"  # the boxes say it
# Sizes of type in points, from the most comfortable to the smallest that is still read with ease.
SIZES = (13, 12, 11, 10, 9)
_WIDE, _HIGH = 510, 715  # of what the style sheet's margins leave of A4, in points, less some to be safe
# In lines, or in characters, as the style sheet sets them.
_LINE = 1.4  # of the type's size
_ENDS = 9  # the title, the notice above it, the foot
_HEADING = 1.75
_BETWEEN = 0.15  # two lines of a list
_ROW, _OPEN = 0.35, 0.5  # two rows; a row to be written in
_LABEL = 5.5  # the names of the rows


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: whether it is to be brought, and what else its line says."""

    name: str
    note: str
    waived: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the sheet, in its order; a row without text is left open."""

    rows: Sequence[tuple[str, str]]
    papers: Sequence[Paper]
    stated: str
    steps: Sequence[tuple[str, str]]
    ways: Sequence[str]


def body(guide: Guide, town: Town, answerable: Sequence[dict[str, Any]], section: tuple[str, str]) -> Body:
    """The sheet of a guide that is in use."""
    url, record = urls.sheet(guide), town.record
    write = Writer(town, url)
    title = words.title(guide)
    sheet, size = fitted(guide, town, _ways(answerable))
    file = record.town
    address = urls.absolute(urls.of(guide), file.address_of_site) if file else ""
    ready = issued(guide, record)
    html = render(
        "guide_sheet.html",
        title=title,
        id=guide.id,
        in_short=guide.in_short,
        before=guide.before_going,
        pending="" if ready else words.pending(unanswered(guide, record, answers(guide, record))),
        sheet=sheet,
        size=size,
        code=qr.code(address, "二维码，内容是这一页的网址") if ready and address else "",
        address=address,
        site_name=file.site_name if file else "",
        hotlines=file.hotlines if file else (),
        complaint=in_force(guide, record, "complaint_phone"),
        checked=guide.checked or "",
        today=town.today.isoformat(),
        back=write.href(urls.of(guide)),
    )
    return Body(
        url=url,
        title=f"{title}：打印一页",
        html=html,
        description=f"{title}：带什么、去哪、多久、多少钱，打印在一张纸上",
        kind=PageKind.ARTICLE,
        crumbs=(section, (title, urls.of(guide))),
        day=guide.checked.date if guide.checked else None,
        indexed=False,  # the guide itself is what shall be found
        scripts=("guide.js",),
    )


def fitted(guide: Guide, town: Town, ways: Sequence[str]) -> tuple[Sheet, int]:
    """The fullest sheet that fits, and its size of type: what is done at each step is the first to go, then the
    finer conditions of papers."""
    for full in (True, False):
        sheet = Sheet(
            _rows(guide, town),
            [_paper(material, full) for material in guide.materials or ()],
            "、".join(map(str, guide.to_state or ())),
            [_step(step, full) for step in steps_of(guide, town)],
            ways,
        )
        for size in SIZES if full else SIZES[-1:]:
            if _height(sheet, (str(guide.in_short), str(guide.before_going or "")), size) <= _HIGH:
                return sheet, size
    return sheet, SIZES[-1]


def _ways(answerable: Sequence[dict[str, Any]]) -> list[str]:
    """Each block of ways; what holds for all of them is said once, at the end."""
    shared = set.intersection(*(set(block["remedies"]) for block in answerable)) if len(answerable) > 1 else set()
    ways: list[str] = []
    for block in answerable:
        names = "、".join(power.text for power in block["powers"]) + "：" if len(answerable) > 1 else ""
        ways += [names + block["sentence"], *(way for way in block["remedies"] if way not in shared)]
    return ways + [way for block in answerable[:1] for way in block["remedies"] if way in shared]


def _rows(guide: Guide, town: Town) -> list[tuple[str, str]]:
    told = {
        answer.label: "；".join(phrase(line.field, line.value).rstrip("。；\n") for line in answer.lines)
        for answer in answers(guide, town.record)
    }
    if guide.conditions and not in_full(guide):  # the page has a section to lead to, paper has not
        told["能不能办"] = "；".join(str(condition).rstrip("。；\n") for condition in guide.conditions)
    rows = [(label, told.get(label, "")) for label in _ASKED if label != _ON_ITS_OWN]
    return [*rows[:1], *([("不用办", told["不用办"])] if "不用办" in told else []), *rows[1:]]


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


def _step(step: Step, full: bool) -> tuple[str, str]:
    facts = (step.by, step.limit, step.work if full else None, f"拿到：{step.outcome}" if step.outcome else None)
    return str(step.stage), "；".join(str(fact) for fact in facts if fact)


def _height(sheet: Sheet, lead: Sequence[str], size: int) -> float:
    """About how high a sheet is in points, rather too high."""
    room = _WIDE / size

    def lines(texts: Iterable[str], less: float, between: float = _BETWEEN) -> float:
        return sum(ceil(_width(text) / (room - less)) + between for text in texts)

    parts = (
        lines((paper.name + paper.note for paper in sheet.papers), 3) + lines([sheet.stated], 5),
        lines((stage + said for stage, said in sheet.steps), 4),
        lines(sheet.ways, 3),
    )
    rows = lines((text for _, text in sheet.rows), _LABEL, _ROW) + _OPEN * sum(not text for _, text in sheet.rows)
    return size * _LINE * (_ENDS + lines(lead, 9) + rows + sum(_HEADING + part for part in parts))


@lru_cache(maxsize=1 << 10)  # asked again for each size
def _width(text: str) -> float:
    """How wide a text is set, in characters: Latin letters and figures are about half as wide."""
    wide = len(_NARROW.sub("", text))
    return wide + 0.6 * (len(text) - wide)


_NARROW = re.compile("[\x00-\u2000]+")
