"""职责清单, 法规依据, 文件, 最近变动, 数据下载: what their pages say, of the real town and the sample town."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from typing import Any

from generator.derive.amendment import outdated
from generator.derive.town import Town, derive
from generator.model.kinds import kind_of
from generator.model.values import NOTHING, Day, Text
from generator.opendata import csv as opendata_csv
from generator.opendata import json as opendata_json
from generator.opendata.rows import OPEN_LISTS
from generator.pages import changes, data, documents, duties, laws, tasks
from generator.pages.body import Body
from tests import web
from tests.towns import DAY

MINE = (duties, tasks, laws, documents, changes, data)


def _body(module: Any, town: Town, url: str) -> Body:
    return next(body for body in module.bodies(town) if body.url == url)


def _page(module: Any, town: Town, url: str) -> web.PageFacts:
    return web.read(_body(module, town, url).html)


def _with(town: Town, attribute: str, entry: Any) -> Town:
    """The town with one entry changed."""
    changed = {**getattr(town.record, attribute), str(entry.id): entry}
    return derive(dataclasses.replace(town.record, **{attribute: changed}), DAY)


def _only(town: Town, attribute: str, entries: Iterable[Any]) -> Town:
    kept = {str(entry.id): entry for entry in entries}
    return derive(dataclasses.replace(town.record, **{attribute: kept}), DAY)


def test_pages_are_well_formed_and_plain(town: Town) -> None:
    for module in MINE:
        for body in module.bodies(town):
            facts = web.read(body.html)
            assert facts.unclosed == [] and facts.inline == [], body.url
            assert len(facts.ids) == len(set(facts.ids)) and len(facts.titles) == 1, body.url
            assert "None" not in facts.text, body.url
            assert body.description and not [link for link in facts.links if link.startswith("/")], body.url


def test_every_entry_has_its_page_and_stands_in_its_list(town: Town) -> None:
    for module, lister, url, attribute in (
        (duties, duties, "responsibility/", "responsibilities"),
        (tasks, duties, "responsibility/", "tasks"),
        (laws, laws, "laws/", "laws"),
        (documents, documents, "documents/", "documents"),
        (changes, changes, "changes/", "adjustments"),
    ):
        links = _page(lister, town, url).links
        made = {body.url for body in module.bodies(town)}
        for id_ in getattr(town.record, attribute):
            assert f"{url}{id_}/" in made and f"../{url}{id_}/" in links, id_


def test_the_duties_of_a_demonstration_say_once_what_they_are(real: Town) -> None:
    text = _page(duties, real, "responsibility/").text
    assert text.count("官方的乡镇履行职责事项清单还没有取得，取得后以清单为准。") == 1
    assert "项按法条整理" in text


def test_an_official_list_says_nothing_of_the_kind(sample: Town) -> None:
    official = _only(
        sample, "responsibilities", [d for d in sample.record.responsibilities.values() if d.standing == "官方"]
    )
    assert "有官方文件" not in _page(duties, official, "responsibility/").text


def test_helping_sets_both_sides_side_by_side(sample: Town) -> None:
    facts = _page(duties, sample, "responsibility/z201/")
    assert "定设置的技术规范" in facts.fields["主责部门职责"]
    assert "每月巡查一遍" in facts.fields["镇里的职责"]
    assert "由青榆县综合行政执法局主办，镇里帮忙" in facts.text
    assert "0000-0000121" in facts.fields["发现问题打给谁"]


def test_what_was_taken_back_says_who_and_where_now(sample: Town) -> None:
    facts = _page(duties, sample, "responsibility/z301/")
    for field in ("承接部门", "工作方式", "在途件怎么办", "群众现在怎么办", "收回理由"):
        assert facts.fields[field], field
    assert "../../authority/q104/" in facts.links and "../../departments/j102/" in facts.links
    assert "没核实" not in facts.text and "镇里做什么" not in facts.text


def test_a_duty_that_ended_says_so_and_no_longer_whose_it_is(sample: Town) -> None:
    facts = _page(duties, sample, "responsibility/z203/")
    assert "已取消，不用办了" in facts.text and "主办，镇里帮忙。" not in facts.text


def test_a_task_shows_the_eight_things(sample: Town) -> None:
    facts = _page(tasks, sample, "responsibility/r001/")
    for field in ("目标", "内容", "权限", "分工", "期限", "保障·人员", "保障·经费", "保障·业务培训"):
        assert facts.fields[field], field
    assert "没有落实" not in facts.text
    assert facts.fields["批准机关"] == "青榆县人民政府"


def test_what_a_task_was_not_given_is_marked(sample: Town) -> None:
    task = sample.record.get("r001")
    means = task.means.model_copy(update={"money": NOTHING})
    body = _body(tasks, _with(sample, "tasks", task.model_copy(update={"means": means})), "responsibility/r001/")
    assert web.read(body.html).fields["保障·经费"] == "没有落实"
    assert body.html.count("q-lack") == 1


def test_laws_stand_by_rank_and_say_their_state(real: Town) -> None:
    text = _page(laws, real, "laws/").text
    assert text.index("行政法规") > text.index("法律")
    counts = {
        state: sum(law.state == state for law in real.record.laws.values()) for state in ("现行", "已修改", "待核实")
    }
    for state, count in counts.items():
        assert f"{state}{count}部" in text


def test_a_law_shows_its_articles_and_who_stands_on_them(town: Town) -> None:
    for id_, citations in town.cited.items():
        facts = _page(laws, town, f"laws/{id_}/")
        for article, entry in citations:
            if article:
                assert str(article._replace(rest="")) in facts.text
            assert any(link.endswith(f"/{entry.id}/") for link in facts.links), (id_, entry.id)


def test_a_laws_text_is_shown_where_it_is_recorded(sample: Town) -> None:
    law = sample.record.get("g101")
    facts = _page(laws, sample, "laws/g101/")
    for item in law.texts:
        assert str(item.text).replace("\n", "") in facts.fields["条文"]
    assert str(law.address) in facts.links


def test_versions_stand_newest_first(sample: Town) -> None:
    facts = _page(laws, sample, "laws/g004/")
    assert facts.fields["版本·版本日期"] == "2023-09-012017-09-01"


def test_a_repealed_law_names_its_successor(sample: Town) -> None:
    facts = _page(laws, sample, "laws/g102/")
    assert facts.fields["有效性"] == "已废止" and "../../laws/g101/" in facts.links
    assert "不能再凭它办事" in facts.text


def test_what_was_checked_before_the_newest_version_is_named(real: Town) -> None:
    assert "要重新核对的" in _page(laws, real, "laws/g060/").text
    assert "要重新核对的" not in _page(laws, real, "laws/g004/").text


def test_what_bears_no_day_of_checking_need_not_be_checked_again(real: Town) -> None:
    """“无” may be written as 核对到."""
    again = outdated(real.record.laws["g060"], (entry for _, entry in real.cited["g060"]), real.today)
    first, others = again[0], again[1:]
    assert others
    town = _with(real, kind_of(type(first)).attribute, first.model_copy(update={"checked": NOTHING}))
    section = _body(laws, town, "laws/g060/").html.partition('id="again"')[2].partition("</section>")[0]
    assert f"/{others[0].id}/" in section and f"/{first.id}/" not in section


def test_a_document_shows_what_it_confers(sample: Town) -> None:
    facts = _page(documents, sample, "documents/w001/")
    for power in sample.record.powers.values():
        if power.document == "青政发〔2025〕9号":
            assert f"../../authority/{power.id}/" in facts.links, power.id
    assert "没对上名称" not in facts.text
    mandate = _page(documents, sample, "documents/w004/")
    assert "../../authority/q101/" in mandate.links


def test_a_power_whose_name_no_document_covers_is_set_apart(sample: Town) -> None:
    power = sample.record.get("q003").model_copy(update={"sources": None})
    facts = _page(documents, _with(sample, "powers", power), "documents/w001/")
    assert "没对上名称的 1 项" in facts.text and "../../authority/q003/" in facts.links


def test_changes_stand_newest_first(sample: Town) -> None:
    text = _page(changes, sample, "changes/").text
    assert text.index("2026-10-08") < text.index("2026-06-01") < text.index("2025-07-01")


def test_one_change_or_none_is_said_honestly(real: Town) -> None:
    assert "这里登每次调整；目前只有2019年方案。" in _page(changes, real, "changes/").text
    assert "目前一次也没有登" in _page(changes, _only(real, "adjustments", []), "changes/").text


def test_a_missing_step_is_marked(real: Town, sample: Town) -> None:
    facts = _page(changes, real, "changes/t2019001/")
    steps = ("提出单位", "审核单位", "合法性审查", "批准机关")
    assert [facts.fields[step] for step in steps] == ["待核：没有查到"] * 4
    assert "没有查到" not in _page(changes, sample, "changes/t2026001/").text
    skipped = sample.record.get("t2026001").model_copy(update={"legality": NOTHING})
    facts = _page(changes, _with(sample, "adjustments", skipped), "changes/t2026001/")
    assert facts.fields["合法性审查"] == "没有这一步"


def test_a_change_shows_before_and_after(sample: Town) -> None:
    html = _body(changes, sample, "changes/t2026001/").html
    assert "<del>大型户外广告设置审核</del>" in html and "<ins>城市大型户外广告设置审核</ins>" in html
    adjustment = sample.record.get("t2026001")
    renamed = next(item for item in adjustment.items if item.action == "更名")
    change = renamed.changes[0].model_copy(update={"before": NOTHING})
    item = renamed.model_copy(update={"changes": (change,)})
    shown = _with(sample, "adjustments", adjustment.model_copy(update={"items": (item,)}))
    assert "<del>（空着）</del>" in _body(changes, shown, "changes/t2026001/").html


def test_hostile_text_is_shown_as_written(sample: Town) -> None:
    text = Text('<b>|*{{ x }}#"&')
    duty = sample.record.get("z101").model_copy(update={"town_duties": (text,), "report_to": text})
    assert (
        str(text) in _page(duties, _with(sample, "responsibilities", duty), "responsibility/z101/").fields["镇里的职责"]
    )


def test_the_page_of_changes_bears_the_day_of_the_last(sample: Town) -> None:
    assert _body(changes, sample, "changes/").day == Day.parse("2026-10-08").date


def test_every_download_exists_and_every_field_is_explained(town: Town) -> None:
    facts = _page(data, town, "data/")
    files = {path for made in (opendata_json, opendata_csv) for path, _ in made.files(town)}
    for link in facts.links:
        if link.endswith((".csv", ".json")):
            assert link.removeprefix("../") in files, link
    dictionary = json.loads(dict(opendata_json.files(town))["data/v1/dictionary.json"])
    for list_ in OPEN_LISTS:
        assert f"../{list_.file('csv')}" in facts.links
        for line in dictionary["清单"][list_.name]:
            assert line["名称"] in facts.text and line["含义"] in facts.text


def test_the_downloads_say_what_is_not_real(real: Town, sample: Town) -> None:
    assert "条是示例，不是真的" in _page(data, real, "data/").text
    assert "演示站的数据" not in _page(data, sample, "data/").text
