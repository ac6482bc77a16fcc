"""What is said of persons in words, and lists of them."""

from __future__ import annotations

import pytest

from generator.privacy import people, persons
from tests.privacy import judging


def said(text: str) -> list[str]:
    """The kinds of what a text says of persons."""
    return [one.kind.name for one in persons.said(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("当事人患有高血压", "HEALTH"),
        ("二级残疾", "HEALTH"),
        ("出生日期：1990年3月5日", "BIRTH"),
        ("1990年3月5日出生", "BIRTH"),
        ("1990-03生", "BIRTH"),
        ("家住样例村3组12号", "HOME"),
        ("住址：样例路3号楼2单元", "HOME"),
        ("微信号：abc12345", "CHAT"),
        ("QQ:12345678", "CHAT"),
        ("寄到a1234@qq.com", "MAIL"),
        ("林某某，男，62岁", "MASKED"),
        ("林某（样例村人）", "MASKED"),
        ("林*例住3号楼", "MASKED"),
        ("林样×，2单元", "MASKED"),
    ],
)
def test_what_is_said_of_a_person_is_asked_about(text: str, kind: str) -> None:
    assert kind in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "从业人员健康证明",
        "住址：________",
        "出生年月：",
        "2026年5月1日生效",
        "2026年生产经营情况",
        "凭户籍地村委会证明",
        "户籍所在地的村",
        "住址在本村的",
        "微信公众号：ciyao",
        "微信搜“青榆办事”",
        "寄到jiucuo@example.gov.cn",
        "a@b.gov.cn",
        "林某申请",
        "于某年某月",
        "当事人没有批准，在样例村搭棚",
    ],
)
def test_what_is_said_of_nobody_is_left_alone(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("name", ["说到人的词", "住址", "微信", "邮箱", "遮住的名字", "字母", "句子", "全角空格"])
def test_time_grows_with_the_length_alone(name: str) -> None:
    short, long = (judging.spent(persons.said, judging.SHAPES[name], size) for size in (16, 64))
    assert long <= 3 * 4 * max(short, 0.001), (short, long)


NAMES = [["石样例"], ["林样例"], ["田样例"]]


def rows(*header: str, filled: int = 3) -> list[list[str]]:
    """A table of persons with something in every cell."""
    return [list(header), *(name + ["写了"] * (len(header) - 1) for name in NAMES[:filled])]


@pytest.mark.parametrize(
    "column",
    [
        "身份证号",
        "证件号码",
        "银行卡号",
        "卡号",
        "住址",
        "家庭住址",
        "电话",
        "联系电话",
        "年龄",
        "残疾等级",
        "病种",
        "低保类别",
    ],
)
def test_a_list_of_persons_is_known_by_a_column(column: str) -> None:
    found = people.listed(rows("姓名", column))
    assert found == people.Listing(0, (column,), 3, False)


@pytest.mark.parametrize(
    ("table", "title"),
    [
        (rows("学生姓名", "成绩"), ""),
        (rows("姓名", "班级"), ""),
        (rows("姓名", "备注"), "工作表“孤儿名单”"),
        ([["幼儿入园名单"], *rows("序号", "姓名")[:1], *(["1", *name] for name in NAMES)], ""),
    ],
)
def test_a_list_of_minors_is_one_whatever_else_it_says(table: list[list[str]], title: str) -> None:
    found = people.listed(table, title)
    assert found and found.minors


@pytest.mark.parametrize(
    "table",
    [
        rows("姓名", "职务", "办公电话"),
        rows("姓名", "执法证号", "单位"),
        rows("事项", "电话"),
        rows("姓名", "住址", filled=1),
        [["姓名", "住址"], ["", ""], ["", ""]],
        [["姓名", "住址"], *NAMES],
        [["单位名称", "地址"], ["样例公司", "样例路"], ["样例商店", "样例路"]],
        [],
        [[]],
    ],
)
def test_other_tables_are_left_alone(table: list[list[str]]) -> None:
    assert people.listed(table) is None


def test_the_header_may_stand_below_a_title() -> None:
    table = [["2026年公示"], [], ["*姓名（必填）", "住址："], ["石样例", "样例村"], ["林 样 例", "样例村"]]
    assert people.listed(table) == people.Listing(2, ("住址",), 2, False)


def test_masked_names_are_names() -> None:
    assert people.listed([["姓名", "年龄"], ["石*例", "1"], ["林某某", "2"]])


def test_tables_in_a_text_are_found() -> None:
    text = "说明\n\n| 姓名 | 电话 |\n|:--|--:|\n| 石样例 | 1 |\n\n姓名\t年龄\n石样例\t1\n\n甲,乙,丙\n"
    assert list(people.tables_in(text)) == [
        (3, [["姓名", "电话"], ["石样例", "1"]]),
        (7, [["姓名", "年龄"], ["石样例", "1"]]),
        (10, [["甲", "乙", "丙"]]),
    ]


def test_columns_of_numbers_are_known() -> None:
    assert people.numbered([["公示"], ["序号", "身份证号", "合同编号"]]) == (1, {1: "身份证号"})
    assert people.numbered([["甲"]]) == (0, {})
