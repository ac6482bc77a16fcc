"""权力清单: the list by mode, and a page for each power: in whose name, how far, what if not satisfied.

What a page is put together from stands in `power_facts`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import urls
from generator.derive.coverage import Count, known
from generator.derive.effect import effect
from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.service import Guide
from generator.pages import power_facts as facts
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.frame import entry_page
from generator.pages.writing import Writer

SECTION = ("权力清单", urls.SECTIONS["q"])


def bodies(town: Town) -> Iterator[Body]:
    """The list and each power's page."""
    yield _list(town)
    for power in town.record.powers.values():
        yield _page(power, town)


def _list(town: Town) -> Body:
    title, url = SECTION
    write = Writer(town, url)
    counts = {mode: count for mode, count, _ in known(town.record)}
    groups = []
    for mode, word in words.MODES.items():
        powers = [power for power in town.record.powers.values() if power.mode == mode]
        groups.append((mode, word, _counted(mode, powers, counts), [_row(power, town, write) for power in powers]))
    html = render("powers.html", groups=groups, total=_entered(list(town.record.powers.values())), write=write)
    lead = "镇里能管什么，凭什么"
    return Body(url, title, html, lead, PageKind.COLUMN, indexed=town.record.formal)


def _entered(powers: list[Power]) -> str:
    """How many powers the list holds; examples are set apart and do not count."""
    examples = sum(power.standing == "示例" for power in powers)
    said = words.tally([power for power in powers if power.standing != "示例"])
    return said + (f"，另录示例 {examples} 项，不算数" if examples else "")


def _counted(mode: str, powers: list[Power], counts: dict[str, Count]) -> str:
    """How complete a part of the list is, said honestly: only what has a source is known."""
    count = counts.get(mode)
    if count is None or count.documented is None:
        return f"录入 {_entered(powers)}"
    ways = "委托下放等方式" if mode == "委托" else mode
    said = f"文件定的{ways} {count.documented} 项，官方目录名称已知 {count.known}/{count.documented}"
    return said + (f"；另录示例 {count.examples} 项，不算数" if count.examples else "")


def _row(power: Power, town: Town, write: Writer) -> dict[str, Any]:
    """A row of the list; the values that filters ask for stand beside what is shown."""
    guides = [guide for guide in town.mentioning(power.id, Guide) if not guide.ending]
    return {
        "link": write.link(power),
        "id": power.id,
        "type": str(power.type),
        "mode": str(power.mode),
        "field": str(power.field or ""),
        "handler": str(power.handler or ""),
        "standing": str(power.standing),
        "guides": write.links(guides),
    }


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
        "pending": words.pending(facts.lacking(power)),
    }


def _was(power: Power, town: Town, write: Writer) -> dict[str, Any]:
    """What is left to tell of a power that has ended: how far it went and on what ground, nothing to act upon."""
    gone = power.state == "误发"
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
