"""权力清单: what a power's page says while it is in use, when it has ended, and when it is only an example."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from generator import urls
from generator.derive.completeness import issued
from generator.derive.town import Town, derive
from generator.model.authority import Power
from generator.model.fields import fields_of
from generator.model.service import Guide
from generator.model.values import NOTHING, Count, Year
from generator.pages import power_duties, power_use, powers, words
from generator.pages.body import Body
from generator.pages.grounds import known_to
from generator.pages.writing import Writer
from tests import web
from tests.pages.shown import body_at
from tests.towns import DAY

# What a reader might act upon: duties, accountability, remedies, use.
TO_ACT_UPON = {"duties", "accountability", "remedies", "use", "reach"}


def _pages(town: Town) -> dict[str, web.PageFacts]:
    return {body.url: web.read(body.html) for body in powers.bodies(town)}


def _with(town: Town, power: Power, **changes: Any) -> tuple[Town, web.PageFacts]:
    """The town with one power changed, and the power's page."""
    changed = power.model_copy(update=changes)
    town = derive(replace(town.record, powers={**town.record.powers, str(power.id): changed}), DAY)
    return town, _pages(town)[urls.of(power)]


def test_pages_are_well_formed(town: Town) -> None:
    for url, facts in _pages(town).items():
        assert facts.unclosed == [] and facts.inline == [] and len(facts.titles) == 1, url
        assert len(facts.ids) == len(set(facts.ids)) and "None" not in facts.text, url


def test_powers_are_chosen_by_field_where_the_towns_plan_has_fields(sample: Town) -> None:
    assert 'name="area"' in body_at(powers, sample, "authority/").html
    plain = sample.record.town.model_copy(update={"areas": None})
    without = replace(sample, record=replace(sample.record, town=plain))
    assert 'name="area"' not in body_at(powers, without, "authority/").html


def test_what_has_ended_leaves_nothing_to_act_upon(town: Town) -> None:
    found = _pages(town)
    ended = [power for power in town.record.powers.values() if power.ending]
    assert ended
    for power in ended:
        facts = found[urls.of(power)]
        assert not TO_ACT_UPON & set(facts.ids), power.id
        assert words.state(power) in facts.text and str(power.ending.reason) in facts.text
        assert not power.ending.advice or str(power.ending.advice) in facts.text
        assert ("实施依据" in facts.fields) == (power.state != "误发")


def test_an_example_only_imagines_its_mode(real: Town) -> None:
    found = _pages(real)
    for power in real.record.powers.values():
        shown = found[urls.of(power)].fields.get("行使方式", "")
        assert shown.startswith("示例里设想：") == (power.standing == "示例"), power.id


def test_examples_do_not_count(real: Town) -> None:
    examples = sum(power.standing == "示例" for power in real.record.powers.values())
    text = _pages(real)["authority/"].text
    assert examples and f"共 {len(real.record.powers) - examples} 项" in text
    assert f"，另录示例 {examples} 项，不算数。" in text


def test_only_what_is_applied_for_lacks_when_none_is_needed(sample: Town) -> None:
    fine = next(p for p in sample.record.powers.values() if p.type == "行政处罚" and not p.ending)
    permit = next(p for p in sample.record.powers.values() if p.type == "行政许可" and not p.ending)
    for power, asked in ((fine, False), (permit, True)):
        _, facts = _with(sample, power, not_needed=None, supervision=None)
        lacking = re.search("样没核实：(.*)", facts.text)
        assert (lacking is not None and "不用办的情形" in lacking[1] and "批后监管" in lacking[1]) == asked


def test_a_delegation_lacks_no_paper_of_the_province(sample: Town) -> None:
    facts = _pages(sample)["authority/q101/"]
    assert "没核实" not in facts.text


def test_a_thin_guide_is_one_step_away(real: Town) -> None:
    found = _pages(real)
    thin = [
        (power, guide)
        for power in real.record.powers.values()
        for guide in real.mentioning(power.id, Guide)
        if not power.ending and not issued(guide, real.record)
    ]
    assert thin
    for power, guide in thin:
        facts = found[urls.of(power)]
        assert f"看 {guide.id}" in facts.text and f"../../{urls.of(guide)}" in facts.links


@pytest.mark.parametrize(("outcome", "said"), words.OUTCOMES.items())
def test_what_ends_without_a_decision_of_the_town_says_so(sample: Town, outcome: str, said: str) -> None:
    power = sample.record.powers["q001"]
    assert "处理结果" not in _pages(sample)[urls.of(power)].fields
    _, facts = _with(sample, power, outcome=outcome, decider="青榆县民政局")
    assert facts.fields["处理结果"] == said and facts.fields["最后决定"] == "青榆县民政局"


def test_paper_says_where_it_comes_from(real: Town, sample: Town) -> None:
    site = str(sample.record.town.address_of_site).rstrip("/")
    printed = f"编号 q001 · {sample.record.town.site_name} · {known_to(sample.record.powers['q001'], sample.record)}"
    assert f"{printed} · {site}/authority/q001/" in _pages(sample)["authority/q001/"].text
    assert (
        f"编号 q001 · {real.record.town.site_name} · 照第三方整理的法律文本核对到 "
        in _pages(real)["authority/q001/"].text
    )
    assert "http" not in _pages(real)["authority/q001/"].text


def test_the_sentence_comes_first(town: Town) -> None:
    for url, facts in _pages(town).items():
        power = town.record.powers.get(url.split("/")[1])
        if power:
            title, state = "".join(facts.titles), facts.fields.get("状态", "")
            standing = facts.fields["资料性质"] if power.is_example else ""
            after = facts.text.split(title, 1)[1].strip().removeprefix(state).strip().removeprefix(standing).strip()
            assert after.startswith(facts.fields["一句话"]), url


def test_a_stage_stands_once_with_its_own_duties_before_the_shared(town: Town) -> None:
    for power in town.record.powers.values():
        facts = _stages(power, town)
        names = [stage.name for stage in facts]
        assert len(names) == len(set(names)), power.id
        for stage in facts:
            sorts = [duty.sort for duty in stage.duties]
            assert sorts == sorted(sorts, key=("专门", "通用", "").index), power.id
    both = next(p for p in town.record.powers.values() if p.more_duties and p.duties and not p.ending)
    text = _pages(town)[urls.of(both)].text
    for duty in both.more_duties:
        assert re.search(rf"专门\s*{re.escape(str(duty.duty))}", text)
    alone = next(p for p in town.record.powers.values() if p.duties and not p.more_duties and not p.ending)
    assert "q-sort" not in _body(town, alone).html


def _stages(power: Power, town: Town) -> list[power_duties.Stage]:
    return power_duties.stages(power, Writer(town, urls.of(power)))


def _body(town: Town, power: Power) -> Body:
    return next(body for body in powers.bodies(town) if body.url == urls.of(power))


def test_figures_stand_only_where_there_are_some(sample: Town) -> None:
    power = sample.record.powers["q001"]
    html = _body(sample, power).html
    assert html.count('<svg class="q-fig"') == 1 and "6件" in html
    year = power.use[0]
    used = power_use.use(power.model_copy(update={"use": (year.model_copy(update={"complaints": None}),)}))
    assert used and used.table and used.table.columns == ["受理", "办结", "准予", "不予", "复议", "诉讼"]
    assert [fact.value for fact in used.table.years[0].facts] == ["6", "6", "5", "1", "0", "0"]
    two = (year, year.model_copy(update={"year": Year.parse("2026"), "accepted": Count.parse("9"), "refused": None}))
    changed, facts = _with(sample, power, use=two)
    assert "2026年9件；2025年6件。" in facts.text
    assert facts.text.index("2026") < facts.text.index("2025年6件") and words.PENDING in facts.text
    changed, facts = _with(sample, power, use=None, suggestion=None)
    assert "use" not in facts.ids and "q-fig" not in _body(changed, changed.record.powers["q001"]).html


def test_a_year_without_any_is_no_bar(sample: Town) -> None:
    """“无” is written where nothing came in: a build shows it as written, and draws nothing."""
    power = sample.record.powers["q001"]
    _, facts = _with(sample, power, use=(power.use[0].model_copy(update={"accepted": NOTHING, "granted": NOTHING}),))
    assert "无" in facts.text and "2025年受理和准了多少件" not in facts.text


def test_every_fact_of_a_power_stands_on_its_page(sample: Town) -> None:
    told_otherwise = {
        "名称", "状态", "终止", "暂停", "停办", "责任事项", "补充责任", "追责情形", "补充追责", "运行情况", "救济特别规定",
        "委托书", "交接", "出处", "别名", "版本记录", "全国编号", "本镇核对",
    }  # fmt: skip
    found = _pages(sample)
    for power in sample.record.powers.values():
        if power.ending:
            continue
        facts = found[urls.of(power)]
        for spec in fields_of(Power):
            value = getattr(power, spec.attribute)
            if value is not None and spec.name not in told_otherwise:
                assert spec.name in facts.fields, (power.id, spec.name)


def test_what_has_ended_or_is_imagined_is_said_beside_the_title(town: Town) -> None:
    for power in town.record.powers.values():
        head = _body(town, power).html.split("</header>")[0]
        if power.ending or power.pause:
            assert f'<span class="q-mark q-mark--state" data-field="状态">{words.state(power)}</span>' in head, power.id
        assert ("示例，不是真的" in head) == (power.standing == "示例"), power.id
