"""What the page of every entry has, whatever its kind: head, banner, history, sources, foot.

In: an entry and the writer of its page. Out: an `EntryPage`, which entry.html prints, and the entry's `Body`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from generator import urls
from generator.derive.history import start_of
from generator.derive.town import Town
from generator.model.entry import EXAMPLE, OFFICIAL, Entry, Living, Shared
from generator.model.fields import Grade, Part, fields_of
from generator.model.kind import Section
from generator.model.values import Day
from generator.opendata.days import Days
from generator.opendata.rows import days_of
from generator.pages import words
from generator.pages.body import Body
from generator.pages.components import Banner, Event, Fact, Link, Mark, ReplyLine, SourceLine
from generator.pages.escaping import markup
from generator.pages.grounds import known_to, notes
from generator.pages.headings import CONTENTS, LONG, with_contents
from generator.pages.linked_data import block
from generator.pages.rendering import Page, render
from generator.pages.sources import replied, sourced
from generator.pages.writing import Writer


@dataclass(frozen=True, slots=True)
class Side:
    """What else is known of an entry, folded at the end of its page: facts, and codes of other systems."""

    facts: Sequence[Fact]
    codes: Sequence[Fact] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """What entry.html prints around the middle of a page.

    `suffix`: what follows the title in the heading, in smaller letters.
    `warnings`: marks below the title: how the entry ended or why it rests, what is not what it seems. `marks`: what it is, at the end of the page, where
    `proof` is the line that unfolds them, and `side` what a kind adds to them.
    `related`: the entries that mention this one; where they are too many, `folded` is the line that unfolds them.
    `known`: to which day the laws behind it are known, "" where nobody says; `grounds`: what one must know of them.
    `published`: since when it is published, when what is published of it last changed.
    `printed`: the line that only paper shows.
    """

    id: str
    title: str
    suffix: str = ""
    warnings: Sequence[Mark]
    marks: Sequence[Mark]
    proof: str
    banner: Banner | None
    history: Sequence[Event]
    side: Side | None
    related: Sequence[Link]
    folded: str
    sourced: Sequence[SourceLine]
    replied: Sequence[ReplyLine]
    known: str
    grounds: Sequence[str]
    published: Days
    remark: str
    calls: Sequence[Link]
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOfEntry(Page):
    """Base of what the template of a kind prints: the template extends entry.html and fills its middle."""

    entry: EntryPage
    contents: str = CONTENTS
    long: str = LONG


def entry_page(
    entry: Entry,
    write: Writer,
    *,
    marks: Sequence[Mark] = (),
    side: Side | None = None,
    related: Sequence[Link] = (),
    folded: str = "",
    suffix: str = "",
) -> EntryPage:
    """Returns what the page of an entry prints around its middle."""
    said = (*marks, *_unasked(entry), *_standing(entry))
    return EntryPage(
        id=str(entry.id),
        title=words.title(entry),
        suffix=suffix,
        warnings=[*_state(entry), *(mark for mark in said if mark.style in _WARNING)],
        marks=[mark for mark in said if mark.style not in _WARNING],
        proof="：".join(filter(None, (words.standing(entry), "编号、出处、核对到哪天"))),
        banner=banner(entry, write),
        history=_history(entry, write),
        side=side,
        related=related,
        folded=folded,
        sourced=sourced(vars(entry).get("sources"), write),
        replied=replied(vars(entry).get("replies"), write),
        known=known_to(entry, write.town.record),
        grounds=notes(entry, write.town.record, write.town.today),
        published=days_of(entry, write.town),
        remark=str(vars(entry).get("remark") or ""),
        calls=write.calls,
        printed=_printed(entry, write),
    )


def entry_body(entry: Entry, town: Town, page: PageOfEntry, section: Section, description: str) -> Body:
    """Returns the page of an entry; an example is kept from search engines."""
    checked = _checked(entry)
    return Body(
        urls.of(entry),
        "：".join(filter(None, (page.entry.title, page.entry.suffix))),
        with_contents(render(page)) + block(entry, town),
        description,
        crumbs=(section,),
        day=checked.date if checked else None,
        indexed=town.record.formal and not entry.is_example,
    )


def _checked(entry: Entry) -> Day | None:
    """Returns the day of 核对到; None for a decision, which has none."""
    return vars(entry).get("checked")


_WARNING = {"warn", "example"}  # styles of marks that a reader must see first
# How the mark of a 资料性质 looks; what it means is always said in it.
_STANDING_STYLES = {OFFICIAL: "good", EXAMPLE: "example"}


def _unasked(entry: Entry) -> list[Mark]:
    """Returns the mark of what came with the program and was not looked at by the town."""
    return [Mark("本镇核对", "未经本镇核对", "example")] if isinstance(entry, Shared) and entry.unasked else []


def _state(entry: Entry) -> list[Mark]:
    said = words.state(entry)
    return [Mark("状态", said, "state")] if said else []


def _standing(entry: Entry) -> list[Mark]:
    said = words.standing(entry)
    return [Mark("资料性质", said, _STANDING_STYLES.get(entry.standing, ""))] if said else []


def banner(entry: Entry, write: Writer) -> Banner | None:
    """Returns the banner of an entry that has ended or rests, None for one in use."""
    if not isinstance(entry, Living):
        return None
    pause, ending = entry.pause, entry.ending
    if ending:
        lines = [f"{ending.day} 起。{ending.reason}"]
        if ending.document:
            lines.append(markup("文件：") + write.value(ending.document))
        if ending.merged_into:
            lines.append(markup("并入：") + write.value(ending.merged_into))
        if ending.advice:
            lines.append(f"现在怎么办：{ending.advice}")
        return Banner(words.state(entry), lines)
    if pause:
        instead = f"这段时间：{pause.instead}" if pause.instead else "要办先打12345问。"
        return Banner(words.state(entry), (f"从 {pause.start} 起。", instead))
    return None


def _history(entry: Entry, write: Writer) -> list[Event]:
    """Returns what happened to an entry, newest first, from the adjustments."""
    return [
        Event(
            str(start_of(adjustment) or ""),
            f"{item.action}。{item.reason}",
            write.link(adjustment, note=""),
            [f"{change.field}：{change.before or '空'} → {change.after or '空'}" for change in item.changes or ()],
        )
        for adjustment, item, _ in reversed(write.town.history.get(str(entry.id), ()))
    ]


def unknown(part: Part, skip: Collection[str] = ()) -> list[str]:
    """Returns the names of the elements of an entry or a part of one that are empty and that readers expect; those in `skip` do not apply."""
    return [
        spec.name
        for spec in fields_of(type(part))
        if spec.note.grade is Grade.ELEMENT
        and getattr(part, spec.attribute) is None
        and spec.name != "核对到"  # of no use to a reader; the foot says it where it is known
        and spec.name not in skip
    ]


def _printed(entry: Entry, write: Writer) -> str:
    """Returns which entry of which site a sheet of paper shows, how fresh it is, where to find it again."""
    file = write.town.record.town
    parts = (
        f"编号 {entry.id}",
        str(file.site_name) if file else "",
        known_to(entry, write.town.record) or "核对日期待核",
        urls.absolute(write.url, file.address_of_site) if file else "",
    )
    return " · ".join(filter(None, parts))
