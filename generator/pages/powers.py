"""权力清单: the list by mode, and a page for each power: in whose name, how far, what if not satisfied.

What a page is put together from stands in `power_facts`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from generator import urls
from generator.derive.completeness import needless
from generator.derive.coverage import WAYS, Count, known
from generator.derive.effect import effect
from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.kinds import kind_of
from generator.model.service import Guide
from generator.pages import power_facts as facts
from generator.pages import words
from generator.pages.body import Body, PageKind, quoted, render
from generator.pages.frame import entry_page, unknown
from generator.pages.listing import Column, Group, Row, changed, columns, listing, row
from generator.pages.writing import Writer

SECTION = kind_of(Power).section
_HINT = "名称、编号、叫法"
_COLUMNS = (
    Column("类型"),
    Column("领域"),
    Column("承办机构", label="承办"),
    Column("怎么办", wide=True, rare=True),
)
_FILTERS = (
    ("mode", "怎么来的", words.MODES),
    ("type", "类型", None),
    ("area", "领域", None),
    ("handler", "承办机构", None),
    ("standing", "有没有出处", words.STANDINGS),
    ("state", "还办不办", dict.fromkeys(("正常办理", "暂停的", "不再办的"), "")),
)


def bodies(town: Town) -> Iterator[Body]:
    """The list and each power's page."""
    yield _list(town)
    for power in town.record.powers.values():
        yield _page(power, town)


def _list(town: Town) -> Body:
    title, url = SECTION
    write = Writer(town, url)
    counts = {mode: count for mode, count, _ in known(town.record)}
    groups = [_group(i, mode, counts, town, write) for i, mode in enumerate(words.MODES, 1)]
    shown = listing(town, "powers", "项", groups, _FILTERS, hint=_HINT, newest="最近变动的在前")
    html = render("powers.html", list=shown, total=_entered(list(town.record.powers.values())), write=write)
    lead = "镇里能管什么，凭什么"
    return Body(url, title, html, lead, PageKind.COLUMN, indexed=town.record.formal, scripts=shown.scripts)


def _group(number: int, mode: str, counts: dict[str, Count], town: Town, write: Writer) -> Group:
    """The powers of one mode."""
    powers = [power for power in town.record.powers.values() if power.mode == mode]
    shown, cells = columns([_cells(power, town, write) for power in powers], *_COLUMNS)
    rows = tuple(_row(power, cut, town, write) for power, cut in zip(powers, cells, strict=True))
    lead = f"{_counted(mode, powers, counts)}。"
    return Group(f"mode-{number}", words.MODES[mode], shown, rows, lead, empty="还没有录入。")


def _entered(powers: list[Power]) -> str:
    """How many powers the list holds; examples are set apart and do not count."""
    examples = sum(power.is_example for power in powers)
    said = words.tally([power for power in powers if not power.is_example])
    return said + (f"，另录示例 {examples} 项，不算数" if examples else "")


def _counted(mode: str, powers: list[Power], counts: dict[str, Count]) -> str:
    """How complete a part of the list is, said honestly: only what has a source is known."""
    count = counts.get(mode)
    if count is None or count.documented is None:
        return f"录入 {_entered(powers)}"
    said = f"文件定的{WAYS[mode]} {count.documented} 项，官方目录名称已知 {count.known}/{count.documented}"
    return said + (f"；另录示例 {count.examples} 项，不算数" if count.examples else "")


def _cells(power: Power, town: Town, write: Writer) -> tuple[Any, ...]:
    guides = [guide for guide in town.mentioning(power.id, Guide) if not guide.ending]
    return (
        str(power.type),
        str(power.field or ""),
        write.known(power.handler) or words.PENDING,
        Markup("<br>".join(f'<a href="{link.href}">{quoted(link.text)}</a>' for link in write.links(guides))),
    )


def _row(power: Power, cells: tuple[Any, ...], town: Town, write: Writer) -> Row:
    """A row of the list: what is shown, and what it can be chosen by."""
    chosen_by = {
        "mode": power.mode,
        "type": power.type,
        "area": power.field,
        "handler": power.handler or words.PENDING,
        "standing": power.standing,
        "state": "不再办的" if power.ending else "暂停的" if power.pause else "正常办理",
    }
    return row(power, write, cells, chosen_by, day=changed(power, town))


def _page(power: Power, town: Town) -> Body:
    write = Writer(town, urls.of(power))
    what = effect(power, town.record)
    told = _was(power, town, write) if power.ending else _is(power, what.remedies, town, write)
    values = {
        "sentence": what.sentence,
        "decisions": write.links(town.mentioning(power.id, Decision)),
        **told,
    }
    return entry_page(power, town, "power.html", SECTION, what.sentence, **values)


def _is(power: Power, remedies: tuple[str, ...], town: Town, write: Writer) -> dict[str, Any]:
    """What the page tells of a power in use."""
    return {
        "why": [],
        "mode": words.mode(power),
        "outcome": words.OUTCOMES.get(str(power.outcome), ""),
        "guides": facts.guides(power, town, write),
        "thin_guides": facts.thin_guides(power, town, write),
        "reach": facts.reach(power, write),
        "remedies": remedies,
        "answering": facts.answering(power, town, write),
        "use": facts.use(power),
        "suggestion": str(power.suggestion or ""),
        "source": facts.ground(power, write),
        "side": facts.labels(power, write),
        "codes": facts.codes(power, write),
        "others": write.links(e for e in town.mentions.get(power.id, ()) if not isinstance(e, Guide | Decision)),
        "pending": words.pending(unknown(power, needless(power))),
    }


def _was(power: Power, town: Town, write: Writer) -> dict[str, Any]:
    """What is left to tell of a power that has ended: how far it went and on what ground, nothing to act upon."""
    gone = power.mistaken
    reach = write.rows(("行使方式", "原来怎么办", words.MODES[power.mode]), ("权限边界", "原来管到哪", power.scope))
    return {
        "why": facts.why_ended(power, write),
        "mode": "",
        "outcome": "",
        "guides": [],
        "thin_guides": [],
        "reach": [],
        "remedies": (),
        "answering": "",
        "use": None,
        "suggestion": "",
        "source": [] if gone else reach + facts.ground(power, write),
        "side": [] if gone else facts.labels(power, write),
        "codes": [] if gone else facts.codes(power, write),
        "others": write.links(e for e in town.mentions.get(power.id, ()) if not isinstance(e, Decision)),
        "pending": "",
    }
