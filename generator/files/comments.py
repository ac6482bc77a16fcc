"""Finds the comments of a record file and the field that each belongs to.

In: the text and the tree of a `parser.Parsed`. Out: the pieces of the file, with all comments and blank lines, which
YAML drops.

A comment on a line of its own belongs to the field below it. Indented deeper than that field, it belongs to the value
above, or to the end of the list above. A comment behind a value belongs to the value. Comments at the top of the file
that a blank line separates from the first field belong to the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from generator.files.pieces import Comment, FilePieces, Piece, Position, Shape, in_order
from generator.syntax.tree import Mapping


def pieces_with_comments(text: str, root: Mapping) -> Piece:
    """The file as one piece; each comment is in the piece that it belongs to."""
    file = FilePieces(text.split("\n"), root)
    _Placing(file).place_all(list(_found(file)))
    _part_header(file.whole)
    return file.whole


def all_comments(text: str, root: Mapping) -> list[str]:
    """The words of all comments of a file, sorted, to see that none was lost."""
    return sorted(raw.lstrip("#").strip() for _, _, raw in _found(FilePieces(text.split("\n"), root)))


def _found(file: FilePieces) -> Iterator[tuple[int, int, str]]:
    """The line, the column and the text of each comment: whatever begins with # outside all values."""
    for number, line in enumerate(file.lines):
        if "#" not in line or number in file.bodies:
            continue
        start = 0
        for left, right in sorted(file.taken.get(number, ())):
            if "#" in line[start:left]:
                break
            start = max(start, right)
        if (at := line.find("#", start)) >= 0:
            yield number, at, line[at:].rstrip()


class _Placing:
    """Puts the comments of a file into their pieces, in the order written."""

    def __init__(self, file: FilePieces) -> None:
        self.file, self.whole, self.lines = file, file.whole, file.lines
        self.flat = list(in_order(file.whole))
        self.starts = [piece.line for piece in self.flat]
        self.gap, self.limit = -1, 0  # after how many pieces, and how deep a comment may still reach there

    def place_all(self, found: list[tuple[int, int, str]]) -> None:
        for line, column, raw in found:
            index = bisect_right(self.starts, line)
            if index and self.lines[line][:column].strip():
                self._behind(self.flat[index - 1], (line, column)).tail.append(_worded(raw))
            else:
                self._above(index, (line, column), Comment(_worded(raw), self.file.blank_before(line)))

    def _behind(self, piece: Piece, place: Position) -> Piece:
        """The piece whose value ends before a comment on the same line."""
        for box in piece.chain():
            if box.end and box.end <= place:
                piece = box
        return piece

    def _above(self, index: int, place: Position, comment: Comment) -> None:
        if index != self.gap:
            self.gap, self.limit = index, place[1]
        self.limit = min(self.limit, place[1])
        box = self._closed(index, place)
        if box is not None:
            box.foot.append(comment)
            return
        self.limit = -1
        (self.flat[index].head if index < len(self.flat) else self.whole.foot).append(comment)

    def _closed(self, index: int, place: Position) -> Piece | None:
        """The block at whose end a comment stands; None where it stands above the next piece."""
        if index == 0:
            return None
        last = self.flat[index - 1]
        if last.shape in (Shape.SCALAR, Shape.INLINE) and self.limit > last.column and not _in_brackets(last):
            return last  # the next line of a long comment behind it, or what might be written there
        following = set(map(id, self.flat[index].chain())) if index < len(self.flat) else {id(self.whole)}
        for box in last.chain():
            if id(box) in following:
                return None
            if box.shape is not Shape.BLOCK:
                continue
            if box.end:
                if place < box.end:
                    return box
            elif box.value.column <= self.limit and (index == len(self.flat) or self.limit > self.flat[index].column):
                return box
        return None


def _in_brackets(piece: Piece) -> bool:
    return any(box.end for box in piece.chain() if box is not piece)


def _part_header(whole: Piece) -> None:
    """Comments that a blank line parts from the first field stay at the top of the file."""
    if not whole.children:
        return
    first = whole.children[0]
    blanks = [*(comment.blank for comment in first.head[1:]), first.blank]
    parted = max((i for i, blank in enumerate(blanks, 1) if blank and first.head), default=0)
    whole.head, first.head = first.head[:parted], first.head[parted:]
    if first.head:
        first.head[0].blank = False
    else:
        first.blank = False


def _worded(raw: str) -> str:
    """A comment with a blank behind its mark."""
    words = raw.lstrip("#")
    marks = raw.removesuffix(words)
    return f"{marks} {words}" if words and not words[0].isspace() else raw
