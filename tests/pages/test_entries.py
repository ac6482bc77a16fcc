"""The pages of all entries: well formed, each in its list, and each made without the others."""

from __future__ import annotations

from dataclasses import replace

from generator import urls
from generator.derive.town import Town, derive
from generator.pages import changes, data, documents, duties, laws, tasks
from generator.site.contents import OF_ENTRIES, body_of
from tests import web
from tests.pages.shown import page_at
from tests.towns import DAY


def test_the_page_of_one_entry_is_the_page_of_the_site(town: Town) -> None:
    """Also in a town that nobody has asked for another page."""
    made = {body.url: body for module in OF_ENTRIES.values() for body in module.bodies(town)}
    anew = derive(replace(town.record), DAY)
    for entry in town.record.entries():
        assert body_of(entry, anew) == made[urls.of(entry)], entry.id


def test_the_pages_of_a_kind_are_those_of_its_entries(town: Town) -> None:
    for module in OF_ENTRIES.values():
        bodies = [body.url for body in module.bodies(town)]
        assert len(bodies) == len(set(bodies))
    sites = {body.url for module in OF_ENTRIES.values() for body in module.bodies(town)}
    assert {urls.of(entry) for entry in town.record.entries()} <= sites


def test_every_entry_has_its_page_and_stands_in_its_list(town: Town) -> None:
    for module, lister, url, attribute in (
        (duties, duties, "responsibility/", "responsibilities"),
        (tasks, duties, "responsibility/", "tasks"),
        (laws, laws, "laws/", "laws"),
        (documents, documents, "documents/", "documents"),
        (changes, changes, "changes/", "adjustments"),
    ):
        links = page_at(lister, town, url).links
        made = {body.url for body in module.bodies(town)}
        for id_ in getattr(town.record, attribute):
            assert f"{url}{id_}/" in made and f"../{url}{id_}/" in links, id_


def test_pages_are_well_formed_and_plain(town: Town) -> None:
    for module in (*OF_ENTRIES.values(), data):
        for body in module.bodies(town):
            facts = web.read(body.html)
            assert facts.unclosed == [] and facts.inline == [], body.url
            assert len(facts.ids) == len(set(facts.ids)) and len(facts.titles) == 1, body.url
            assert "None" not in facts.text, body.url
            assert body.description and not [link for link in facts.links if link.startswith("/")], body.url
