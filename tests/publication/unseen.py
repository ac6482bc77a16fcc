"""Characters that cannot be seen, or that turn the direction of a text, in what leaves with a site.

In: a path, the bytes there. Out: the characters, each with where it stands. Looked at is what is written and what it
says: a reference of HTML and an escape of JSON make a character too. Files in archives (zip, xlsx, docx) are files.
"""

from __future__ import annotations

import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Any

TEXTS = (
    ".html",
    ".json",
    ".jsonld",
    ".csv",
    ".svg",
    ".xml",
    ".txt",
    ".ics",
    ".js",
    ".css",
    ".webmanifest",
    ".rels",
    ".md",
)
ARCHIVES = (".zip", ".xlsx", ".docx")
BINARY = (".png", ".ico", ".woff2", ".pdf", ".jpg")
_NAMED = ("SHA256SUMS",)  # texts whose names have no ending
# Characters of no width that Unicode does not count among those of format: selectors, fillers of Hangul.
_FILLING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2028\u2029\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
# What may stand there, by the ending of the file, and why.
ALLOWED = {
    "\n": ("", "a line ends"),
    "\r": (".csv .ics .txt", "RFC 4180 and 5545 end lines so, and so does Notepad"),
    "\t": (".txt .js .css", "what a person or a program wrote in columns"),
}
_MARKED = (".csv", ".txt")  # may begin with the mark by which Excel and Notepad know UTF-8


def unseen(path: str, content: bytes) -> Iterator[str]:
    """The characters in one file that may not be there, as `path: U+200B`."""
    ending = "." + path.rpartition(".")[2].lower()
    if ending in ARCHIVES:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from unseen(f"{path}/{name}", archive.read(name))
    elif ending in TEXTS or path.rpartition("/")[2] in _NAMED:
        text = content.decode("utf-8").removeprefix("\ufeff" if ending in _MARKED else "")
        found = {character for one in _said(ending, text) for character in one if not _may(character, ending)}
        yield from (f"{path}: U+{ord(character):04X}" for character in sorted(found))
    elif ending not in BINARY:
        yield f"{path}: nobody knows what this is"


def _said(ending: str, text: str) -> Iterator[str]:
    """What is written, and what it says."""
    yield text
    if ending in (".html", ".svg", ".xml", ".rels"):
        yield html.unescape(text)
    if ending in (".json", ".jsonld", ".webmanifest"):
        yield from _strings(json.loads(text))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("\n", "")  # a value of several lines
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _may(character: str, ending: str) -> bool:
    if character in ALLOWED:
        endings = ALLOWED[character][0]
        return not endings or ending in endings.split()
    return unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs", "Cn") and not _FILLING.match(character)
