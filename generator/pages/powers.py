"""权力清单: the list by mode, and a page for each power: in whose name, how far, what if not satisfied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from generator import urls
from generator.derive.completeness import issued, missing_elements
from generator.derive.coverage import Count, known
from generator.derive.effect import effect
from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.service import Guide
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.frame import entry_page, unknown
from generator.pages.listing import Column, Group, Row, changed, columns, listing, row
from generator.pages.writing import Link, Writer

SECTION = ("权力清单", urls.SECTIONS["q"])
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


def _cells(power: Power, town: Town, write: Writer) -> tuple[Any, ...]:
    guides = [guide for guide in town.mentioning(power.id, Guide) if not guide.ending]
    return (
        str(power.type),
        str(power.field or ""),
        write.known(power.handler) or words.PENDING,
        Markup("<br>").join(Markup('<a href="%s">%s</a>') % (link.href, link.text) for link in write.links(guides)),
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
    told = _was(power, town, write) if power.ending else _is(power, town, write)
    values = {
        "effect": what,
        "withdrawn": power.state == "误发",
        "decisions": write.links(town.mentioning(power.id, Decision)),
        **told,
    }
    return entry_page(power, town, "power.html", SECTION, what.sentence, **values)


def _is(power: Power, town: Town, write: Writer) -> dict[str, Any]:
    """What the page tells of a power in use."""
    return {
        "mode": words.mode(power),
        "outcome": words.OUTCOMES.get(str(power.outcome), ""),
        "guides": _guides(power, town, write),
        "thin_guides": _thin_guides(power, town, write),
        "reach": _reach(power, write),
        "source": _source(power, write),
        "duties": _duties(power, town, write),
        "accountability": _accountability(power, town, write),
        "use": list(power.use or ()),
        "others": write.links(e for e in town.mentions.get(power.id, ()) if not isinstance(e, Guide | Decision)),
        "pending": words.pending(_unknown(power)),
    }


def _was(power: Power, town: Town, write: Writer) -> dict[str, Any]:
    """What is left to tell of a power that has ended: how far it went and on what ground, nothing to act upon."""
    source = [] if power.state == "误发" else _source(power, write)
    reach = write.rows(("行使方式", "原来怎么办", words.MODES[power.mode]), ("权限边界", "原来管到哪", power.scope))
    return {
        "mode": "",
        "outcome": "",
        "guides": [],
        "thin_guides": [],
        "reach": [],
        "source": reach + source if source else [],
        "duties": [],
        "accountability": [],
        "use": [],
        "others": write.links(e for e in town.mentions.get(power.id, ()) if not isinstance(e, Decision)),
        "pending": "",
    }


def _guides(power: Power, town: Town, write: Writer) -> list[Link]:
    return write.links(guide for guide in town.mentioning(power.id, Guide) if issued(guide, town.record))


def _thin_guides(power: Power, town: Town, write: Writer) -> list[tuple[Guide, str, str]]:
    """Guides that may not stand as such: each with what it lacks and where it lies."""
    return [
        (guide, words.pending(list(missing_elements(guide, town.record))), write.href(urls.of(guide)))
        for guide in town.mentioning(power.id, Guide)
        if not issued(guide, town.record)
    ]


def _reach(power: Power, write: Writer) -> list:
    return write.rows(
        ("权限边界", "管到哪", power.scope),
        ("不用办的情形", "不用办", power.not_needed),
        ("县级保留情形", "县里还管", power.kept),
        ("要征求意见的单位", "还要谁同意", power.consulted),
        ("承办机构", "谁承办", power.handler),
        ("最后决定", "最后谁决定", power.decider),
        ("批后监管", "批了以后谁来管", power.supervision),
        ("业务指导部门", "谁指导", power.guidance),
        ("支持保障", "县里给的支持", power.support),
        ("监督电话", "监督电话", power.supervision_phone),
        ("子项", "子项", power.subitems),
        ("俗称", "也叫", power.nicknames),
    )


def _source(power: Power, write: Writer) -> list:
    mandate = power.mandate
    paper = write.rows(
        ("放权文件", "文件", power.document),
        ("放权文件位置", "文件里的位置", power.place),
        ("赋权通道", "凭哪条法律赋权", power.channel),
        ("省政府批准文号", "省里批准", power.approval),
        ("原实施机关", "原来归谁", power.original),
        ("委托机关", "谁委托的", power.principal),
        ("用章", "盖哪枚章", power.seal),
        ("生效日期", "从哪天起办", power.effective),
        ("领域", "领域", power.field),
    )
    if mandate:
        paper += write.rows(
            ("委托书·文号", "委托书", mandate.number),
            ("委托书·期限", "委托期限", mandate.period),
            ("委托书·委托内容", "委托内容", mandate.content),
            ("委托书·适用区域", "适用区域", mandate.area),
            ("委托书·公告", "公告", mandate.notice),
        )
    codes = write.rows(("基本编码", "基本编码", power.catalog_code), ("实施编码", "实施编码", power.task_code))
    return paper + write.rows(("实施依据", "依据", power.basis)) + codes


def _duties(power: Power, town: Town, write: Writer) -> list[tuple[str, str, list[Markup]]]:
    """Stage, duty, basis: the shared ones and the power's own."""
    template = town.record.template_of.get(str(power.duties)) if power.duties else None
    shared = (template.duties or ()) if template else ()
    return [(str(d.stage), str(d.duty), write.lines(d.basis)) for d in (*shared, *(power.more_duties or ()))]


def _accountability(power: Power, town: Town, write: Writer) -> list[Markup]:
    template = town.record.template_of.get(str(power.accountability)) if power.accountability else None
    shared = (template.accountability or ()) if template else ()
    return write.lines((*shared, *(power.more_accountability or ())))


_ONLY_DELEGATED = frozenset({"委托机关", "委托书", "用章"})
_ONLY_CONFERRED = frozenset({"放权文件", "省政府批准文号", "原实施机关", "生效日期"})
# What only something that people apply for has.
_ONLY_APPLIED_FOR = frozenset({"不用办的情形", "批后监管"})
_APPLIED_FOR = frozenset({"行政许可", "行政确认", "其他行政权力"})


def _unknown(power: Power) -> list[str]:
    """The elements that are empty and that this kind of power should have."""
    skip = frozenset() if power.mode == "委托" else _ONLY_DELEGATED
    if power.mode == "法定":
        skip |= _ONLY_CONFERRED
    if power.type not in _APPLIED_FOR:
        skip |= _ONLY_APPLIED_FOR
    return unknown(power, skip)
