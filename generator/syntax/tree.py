"""A file's content as a tree: scalars, mappings and sequences that know their line and column.

In: what `parser` parses. Out: the nodes, their content as plain Python data, the span of a field.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.problem import FieldPath, Span


class Node:
    """What stands at one place of the file. In the tree lines and columns count from 0, in a `Span` from 1."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column

    def span(self) -> Span:
        """Where a message points: the whole value where it is on one line, else its first character."""
        return Span(self.line + 1, self.column + 1)

    def data(self) -> Any:
        """The content as plain Python: strings, lists, dicts. What was left empty is None, or left out of a dict."""
        raise NotImplementedError


class Scalar(Node):
    """A value: `text` is what is written, without quotes, "" where the place was left empty.

    `plain` is YAML's word for a value without quotes that is no text block (`|`, `>`).
    """

    __slots__ = ("end_column", "end_line", "plain", "text")

    def __init__(self, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        self.line, self.column = start.line, start.column
        self.end_line, self.end_column = end.line, end.column
        self.text: str = event.value
        self.plain: bool = not event.style

    @classmethod
    def made(cls, text: str) -> Scalar:
        """A value that is in no file yet: its place says nothing."""
        node = cls.__new__(cls)
        node.line = node.column = node.end_line = node.end_column = 0
        node.text, node.plain = text, True
        return node

    def span(self) -> Span:
        width = self.end_column - self.column if self.end_line == self.line else 1
        return Span(self.line + 1, self.column + 1, max(1, width))

    def data(self) -> str | None:
        return self.text or None


class Mapping(Node):
    """Keys with their values, in the order written."""

    __slots__ = ("pairs",)

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.pairs: dict[str, tuple[Scalar, Node]] = {}

    def data(self) -> dict[str, Any]:
        """The filled keys and their data; a key with nothing below it is left out."""
        filled = ((key, value.data()) for key, (_, value) in self.pairs.items())
        return {key: value for key, value in filled if value}


class Sequence(Node):
    """Items in the order written. `flow` is true where they are in brackets: [甲, 乙]."""

    __slots__ = ("flow", "items")

    def __init__(self, line: int, column: int, flow: bool = False) -> None:
        super().__init__(line, column)
        self.items: list[Node] = []
        self.flow = flow

    def data(self) -> list[Any]:
        return [item.data() for item in self.items]


def walk(node: Node, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Node]]:
    """A node and every node below it, each with its path, in the order written."""
    waiting = [(path, node)]
    while waiting:
        here, current = waiting.pop()
        yield here, current
        if isinstance(current, Mapping):
            waiting += [((*here, key), value) for key, (_, value) in reversed(current.pairs.items())]
        elif isinstance(current, Sequence):
            waiting += [((*here, i), item) for i, item in reversed(list(enumerate(current.items)))]


def locate(root: Node, path: FieldPath, *, key: bool = False) -> Span:
    """The span of the value at `path`, or of its key.

    Where the path leads to nothing, the span of the last node on the way; where a value was left empty, of its key.
    """
    node: Node = root
    span = Span(root.line + 1, root.column + 1)
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.pairs:
            name, node = node.pairs[step]
            span = name.span() if key or (isinstance(node, Scalar) and not node.text) else node.span()
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            span = node.span()
        else:
            break
    return span
