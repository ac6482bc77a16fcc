"""A file becomes a tree that knows its places: values stay as typed, no file takes long or ends the process."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from generator.model.wayfinding import Elsewhere
from generator.reading import reader
from generator.syntax import parser, tree
from tests import effort, overlay

# What a YAML loader makes of plausible entries when nobody stops it: 83, 510, False, 1000, a date, None.
AS_TYPED = ["0123", "8:30", "no", "1_000", "2024-02-30", "0x1F", "1e3", "null", "~", ".5", "是", "1:30:00", "+86"]


@pytest.mark.parametrize("written", AS_TYPED)
def test_a_value_stays_as_typed(written: str):
    document = parser.parse(f"编号: p001\n备注: {written}\n列表:\n  - {written}\n".encode())
    assert document.faults == []
    assert document.root.data() == {"编号": "p001", "备注": written, "列表": [written]}


def test_an_empty_place_is_left_out():
    document = parser.parse("甲:\n乙: ''\n丙:\n  丁:\n戊: 己\n".encode())
    assert document.root.data() == {"戊": "己"}


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("备注: |\n  第一行\n  第二行 #3: 甲\n", "第一行\n第二行 #3: 甲\n"),
        ("备注: '见表 #3: 甲'\n", "见表 #3: 甲"),
        ('备注: "@甲"  # 批注\n', "@甲"),
        ("备注: 甲 # 批注\n", "甲"),
        ("备注: 甲\r\n", "甲"),
        ("\ufeff备注: 甲", "甲"),
        ("---\n备注: 甲\n", "甲"),
    ],
)
def test_what_yaml_allows(content: str, value: str):
    document = parser.parse(content.encode())
    assert document.faults == []
    assert document.root.data() == {"备注": value}


def test_every_node_knows_its_place():
    text = "编号: q001\n委托书:\n  期限: 长期\n材料:\n  - 名称: 表\n    份数: 1\n俗称: [摆摊, 出摊]\n空:\n"
    root = parser.parse(text.encode()).root
    assert root is not None
    assert tree.locate(root, ("委托书", "期限")) == (3, 7, 2)
    assert tree.locate(root, ("委托书", "期限"), key=True) == (3, 3, 2)
    assert tree.locate(root, ("材料", 0, "份数")) == (6, 9, 1)
    assert tree.locate(root, ("材料", 0, "没有")) == (5, 5, 1)
    assert tree.locate(root, ("俗称", 1)) == (7, 10, 2)
    assert tree.locate(root, ("空",)) == (8, 1, 1)
    assert tree.locate(root, ("没有",)) == (1, 1, 1)
    assert [path for path, _ in tree.walk(root)][:4] == [(), ("编号",), ("委托书",), ("委托书", "期限")]


# What might take long, by a size and the greatest size that is tried.
LONG: dict[str, tuple[Callable[[int], bytes], int]] = {
    "open brackets": (lambda n: b"[" * n, 50_000),
    "open braces": (lambda n: b"{" * n, 50_000),
    "open brackets in a value": (lambda n: "备注: ".encode() + b"[" * n, 50_000),
    "lists in lists": (lambda n: b"- " * n, 50_000),
    "keys of keys": (lambda n: b"? " * n, 50_000),
    "anchors": (lambda n: b"a: &b " * n, 20_000),
    "an open quote": (lambda n: b'"' * (n + 1), 50_000),
    "lines without a colon": (lambda n: b"a\n" * n, 100_000),
    "full-width colons": (lambda n: "甲：乙\n".encode() * n, 30_000),
    "a comment without a blank": (lambda n: ("甲: " + "#" * n).encode(), 200_000),
    "an open single quote": (lambda n: ("甲: " + "'" * (n + 1)).encode(), 200_000),
    "tabs": (lambda n: ("甲: " + "\t" * n).encode(), 200_000),
    "nothing but zeros": (lambda n: b"\x00" * n, 500_000),
    "too large a file": (lambda n: b"x" * n, parser.LARGEST + 1),
}


@pytest.mark.parametrize("what", LONG)
def test_no_file_takes_long_or_ends_the_process(what: str):
    made, size = LONG[what]
    reading = reader.read(made(size), Elsewhere)
    assert reading.entry is None
    assert reading.faults
    assert effort.grows_straight(lambda n: reader.read(made(n), Elsewhere), size)


def test_too_large_a_file_is_not_even_looked_into():
    document = parser.parse("名称: 甲\n".encode() + b"#" * parser.LARGEST)
    assert [fault.code.number for fault in document.faults] == ["H102"]


def test_the_tree_is_built_without_recursion(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise AssertionError("yaml.compose and yaml.load recurse: 50,000 brackets end the process")

    for name in ("compose", "load", "safe_load", "full_load"):
        monkeypatch.setattr(yaml, name, refuse)
    assert parser.parse("甲: 乙\n".encode()).root


def test_a_character_in_two_halves_is_named():
    for loader in (yaml.CBaseLoader, yaml.BaseLoader):
        (fault,) = parser.parse('列表:\n  - "甲\\ud83d\\ude00"\n'.encode(), loader).faults
        assert fault.span == (2, 7, 12) and "不是一个完整的字" in fault.message and "引号" not in fault.message
        (fault,) = parser.parse('备注: "甲\n  \\ud83d"\n'.encode(), loader).faults
        assert "字" in fault.message or "引号没有关上" not in fault.message
        assert parser.parse("备注: '\\ud83d'\n".encode(), loader).faults == []


def test_words_behind_the_mark_of_a_block_are_not_lost():
    for text, column in (("备注: | #3号窗口\n", 7), ("备注: | # 3号窗口\n", 7), ("备注: >- #3\n  甲\n", 8)):
        for loader in (yaml.CBaseLoader, yaml.BaseLoader):
            (fault,) = parser.parse((text + "多久: 1日\n").encode(), loader).faults
            assert (fault.code.number, fault.span[:2]) == ("H109", (1, column)), text


def test_a_depth_that_libyaml_refuses_is_a_depth():
    """Since 0.2.6 libyaml itself refuses more than a thousand levels; its words, whichever is installed here."""

    class Refusing:
        """A loader that gives up at once."""

        def __init__(self, text: str) -> None:
            self.mark = yaml.Mark("", 4, 0, 4, None, None)

        def get_event(self) -> None:
            raise yaml.scanner.ScannerError(
                "while increasing flow level", self.mark, "exceeded maximum nesting depth", self.mark
            )

        def dispose(self) -> None:
            pass

    (fault,) = parser.parse(("备注: " + "[" * 2000).encode(), Refusing).faults
    assert (fault.code.number, fault.span[:2]) == ("H103", (1, 5))


def test_without_the_c_library_the_same_is_said():
    """PyYAML's own scanner words its complaints otherwise; the clerk hears the same."""
    files = [path for case in overlay.CASES for path in (case / "powers").rglob("*.yml")]
    contents = {path: path.read_bytes() for path in files if path.stat().st_size < 20_000}
    said = {path: [(f.code.number, f.span) for f in parser.parse(c).faults] for path, c in contents.items()}
    broken = {path: c for path, c in contents.items() if said[path]}
    for path, content in broken.items():
        faults = parser.parse(content, yaml.BaseLoader).faults
        assert [(f.code.number, f.span) for f in faults] == said[path], path
