"""办事指南, 指路, 一件事: what the record says of them stands on their pages, and nothing a reader could be misled by."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest

from generator import urls
from generator.derive.answers import answers, spoken, unanswered
from generator.derive.completeness import issued
from generator.derive.effect import effect
from generator.derive.town import Town, derive
from generator.model.entry import Ending
from generator.model.fields import Part, fields_of
from generator.model.service import Guide
from generator.model.values import NOTHING, Text
from generator.opendata import attachments
from generator.pages import elsewhere, guide_sheet, guides, services, sheet_fitting, together
from generator.pages.body import Body
from generator.pages.grounds import known_to
from generator.pages.writing import Writer
from tests import web
from tests.towns import DAY

# On every entry's page, printed by the frame: title, head, banner, foot.
FRAME = {"编号", "全国编号", "本镇核对", "名称", "资料性质", "核对到", "出处", "备注", "状态", "停办", "终止"}
# The name of a template, whose steps stand there in its place.
FLOW = "办理流程"
# Said in a resident's words, not as written.
SPOKEN = {
    "服务对象", "办件类型", "是否收费", "收费", "到办事现场次数", "免提交", "必要性", "来源渠道", "份数", "对应权力", "事项",
    "是否支持网上支付", "是否支持预约办理", "是否支持物流快递", "空白表格", "示例样表",
}  # fmt: skip


def _bodies(town: Town) -> dict[str, Body]:
    return {body.url: body for module in (services, guides, elsewhere, together) for body in module.bodies(town)}


def _page(town: Town, url: str) -> web.PageFacts:
    return web.read(_bodies(town)[url].html)


def _section(html: str, id_: str) -> str:
    """What stands between a heading and the next of the same rank, "" where there is none."""
    _, found, rest = html.partition(f'<h2 id="{id_}">')
    return rest.partition("</section>")[0] if found else ""


def _with(town: Town, guide: Guide) -> Town:
    """The town with one guide in another state."""
    return derive(replace(town.record, guides={**town.record.guides, str(guide.id): guide}), DAY)


def _said(part: Part, prefix: str = "") -> Iterator[tuple[str, str, Any]]:
    """(data-field, field, value) for each value a part holds."""
    for spec in fields_of(type(part)):
        value = getattr(part, spec.attribute)
        if value is None or spec.name == FLOW or (spec.name in FRAME and not prefix):
            continue
        if spec.part and value is not NOTHING:
            for item in value if spec.many else (value,):
                yield from _said(item, f"{prefix}{spec.name}·")
        else:
            yield f"{prefix}{spec.name}", spec.name, value


def _missing(part: Part, facts: web.PageFacts) -> list[str]:
    """The fields of which the page does not hold what is written."""
    missing = []
    for place, field, value in _said(part):
        shown = facts.fields.get(place, "")
        wanted = [] if field in SPOKEN or value is NOTHING else value if isinstance(value, tuple) else [value]
        if place not in facts.fields and not (value is NOTHING and place in ("申请材料", "对应权力", "法定办结时限")):
            missing.append(place)
        missing += [f"{place}: {item}" for item in wanted if not all(line in shown for line in str(item).split("\n"))]
    return missing


@pytest.mark.parametrize("kind", ["guides", "elsewhere", "together"])
def test_every_field_stands_on_the_page(town: Town, kind: str) -> None:
    bodies = _bodies(town)
    for entry in getattr(town.record, kind).values():
        facts = web.read(bodies[urls.of(entry)].html)
        missing = set(_missing(entry, facts))
        if getattr(entry, "fee", None) == "不收费":  # how to pay what is not charged is nobody's question
            missing.discard("是否支持网上支付")
        assert not missing, (entry.id, missing)
        assert str(entry.name) in facts.titles[0]


def test_pages_are_well_formed(town: Town) -> None:
    for url, body in _bodies(town).items():
        facts = web.read(body.html)
        assert (facts.unclosed, facts.inline) == ([], []), url
        assert len(facts.ids) == len(set(facts.ids)), url
        assert not {link for link in facts.links if link.startswith("#")} - {f"#{id_}" for id_ in facts.ids}, url
        assert len(body.description) > 1 and "None" not in facts.text, url


def test_an_entry_of_every_list_has_its_page(town: Town) -> None:
    bodies = [url for url in _bodies(town) if "/by/" not in url]
    held = [*town.record.guides.values(), *town.record.elsewhere.values(), *town.record.together.values()]
    sheets = {urls.sheet(guide) for guide in town.record.guides.values() if not guide.ending}
    assert set(bodies) == {urls.of(entry) for entry in held} | {"services/", "elsewhere/", "together/"} | sheets


def test_the_list_leads_to_everything(town: Town) -> None:
    facts = _page(town, "services/")
    linked = {posixpath.normpath(f"services/{urldefrag(link)[0]}") for link in facts.links}
    held = [*town.record.guides.values(), *town.record.elsewhere.values(), *town.record.together.values()]
    assert {urls.of(entry).rstrip("/") for entry in held} <= linked
    assert {"personal", "business"} <= set(facts.ids)


def test_steps_are_its_own_or_those_of_its_type(town: Town) -> None:
    bodies = _bodies(town)
    for guide in town.record.guides.values():
        shared = town.record.template_of[str(guide.flow)].flow if guide.flow else ()
        fields = web.read(bodies[urls.of(guide)].html).fields
        assert fields.get("办理环节·环节", "") == "".join(str(step.stage) for step in guide.steps or shared)


# The first screen.


def test_answers_stand_in_one_order(town: Town) -> None:
    order = ["能不能办", "不用办", "带什么", "多久", "多少钱", "跑几趟", "去哪", "几点", "谁批", "问谁"]
    for guide in town.record.guides.values():
        labels = [answer.label for answer in answers(guide, town.record)]
        assert labels == [label for label in order if label in labels]


def test_what_is_not_known_is_one_line(real: Town) -> None:
    """待核 may stand in what the clerk wrote, never as a row of its own."""
    for guide in real.record.guides.values():
        body = _bodies(real)[urls.of(guide)]
        unknown = unanswered(guide, real.record, answers(guide, real.record))
        assert body.html.count(f"<dt>没核实</dt><dd>{'、'.join(unknown)}。</dd>") == (1 if unknown else 0)
        assert ">待核<" not in body.html


def test_the_centre_fills_what_a_guide_leaves_out(sample: Town) -> None:
    fields = _page(sample, "services/f002/").fields  # says neither hours nor phones
    centre = sample.record.town.centre
    assert str(centre.hours) in fields["办理时间"]
    assert str(centre.inquiry_phone) in fields["咨询电话"]
    assert str(centre.complaint_phone) in fields["监督投诉电话"]


def test_words_of_the_first_screen(sample: Town) -> None:
    fields = _page(sample, "services/f001/").fields
    assert fields["多久"] == "5个工作日" and fields["是否收费"] == "要收钱"
    assert "每平方米每天0.3元" in _page(sample, "services/f001/").text
    assert fields["到办事现场次数"] == "最多跑一次"
    assert fields["带什么"].startswith("临时占用道路申请表、占用位置图等4样")
    assert "不用交：营业执照或者身份证" in fields["带什么"]
    assert _page(sample, "services/f004/").fields["到办事现场次数"] == "不用跑"
    assert "什么也不用带" in _page(sample, "services/f006/").fields["带什么"]
    by_case = _page(sample, "services/f002/").fields["多久"]
    assert "新设：受理后3个工作日（法律规定最长7个工作日）" in by_case and "临时设置：受理后2个工作日" in by_case


def test_none_means_what_it_means(sample: Town) -> None:
    fields = _page(sample, "services/f002/").fields
    assert fields["数量限制"] == "不限"
    assert _page(sample, "services/f001/").fields["中介服务"] == "不用请"


# Guides that lack too much, that rest, that have ended.


def test_a_thin_guide_says_so(real: Town) -> None:
    thin = [guide for guide in real.record.guides.values() if not issued(guide, real.record)]
    assert thin
    for guide in thin:
        body = _bodies(real)[urls.of(guide)]
        facts = web.read(body.html)
        assert body.title == "".join(facts.titles) == f"{guide.name}：办事信息（还不全）"
        assert "还不能当办事指南用" in facts.text and "tel:12345" in facts.links
        assert not body.indexed
        assert {f"../../{urls.of_id(ref.id)}" for ref in guide.powers} <= set(facts.links)


def test_an_issued_guide_is_one(sample: Town) -> None:
    for guide in sample.record.guides.values():
        body = _bodies(sample)[urls.of(guide)]
        assert issued(guide, sample.record) and body.indexed and body.title == guide.name
        assert "还不能当办事指南用" not in body.html


def test_a_guide_that_grows_thin_loses_its_title(sample: Town) -> None:
    guide = sample.record.guides["f007"]
    poor = guide.model_copy(update=dict.fromkeys(("materials", "fee", "conditions", "flow"), None))
    town = _with(sample, poor)
    body = _bodies(town)["services/f007/"]
    assert body.title.endswith("：办事信息（还不全）") and not body.indexed
    assert "先不要去复印" in _section(body.html, "materials")
    assert "还不全" in _bodies(town)["services/"].html


def test_a_guide_that_rests_says_until_when(sample: Town) -> None:
    facts = _page(sample, "services/f006/")
    assert "暂停办理：活动室换地板，到 2026-12-06" in facts.text and "样例村的村民活动室" in facts.text
    assert "暂停办理" in _page(sample, "services/").text


@pytest.mark.parametrize(
    ("state", "said"),
    [("收回", "已交回青榆县应急管理局办"), ("取消", "已取消，不用办了"), ("误发", "发布有误，已撤下")],
)
def test_what_has_ended_leads_nobody_astray(sample: Town, state: str, said: str) -> None:
    ending = {"日期": "2026-11-01", "原因": "专业性强", "交回给": "青榆县应急管理局", "群众怎么办": "到县局窗口申请"}
    guide = sample.record.guides["f001"]
    town = _with(sample, guide.model_copy(update={"state": state, "ending": Ending.model_validate(ending)}))
    body = _bodies(town)["services/f001/"]
    facts = web.read(body.html)
    assert said in facts.text and "到县局窗口申请" in facts.text
    assert not {"办理地点", "申请材料·名称", "办理环节·环节", "去之前请注意"} & set(facts.fields)
    assert ("一句话" in facts.fields) == (state != "误发")
    assert not [path for path, _ in attachments.files(town) if path.startswith("services/f001/")]
    assert "services/f001/sheet/" not in _bodies(town) and "sheet/" not in facts.links
    html = _bodies(town)["services/"].html
    assert html.count('href="../services/f001/"') == 1 and 'href="../services/f001/"' in _section(html, "ended-name")


# Whose decision it is, what may be downloaded, where a matter belongs.


def test_in_whose_name_and_what_then(sample: Town) -> None:
    """A guide of two powers says both: the county's seal on one, the town's on the other."""
    guide = sample.record.guides["f003"]
    shown = web.read(_section(_bodies(sample)["services/f003/"].html, "answerable")).text
    for ref in guide.powers:
        what = effect(sample.record.powers[ref.id], sample.record)
        assert what.sentence in shown and all(way in shown for way in what.remedies)
    assert str(sample.record.town.review_address) in shown


def test_another_body_that_decides_is_named(sample: Town) -> None:
    assert "谁来决定：青榆县民政局" in web.read(_section(_bodies(sample)["services/f004/"].html, "answerable")).text
    assert "谁来决定" not in _section(_bodies(sample)["services/f001/"].html, "answerable")


def test_what_a_page_offers_can_be_fetched(sample: Town) -> None:
    published = dict(attachments.files(sample))
    linked = {
        f"services/f001/{unquote(link)}" for link in _page(sample, "services/f001/").links if link.endswith(".txt")
    }
    assert linked == set(published) and all(published.values())
    html = _bodies(sample)["services/f001/"].html
    saved = dict(re.findall(r'href="([^"]+\.txt)" download="([^"]+)"', html))  # each under its own name
    assert {f"f001/{name}" for name in saved.values()} == set(sample.record.attachments)
    for path, name in saved.items():
        assert published[f"services/f001/{path}"] == sample.record.attachments[f"f001/{name}"].read_bytes()


def test_a_pointer_says_whose_it_is_first(town: Town) -> None:
    for pointer in town.record.elsewhere.values():
        facts = _page(town, urls.of(pointer))
        assert facts.text.index(str(pointer.whose)) < facts.text.index("凭什么这么说")
        helpless = pointer.town_can is NOTHING
        assert ("这件事不归镇里办" in facts.text) == helpless
        assert not helpless or "帮不上" in facts.fields["镇里能做什么"]


def test_what_the_town_can_do_is_open_where_it_is_not_known(sample: Town) -> None:
    pointer = next(iter(sample.record.elsewhere.values())).model_copy(update={"town_can": None})
    elsewhere = {**sample.record.elsewhere, str(pointer.id): pointer}
    town = derive(replace(sample.record, elsewhere=elsewhere), DAY)
    facts = _page(town, urls.of(pointer))
    assert "不归镇里办。" not in facts.text and "镇里能做什么" not in facts.fields
    assert "法律把这件事写给：" in facts.text and "镇里能不能办，还没核实。先打12345问清。" in facts.text
    assert f"法律写给：{pointer.whose}" in _page(town, "elsewhere/").text


def test_an_undertaking_keeps_its_order(town: Town) -> None:
    for undertaking in town.record.together.values():
        facts = _page(town, urls.of(undertaking))
        steps = "".join(str(step.what) for step in undertaking.steps)
        assert facts.fields["步骤·做什么"] == steps
        refs = [*undertaking.steps, *(undertaking.forks or ())]
        assert {f"../../{urls.of_id(item.entry.id)}" for item in refs if item.entry} <= set(facts.links)


def test_whose_a_step_is_in_a_word_only_where_it_is_plain(sample: Town) -> None:
    """镇 is also in 城镇; where two bodies are named, no word may send people to one of them."""
    plain = {
        "镇政府受理": "镇里",
        "县级不动产登记机构": "县里",
        "村集体（发包方）": "村里",
        "自己办，每年一次": "自己办",
        "规划建设和生态环境办公室": "镇里",
        "青榆县市场监督管理局": "县里",
    }
    open_ = ("城镇排水主管部门", "派出所或者镇政府", "村里、镇政府", "镇政府转，县级住房保障部门定", "人民法院", "")
    assert {whose: together.level_of(whose, sample) for whose in plain} == plain
    assert [together.level_of(whose, sample) for whose in open_] == [""] * len(open_)


# What scripts add to: cases, the checklist, the bar; and the picture beside the list.


def test_what_belongs_to_a_case_says_to_which(sample: Town) -> None:
    guide = sample.record.guides["f001"]
    html = _bodies(sample)["services/f001/"].html
    choose = html.partition('<fieldset class="q-choose" hidden>')[2].partition("</fieldset>")[0]
    assert [f'value="{number}">{case.name}</label>' in choose for number, case in enumerate(guide.cases, 1)] == [
        True
    ] * 3
    names = [str(case.name) for case in guide.cases]
    for material in guide.materials:
        meant = " ".join(str(names.index(str(name)) + 1) for name in material.cases or ())
        item = html.partition(f'data-field="申请材料·名称">{material.name}<')[0].rpartition("<li ")[2]
        assert (f'data-cases="{meant}"' in item) == bool(meant), material.name
    by_case = _bodies(sample)["services/f002/"].html
    for number, case in enumerate(sample.record.guides["f002"].cases, 1):
        assert f'data-cases="{number}">{case.name}：{spoken(case)}</li>' in by_case


def test_what_all_cases_have_alike_is_said_once(sample: Town) -> None:
    guide = sample.record.guides["f001"]
    cases = _bodies(sample)["services/f001/"].html.partition('aria-labelledby="cases"')[2].partition("</section>")[0]
    assert {str(case.legal_limit) for case in guide.cases} == {"20个工作日"} and cases.count("20个工作日") == 1
    assert [cases.count(str(case.validity)) for case in guide.cases] == [1, 1, 1]


def test_one_case_is_no_choice(sample: Town) -> None:
    guide = sample.record.guides["f001"]
    town = _with(sample, guide.model_copy(update={"cases": guide.cases[:1]}))
    assert "q-choose" not in _bodies(town)["services/f001/"].html


def test_what_needs_a_script_is_hidden_without(town: Town) -> None:
    for url, body in _bodies(town).items():
        if 'class="q-filter"' in body.html:  # a list: its controls are hidden as a whole
            continue
        for button in body.html.split("<button")[1:]:
            within = body.html.partition("<button" + button)[0].rpartition("q-tally")[2]
            assert " hidden>" in button.partition("<")[0] or within.startswith('" hidden>'), url
        assert (body.scripts == ("guide.js",)) == ("q-acts" in body.html or "data-print" in body.html), url


def test_no_number_no_call(sample: Town) -> None:
    """A button that calls nobody would be the worst of them."""
    assert 'class="q-call" href="tel:0000-0000113"' in _bodies(sample)["services/f001/"].html
    assert 'class="q-call" href="tel:0000-0000401"' in _bodies(sample)["elsewhere/p001/"].html
    assert 'class="q-call" href="tel:12345"' in _bodies(sample)["together/y001/"].html
    silent = sample.record.town.model_copy(update={"hotlines": (), "centre": None})
    town = derive(replace(sample.record, town=silent), DAY)
    for url in ("services/f002/", "together/y001/", "elsewhere/p002/"):
        if not web.read(_bodies(town)[url].html).fields.get("电话"):
            assert "q-call" not in _bodies(town)[url].html.partition("q-acts")[2], url


def test_the_steps_are_told_once(sample: Town) -> None:
    html = _section(_bodies(sample)["services/f001/"].html, "steps")
    assert "<svg" not in html
    assert all(html.count(f">{step.stage}<") == 1 for step in sample.record.guides["f001"].steps)


# What stands on the first screen, and in which words.


def test_what_is_lost_if_one_is_late_stands_first(sample: Town) -> None:
    guide = sample.record.guides["f001"]
    html = _bodies(sample)["services/f001/"].html
    assert html.index(str(guide.deadline)) < html.index("<dt>多久</dt>") < html.index("<dt>能不能办</dt>")
    assert "q-deadline" not in _bodies(sample)["services/f002/"].html


def test_a_long_warning_is_told_in_two_parts_and_nothing_twice(sample: Town) -> None:
    guide = sample.record.guides["f001"]
    long = "没批以前不要动工。" + "先量好长和宽，再到窗口问清楚占哪一段、占几天、谁在现场管，免得白跑一趟路。"
    html = _bodies(_with(sample, guide.model_copy(update={"before_going": Text(long)})))["services/f001/"].html
    assert html.count("没批以前不要动工。") == 1 < html.index("没批以前不要动工。") < html.index('id="before"')
    assert html.count("免得白跑一趟路。") == 1 and html.index("免得白跑一趟路。") > html.index('id="before"')
    short = _bodies(sample)["services/f001/"].html
    assert short.count(str(guide.before_going)) == 1 and 'id="before"' not in short


@pytest.mark.parametrize(
    ("outcome", "asked"), [("调解", ["什么事能调", "找谁"]), ("查处反映", ["什么事能说", "跟谁说"])]
)
def test_what_is_asked_follows_from_what_comes_of_it(sample: Town, outcome: str, asked: list[str]) -> None:
    """Nobody applies for a mediation, and nobody approves a complaint."""
    guide = sample.record.guides["f001"]
    power = sample.record.powers[guide.powers[0].id].model_copy(update={"outcome": outcome})
    record = replace(sample.record, powers={**sample.record.powers, str(power.id): power})
    html = _bodies(derive(record, DAY))["services/f001/"].html
    assert all(f"<dt>{word}</dt>" in html for word in asked) and "<dt>能不能办</dt>" not in html


def test_what_is_short_stands_side_by_side(sample: Town) -> None:
    assert [part.partition("<")[0] for part in _numbers(sample, "services/f001/")] == ["多久", "多少钱", "跑几趟"]
    assert "多久" not in [part.partition("<")[0] for part in _numbers(sample, "services/f002/")], (
        "each case has its own"
    )


def _numbers(town: Town, url: str) -> list[str]:
    found = _bodies(town)[url].html.partition('<dl class="q-numbers">')[2].partition('<div class="q-glance__row')[0]
    return found.split("<dt>")[1:]


def test_contents_lead_to_every_section(town: Town) -> None:
    for url, body in _bodies(town).items():
        found = re.findall(r'<li><a href="#([\w-]+)">', body.html.partition("q-toc__list")[2].partition("</nav>")[0])
        shown = re.findall(r'<h2 id="([\w-]+)">', body.html)
        assert not found or found == shown, url
        assert found or "q-entry" not in body.html or len(shown) < 4, url


# The sheet.


def test_the_sheet_says_the_eight_lines_in_their_order(town: Town) -> None:
    order = ["能不能办", "不用办", "多久", "多少钱", "跑几趟", "去哪", "几点", "谁批", "问谁"]
    for guide in town.record.guides.values():
        html = _bodies(town)[urls.sheet(guide)].html
        labels = [part.partition("<")[0] for part in html.split("<dt>")[1:]]
        assert labels == [label for label in order if label in labels] and len(labels) >= 7
        known = {answer.label for answer in answers(guide, town.record)}
        open_ = html.split('class="q-onesheet__open"><dt>')[1:]
        assert {part.partition("<")[0] for part in open_} == set(labels) - known
        assert all(str(condition).rstrip("。；\n") in html for condition in guide.conditions or ())


def test_the_sheet_holds_papers_steps_and_ways(sample: Town) -> None:
    bodies = _bodies(sample)
    for guide in sample.record.guides.values():
        facts = web.read(bodies[urls.sheet(guide)].html)
        for material in guide.materials or ():
            assert str(material.name) in facts.text
        assert all(str(step.stage) in facts.text for step in guide.steps or ())
        for ref in guide.powers:
            what = effect(sample.record.powers[ref.id], sample.record)
            assert what.sentence in facts.text and all(way in facts.text for way in what.remedies)
        assert known_to(guide, sample.record) in facts.text and f"照 {DAY} 的网页印" in facts.text
        assert f"../../../{urls.of(guide)}" in facts.links


def test_the_code_is_on_sheets_of_issued_guides_only(real: Town, sample: Town) -> None:
    for town in (real, sample):
        for url, body in _bodies(town).items():
            guide = town.record.guides.get(url.split("/")[1])
            coded = bool(url.endswith("/sheet/") and town.record.town.address_of_site and issued(guide, town.record))
            assert ("q-qr" in body.html) == coded, url
            assert not (url.endswith("/sheet/") and body.indexed), url
    poor = sample.record.guides["f007"].model_copy(
        update=dict.fromkeys(("materials", "fee", "conditions", "flow", "steps"), None)
    )
    sheet = _bodies(_with(sample, poor))["services/f007/sheet/"].html
    assert "q-qr" not in sheet and "去之前先打电话" in sheet


def test_much_is_set_small_and_too_much_is_cut_where_it_hurts_least(sample: Town) -> None:
    guide = sample.record.guides["f001"]
    _, size = guide_sheet.fitted(guide, sample, ["一" * 40] * 4)
    sheet, smaller = guide_sheet.fitted(guide, sample, ["一" * 40] * 10)
    assert min(sheet_fitting.SIZES) <= smaller < size and any("征求公安交管意见" in step.text for step in sheet.steps)
    sheet, smallest = guide_sheet.fitted(guide, sample, ["一" * 60] * 26)
    assert smallest == min(sheet_fitting.SIZES) >= 9
    assert not any("征求公安交管意见" in step.text for step in sheet.steps)
    assert len(sheet.steps) == len(guide.steps) and len(sheet.papers) == len(guide.materials)


def test_lines_stay_apart_also_where_a_line_holds_marks(sample: Town) -> None:
    assert Writer(sample, "services/f001/").value(Text("甲 & 乙\n<丙>")) == "甲 &amp; 乙<br>&lt;丙&gt;"
