"""Lays out a record file in the one style that all files of the record have.

In: the pieces of a file, in their order. Out: its text: two spaces a level, one after a colon, list items two to the
right of their key, comments two spaces behind a value, quotes only where they are needed, at most one blank line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, dropwhile

from generator.files.pieces import Comment, Piece, Shape
from generator.syntax import parser
from generator.syntax.tree import Mapping, Scalar, Sequence

_Lines = Iterator[str | None]  # None is a blank line between two fields; "" is one inside a text block


def file_text(whole: Piece) -> str:
    """The text of a file."""
    body = _block(whole, "") if whole.children else iter(["{}"])
    lines: list[str] = []
    for line in chain(_comments(whole.head, 0), [None], body, _comments(whole.foot, 0)):
        if line is not None:
            lines.append(line)
        elif lines and lines[-1]:
            lines.append("")
    return "\n".join(lines) + "\n"


def _block(box: Piece, lead: str) -> _Lines:
    """The children of a mapping or a list; `lead` begins the line of the first one."""
    dash = "- " if isinstance(box.value, Sequence) else ""
    for child in box.children:
        yield from _piece(child, lead + dash)
        lead = " " * len(lead)


def _piece(piece: Piece, lead: str) -> _Lines:
    """A field or an item; `lead` begins its line: spaces, or spaces and the dashes of the lists it is first in."""
    margin = len(lead) - len(lead.lstrip(" ")) if lead.strip() else len(lead)
    label = scalar_text(piece.key, "key") + ":" if piece.key else ""
    open_item = piece.shape is Shape.BLOCK and not label  # has no line of its own: its first field stands there
    above = piece.tail if open_item else piece.tail[1:]
    tail = "".join(f"  {mark}" for mark in piece.tail[: len(piece.tail) - len(above)])
    yield from _comments(piece.head, margin)
    yield from [None] if piece.blank else []
    yield from (" " * margin + mark for mark in above)
    inner = " " * (len(lead) + (2 if label else 0))
    match piece.shape:
        case Shape.BLOCK if label:
            yield lead + label + tail
            yield from dropwhile(lambda line: line is None, _block(piece, inner))
        case Shape.BLOCK:
            yield from _block(piece, lead)
        case Shape.TEXT:
            yield f"{lead}{label}{' ' if label else ''}{_opening(piece)}{tail}"
            yield from (inner + line if line else "" for line in piece.body)
        case _:
            yield f"{lead}{label}{' ' if label else ''}{inline(piece)}".rstrip(" ") + tail
    yield from _comments(piece.foot, len(inner))


def _comments(comments: list[Comment], margin: int) -> _Lines:
    for comment in comments:
        if comment.blank:
            yield None
        yield " " * margin + comment.text


def _opening(piece: Piece) -> str:
    """The mark of a text block, with what its first line and its end demand."""
    assert isinstance(piece.value, Scalar)
    first = next((line for line in piece.body if line), "")
    breaks = len(piece.value.text) - len(piece.value.text.rstrip("\n"))
    return piece.mark + ("2" if first.startswith(" ") else "") + {0: "-", 1: ""}.get(breaks, "+")


def inline(piece: Piece) -> str:
    """A value on one line: a word, or what stands in brackets."""
    if isinstance(piece.value, Scalar):
        return scalar_text(piece.value, "flow" if piece.parent and piece.parent.shape is Shape.INLINE else "block")
    inner = ", ".join(
        f"{scalar_text(child.key, 'key')}: {inline(child)}" if child.key else inline(child) for child in piece.children
    )
    return f"{{{inner}}}" if isinstance(piece.value, Mapping) else f"[{inner}]"


def scalar_text(scalar: Scalar, where: str) -> str:
    """A scalar as it is written in a place: `block`, `flow` (inside brackets) or `key`."""
    value = scalar.text
    if not value and where != "key" and (scalar.plain or where == "block"):
        return ""
    if _reads_back(value, where) and (scalar.plain or "#" not in value):
        return value
    if ('"' in value or "\\" in value) and not any(map(_escaped, value)):
        return "'" + value.replace("'", "''") + "'"
    return '"' + "".join(map(_quoted, value)) + '"'


_ORDINARY = re.compile(r"[\w《〔（“](?:[\w《》〔〕（）“”、，。；：？！·—…%/.+*-]| (?=[\w《〔（“]))*")
_SAMPLES = {
    "block": "a: {0}\nb:\n  - {0}\nc:\n  - - {0}\n",
    "flow": "a: [{0}, {0}]\nb: {{k: {0}, l: {0}}}\n",
    "key": "{0}: x\nb: {{{0}: x, y: z}}\nc:\n  - {0}: x\n",
}


_LONGEST = 2000  # characters; what is longer stands in quotes, for it is read again to see whether it could do without


@lru_cache(maxsize=4096)
def _reads_back(value: str, where: str) -> bool:
    """Whether a value without quotes is read as itself, wherever such a value may stand."""
    if _ORDINARY.fullmatch(value) and "- " not in value:  # which looks like two items run together
        return True
    if not value or len(value) > _LONGEST or "\n" in value or value != value.strip(" "):
        return False
    document = parser.parse(_SAMPLES[where].format(value).encode())
    if document.root is None or document.faults:
        return False
    expected = {
        "block": {"a": value, "b": [value], "c": [[value]]},
        "flow": {"a": [value, value], "b": {"k": value, "l": value}},
        "key": {value: "x", "b": {value: "x", "y": "z"}, "c": [{value: "x"}]},
    }
    return document.root.data() == expected[where]


def _escaped(character: str) -> bool:
    return character == "\ufffd" or not (character.isprintable() or unicodedata.category(character) == "Zs")


def _quoted(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if not _escaped(character):
        return character
    named = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character)
    return named or (f"\\u{ord(character):04X}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08X}")
