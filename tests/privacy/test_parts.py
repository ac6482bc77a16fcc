"""The parts of the scanner, one by one and exactly: digits, groups, numbers that prove themselves, words, sentences."""

from __future__ import annotations

import unicodedata
from dataclasses import astuple
from pathlib import Path

import pytest

from generator.attachments.flaw import Look
from generator.privacy import codes, digits, finding, numbers, people, persons, scan, site, telling, wording
from generator.privacy.digits import Run
from generator.privacy.finding import Found, Kind
from generator.privacy.grouping import together
from generator.problem import MOST, Severity, Span
from tests.privacy import papers

ID, MOBILE, CARD = "370000190001010002", "13800000000", "6222000000000000012"
OF_TEN = "37000019000101007X"  # the sum of this one leaves ten, written X
CREDIT = "913709827000000475"


@pytest.fixture(autouse=True)
def _anew() -> None:
    """As in a process that has just begun: what was worked out before is worked out again."""
    for module in (codes, digits, finding, numbers, people, persons, scan, site, telling, wording):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def run_of(text: str) -> Run:
    """The one run of a text."""
    (found,) = digits.runs(text)
    return found


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("０１２９", "0129"),
        ("①②⑨", "129"),
        ("一二三四五六七八九〇零", "12345678900"),
        ("𝟎𝟗", "09"),
        ("壹贰叁", "123"),
        ("1a-2 3", "123"),
        ("甲", ""),
    ],
)
def test_digits_of_every_kind_are_digits(written: str, plain: str) -> None:
    assert digits.plain(written) == plain


def test_what_unicode_takes_for_a_digit_is_that_digit() -> None:
    known = digits._plain()
    other = {code for code, value in known.items() if unicodedata.digit(chr(code), -1) != int(value)}
    assert known == digits.PLAIN and {chr(code) for code in other} <= set("".join(digits._CHINESE))
    valued = {code for code in range(0x1B5A) if unicodedata.digit(chr(code), -1) >= 0}
    assert valued <= known.keys() and len(known) > 500
    assert known[ord("两")] == "2" and known[ord("〇")] == "0" and known[ord("九")] == "9"


def test_a_run_knows_where_its_groups_stand() -> None:
    run = run_of("甲138 0000-0000，乙")
    assert (run.digits, run.places, run.cuts) == ("13800000000", ((1, 4), (5, 9), (10, 14)), (0, 3, 7, 11))
    assert run.group_at == {0: 0, 3: 1, 7: 2, 11: 3}
    assert run.span(0, 11) == (1, 14) and run.span(3, 7) == (5, 9) and run.span(3, 11) == (5, 14)
    assert run.sizes(0, 11) == (3, 4, 4) and run.sizes(3, 11) == (4, 4) and run.sizes(3, 7) == (4,)
    assert run.is_whole(0, 11) and not run.is_whole(3, 11) and not run.is_whole(0, 7)
    assert (
        run.gaps(0, 11) == {" ", "-"}
        and run.gaps(0, 7) == {" "}
        and run.gaps(3, 11) == {"-"}
        and run.gaps(0, 3) == set()
    )


@pytest.mark.parametrize(
    ("between", "gap"),
    [
        ("\n", "\n"),
        (" \n> ", "\n"),
        ("\t", "\t"),
        (" ", " "),
        ("\u200b\u3000", " "),
        ("—", "-"),
        (" - ", "-"),
        ("·", "."),
        ("/", "/"),
        ("-.", "/"),
        ("_", "/"),
    ],
)
def test_what_stands_between_groups_is_one_of_six_signs(between: str, gap: str) -> None:
    assert run_of(f"138{between}00000000").gaps(0, 11) == {gap}


def test_few_digits_and_words_between_are_no_run() -> None:
    assert [run.digits for run in digits.runs("1380000000 和 13800000000a0")] == [MOBILE]
    assert (
        list(digits.runs("138" + " " * 7 + "00000000")) == []
        and len(list(digits.runs("138" + " " * 6 + "00000000"))) == 1
    )


@pytest.mark.parametrize(
    ("text", "first", "end", "before", "one"),
    [
        (MOBILE, 0, 11, 0, True),
        ("138 0000 0000", 0, 11, 0, True),  # as is usual
        ("13 800 000 000", 0, 11, 0, True),  # all that stands there, one sign between
        ("13 800-000 000", 0, 11, 0, False),
        ("13\t800\t000\t000", 0, 11, 0, False),
        ("13/800/000/000", 0, 11, 0, False),
        ("13 800 000 000 1", 0, 11, 0, False),  # not all that stands there
        ("1380000\n0000", 0, 11, 0, True),
        ("138000000\n00", 0, 11, 0, False),
        ("13800000\n000", 0, 11, 0, True),  # three on a line are enough
        ("13800\n000\n000", 0, 11, 0, False),
        ("13 800 000\n000", 0, 11, 0, True),
        ("1999 1 000000", 0, 11, 0, False),  # a year and a month
        ("1999 12 00000", 0, 11, 0, False),
        ("1999 2001 000", 0, 11, 0, False),  # a span of years
        ("1999 1901 000", 0, 11, 0, False),
        ("1999 3001 000", 0, 11, 0, True),
        ("1999 123 0000", 0, 11, 0, True),
        ("2999 12 00000", 0, 11, 0, True),
        ("86 138 0000 0000", 0, 13, 2, True),
        ("86138 0000 0000", 0, 13, 2, True),
    ],
)
def test_groups_are_one_number_or_not(text: str, first: int, end: int, before: int, one: bool) -> None:
    assert together(run_of(text), first, end, frozenset({(3, 4, 4)}), before) is one


@pytest.mark.parametrize(
    ("number", "whole", "looks"),
    [
        (ID, True, True),
        (ID[:-1] + "3", False, True),
        ("990000190001010002", False, False),  # no such place
        ("370000180001010002", False, False),  # no such century
        ("370000190013010002", False, False),  # no such month
        ("37000019000101000", False, False),
        ("3700001900010100020", False, False),
        ("37000019000101000x", False, False),
        ("110000199001010000", False, True),
        *((f"11{district}00199001010005", False, True) for district in ("01", "02", "03")),
        ("110400199001010000", False, False),  # a municipality has no fourth kind of district
        ("113300199001010000", False, False),
        ("830000200002290000", False, True),
        ("830000200102290000", False, False),
    ],
)
def test_a_residents_number_proves_itself(number: str, whole: bool, looks: bool) -> None:
    assert numbers.is_identity_number(number) is whole
    assert numbers.looks_like_identity(number) is looks


def test_every_last_sign_of_a_residents_number_can_be_right() -> None:
    right = {
        number[-1]
        for i in range(100, 200)
        for x in "0123456789X"
        if numbers.is_identity_number(number := f"37000019000101{i}{x}")
    }
    assert right == set("0123456789X")
    assert all(
        sum(numbers.is_identity_number(f"37000019000101{i}{x}") for x in "0123456789X") == 1 for i in range(100, 120)
    )


def test_a_number_of_a_resident_from_abroad_has_its_place_behind_the_nine() -> None:
    assert numbers.looks_like_identity("937000199001010009") and not numbers.looks_like_identity("999000199001010009")


@pytest.mark.parametrize(
    ("number", "looks"),
    [
        ("370000900101000", True),
        ("370000900131000", True),
        ("370000900132000", False),
        ("370000990228000", True),
        ("370000990229000", False),
        ("370000901301000", False),
        ("990000900101000", False),
        ("37000090010100", False),
        ("3700009001010000", False),
    ],
)
def test_a_number_of_before_1999_shows_place_and_birthday(number: str, looks: bool) -> None:
    assert numbers.looks_like_old_identity(number) is looks


@pytest.mark.parametrize(
    ("number", "prefixes"),
    [
        (MOBILE, [""]),
        ("0" + MOBILE, ["0"]),
        ("86" + MOBILE, ["86"]),
        ("0086" + MOBILE, ["0086"]),
        ("17951" + MOBILE, ["", "17951"]),
        ("12593" + MOBILE, ["12593"]),
        ("12800000000", []),
        ("1380000000", []),
        ("23800000000", []),
    ],
)
def test_a_mobile_number_may_have_a_prefix(number: str, prefixes: list[str]) -> None:
    assert numbers.before_mobile(number, 0) == prefixes
    assert numbers.before_mobile(f"99{number}", 2) == prefixes


def test_a_card_has_an_issuers_digits_a_length_and_a_sum() -> None:
    assert numbers.is_card_number(CARD) and not numbers.is_card_number(CARD[:-1] + "3")
    assert numbers.has_luhn_sum("79927398713") and not numbers.has_luhn_sum("79927398710")
    assert numbers.has_luhn_sum("18") and numbers.has_luhn_sum("59") and not numbers.has_luhn_sum("19")
    assert numbers.is_card_number("6222000000000009") and not numbers.is_card_number("6222000000000000")
    assert numbers.begins_a_card("62") and numbers.begins_a_card("35") and not numbers.begins_a_card("00")
    assert not numbers.is_card_number("0000000000000000000") and not numbers.is_card_number("62")


def test_public_codes_prove_themselves_too() -> None:
    assert numbers.is_credit_code(CREDIT) and not numbers.is_credit_code(CREDIT[:-1] + "6")
    assert not numbers.is_credit_code("91" + "99" + CREDIT[4:]) and not numbers.is_credit_code(CREDIT[:-1])
    assert numbers.is_official_code(CREDIT) and numbers.is_official_code("11000000000000000X500011702500001")
    assert not numbers.is_official_code(ID) and not numbers.is_official_code(MOBILE)


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("身份证", "身份证号"),
        ("身份证号码：", "身份证号"),
        ("ID CARD ", "身份证号"),
        ("银行卡", "银行卡号"),
        ("手机：", "手机号"),
        ("护照", "护照号"),
        ("合同编号：", "公开"),
        ("身份证、合同编号", "公开"),  # the nearest counts
        ("身份证。", ""),
        ("身份证12", ""),
        ("身份证" + "甲" * 20, "身份证号"),
        ("身份证" + "甲" * 21, ""),
        ("身份证\n甲\n", ""),
        ("甲", ""),
        ("", ""),
    ],
)
def test_the_nearest_word_in_front_names_a_number(before: str, name: str) -> None:
    assert wording.named(before) == name


def test_words_are_matched_the_longest_first_and_as_written() -> None:
    assert wording.any_of(["a", "a.b", "cc", "ab"]) == r"a\.b|ab|cc|a"
    assert wording.is_name("身份证号") and not wording.is_name("合同编号") and not wording.is_name("备注")
    assert wording.is_name("甲" * 21 + "身份证") and not wording.is_name("甲" * 22 + "身份证")
    assert "护照" in wording.names_of(Kind.PASSPORT) and "确诊" in wording.of_persons(Kind.HEALTH)
    assert "姓名" in wording.of_lists("姓名") and "孤儿" in wording.of_lists("未成年人") and "张" in wording.surnames()


def _found(kind: Kind, severity: Severity = Severity.ERROR) -> Found:
    return Found(kind, severity, 0, 1, "x", "x")


def test_each_kind_has_its_code_and_what_is_not_sure_another() -> None:
    said = {kind: codes.of(_found(kind)).number for kind in Kind}
    assert said == {
        Kind.IDENTITY: "H731", Kind.MOBILE: "H732", Kind.CARD: "H733",
        Kind.PASSPORT: "H734", Kind.PERMIT: "H734", Kind.PLATE: "H734",
        Kind.HEALTH: "H737", Kind.BIRTH: "H737", Kind.HOME: "H737", Kind.CHAT: "H737", Kind.MAIL: "H737",
        Kind.MASKED: "H738", Kind.LONG: "H735", Kind.MINOR: "H735", Kind.LIST: "H735",
    }  # fmt: skip
    asked = {kind: codes.of(_found(kind, Severity.REMINDER)).number for kind in said}
    assert {kind for kind in said if asked[kind] != said[kind]} == {*finding.NUMBERS} - {Kind.LONG}
    assert {asked[kind] for kind in finding.NUMBERS} == {"H735"}


@pytest.mark.parametrize(
    ("number", "shown"), [(MOBILE, "138…00"), ("1234567890", "1…0"), ("E00000000", "E…0"), ("1", "1…1"), ("", "…")]
)
def test_a_number_is_shown_by_its_ends(number: str, shown: str) -> None:
    assert finding.masked(number) == shown


def test_a_mark_is_of_the_kind_the_number_and_the_words() -> None:
    mark = finding.mark(Kind.MOBILE, MOBILE, "合同 1\n2")
    assert mark == finding.mark(Kind.MOBILE, MOBILE, "合同12") == "".join(c for c in mark if c in "0123456789abcdef")
    others = (
        finding.mark(Kind.CARD, MOBILE, "合同12"),
        finding.mark(Kind.MOBILE, ID, "合同12"),
        finding.mark(Kind.MOBILE, MOBILE, "合同13"),
    )
    assert len({mark, *others}) == 4 and {len(one) for one in (mark, *others)} == {4}
    assert finding.mark(Kind.MOBILE, MOBILE, "\udc80") and mark == "21bc"  # towns have such marks in their files


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲身份证12345678901234567X乙", (Kind.IDENTITY, Severity.ERROR, 4, 22, "123…7X", "12345678901234567X")),
        (f"甲{ID}", (Kind.IDENTITY, Severity.ERROR, 1, 19, "370…02", ID)),
        (f"甲{OF_TEN}乙", (Kind.IDENTITY, Severity.ERROR, 1, 19, "370…7X", OF_TEN)),
        (f"甲{OF_TEN[:-1]} ｘ乙", (Kind.IDENTITY, Severity.ERROR, 1, 20, "370…7X", OF_TEN)),
        (f"卡{CARD}。", (Kind.CARD, Severity.ERROR, 1, 20, "622…12", CARD)),
        (f"甲{MOBILE}", (Kind.MOBILE, Severity.ERROR, 1, 12, "138…00", MOBILE)),
        (f"+86 {MOBILE}", (Kind.MOBILE, Severity.ERROR, 1, 15, "861…00", "86" + MOBILE)),
        (f"合同编号{MOBILE}", (Kind.MOBILE, Severity.REMINDER, 4, 15, "138…00", MOBILE)),
        ("甲1234567890123456", (Kind.LONG, Severity.REMINDER, 1, 17, "123…56", "1234567890123456")),
        ("护照e00000000", (Kind.PASSPORT, Severity.ERROR, 2, 11, "e…0", "E00000000")),
        ("甲Ｅ00000000", (Kind.PASSPORT, Severity.REMINDER, 1, 10, "E…0", "E00000000")),
        ("身份证e00000000", (Kind.PASSPORT, Severity.ERROR, 3, 12, "e…0", "E00000000")),
        ("车牌c00000000", (Kind.PERMIT, Severity.REMINDER, 2, 11, "c…0", "C00000000")),
        ("号牌鲁a00000", (Kind.PLATE, Severity.ERROR, 2, 9, "鲁…0", "鲁A00000")),
        ("护照鲁a00000", (Kind.PLATE, Severity.REMINDER, 2, 9, "鲁…0", "鲁A00000")),
        ("证书编号E00000000", None),
        ("https://a.cn/E00000000", None),
        ("居住证：0000000", (Kind.PERMIT, Severity.ERROR, 4, 11, "0…0", "0000000")),
    ],
)
def test_what_is_found_is_told_exactly(text: str, found: tuple | None) -> None:
    assert [astuple(one)[:6] for one in scan.found(text)] == ([found] if found else [])


def test_below_the_name_of_a_column_places_count_from_the_cell() -> None:
    (one,) = scan.found("甲 0000000", "居住证")
    assert (one.start, one.end, one.kind) == (2, 9, Kind.PERMIT)
    assert (
        scan.found("0000000", "编号") == []
        and scan.found(f"甲{'乙' * 30}123456789012345", "身份证")[0].kind is Kind.LONG
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲患有高血压", (Kind.HEALTH, 1, 3, "患有", "患有")),
        ("甲出生日期：1990年3月", (Kind.BIRTH, 1, 12, "出生日期", "出生日期：1990年3")),
        ("甲1990年3月5日出生", (Kind.BIRTH, 1, 12, "出生", "1990年3月5日出生")),
        ("寄a1@qq.com", (Kind.MAIL, 1, 10, "a…@…", "a1@qq.com")),
        ("林某某，62岁", (Kind.MASKED, 0, 3, "林某某", "林某某 62岁")),
        ("样例村" + "的" * 20 + "林某", (Kind.MASKED, 23, 25, "林某", "林某 样例村")),
        ("林某" + "，" * 20 + "3号楼", (Kind.MASKED, 0, 2, "林某", "林某 3号楼")),
        ("林某" + "，" * 22 + "3号楼", None),
        ("样例村" + "0" * 22 + "林某", None),
    ],
)
def test_what_is_said_of_a_person_is_told_exactly(text: str, found: tuple | None) -> None:
    assert [astuple(one)[:1] + astuple(one)[2:6] for one in persons.said(text)] == ([found] if found else [])
    assert {one.severity for one in persons.said(text)} <= {Severity.REMINDER}


def test_what_is_said_comes_in_the_order_of_the_text() -> None:
    kinds = [one.kind for one in persons.said("寄a1@qq.com，林某某62岁，患有病，住址样例路3号")]
    assert kinds == [Kind.MAIL, Kind.MASKED, Kind.HEALTH, Kind.HOME]


LINES = ["林样例", "田样例"]


def test_a_list_is_looked_for_in_the_first_rows_only() -> None:
    title = [["说明"]]
    table = [["姓名", "住址"], *([name, "样例路"] for name in LINES)]
    assert people.listed(title * 11 + table) == people.Listing(11, ("住址",), 2, False)
    assert people.listed(title * 12 + table) is None
    head = [["序号", "身份证号"]]
    assert people.numbered(title * 11 + head) == (11, {1: "身份证号"}) and people.numbered(title * 12 + head) == (0, {})


@pytest.mark.parametrize(
    ("header", "listed"),
    [
        ("住\n址", True),
        ("住 址 是 哪", False),  # more than three lines are the items of a list
        ("住址（到门牌）", True),
        ("＊住址＊", True),
        ("住址" + "的" * 18, True),
        ("住址" + "的" * 19, False),
        ("办公电话", False),
        ("备注", False),
    ],
)
def test_headers_are_read_as_people_write_them(header: str, listed: bool) -> None:
    found = people.listed([["本人姓名", header], *([name, "写了"] for name in LINES)])
    assert (found is not None) is listed


def test_a_header_is_read_without_its_breaks_and_its_explanation() -> None:
    assert people._plain("甲 乙 丙") == "甲乙丙" and people._plain("甲 乙 丙 丁") == ""
    assert people._plain("甲（" + "乙" * 18) == "甲" and people._plain("甲（" + "乙" * 19) == "甲（" + "乙" * 19


def test_columns_that_are_empty_beside_the_names_do_not_count() -> None:
    rows = [["姓名", "住址", "年龄", "电话"], [LINES[0], " ", "1", ""], [LINES[1], "", "2"], ["3", "写了", "", "4"]]
    assert people.listed(rows) == people.Listing(0, ("年龄",), 2, False)
    assert people.listed([["姓名", "住址"], [LINES[0], "写了"], ["1", "写了"]]) is None


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("甲  乙\n丙  丁", [(1, [["甲", "乙"], ["丙", "丁"]])]),
        ("\n甲\u3000乙", [(2, [["甲", "乙"]])]),
        ("甲,乙\n\n丙,丁", [(1, [["甲", "乙"]]), (3, [["丙", "丁"]])]),
        ("甲,乙。", []),
        ("| 甲 | 乙 |\n| - | - |", [(1, [["甲", "乙"]])]),
        ("| 甲 |", []),
        ("  甲", []),
        ("甲", []),
    ],
)
def test_tables_in_a_text_begin_at_a_line(text: str, tables: list) -> None:
    assert list(people.tables_in(text)) == tables


def test_in_a_text_each_finding_has_its_line_and_column() -> None:
    told = telling.in_text(f"甲\n乙{MOBILE}\n{ID}", of_persons=True)
    assert [(one.code.number, one.message, one.span, one.place, one.written) for one in told] == [
        ("H732", "“138…00”是手机号", Span(2, 2, 11), (), MOBILE),
        ("H731", "“370…02”是身份证号", Span(3, 1, 18), (), ID),
    ]
    assert told[0].mark == finding.mark(Kind.MOBILE, MOBILE, f"乙{MOBILE}")
    (broken,) = telling.in_text("1380000\n0000")
    assert broken.span == Span(1, 1, 7)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1234567890123456", "“123…56”有16位，像身份证号或者银行卡号"),
        ("E00000000号", "“E…0”像是护照号"),
        ("患有", "“患有”后面像是个人的病和身体"),
        ("寄a1@qq.com", "“a…@…”像是个人的邮箱"),
        ("林某某62岁", "“林某某”旁边有村、年龄或者门牌，还是认得出是谁"),
    ],
)
def test_each_kind_is_told_in_its_words(text: str, message: str) -> None:
    assert [one.message for one in telling.in_text(text, of_persons=True)] == [message]
    said = [one.message for one in telling.of_persons(text)]
    assert said == ([] if text[0] in "1E" else [message])
    assert [one.span for one in telling.of_persons("甲\n患有")] == [Span(2, 1, 2)]
    assert telling.of_persons("甲\n患有")[0].mark == finding.mark(Kind.HEALTH, "患有", "甲\n患有")


def test_of_words_too_the_first_of_many_are_told() -> None:
    assert telling.of_persons("患有，" * 25)[-1].message == "“患有”后面像是个人的病和身体；还有5处一样的"
    assert len(telling.of_persons("患有，" * 25)) == MOST and telling.in_text("患有") == []


def test_a_table_is_read_below_its_headers() -> None:
    rows = [["姓名", "身份证号"], ["林样例", "说明" * 20], ["短的"], ["田样例", "123456789012345"], ["石样例", MOBILE]]
    assert [(one.code.number, one.message) for one in telling.in_table(rows)] == [
        ("H735", "“123…45”有15位，像身份证号或者银行卡号"),
        ("H732", "“138…00”是手机号"),
        ("H731", "“123…45”是身份证号"),
    ]
    boxes = [["手机", *MOBILE], ["1", "23"]]
    assert [one.message for one in telling.in_table(boxes)] == ["“138…00”是手机号"]
    apart = [["1380000", "0000"]]
    assert telling.in_table(apart) == []


def test_a_table_is_read_as_a_text_too() -> None:
    assert [one.message for one in telling.in_table([["患有", "1"], ["甲"]])] == ["“患有”后面像是个人的病和身体"]
    rows = [["身份证号", "甲" * 30], ["", "123456789012345"], ["123456789012345"], ["甲"]]
    first = [["说明" * 20, "身份证号"], ["123456789012345", "甲"], ["乙", "123456789012346"]]
    assert [one.message for one in telling.in_table(rows)][-1] == "“123…45”是身份证号"
    assert [one.message for one in telling.in_table(first)][-1] == "“123…46”是身份证号"
    assert telling._joined(["1", "2", "3", "甲乙", "4"]) == "\f123\f甲乙\f4" and telling._joined([]) == ""


def test_what_is_said_of_a_list_stands_where_it_is_found() -> None:
    found = people.Listing(0, (), 2, True)
    told = telling.listing(found, "ab12", "第1页", Span(3, 4, 5))
    assert (told.message, told.mark, told.span) == ("第1页：像是一张未成年人的名单，2个人", "ab12", Span(3, 4, 5))
    assert telling.listing(found).mark == "" and telling.listing(found).span == Span(1, 1)
    assert [one.span for one in telling._at("甲", telling.in_text(f"\n{MOBILE}"))] == [Span(1, 1)]


def test_an_attachment_is_told_by_its_places_and_one_mark() -> None:
    look = Look(
        mark="ab12",
        texts=[("第2页", f"打{MOBILE}\n姓名,住址\n林样例,样例路\n田样例,样例路"), ("", "患有")],
        tables=[("工作表“孤儿”", [["姓名"], ["林样例"], ["田样例"]])],
    )
    told = telling.in_attachment(f"表{ID}.txt", look)
    assert [(one.code.number, one.message, one.mark, one.span) for one in told] == [
        ("H731", "“370…02”是身份证号", "ab12", Span(1, 1)),
        ("H732", "第2页：“138…00”是手机号", "ab12", Span(1, 1)),
        ("H736", "第2页：像是一张名单，2个人，姓名旁边有“住址”", "ab12", Span(1, 1)),
        ("H737", "“患有”后面像是个人的病和身体", "ab12", Span(1, 1)),
        ("H736", "工作表“孤儿”：像是一张未成年人的名单，2个人", "ab12", Span(1, 1)),
    ]
    assert [one.written for one in told[:2]] == [ID, MOBILE]
    table = Look(mark="ab12", tables=[("", [["电话", MOBILE]]), ("表", [[ID]])])
    assert [one.message for one in telling.in_attachment("a", table)] == [
        "“138…00”是手机号",
        "表：“370…02”是身份证号",
    ]
    assert (
        telling.listing(people.Listing(0, ("住址", "年龄"), 3, False)).message
        == "像是一张名单，3个人，姓名旁边有“住址”“年龄”"
    )


def test_in_a_file_values_comments_and_escapes_are_told() -> None:
    content = f'备注: 甲{MOBILE}\n列表:\n  - a: "\\u0031\\u00338\\u0030000 0000"\n# {ID}\n'.encode()
    told = telling.in_file(content)
    assert [(one.code.number, one.span, one.place) for one in told] == [
        ("H732", Span(1, 6, 11), ("备注",)),
        ("H731", Span(4, 3, 18), ()),
    ]
    assert told[0].mark == finding.mark(Kind.MOBILE, MOBILE, f"甲{MOBILE}")
    assert told[1].mark == finding.mark(Kind.IDENTITY, ID, f"# {ID}")
    assert telling.in_file("名称: 甲\n".encode()) == ()
    (escaped,) = telling.in_file(b'a:\n  - "\\u00313800000000"\n')
    assert (escaped.code.number, escaped.span.line, escaped.place, escaped.written) == ("H732", 2, ("a", 0), MOBILE)


def test_a_value_is_known_by_the_place_of_what_is_in_it() -> None:
    content = f"# {MOBILE}\n甲: |\n  乙\n  {MOBILE}丙\n丁:\n  - {ID}  # {CARD}\n  - a: 'b'\n".encode()
    told = telling.in_file(content)
    assert [(one.written, one.span, one.place) for one in told] == [
        (MOBILE, Span(1, 3, 11), ()),
        (MOBILE, Span(4, 3, 11), ("甲",)),
        (ID, Span(6, 5, 18), ("丁", 0)),
        (CARD, Span(6, 27, 19), ()),
    ]
    texts = (f"# {MOBILE}", f"乙\n{MOBILE}丙\n", ID, f"  - {ID}  # {CARD}")
    kinds = (Kind.MOBILE, Kind.MOBILE, Kind.IDENTITY, Kind.CARD)
    marks = [finding.mark(kind, one.written, text) for kind, one, text in zip(kinds, told, texts, strict=True)]
    assert [one.mark for one in told] == marks
    assert [one.message for one in told] == ["“138…00”是手机号"] * 2 + ["“370…02”是身份证号", "“622…12”是银行卡号"]
    broken = telling.in_file(f"甲: [\n{MOBILE}\n".encode())  # no tree: the line is all that is known
    assert [(one.span, one.place) for one in broken] == [(Span(2, 1, 11), ())]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>甲<b>乙</b>丙</p>", "\f甲乙丙\f"),
        ("甲<td>1</td><td>2</td>", "甲\f1\f\f2\f"),
        ("a&amp;b&#49;", "a&b1"),
        ("甲", "甲"),
    ],
)
def test_a_page_is_read_as_it_is_shown(page: str, shown: str) -> None:
    assert site.shown(page) == shown


def _leaks(path: str, text: str, **words: frozenset[str]) -> list[tuple[str, str, str]]:
    return [(one.path, one.place, one.found.kind.name) for one in site.in_file(path, text.encode(), set(), **words)]


def test_in_a_site_errors_alone_are_told_wherever_they_stand() -> None:
    assert _leaks("a/index.html", f"<p>{MOBILE}</p>") == [("a/index.html", "", "MOBILE")]
    assert _leaks("a.HTML", f'<p title="{ID}">') == [("a.HTML", "", "IDENTITY")]
    assert _leaks("a.html", '<p title="1380000" lang="0000">') == []
    assert _leaks("a.json", '{"a": "1380000\\n0000"}') == [("a.json", "", "MOBILE")]
    assert _leaks("a.csv", f"甲,{MOBILE}\n") == [("a.csv", "", "MOBILE")]
    assert (
        _leaks("a.bin", MOBILE) == []
        and _leaks("assets/a.js", MOBILE) == []
        and _leaks("a.txt", "合同1234567890123456") == []
    )
    assert _leaks("a.txt", MOBILE, tolerated=frozenset({MOBILE})) == []
    broken = b"\xff\xfe\x00" + MOBILE.encode()  # not a text in any encoding: what can be read of it is read
    assert [one.found.kind.name for one in site.in_file("a.html", broken, set())] == ["MOBILE"]
    seen: set[tuple[str, str]] = set()
    assert len(list(site.in_file("a.html", MOBILE.encode(), seen))) == 1
    assert list(site.in_file("b.html", MOBILE.encode(), seen)) == []


def test_a_line_is_looked_at_once_behind_the_same_line() -> None:
    seen: set[tuple[str, str]] = set()
    assert site._fresh("a\nb\nc", seen) == "a\nb\nc" and seen == {("", "a"), ("a", "b"), ("b", "c")}
    assert site._fresh("a\nb\nd\nb\nc\ne", seen) == "d\nb\n\f\ne"
    assert site._fresh("a\nb", seen) == ""


def test_all_files_of_a_site_are_looked_at_in_their_order(tmp_path: Path) -> None:
    names = sorted(["b/c.txt", "b/a.json", "a.html", *(f"x{number}.txt" for number in range(20))])
    for place, name in enumerate(names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{place}\n甲{MOBILE}\n乙{ID}乙{place}", "utf-8")
    (tmp_path / "a.xlsx").write_bytes(papers.xlsx({"表": [[MOBILE, "甲"], ["138", "00000000"]]}))
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/a.txt").write_text(MOBILE, "utf-8")
    leaks = site.leaks(tmp_path)
    assert [(one.path, one.found.start) for one in leaks] == sorted((one.path, one.found.start) for one in leaks)
    assert [one.path for one in leaks if one.found.kind is Kind.IDENTITY] == names
    assert [(one.path, one.place) for one in leaks if one.place] == [("a.xlsx", "工作表“表”")]
    assert [one.path for one in site.leaks(tmp_path, {MOBILE})] == names


def test_the_numbers_of_our_own_examples_may_stand_on_their_pages() -> None:
    own = next(one for one in sorted(site._of_examples()) if scan.found(one)[0].severity is Severity.ERROR)
    assert _leaks("help/codes/h7/index.html", own) == [] and len(_leaks("help/index.html", own)) == 1
