"""Pages of prose as the search finds them: their title and what they say, without the marks of Markdown.

In: an address and the source of a page. Out: `Prose`.
"""

from __future__ import annotations

import re

from generator.search.matters import Prose

_GIST = re.compile(r"^description: *(.+?) *$", re.MULTILINE)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TITLE = re.compile(r"^# +(.+?)(?: *\{[^}]*\})? *$", re.MULTILINE)
# A link keeps its words; anchors, comments, tags and what follows `![` say nothing to a reader.
_MARKS = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)|\{[^}\n]*\}|<!--.*?-->|<[^>]+>", re.DOTALL), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
)


def page(url: str, source: str) -> Prose:
    """A page of prose; its first heading is its title."""
    front = _FRONT.match(source)
    gist = _GIST.search(front[0]) if front else None
    text = _FRONT.sub("", source, count=1)
    found = _TITLE.search(text)
    for mark, kept in _MARKS:
        text = mark.sub(kept, text)
    return Prose("" if url in (".", "./") else url, found[1] if found else "", gist[1] if gist else "", text)
