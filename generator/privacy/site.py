"""The bytes of a finished site → every number of a person that would leave with them.

In: a folder. Out: `Leak`s, errors alone. This is the last look: the record, the prose and the attachments have been
checked, so whatever is found here was put together on the way.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Set
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from generator import processes, urls
from generator.attachments import looking
from generator.privacy import scan
from generator.privacy.finding import Found
from generator.problem import Severity
from generator.standards.examples import examples
from generator.syntax import characters

_PROGRAMS = "assets/"  # scripts and styles of the theme, which no clerk writes
_PAGES = (".html", ".htm", ".xml", ".svg")
_PLAIN = (".json", ".jsonld", ".csv", ".txt", ".md", ".js", ".ics", ".webmanifest")
_SHARES = 16
_APART = "\f"  # stands between texts that do not belong together: no number reaches across it


class Leak(NamedTuple):
    """A number in a file of the site: its path, where in it (第2页, 工作表“名单”, "" for a page), what it is."""

    path: str
    place: str
    found: Found


def leaks(folder: Path, tolerated: Set[str] = frozenset()) -> list[Leak]:
    """Every number of a person in the files of a site. `tolerated` are numbers that somebody has looked at."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    tasks = [partial(_in_files, folder, paths[share::_SHARES], tolerated) for share in range(_SHARES)]
    found = (leak for share in processes.share(tasks) for leak in share)
    return sorted(found, key=lambda leak: (leak.path, leak.place, leak.found.start))


def _in_files(folder: Path, paths: list[str], tolerated: Set[str]) -> list[Leak]:
    seen: set[tuple[str, str]] = set()
    return [leak for path in paths for leak in in_file(path, (folder / path).read_bytes(), seen, tolerated)]


def in_file(path: str, content: bytes, seen: set[tuple[str, str]], tolerated: Set[str] = frozenset()) -> Iterator[Leak]:
    """Every number of a person in one file of a site; lines that stand in `seen` are not looked at again."""
    if path.startswith(_PROGRAMS):
        return
    for place, text in _texts(path, content, seen):
        for found in scan.found(text):
            own = path.startswith(urls.CODES) and found.written in _of_examples()
            if found.severity is Severity.ERROR and found.written not in tolerated and not own:
                yield Leak(path, place, found)


def _texts(path: str, content: bytes, seen: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The texts in a file, each with its place: what a page shows, what stands in its tags."""
    ending = "." + path.rpartition(".")[2].lower()
    if ending in _PAGES:
        written = _fresh(content.decode("utf-8", "replace"), seen)
        yield "", shown(written)
        yield "", _APART.join(_VALUE.findall(written))
    elif ending in _PLAIN:
        yield "", _fresh(characters.readable(content), seen).replace("\\n", "\n")
    elif ending in looking.BEGINNINGS:
        look = looking.look(path, content)
        yield from look.texts
        yield from ((place, "\n".join(map(_APART.join, rows))) for place, rows in look.tables)


def _fresh(text: str, seen: set[tuple[str, str]]) -> str:
    """The lines that have not been seen before behind the same line: the frame of all pages is looked at once."""
    lines, kept = text.split("\n"), []
    for pair in zip(["", *lines], lines, strict=False):
        if pair not in seen:
            seen.add(pair)
            kept.append(pair[1])
        elif kept and kept[-1] != _APART:
            kept.append(_APART)
    return "\n".join(kept)


_WITHIN = re.compile(
    "</?(?:a|abbr|b|bdi|bdo|cite|code|em|i|kbd|mark|q|rb|rp|rt|ruby|s|small|span|strong|sub|sup|time|u|var|wbr)"
    "(?:\\s[^>]*)?>",
    re.IGNORECASE,
)
_TAG = re.compile("<[^>]*>")
_VALUE = re.compile('="([^"]*)"')


def shown(page: str) -> str:
    """The text of a page: tags within a line are nothing, others end what stands before them."""
    text = _TAG.sub(_APART, _WITHIN.sub("", page))
    return html.unescape(text) if "&" in text else text


@cache
def _of_examples() -> frozenset[str]:
    """The invented numbers by which the pages of the codes show what is wrong."""
    lines = ("\n".join(example.bad) for example in examples().values())
    return frozenset(found.written for line in lines for found in scan.found(line))
