"""What people look for by theme and by stage of life stands where they look for it, and nothing else does."""

from __future__ import annotations

import pytest

from generator import urls
from generator.derive.topics import found, happenings, stages
from generator.derive.town import Town
from generator.model.entry import Entry
from generator.pages import themes
from generator.pages.writing import Writer

# What never belongs to a stage, by the theme that a reader would be shocked or misled to find there.
FOREIGN = {
    "出生": {"殡葬"},
    "成家": {"殡葬"},
    "上学": {"殡葬"},
    "身后": {"婚姻生育", "孩子上学"},
    "开办": {"殡葬", "婚姻生育"},
}


def _offered(name: str, town: Town) -> list[Entry]:
    topic = next(topic for topic in stages() if topic.name == name)
    held = found(topic, town)
    return [*held.guides, *held.together, *held.elsewhere, *held.powers]


@pytest.mark.parametrize("stage", FOREIGN)
def test_no_stage_of_life_shows_what_belongs_to_another(town: Town, stage: str) -> None:
    wrong = [
        str(entry.id)
        for entry in _offered(stage, town)
        if {str(theme) for theme in getattr(entry, "themes", None) or ()} & FOREIGN[stage]
    ]
    assert wrong == []


def test_under_the_end_of_a_business_stands_what_closes_it(town: Town) -> None:
    for entry in _offered("注销", town):
        said = f"{entry.name}{vars(entry).get('note') or ''}{' '.join(map(str, vars(entry).get('nicknames') or ()))}"
        assert "注销" in said or "不干" in said, entry.id


def test_what_a_stage_is_for_stands_first(real: Town) -> None:
    for topic in stages():
        held = found(topic, real)
        for entries in (held.guides, held.together, held.elsewhere):
            later = [(entry.life_stages or ("",))[0] != topic.name for entry in entries]
            assert later == sorted(later), topic.name


def test_a_stage_with_little_stands_on_the_list_and_keeps_its_address(town: Town) -> None:
    html = str(themes.list_body(themes.BY_LIFE, stages(), town).html)
    addresses = {body.url for body in themes.bodies(town)}
    write = Writer(town, urls.LIFE)
    for topic in stages():
        held = found(topic, town)
        assert f"{urls.LIFE}{topic.number}/" in addresses
        small = 0 < held.total < 3
        address = f'href="{write.href(f"{urls.LIFE}{topic.number}/")}"'
        assert address in html and (f"{address}><strong>{topic.name}" in html) == (not small), topic.name
        if small:
            for entry in (*held.guides, *held.together, *held.elsewhere):
                assert f'href="{write.href(urls.of(entry))}"' in html


def test_what_happens_to_people_is_told_by_themes_alone(town: Town) -> None:
    assert all(topic.themes and not topic.audience for topic in happenings())
    assert all(topic.audience and not topic.themes for topic in stages())
