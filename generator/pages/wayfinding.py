"""不归镇里办的事 and 一件事: whose a matter is, and in what order the steps of an undertaking go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator import urls
from generator.derive.offers import once, topics_of
from generator.derive.town import Town
from generator.model.kinds import kind_of
from generator.model.service import Guide
from generator.model.values import NOTHING, EntryRef, Text
from generator.model.wayfinding import Elsewhere, Fork, Stage, Together
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.frame import entry_page
from generator.pages.listing import Column, Group, listing, row
from generator.pages.writing import Link, Writer

SERVICES = kind_of(Guide).section
ELSEWHERE = kind_of(Elsewhere).section
TOGETHER = kind_of(Together).section
_HINT = "名称、编号、叫法"
_TOGETHER_BY = (("topic", "遇到什么事", None),)
_ELSEWHERE_BY = (
    ("topic", "遇到什么事", None),
    ("town", "镇里帮得上吗", dict.fromkeys(("能帮一点", "帮不上", "还没核实"), "")),
    ("fee", "收不收钱", None),
)
SCRIPTS = ("guide.js",)
# Where one goes, by the words in which a step says whose it is; a bare 镇 is also in 城镇.
_LEVELS = {
    "自己办": ("自己",),
    "村里": ("村里", "村集体", "村民委员会", "村务监督委员会"),
    "镇里": ("镇里", "镇政府", "镇人民政府"),
    "县里": ("县里", "县级", "县政府", "县人民政府"),
    "市里": ("设区的市",),
}
_KINDS = {"党政机构": "镇里", "事业单位": "镇里", "县级部门": "县里", "村居": "村里"}


def bodies(town: Town) -> Iterator[Body]:
    """Both lists and the page of each entry."""
    yield _elsewhere_list(town)
    for pointer in town.record.elsewhere.values():
        yield _elsewhere_page(pointer, town)
    yield _together_list(town)
    for undertaking in town.record.together.values():
        yield _together_page(undertaking, town)


def _elsewhere_list(town: Town) -> Body:
    title, url = ELSEWHERE
    write = Writer(town, url)
    pointers = town.record.elsewhere.values()
    groups = [
        Group(
            f"topic-{topic.number}",
            topic.name,
            (Column("归谁", field="归谁办"),),
            tuple(row(entry, write, (_whose(entry),), _chosen_by(entry)) for entry in held),
            more=tuple(write.links(also)),
        )
        for topic, held, also in once(pointers)
    ]
    shown = listing(town, "elsewhere", "件", groups, _ELSEWHERE_BY, hint=_HINT, by_topic=True)
    html = render("elsewheres.html", list=shown, write=write)
    lead = "身份证、户口、房产证……镇里不办的事，去哪办"
    indexed = town.record.formal
    return Body(url, title, html, lead, PageKind.COLUMN, (SERVICES,), indexed=indexed, scripts=shown.scripts)


def _chosen_by(pointer: Elsewhere) -> dict[str, Any]:
    """What a pointer can be chosen by."""
    can = pointer.town_can
    return {
        "topic": [topic.name for topic in topics_of(pointer)],
        "town": "还没核实" if can is None else "帮不上" if can is NOTHING else "能帮一点",
        "fee": pointer.fee and words.FEES[str(pointer.fee)],
    }


def _whose(pointer: Elsewhere) -> str:
    """Whose matter it is, in one line; where the town's own part is open, only to whom the law gives it."""
    return f"{'法律写给' if pointer.town_can is None else '归'}：{pointer.whose}"


def _together_list(town: Town) -> Body:
    title, url = TOGETHER
    write = Writer(town, url)
    undertakings = town.record.together.values()
    rows = tuple(
        row(entry, write, (), {"topic": [t.name for t in topics_of(entry)]}, short=str(entry.in_short or ""))
        for entry in undertakings
    )
    groups = [Group("all", "要连着办几样的", (), rows)]
    shown = listing(town, "together", "件", groups, _TOGETHER_BY, hint=_HINT)
    html = render("togethers.html", list=shown, write=write)
    lead = "要连着办几样的事：先办哪样、后办哪样、各归谁"
    indexed = town.record.formal
    return Body(url, title, html, lead, PageKind.COLUMN, (SERVICES,), indexed=indexed, scripts=shown.scripts)


def _elsewhere_page(pointer: Elsewhere, town: Town) -> Body:
    write = Writer(town, urls.of(pointer))
    asked = (("镇里能不能办", pointer.town_can), ("去哪", pointer.address), ("打哪个电话", pointer.phone))
    unknown = [word for word, value in asked if value is None]
    lead, town_can = _town_part(pointer)
    values = {
        "whose": write.value(pointer.whose),
        "lead": lead,
        "town_can": town_can,
        "rows": write.rows(
            ("地址", "去哪", pointer.address),
            ("电话", "电话", pointer.phone),
            ("要带", "带什么", pointer.bring),
            ("多久", "多久", pointer.limit),
            ("是否收费", "多少钱", pointer.fee and Text(words.FEES[str(pointer.fee)])),
            ("网址", "网上办", pointer.link),
        ),
        "pending": words.pending(unknown),
        "basis": write.rows(("依据", "依据", pointer.basis)),
        "names": "、".join(pointer.nicknames),
        "themes": "、".join(pointer.themes or ()),
        "others": write.links(town.mentions.get(pointer.id, ())),
        **_bar(town, str(pointer.phone or "")),
    }
    said = f"{'法律把这件事写给' if pointer.town_can is None else '这件事归谁办'}：{pointer.whose}"
    body = entry_page(pointer, town, "elsewhere.html", ELSEWHERE, said, **values)
    return replace(body, crumbs=(SERVICES, ELSEWHERE), scripts=SCRIPTS)


def _bar(town: Town, phone: str = "") -> dict[str, str]:
    """What one can do with a page: call whoever knows, else the first of the town's lines."""
    lines = town.record.town.hotlines if town.record.town else ()
    return {"call": phone or next((str(line.phone) for line in lines), ""), "sheet_url": ""}


def _town_part(pointer: Elsewhere) -> tuple[str, str]:
    """What leads to whose it is, and what the town can do: it helps, it cannot, or that is not known yet."""
    if pointer.town_can is None:
        return "法律把这件事写给：", "镇里能不能办，还没核实。先打12345问清。"
    if pointer.town_can is NOTHING:
        return "这件事不归镇里办。归谁办：", "帮不上，直接去上面说的地方。"
    return "这件事归谁办：", str(pointer.town_can)


def _together_page(undertaking: Together, town: Town) -> Body:
    write = Writer(town, urls.of(undertaking))
    values = {
        "steps": [_step(stage, write) for stage in undertaking.steps],
        "not_needed": write.lines(undertaking.not_needed),
        "forks": [_fork(fork, write) for fork in undertaking.forks or ()],
        "names": "、".join(undertaking.nicknames),
        "themes": "、".join(undertaking.themes or ()),
        "others": write.links(town.mentions.get(undertaking.id, ())),
        **_bar(town),
    }
    said = str(undertaking.in_short or undertaking.name)
    body = entry_page(undertaking, town, "together.html", TOGETHER, said, **values)
    return replace(body, crumbs=(SERVICES, TOGETHER), scripts=SCRIPTS)


def _step(stage: Stage, write: Writer) -> dict[str, Any]:
    """A step: whose, what must be done before, what it takes; and where the site tells more."""
    rows = write.rows(
        ("步骤·先办完", "先办完", _several(stage.after)),
        ("步骤·多久", "多久", stage.limit),
        ("步骤·收费", "多少钱", stage.fee and Text(words.FEES[str(stage.fee)])),
        ("步骤·说明", "要注意", stage.note),
        ("步骤·依据", "依据", stage.basis),
    )
    return {
        "what": stage.what,
        "whose": write.known(stage.whose),
        "level": _level(str(stage.whose or ""), write.town),
        "bring": write.lines(stage.bring),
        "rows": rows,
        "link": _told(stage.entry, write),
    }


def _level(whose: str, town: Town) -> str:
    """Where one goes in a word: 镇里, 县里, …; "" where there are several or it is not plain."""
    department = town.record.department(whose)
    if department and str(department.kind) in _KINDS:
        return _KINDS[str(department.kind)]
    said = [level for level, signs in _LEVELS.items() if any(sign in whose for sign in signs)]
    return said[0] if len(said) == 1 and "或者" not in whose else ""


def _several(names: tuple[Any, ...] | None) -> Any:
    """Names on one line; they may hold commas of their own."""
    return Text("；".join(names)) if names else names


def _fork(fork: Fork, write: Writer) -> dict[str, Any]:
    return {"when": fork.when, "instead": fork.instead, "link": _told(fork.entry, write)}


def _told(ref: EntryRef | None, write: Writer) -> Link | None:
    """The page that says how a step is done, where the site has one."""
    entry = write.town.record.get(ref.id) if ref else None
    return write.link(entry) if entry else None
