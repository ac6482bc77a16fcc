"""What goes out in a workbook comes back as it was; what is changed there is changed here, and nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import record
from generator.desk.export import job as exporting
from generator.desk.import_ import job as importing
from generator.files import together
from generator.model.kinds import EVERY
from tests import office
from tests.desk import harmless, proof, towns
from tests.desk.judging import exported
from tests.desk.sheets import Desk
from tests.towns import DAY, ROOT, TOWN, edit

TOWNS = {"seed": st.integers(0, 2**32 - 1), "files": st.integers(0, 4), "fields": st.integers(0, 12)}


def some(examples: int) -> settings:
    """So many towns, the same every time."""
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=quiet)


@pytest.mark.parametrize("root", [TOWN, ROOT], ids=["sample", "real"])
def test_a_record_goes_out_and_comes_back_as_it_was(root):
    proof.there_and_back(root, exported(root))


def test_an_office_program_that_saves_it_changes_nothing(tmp_path):
    file = tmp_path / "清单.xlsx"
    titles = ("权力清单", "办事指南", "执法决定", "镇的基本情况", "裁量基准", "年度执法数据")
    file.write_bytes(exported(TOWN, tuple(list_ for list_ in EVERY if list_.title in titles)))
    (tmp_path / "saved").mkdir()
    for ending in ("xlsx", "xls"):
        proof.there_and_back(TOWN, office.converted(file, ending, tmp_path / "saved").read_bytes())


@given(**TOWNS)
@some(30)
def test_any_town_goes_out_and_comes_back_as_it_was(seed, files, fields):
    with proof.without_rules(), tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        towns.write(root, towns.town(seed, files, fields))
        proof.there_and_back(root, proof.exported(root))


@given(**TOWNS)
@some(12)
def test_entries_that_are_gone_come_back_and_say_the_same(seed, files, fields):
    made = towns.town(seed, files + 1, fields, told=True)
    with proof.without_rules(), tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        towns.write(root, made)
        proof.gone_and_back(root, made, proof.exported(root), Random(seed))


@given(**TOWNS)
@some(18)
def test_what_is_changed_in_cells_is_changed_in_the_record_and_nothing_else(seed, files, fields):
    made = towns.town(seed, files, fields)
    with proof.without_rules(), tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        towns.write(root, made)
        proof.edited(root, made, proof.exported(root), Random(seed))


@pytest.mark.parametrize("change", [harmless.values, harmless.shape, harmless.order])
def test_what_says_the_same_in_another_way_changes_nothing(change):
    desk = Desk(exported())
    change(desk, Random(1))
    plan = importing.plan(TOWN, desk.saved(), DAY)
    assert not plan.troubles and not plan.files


# What was changed in the record while the workbook was out.


@pytest.fixture(scope="module")
def sent() -> bytes:
    """Powers and guides, as they were sent out."""
    held, _ = record.read(TOWN)
    return exporting.workbook(held, [list_ for list_ in EVERY if list_.title in ("权力清单", "办事指南")])


def changed_in(
    content: bytes, sheet: str, key: str, title: str, said: str | None
) -> tuple[bytes, tuple[str, int, int]]:
    """The workbook with one cell changed, and where that is."""
    desk = Desk(content)
    row = next(cell.row for cell in desk.cells if cell.sheet == sheet and cell.key == key)
    where = (sheet, row, desk.column(sheet, title))
    desk.put(where, said)
    return desk.saved(), where


def test_what_a_colleague_changed_since_is_kept(root, sent):
    edit(root, "authority/q001.yml", ("承办机构: 便民服务局", "承办机构: 综合行政执法局"))
    changed, _ = changed_in(sent, "权力清单", "q001", "备注", "新的备注")
    plan = importing.plan(root, changed, DAY)
    assert not plan.troubles and list(plan.files) == ["powers/authority/q001.yml"]
    assert any("q001" in notice and "承办机构" in notice for notice in plan.notices)
    together.write(root, plan.files)
    text = (root / "powers/authority/q001.yml").read_text("utf-8")
    assert "承办机构: 综合行政执法局" in text and "备注: 新的备注" in text


def test_an_old_workbook_that_nobody_changed_changes_nothing(root, sent):
    guide = root / "powers/services/f001.yml"
    lines = guide.read_text("utf-8").split("\n")
    start = lines.index("申请材料:")
    second = [number for number, line in enumerate(lines) if number > start and line.startswith("  - ")][1]
    guide.write_text("\n".join([*lines[: start + 1], *lines[second:]]), "utf-8")  # a material less
    edit(root, "authority/q001.yml", ("承办机构: 便民服务局", "承办机构: 综合行政执法局"))
    plan = importing.plan(root, sent, DAY)
    assert not plan.troubles and not plan.files and not plan.changed
    assert any("申请材料" in notice for notice in plan.notices)


def test_the_same_cell_changed_in_both_is_a_trouble_there(root, sent):
    edit(root, "authority/q001.yml", ("承办机构: 便民服务局", "承办机构: 综合行政执法局"))
    changed, where = changed_in(sent, "权力清单", "q001", "承办机构", "党政办公室")
    plan = importing.plan(root, changed, DAY)
    assert [trouble.where for trouble in plan.troubles] == [where]
    assert "综合行政执法局" in plan.troubles[0].message
    agreed, _ = changed_in(sent, "权力清单", "q001", "承办机构", "综合行政执法局")
    plan = importing.plan(root, agreed, DAY)
    assert not plan.files and not plan.troubles, "both want the same"


def test_the_same_list_changed_in_both_is_a_trouble_there(root, sent):
    desk = Desk(sent)
    rows = [cell for cell in desk.cells if cell.sheet == "办事指南·申请材料" and cell.key == "f001"]
    first, other = (next(cell for cell in rows if cell.positions == (number,)) for number in (1, 2))
    name = next(cell for cell in rows if cell.row == other.row and cell.place.title == "名称")
    edit(root, "services/f001.yml", (f"  - 名称: {name.said}\n", f"  - 名称: {name.said}原件\n"))
    desk.put((first.sheet, first.row, name.column), "另一样材料")
    plan = importing.plan(root, desk.saved(), DAY)
    assert [trouble.where[0] for trouble in plan.troubles if trouble.where] == ["办事指南·申请材料"]
    assert "改过" in plan.troubles[0].message


def test_an_entry_deleted_since_does_not_come_back_unseen(root, sent):
    (root / "powers/authority/q210.yml").unlink()
    plan = importing.plan(root, sent, DAY)
    assert {trouble.where[0] for trouble in plan.troubles if trouble.where} >= {"权力清单", "权力清单（全）"}
    assert all("删掉了" in trouble.message for trouble in plan.troubles)


def test_a_workbook_taken_in_twice_adds_nothing_twice(root, sent):
    desk = Desk(sent)
    new = {"名称": "集镇卫生检查", "资料性质": "法条整理", "类型": "行政检查", "行使方式": "法定"}
    new |= {"责任事项": "行政检查通用", "追责情形": "行政检查通用", "承办机构": "综合行政执法局"}
    new |= {"实施依据": "《城市道路管理条例》第三十条"}
    for sheet in ("权力清单", "权力清单（全）"):  # the same new one in the short table and in the whole
        row = desk.rows(sheet) + 1
        for title, said in new.items():
            if title in {cell.value for cell in desk.book[sheet][1]}:
                desk.put((sheet, row, desk.column(sheet, title)), said)
    plan = importing.plan(root, desk.saved(), DAY)
    assert plan.holds and [draft.key for draft in plan.changed] == ["q211"], plan.troubles
    together.write(root, plan.files)
    plan = importing.plan(root, desk.saved(), DAY)
    assert plan.holds and not plan.files, plan.troubles


def test_without_its_contents_a_workbook_says_that_it_cannot_know(root, sent):
    desk = Desk(sent)
    del desk.book["目录"]
    plan = importing.plan(root, desk.saved(), DAY)
    assert not plan.files and any("目录" in notice for notice in plan.notices)


def test_more_than_a_cell_holds_stays_and_is_not_changed_by_it(root):
    """A spreadsheet would leave such a cell empty: coming back it would take the field away."""
    aliases = "\n".join(f"  - {'长' * 115}{number:03}" for number in range(400))
    file = root / "powers/authority/q002.yml"
    file.write_text(file.read_text("utf-8").replace("\n俗称:\n", f"\n俗称:\n{aliases}\n", 1), "utf-8")
    with proof.without_rules():
        content = proof.exported(root)
        proof.there_and_back(root, content)
        changed, where = changed_in(content, "权力清单（全）", "q002", "俗称", "短的")
        plan = importing.plan(root, changed, DAY)
    assert [trouble.where for trouble in plan.troubles] == [where]
