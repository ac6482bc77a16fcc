"""Where an entry or a list comes from, as a page says it.

In: the 出处 of an entry, a file that holds a list. Out: `SourceLine` and `Origin`.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.enforcement import ListFile
from generator.model.entry import Reply, Source
from generator.pages import words
from generator.pages.components import Origin, ReplyLine, SourceLine
from generator.pages.writing import Writer


def sourced(sources: Iterable[Source] | None, write: Writer) -> list[SourceLine]:
    """Returns each official document that covers fields of an entry or a list, with the place in it."""
    return [
        SourceLine(
            write.value(source.document) + (f" {source.place}" if source.place else ""), "、".join(source.fields)
        )
        for source in sources or ()
    ]


def replied(replies: Iterable[Reply] | None, write: Writer) -> list[ReplyLine]:
    """Returns who was asked for fields of an entry, and when they answered."""
    return [
        ReplyLine("、".join(map(str, reply.fields)), str(write.value(reply.who)), str(reply.day))
        for reply in replies or ()
    ]


def origin(found: ListFile, write: Writer) -> Origin:
    """Returns where a list comes from."""
    standing = words.STANDINGS[found.standing]
    return Origin(standing, str(found.checked or ""), sourced(found.sources, write), str(found.remark or ""))
