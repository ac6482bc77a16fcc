"""Workbooks out and in: what goes out, what comes back, what a mistake leads to."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from generator import record
from generator.desk.export import job as exporting
from generator.desk.import_ import job as importing
from generator.files import together
from generator.intake import words as telling
from generator.model.fields import fields_of, parts_of
from generator.model.kinds import EVERY, KINDS, LISTS
from generator.sheets import columns, read_book, workbook_reader
from generator.syntax import parser
from tests import office
from tests.desk import layouts
from tests.qingdan import run
from tests.towns import DAY, ROOT, TOWN

SETTING = {"资料性质": "法条整理", "行使方式": "法定", "责任事项": "{类型}通用", "追责情形": "{类型}通用"}


@pytest.fixture(scope="module")
def exported() -> bytes:
    """The sample town as a workbook."""
    town, _ = record.read(TOWN)
    return exporting.workbook(town, [list_ for list_ in EVERY if exporting.data_of(town, list_)])


def edited(content: bytes, **cells: str | None) -> bytes:
    """A workbook with cells changed: sheet__row__header = value."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name, value in cells.items():
        sheet, row, header = name.split("__")
        page = book[sheet]
        titles = {cell.value: cell.column for cell in page[1]}
        page.cell(int(row) if row != "new" else page.max_row + 1, titles[header]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_field_has_a_column():
    """A field that no column shows could not be filled in: the model and the sheets are one."""
    for list_ in (*KINDS, *LISTS):
        tables = columns.tables_of(list_)
        shown = {(*table.path, *place.path) for table in tables if not table.short for place in table.columns}
        for part in parts_of(list_.model):
            for spec in fields_of(part):
                if spec.part is None and spec.name != "编号":
                    assert any(path[-1] == spec.name for path in shown), (list_.title, spec.name)
        for table in tables:
            assert len(table.name) <= 31, table.name
            assert not set(table.keys) & {place.title for place in table.columns}, table.name


def test_the_short_table_has_what_must_be_and_no_more_than_a_screen_takes():
    powers = next(table for table in columns.tables_of(KINDS[0]) if table.short)
    assert len(powers.columns) == 10
    assert {"名称", "类型", "行使方式", "放权文件", "委托机关", "实施依据", "承办机构", "状态", "备注"} < {
        place.title for place in powers.columns
    }


def test_the_same_record_gives_the_same_bytes(exported):
    town, _ = record.read(TOWN)
    again = exporting.workbook(town, [list_ for list_ in EVERY if exporting.data_of(town, list_)])
    assert again == exported
    with zipfile.ZipFile(io.BytesIO(exported)) as packed:
        assert {item.date_time for item in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_workbook_helps_to_fill_it_in(exported):
    book = openpyxl.load_workbook(io.BytesIO(exported))
    assert book.sheetnames[0] == "目录" and book["目录"]["D2"].value == "powers/authority/q001.yml"
    page = book["权力清单（全）"]
    titles = {cell.value: cell for cell in page[1]}
    assert page.freeze_panes == "C2" and page.protection.sheet
    assert page["A2"].protection.locked and not page["B2"].protection.locked
    assert "【必有】" in titles["名称"].comment.text and "例：" in titles["名称"].comment.text
    day = page.cell(2, titles["生效日期"].column)
    assert day.is_date and day.number_format == "yyyy-mm-dd"
    assert page.cell(2, titles["监督电话"].column).number_format == "@"
    offered = [
        rule for rule in page.data_validations.dataValidation if titles["类型"].coordinate[:-1] + "2" in rule.sqref
    ]
    assert len(offered) == 1 and offered[0].type == "list"
    assert page.print_title_rows == "$1:$1" and page.page_setup.orientation == "landscape"


def test_nothing_changed_changes_nothing(root, exported):
    before = {path: path.read_bytes() for path in root.rglob("*.yml")}
    plan = importing.plan(root, exported, DAY)
    assert plan.holds and not plan.files and not plan.changed
    together.write(root, plan.files)
    assert {path: path.read_bytes() for path in root.rglob("*.yml")} == before


def test_a_change_is_told_and_written_and_comments_stay(root, exported):
    file = root / "powers/authority/q001.yml"
    file.write_text(file.read_text("utf-8").replace("资料性质: 官方\n", "资料性质: 官方  # 文件见卷宗\n"), "utf-8")
    (root / "改.xlsx").write_bytes(edited(exported, 权力清单__2__备注="改过的备注"))
    done = run("import", root / "改.xlsx", root=root)
    assert done.exit_code == 0 and "改 q001 城市大型户外广告设置审核" in done.output and "→ 改过的备注" in done.output
    assert "没有动记录" in done.output and "改过的备注" not in file.read_text("utf-8")
    others = {path: path.read_bytes() for path in (root / "powers").rglob("*.yml") if path != file}
    done = run("import", root / "改.xlsx", "--apply", root=root)
    assert done.exit_code == 0 and "写好了 1 个文件" in done.output
    assert "备注: 改过的备注\n" in file.read_text("utf-8") and "# 文件见卷宗" in file.read_text("utf-8")
    assert {path: path.read_bytes() for path in (root / "powers").rglob("*.yml") if path != file} == others


def test_an_entry_that_is_not_mentioned_stays(root, exported):
    book = openpyxl.load_workbook(io.BytesIO(exported))
    for name in ("权力清单", "权力清单（全）"):
        row = next(number for number in range(2, 30) if book[name].cell(number, 1).value == "q210")
        book[name].delete_rows(row)
    out = io.BytesIO()
    book.save(out)
    plan = importing.plan(root, out.getvalue(), DAY)
    assert plan.holds and not plan.files
    assert any("没有的 1 条没有动：q210。" in notice for notice in plan.notices)


def test_what_needs_an_adjustment_says_so(root, exported):
    plan = importing.plan(root, edited(exported, 权力清单__2__承办机构="综合行政执法局"), DAY)
    assert [change.adjusted for draft in plan.changed for change in draft.edits] == [True]
    assert "须经调整" in telling.text(plan)


def test_new_rows_get_the_next_id(root, exported):
    new = {
        "名称": "集镇卫生检查",
        "资料性质": "法条整理",
        "类型": "行政检查",
        "行使方式": "法定",
        "责任事项": "行政检查通用",
        "追责情形": "行政检查通用",
    }
    book = openpyxl.load_workbook(io.BytesIO(exported))
    page = book["权力清单（全）"]
    titles = {cell.value: cell.column for cell in page[1]}
    row = page.max_row + 1
    for name, value in {**new, "实施依据": "《城市道路管理条例》第三十条", "承办机构": "综合行政执法局"}.items():
        page.cell(row, titles[name]).value = value
    inner = book["权力清单·补充责任"]
    inner.append([None, "集镇卫生检查", None, "检查", "每月一次", "《城市道路管理条例》第三十条"])
    out = io.BytesIO()
    book.save(out)
    plan = importing.plan(root, out.getvalue(), DAY)
    assert plan.holds, plan.troubles
    together.write(root, plan.files)
    tree = parser.parse((root / "powers/authority/q211.yml").read_bytes()).root
    assert tree and tree.data()["名称"] == "集镇卫生检查"
    assert tree.data()["补充责任"] == [{"环节": "检查", "责任": "每月一次", "依据": "《城市道路管理条例》第三十条"}]


def test_items_come_go_and_move(root, exported):
    book = openpyxl.load_workbook(io.BytesIO(exported))
    page = book["办事指南·申请材料"]
    rows = [row for row in range(2, page.max_row + 1) if page.cell(row, 1).value == "f001"]
    before = [page.cell(row, 4).value for row in rows]
    page.delete_rows(rows[1])
    page.insert_rows(rows[0])
    page.cell(rows[0], 1).value = "f001"
    page.cell(rows[0], 4).value, page.cell(rows[0], 5).value = "新加的材料", "必要"
    out = io.BytesIO()
    book.save(out)
    plan = importing.plan(root, out.getvalue(), DAY)
    assert plan.holds, plan.troubles
    together.write(root, plan.files)
    tree = parser.parse((root / "powers/services/f001.yml").read_bytes()).root
    assert tree and [item["名称"] for item in tree.data()["申请材料"]] == ["新加的材料", before[0], *before[2:]]


def test_a_file_that_is_not_there_names_the_column_that_says_it(root, exported):
    wrong = edited(exported, **{"年度执法数据（全）__2__哪个文件": "enforcement/statistics/1999.yml"})
    said = {trouble.advice for trouble in importing.plan(root, wrong, DAY).troubles}
    assert "“哪个文件”一列照导出时的写。" in said


def test_mistakes_come_back_in_the_clerks_own_workbook(root, exported):
    wrong = edited(
        exported,
        权力清单__2__承办机构="没有的局",
        权力清单__3__类型="许可",
        权力清单__4__名称=None,
        权力清单__5__备注="=1+1",
    )
    file = root / "清单.xlsx"
    file.write_bytes(wrong)
    before = {path: path.read_bytes() for path in root.rglob("*.yml")}
    done = run("import", file, "--apply", root=root)
    assert done.exit_code == 1 and "“权力清单”E3" in done.output and "没有动记录" in done.output
    assert file.read_bytes() == wrong
    assert {path: path.read_bytes() for path in root.rglob("*.yml")} == before
    book = openpyxl.load_workbook(root / "清单（要改）.xlsx")
    page = book["权力清单"]
    red = {cell.coordinate for line in page.iter_rows() for cell in line if cell.fill.start_color.rgb == "00FFC7CE"}
    assert red == {"J2", "E3", "B4", "K5"}
    assert "行政许可" in page["E3"].comment.text and "公式" in page["K5"].comment.text
    summary = book["要改的地方"]
    assert summary["A1"].value.startswith("一共 4 处要改") and summary.max_row == 6
    assert summary["B3"].hyperlink.location or summary["B3"].hyperlink.target

    for coordinate, value in {"J2": "便民服务局", "E3": "行政许可", "B4": "临时占用城市道路审批", "K5": None}.items():
        page[coordinate].value = value
    book.save(root / "清单（要改）.xlsx")
    done = run("import", root / "清单（要改）.xlsx", root=root)
    assert done.exit_code == 0, done.output


def test_what_was_mended_is_never_written_over(root, exported):
    file = root / "清单.xlsx"
    file.write_bytes(edited(exported, 权力清单__3__类型="许可"))
    for name in ("清单（要改）.xlsx", "清单（要改2）.xlsx"):
        assert run("import", file, root=root).exit_code == 1
        assert (root / name).is_file()
    before = (root / "清单（要改）.xlsx").read_bytes()
    assert run("import", root / "清单（要改）.xlsx", root=root).exit_code == 1
    assert (root / "清单（要改）.xlsx").read_bytes() == before and (root / "清单（要改3）.xlsx").is_file()


def test_two_tables_may_not_contradict_each_other(root, exported):
    wrong = edited(exported, **{"权力清单__2__备注": "甲", "权力清单（全）__2__备注": "乙"})
    plan = importing.plan(root, wrong, DAY)
    assert [trouble.where[0] for trouble in plan.troubles if trouble.where] == ["权力清单（全）"]


@pytest.mark.parametrize("layout", [layouts.county, layouts.sections, layouts.filled_in])
@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_lists_of_other_places_come_in_whole(root, tmp_path, layout, ending):
    """Every row is an entry, or is named with why it is none."""
    made = layout()
    content = made.content
    if ending == "xls":
        (tmp_path / "别处.xlsx").write_bytes(content)
        content = office.converted(tmp_path / "别处.xlsx", "xls", tmp_path).read_bytes()
    plan = importing.plan(root, content, DAY, importing.Asked(constants=SETTING))
    assert plan.holds, plan.troubles
    assert tuple(draft.data["名称"] for draft in plan.changed if draft.new) == made.names
    assert len(plan.outcomes) == made.rows
    assert sum(lot.startswith("新增") for lot in plan.outcomes.values()) == len(made.names)
    together.write(root, plan.files)
    assert run("check", root=root).exit_code == 0


def test_what_such_a_list_says_is_taken_as_the_record_says_it(root):
    plan = importing.plan(root, layouts.county().content, DAY, importing.Asked(constants=SETTING))
    first, second, _ = (draft.data for draft in plan.changed)
    assert first["实施依据"] == "《城乡规划法》第四十一条"
    assert second["实施依据"] == "《城市道路管理条例》第三十条、第三十一条"
    assert [duty["环节"] for duty in first["补充责任"]] == ["受理", "审查", "决定", "事后监管"]
    assert first["补充追责"] == ["对符合条件的不予受理的", "滥用职权的"]
    assert any("条文原文" in notice for notice in plan.notices)
    plan = importing.plan(root, layouts.filled_in().content, DAY, importing.Asked(constants=SETTING))
    assert {draft.data["生效日期"] for draft in plan.changed} == {"2025-07-01"}
    plan = importing.plan(root, layouts.sections().content, DAY, importing.Asked(constants=SETTING))
    assert [draft.data["类型"] for draft in plan.changed] == ["行政许可", "行政许可", "行政处罚"]
    assert any("隐藏" in notice for notice in plan.notices)


def test_what_such_a_list_lacks_is_asked_for_once(root):
    plan = importing.plan(root, layouts.county().content, DAY)
    assert len(plan.troubles) == 2 and all("--set" in trouble.advice for trouble in plan.troubles)


def test_no_workbook_is_said_kindly(root, tmp_path):
    for name, content in {"a.txt": b"hello", "b.xlsx": b"PK\x03\x04broken", "c.xls": b"\xd0\xcf\x11\xe0broken"}.items():
        (tmp_path / name).write_bytes(content)
        done = run("import", tmp_path / name, root=root)
        assert done.exit_code == 1 and "另存为" in done.output
    assert run("import", tmp_path / "没有.xlsx", root=root).exit_code == 2
    assert run("export", tmp_path / "a.doc", root=root).exit_code == 2


def test_a_workbook_that_may_hold_changes_is_not_written_over(root, tmp_path):
    (tmp_path / "清单.xlsx").write_bytes(b"changed")
    done = run("export", tmp_path / "清单.xlsx", root=root)
    assert done.exit_code == 1 and "换一个名称" in done.output and (tmp_path / "清单.xlsx").read_bytes() == b"changed"


def test_an_older_workbook_comes_back_marked_as_a_new_one(root, tmp_path):
    assert run("export", tmp_path / "老.xlsx", "权力清单", root=root).exit_code == 0
    (tmp_path / "老.xlsx").write_bytes(edited((tmp_path / "老.xlsx").read_bytes(), 权力清单__3__类型="许可"))
    old = office.converted(tmp_path / "老.xlsx", "xls", tmp_path)
    done = run("import", old, root=root)
    assert done.exit_code == 1
    page = openpyxl.load_workbook(tmp_path / "老（要改）.xlsx")["权力清单"]
    assert page["E3"].fill.start_color.rgb == "00FFC7CE"


def test_a_packed_flood_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * 22 * 1024 * 1024)
    with pytest.raises(read_book.Unreadable, match="太大"):
        workbook_reader.read(out.getvalue())


def test_libreoffice_opens_what_goes_out_and_what_comes_back(root, tmp_path, exported):
    (tmp_path / "全部.xlsx").write_bytes(exported)
    assert "powers/authority/q001.yml" in office.converted(tmp_path / "全部.xlsx", "csv", tmp_path).read_text("utf-8")
    assert run("export", tmp_path / "清单.xlsx", "权力清单", root=root).exit_code == 0
    file = tmp_path / "坏.xlsx"
    file.write_bytes(edited((tmp_path / "清单.xlsx").read_bytes(), 权力清单__3__类型="许可"))
    run("import", file, root=root)
    whole, marked = office.printed([tmp_path / "清单.xlsx", tmp_path / "坏（要改）.xlsx"], tmp_path)
    assert "城市大型户外广告设置审核" in office.words(whole) and "第1页，共" in office.words(whole)
    assert "一共1处要改" in office.words(marked)


def test_a_command_cut_off_is_finished_by_the_next(root, exported):
    """The decision was made: the next command carries it out before it reads."""
    plan = importing.plan(root, edited(exported, 权力清单__2__备注="改过的备注"), DAY)
    script = (
        "import os, sys; from pathlib import Path; from generator.files import together\n"
        "together._make = lambda *_: os._exit(9)\n"
        "root, path, content = Path(sys.argv[1]), sys.argv[2], sys.stdin.buffer.read()\n"
        "together.write(root, {path: ((root / path).read_bytes(), content)})"
    )
    (path, (_, after)) = next(iter(plan.files.items()))
    command = [sys.executable, "-c", script, str(root), path]
    assert subprocess.run(command, input=after, cwd=ROOT, timeout=60).returncode == 9  # noqa: PLW1510  the status is what is tested
    done = run("check", root=root)
    assert done.exit_code == 0 and "接着写完了" in done.output
    assert "改过的备注" in (root / path).read_text("utf-8")
