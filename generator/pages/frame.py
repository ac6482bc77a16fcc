"""What the page of every entry has: head, banner, history, sources, foot.

In: an entry, the town. Out: the values that `parts.html` prints. Used by the modules of `pages/`
that make the pages of entries.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from generator import urls
from generator.derive.town import Town, start_of
from generator.model.entry import EXAMPLE, OFFICIAL, Living
from generator.model.fields import Grade, fields_of
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.writing import Link, Writer


@dataclass(frozen=True, slots=True)
class Banner:
    """What a reader must see first: an entry that has ended, rests, or is unverified."""

    title: str
    lines: tuple[Markup | str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of an entry's history."""

    day: date | None
    text: str
    link: Link
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a list without ids comes from, as its section says it."""

    standing: str
    checked: str
    sourced: list[tuple[Markup, str]]
    remark: str


def origin(found: Any, write: Writer) -> Origin:
    """Where a list file comes from."""
    return Origin(
        words.STANDINGS[found.standing], str(found.checked or ""), sourced(found, write), str(found.remark or "")
    )


def banner(entry: Any, write: Writer) -> Banner | None:
    """The banner of an entry that has ended or rests."""
    if not isinstance(entry, Living):
        return None
    state, pause, ending = words.state(entry), entry.pause, entry.ending
    if ending:
        lines: list[Markup | str] = [f"{ending.day} 起。{ending.reason}"]
        if ending.document:
            lines.append(Markup("文件：") + write.value(ending.document))
        if ending.merged_into:
            lines.append(Markup("并入：") + write.value(ending.merged_into))
        if ending.advice:
            lines.append(f"现在怎么办：{ending.advice}")
        return Banner(state, tuple(lines))
    if pause:
        return Banner(
            state, (f"从 {pause.start} 起。", f"这段时间：{pause.instead}" if pause.instead else "要办先打12345问。")
        )
    return None


def history(entry: Any, town: Town, write: Writer) -> list[Event]:
    """What happened to an entry, newest first, from the adjustments."""
    events = []
    for adjustment, item in reversed(town.history.get(str(entry.id), ())):
        changes = tuple(
            f"{change.field}：{change.before or '空'} → {change.after or '空'}" for change in item.changes or ()
        )
        events.append(
            Event(start_of(adjustment), f"{item.action}。{item.reason}", write.link(adjustment, note=""), changes)
        )
    return events


def sourced(entry: Any, write: Writer) -> list[tuple[Markup, str]]:
    """Which fields an official document covers: (the document and place, the fields)."""
    rows = []
    for source in vars(entry).get("sources") or ():
        place = f" {source.place}" if source.place else ""
        rows.append((write.value(source.document) + place, "、".join(source.fields)))
    return rows


def unknown(entry: Any, skip: Collection[str] = ()) -> list[str]:
    """The elements that are empty and that readers expect, by their names; those to skip do not apply."""
    return [
        spec.name
        for spec in fields_of(type(entry))
        if spec.note.grade is Grade.ELEMENT
        and getattr(entry, spec.attribute) is None
        and spec.name != "核对到"  # of no use to a reader; the foot says it where it is known
        and spec.name not in skip
    ]


# How the mark of a 资料性质 looks; what it means is always said in it.
_STANDING_STYLES = {OFFICIAL: " q-mark--good", EXAMPLE: " q-mark--example"}


def _printed(entry: Any, url: str, town: Town) -> str:
    """The line that only paper shows: which entry of which site, how fresh, where to find it again."""
    file = town.record.town
    checked = vars(entry).get("checked")
    address = urls.absolute(url, file.address_of_site) if file else ""
    parts = (
        f"编号 {entry.id}",
        str(file.site_name) if file else "",
        f"核对到 {checked}" if checked else "核对日期待核",
        address,
    )
    return " · ".join(filter(None, parts))


def entry_page(
    entry: Any,
    town: Town,
    template: str,
    section: tuple[str, str],
    description: str,
    side: list[tuple[str, str, Any]] | None = None,
    **values: Any,
) -> Body:
    """The body of an entry's page: `template` extends entry.html and fills its middle.

    `side` are the rows that stand beside the middle on a wide screen and below it on a phone, before
    what every entry has; a page that gives none is of one column, and its foot says the same.
    """
    url = urls.of(entry)
    write = Writer(town, url)
    title = words.title(entry)
    record = town.record
    html = render(
        template,
        entry=entry,
        title=title,
        halted=words.state(entry),
        example=entry.is_example,
        standing_style=_STANDING_STYLES.get(entry.standing, ""),
        side=side,
        word=words.word(entry),
        standing=words.standing(entry),
        write=write,
        banner=banner(entry, write),
        history=history(entry, town, write),
        sourced=sourced(entry, write),
        hotlines=record.town.hotlines if record.town else (),
        json_url=f"{entry.id}.json",
        printed=_printed(entry, url, town),
        **values,
    )
    checked = vars(entry).get("checked")
    return Body(
        url=url,
        title=title,
        html=html,
        description=description,
        kind=PageKind.ARTICLE,
        crumbs=(section,),
        day=checked.date if checked else None,
        indexed=record.formal and not entry.is_example,
    )
