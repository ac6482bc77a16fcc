"""办事: a page for each guide in the order a resident asks, and its sheet for paper; their list is in `services`.

Every guide has a page at its address, for an address that is promised must not be empty. One that
lacks four or more of the ten key elements would fail the inspections if it stood as a guide
(国办秘函〔2019〕19号), and would send people on errands in vain: its page says so in its title, is
kept from search engines, shows what the law gives, and sends to 12345 first. It stands as a section
on the page of its power too; a public service has no power whose page could hold it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator import urls
from generator.derive.completeness import in_force, issued
from generator.derive.effect import effect
from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.kinds import kind_of
from generator.model.service import Guide
from generator.model.wayfinding import Together
from generator.pages import guide_sheet, words
from generator.pages.body import Body
from generator.pages.frame import entry_page
from generator.pages.guide_facts import content
from generator.pages.writing import Link, Writer

SECTION = kind_of(Guide).section
_TOWN = "镇政府"  # how a guide's 决定机关 may call the town in short


def bodies(town: Town) -> Iterator[Body]:
    """Each guide's page, and the sheet of what one may come for."""
    for guide in town.record.guides.values():
        powers = [power for ref in guide.powers if (power := town.record.powers.get(ref.id))]
        answerable = _answerable(powers, town, Writer(town, urls.of(guide)))
        yield _page(guide, town, powers, answerable)
        if not guide.ending:
            yield guide_sheet.body(guide, town, answerable, SECTION)


def _page(guide: Guide, town: Town, powers: list[Power], answerable: list[dict[str, Any]]) -> Body:
    """One that has ended says only that, and what to do now: nobody should follow it any more."""
    write = Writer(town, urls.of(guide))
    thin = not guide.ending and not issued(guide, town.record)
    suffix = "：办事信息（还不全）" if thin else ""
    values = {
        "suffix": suffix,
        "thin": thin,
        "ended": bool(guide.ending),
        "withdrawn": guide.mistaken,
        "handling": words.HANDLING.get(str(guide.case_kind), ""),
        "powers": [(write.link(power), words.mode(power)) for power in powers],
        "answerable": answerable,
        "decider": _other_decider(guide, town),
        "review": _review(town, write),
        "basis": write.rows(("实施依据", "依据", in_force(guide, town.record, "basis"))),
        "others": write.links(town.mentioning(guide.id, Together)),
        "said": f"{guide.id} {words.title(guide)}",
        "call": _number(guide, town),
        "sheet_url": "" if guide.ending else "sheet/",
    }
    values |= {"questions": (), "labels": []} if guide.ending else content(guide, town, write)
    body = entry_page(guide, town, "guide.html", SECTION, str(guide.in_short), **values)
    return replace(body, title=body.title + suffix, indexed=body.indexed and not thin, scripts=("guide.js",))


def _number(guide: Guide, town: Town) -> str:
    """The number to ask at: the guide's or the centre's, else the first of the town's lines; "" where there is none."""
    lines = town.record.town.hotlines if town.record.town else ()
    return str(in_force(guide, town.record, "inquiry_phone") or next((line.phone for line in lines), ""))


def _answerable(powers: list[Power], town: Town, write: Writer) -> list[dict[str, Any]]:
    """In whose name, and the ways against a decision; powers that are alike are said once."""
    alike: dict[tuple[str, tuple[str, ...]], list[Link]] = {}
    for power in powers:
        what = effect(power, town.record)
        alike.setdefault((what.sentence, what.remedies), []).append(write.link(power))
    return [{"sentence": key[0], "remedies": key[1], "powers": links} for key, links in alike.items()]


def _other_decider(guide: Guide, town: Town) -> str:
    """Who decides where it is not the town alone; "" else."""
    decider = str(guide.decider or "")
    own = str(town.record.town.authority) if town.record.town else ""
    return "" if decider in ("", own, _TOWN) else decider


def _review(town: Town, write: Writer) -> list:
    """Where to hand in an application for review, as far as it is known."""
    file = town.record.town
    if not file:
        return []
    return write.rows(
        ("行政复议申请地点", "复议到哪里申请", file.review_address),
        ("行政复议咨询电话", "复议的事问谁", file.review_phone),
        ("行政诉讼法院", "到哪个法院起诉", file.court),
    )
