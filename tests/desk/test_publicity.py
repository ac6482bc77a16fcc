"""双公示 out and back: the official columns, exact amounts, nothing private in, nothing lost."""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import record
from generator.derive.town import Town
from generator.desk.publicity import export as reporting
from generator.desk.publicity import import_ as receiving
from generator.desk.publicity.columns import KINDS, columns, derived_value
from generator.desk.publicity.values import for_form, for_record, in_wan, too_fine
from generator.files import edit, together
from generator.intake.plan import CellRef, ImportPlan
from generator.model.amounts import Money
from generator.model.decision import Decision
from generator.model.fields import named_fields
from generator.reading import reader
from generator.sheets.cells import Refusal
from generator.standards import tables
from tests.qingdan import run
from tests.towns import DAY, copied

FIELDS = named_fields(Decision)
GIVEN = {
    "对应权力": "q204",
    "公布日期": "2026-09-15",
    "资料性质": "官方",
    "程序": "普通程序",
    "失信程度": "一般",
    "公开理由": "立在路口，影响行车安全，具有一定社会影响",
}


def exported(root: Path, **between: date) -> bytes:
    """The town's decisions in the forms."""
    town, _ = record.read(root)
    return reporting.export(town, DAY, **between).content


def edited(content: bytes, change: Any) -> bytes:
    """A workbook after a clerk's hand; `change` gets it open."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(sheet: Any, title: str) -> int:
    """The number of a column by its header."""
    return next(cell.column for cell in sheet[1] if cell.value == title)


def plan(root: Path, content: bytes, **given_: str) -> ImportPlan:
    """What a workbook would do to a town."""
    return receiving.plan(root, content, DAY, given_)


def decision_file(root: Path, id_: str) -> Path:
    """Where a decision lies."""
    return root / "powers/enforcement/decisions" / id_[1:5] / f"{id_}.yml"


def said(made: ImportPlan) -> str:
    """Everything a plan tells."""
    return "\n".join([*made.notices, *(f"{one.message} {one.advice}" for one in made.troubles)])


def test_every_column_holds_a_field_or_is_worked_out_or_says_why_not() -> None:
    for kind in KINDS:
        for item in tables.load("double_publicity.yml")[kind]:
            assert sum(word in item for word in ("格", "推出", "不收")) == 1, item
        assert len({one.title for one in columns(kind)}) == len(columns(kind))
        for one in columns(kind):
            assert not (one.private and one.spec), f"{one.title} would go public"
    assert [len(columns(kind)) for kind in KINDS] == [27, 29]


def test_the_forms_have_the_official_columns(sample: Town) -> None:
    made = reporting.export(sample.record, DAY)
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    assert book.sheetnames[:2] == list(KINDS)
    for kind in KINDS:
        assert [cell.value for cell in book[kind][1]] == [one.title for one in columns(kind)]
    penalties = book["行政处罚"]
    first = {penalties.cell(1, cell.column).value: cell.value for cell in penalties[2]}
    assert first["罚款金额(万元)"] == "0.2"
    assert first["处罚决定日期"] == "2026/04/08"
    assert first["公示截止期"] == "2027/04/07"
    assert first["处罚机关统一社会信用代码"] == first["数据来源单位统一社会信用代码"] == "11379999YL0005YLBB"
    licences = book["行政许可"]
    person = {licences.cell(1, cell.column).value: cell.value for cell in licences[2]}
    assert person["行政相对人名称"] == "林样例"
    assert person["有效期至"] == "2099/12/31"
    assert person["许可机关统一社会信用代码"] == "11379999YL0003YLYP"  # the principal's
    assert person["数据来源单位"] == "禾泉镇人民政府"
    assert person["证件号码"] is None
    assert "不公开" in licences.cell(1, column(licences, "证件号码")).comment.text
    assert penalties.cell(4, column(penalties, "处罚类别")).value == "没收违法所得、没收非法财物;罚款"
    assert made.content == reporting.export(sample.record, DAY).content


def test_what_is_not_reported_and_what_is_lacking_is_told(sample: Town) -> None:
    made = reporting.export(sample.record, DAY)
    assert made.counts == {"行政许可": 2, "行政处罚": 3}
    assert made.left_out == ["c2026002 禾政罚决字〔2026〕2号：已撤回"]
    assert any("“处罚有效期”必填，空着：c2026004、c2026005" in gap for gap in made.remarks)
    assert any("全名" in caution and "c2026003" in caution for caution in made.remarks)
    later = reporting.export(sample.record, date(2028, 1, 1))
    assert later.counts["行政处罚"] == 0 and len(later.left_out) == 4
    assert reporting.export(sample.record, DAY, date(2026, 4, 8), date(2026, 6, 10)).counts == {
        "行政许可": 1,
        "行政处罚": 1,
    }


def test_a_withdrawn_licence_is_reported_as_no_longer_in_force(root: Path) -> None:
    path = decision_file(root, "c2026006")
    text = path.read_text("utf-8").replace("状态: 公示中", "状态: 已撤回")
    path.write_text(text + "撤回:\n  变更撤销日期: 2026-11-02\n  撤回日期: 2026-11-03\n  理由: 撤销\n", "utf-8")
    sheet = openpyxl.load_workbook(io.BytesIO(exported(root)))["行政许可"]
    assert [sheet.cell(row, column(sheet, "当前状态")).value for row in (2, 3)] == ["有效", "无效"]


def test_a_licence_is_in_force_to_its_last_day(sample: Town) -> None:
    licence = sample.record.decisions["c2026006"]
    last = licence.valid_until.date
    states = [derived_value("当前状态", licence, sample.record, day) for day in (last, last + timedelta(days=1))]
    assert states == ["有效", "无效"]


def test_nothing_is_cut_short(root: Path) -> None:
    path = decision_file(root, "c2026006")
    path.write_text(path.read_text("utf-8") + f"备注: {'长' * 600}\n", "utf-8")
    town, _ = record.read(root)
    made = reporting.export(town, DAY)
    assert any("“备注”最多512个字，c2026006 写了600个" in gap for gap in made.remarks)
    sheet = openpyxl.load_workbook(io.BytesIO(made.content))["行政许可"]
    assert len(sheet.cell(3, column(sheet, "备注")).value) == 600


def test_out_and_back_changes_nothing(root: Path) -> None:
    made = plan(root, exported(root))
    assert made.holds and not made.files and not made.changed
    assert sum("没有变" in lot for lot in made.outcomes.values()) == 5
    assert len(made.outcomes) == 7


@pytest.mark.parametrize("order", ["as it was", "reversed"])
def test_a_decision_that_is_gone_comes_back_the_same(root: Path, order: str) -> None:
    content = exported(root)
    if order == "reversed":

        def turned(book: Any) -> None:
            for sheet in book.worksheets[:2]:
                rows = [[cell.value for cell in row][::-1] for row in sheet.iter_rows()]
                for row in sheet.iter_rows():
                    for cell, value in zip(row, rows[row[0].row - 1], strict=True):
                        cell.value = value

        content = edited(content, turned)
    path = decision_file(root, "c2026005")
    before = reader.read(path.read_bytes(), Decision).data
    path.unlink()
    made = plan(root, content, **GIVEN)
    assert made.holds, said(made)
    together.write(root, made.files)
    after = reader.read(decision_file(root, "c2026007").read_bytes(), Decision).data
    lost = {name for name in before if before[name] != after.get(name)}
    assert lost == {"编号", "暂扣或吊销证照名称及编号"}, {name: (before[name], after.get(name)) for name in lost}
    assert not plan(root, content).files


def test_what_the_form_has_no_column_for_is_told_at_its_row(root: Path) -> None:
    content = exported(root)
    path = decision_file(root, "c2026005")
    path.unlink()
    made = plan(root, content)
    assert [trouble.where for trouble in made.troubles] == [("行政处罚", 4, 0)]
    for name in GIVEN:
        assert name in made.troubles[0].message

    def more(book: Any) -> None:
        sheet = book["行政处罚"]
        for number, (name, value) in enumerate(GIVEN.items(), sheet.max_column + 1):
            sheet.cell(1, number, name)
            sheet.cell(4, number, value)

    assert plan(root, edited(content, more)).holds
    assert not list((root / "powers/enforcement/decisions/2026").glob("c2026007*"))


def test_changes_are_told_and_written_with_comments_kept(root: Path) -> None:
    path = decision_file(root, "c2026001")
    path.write_text("# 存档在三号柜\n" + path.read_text("utf-8"), "utf-8")

    def dearer(book: Any) -> None:
        sheet = book["行政处罚"]
        sheet.cell(2, column(sheet, "罚款金额(万元)")).value = 0.3
        sheet.cell(2, column(sheet, "处罚内容")).value = "责令2026年4月20日前拆除；罚款叁仟元"
        sheet.cell(2, column(sheet, "违法事实")).value = None  # an empty cell says nothing

    made = plan(root, edited(exported(root), dearer))
    changes = {c.field: (c.before, c.after) for d in made.changed for c in d.edits}
    assert made.holds and changes.pop("罚款金额") == ("2000元", "3000元") and set(changes) == {"处罚内容"}
    together.write(root, made.files)
    text = path.read_text("utf-8")
    assert "罚款金额: 3000元" in text and text.startswith("# 存档在三号柜") and "彩钢棚" in text


def test_identity_numbers_are_left_behind_and_never_repeated(root: Path) -> None:
    secret = "37010219900101001X"

    def private(book: Any) -> None:
        for sheet in book.worksheets[:2]:
            for title in ("证件类型", "证件号码", "行政相对人代码_2(工商注册号)"):
                sheet.cell(2, column(sheet, title)).value = secret

    made = plan(root, edited(exported(root), private))
    assert made.holds and not made.files
    assert "“证件号码”有1格写着内容，没有收" in said(made) and "不要放进记录的文件夹" in said(made)
    assert secret not in said(made) + repr(made.changed)

    def hidden(book: Any) -> None:
        sheet = book["行政处罚"]
        sheet.cell(2, column(sheet, "违法事实")).value = f"当事人证号{secret}"

    refused = plan(root, edited(exported(root), hidden))
    assert not refused.holds and refused.troubles[0].where[:2] == ("行政处罚", 2)


@pytest.mark.parametrize(
    ("title", "value", "complaint"),
    [
        ("罚款金额(万元)", "2000元", "这一列的单位是万元"),
        ("罚款金额(万元)", "两千", "不是金额"),
        ("罚款金额(万元)", "0.0000001", "小数超过6位"),
        ("罚款金额(万元)", "=0.1+0.1", "公式"),
        ("处罚类别", "罚金", "只能是"),
        ("处罚决定日期", "2026/02/30", "没有这一天"),
        ("处罚机关", "没有这个局", "没有这个局"),
        ("行政处罚决定书文号", "禾政罚决字〔2026〕3号", "已经有了"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_cell(root: Path, title: str, value: str, complaint: str) -> None:
    places = []

    def wrong(book: Any) -> None:
        sheet = book["行政处罚"]
        places.append(("行政处罚", 4, column(sheet, title)))
        sheet.cell(4, places[0][2]).value = value

    made = plan(root, edited(exported(root), wrong))
    assert places[0] in [trouble.where for trouble in made.troubles], made.troubles
    assert complaint in said(made)
    assert made.outcomes["行政处罚", 4] == "有错"


def test_what_the_program_works_out_is_not_taken(root: Path) -> None:
    def later(book: Any) -> None:
        sheet = book["行政处罚"]
        sheet.cell(2, column(sheet, "公示截止期")).value = "2029/04/07"

    made = plan(root, edited(exported(root), later))
    assert not made.files and "写的是“2029/04/07”，程序算的是“2027/04/07”" in said(made)


def test_titles_and_explanations_are_passed_over(root: Path) -> None:
    def platform(book: Any) -> None:
        for sheet in book.worksheets[:2]:
            sheet.insert_rows(2)
            for cell in sheet[1]:
                sheet.cell(2, cell.column).value = f"{cell.value}，必填项，照决定书填写"
            sheet.insert_rows(1)
            sheet.cell(1, 1).value = "信用信息报送表"

    made = plan(root, edited(exported(root), platform))
    assert made.holds and not made.files, said(made)
    assert sorted(set(made.outcomes.values())) == sorted(
        {"表头", "标题", "填写说明", *(f"没有变 c202600{n}" for n in (1, 3, 4, 5, 6))}
    )


@pytest.mark.parametrize("form", ["{}（必填）", "*{}\n（必填项）", "{}(选填)", "＊{}＊"])
def test_hints_of_a_platform_in_its_headers_hide_no_column(root: Path, form: str) -> None:
    def platform(book: Any) -> None:
        for sheet in book.worksheets[:2]:
            for cell in sheet[1]:
                cell.value = form.format(cell.value)

    made = plan(root, edited(exported(root), platform))
    assert made.holds and not made.files, said(made)
    assert {f"没有变 c202600{n}" for n in (1, 3, 4, 5, 6)} <= set(made.outcomes.values())


def test_a_workbook_of_something_else_is_refused(root: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["序号", "姓名"])
    book.active.append([1, "甲"])
    out = io.BytesIO()
    book.save(out)
    made = plan(root, out.getvalue())
    assert not made.holds and "没有认出双公示的表" in said(made) and len(made.outcomes) == 2


# Amounts and random decisions.


@given(st.integers(1, 10**18 - 1))
def test_wan_and_yuan_are_exact(millionths: int) -> None:
    """Every amount with six decimals of 万元, typed as text."""
    number = Decimal(millionths).scaleb(-6)
    text = f"{number:f}"
    back = for_record(text, FIELDS["罚款金额"])
    assert isinstance(back, str)
    money = Money.parse(back)
    assert money.yuan == number * 10000
    assert Decimal(in_wan(money.yuan)) == number and not too_fine(money.yuan)
    assert for_record(for_form(money), FIELDS["罚款金额"]) == back


@given(st.integers(1, 10**11))
def test_numbers_that_a_spreadsheet_made_of_amounts_are_exact(millionths: int) -> None:
    """A cell of 0.2 is a binary fraction; what was typed comes back."""
    number = Decimal(millionths).scaleb(-6)
    back = for_record(float(f"{number:f}"), FIELDS["罚款金额"])
    assert isinstance(back, str) and Money.parse(back).yuan == number * 10000


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (0.2, "2000元"),
        (1, "10000元"),
        (1e-06, "0.01元"),
        ("０．２", "2000元"),
        ("1,200.5", "12005000元"),
        ("0.2万元", "2000元"),
        (0, "无"),
        ("0.00", "无"),
        ("", ""),
        (None, ""),
    ],
)
def test_amounts_as_they_are_typed(cell: Any, text: str) -> None:
    assert for_record(cell, FIELDS["罚款金额"]) == text


def test_a_truth_is_no_amount() -> None:
    assert isinstance(for_record(True, FIELDS["罚款金额"]), Refusal)


_WORDS = st.text(
    st.characters(codec="utf-8", categories=["Lo"], max_codepoint=0x9FFF, min_codepoint=0x4E00), min_size=4, max_size=12
)
_DAYS = st.dates(date(2026, 4, 2), date(2026, 10, 30))
_KINDS = list(tables.names("处罚类别"))


@st.composite
def _penalty(draw: Any) -> dict[str, Any]:
    day = draw(_DAYS)
    taken = draw(st.lists(st.sampled_from(_KINDS), min_size=1, max_size=4, unique=True))
    yuan = draw(st.integers(1, 10**12)) / Decimal(100)
    fine = draw(st.sampled_from([f"{yuan:f}元", f"{yuan.scaleb(-4):f}万元"]))
    data = {
        "种类": "行政处罚",
        "对应权力": "q204 对违反规定设置大型户外广告设施的处罚",
        "行政相对人名称": draw(_WORDS) + "公司",
        "行政相对人类别": "法人及非法人组织",
        "统一社会信用代码": "91379999YL0005YLLY",
        "决定机关": "禾泉镇人民政府",
        "决定日期": day.isoformat(),
        "公布日期": (day + timedelta(days=1)).isoformat(),
        "决定书文号": f"禾政罚决字〔2026〕{draw(st.integers(100, 999))}号",
        "违法行为类型": draw(_WORDS),
        "违法事实": "；".join(draw(st.lists(_WORDS, min_size=1, max_size=3))),
        "处罚依据": "《样例市户外广告和招牌设置管理条例》第二十五条",
        "处罚类别": taken,
        "处罚内容": draw(_WORDS),
        "罚款金额": fine,
        "没收金额": draw(st.sampled_from(["无", "0元", "12.5元"])),
        "暂扣或吊销证照名称及编号": "样例许可证",
        "程序": "普通程序",
        "失信程度": "一般",
        "公开理由": "有社会影响",
        "处罚有效期": draw(st.sampled_from(["长期", "2029-04-07"])),
        "资料性质": "官方",
    }
    return data


@settings(max_examples=12, deadline=None)
@given(st.lists(_penalty(), min_size=1, max_size=4, unique_by=lambda one: one["决定书文号"]))
def test_random_decisions_go_out_and_back(tmp_path_factory: pytest.TempPathFactory, penalties: list[dict]) -> None:
    root = copied(tmp_path_factory.mktemp("town"))
    folder = root / "powers/enforcement/decisions/2026"
    for number, data in enumerate(penalties, 7):
        id_ = f"c2026{number:03}"
        (folder / f"{id_}.yml").write_bytes(edit.new_file(Decision, {"编号": id_} | data))
    made = plan(root, exported(root))
    assert not made.files and made.holds, said(made)


# The command.


def test_the_command_says_what_it_does_and_writes_when_told(root: Path) -> None:
    file = root / "双公示.xlsx"
    out = run("publicity", "export", file, root=root)
    assert out.exit_code == 0 and "行政许可2行，行政处罚3行" in out.output, out.output
    same = run("publicity", "import", file, root=root)
    assert same.exit_code == 0 and "没有要写的" in same.output, same.output
    decision_file(root, "c2026005").unlink()
    lacking = run("publicity", "import", file, root=root)
    assert lacking.exit_code == 1 and re.search(r"第4行　.*没有写", lacking.output)
    assert openpyxl.load_workbook(root / "双公示（要改）.xlsx")["行政处罚"].cell(4, 1).comment
    given_ = [word for name, value in GIVEN.items() for word in ("--set", f"{name}={value}")]
    shown = run("publicity", "import", file, *given_, root=root)
    assert shown.exit_code == 0 and "没有动记录" in shown.output and not decision_file(root, "c2026007").exists()
    done = run("publicity", "import", file, *given_, "--apply", root=root)
    assert done.exit_code == 0 and decision_file(root, "c2026007").exists(), done.output
    wrong = run("publicity", "import", file, "--set", "没这格=1", root=root)
    assert wrong.exit_code == 2 and "没有这一格" in wrong.output
    missing = run("publicity", "import", root / "没有.xlsx", root=root)
    assert missing.exit_code == 2 and "没有这个文件" in missing.output
    txt = run("publicity", "export", root / "甲.csv", root=root)
    assert txt.exit_code == 2


def test_a_decision_goes_by_its_number_for_a_person_and_for_a_program(root: Path) -> None:
    file = root / "双公示.xlsx"
    run("publicity", "export", file, root=root)
    path = decision_file(root, "c2026001")
    path.write_text(path.read_text("utf-8").replace("罚款金额: 2000元", "罚款金额: 3000元"), "utf-8")
    told = run("publicity", "import", file, root=root)
    assert "改 c2026001 禾政罚决字〔2026〕1号\n" in told.output
    program = run("publicity", "import", file, "--format", "json", root=root)
    (entry,) = json.loads(program.stdout)["条目"]
    assert (entry["编号"], entry["名称"]) == ("c2026001", "禾政罚决字〔2026〕1号")


def test_an_amount_that_the_words_of_its_row_deny_is_refused(root: Path, tmp_path: Path) -> None:
    """2,000 under 万元 beside 罚款2000元 became twenty million yuan without a word."""
    assert run("publicity", "export", tmp_path / "双公示.xlsx", root=root).exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "双公示.xlsx")
    page = book["行政处罚"]
    titles = {str(cell.value): cell.column for cell in page[1]}
    column = next(number for title, number in titles.items() if title.startswith("罚款金额"))
    row = next(row for row in range(2, page.max_row + 1) if page.cell(row, column).value)
    page.cell(row, column).value = "2,000"
    book.save(tmp_path / "双公示.xlsx")
    plan = receiving.plan(root, (tmp_path / "双公示.xlsx").read_bytes(), DAY, {})
    assert [(trouble.code, trouble.where) for trouble in plan.troubles] == [("H622", CellRef("行政处罚", row, column))]
