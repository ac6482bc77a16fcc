"""Lists made by others: nothing changes its meaning on the way in, and what was not understood is told and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import record
from generator.desk.export import job as exporting
from generator.desk.import_ import job as importing
from generator.files import together
from generator.intake import marking
from generator.intake import words as telling
from generator.model.authority import Power
from generator.model.kinds import kind_of
from generator.rules.rule import or_meant
from generator.sheets import workbook_reader
from tests.desk import others
from tests.desk.others import HEADER, SETTING, matter, matters
from tests.desk.sheets import Desk
from tests.qingdan import run
from tests.towns import DAY, TOWN


def taken(root: Path, content: bytes, headers: dict[str, str] | None = None) -> importing.ImportPlan:
    """What a list would change in the town."""
    return importing.plan(root, content, DAY, importing.Asked(headers=headers or {}, constants=SETTING))


def test_every_article_of_a_citation_comes_in() -> None:
    basis = f"{others.ROADS}第三十条第一款、第二款，第31条；《城乡规划法》第四十一条至第四十三条"
    plan = taken(TOWN, matters(matter(1, "集镇沙土堆放检查", basis=basis)))
    (draft,) = plan.changed
    assert draft.data["实施依据"] == [
        f"{others.ROADS}第三十条第一款、第三十条第二款、第三十一条",
        "《城乡规划法》第四十一条、第四十二条、第四十三条",
    ]


def test_a_law_that_an_article_names_is_no_basis() -> None:
    basis = f"{others.ROADS}第三十条：“占用道路建房的，依照《城乡规划法》第六十五条处理”"
    plan = taken(TOWN, matters(matter(1, "集镇沙土堆放检查", basis=basis)))
    assert plan.changed[0].data["实施依据"] == f"{others.ROADS}第三十条"
    assert any("《城乡规划法》第六十五条不是依据" in notice for notice in plan.notices)


def test_what_is_not_understood_is_told_and_stays_beside_the_entry(root: Path) -> None:
    basis = f"{others.ROADS}第三十条（一）\n及其实施细则"
    plan = taken(root, matters(matter(1, "集镇沙土堆放检查", basis=basis)))
    assert plan.holds and any("没有看懂“（一）”“及其实施细则”" in notice for notice in plan.notices)
    together.write(root, plan.files)
    (path,) = plan.files
    written = (root / path).read_text("utf-8")
    assert (
        f"# 来的表里写的是：{others.ROADS}第三十条（一）\n# 及其实施细则\n实施依据: {others.ROADS}第三十条\n" in written
    )
    assert run("check", root=root).exit_code == 0
    assert run("fmt", "--check", root=root).exit_code == 0


def test_a_name_on_two_lines_is_one_name() -> None:
    plan = taken(TOWN, matters(matter(1, "集镇沙土\n堆放检查")))
    assert [draft.name for draft in plan.changed] == ["集镇沙土堆放检查"]
    assert any("接成一行“集镇沙土堆放检查”" in notice for notice in plan.notices)


def test_a_blank_column_never_stands_for_the_real_one() -> None:
    header = ("事项名称", *HEADER)
    plan = taken(TOWN, matters((None, *matter(1, "集镇沙土堆放检查")), header=header))
    assert [draft.name for draft in plan.changed] == ["集镇沙土堆放检查"]


def test_what_the_clerk_says_of_a_column_wins() -> None:
    header = ("事项名称", *HEADER)
    content = matters(("道路", *matter(1, "集镇沙土堆放检查")), header=header)
    assert [draft.name for draft in taken(TOWN, content).changed] == ["道路"]
    assert [draft.name for draft in taken(TOWN, content, {"职权名称": "名称"}).changed] == ["集镇沙土堆放检查"]


@pytest.mark.parametrize(
    ("said", "told"),
    [({"职权全称": "名称"}, "没有一张表有“职权全称”这一列"), ({"承办机构": "管事的"}, "没有“管事的”这一格")],
)
def test_an_explanation_that_fits_nothing_is_an_error(said: dict[str, str], told: str, tmp_path: Path) -> None:
    content = matters(matter(1, "集镇沙土堆放检查"))
    plan = taken(TOWN, content, said)
    assert [told in trouble.message for trouble in plan.troubles] == [True]
    file = tmp_path / "上级.xlsx"
    file.write_bytes(content)
    (title, name), *_ = said.items()
    compared = run("compare", file, "--header", f"{title}={name}", root=TOWN)
    assert compared.exit_code == 1 and told in compared.output


def test_a_superiors_list_without_items_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "上级.xlsx"
    file.write_bytes(matters((1, None, "行政检查", None, None), (2, None, "行政处罚", None, None)))
    compared = run("compare", file, root=TOWN)
    assert compared.exit_code == 1 and "一项也没有读到" in compared.output


def test_names_sorted_alone_are_seen_by_what_the_record_says_of_them() -> None:
    powers = [power for power in record.read(TOWN)[0].powers.values() if not power.ended][:6]
    header = ("职权名称", "职权类型", "实施依据")
    rows = [(power.called, str(power.type), "\n".join(map(str, power.basis))) for power in powers]
    assert not [one for one in taken(TOWN, matters(*rows, header=header)).troubles if "错开" in one.message]
    names = sorted((name for name, _, _ in rows), key=lambda name: name[::-1])
    turned = [(name, *rest) for name, (_, *rest) in zip(names, rows, strict=True)]
    (told,) = [one for one in taken(TOWN, matters(*turned, header=header)).troubles if "错开" in one.message]
    assert told.where and told.where.row == 2 and "这一列和别的列错开了：第2、3" in told.message


def test_three_names_that_changed_places_are_no_edits() -> None:
    town, _ = record.read(TOWN)
    desk = Desk(exporting.workbook(town, [kind_of(Power)]))
    names = [cell for cell in desk.cells if cell.sheet == "权力清单（全）" and cell.place.title == "名称"][:3]
    for cell, other in zip(names, [*names[1:], names[0]], strict=True):
        desk.put(cell.where, other.said)
    plan = importing.plan(TOWN, desk.saved(), DAY)
    assert [trouble.where for trouble in plan.troubles if "错开" in trouble.message] == [names[0].where]


def test_a_name_that_tells_another_type_is_asked_about() -> None:
    names = ("对堆放沙土的处罚", "集镇沙土检查", "集镇摊点许可", "对乱倒垃圾的处罚", "集镇道路检查", "集镇占道许可")
    types = ("行政处罚", "行政检查", "行政许可", "行政处罚", "行政检查", "行政许可")
    right = [matter(number, name, type_) for number, (name, type_) in enumerate(zip(names, types, strict=True), 1)]
    assert not [one for one in taken(TOWN, matters(*right)).troubles if "对不上" in one.message]
    turned = [
        (number, name, type_, *rest) for (number, _, type_, *rest), name in zip(right, sorted(names), strict=True)
    ]
    plan = taken(TOWN, matters(*turned))
    assert ["名称和类型对不上" in trouble.message for trouble in plan.troubles][:1] == [True]
    one = [matter(1, "对堆放沙土的处罚", "行政检查"), *right[1:]]
    assert any("看看是不是错行了" in notice for notice in taken(TOWN, matters(*one)).notices)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("XK", "行政许可"),
        ("01", "行政许可"),
        ("其它类", "其他行政权力"),
        ("行政备案", "其他行政权力"),
        ("检查类", "行政检查"),
    ],
)
def test_types_come_as_codes_letters_and_short_words(said: str, meant: str) -> None:
    plan = taken(TOWN, matters(matter(1, "集镇沙土堆放", said)))
    assert plan.changed[0].data["类型"] == meant
    assert any(f"写的是“{said}”，收作“{meant}”" in notice for notice in plan.notices)


def test_a_sheet_for_each_body_fills_in_the_body() -> None:
    header = ("序号", "类型", "事项", "执法依据")
    row = (1, "行政检查", "集镇沙土堆放检查", f"{others.ROADS}第三十条")
    sheets = {
        "便民服务局": [("便民服务局权力清单",), header, row],
        "没有的办公室": [header, (1, "行政检查", "集镇摊点检查", f"{others.ROADS}第三十条")],
    }
    plan = taken(TOWN, others.workbook(sheets))
    assert [draft.data["承办机构"] for draft in plan.changed] == ["便民服务局", "没有的办公室"]
    assert any("没有的办公室" in trouble.message for trouble in plan.troubles)
    assert any("承办机构照表名、列名、标题填“便民服务局”" in notice for notice in plan.notices)


def test_what_was_seen_is_said_and_what_was_not_is_asked() -> None:
    plan = taken(TOWN, matters(matter(1, "集镇沙土堆放检查")))
    assert plan.seen == [
        "“Sheet1”当作权力清单，表头在第1行，认得的列：职权名称（名称）、职权类型（类型）、实施依据、承办机构"
    ]
    plan = taken(TOWN, matters((1, "集镇沙土堆放检查"), header=("甲", "乙")))
    assert any("哪一列是名称？看到的列：甲、乙；用 --header 说，例：--header 甲=名称" in one for one in plan.notices)


def test_sums_signatures_and_notes_are_passed_over_and_told() -> None:
    content = matters(
        matter(1, "集镇沙土堆放检查"),
        (None, "小计", 1),
        ("合计：", None, 1, "项"),
        ("填表人：甲", None, "审核人：乙"),
        ("注：", "本表实行动态调整"),
        matter(2, "集镇摊点检查"),
    )
    plan = taken(TOWN, content)
    assert [draft.name for draft in plan.changed] == ["集镇沙土堆放检查", "集镇摊点检查"] and plan.holds
    assert [said for said in plan.outcomes.values() if said.startswith("合计、落款或者说明")] == [
        "合计、落款或者说明“小计”",
        "合计、落款或者说明“合计：”",
        "合计、落款或者说明“填表人：甲”",
        "合计、落款或者说明“注：”",
    ]


def test_figures_in_other_spellings() -> None:
    header = ("职权名称", "职权类型", "实施依据", "监督电话", "职权编码")
    row = ("集镇沙土堆放检查", "行政检查", f"{others.ROADS}第三十条", "（0000）０００００００转8", "370102101000123456")
    plan = taken(TOWN, matters(row, header=header))
    assert plan.changed[0].data["监督电话"] == "0000-0000000-8"
    lost = taken(TOWN, matters((*row[:4], "3.70102E+11"), header=header))
    assert ["后面几位已经丢了" in trouble.message for trouble in lost.troubles] == [True]


def test_two_bodies_on_two_lines_are_never_one() -> None:
    header = (*HEADER[1:4], "原实施主体")
    plan = taken(TOWN, matters((*matter(1, "集镇沙土堆放检查")[1:4], "便民服务局\n农业农村局"), header=header))
    assert "便民服务局农业农村局" not in str(plan.changed[0].data) and not plan.holds


def test_a_name_that_stands_twice_is_told_by_its_row() -> None:
    plan = taken(TOWN, matters(matter(1, "集镇沙土堆放检查"), matter(2, "集镇摊点检查"), matter(3, "集镇沙土堆放检查")))
    assert any("名称和第2行一样" in trouble.message for trouble in plan.troubles)
    assert not any("q2" in trouble.message for trouble in plan.troubles)


def test_the_next_command_is_whole(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "别 处.xlsx"
    file.write_bytes(matters(matter(1, "集镇沙土堆放检查")))
    words = [part for name, value in SETTING.items() for part in ("--set", f"{name}={value}")]
    done = run("import", file, *words, root=root)
    assert done.exit_code == 0, done.output
    for word in ("--root", "--set 资料性质=法条整理", "--set 责任事项={类型}通用", f'"{file}" --apply'):
        assert word in done.output
    wrong = run("import", file, *words, "--set", "没有=甲", root=root)
    assert wrong.exit_code == 1 and "没有“没有”这一格" in wrong.output


def test_what_the_record_lacks_is_told_in_one_block() -> None:
    laws = [f"《没有的{name}条例》第三条" for name in ("甲", "乙", "丙", "甲")]
    rows = [matter(number, f"集镇{number}号摊点检查", basis=basis) for number, basis in enumerate(laws, 1)]
    said = telling.text(taken(TOWN, matters(*rows)))
    assert "没有的法规 3 个：\n  《没有的甲条例》（第2、5行）\n  《没有的乙条例》（第3行）\n" in said


GOOD = importing.Asked(constants=SETTING, good=True)
WRONG = (
    matter(1, "集镇沙土堆放检查"),
    matter(2, "集镇摊点检查", "没有这一类"),
    matter(3, "集镇占道检查"),
    matter(4, "集镇车辆检查", basis="《没有的条例》第三条"),
)


def test_the_good_rows_come_in_and_the_rest_is_given_back_whole() -> None:
    plan = importing.plan(TOWN, matters(*WRONG), DAY, GOOD)
    assert plan.holds and [draft.name for draft in plan.changed] == ["集镇沙土堆放检查", "集镇占道检查"]
    back = [row for row, said in plan.outcomes.items() if said == "退回"]
    assert [row.row for row in back] == [3, 5] and len(plan.outcomes) == 5
    (sheet,) = [one for one in workbook_reader.read(marking.rest(plan)).sheets if one.name == "Sheet1"]
    assert sheet.rows == [1, 3, 5] and [sheet.row(row)[2] for row in (3, 5)] == ["集镇摊点检查", "集镇车辆检查"]
    again = importing.plan(TOWN, marking.rest(plan), DAY, importing.Asked(constants=SETTING))
    assert {trouble.where.row for trouble in again.troubles if trouble.where} == {3, 5}


def test_a_column_out_of_its_rows_lets_nothing_in() -> None:
    names = ("对堆放沙土的处罚", "集镇沙土检查", "集镇摊点许可", "对乱倒垃圾的处罚", "集镇道路检查", "集镇占道许可")
    types = ("行政检查", "行政许可", "行政处罚", "行政检查", "行政许可", "行政处罚")
    rows = [matter(number, name, type_) for number, (name, type_) in enumerate(zip(names, types, strict=True), 1)]
    plan = importing.plan(TOWN, matters(*rows), DAY, GOOD)
    assert not plan.holds and not plan.given_back


def test_the_command_writes_the_rest_beside(root: Path, tmp_path: Path) -> None:
    file, rest = tmp_path / "别处.xlsx", tmp_path / "退回.xlsx"
    file.write_bytes(matters(*WRONG))
    words = [part for name, value in SETTING.items() for part in ("--set", f"{name}={value}")]
    looked = run("import", file, *words, "--rest", rest, root=root)
    assert looked.exit_code == 0 and not rest.exists(), looked.output
    assert "新增 2、退回 2、跳过 1" in looked.output and "退回　“Sheet1”C3" in looked.output
    done = run("import", file, *words, "--rest", rest, "--apply", root=root)
    assert done.exit_code == 0 and rest.exists() and f"退回的行在 {rest}" in done.output
    assert run("check", root=root).exit_code == 0


@pytest.mark.parametrize(
    ("written", "known", "told"),
    [
        ("样政发〔2026〕9号", "样政发〔2025〕1号", "先建一个。"),
        ("青榆县农业农村局", "河东县农业农村局", "先建一个。"),
        ("便民服务据", "便民服务局", "是不是想写“便民服务局”？不是的，先建一个。"),
    ],
)
def test_no_guess_where_a_number_or_a_place_differs(written: str, known: str, told: str) -> None:
    advice = or_meant(written, [known], "先建一个。")
    assert (advice() if callable(advice) else advice) == told
