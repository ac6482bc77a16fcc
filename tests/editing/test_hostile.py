"""Whatever is sent to the forms that no form of the preview sends: nothing is written, and nothing breaks.

More of it: python -m tests.editing hostile --n 2000.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from generator.preview import Preview
from tests.editing import hostile
from tests.editing.sending import ask, do, fields, typed
from tests.towns import DAY, copied, edit, state

FORM = "/-/edit/f001/"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with Preview(copied(tmp_path_factory.mktemp("town")), DAY) as running:
        yield running


def test_nothing_hostile_writes_or_breaks(preview: Preview) -> None:
    requests, found = hostile.through(preview, Random(20261130), 60)
    assert requests >= 60 and not found, found[:5]


@pytest.mark.parametrize(
    ("environ", "status", "said"),
    [
        ({"HTTP_HOST": "evil.example:8000"}, 421, "只给这台电脑"),
        ({"HTTP_ORIGIN": "http://evil.example"}, 403, "不是从预览的网页里交来的"),
        ({"HTTP_ORIGIN": "null"}, 403, "不是从预览的网页里交来的"),
        ({"HTTP_ORIGIN": None}, 403, "不是从预览的网页里交来的"),
        ({"HTTP_ORIGIN": "http://localhost:8001"}, 403, "不是从预览的网页里交来的"),
        ({"HTTP_ORIGIN": "http://127.0.0.1:8000"}, 403, "不是从预览的网页里交来的"),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, 403, "不是从预览的网页里交来的"),
        ({"CONTENT_TYPE": "text/plain"}, 415, "不是表单"),
        ({"CONTENT_TYPE": "application/json"}, 415, "不是表单"),
        ({"CONTENT_TYPE": None}, 415, "不是表单"),
        ({"CONTENT_LENGTH": None}, 411, "没说交来多少"),
        ({"CONTENT_LENGTH": "-1"}, 411, "没说交来多少"),
        ({"CONTENT_LENGTH": "1048577"}, 413, "最多 1 MB"),
        ({"CONTENT_LENGTH": "9" * 5000}, 413, "最多 1 MB"),
        ({"CONTENT_LENGTH": "0" * 20 + "9" * 8}, 413, "最多 1 MB"),
        ({"CONTENT_LENGTH": "900000"}, 400, "不成样子"),
        ({"body": b"a=%ff%fe"}, 400, "不成样子"),
        ({"body": "一句话=甲".encode()}, 400, "不成样子"),
        ({"body": b"&".join(b"a=1" for _ in range(30_000))}, 400, "不成样子"),
    ],
)
def test_what_comes_from_elsewhere_is_not_taken(
    preview: Preview, environ: dict[str, str | None], status: int, said: str
) -> None:
    before = state(preview.live.root)
    pairs = do(typed(fields(ask(preview, FORM).text), "一句话", ["甲。"]))
    answer = ask(preview, FORM, pairs, **environ)
    assert answer.status == status and said in answer.text
    assert state(preview.live.root) == before


@pytest.mark.parametrize(
    "wish", ["删 " + "9" * 5000, "加 编号", "上 申请材料.x", "贴 没有这格", "贴 " + "9" * 5000, "加 申请材料.0.名称.0"]
)
def test_a_wish_that_leads_nowhere_shows_the_form_again(preview: Preview, wish: str) -> None:
    before = state(preview.live.root)
    answer = ask(preview, FORM, do(fields(ask(preview, FORM).text), wish))
    assert answer.status == 200 and state(preview.live.root) == before


@pytest.mark.parametrize("token", [None, "", "x", "一"])
def test_a_form_of_another_preview_is_shown_again_with_what_was_typed(preview: Preview, token: str | None) -> None:
    before = state(preview.live.root)
    pairs = do(typed(fields(ask(preview, FORM).text), "一句话", ["甲。"]))
    pairs = [pair for pair in pairs if pair[0] != "token"] + ([("token", token)] if token is not None else [])
    answer = ask(preview, FORM, pairs)
    assert answer.status == 403 and "预览重新开过" in answer.text and ("一句话", "甲。") in fields(answer.text)
    assert state(preview.live.root) == before


def test_of_two_saves_at_once_the_second_sees_the_first(preview: Preview) -> None:
    root = preview.live.root
    first = fields(ask(preview, FORM).text)
    second = typed(typed(first, "一句话", ["乙。"]), "备注", ["乙写的。"])
    assert ask(preview, FORM, do(typed(first, "一句话", ["甲。"]))).status == 303
    edit(root, "services/f001.yml", ("俗称:\n", "俗称:\n  - 占马路\n"))
    before = state(root)
    answer = ask(preview, FORM, do(second))
    assert answer.status == 409 and state(root) == before
    assert "<td>甲。</td><td>乙。</td>" in answer.text, "both sides of what both wrote"
    again = fields(answer.text)
    assert ("一句话", "乙。") in again and ("备注", "乙写的。") in again
    assert any(name == "俗称" and "占马路" in value for name, value in again), "what the other wrote elsewhere stays"
    assert ask(preview, FORM, do(again)).status == 303
    assert "乙。" in (root / "powers/services/f001.yml").read_text("utf-8")
