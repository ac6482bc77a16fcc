"""Changes what a record file says, and keeps its comments.

In: plain data by the names of the fields, and the bytes of the file. Out: its new bytes, in the one style of the
record. Only fields that say something else are touched; fields that were left empty stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from generator.files import comments, layout, order
from generator.files.pieces import Comment, Piece, Shape
from generator.model.fields import Part
from generator.syntax import parser
from generator.syntax.tree import Mapping, Node, Scalar, Sequence

Data = str | list[Any] | dict[str, Any]
NewComments = dict[str, list[str]]  # by the name of the field below them


class Unwritable(Exception):
    """A file could not be changed without losing something; nothing was done. The text tells the clerk why."""


def changed(content: bytes, model: type[Part], data: dict[str, Any], remarks: NewComments | None = None) -> bytes:
    """The bytes of a file that says `data`; the same bytes where it says so already, b"" is no file yet.

    `remarks` are new comments, each with its #, to stand above fields that hold something.

    Raises `Unwritable` where the file cannot be read, or would not read back as `data`.
    """
    document = parser.parse(content) if content else None
    if document is None:
        whole, words = Piece(None, Mapping(0, 0), 0, 0, shape=Shape.BLOCK), []
    elif document.root is None or document.faults:
        raise Unwritable("文件里有错，先用 qingdan check 看哪里不对，改好再来。")
    elif document.root.data() == data:
        return content
    else:
        whole, words = (
            comments.pieces_with_comments(document.text, document.root),
            comments.all_comments(document.text, document.root),
        )
    _merge(whole, data)
    words = sorted(words + _remarked(whole, remarks or {}))
    order.arrange(whole, model)
    text = layout.file_text(whole)
    again = parser.parse(text.encode())
    if again.root is None or again.faults or again.root.data() != data:
        raise Unwritable("改好以后读不回原样，没有动；这一条请直接改文件。")
    if comments.all_comments(again.text, again.root) != words:
        raise Unwritable("改了会丢批注，没有动；这一条请直接改文件。")
    return text.encode()


def _remarked(whole: Piece, remarks: NewComments) -> list[str]:
    """Put comments above fields, those that do not stand there yet; their words."""
    added = []
    for field in whole.children:
        there = {comment.text for comment in field.head}
        new = [text for text in remarks.get(field.key.text, ()) if text not in there] if field.key else []
        field.head += [Comment(text) for text in new]
        added += [text.lstrip("#").strip() for text in new]
    return added


def new_file(model: type[Part], data: dict[str, Any]) -> bytes:
    """The bytes of a new file that says `data`."""
    return changed(b"", model, data)


def _merge(piece: Piece, data: Data) -> None:
    """Make a piece say `data`; parts of it that say so already stay as they are written."""
    if _data(piece.value) == data:
        return
    match data:
        case dict() if isinstance(piece.value, Mapping):
            _merge_mapping(piece, data)
        case list() if isinstance(piece.value, Sequence):
            _merge_list(piece, data)
        case _:
            orphans = [note for child in piece.children for note in _comments_in(child)]
            _fill(piece, data)
            piece.head += orphans
            return
    if piece.shape is Shape.INLINE and any(
        child.shape is not Shape.SCALAR or "\n" in _text(child) for child in piece.children
    ):
        _unfold(piece)


def _merge_mapping(piece: Piece, data: dict[str, Any]) -> None:
    kept: list[Piece] = []
    orphans: list[Comment] = []
    for child in piece.children:
        assert child.key
        if child.key.text in data:
            _merge(child, data[child.key.text])
        elif _data(child.value):
            orphans += _comments_in(child)
            continue
        child.head, orphans = orphans + child.head, []
        kept.append(child)
    there = {child.key.text for child in kept if child.key}
    kept += [_new_piece(value, piece, name) for name, value in data.items() if name not in there]
    _settle(piece, kept, orphans)


def _merge_list(piece: Piece, data: list[Any]) -> None:
    old = [_sort_key(_data(child.value)) for child in piece.children]
    kept: list[Piece] = []
    orphans: list[Comment] = []
    for _, left, right, start, end in SequenceMatcher(
        None, old, [_sort_key(item) for item in data], autojunk=False
    ).get_opcodes():
        for i in range(max(right - left, end - start)):
            if start + i >= end:
                orphans += _comments_in(piece.children[left + i])
                continue
            if left + i < right:
                child = piece.children[left + i]
                _merge(child, data[start + i])
                child.head, orphans = orphans + child.head, []
            else:
                child = _new_piece(data[start + i], piece)
            kept.append(child)
    _settle(piece, kept, orphans)


def _settle(piece: Piece, children: list[Piece], orphans: list[Comment]) -> None:
    """Give a piece its children; comments of removed children that have no successor go to its end."""
    piece.children = children
    piece.foot = orphans + piece.foot
    for child in children:
        child.parent = piece
        if piece.shape is Shape.INLINE and child.shape is Shape.BLOCK:
            _unfold(piece)


def _unfold(piece: Piece) -> None:
    """Brackets on one line become lines of their own."""
    for box in piece.chain():
        if box.shape is Shape.INLINE:
            box.shape = Shape.BLOCK


def _new_piece(data: Data, parent: Piece, name: str = "") -> Piece:
    """A piece for data that no file holds yet."""
    piece = Piece(Scalar.made(name) if name else None, Scalar.made(""), 0, 0, parent)
    _fill(piece, data)
    return piece


def _fill(piece: Piece, data: Data) -> None:
    piece.children, piece.body, piece.end = [], [], None
    match data:
        case dict():
            piece.value, piece.shape = Mapping(0, 0), Shape.BLOCK
            piece.children = [_new_piece(value, piece, name) for name, value in data.items()]
        case list():
            piece.value, piece.shape = Sequence(0, 0), Shape.BLOCK
            piece.children = [_new_piece(item, piece) for item in data]
        case _:
            piece.value, piece.shape = Scalar.made(data), Shape.SCALAR
            if "\n" in data:
                piece.shape, piece.mark = Shape.TEXT, "|"
                piece.body = data.rstrip("\n").split("\n") + [""] * (len(data) - len(data.rstrip("\n")) - 1)


def _comments_in(piece: Piece) -> Iterator[Comment]:
    """Every comment in a piece that is removed."""
    yield from piece.head
    yield from (Comment(text) for text in piece.tail)
    for child in piece.children:
        yield from _comments_in(child)
    yield from piece.foot


def _data(node: Node) -> Any:
    return node.data()


def _text(piece: Piece) -> str:
    return piece.value.text if isinstance(piece.value, Scalar) else ""


def _sort_key(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
