"""What the parser accepts, it reads as PyYAML's BaseLoader does, and no document ends it with an exception.

A bounded share of what `python -m tests.syntax.conformance` does: own documents, own documents with something
typed into them, and documents made at random, with the same seed every time.
"""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.syntax import parser
from tests.syntax.conformance import FAILURES, LOADERS, Outcome, documents, judged, report
from tests.towns import ROOT

OWN = [path for folder in ("tests/town/powers", "tests/invalid") for path in documents(ROOT / folder)]
TEXTS = [path.read_text("utf-8", "replace")[:2000] for path in OWN if path.suffix == ".yml"]
# What YAML takes for marks, what a hand types for them, and what it takes neither for.
MARKS = [
    *":-#&*!|>'\"%@`{}[],?<~=\\ \n\t：，“”甲",
    *(
        ": ",
        " #",
        "- ",
        "\n- ",
        "\n  ",
        "\n\n",
        "---\n",
        "...\n",
        "? ",
        "<<: ",
        "|-\n",
        ">+2\n",
        "!!str ",
        "%YAML 1.2\n",
    ),
    *('"\\x', "''", '""', "[]", "{}", "# ", "\r\n", "\u3000", "\ufeff", "\x00", "\U0001f600"),
]
PLACES = st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 3), st.sampled_from(MARKS)), min_size=1, max_size=4)
TYPED = st.lists(st.sampled_from([*MARKS, "a", "1"]), max_size=30).map("".join)
VALUES = st.recursive(
    st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
ALWAYS_THE_SAME = settings(max_examples=300, derandomize=True, deadline=None, database=None)


@pytest.fixture(params=LOADERS.values(), ids=LOADERS.keys())
def loader(request: pytest.FixtureRequest) -> Any:
    return request.param


def holds(document: str) -> None:
    for loader in LOADERS.values():
        found = judged(document.encode("utf-8", "replace"), loader)
        assert found.outcome not in FAILURES, f"{document!r}\n{found.said}"


def test_own_documents_are_read_as_pyyaml_reads_them() -> None:
    text, held = report(OWN)
    assert held and "两种不一样的 0 份" in text, text


@ALWAYS_THE_SAME
@given(st.sampled_from(TEXTS), PLACES)
def test_whatever_is_typed_into_a_document(text: str, places: list[tuple[int, int, str]]) -> None:
    for at, gone, mark in places:
        text = text[: at % (len(text) + 1)] + mark + text[at % (len(text) + 1) + gone :]
    holds(text)


@ALWAYS_THE_SAME
@given(TYPED)
def test_whatever_is_typed_into_an_empty_file(text: str) -> None:
    holds(text)


@ALWAYS_THE_SAME
@given(VALUES, st.sampled_from([None, '"', "'", "|", ">"]), st.sampled_from([True, False, None]))
def test_whatever_a_program_writes(value: Any, style: str | None, flow: bool | None) -> None:
    holds(yaml.safe_dump({"名称": value}, default_style=style, default_flow_style=flow, allow_unicode=True))


# libyaml counts a line more than there is behind a last comment without a line end.
@pytest.mark.parametrize("text", ["---  #甲", "{< #甲", "---  # 甲\n #"])
def test_a_comment_at_the_very_end(text: str, loader: Any) -> None:
    assert judged(text.encode(), loader).outcome is Outcome.REFUSED


# libyaml takes what stands behind the mark of a text block for a comment, and loses it.
@pytest.mark.parametrize("text", ["备注: |#3 号楼\n", "备注: >-#3\n  甲\n", "列表:\n  - |2#3\n    甲\n"])
def test_text_behind_the_mark_of_a_block_is_not_lost(text: str, loader: Any) -> None:
    assert parser.parse(text.encode(), loader).faults, text


@pytest.mark.parametrize("text", ["备注: |  # 批注\n  甲 #3\n", "备注: >\n  #3\n", "备注: |2\n  甲\n"])
def test_a_block_may_have_a_comment_and_hold_marks(text: str, loader: Any) -> None:
    assert parser.parse(text.encode(), loader).faults == []


def test_a_difference_and_an_exception_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judging itself: a parser that loses a value, and one that stumbles."""
    right = parser.parse
    monkeypatch.setattr(parser, "parse", lambda content, loader: right(content.replace("乙".encode(), b"b"), loader))
    assert judged("甲: 乙\n".encode(), yaml.BaseLoader).outcome is Outcome.DIFFERENT
    monkeypatch.setattr(parser, "parse", lambda content, loader: {}[content])
    assert judged("甲: 乙\n".encode(), yaml.BaseLoader).outcome is Outcome.RAISED
