"""`qingdan end`: what is no more in use says so, and an adjustment ends it; the record holds afterwards, or nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import record
from generator.checked import read_and_check
from generator.desk.end import form, job
from generator.forms.answers import Incomplete
from generator.forms.asking import Question
from generator.model.entry import BY_ADJUSTMENT, ENDS
from tests.qingdan import Done, run
from tests.towns import DAY, edit, state

Q102 = "powers/authority/q102.yml"
DRAFT = "powers/adjustments/t2026003.yml"
BY = "交回给=青榆县人力资源和社会保障局"
SAID = ("日期=2026-11-20", "原因=专业性强", BY, "群众怎么办=到县局窗口申请")


def end(root: Path, *words: str) -> Done:
    return run("end", *words, root=root)


def changed(before: dict[str, bytes], root: Path) -> set[str]:
    after = state(root)
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_everything_is_asked_at_once(root: Path) -> None:
    before = state(root)
    done = end(root, "q102", "收回")
    assert done.exit_code == 2 and state(root) == before
    for name in ("日期=…", "原因=…", "交回给=…", "文件=…", "在途件=…", "批准日期=…"):
        assert name in done.output, done.output


def test_a_power_is_taken_back_and_the_adjustment_is_drafted(root: Path) -> None:
    before = state(root)
    done = end(root, "q102", "收回", *SAID)
    assert done.exit_code == 0 and changed(before, root) == {Q102, DRAFT}, done.output
    draft = (root / DRAFT).read_text("utf-8")
    for said in (
        "生效日期: 2026-11-20",
        "事项: q102 劳动用工现场检查",
        "动作: 收回",
        "理由: 专业性强",
        "批准文件:  # 填",
    ):
        assert said in draft
    assert "“批准文件”空着" in done.output
    assert run("check", root=root).exit_code == 1  # until it is filled in
    filled = draft.replace("名称:  #", "名称: 2026年第三次动态调整  #").replace(
        "批准文件:  #", "批准文件: 青政发〔2026〕5号  #"
    )
    (root / DRAFT).write_text(filled, "utf-8")
    checked = read_and_check(root, DAY)
    assert not [problem for problem in checked.problems if problem.code not in ("H707",)], checked.problems
    power = checked.record.powers["q102"]
    assert power.state == "收回" and power.ending and str(power.ending.taken_by) == BY.partition("=")[2]


def test_comments_and_all_other_fields_stay(root: Path) -> None:
    edit(root, "authority/q102.yml", ("类型: 行政检查", "# 核过\n类型: 行政检查"))
    lines = (root / Q102).read_text("utf-8").splitlines()
    end(root, "q102", "收回", *SAID)
    after = (root / Q102).read_text("utf-8").splitlines()
    assert [line for line in lines if line not in after] == []


def test_a_mistake_needs_no_adjustment(root: Path) -> None:
    before = state(root)
    done = end(root, "q102", "误发", "日期=2026-11-20", "原因=录错了镇")
    assert done.exit_code == 0 and changed(before, root) == {Q102}, done.output
    assert end(root, "z101", "误发", "日期=2026-11-20", "原因=录错了", BY).exit_code == 2  # 误发 has no 交回给


def test_who_wrote_the_adjustment_first_needs_no_other(root: Path) -> None:
    adjustment = root / "powers/adjustments/t2026002.yml"
    read, _ = record.read(root)
    day = str(read.adjustments["t2026002"].effective)
    item = f"  - 事项: q102 劳动用工现场检查\n    动作: 收回\n    理由: 专业性强\n    {BY.replace('=', ': ')}\n"
    text = adjustment.read_text("utf-8")
    adjustment.write_text(text.replace("事项:\n", f"事项:\n{item}", 1), "utf-8")
    before = state(root)
    done = end(root, "q102", "收回", f"日期={day}", *SAID[1:])
    assert done.exit_code == 0 and changed(before, root) == {Q102}, done.output


def test_nothing_is_written_where_the_record_would_not_hold(root: Path) -> None:
    """A paper that the record does not have; the guide that serves what ends is told."""
    before = state(root)
    done = end(root, "q102", "收回", *SAID, "文件=青政发〔2026〕999号")
    assert done.exit_code == 1 and "什么也没有写" in done.output and state(root) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("q999", "收回"), "没有编号是“q999”的记录"),
        (("p001", "取消"), "没有“状态”这一格"),
        (("q102",), "怎么不办了"),
        (("q102", "废止"), "“废止”不是编号"),
        (("q102", "收回", "日期=2026年"), "日期"),
    ],
)
def test_what_cannot_be_is_told(root: Path, words: tuple[str, ...], said: str) -> None:
    before = state(root)
    done = end(root, *words)
    assert done.exit_code in (1, 2) and said in done.output, done.output
    assert state(root) == before


def test_a_recall_points_to_a_new_adjustment(root: Path) -> None:
    """What has ended does not end again, and no message asks to rewrite an adjustment that was published."""
    assert end(root, "q102", "收回", *SAID).exit_code == 0
    done = end(root, "q102", "取消", "日期=2026-11-21", "原因=不用了")
    assert done.exit_code == 1 and "以前公布的调整不改" in done.output and "新写一次动态调整" in done.output


def test_a_person_is_asked_field_by_field_and_may_leave_open_what_is_not_known(root: Path) -> None:
    asked: list[Question] = []

    def ask(question: Question) -> str:
        asked.append(question)
        return {"日期": "2026-11-20", "原因": "专业性强", "交回给": BY.partition("=")[2]}.get(question.name, "")

    done = job.run(root, ["q102"], "收回", [], DAY, ask)
    assert [question.name for question in asked] == [spec.name for way in form.asked("收回") for spec in way] and set(
        done.files
    ) == {Q102, DRAFT}
    assert all("直接回车" in question.said for question in asked[3:])


@pytest.mark.parametrize("way", ENDS)
def test_each_way_asks_for_what_the_rules_demand(root: Path, way: str) -> None:
    with pytest.raises(Incomplete) as incomplete:
        job.run(root, ["q102"], way, [], DAY, None)
    lines = "\n".join(incomplete.value.lines)
    assert ("交回给=…" in lines) == (way == "收回") and ("并入=…" in lines) == (way == "合并")
    assert ("在途件=…" in lines) == (way in BY_ADJUSTMENT)
