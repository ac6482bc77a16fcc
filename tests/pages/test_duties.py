"""职责清单: whose a duty is, what a task demands and was not given."""

from __future__ import annotations

from generator.derive.town import Town
from generator.model.values import NOTHING, Text
from generator.pages import duties, tasks
from tests import web
from tests.pages.shown import body_at, page_at, with_entry, with_only


def test_the_duties_of_a_demonstration_say_once_what_they_are(real: Town) -> None:
    text = page_at(duties, real, "responsibility/").text
    assert text.count("官方的乡镇履行职责事项清单还没有取得，取得后以清单为准。") == 1
    assert "项按法条整理" in text


def test_an_official_list_says_nothing_of_the_kind(sample: Town) -> None:
    official = with_only(
        sample, "responsibilities", [d for d in sample.record.responsibilities.values() if d.standing == "官方"]
    )
    assert "有官方文件" not in page_at(duties, official, "responsibility/").text


def test_helping_sets_both_sides_side_by_side(sample: Town) -> None:
    facts = page_at(duties, sample, "responsibility/z201/")
    assert "定设置的技术规范" in facts.fields["主责部门职责"]
    assert "每月巡查一遍" in facts.fields["镇里的职责"]
    assert "由青榆县综合行政执法局主办，镇里帮忙" in facts.text
    assert "0000-0000121" in facts.fields["发现问题打给谁"]


def test_what_was_taken_back_says_who_and_where_now(sample: Town) -> None:
    facts = page_at(duties, sample, "responsibility/z301/")
    for field in ("承接部门", "工作方式", "在途件怎么办", "群众现在怎么办", "收回理由"):
        assert facts.fields[field], field
    assert "../../authority/q104/" in facts.links and "../../departments/j102/" in facts.links
    assert "没核实" not in facts.text and "镇里做什么" not in facts.text


def test_a_duty_that_ended_says_so_and_no_longer_whose_it_is(sample: Town) -> None:
    facts = page_at(duties, sample, "responsibility/z203/")
    assert "已取消，不用办了" in facts.text and "主办，镇里帮忙。" not in facts.text


def test_a_task_shows_the_eight_things(sample: Town) -> None:
    facts = page_at(tasks, sample, "responsibility/r001/")
    for field in ("目标", "内容", "权限", "分工", "期限", "保障·人员", "保障·经费", "保障·业务培训"):
        assert facts.fields[field], field
    assert "没有落实" not in facts.text
    assert facts.fields["批准机关"] == "青榆县人民政府"


def test_what_a_task_was_not_given_is_marked(sample: Town) -> None:
    task = sample.record.get("r001")
    means = task.means.model_copy(update={"money": NOTHING})
    body = body_at(tasks, with_entry(sample, "tasks", task.model_copy(update={"means": means})), "responsibility/r001/")
    assert web.read(body.html).fields["保障·经费"] == "没有落实"
    assert body.html.count("q-lack") == 1


def test_hostile_text_is_shown_as_written(sample: Town) -> None:
    text = Text('<b>|*{{ x }}#"&')
    duty = sample.record.get("z101").model_copy(update={"town_duties": (text,), "report_to": text})
    assert (
        str(text)
        in page_at(duties, with_entry(sample, "responsibilities", duty), "responsibility/z101/").fields["镇里的职责"]
    )
