"""A page can be made for one entry, without the pages of the others."""

from __future__ import annotations

from dataclasses import replace

from generator import urls
from generator.derive.town import Town, derive
from generator.site.contents import OF_ENTRIES, body_of
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
