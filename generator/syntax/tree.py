"""A file's content with its places: scalars, mappings and sequences that know where they stand.

In: what `source` reads. Out: nodes, their plain data, the span of a field. Every leaf stays the
string that was typed. Used by `source`, `reader`, the rules' registry and the tools in `authoring/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.problem import FieldPath, Span


class Node:
    """A place in the file: lines and columns count from 0 inside the tree."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column

    def span(self) -> Span:
        """Where to point."""
        return Span(self.line + 1, self.column + 1)


class Scalar(Node):
    """A written value; `text` is "" where the place was left empty."""

    __slots__ = ("end_column", "end_line", "plain", "text")

    def __init__(self, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        self.line, self.column = start.line, start.column
        self.end_line, self.end_column = end.line, end.column
        self.text: str = event.value
        self.plain: bool = not event.style

    @classmethod
    def made(cls, text: str) -> Scalar:
        """A value that stands in no file yet."""
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
    """Keys and values in the order written."""

    __slots__ = ("pairs",)

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.pairs: dict[str, tuple[Scalar, Node]] = {}

    def data(self) -> dict[str, Any]:
        """Plain Python: strings, lists, dicts; a key left empty, or all empty below, is left out."""
        filled = ((key, value.data()) for key, (_, value) in self.pairs.items())
        return {key: value for key, value in filled if value}


class Sequence(Node):
    """Items in the order written; `flow` where they stand in brackets."""

    __slots__ = ("flow", "items")

    def __init__(self, line: int, column: int, flow: bool = False) -> None:
        super().__init__(line, column)
        self.items: list[Node] = []
        self.flow = flow

    def data(self) -> list[Any]:
        return [item.data() for item in self.items]


def walk(node: Node, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Node]]:
    """Every node below and its path, in the order written."""
    waiting = [(path, node)]
    while waiting:
        here, current = waiting.pop()
        yield here, current
        if isinstance(current, Mapping):
            waiting += [((*here, key), value) for key, (_, value) in reversed(current.pairs.items())]
        elif isinstance(current, Sequence):
            waiting += [((*here, i), item) for i, item in reversed(list(enumerate(current.items)))]


def locate(root: Node, path: FieldPath, *, key: bool = False) -> Span:
    """The span of the value at `path`, or of its key; of the nearest place above where it is absent."""
    node: Node = root
    span = Span(root.line + 1, root.column + 1)
    for step in path:
        if isinstance(node, Mapping) and step in node.pairs:
            name, node = node.pairs[step]  # type: ignore[index]
            span = name.span() if key or (isinstance(node, Scalar) and not node.text) else node.span()
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            span = node.span()
        else:
            break
    return span
