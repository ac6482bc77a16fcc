"""`qingdan new`: what is asked, which id is given, how the blank form looks, and that nothing is half done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import record
from generator.checked import read_and_check
from generator.desk.fmt import job as fmt
from generator.desk.new import job as new
from generator.files import ids
from generator.forms import answers, asking, blank
from generator.forms.asking import Question
from generator.model.authority import Power
from generator.model.fields import Grade, fields_of, named_fields
from generator.model.kind import Kind
from generator.model.kinds import KINDS
from generator.model.service import Guide
from generator.reading import reader
from generator.record import File
from tests.qingdan import run
from tests.towns import DAY, ROOT, TOWN

# What a clerk would give, kind by kind: enough for the check to have nothing against it.
GIVEN = {
    "权力": [
        "名称=临时搭建小市场许可", "类型=行政许可", "行使方式=委托", "资料性质=法条整理",
        "实施依据=《城市市容和环境卫生管理条例》第十四条", "委托机关=青榆县自然资源和规划局",
        "委托书.文号=青自然资委〔2025〕3号", "委托书.期限=2025-07-01 至 2028-06-30",
        "委托书.公告=青自然资公告〔2025〕12号", "责任事项=行政许可通用", "追责情形=行政许可通用", "用章=无",
        "委托书.委托内容=受理", "委托书.适用区域=禾泉镇行政区域",
    ],
    "指南": ["名称=开具居住证明", "资料性质=法条整理", "对应权力=无", "一句话=要证明住在哪里，来开一张。", "受理条件=住在镇里", "实施依据=《行政许可法》第三条", "承办机构=便民服务局", "要说明的事项=住址", "是否收费=不收费"],
    "职责": [
        "名称=路灯报修", "资料性质=法条整理", "类别=配合履职", "主责部门=青榆县综合行政执法局",
        "主责部门职责=派人修", "镇里的职责=发现了报告", "镇里的职责=看有没有修好",
    ],
    "任务": [
        "名称=防汛巡查", "资料性质=法条整理", "交办部门=样例市生态环境局青榆分局", "性质=阶段性", "批准机关=青榆县人民政府",
        "批准文件=青政办字〔2026〕18号", "批准日期=2026-05-20", "目标=不出事", "内容=每天巡查", "权限=巡查、报告",
        "分工.单位=禾泉镇", "分工.做什么=组织村里巡查", "分工.单位=县局", "分工.做什么=派人指导",
        "期限=2026-06-01 至 2026-12-20", "保障.人员=2名", "保障.经费=3000元", "保障.业务培训=培训一次",
        "状态=进行中", "公开属性=公开", "公开审核=青榆县政府办公室 2026-05-25",
    ],
    "决定": [
        "种类=行政许可", "对应权力=q001", "行政相对人名称=青榆县样例建材有限公司", "行政相对人类别=1",
        "统一社会信用代码=91350100M000100Y43", "决定机关=禾泉镇人民政府", "决定日期=2026-11-10", "公布日期=2026-11-12",
        "决定书文号=禾政许决字〔2026〕9号", "资料性质=官方", "决定文书名称=准予行政许可决定书", "许可类别=普通",
        "许可内容=设立柱广告一处", "有效期自=2026-11-10", "有效期至=2028-11-09",
    ],
    "调整": [
        "名称=2026年第三次动态调整", "资料性质=官方", "批准文件=青政发〔2026〕5号", "事项.事项=q203", "事项.动作=新增",
        "事项.理由=补录", "提出单位=禾泉镇人民政府", "审核单位=编办", "合法性审查=司法局",
    ],
    "指路": ["名称=补办结婚证", "资料性质=法条整理", "说法=结婚证丢了", "归谁办=婚姻登记机关", "依据=《行政许可法》第三条"],
    "一件事": [
        "名称=开小卖部", "资料性质=法条整理", "说法=开店", "步骤.做什么=营业执照", "步骤.依据=《行政许可法》第三条",
        "步骤.做什么=看有没有别的要办", "步骤.依据=《行政许可法》第三条",
    ],
    "机构": ["名称=青榆县样例局", "资料性质=法条整理", "性质=县级部门"],
    "法规": ["名称=样例条例", "资料性质=法条整理", "效力级别=地方性法规", "版本.版本日期=2020-01-01", "版本.条数=9", "有效性=现行", "核对到=2026-10-20"],
    "文件": ["名称=样例公告", "资料性质=官方", "文号=青样例公告〔2026〕1号", "文种=公告", "发文机关=青榆县人民政府"],
}  # fmt: skip


def kind(word: str) -> Kind:
    found = new.kind_called(word)
    assert found, word
    return found


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("word", GIVEN)
def test_a_new_entry_is_tidy_and_holds(word: str, root: Path) -> None:
    before = files(root)
    made = new.make(root, kind(word), GIVEN[word], DAY, None)
    added = {path: content for path, content in files(root).items() if path not in before}
    assert list(added) == [root / made.path]
    ((_, content),) = added.items()
    assert fmt.formatted(File(made.path, content), kind(word).model, lambda _: None).content == content
    errors = [problem for problem in read_and_check(root, DAY).problems if problem.severity == "错误"]
    assert errors == []


@pytest.mark.parametrize("each", KINDS, ids=lambda each: each.word)
def test_the_form_shows_every_field_once(each: Kind, root: Path) -> None:
    word = next(word for word in GIVEN if kind(word) is each)
    made = new.make(root, each, GIVEN[word], DAY, None)
    text = (root / made.path).read_text("utf-8")
    lines = text.splitlines()
    data = reader.read(text.encode(), each.model).data
    assert all(len(line) < 160 for line in lines), [line for line in lines if len(line) >= 160]
    for spec in fields_of(each.model):
        if spec.note.grade is Grade.ELEMENT:
            assert sum(line.startswith(f"{spec.name}:") for line in lines) <= 1
            if spec.name not in data and f"{spec.name}:" in lines:
                above = lines[lines.index(f"{spec.name}:") - 1]
                assert above.startswith("# 要素：")
        elif spec.note.grade is Grade.OPTIONAL and f"# {spec.name}　" in text:
            assert spec.name not in data


def test_what_has_no_place_is_not_offered(root: Path) -> None:
    """A delegation has no 赋权通道; what a statutory power never has is not asked of it."""
    delegated = (root / new.make(root, kind("权力"), GIVEN["权力"], DAY, None).path).read_text("utf-8")
    assert "赋权通道" not in delegated and "用章: 无" in delegated
    statutory = ["名称=看一看", "类型=行政检查", "行使方式=法定", "资料性质=法条整理", "实施依据=《行政许可法》第三条"]
    statutory += ["责任事项=行政许可通用", "追责情形=行政许可通用"]
    text = (root / new.make(root, kind("权力"), statutory, DAY, None).path).read_text("utf-8")
    names = [line.partition(":")[0] for line in text.splitlines() if not line.startswith("#")]
    assert not {"放权文件", "委托机关", "委托书", "用章", "省政府批准文号"} & set(names)
    assert {"承办机构", "权限边界", "监督电话"} <= set(names)


@pytest.mark.parametrize(
    ("word", "extra", "id_"),
    [
        ("权力", ["行使方式=赋权"], "q005"),
        ("权力", ["行使方式=委托"], "q105"),
        ("权力", ["行使方式=法定"], "q211"),
        ("职责", ["类别=基本履职"], "z103"),
        ("职责", ["类别=上级收回"], "z302"),
        ("任务", [], "r003"),
        ("指路", [], "p004"),
        ("决定", ["决定日期=2026-11-10"], "c2026007"),
        ("决定", ["决定日期=2027-01-04"], "c2027001"),
        ("调整", ["批准日期=2026-11-10"], "t2026003"),
        ("调整", ["批准文件=青政发〔2027〕5号"], "t2027001"),
        ("调整", [], "t2026003"),
    ],
)
def test_the_next_id_of_its_range_or_year(word: str, extra: list[str], id_: str) -> None:
    town, _ = record.read(TOWN)
    data, faults = answers.given(kind(word).model, extra)
    assert not faults and ids.Ids(town).next(kind(word), data, DAY.year) == id_


def test_an_id_once_given_out_is_never_given_again(root: Path) -> None:
    powers = root / "powers"
    (powers / "published.csv").write_text(
        "编号,网址,摘要,首次发布,最后发布\np004,elsewhere/p004/,1f2e,2026-01-01,2026-01-02\n", "utf-8"
    )
    (powers / "elsewhere/p005.yml").write_text("名称：坏的\n", "utf-8")
    (powers / "elsewhere/p006 副本.yml").write_text("编号: p006\n", "utf-8")
    (powers / "authority/q900.yml").write_text("说明：原来并到了 p007 里\n", "utf-8")
    adjustment = powers / "adjustments/t2026001.yml"
    text = adjustment.read_text("utf-8")
    adjustment.write_text(
        text.replace("说明: ", "  - 事项: p008 旧的\n    动作: 取消\n    理由: 试\n说明: ", 1), "utf-8"
    )
    (powers / "attachments/p009").mkdir()
    (powers / "attachments/p009/a.txt").write_text("a", "utf-8")
    assert new.make(root, kind("指路"), GIVEN["指路"], DAY, None).id == "p010"


def test_an_unreadable_ledger_gives_out_no_id(root: Path) -> None:
    (root / "powers/published.csv").write_text("坏的\n", "utf-8")
    before = files(root)
    with pytest.raises(new.NoIds):
        new.make(root, kind("指路"), GIVEN["指路"], DAY, None)
    assert files(root) == before


def test_the_first_entry_of_an_empty_list_has_three_digits(tmp_path: Path) -> None:
    (tmp_path / "powers").mkdir()
    shutil.copy(TOWN / "powers/town.yml", tmp_path / "powers/town.yml")
    assert new.make(tmp_path, kind("机构"), GIVEN["机构"], DAY, None).id == "j001"


# What the rules demand.


def missing(word: str, given: list[str], root: Path = TOWN) -> list[str]:
    with pytest.raises(answers.Incomplete) as said:
        new.make(root, kind(word), given, DAY, None)
    return [line.partition("=")[0] for line in said.value.lines]


def test_what_every_entry_must_have_is_named() -> None:
    assert missing("权力", []) == ["名称", "资料性质", "类型", "行使方式", "实施依据"]
    assert missing("任务", GIVEN["任务"][:-7]) == [
        "期限",
        "保障.人员",
        "保障.经费",
        "保障.业务培训",
        "状态",
        "公开属性",
    ]


def test_a_delegation_asks_for_its_papers_and_a_conferral_for_its() -> None:
    start = ["名称=甲", "类型=行政许可", "资料性质=法条整理", "实施依据=《行政许可法》第三条"]
    start += ["责任事项=行政许可通用", "追责情形=行政许可通用"]
    assert missing("权力", [*start, "行使方式=委托"]) == ["委托机关", "委托书.文号", "委托书.期限", "委托书.公告"]
    assert missing("权力", [*start, "行使方式=赋权"]) == ["放权文件"]
    assert missing(
        "权力", [*start, "行使方式=委托", "委托机关=青榆县自然资源和规划局", "委托书.文号=青自然资委〔2025〕3号"]
    ) == [
        "委托书.期限",
        "委托书.公告",
    ]


def test_a_demonstration_asks_for_less_than_a_formal_site(root: Path) -> None:
    start = ["名称=甲", "类型=行政许可", "行使方式=法定", "资料性质=法条整理", "实施依据=《行政许可法》第三条"]
    assert missing("权力", start, root) == ["责任事项", "追责情形"]
    town = root / "powers/town.yml"
    town.write_text(town.read_text("utf-8").replace("发布状态: 正式", "发布状态: 演示"), "utf-8")
    new.make(root, kind("权力"), start, DAY, None)


def test_a_penalty_asks_for_what_a_penalty_needs() -> None:
    common = [word for word in GIVEN["决定"] if word.split("=")[0] in (
        "行政相对人名称", "行政相对人类别", "决定机关", "决定日期", "公布日期", "决定书文号", "资料性质"
    )]  # fmt: skip
    asked = missing("决定", [*common, "种类=行政处罚", "对应权力=q203"])
    assert {"违法事实", "处罚依据", "处罚类别", "处罚内容", "公开理由", "统一社会信用代码"} <= set(asked)
    assert not {"许可内容", "罚款金额"} & set(asked)
    asked = missing("决定", [*common, "种类=行政处罚", "对应权力=q203", "处罚类别=罚款", "处罚类别=吊销许可证件"])
    assert {"罚款金额", "暂扣或吊销证照名称及编号"} <= set(asked)
    assert "没收金额" not in asked


# The command.


def test_without_a_terminal_what_is_missing_is_told_and_nothing_written(root: Path) -> None:
    before = files(root)
    done = run("new", "指路", "名称=甲", root=root)
    assert done.exit_code == 2 and "还缺" in done.output and "归谁办=…　法律写明的去处" in done.output
    assert files(root) == before


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["名成=甲"], "没有“名成”这一格，是不是想写“名称”？"),
        (["类型=行政"], "只能是"),
        (["委托书.期限=2025年"], "委托书.期限：写的是“2025年”"),
        (["委托书=有"], "这一格下面还分格"),
        (["名称.甲=乙"], "下面不再分格"),
        (["名称=甲", "名称=乙"], "写了两次"),
        (["编号=q001"], "编号由程序取"),
        (["名称"], "写成“格子=内容”"),
        (["名称=无"], "不能写“无”"),
        (["名称=待定"], "写的是“待定”"),
        (["名称=甲\u200b乙"], "零宽字符"),
        (["名称=甲\n乙"], "一行"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value),
)
def test_what_is_wrong_is_told_in_chinese(words: list[str], expected: str) -> None:
    done = run("new", "权力", *words, root=TOWN)
    assert done.exit_code == 2 and expected in done.output and "Traceback" not in done.output, done.output


def test_a_near_miss_of_the_kind_is_told() -> None:
    assert "是不是想写“权力事项”" in run("new", "权利").output
    assert "可以写：权力事项、办事指南" in run("new", "清单").output
    assert run("new", "权利").exit_code == 2


def test_the_kinds_go_by_their_short_and_their_full_names() -> None:
    assert {kind(word).letter for word in GIVEN} == {each.letter for each in KINDS}
    for each in KINDS:
        assert kind(each.word) is each and kind(each.title) is each


def test_the_end_says_where_the_file_is_and_what_is_next(root: Path) -> None:
    done = run("new", "机构", *GIVEN["机构"], root=root)
    assert done.exit_code == 0 and "新建了 powers/departments/j" in done.output and "qingdan serve" in done.output
    done = run("new", "指路", *GIVEN["指路"], "依据=《没有这部法》第三条", root=root)
    assert done.exit_code == 0 and "还要补的：" in done.output and "没有这部法" in done.output


# The terminal.


def _by_hand(lines: list[str]) -> tuple[list[Question], object]:
    asked: list[Question] = []

    def ask(question: Question) -> str:
        asked.append(question)
        return lines.pop(0)

    return asked, ask


def test_answers_are_checked_at_once_and_asked_again(root: Path) -> None:
    lines = ["补办结婚证", "9", "2", "结婚证丢了", "补结婚证", "", "婚姻登记机关", "民法典", "《行政许可法》第三条", ""]
    asked, ask = _by_hand(lines)
    made = new.make(root, kind("指路"), [], DAY, ask)
    data = reader.read((root / made.path).read_bytes(), kind("指路").model).data
    assert data["资料性质"] == "法条整理" and data["说法"] == ["结婚证丢了", "补结婚证"]
    assert [bool(question.fault) for question in asked].count(True) == 2
    assert asked[1].choices == ("官方", "法条整理", "示例")
    assert any("既不是《法规》第几条" in question.fault for question in asked)


def test_what_depends_on_an_answer_is_asked_after_it(root: Path) -> None:
    lines = [
        "甲",
        "法条整理",
        "行政许可",
        "2",
        "《行政许可法》第三条",
        "",
        "青政发〔2025〕9号",
        "行政许可通用",
        "行政许可通用",
    ]
    asked, ask = _by_hand(lines)
    made = new.make(root, kind("权力"), [], DAY, ask)
    assert made.id == "q005" and not lines
    assert [question.name for question in asked][-3:] == ["放权文件", "责任事项", "追责情形"]


def test_steps_are_asked_until_none_is_left(root: Path) -> None:
    lines = ["开小卖部", "法条整理", "开店", ""]
    lines += ["营业执照", "《行政许可法》第三条", "", "备案", "《行政许可法》第三条", "", ""]
    _, ask = _by_hand(lines)
    made = new.make(root, kind("一件事"), [], DAY, ask)
    data = reader.read((root / made.path).read_bytes(), kind("一件事").model).data
    assert [step["做什么"] for step in data["步骤"]] == ["营业执照", "备案"] and not lines


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own, which only this system lends to a test")
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_at_a_terminal(root: Path, encoding: str) -> None:
    import pty

    def talk(lines: list[str], end: bytes) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        words = [sys.executable, "-m", "generator", "new", "机构", "--root", str(root), "--as-of", str(DAY)]
        paths = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding}
        with subprocess.Popen(
            words, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ | paths
        ) as done:
            os.close(theirs)
            os.write(ours, "".join(f"{line}\n" for line in lines).encode(encoding) + end)
            out, _ = done.communicate(timeout=60)
            os.close(ours)
        return done.returncode, out.decode(encoding)

    before = files(root)
    status, said = talk(["青榆县样例局"], b"\x04")  # and no more: the person gives up
    assert status == 130 and "停下了，什么也没改" in said and files(root) == before
    status, said = talk(["青榆县样例局", "示例", "县级部门"], b"")
    assert status == 0 and "新建了 powers/departments/" in said and "Traceback" not in said, said
    assert len(files(root)) == len(before) + 1


def test_a_blank_form_says_only_what_is_known() -> None:
    content = blank.form(Power, {"编号": "q001", "名称": "甲"})
    assert reader.read(content, Power).data == {"编号": "q001", "名称": "甲"}


def test_a_list_may_be_given_as_the_prompt_shows_it() -> None:
    """The prompt's example of a list stands in brackets: typed like that it is the list, at the terminal too."""
    spec = named_fields(Guide)["对应权力"]
    assert spec.example.startswith("[")
    known = {"q001": "甲", "q002": "乙"}.get
    data, faults = answers.given(Guide, ["俗称=[摆摊, 出摊]", "俗称=夜市", "对应权力=[q001, q002]"], known)
    assert not faults and data == {"俗称": ["摆摊", "出摊", "夜市"], "对应权力": ["q001 甲", "q002 乙"]}
    _, faults = answers.given(Guide, ["俗称=[摆摊, {甲: 乙}]"], known)
    assert "写成 [甲, 乙]" in faults[0]
    typed = iter(["[摆摊, 出摊]", ""])
    assert asking.answer(named_fields(Guide)["俗称"], lambda _: next(typed), known) == ["摆摊", "出摊"]
