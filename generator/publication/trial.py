"""A site to be looked at: made aside and exchanged like one that is published, but nothing is remembered of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.causes import Told
from generator.checked import Checked
from generator.publication import making, place, recovery
from generator.publication.state import State


class IsPublished(Told):
    """The folder holds what is published; a site to be looked at must not take its place."""


def build(root: Path, site: Path, day: date, checked: Checked) -> tuple[int, tuple[str, ...]]:
    """Make the site of a record that holds; how many pages it has, and what there is to tell.

    Raises `IsPublished`, `place.Foreign`, and whatever else `causes.Told` may be; the site is as it was then.
    """
    state = State(site)
    with place.held(state):
        if place.served(site) is not None:
            raise IsPublished(
                f"“{site}”里是发布了的网站，生成不换它。给自己看的放到别处（--site），要更新它用 qingdan publish。"
            )
        if found := place.foreign(site):
            advice = (
                "这个文件夹是以前的程序生成的，没有自己放的东西就整个删掉，再来一次。"
                if place.MARK in found
                else "移走它们，或者用 --site 换一个空的文件夹。"
            )
            raise place.Foreign(site, found, advice)
        place.give_back(state)
        place.sweep(state)
        with recovery.nothing_left(state, root):
            made = making.make(root, place.build(state), day, checked)
            place.mark(state.next / "site")
            with place.uninterrupted():
                place.put(state)
                return made.pages, recovery.moved(place.sweep(state))
