"""执法决定: the list of decisions made public, and a page for each, by the 双公示 elements.

A natural person's name is masked; a decision that was withdrawn or whose time is over leaves a
notice and nothing else. In: the town. Out: bodies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from generator import urls
from generator.derive.disclosure import Disclosure, disclosure, party, public
from generator.derive.effect import effect
from generator.derive.publicity import Publicity
from generator.derive.town import Town
from generator.model.decision import Decision
from generator.model.kinds import kind_of
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.frame import entry_page
from generator.pages.listing import Column, Group, Row, listing
from generator.pages.writing import Link, Writer
from generator.standards import tables

SECTION = kind_of(Decision).section
_COLUMNS = (
    Column("当事人", "当事人", field="行政相对人名称"),
    Column("什么事", "什么事"),
    Column("结果", "结果"),
    Column("决定日期", "决定日期", field="决定日期"),
    Column("状态", "状态", field="状态"),
)
_FILTERS = (("kind", "哪一种", None), ("year", "哪一年", None), ("stage", "状态", None))
_CRUMBS = (("执法公开", urls.ENFORCEMENT), SECTION)


def bodies(town: Town) -> Iterator[Body]:
    """The list and each decision's page."""
    yield _list(town)
    for decision in town.record.decisions.values():
        what = disclosure(decision, town.today)
        yield _page(decision, what, town) if what.shown else _notice(decision, what, town)


def _list(town: Town) -> Body:
    title, url = SECTION
    write = Writer(town, url)
    newest = sorted(town.record.decisions.values(), key=lambda d: (d.decided.date, d.id), reverse=True)
    years: dict[int, list[Row]] = {}
    for decision in newest:
        years.setdefault(decision.decided.date.year, []).append(_row(decision, town, write))
    groups = [Group(f"year-{year}", f"{year}年", _COLUMNS, tuple(rows)) for year, rows in years.items()]
    shown = listing(town, "decisions", "件", groups, _FILTERS, hint="当事人、什么事、文号、编号", by_name=False)
    html = render("decisions.html", list=shown, limit=_time_to_publish(), write=write)
    lead = "镇里罚了什么、许可了什么"
    indexed = town.record.formal
    return Body(url, title, html, lead, PageKind.COLUMN, _CRUMBS[:1], indexed=indexed, scripts=shown.scripts)


def _time_to_publish() -> tuple[str, str]:
    """Within how long a decision is made public, and by what: from the table of fixed limits."""
    limits = tables.load("publicity.yml")["固定时限"]
    rule = next(rule for rule in limits if rule["规则"] == "行政许可、行政处罚决定公开")
    return rule["时限"], f"{rule['来源']}，{rule['可信度']}"


def _row(decision: Decision, town: Town, write: Writer) -> Row:
    """A row of the list: whole, or only that a decision has been taken down."""
    what = disclosure(decision, town.today)
    stage = f"{what.stage}（{what.reason}）" if what.reason and not what.shown else str(what.stage)
    chosen_by = {
        "kind": (str(decision.kind),),
        "stage": (str(what.stage),),
        "year": (f"{decision.decided.date.year}年",),
    }
    cells: tuple[Any, ...] = (stage,)  # in the last column, as wide as all
    if what.shown:
        cells = (
            party(decision),
            public(decision, decision.breach_kind or decision.certificate or words.PENDING),
            public(decision, decision.content or decision.licensed or words.PENDING),
            Markup('<time class="q-nowrap" datetime="%s">%s</time>') % (decision.decided, decision.decided),
            stage,
        )
    return Row(write.link(decision, note=""), str(decision.id), words.title(decision), cells, chosen_by)


def _page(decision: Decision, what: Disclosure, town: Town) -> Body:
    """The page of a decision that is public."""
    write = Writer(town, urls.of(decision))
    values = {
        "stage": str(what.stage),
        "sentence": _sentence(decision),
        "facts": _facts(decision, write),
        "party": _party(decision, write),
        "body": _body(decision, town, write),
        "period": _period(decision, what.period),
        "remedies": _remedies(decision, town),
        "more": _more(decision, write),
        "remark": public(decision, decision.remark),
        "masked": decision.of_person,
    }
    said = f"{decision.authority}{decision.decided}作出的{decision.kind}决定"
    body = entry_page(_without_remark(decision), town, "decision.html", SECTION, said, **values)
    # A person's decision stays out of search engines: they keep what has been taken down.
    indexed = body.indexed and not decision.of_person
    return replace(body, crumbs=_CRUMBS, day=decision.published.date, indexed=indexed)


def _sentence(decision: Decision) -> str:
    """Who decided what about whom, in one sentence; a person's name is masked in it as everywhere."""
    what = public(decision, decision.content or decision.licensed)
    return f"{decision.decided}，{decision.authority}对{party(decision)}作出{decision.kind}决定{f'：{what}' if what else ''}"


def _without_remark(decision: Decision) -> Decision:
    """For the frame, which prints remarks as they are written; the page prints it masked."""
    return decision.model_copy(update={"remark": None})


def _notice(decision: Decision, what: Disclosure, town: Town) -> Body:
    """What is left of a decision that was taken down: that it was, when and why."""
    url = urls.of(decision)
    withdrawn = decision.withdrawal
    html = render(
        "decision_removed.html",
        title=words.title(decision),
        id=decision.id,
        stage=str(what.stage),
        reason=what.reason,
        changed=withdrawn.changed if withdrawn else None,
        day=withdrawn.day if withdrawn else None,
        hotlines=town.record.town.hotlines if town.record.town else (),
        write=Writer(town, url),
    )
    said = f"这份决定{what.stage}，正文不再公布"
    day = withdrawn.day.date if withdrawn else None
    return Body(url, words.title(decision), html, said, PageKind.ARTICLE, _CRUMBS, day, indexed=False)


def _facts(decision: Decision, write: Writer) -> list:
    """What was done and what follows, by the elements of penalties and licences."""
    facts = (
        ("违法行为类型", "违法行为", decision.breach_kind),
        ("违法事实", "事实", decision.facts),
        ("处罚依据", "凭什么罚", decision.basis),
        ("处罚类别", "处罚种类", decision.penalties),
        ("处罚内容", "怎么罚", decision.content),
        ("罚款金额", "罚款", decision.fine or None),
        ("没收金额", "没收", decision.confiscated or None),
        ("暂扣或吊销证照名称及编号", "暂扣、吊销的证", decision.licence_taken or None),
        ("程序", "按什么程序", decision.procedure),
        ("失信程度", "失信程度", decision.gravity),
        ("公开理由", "为什么公开", decision.why_public),
        ("许可内容", "许可了什么", decision.licensed),
        ("许可类别", "许可种类", decision.licence_kind),
        ("许可证书名称", "发的证", decision.certificate),
        ("许可编号", "证号", decision.certificate_number),
        ("有效期自", "从哪天起有效", decision.valid_from),
        ("有效期至", "到哪天", decision.valid_until),
        ("对应权力", "行使的权力", decision.power),
    )
    return write.rows(*((field, label, public(decision, value)) for field, label, value in facts))


def _party(decision: Decision, write: Writer) -> list:
    return write.rows(
        ("行政相对人名称", "名称", type(decision.party)(party(decision))),
        ("行政相对人类别", "类别", decision.party_kind),
        ("统一社会信用代码", "统一社会信用代码", decision.credit_code),
        ("法定代表人", "法定代表人", decision.representative),
    )


def _body(decision: Decision, town: Town, write: Writer) -> list:
    body = town.record.department(decision.authority)
    return write.rows(
        ("决定机关", "决定机关", decision.authority),
        ("决定机关代码", "机关的统一社会信用代码", body.credit_code if body else None),
        ("决定书文号", "决定书文号", decision.number),
        ("决定文书名称", "决定书名称", decision.title),
        ("决定日期", "决定日期", decision.decided),
        ("公布日期", "公布日期", decision.published),
    )


def _period(decision: Decision, period: Publicity | None) -> dict[str, str] | None:
    """Until when a penalty is public and by what rule; None for licences, which have no such end."""
    if decision.kind != "行政处罚":
        return None
    if period is None:
        return {"end": ""}
    return {
        "end": period.end.isoformat(),
        "rule": period.rule,
        "source": period.source,
        "certainty": period.certainty,
    }


def _more(decision: Decision, write: Writer) -> Link:
    if decision.kind == "行政处罚":
        return Link("收到罚单怎么办", write.href("help/fined/"))
    return Link("不服怎么办，细说", write.href("help/remedies/"))


def _remedies(decision: Decision, town: Town) -> tuple[str, ...]:
    """The ways against the decision; against one made on the spot, review comes first (行政复议法23)."""
    power = town.record.powers.get(decision.power.id)
    if power is None:
        return ()
    what = effect(power, town.record)
    if decision.procedure != "简易程序" or what.review_first:
        return what.remedies
    return (
        f"当场作出的处罚，要先申请行政复议：60日内，向{what.review_body}申请。",
        "对复议结果还不服，15日内再到法院起诉。",
        "以决定书上写的为准。",
        what.remedies[-1],
    )
