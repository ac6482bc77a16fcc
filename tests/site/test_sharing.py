"""Shared links: what WeChat and others show of a page is whole, honest, and has a picture where it can."""

from __future__ import annotations

import struct
from functools import cache

import pytest

from generator.checked import read_and_check
from generator.pages.body import Body
from generator.site import head
from generator.site.contents import Build, prepare
from tests.towns import DAY, ROOT


@cache
def _build(name: str) -> Build:
    return prepare(read_and_check(ROOT / name, DAY), DAY)


def _tags(body: Body, build: Build) -> str:
    return head.tags(body, build.file, build.formal, {name: f"assets/{name}" for name in body.scripts})


@pytest.fixture(params=[".", "tests/town"], ids=["磁窑镇", "禾泉镇"])
def build(request: pytest.FixtureRequest) -> Build:
    return _build(request.param)


def test_titles_begin_with_the_matter_and_fit_where_a_link_is_shared(build: Build) -> None:
    for body in build.bodies:
        short = head.short_title(body.title)
        assert len(short) <= 24 and (short == body.title or "…" in short), body.title
        assert short[:4] == body.title[:4] and short.endswith("（示例）") == body.title.endswith("（示例）")
        assert not body.url or head.title(body, build.file).startswith(f"{body.title} · ")
        assert f'<meta property="og:title" content="{short}">' in _tags(body, build)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("砍树", "砍树"),
        ("一" * 24, "一" * 24),
        ("食品经营许可（50平方米及以上的饭店、食堂、商店）", "食品经营许可…"),
        ("道路货物运输经营许可（使用总质量4500千克及以下的除外）（示例）", "道路货物运输经营许可…（示例）"),
        ("个人之间、个人与单位之间林木所有权和林地使用权争议处理", "个人之间、个人与单位之间林木所…地使用权争议处理"),
        ("行政许可决定 青自然资乡规准字〔2026〕禾泉15号", "行政许可决定 青自然资乡规准字…禾泉15号"),
    ],
)
def test_a_long_title_is_cut_where_it_tells_most(title: str, shown: str) -> None:
    assert head.short_title(title) == shown


def test_only_a_site_with_an_address_has_a_picture() -> None:
    for name, shown in ((".", False), ("tests/town", True)):
        made = _build(name)
        tags = _tags(made.bodies[1], made)
        address = f"{str(made.file.address_of_site).rstrip('/')}/assets/share.png"
        assert (f'<meta property="og:image" content="{address}">' in tags) == shown
        assert ("og:image" in tags) == shown


def test_what_a_demonstration_shares_says_what_it_is() -> None:
    made = _build("tests/town")
    body = next(body for body in made.bodies if not body.scripts)
    formal, demonstration = ("".join(head.tags(body, made.file, formal, made.assets)) for formal in (True, False))
    assert head.PICTURE in formal and head.PICTURE_OF_DEMONSTRATION not in formal
    assert head.PICTURE_OF_DEMONSTRATION in demonstration


@pytest.mark.parametrize("name", [head.PICTURE, head.PICTURE_OF_DEMONSTRATION])
def test_the_picture_is_small_and_of_the_usual_shape(name: str) -> None:
    picture = (ROOT / "overrides" / name).read_bytes()
    assert picture.startswith(b"\x89PNG") and len(picture) < 20_000
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)
