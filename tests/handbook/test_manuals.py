"""The manuals of the commands: a page each, for clerks alone; what they tell is run by tests/house/test_documents.py."""

from __future__ import annotations

import re

import pytest

from generator import urls
from generator.handbook import manuals
from generator.pages.body import Body
from generator.site.contents import Build
from tests import web
from tests.towns import SAMPLE, derived


@pytest.fixture(scope="module")
def made() -> dict[str, Body]:
    """The pages by their addresses."""
    return {body.url: body for body in manuals.bodies(derived(SAMPLE))}


def test_every_file_is_a_page_and_stands_in_the_index(made: dict[str, Body]) -> None:
    assert sorted(manuals.MANUALS) == sorted(file.stem for file in manuals.FILES.glob("*.md"))
    wanted = {f"{urls.DESK}{name}/" for name in manuals.MANUALS}
    assert set(made) == {urls.DESK, *wanted}
    index = web.read(made[urls.DESK].html)
    assert {urls.relative(url, urls.DESK) for url in (*wanted, urls.ONLINE, urls.FILLING, urls.CODES)} <= set(
        index.links
    )


def test_a_page_says_what_its_file_says(made: dict[str, Body]) -> None:
    for manual in manuals.manuals():
        html = made[manual.url].html
        source = (manuals.FILES / f"{manual.name}.md").read_text("utf-8")
        assert made[manual.url].title == source.partition("\n")[0].removeprefix("# ")
        assert manual.lead == source.split("\n\n")[1] and "\n" not in manual.lead
        assert html.count('<pre class="q-lines">') == source.count("\n```") / 2, manual.name
        for left in ("```", "](", "**", "sh run", "text output"):
            assert left not in html, (manual.name, left)


def test_a_manual_leads_to_another_by_its_page(made: dict[str, Body]) -> None:
    links = [link for body in made.values() for link in re.findall(r'href="(\.\./\w+/)"', body.html)]
    assert "../publish/" in links
    assert {f"{urls.DESK}{link[3:]}" for link in links} <= set(made) | {urls.ONLINE}
    assert not re.search(r'href="[^"]*\.md', "".join(body.html for body in made.values()))


def test_neither_residents_nor_search_engines_are_led_there(made: dict[str, Body]) -> None:
    assert not any(body.indexed for body in made.values())
    build = Build(derived(SAMPLE))
    told = b"".join(content for _, content in build.search())
    assert urls.DESK.encode() not in told
