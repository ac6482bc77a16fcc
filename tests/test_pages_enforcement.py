"""执法公开 and 机构电话: what stands on the pages of the sample town, what may not, and what an empty record says."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pages
import pytest

from generator import record
from generator.derive.disclosure import Stage, disclosure
from generator.derive.publicity import publicity
from generator.derive.town import Town, derive
from generator.model.decision import Decision
from generator.model.values import Text
from generator.pages import decisions, departments, enforcement, statistics
from generator.pages.body import Body

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 22)
MINE = (enforcement, decisions, statistics, departments)
FINED, PERSON, WITHDRAWN, LICENCE = "c2026001", "c2026004", "c2026002", "c2026003"
# What tells who was punished for what: nothing of it is left once a decision has been taken down.
TELLING = (
    *("party", "credit_code", "representative", "breach_kind", "facts", "content", "fine", "confiscated"),
    *("licence_taken", "why_public", "title", "basis", "power"),
)


def _read(root: Path) -> record.Record:
    found, problems = record.read(root)
    assert problems == []
    return found


@pytest.fixture(scope="module")
def sample() -> Town:
    return derive(_read(ROOT / "tests/town"), DAY)


@pytest.fixture(scope="module")
def real() -> Town:
    return derive(_read(ROOT), DAY)


def _with(town: Town, **changes: object) -> Town:
    """The town with other lists."""
    return derive(dataclasses.replace(town.record, **changes), town.today)


def _bodies(town: Town) -> dict[str, Body]:
    return {body.url: body for module in MINE for body in module.bodies(town)}


def _decision(town: Town, id_: str) -> tuple[Decision, Body]:
    return town.record.decisions[id_], _bodies(town)[f"enforcement/decisions/{id_}/"]


def _in_list(town: Town, id_: str) -> str:
    """A decision's row in the list."""
    html = _bodies(town)["enforcement/decisions/"].html
    return next(row for row in html.split("<tr ")[1:] if row.startswith(f'data-id="{id_}"')).partition("</tr>")[0]


def _told(decision: Decision, *places: str) -> list[str]:
    """What tells of a decision and stands in any of the places."""
    values: list[str] = []
    for name in TELLING:
        value = getattr(decision, name)
        values += map(str, value) if isinstance(value, tuple) else [str(value)] if value else []
    return [value for value in values for place in places if value in place]


def _public(body: Body) -> Iterable[str]:
    return body.html, body.title, body.description


def test_every_page_is_well_formed_and_needs_no_script(sample: Town, real: Town) -> None:
    for town in (sample, real):
        for url, body in _bodies(town).items():
            facts = pages.read(body.html)
            assert facts.unclosed == [] and facts.inline == [], url
            assert len(facts.ids) == len(set(facts.ids)), url
            assert len(facts.titles) == 1, url


def test_a_penalty_shows_the_elements_of_double_publicity(sample: Town) -> None:
    decision, body = _decision(sample, FINED)
    fields = pages.read(body.html).fields
    for name, value in (
        ("行政相对人名称", decision.party),
        ("统一社会信用代码", decision.credit_code),
        ("决定书文号", decision.number),
        ("违法行为类型", decision.breach_kind),
        ("违法事实", decision.facts),
        ("处罚内容", decision.content),
        ("罚款金额", decision.fine),
        ("决定机关", decision.authority),
        ("决定日期", decision.decided),
        ("公布日期", decision.published),
    ):
        assert str(value) in fields[name]


def test_the_end_of_publicity_is_derived_and_says_by_what_rule(sample: Town) -> None:
    decision, body = _decision(sample, FINED)
    period = publicity(decision)
    facts = pages.read(body.html)
    assert period is not None
    assert facts.fields["公示截止日"] == period.end.isoformat()
    assert period.rule in facts.text and period.certainty in facts.text


def test_a_licence_has_no_such_end(sample: Town) -> None:
    assert "公示截止日" not in pages.read(_decision(sample, LICENCE)[1].html).fields


def test_a_natural_person_is_masked_in_title_list_and_every_text(sample: Town) -> None:
    decision = sample.record.decisions[PERSON]
    name = str(decision.party)
    telling = {"facts": f"{name}搭棚", "remark": f"{name}已经拆除", "content": f"罚{name}600元"}
    changed = decision.model_copy(update={field: Text(text) for field, text in telling.items()})
    town = _with(sample, decisions={**sample.record.decisions, PERSON: changed})
    body = _bodies(town)[f"enforcement/decisions/{PERSON}/"]
    assert not [place for place in (*_public(body), _in_list(town, PERSON)) if name in place]
    fields = pages.read(body.html).fields
    assert fields["行政相对人名称"] == "石某某"
    assert fields["违法事实"] == "石某某搭棚" and fields["备注"] == "石某某已经拆除"
    assert not body.indexed, "search engines keep what has been taken down"


def test_a_withdrawn_decision_leaves_its_reason_and_nothing_else(sample: Town) -> None:
    decision, body = _decision(sample, WITHDRAWN)
    assert decision.withdrawal
    facts = pages.read(body.html)
    assert facts.fields["状态"] == Stage.WITHDRAWN
    assert str(decision.withdrawal.reason) in facts.text and str(decision.withdrawal.day) in facts.text
    assert _told(decision, *_public(body), _in_list(sample, WITHDRAWN)) == []
    assert str(decision.withdrawal.reason) in _in_list(sample, WITHDRAWN)
    assert not body.indexed


def test_the_reason_of_a_withdrawal_names_nobody(sample: Town) -> None:
    decision = sample.record.decisions[WITHDRAWN]
    assert decision.withdrawal
    reason = Text(f"{decision.party}的{decision.representative}申请复议，决定被撤销")
    changed = decision.model_copy(update={"withdrawal": decision.withdrawal.model_copy(update={"reason": reason})})
    assert disclosure(changed, DAY).reason == "当事人的当事人申请复议，决定被撤销"


@pytest.mark.parametrize("days, stage", [(0, Stage.PUBLIC), (1, Stage.EXPIRED)])
def test_publicity_includes_its_last_day(sample: Town, days: int, stage: Stage) -> None:
    decision = sample.record.decisions[FINED]
    period = publicity(decision)
    assert period is not None
    assert disclosure(decision, period.end + timedelta(days)).stage is stage


def test_an_expired_decision_leaks_nothing(sample: Town) -> None:
    later = derive(sample.record, date(2040, 1, 1))
    expired = [d for d in later.record.decisions.values() if disclosure(d, later.today).stage is Stage.EXPIRED]
    assert {d.id for d in expired} >= {FINED, PERSON}
    for decision in expired:
        body = _bodies(later)[f"enforcement/decisions/{decision.id}/"]
        assert _told(decision, *_public(body), _in_list(later, decision.id)) == []
        assert pages.read(body.html).fields["状态"] == Stage.EXPIRED
        assert not body.indexed


def test_the_list_is_newest_first_and_counts_agree(sample: Town) -> None:
    html = _bodies(sample)["enforcement/decisions/"].html
    days = [sample.record.decisions[row[9:17]].decided.date for row in html.split("<tr ")[1:]]
    assert days == sorted(days, reverse=True) and len(days) == len(sample.record.decisions)
    said = pages.read(_bodies(sample)["enforcement/"].html).text
    assert "行政处罚 4 件：公示中 3 件，已撤回 1 件" in said and "行政许可 2 件：公示中 2 件" in said


def test_what_is_not_punished_stands_before_what_is(sample: Town) -> None:
    text = pages.read(_bodies(sample)["enforcement/"].html).text
    words = ("不罚（不予处罚）", "少罚（减轻处罚）", "轻罚（从轻处罚）", "罚多少（裁量基准）")
    places = [text.index(word) for word in words]
    assert places == sorted(places)


def test_each_procedure_is_a_picture_and_an_ordered_list(sample: Town) -> None:
    html = _bodies(sample)["enforcement/"].html
    assert sample.record.procedures
    assert html.count('<svg class="q-fig" role="img"') == len(sample.record.procedures.items)
    for procedure in sample.record.procedures.items:
        for step in procedure.steps:
            assert f'<strong data-field="环节">{step.stage}</strong>' in html


def test_an_officer_whose_certificate_ran_out_is_marked(sample: Town) -> None:
    later = derive(sample.record, date(2027, 12, 1))
    row = next(r for r in _bodies(later)["enforcement/"].html.split("<tr>") if "林样例" in r)
    assert "证已过期" in row


def test_statistics_print_every_figure_and_their_sum(sample: Town) -> None:
    year = sample.record.statistics["2025"]
    facts = pages.read(_bodies(sample)["enforcement/statistics/2025/"].html)
    assert facts.fields["罚款"] == str(year.penalties.fine) and facts.fields["行政拘留"] == "0"
    assert str(year.penalties.total) in facts.fields["合计"] and facts.fields["罚没金额"] == str(year.penalties.amount)
    assert facts.fields["行政检查"] == str(year.others.inspection)


def test_without_lists_the_page_says_what_is_not_known_and_what_to_do(sample: Town) -> None:
    names = ("enforcers", "officers", "inspections", "procedures", "discretions")
    bare = _with(sample, **dict.fromkeys(names), decisions={}, statistics={})
    facts = pages.read(_bodies(bare)["enforcement/"].html)
    assert "还有5样没有拿到公布的材料：执法主体、执法人员、抽查事项、执法流程、裁量基准" in facts.text
    assert "打12345核对" in facts.text and "没有数，不等于是0" in facts.text
    assert any(link.endswith("help/fined/") for link in facts.links)
    assert "还没有拿到公布的决定" in pages.read(_bodies(bare)["enforcement/decisions/"].html).text


def test_a_body_shows_what_it_handles_and_how_to_reach_it(sample: Town) -> None:
    body = sample.record.department("便民服务局")
    assert body
    facts = pages.read(_bodies(sample)[f"departments/{body.id}/"].html)
    assert facts.fields["咨询电话"] == str(body.inquiry_phone) and facts.fields["地址"] == str(body.address)
    assert f"tel:{body.inquiry_phone}" in facts.links
    assert any(link.endswith("authority/q001/") for link in facts.links)
    assert "3号综合窗口" in facts.fields["窗口"]


def test_an_abolished_body_says_who_does_its_work(sample: Town) -> None:
    old = next(d for d in sample.record.departments.values() if d.state == "已撤销")
    page = pages.read(_bodies(sample)[f"departments/{old.id}/"].html)
    assert "已经撤销" in page.text and str(old.successor) in page.text
    assert "咨询电话" not in page.fields
    picture = _bodies(sample)["departments/"].html.partition("<svg")[2]
    assert str(old.name) not in picture


def test_the_organisation_picture_shows_every_own_body(real: Town) -> None:
    html = _bodies(real)["departments/"].html
    description = html.partition("<desc")[2].partition("</desc>")[0]
    own = [d for d in real.record.departments.values() if d.kind in ("党政机构", "事业单位")]
    assert len(own) == 14 and all(str(d.name) in description for d in own)
    assert "2019年方案的设置，现在有无变化待核。" in html and "核定数，不是实有人数" in html


def test_unknown_contacts_are_said_in_one_line(real: Town) -> None:
    facts = pages.read(_bodies(real)["departments/j007/"].html)
    assert "没核实：负责人、地址、办公时间、咨询电话、监督投诉电话" in facts.text
    assert "tel:12345" in facts.links


def test_examples_are_not_counted_among_the_powers_of_the_town(real: Town) -> None:
    own = [p for p in real.record.powers.values() if p.mode != "委托" and not p.ending]
    examples = sum(p.standing == "示例" for p in own)
    said = pages.read(_bodies(real)["departments/j100/"].html).text
    assert f"录入 {len(own) - examples} 项，另有示例 {examples} 项" in said


def test_examples_are_not_listed_as_what_the_town_enforces_by(real: Town) -> None:
    links = pages.read(_bodies(real)["enforcement/"].html).links
    powers = [p for p in real.record.powers.values() if p.type in ("行政处罚", "行政检查", "行政强制")]
    examples = {f"../authority/{p.id}/" for p in powers if p.standing == "示例"}
    assert examples and not examples & set(links)
    assert {f"../authority/{p.id}/" for p in powers if p.standing != "示例"} <= set(links)
