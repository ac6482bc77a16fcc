"""Takes a record file apart: a piece for each field and each item, with the way it is written.

In: the lines and the tree of a `parser.Parsed`. Out: a `FilePieces`: the pieces, and which stretches of the lines are
filled by values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from generator.syntax.tree import Mapping, Node, Scalar, Sequence

Position = tuple[int, int]  # line and column, from 0


class Shape(Enum):
    """How a value is written: on the line, as a text block, in brackets on one line, on lines of its own."""

    SCALAR, TEXT, INLINE, BLOCK = range(4)


@dataclass(slots=True)
class Comment:
    """A comment with its `#`; `blank` where an empty line stands before it."""

    text: str
    blank: bool = False


@dataclass(slots=True, eq=False)
class Piece:
    """A field (`key` and value) or an item of a list (`key` is None); the whole file is one too.

    `head` stands above it, `tail` on its line, `foot` behind its last child. `mark` and `body`
    are those of a text block. `end` is where the closing bracket of brackets spread over lines stands.
    """

    key: Scalar | None
    value: Node
    line: int
    column: int
    parent: Piece | None = None
    shape: Shape = Shape.SCALAR
    children: list[Piece] = field(default_factory=list)
    mark: str = "|"
    body: list[str] = field(default_factory=list)
    end: Position | None = None
    head: list[Comment] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    foot: list[Comment] = field(default_factory=list)
    blank: bool = False

    def chain(self) -> Iterator[Piece]:
        """This piece and those it stands in, innermost first."""
        piece: Piece | None = self
        while piece is not None:
            yield piece
            piece = piece.parent


def in_order(piece: Piece) -> Iterator[Piece]:
    """The pieces below a piece, in the order written; brackets on one line count as one piece."""
    if piece.shape is Shape.BLOCK:
        for child in piece.children:
            yield child
            yield from in_order(child)


class FilePieces:
    """The pieces of one file (`whole`), the lines inside text blocks, the stretches of lines that values fill."""

    def __init__(self, lines: list[str], root: Mapping) -> None:
        self.lines = lines
        self.bodies: set[int] = set()  # lines inside text blocks
        self.taken: dict[int, list[tuple[int, int]]] = {}  # stretches of lines that values fill
        self.whole = Piece(None, root, 0, 0, shape=Shape.BLOCK)
        self._children(self.whole)
        for piece in in_order(self.whole):
            piece.blank = self.blank_before(piece.line)

    def blank_before(self, line: int) -> bool:
        """Whether an empty line that belongs to no value stands before a line."""
        return line > 0 and line - 1 not in self.bodies and not self.lines[line - 1].strip()

    def _children(self, piece: Piece) -> None:
        node = piece.value
        if isinstance(node, Mapping):
            for key, value in node.pairs.values():
                self._take(key)
                self._add(piece, Piece(key, value, key.line, key.column, piece))
        elif isinstance(node, Sequence):
            for item in node.items:
                line, column = (item.line, item.column) if self._flows(node) else self._dash(node, item)
                self._add(piece, Piece(None, item, line, column, piece))

    def _add(self, parent: Piece, piece: Piece) -> None:
        parent.children.append(piece)
        node = piece.value
        if isinstance(node, Scalar):
            self._scalar(piece, node, parent.value.column)
            return
        piece.shape = Shape.BLOCK
        if self._flows(node):
            line, column = self._end(node)
            piece.end = (line, column)
            if line == node.line or not _held(node):
                piece.shape = Shape.INLINE
        if parent.shape is Shape.INLINE:
            piece.shape = Shape.INLINE
        self._children(piece)

    def _scalar(self, piece: Piece, node: Scalar, parent_column: int) -> None:
        if node.plain or not self.lines[node.line].startswith(("|", ">"), node.column):
            self._take(node)
            return
        line = self.lines[node.line][node.column :]
        self.taken.setdefault(node.line, []).append((node.column, node.column + 1))
        body = self._body(node, line, parent_column)
        if node.text:
            piece.shape, piece.mark, piece.body = Shape.TEXT, line[0], body

    def _body(self, node: Scalar, header: str, parent_column: int) -> list[str]:
        """The lines of a text block without their indent; blank lines behind it only where they count."""
        digit = re.match(r"[|>][+-]?(\d)", header)
        below = range(node.line + 1, len(self.lines))  # no copy: a file may have a thousand text blocks
        first = next((self.lines[at] for at in below if self.lines[at].strip(" ")), "")
        indent = parent_column + int(digit[1]) if digit else max(_indent(first), parent_column + 1)
        body = []
        for line in (self.lines[at] for at in below):
            if line.strip(" ") and _indent(line) < indent:
                break
            body.append(line[indent:])
        every_line = len(body)
        while body and not body[-1]:
            body.pop()
        breaks = len(node.text) - len(node.text.rstrip("\n"))
        kept = every_line if breaks > 1 else len(body)
        self.bodies.update(range(node.line + 1, node.line + 1 + kept))
        return body + [""] * (breaks - (1 if body else 0)) if breaks > 1 else body

    def _take(self, node: Scalar) -> None:
        for number in range(node.line, node.end_line + 1):
            start = node.column if number == node.line else 0
            end = node.end_column if number == node.end_line else len(self.lines[number])
            self.taken.setdefault(number, []).append((start, end))

    def _flows(self, node: Node) -> bool:
        return self.lines[node.line][node.column : node.column + 1] in ("[", "{") and not isinstance(node, Scalar)

    def _dash(self, node: Sequence, item: Node) -> Position:
        """Where the dash of an item stands; its content may begin on a later line."""
        for number in range(item.line, node.line - 1, -1):
            line = self.lines[number]
            if line[node.column : node.column + 1] == "-" and not line[: node.column].strip(" -:?"):
                return number, node.column
        return item.line, node.column

    def _end(self, node: Node) -> Position:
        """The place behind a value; behind its bracket where it has one."""
        if isinstance(node, Scalar):
            return node.end_line, node.end_column
        last = max((self._end(child) for child in _held(node)), default=(node.line, node.column + 1))
        if not self._flows(node):
            return last
        closing = "]" if isinstance(node, Sequence) else "}"
        line, column = last
        while line < len(self.lines):
            rest = self.lines[line][column:].partition("#")[0]
            if closing in rest:
                return line, column + rest.index(closing) + 1
            line, column = line + 1, 0
        return last


def _held(node: Node) -> list[Node]:
    """The nodes directly inside another, keys too."""
    if isinstance(node, Mapping):
        return [part for pair in node.pairs.values() for part in pair]
    return list(node.items) if isinstance(node, Sequence) else []


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
