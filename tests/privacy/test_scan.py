"""The scanner finds numbers of persons however they are written, and nothing else."""

from __future__ import annotations

import pytest

from generator.privacy import scan
from generator.privacy.finding import Kind
from generator.privacy.numbers import is_credit_code, is_identity_number
from generator.problem import Severity
from tests.privacy import judging

SEED = 7
SAMPLE = 2000  # numbers; `python -m tests.privacy` takes more
ID, MOBILE, CARD = "370000190001010002", "13800000000", "6222000000000000012"


def seen(text: str, called: str = "") -> list[tuple[str, str, str]]:
    """What is found: the kind, how sure, the text there."""
    return [(one.kind.name, one.severity.name, text[one.start : one.end]) for one in scan.found(text, called)]


def test_numbers_of_persons_are_found_however_they_are_written() -> None:
    verdicts = judging.caught(SAMPLE, SEED)
    missed = [(one.form, one.text) for one in verdicts if not one.right]
    assert len({one.form for one in verdicts}) >= 40
    assert len(missed) <= len(verdicts) * 0.005, missed


def test_numbers_of_nobody_are_left_alone() -> None:
    verdicts = judging.alarms(4 * SAMPLE, SEED)
    assert [one.text for one in verdicts if one.errors] == []
    assert sum(one.reminders for one in verdicts) <= len(verdicts) * 0.03


@pytest.mark.parametrize("name", judging.SHAPES)
def test_time_grows_with_the_length_alone(name: str) -> None:
    short, long = (judging.spent(scan.found, judging.SHAPES[name], size) for size in (16, 64))
    assert long <= 3 * 4 * max(short, 0.001), (short, long)


@pytest.mark.parametrize(
    ("text", "kind", "severity", "there"),
    [
        ("身份证号123456789012345", "IDENTITY", "ERROR", "123456789012345"),
        ("证件号码：12345678901234567X，", "IDENTITY", "ERROR", "12345678901234567X"),
        ("公民身份号码 370000 19000101 0003", "IDENTITY", "ERROR", "370000 19000101 0003"),
        ("银行卡号1234567890123456", "CARD", "ERROR", "1234567890123456"),
        ("卡号 1234 5678 9012 3456 789", "CARD", "ERROR", "1234 5678 9012 3456 789"),
        ("护照E00000000", "PASSPORT", "ERROR", "E00000000"),
        ("护照号码：EA0000000", "PASSPORT", "ERROR", "EA0000000"),
        ("港澳通行证C00000000", "PERMIT", "ERROR", "C00000000"),
        ("台胞证 00000000", "PERMIT", "ERROR", "00000000"),
        ("军官证：字第0000000号", "PERMIT", "ERROR", "0000000"),
        ("车牌号鲁A00000", "PLATE", "ERROR", "鲁A00000"),
        ("号牌：鲁Ｊ·Ｄ00000", "PLATE", "ERROR", "鲁Ｊ·Ｄ00000"),
        ("手机013800000000", "MOBILE", "ERROR", "013800000000"),
    ],
)
def test_behind_its_name_a_number_is_an_error(text: str, kind: str, severity: str, there: str) -> None:
    assert seen(text) == [(kind, severity, there)]


@pytest.mark.parametrize(
    ("text", "kind", "there"),
    [
        ("123456789012345", "LONG", "123456789012345"),
        ("1234567890123456", "LONG", "1234567890123456"),
        ("12345678901234567", "LONG", "12345678901234567"),
        ("370000190001010003", "LONG", "370000190001010003"),
        ("1234 5678 9012 3456", "LONG", "1234 5678 9012 3456"),
        ("370000 19000101 0003", "LONG", "370000 19000101 0003"),
        ("E00000000号", "PASSPORT", "E00000000"),
        ("H00000000", "PERMIT", "H00000000"),
        ("鲁A00000", "PLATE", "鲁A00000"),
        ("合同编号：13800000000", "MOBILE", "13800000000"),
    ],
)
def test_bare_the_same_shapes_are_asked_about(text: str, kind: str, there: str) -> None:
    assert seen(text) == [(kind, "REMINDER", there)]


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码: 913709827000000475",
        "913709827000000475",
        "11000000000000000X500011702500001",
        "合同编号：1234567890123456",
        "项目编号 1234567890123456",
        "SDGP370900202600001234",
        "鲁ICP备00000000号",
        "鲁公网安备00000000000000号",
        "0000-0000001",
        "0538-8012345-813",
        "+86 538 8012345",
        "400-123-4567",
        "12345",
        "013800000000",
        "2026-04-08至2026-06-30",
        "20260408-20260630",
        "1999-12-31-001",
        "1985-1990 199",
        "15元，20元，30元",
        "3,912,345,678",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha 0d13912345678a4f",
        "https://www.example.gov.cn/art/1234567890123456.html",
        "https://www.example.gov.cn/?id=123456789012345678",
        "身份证、健康证明各一份，合同编号1234567890123456",
        "国标GB 11643-1999",
        "",
    ],
)
def test_what_is_nobodys_is_left_alone(text: str) -> None:
    assert seen(text) == []


def test_a_code_is_known_by_its_field_where_it_may_be_either() -> None:
    """A number that is right as a person's and as a body's: the field says which."""
    both = "523701198001010418"
    assert is_identity_number(both) and is_credit_code(both)
    assert seen(both) == [("IDENTITY", "ERROR", both)]
    assert seen(both, "统一社会信用代码") == []


def test_several_numbers_are_told_apart() -> None:
    text = f"{ID} {MOBILE}，卡{CARD}；又{MOBILE}"
    assert [kind for kind, _, _ in seen(text)] == ["IDENTITY", "MOBILE", "CARD", "MOBILE"]


def test_the_name_of_a_column_counts_as_a_word_in_front() -> None:
    assert seen("123456789012345", "身份证号") == [("IDENTITY", "ERROR", "123456789012345")]
    assert seen("13800000000", "合同编号") == [("MOBILE", "REMINDER", "13800000000")]
    assert seen("00000000", "台胞证号") == [("PERMIT", "ERROR", "00000000")]


def test_what_is_found_is_never_whole() -> None:
    for number in (ID, MOBILE, CARD):
        for one in scan.found(f"号码{number}"):
            assert number not in repr(one) and number not in str(one)
            assert one.shown == f"{number[:3]}…{number[-2:]}"


def test_a_text_is_shown_with_its_numbers_covered() -> None:
    text = f"甲{MOBILE}乙 370000 19000101 0002 丙1234567890123456"
    covered = scan.covered(text)
    assert covered == "甲138******00乙 370*** ******** **02 丙1234567890123456"
    assert len(covered) == len(text)


def test_a_mark_holds_for_its_text_alone() -> None:
    one = scan.found("合同13800000000号")[0]
    assert one.kind is Kind.MOBILE and one.severity is Severity.REMINDER
    assert one.mark("合同13800000000号") == one.mark(" 合同 13800000000号\n") != one.mark("合同13800000000号。")
    assert len(one.mark("")) == 4
