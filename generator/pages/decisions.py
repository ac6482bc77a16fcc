"""执法决定: the list of decisions made public, and a page for each, by the 双公示 elements.

In: the town. Out: `bodies` for the list and its child pages and all decisions, `body` for one decision. A natural person's name is
masked; a decision that was withdrawn or whose time is over leaves a notice and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from markupsafe import Markup

from generator import urls
from generator.derive.disclosure import Disclosure, disclosure, party, public
from generator.derive.effect import effect
from generator.derive.publicity import Publicity
from generator.derive.town import Town
from generator.model.decision import Decision
from generator.model.kind import Section
from generator.model.kinds import kind_of
from generator.pages import words
from generator.pages.body import Body
from generator.pages.catalogue import Catalogue, ListPage, Part, Rows, child_bodies, list_body, listed, part_itself
from generator.pages.components import Fact, Link, Mark
from generator.pages.entry_page import PageOfEntry, entry_body, entry_page
from generator.pages.list_rows import Cell, Column, ListRow, wide_cell
from generator.pages.listing import FilterBy
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer
from generator.standards import tables

SECTION = kind_of(Decision).section
_CRUMBS = (Section("执法公开", urls.ENFORCEMENT), SECTION)
_COLUMNS = (
    Column("当事人", "当事人", field="行政相对人名称"),
    Column("什么事", "什么事"),
    Column("结果", "结果"),
    Column("决定日期", "决定日期", field="决定日期"),
    Column("状态", "状态", field="状态"),
)
_FILTERS = (FilterBy("kind", "哪一种"), FilterBy("year", "哪一年"), FilterBy("stage", "状态"))
_HINT = "当事人、什么事、文号、编号"


def bodies(town: Town) -> Iterator[Body]:
    """Yields the list, its child pages by year, and each decision's page."""
    catalogue = _catalogue(town)
    yield _list(catalogue, town)
    yield from child_bodies(catalogue, town)
    for decision in town.record.decisions.values():
        yield body(decision, town)


def body(decision: Decision, town: Town) -> Body:
    """Returns the page of a decision as the public may see it on the town's day."""
    what = disclosure(decision, town.today)
    return _page(decision, what, town) if what.shown else _notice(decision, what, town)


# The list.


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsPage(ListPage):
    """What decisions.html prints: within how long a decision is made public, and by what rule."""

    template: ClassVar = "decisions.html"
    limit: str
    rule: str


def _list(catalogue: Catalogue, town: Town) -> Body:
    """Returns the list of decisions."""
    write = Writer(town, SECTION.url)
    limit, rule = _time_to_publish()
    page = DecisionsPage(root=write.root, list=listed(catalogue, write), limit=limit, rule=rule)
    return list_body(catalogue, page, "镇里罚了什么、许可了什么", town)


def _catalogue(town: Town) -> Catalogue:
    """Returns the decisions by year, newest first."""
    years: dict[int, list[Decision]] = {}
    for decision in sorted(town.record.decisions.values(), key=lambda d: (d.decided.date, d.id), reverse=True):
        years.setdefault(decision.decided.date.year, []).append(decision)
    return Catalogue(
        section=SECTION,
        name="decisions",
        unit="件",
        parts=[Part(id=f"year-{year}", title=f"{year}年", rows=_ROWS, entries=held) for year, held in years.items()],
        filters=_FILTERS,
        place=part_itself,
        crumbs=_CRUMBS[:1],
        hint=_HINT,
        by_name=False,
    )


def _time_to_publish() -> tuple[str, str]:
    """Returns within how long a decision is made public, and by what, from the table of fixed limits."""
    limits = tables.load("publicity.yml")["固定时限"]
    rule = next(rule for rule in limits if rule["规则"] == "行政许可、行政处罚决定公开")
    return rule["时限"], f"{rule['来源']}，{rule['可信度']}"


def _row(decision: Decision, cells: Sequence[Cell], write: Writer) -> ListRow:
    """Returns the row of a decision; that of one taken down says only that."""
    what = disclosure(decision, write.town.today)
    chosen_by = {
        "kind": [str(decision.kind)],
        "stage": [str(what.stage)],
        "year": [f"{decision.decided.date.year}年"],
    }
    if not what.shown:
        cells = wide_cell(_COLUMNS[: len(cells)], f"{what.stage}（{what.reason}）" if what.reason else str(what.stage))
    return ListRow(write.link(decision, note=""), str(decision.id), words.title(decision), cells, chosen_by)


def _texts(decision: Decision, write: Writer) -> tuple[str, ...]:
    """Returns what stands in each column; of a decision taken down nothing but that."""
    what = disclosure(decision, write.town.today)
    if not what.shown:
        return (str(what.stage),) * len(_COLUMNS)
    return (
        party(decision),
        str(public(decision, decision.breach_kind or decision.certificate or words.PENDING)),
        str(public(decision, decision.content or decision.licensed or words.PENDING)),
        Markup('<time class="q-nowrap" datetime="%s">%s</time>') % (decision.decided, decision.decided),
        str(what.stage),
    )


_ROWS = Rows(_COLUMNS, _texts, _row)


# The page of a decision that is public.


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPage(PageOfEntry):
    """What decision.html prints. `period` is None for a licence, whose publicity has no end; the remark is masked."""

    template: ClassVar = "decision.html"
    sentence: str
    masked: bool
    facts: Sequence[Fact]
    party: Sequence[Fact]
    authority: Sequence[Fact]
    period: Period | None
    remedies: Sequence[str]
    more: Link
    remark: str


@dataclass(frozen=True, slots=True)
class Period:
    """Until when a penalty is public and by what rule; `end` is "" where no rule is known."""

    end: str
    rule: str = ""
    source: str = ""
    certainty: str = ""


def _page(decision: Decision, what: Disclosure, town: Town) -> Body:
    write = Writer(town, urls.of(decision))
    marks = [Mark("种类", str(decision.kind)), Mark("状态", str(what.stage))]
    page = DecisionPage(
        root=write.root,
        # The frame prints a remark as it is written; this page prints it masked.
        entry=replace(entry_page(decision, write, marks=marks), remark=""),
        sentence=_sentence(decision),
        masked=decision.of_person,
        facts=_facts(decision, write),
        party=_party(decision, write),
        authority=_authority(decision, write),
        period=_period(decision, what.period),
        remedies=_remedies(decision, town),
        more=_more(decision, write),
        remark=str(public(decision, decision.remark) or ""),
    )
    said = f"{decision.authority}{decision.decided}作出的{decision.kind}决定"
    made = entry_body(decision, town, page, SECTION, said)
    # A person's decision stays out of search engines: they keep what has been taken down.
    return replace(made, crumbs=_CRUMBS, day=decision.published.date, indexed=made.indexed and not decision.of_person)


def _sentence(decision: Decision) -> str:
    """Returns in one sentence who decided what about whom; a person's name is masked."""
    what = public(decision, decision.content or decision.licensed)
    return f"{decision.decided}，{decision.authority}对{party(decision)}作出{decision.kind}决定{f'：{what}' if what else ''}"


def _facts(decision: Decision, write: Writer) -> list[Fact]:
    """Returns what was done and what follows, by the elements of penalties and licences."""
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
        ("处罚有效期", "管到哪天", decision.penalty_until),
        ("许可内容", "许可了什么", decision.licensed),
        ("许可类别", "许可种类", decision.licence_kind),
        ("许可证书名称", "发的证", decision.certificate),
        ("许可编号", "证号", decision.certificate_number),
        ("有效期自", "从哪天起有效", decision.valid_from),
        ("有效期至", "到哪天", decision.valid_until),
        ("对应权力", "行使的权力", decision.power),
    )
    return write.facts(*((field, label, public(decision, value)) for field, label, value in facts))


def _party(decision: Decision, write: Writer) -> list[Fact]:
    return write.facts(
        ("行政相对人名称", "名称", type(decision.party)(party(decision))),
        ("行政相对人类别", "类别", decision.party_kind),
        ("统一社会信用代码", "统一社会信用代码", decision.credit_code),
        ("法定代表人", "法定代表人", decision.representative),
    )


def _authority(decision: Decision, write: Writer) -> list[Fact]:
    department = write.town.record.department(decision.authority)
    return write.facts(
        ("决定机关", "决定机关", decision.authority),
        ("决定机关代码", "机关的统一社会信用代码", department.credit_code if department else None),
        ("决定书文号", "决定书文号", decision.number),
        ("决定文书名称", "决定书名称", decision.title),
        ("决定日期", "决定日期", decision.decided),
        ("公布日期", "公布日期", decision.published),
    )


def _period(decision: Decision, period: Publicity | None) -> Period | None:
    if decision.kind != "行政处罚":
        return None
    if period is None:
        return Period("")
    return Period(period.end.isoformat(), period.rule, period.source, period.certainty)


def _more(decision: Decision, write: Writer) -> Link:
    if decision.kind == "行政处罚":
        return Link("收到罚单怎么办", write.href("help/fined/"))
    return Link("不服怎么办，细说", write.href("help/remedies/"))


def _remedies(decision: Decision, town: Town) -> tuple[str, ...]:
    """Returns the ways against a decision; against one made on the spot, review comes first (行政复议法23)."""
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


# What is left of a decision that was taken down.


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage(Page):
    """What decision_removed.html prints: that a decision was taken down, why, and of a withdrawn one the days."""

    template: ClassVar = "decision_removed.html"
    id: str
    title: str
    stage: str
    reason: str
    changed: str
    withdrawn: str
    calls: Sequence[Link]


def _notice(decision: Decision, what: Disclosure, town: Town) -> Body:
    write = Writer(town, urls.of(decision))
    withdrawal = decision.withdrawal
    page = NoticePage(
        root=write.root,
        id=str(decision.id),
        title=words.title(decision),
        stage=str(what.stage),
        reason=what.reason,
        changed=str(withdrawal.changed) if withdrawal else "",
        withdrawn=str(withdrawal.day) if withdrawal else "",
        calls=write.calls,
    )
    said = f"这份决定{what.stage}，正文不再公布"
    day = withdrawal.day.date if withdrawal else None
    return Body(write.url, page.title, render(page), said, crumbs=_CRUMBS, day=day, indexed=False)
