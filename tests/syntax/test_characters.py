"""Bytes become text, and every character that cannot be seen, or only looks like another, is told where it stands."""

from __future__ import annotations

import pytest

from generator.problem import Span
from generator.syntax import characters
from generator.syntax.characters import CHARACTER, ENCODING, LOOKALIKE, TAB, WIDE_SPACE

NAME = "编号: 禾泉镇\n"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"a: b\n", "a: b\n"),
        (b"\xef\xbb\xbfa: b\r\nc: d\re: f\n", "a: b\nc: d\ne: f\n"),
        ("名称: 甲\r\n\r\n".encode(), "名称: 甲\n\n"),
        (b"", ""),
        ("甲".encode() + b"\x00" * 2, "甲\0\0"),  # a few zero bytes are no UTF-16
    ],
)
def test_text_is_read_as_utf8_with_one_kind_of_line_end(content: bytes, text: str) -> None:
    assert characters.decode(content) == (text, [])
    assert characters.readable(content).replace("\r\n", "\n").replace("\r", "\n") == text


@pytest.mark.parametrize(
    ("content", "said", "span", "readable"),
    [
        (b"PK\x03\x04rest", "这是“Excel”或者“Word”文件，不是文字", Span(1, 1), "PK\x03\x04rest"),
        (b"\xd0\xcf\x11\xe0rest", "这是“Excel”或者“Word”文件，不是文字", Span(1, 1), None),
        (NAME.encode("utf-16"), "文件是 UTF-16 编码（记事本里叫 Unicode）", Span(1, 1), NAME),
        (b"\xfe\xff" + NAME.encode("utf-16-be"), "文件是 UTF-16 编码（记事本里叫 Unicode）", Span(1, 1), NAME),
        ("a: b\n".encode("utf-16-le"), "文件是 UTF-16 编码（记事本里叫 Unicode）", Span(1, 1), "a: b\n"),
        ("a: b\n".encode("utf-16-be"), "文件是 UTF-16 编码（记事本里叫 Unicode）", Span(1, 1), "a: b\n"),
        (NAME.encode("gb18030"), "文件是 GBK 编码（记事本里叫 ANSI）", Span(1, 1), NAME),
        (
            "a: 1\n甲乙b: ".encode() + "禾".encode("gb18030"),
            "文件是 GBK 编码（记事本里叫 ANSI）",
            Span(2, 6),
            None,
        ),
        (b"a: 1\nb: 2\nab\xff\xff", "文件里有不是文字的内容", Span(3, 3), None),
        (b"\xef\xbb\xbfab\xff\xff", "文件里有不是文字的内容", Span(1, 3), None),
    ],
)
def test_another_encoding_is_named_where_it_shows(content: bytes, said: str, span: Span, readable: str | None) -> None:
    text, faults = characters.decode(content)
    assert text == "" and [(fault.code, fault.message, fault.span) for fault in faults] == [(ENCODING, said, span)]
    assert readable is None or characters.readable(content) == readable


def test_what_to_do_with_a_file_of_office() -> None:
    (fault,) = characters.decode(b"PK\x03\x04")[1]
    assert fault.advice == "照样张写成文字，存成 yml 文件；原件移出 powers，是附件就放到 attachments。"
    assert characters.decode(b"\xff")[1][0].advice == ""


def test_many_zero_bytes_are_utf16_only_in_pairs_and_beside_a_line_end() -> None:
    said = [
        characters.decode(content)[1]
        for content in (b"a\x00\n\x00", b"a\x00\n\x00b", b"a\x00b\x00", b"a" * 60 + b"\n\x00\x00\x00")
    ]
    assert [bool(faults) for faults in said] == [True, False, False, False]
    assert not characters.decode(b"a" * 58 + b"\n\x00")[1]  # a twentieth is not enough


def test_a_line_can_be_shown_of_any_file() -> None:
    assert characters.readable(b"\xff\xfea\x00\x00") == "a\ufffd"
    assert characters.readable("甲".encode("gb18030") + b"\xff") == "甲\ufffd"


# A character, its code, what is told of it; every kind, the first and the last of a range.
AMISS = {
    "\t": (TAB, "有 Tab"),
    "\u2028": (CHARACTER, "有一个看不见的换行符，不是回车（U+2028）"),
    "\u2029": (CHARACTER, "有一个看不见的换行符，不是回车（U+2029）"),
    "\x85": (CHARACTER, "有一个看不见的换行符，不是回车（U+0085）"),
    "\x0b": (CHARACTER, "有一个看不见的换行符，不是回车（U+000B）"),
    "\x0c": (CHARACTER, "有一个看不见的换行符，不是回车（U+000C）"),
    "\u202e": (CHARACTER, "有一个看不见的控制符，能颠倒文字的顺序（U+202E）"),
    "\u200e": (CHARACTER, "有一个看不见的控制符，能颠倒文字的顺序（U+200E）"),
    "\u061c": (CHARACTER, "有一个看不见的控制符，能颠倒文字的顺序（U+061C）"),
    "\u2069": (CHARACTER, "有一个看不见的控制符，能颠倒文字的顺序（U+2069）"),
    "\u200b": (CHARACTER, "有一个看不见的零宽字符（U+200B）"),
    "\ufeff": (CHARACTER, "有一个看不见的零宽字符（U+FEFF）"),
    "\u00ad": (CHARACTER, "有一个看不见的零宽字符（U+00AD）"),
    "\u3164": (CHARACTER, "有一个看不见的零宽字符（U+3164）"),
    "\ufe0f": (CHARACTER, "有一个看不见的零宽字符（U+FE0F）"),
    "\U000e0100": (CHARACTER, "有一个看不见的零宽字符（U+E0100）"),
    "\U000e01ef": (CHARACTER, "有一个看不见的零宽字符（U+E01EF）"),
    "\ufffd": (CHARACTER, "是乱码，原来的字已经丢了（U+FFFD）"),
    "\ue000": (CHARACTER, "有一个自造字，别人的电脑上看不到（U+E000）"),
    "\0": (CHARACTER, "有一个看不见的控制字符（U+0000）"),
    "\x1b": (CHARACTER, "有一个看不见的控制字符（U+001B）"),
    "\x7f": (CHARACTER, "有一个看不见的控制字符（U+007F）"),
    "\u2061": (CHARACTER, "有一个看不见的控制字符（U+2061）"),
    "\uffff": (CHARACTER, "有一个看不见的控制字符（U+FFFF）"),
    "\u0378": (CHARACTER, "有一个看不见的控制字符（U+0378）"),
    "\u2e80": (LOOKALIKE, "“\u2e80”是部首，不是字（U+2E80）"),
    "\u2ea0": (LOOKALIKE, "“\u2ea0”是部首，不是字（U+2EA0）"),
    "\u2f00": (LOOKALIKE, "有一个像“一”的字，不是“一”（U+2F00）"),
    "\u2fd5": (LOOKALIKE, "有一个像“龠”的字，不是“龠”（U+2FD5）"),
    "\uf900": (LOOKALIKE, "有一个像“豈”的字，不是“豈”（U+F900）"),
    "\ufad9": (LOOKALIKE, "有一个像“龎”的字，不是“龎”（U+FAD9）"),
    "\U0002f800": (LOOKALIKE, "有一个像“丽”的字，不是“丽”（U+2F800）"),
    "\U0002fa1d": (LOOKALIKE, "有一个像“𪘀”的字，不是“𪘀”（U+2FA1D）"),
}


@pytest.mark.parametrize("character", AMISS, ids=lambda one: f"U+{ord(one):04X}")
def test_what_may_not_stand_in_a_value_is_told(character: str) -> None:
    assert characters.amiss(f"甲{character}乙") == AMISS[character]
    code, told = AMISS[character]
    found = characters.odd_characters(f"甲\n乙丙{character}\n")
    assert [(fault.code, fault.span, fault.message) for fault in found] == [(code, Span(2, 3, 1), f"这里{told}")]


@pytest.mark.parametrize(
    "text", ["甲a1，。《》“”—…·", "㙍𠀀", "😀", "αβγ", "①②", "\ufa0e", "é", "〇々", "\u3000", "\xa0"]
)
def test_what_can_be_seen_may_stand_there(text: str) -> None:
    assert characters.amiss(text) is None and characters.marked(text) == text
    assert characters.odd_characters(f"名称: 甲{text}乙") == []


def test_half_a_character_is_told() -> None:
    assert characters.amiss("甲" + chr(0xD800)) == (CHARACTER, "有一个看不见的控制字符（U+D800）")


def test_what_may_stand_there_does_not_hide_what_may_not() -> None:
    assert [fault.span for fault in characters.odd_characters("\n\u200b\n㙍\u200b")] == [Span(2, 1), Span(3, 2)]
    assert characters.decode(b"a" * 37 + b"\n\0\0") == ("a" * 37 + "\n\0\0", [])  # two zero bytes of forty


def test_a_run_of_tabs_is_one_fault_and_each_line_is_counted() -> None:
    found = characters.odd_characters("甲\t\t\t乙\n\n\u200b丙\u200b\n甲\t")
    assert [(fault.code, fault.span) for fault in found] == [
        (TAB, Span(1, 2, 3)),
        (CHARACTER, Span(3, 1, 1)),
        (CHARACTER, Span(3, 3, 1)),
        (TAB, Span(4, 2, 1)),
    ]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("\u3000名称: 甲", [(1, 1, 1, "这一行开头有全角空格")]),
        ("  \u3000 \xa0名称: 甲", [(1, 3, 3, "这一行开头有全角空格")]),
        ("\xa0名称: 甲", [(1, 1, 1, "这一行开头有网页上复制来的空格")]),
        ("名称:\u3000甲", [(1, 4, 1, "冒号后面有全角空格")]),
        ("名称: \u3000\u3000甲", [(1, 5, 2, "冒号后面有全角空格")]),
        ("- 名称:\xa0甲", [(1, 6, 1, "冒号后面有网页上复制来的空格")]),
        ("-\u3000甲", [(1, 2, 1, "短横后面有全角空格")]),
        ("- - \u3000甲", [(1, 5, 1, "短横后面有全角空格")]),
        ("名称: 甲\u3000", [(1, 6, 1, "这一行末尾有全角空格")]),
        ("名称: 甲\u3000\u3000  ", [(1, 6, 2, "这一行末尾有全角空格")]),
        ("名称: 甲\u3000乙", []),
        (
            "甲: 乙\n\n名称: 甲\xa0\n丙: 丁\u3000",
            [(3, 6, 1, "这一行末尾有网页上复制来的空格"), (4, 5, 1, "这一行末尾有全角空格")],
        ),
        ("备注: |\n  甲\u3000\n\n  \u3000乙\n名称: 丙\u3000", [(5, 6, 1, "这一行末尾有全角空格")]),
        ("备注: >-  # 说\n  甲\u3000\n丙: 丁", []),
        ("  - |2\n     甲\u3000\n  - 乙\u3000", [(3, 6, 1, "这一行末尾有全角空格")]),
        ("备注: 甲|\n  乙\u3000", [(2, 4, 1, "这一行末尾有全角空格")]),
        ("# 批注\u3000\n  # 批注\u3000", []),
    ],
)
def test_wide_spaces_are_told_where_they_may_not_stand(text: str, spans: list[tuple[int, int, int, str]]) -> None:
    found = characters.odd_characters(text)
    assert [(f.span.line, f.span.column, f.span.length, f.message) for f in found] == spans
    assert {fault.code for fault in found} <= {WIDE_SPACE}


def test_lines_inside_a_text_block_and_comments_are_left_out() -> None:
    lines = ["a: |", "  b", "", "   c", "d: >+2 # e", " f", "- |", "  g", "# h", "i: j|", "  k"]
    assert [number for number, _ in characters.outside_blocks(lines)] == [1, 5, 7, 10, 11]
    assert [line for _, line in characters.outside_blocks(["a: b", "  # c", "d"])] == ["a: b", "d"]


def test_a_text_is_shown_as_it_looks() -> None:
    assert characters.visible("plain 字") == "plain 字"
    assert characters.visible("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h") == "a\nb\nc\nd\ne\nf\ng\nh"
    assert characters.visible("a\tb\u200bc\x00d\x9fe\u202ef\nx") == "a bcdef\nx"


def test_a_message_quotes_one_short_line_without_what_cannot_be_seen() -> None:
    assert characters.shown("甲 \n\n 乙\u202e丙\ue000") == "甲 乙丙�"
    assert characters.shown(12) == "12" and characters.shown(None) == "None"
    assert characters.shown("字" * 40) == "字" * 40
    assert characters.shown("字" * 41) == "字" * 39 + "…"
    assert characters.shown("字" * 5 + " " * 394) == "字" * 5
    assert characters.shown("字" * 5 + " " * 395) == "字" * 5 + "…"
    assert characters.shown(" " * 500 + "甲") == "…"


def test_a_name_of_a_file_is_readable_whatever_its_bytes() -> None:
    assert characters.readable_name("甲.yml") == "甲.yml"
    assert characters.readable_name("甲.yml".encode("gb18030").decode("utf-8", "surrogateescape")) == "甲.yml"
    assert characters.readable_name(b"a\xff.yml".decode("utf-8", "surrogateescape")) == "a�.yml"
    assert characters.readable_name("a\udcff") == "a�" and characters.readable_name("\udc80") == "�"
    assert characters.readable_name("a\tb\u200b\n") == "a␣b��"
    assert characters.marked("a\tb\x1b") == "a␣b�"
