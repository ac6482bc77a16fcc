"""Lists in other shapes: forms instead of tables, services among powers, fields of work as classes, villages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.desk.import_ import job as importing
from generator.intake import words
from generator.intake.plan import ImportPlan
from generator.sheets.label_forms import find
from generator.sheets.read_book import ReadSheet
from tests.desk.others import ROADS, SETTING, matter, matters, workbook
from tests.qingdan import run
from tests.towns import DAY, TOWN, edit

Rows = Sequence[Sequence[Any]]


def taken(content: bytes, root: Path = TOWN, good: bool = False, **constants: str) -> ImportPlan:
    said: Mapping[str, str] = constants or SETTING
    return importing.plan(root, content, DAY, importing.Asked(constants=said, good=good))


def guide(name: str, **others: str) -> Rows:
    said = {"办理时间": "工作日 8:30—12:00", "是否收费": "否", "咨询电话": "0000-1234567"} | others
    return [
        (f"{name}办事指南",),
        ("事项名称", name, "事项类型", "公共服务"),
        ("服务对象", "自然人", "承诺办结时限", "即时办结"),
        *((label, value) for label, value in said.items()),
        ("受理条件", "本镇户籍", "结果名称", "老年证"),
        ("申请材料",),
        ("序号", "材料名称", "材料形式", "份数"),
        (1, "身份证", "原件", "1"),
        (2, "一寸照片", "纸质", 2),
    ]


def test_guides_come_as_forms_a_sheet_each_or_one_below_the_other() -> None:
    one, two = guide("补发老年证"), guide("换发老年证", 法定办结时限="５个工作日")
    for content in (workbook({"甲": one, "乙": two}), workbook({"甲": [*one, *two]})):
        plan = taken(content, 资料性质="法条整理")
        assert plan.holds, plan.troubles
        first, second = (draft.data for draft in plan.changed)
        assert first["名称"] == "补发老年证" and first["对应权力"] == "无" and first["一句话"] == "补发老年证"
        assert first["承诺办结时限"] == "当场" and second["法定办结时限"] == "5个工作日"
        assert first["申请材料"] == [
            {"名称": "身份证", "材料形式": "纸质", "备注": "原件", "份数": "1", "必要性": "必要"},
            {"名称": "一寸照片", "材料形式": "纸质", "份数": "2", "必要性": "必要"},
        ]
        assert len(plan.outcomes) == 23 and all(plan.outcomes.values())
        assert any("没有写必要性，填“必要”" in notice for notice in plan.notices)


def test_what_is_wrong_in_a_form_is_told_at_its_own_cell_and_the_whole_form_given_back() -> None:
    content = workbook({"甲": [*guide("补发老年证"), *guide("换发老年证", 咨询电话="打老王")]})
    plan = taken(content, 资料性质="法条整理")
    assert [words.place(trouble.where) for trouble in plan.troubles] == ["“甲”B17"]
    rest = taken(content, good=True, 资料性质="法条整理")
    assert rest.holds and [draft.name for draft in rest.changed] == ["补发老年证"]
    assert sorted(row.row for row, said in rest.outcomes.items() if said == "退回") == list(range(13, 23))


def test_duties_come_as_forms_and_their_numbers_go() -> None:
    duty = "1.立案责任：发现涉嫌违法行为，予以审查。\n2.决定责任：制作决定书。"
    rows = [
        row
        for number, name in enumerate(("对堆放沙土的处罚", "对乱摆摊的处罚"), 1)
        for row in (
            ("行政权力责任事项梳理表",),
            ("职权名称", f"{number}、{name}"),
            ("职权类型", "处罚"),
            ("法定主体", "镇人民政府"),
            ("实施依据", f"{ROADS}第四十二条"),
            ("责任事项", duty),
        )
    ]
    plan = taken(workbook({"表": rows}), **{name: said for name, said in SETTING.items() if name != "责任事项"})
    assert plan.holds, plan.troubles
    assert [draft.name for draft in plan.changed] == ["对堆放沙土的处罚", "对乱摆摊的处罚"]
    assert [one["环节"] for one in plan.changed[0].data["补充责任"]] == ["立案", "决定"]
    assert any("法定主体" in notice for notice in plan.notices)


def test_a_table_is_no_form() -> None:
    cells = {1: {1: "职权名称", 2: "职权类型", 3: "实施依据"}} | {
        row: {1: f"事项{row}", 2: "行政检查", 3: "依据"} for row in range(2, 9)
    }
    assert find(ReadSheet("表", False, dict(cells))) is None


def test_public_services_among_powers_become_guides(root: Path) -> None:
    edit(root, "town.yml", ("发布状态: 正式", "发布状态: 演示"))  # where formal, so thin a guide is an error
    rows = (matter(1, "集镇沙土检查"), matter(2, "补发老年证", "公共服务"), matter(3, "集镇摊点检查"))
    plan = taken(matters(*rows), root)
    assert plan.holds, plan.troubles
    assert [(draft.kind.title, draft.name) for draft in plan.changed] == [
        ("权力清单", "集镇沙土检查"),
        ("权力清单", "集镇摊点检查"),
        ("办事指南", "补发老年证"),
    ]
    assert plan.changed[2].data["承办机构"] == "便民服务局" and plan.changed[2].data["对应权力"] == "无"
    assert len(plan.outcomes) == 4 and any("第3行是公共服务" in notice for notice in plan.notices)


def test_classes_that_are_fields_of_work_are_taken_for_such() -> None:
    header = ("类别", "任务名称", "乡镇（街道）职责")
    rows = [("基层党建", "任务甲", "组织实施"), ("城乡建设", "任务乙", "巡查")]
    plan = taken(workbook({"表": [header, *rows]}), 资料性质="法条整理", 类别="基本履职")
    assert plan.holds, plan.troubles
    assert [draft.data["领域"] for draft in plan.changed] == ["基层党建", "城乡建设"]
    assert any("收作“领域”" in notice for notice in plan.notices)
    real = taken(workbook({"表": [header, ("基本履职", "任务甲", "组织实施")]}), 资料性质="法条整理")
    assert real.holds and real.changed[0].data["类别"] == "基本履职"


@pytest.mark.parametrize("header", ["村（社区）", "行政村", "村名"])
def test_villages_come_as_two_columns(header: str) -> None:
    rows = [("各村电话",), (header, "值班电话"), ("河东新村", "0000-1234567"), ("河西新村", "０000-1234568")]
    plan = taken(workbook({"表": rows}), 资料性质="法条整理")
    assert plan.holds, plan.troubles
    said = [(draft.name, draft.data["性质"], draft.data["咨询电话"]) for draft in plan.changed]
    assert said == [("河东新村", "村居", "0000-1234567"), ("河西新村", "村居", "0000-1234568")]


def test_what_was_said_of_headers_is_remembered_for_the_same_header_row(root: Path, tmp_path: Path) -> None:
    header = ("序号", "权责内容", "职权类型", "实施依据", "由谁办")
    words_ = [part for name, value in SETTING.items() for part in ("--set", f"{name}={value}")]
    headers = ["--header", "权责内容=名称", "--header", "由谁办=承办机构"]
    for number, name in enumerate(("集镇沙土检查", "集镇摊点检查"), 1):
        place = tmp_path / f"{number}.xlsx"
        place.write_bytes(matters(matter(number, name), header=header))
        done = run("import", place, *words_, *(headers if number == 1 else ()), "--apply", root=root)
        assert done.exit_code == 0, done.output
        assert ("照那时说的：权责内容=名称、由谁办=承办机构" in done.output) == (number == 2)
    other = tmp_path / "另一家.xlsx"
    other.write_bytes(matters((*matter(3, "集镇占道检查"), "县"), header=(*header, "层级")))
    assert "哪一列是名称" in run("import", other, *words_, root=root).output
    assert run("import", "--undo", root=root).exit_code == 0 and (root / "headers.csv").is_file()
