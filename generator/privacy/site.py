"""The bytes of a finished site → every number of a person that would leave with them.

In: a folder. Out: `Leak`s, errors alone. This is the last look: the record, the prose and the attachments have been
checked, so whatever is found here was put together on the way. As fast as reading the files allows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Set
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator import processes
from generator.attachments import looking
from generator.privacy import scan
from generator.privacy.finding import Found
from generator.problem import Severity
from generator.syntax import characters

_PROGRAMS = ("assets/",)  # scripts and styles of the theme, which no clerk writes
_PAGES = (".html", ".htm", ".xml", ".svg")
_PLAIN = (".json", ".csv", ".txt", ".md", ".js", ".ics", ".webmanifest")
_SHARES = 16


class Leak(NamedTuple):
    """A number in a file of the site: the path of the file, where in it (第2页, 工作表“名单”, "" for a page), what it is."""

    path: str
    place: str
    found: Found


def leaks(folder: Path, tolerated: Set[str] = frozenset()) -> list[Leak]:
    """Every number of a person in the files of a site. `tolerated` are numbers that somebody has looked at."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    tasks = [partial(_in_files, folder, paths[share::_SHARES], tolerated) for share in range(_SHARES)]
    return sorted(leak for found in processes.share(tasks) for leak in found)


def _in_files(folder: Path, paths: list[str], tolerated: Set[str]) -> list[Leak]:
    return [
        Leak(path, place, found)
        for path in paths
        for place, text in _texts(path, folder / path)
        for found in scan.found(text)
        if found.severity is Severity.ERROR and found.written not in tolerated
    ]


def _texts(path: str, file: Path) -> Iterator[tuple[str, str]]:
    """The texts in a file, each with its place: what a page shows, and what stands in its tags."""
    ending = "." + path.rpartition(".")[2].lower()
    if path.startswith(_PROGRAMS):
        return
    if ending in _PAGES:
        written = file.read_text("utf-8", "replace")
        yield "", shown(written)
        yield "", "\f".join(_VALUE.findall(written))
    elif ending in _PLAIN:
        yield "", characters.readable(file.read_bytes()).replace("\\n", "\n")
    elif ending in looking.BEGINNINGS:
        seen = looking.look(path, file.read_bytes())
        yield from seen.texts
        for place, rows in seen.tables:
            yield place, "\n".join("\t".join(row) for row in rows)


_WITHIN = re.compile(
    "</?(?:a|abbr|b|bdi|bdo|cite|code|em|i|kbd|mark|q|rb|rp|rt|ruby|s|small|span|strong|sub|sup|time|u|var|wbr)(?:\\s[^>]*)?>",
    re.IGNORECASE,
)
_TAG = re.compile("<[^>]*>")
_VALUE = re.compile('=\\s*"([^"]*[0-9]{3}[^"]*)"')


def shown(page: str) -> str:
    """The text of a page: tags within a line are nothing, others end what stands before them."""
    text = _TAG.sub("\f", _WITHIN.sub("", page))
    return html.unescape(text) if "&" in text else text
