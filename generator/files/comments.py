"""The comments of a record file, each with the field it belongs to.

In: the text and the tree of a `parser.Parsed`. Out: its pieces with every comment and blank line
that YAML drops. Used by `authoring/fmt`, which moves the pieces and has `layout` print them.

A comment on a line of its own belongs to the field under it; indented deeper than that field it belongs
to what stands above: to the value, or to the end of the list. A comment behind a value belongs to the value. Comments at the top of the file that a
blank line parts from the first field belong to the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from generator.files.pieces import Comment, Piece, Place, Plan, Shape, in_order
from generator.syntax.tree import Mapping


def pieces(text: str, root: Mapping) -> Piece:
    """The file as one piece, with every comment where it belongs."""
    plan = Plan(text.split("\n"), root)
    _Hand(plan).give(list(_found(plan)))
    _part_header(plan.whole)
    return plan.whole


def every(text: str, root: Mapping) -> list[str]:
    """The words of all comments of a file, sorted: to see that none was lost."""
    return sorted(raw.lstrip("#").strip() for _, _, raw in _found(Plan(text.split("\n"), root)))


def _found(plan: Plan) -> Iterator[tuple[int, int, str]]:
    """Every comment with its line and column: what begins with # outside all values."""
    for number, line in enumerate(plan.lines):
        if "#" not in line or number in plan.bodies:
            continue
        start = 0
        for left, right in sorted(plan.taken.get(number, ())):
            if "#" in line[start:left]:
                break
            start = max(start, right)
        if (at := line.find("#", start)) >= 0:
            yield number, at, line[at:].rstrip()


class _Hand:
    """Gives each comment to its piece, in the order written."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.whole, self.lines = plan, plan.whole, plan.lines
        self.flat = list(in_order(plan.whole))
        self.starts = [piece.line for piece in self.flat]
        self.gap, self.limit = -1, 0  # after how many pieces, and how deep a comment may still reach there

    def give(self, found: list[tuple[int, int, str]]) -> None:
        for line, column, raw in found:
            index = bisect_right(self.starts, line)
            if index and self.lines[line][:column].strip():
                self._behind(self.flat[index - 1], (line, column)).tail.append(_worded(raw))
            else:
                self._above(index, (line, column), Comment(_worded(raw), self.plan.blank_before(line)))

    def _behind(self, piece: Piece, place: Place) -> Piece:
        """The piece whose value ends before a comment on the same line."""
        for box in piece.chain():
            if box.end and box.end <= place:
                piece = box
        return piece

    def _above(self, index: int, place: Place, comment: Comment) -> None:
        if index != self.gap:
            self.gap, self.limit = index, place[1]
        self.limit = min(self.limit, place[1])
        box = self._closed(index, place)
        if box is not None:
            box.foot.append(comment)
            return
        self.limit = -1
        (self.flat[index].head if index < len(self.flat) else self.whole.foot).append(comment)

    def _closed(self, index: int, place: Place) -> Piece | None:
        """The block that a comment closes, None where it stands above the next piece."""
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
    """A comment with one blank behind its mark."""
    words = raw.lstrip("#")
    marks = raw.removesuffix(words)
    return f"{marks} {words}" if words and not words[0].isspace() else raw
