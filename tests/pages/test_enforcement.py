"""执法公开 and 找站所、找我村: what stands on the pages of the sample town, what may not, and what an empty record says."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from generator.derive.disclosure import Stage, disclosure
from generator.derive.publicity import publicity
from generator.derive.town import Town, derive
from generator.model.decision import Decision
from generator.model.values import Text
from generator.pages import decisions, departments, enforcement, statistics
from generator.pages.body import Body
from tests import web
from tests.towns import DAY

MINE = (enforcement, decisions, statistics, departments)
FINED, PERSON, WITHDRAWN, LICENCE = "c2026001", "c2026004", "c2026002", "c2026003"
# What tells who was punished for what: nothing of it is left once a decision has been taken down.
TELLING = (
    *("party", "credit_code", "representative", "breach_kind", "facts", "content", "fine", "confiscated"),
    *("licence_taken", "why_public", "title", "basis", "power"),
)


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
            facts = web.read(body.html)
            assert facts.unclosed == [] and facts.inline == [], url
            assert len(facts.ids) == len(set(facts.ids)), url
            assert len(facts.titles) == 1, url


def test_a_penalty_shows_the_elements_of_double_publicity(sample: Town) -> None:
    decision, body = _decision(sample, FINED)
    fields = web.read(body.html).fields
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
    facts = web.read(body.html)
    assert period is not None
    assert facts.fields["公示截止日"] == period.end.isoformat()
    assert period.rule in facts.text and period.certainty in facts.text


def test_a_licence_has_no_such_end(sample: Town) -> None:
    assert "公示截止日" not in web.read(_decision(sample, LICENCE)[1].html).fields


def test_a_natural_person_is_masked_in_title_list_and_every_text(sample: Town) -> None:
    decision = sample.record.decisions[PERSON]
    name = str(decision.party)
    telling = {"facts": f"{name}搭棚", "remark": f"{name}已经拆除", "content": f"罚{name}600元"}
    changed = decision.model_copy(update={field: Text(text) for field, text in telling.items()})
    town = _with(sample, decisions={**sample.record.decisions, PERSON: changed})
    body = _bodies(town)[f"enforcement/decisions/{PERSON}/"]
    assert not [place for place in (*_public(body), _in_list(town, PERSON)) if name in place]
    fields = web.read(body.html).fields
    assert fields["行政相对人名称"] == "石某某"
    assert fields["违法事实"] == "石某某搭棚" and fields["备注"] == "石某某已经拆除"
    assert not body.indexed, "search engines keep what has been taken down"


def test_a_withdrawn_decision_leaves_its_reason_and_nothing_else(sample: Town) -> None:
    decision, body = _decision(sample, WITHDRAWN)
    assert decision.withdrawal
    facts = web.read(body.html)
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
        assert web.read(body.html).fields["状态"] == Stage.EXPIRED
        assert not body.indexed


def test_the_list_is_newest_first_and_counts_agree(sample: Town) -> None:
    html = _bodies(sample)["enforcement/decisions/"].html
    days = [sample.record.decisions[row[9:17]].decided.date for row in html.split("<tr ")[1:]]
    assert days == sorted(days, reverse=True) and len(days) == len(sample.record.decisions)
    said = web.read(_bodies(sample)["enforcement/"].html).text
    assert "行政处罚 4 件：公示中 3 件，已撤回 1 件" in said and "行政许可 2 件：公示中 2 件" in said


def test_what_is_not_punished_stands_beside_what_is_breach_by_breach(sample: Town) -> None:
    html = _bodies(sample)["enforcement/"].html
    cards = [card.partition("</section>")[0] for card in html.split('<div class="q-tile q-breach">')[1:]]
    assert len(cards) == 2, "one for each power"
    texts = [web.read(card.rpartition("</div>")[0]).text for card in cards]
    places = [texts[0].index(word) for word in ("不罚、少罚的情形", "首次轻微", "配合查处", "其余的罚多少", "严重")]
    assert places == sorted(places), "the mildest first"
    assert "主动改正" in texts[1] and "主动改正" not in texts[0]


def test_every_measure_of_the_record_stands_somewhere(sample: Town) -> None:
    assert sample.record.discretions
    text = web.read(_bodies(sample)["enforcement/"].html).text
    for item in sample.record.discretions.items:
        assert str(item.name) in text
        assert all(str(grade.measure) in text and str(grade.when) in text for grade in item.grades)


def test_a_measure_without_a_power_has_a_card_of_its_own(sample: Town) -> None:
    assert sample.record.discretions
    items = tuple(item.model_copy(update={"power": None}) for item in sample.record.discretions.items)
    bare = _with(sample, discretions=sample.record.discretions.model_copy(update={"items": items}))
    html = _bodies(bare)["enforcement/"].html
    assert html.count('<div class="q-tile q-breach">') == len(items)


def test_whoever_holds_a_fine_is_told_first_what_to_do(sample: Town, real: Town) -> None:
    for town in (sample, real):
        facts = web.read(_bodies(town)["enforcement/"].html)
        said = ("15日内到银行缴", "暂缓或者分期", "5个工作日内", "不超过罚款本身", "先申请复议")
        assert all(word in facts.text for word in said)
        assert facts.text.index("15日内到银行缴") < facts.text.index("凭什么罚、查、强制"), "before all lists"
        assert any(link.endswith("help/fined/") for link in facts.links)


def test_how_often_one_may_be_inspected_stands_out(sample: Town) -> None:
    assert sample.record.inspections
    html = _bodies(sample)["enforcement/"].html
    for item in sample.record.inspections.items:
        assert f'<strong data-field="频次">{item.frequency}</strong>' in html
    assert html.index("劳动用工检查") < html.index("农村建房按许可建设检查"), "what concerns businesses first"


def test_each_procedure_is_a_picture_and_an_ordered_list(sample: Town) -> None:
    html = _bodies(sample)["enforcement/"].html
    assert sample.record.procedures
    assert html.count('aria-labelledby="flow-') == len(sample.record.procedures.items)
    for procedure in sample.record.procedures.items:
        for step in procedure.steps:
            assert f'<strong data-field="环节">{step.stage}</strong>' in html


def test_an_officer_whose_certificate_ran_out_is_marked(sample: Town) -> None:
    later = derive(sample.record, date(2027, 12, 1))
    row = next(r for r in _bodies(later)["enforcement/"].html.split("<tr>") if "林样例" in r)
    assert "证已过期" in row


def test_statistics_print_every_figure_and_their_sum(sample: Town) -> None:
    year = sample.record.statistics["2025"]
    facts = web.read(_bodies(sample)["enforcement/statistics/2025/"].html)
    assert facts.fields["罚款"] == str(year.penalties.fine) and facts.fields["行政拘留"] == "0"
    assert str(year.penalties.total) in facts.fields["合计"] and facts.fields["罚没金额"] == str(year.penalties.amount)
    assert facts.fields["行政检查"] == str(year.others.inspection)


def _figures(html: str, id_: str) -> list[str]:
    """The numbers a chart prints, in their order."""
    chart = html.partition(f'aria-labelledby="{id_}-title"')[2].partition("</svg>")[0]
    return re.findall(r'<text class="q-fig-value"[^>]*>(\d+)', chart)


def _cells(html: str, caption: str) -> list[list[str]]:
    """The rows of numbers in a table."""
    table = html.partition(f"<caption>{caption}")[2].partition("</tbody>")[0]
    return [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in table.split("<tr>")[2:]]


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_a_chart_says_what_its_table_says(sample: Town, year: str) -> None:
    html = _bodies(sample)[f"enforcement/statistics/{year}/"].html
    for id_, title in (("licences", "行政许可"), ("penalties", "行政处罚"), ("others", "其他执法")):
        rows = [row for row in _cells(html, title) if any(cell != "0" for cell in row)]
        drawn = _figures(html, f"bars-{id_}")
        assert drawn == [cell for row in rows for cell in row] or (not drawn and len(rows) == 1), title


def test_a_year_stands_beside_the_one_before_where_there_is_one(sample: Town) -> None:
    later, first = (_bodies(sample)[f"enforcement/statistics/{year}/"].html for year in ("2025", "2024"))
    assert '<th scope="col">2025年</th><th scope="col">2024年</th>' in later
    assert "2025年</th>" not in first
    assert web.read(later).fields["许可"] == "47", "the facts of a page are those of its own year"


def test_the_years_chart_says_what_its_table_says(sample: Town) -> None:
    html = _bodies(sample)["enforcement/"].html
    rows = _cells(html, "各年办了多少")
    assert rows == [["47", "18"], ["7", "3"], ["1", "2"], ["26", "19"]]
    assert _figures(html, "years-figure") == [cell for row in rows for cell in row]


def test_a_figure_that_a_year_does_not_say_is_not_nought(sample: Town) -> None:
    years = dict(sample.record.statistics)
    years["2024"] = years["2024"].model_copy(update={"coercion": None})
    silent = _with(sample, statistics=years)
    html = _bodies(silent)["enforcement/"].html
    assert ["1", "待核"] in _cells(html, "各年办了多少")
    assert _figures(html, "years-figure") == ["47", "18", "7", "3", "26", "19"]
    assert _cells(_bodies(silent)["enforcement/statistics/2025/"].html, "行政强制")[-1] == ["1"]


def test_without_lists_the_page_says_what_is_not_known_and_what_to_do(sample: Town, real: Town) -> None:
    names = ("enforcers", "officers", "inspections", "procedures", "discretions")
    bare = _with(sample, **dict.fromkeys(names), decisions={}, statistics={})
    for town in (bare, real):
        facts = web.read(_bodies(town)["enforcement/"].html)
        for missing in ("执法主体", "执法人员", "抽查事项", "执法流程", "裁量基准", "年度数据"):
            assert f"还没有拿到：{missing}" in facts.text
        assert "打12345核对" in facts.text and "没有数，不等于是0" in facts.text
        assert "tel:12345" in facts.links and "待核" not in facts.text
        assert any(link.endswith("help/fined/") for link in facts.links)
        anchors = {link[1:] for link in facts.links if link.startswith("#")}
        assert anchors <= set(facts.ids), "the contents name only what is there"
        assert "还没有拿到公布的决定" in web.read(_bodies(town)["enforcement/decisions/"].html).text


def test_the_list_of_bodies_has_buttons_only_for_numbers_that_are_known(sample: Town, real: Town) -> None:
    facts = web.read(_bodies(sample)["departments/"].html)
    body = sample.record.department("便民服务局")
    assert body and f"tel:{body.inquiry_phone}" in facts.links and str(body.duties[0]) in facts.text
    silent = web.read(_bodies(real)["departments/"].html)
    assert {link for link in silent.links if link.startswith("tel:")} == {"tel:12345"}


def test_a_body_shows_what_it_handles_and_how_to_reach_it(sample: Town) -> None:
    body = sample.record.department("便民服务局")
    assert body
    facts = web.read(_bodies(sample)[f"departments/{body.id}/"].html)
    assert facts.fields["咨询电话"] == str(body.inquiry_phone) and facts.fields["地址"] == str(body.address)
    assert f"tel:{body.inquiry_phone}" in facts.links
    assert any(link.endswith("authority/q001/") for link in facts.links)
    assert "3号综合窗口" in facts.fields["窗口"]


def test_an_abolished_body_says_who_does_its_work(sample: Town) -> None:
    old = next(d for d in sample.record.departments.values() if d.state == "已撤销")
    page = web.read(_bodies(sample)[f"departments/{old.id}/"].html)
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
    facts = web.read(_bodies(real)["departments/j007/"].html)
    assert "没核实：负责人、地址、办公时间、咨询电话、监督投诉电话" in facts.text
    assert "tel:12345" in facts.links


def test_examples_are_not_counted_among_the_powers_of_the_town(real: Town) -> None:
    own = [p for p in real.record.powers.values() if p.mode != "委托" and not p.ending]
    examples = sum(p.standing == "示例" for p in own)
    said = web.read(_bodies(real)["departments/j100/"].html).text
    assert f"录入 {len(own) - examples} 项，另有示例 {examples} 项" in said


def test_examples_are_not_listed_as_what_the_town_enforces_by(real: Town) -> None:
    links = web.read(_bodies(real)["enforcement/"].html).links
    powers = [p for p in real.record.powers.values() if p.type in ("行政处罚", "行政检查", "行政强制")]
    examples = {f"../authority/{p.id}/" for p in powers if p.standing == "示例"}
    assert examples and not examples & set(links)
    assert {f"../authority/{p.id}/" for p in powers if p.standing != "示例"} <= set(links)


def test_stations_and_villages_come_first_and_nothing_is_promised(sample: Town, real: Town) -> None:
    """Where none is recorded, a sentence and what the law says one does there; no number that nobody knows."""
    sections = re.compile(r'<section class="q-section" aria-labelledby="(kind-\d)"')
    shown = {town: _bodies(town)["departments/"].html for town in (sample, real)}
    for town in (sample, real):
        assert sections.findall(shown[town])[:2] == ["kind-5", "kind-6"]
    stations = shown[real].rpartition('aria-labelledby="kind-5"')[2].partition("</section>")[0]
    assert "还没有登记" in stations and "tel:" not in stations
    assert re.findall(r"elsewhere/(p\d+)/", stations) == ["p081", "p083", "p082", "p084", "p042"]
    named = shown[sample].rpartition('aria-labelledby="kind-6"')[2].partition("</section>")[0]
    assert "样例村村民委员会" in named and 'data-field="来办什么"' in named and "还没有登记" not in named


def test_a_body_of_which_nothing_is_known_is_one_line(real: Town) -> None:
    html = _bodies(real)["departments/"].html
    line = next(item for item in html.split("<li>") if "j002/" in item)
    assert line.partition("</li>")[0].count("<p") == 1


def test_a_village_says_where_its_agent_its_board_and_its_grids_are(sample: Town) -> None:
    fields = web.read(_bodies(sample)["departments/j031/"].html).fields
    village = sample.record.departments["j031"]
    for field, value in (
        ("代办点", village.agent_point),
        ("综治工作站", village.safety_station),
        ("村务公开栏", village.notice_board),
    ):
        assert fields[field] == str(value)
    for field, values in (
        ("来办什么", village.errands),
        ("能代办什么", village.agent_errands),
        ("网格", village.grids),
    ):
        assert all(str(value) in fields[field] for value in values)
