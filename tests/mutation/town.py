"""The sample town as something to put faults into: its lines, and every written value with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from generator.model.fields import FieldSpec, Grade, Part
from generator.model.kinds import BY_LETTER, LISTS
from generator.reading import reader
from generator.syntax import parser, tree
from tests.towns import TOWN

SAMPLE = TOWN / "powers"


@dataclass(frozen=True)
class Slot:
    """A written value: its file below `powers/`, line from 1, columns from 0, and the field it fills."""

    file: str
    path: tuple[str | int, ...]
    line: int
    column: int
    end: int
    text: str
    spec: FieldSpec
    inside: type[Part]  # the mapping the field stands in
    indent: int  # of the field's key

    @property
    def key(self) -> str:
        """The field's Chinese name."""
        return self.spec.name

    @property
    def item(self) -> bool:
        """Whether it is a line of a list."""
        return isinstance(self.path[-1], int)


class Town:
    """The files of the sample town, never changed; operators say what they would change."""

    def __init__(self, base: Path = SAMPLE) -> None:
        self.base = base
        self.files: dict[str, str] = {
            path.relative_to(base).as_posix(): path.read_text("utf-8")
            for path in sorted(base.rglob("*"))
            if path.suffix in (".yml", ".csv")
        }

    @cached_property
    def records(self) -> list[str]:
        """The YAML files."""
        return [path for path in self.files if path.endswith(".yml")]

    @cached_property
    def entries(self) -> list[str]:
        """The files of entries that have an id."""
        return [path for path in self.records if re.fullmatch(r"[a-z]\d+\.yml", path.rpartition("/")[2])]

    @cached_property
    def slots(self) -> list[Slot]:
        """Every written value of the town."""
        return [slot for path in self.records for slot in _slots(path, self.files[path])]

    def lines(self, file: str) -> list[str]:
        """The lines of a file; line 1 is item 0."""
        return self.files[file].split("\n")

    def pick(self, rng: Random, wanted: Callable[[Slot], object] = lambda slot: True) -> Slot:
        """A random written value that is wanted."""
        return rng.choice([slot for slot in self.slots if wanted(slot)])

    def typed(self, rng: Random, *types: type) -> Slot:
        """A random written value of one of the types."""
        return self.pick(rng, lambda slot: slot.spec.type and issubclass(slot.spec.type, types) and slot.text != "无")

    def named(self, rng: Random, key: str, folder: str = "", text: str = "") -> Slot:
        """A random value of a field, by its Chinese name."""
        return self.pick(rng, lambda s: s.key == key and s.file.startswith(folder) and (not text or s.text == text))

    def find(self, file: str, *path: str | int) -> Slot | None:
        """The value at a path of a file, None where it is not written."""
        return self._by_place.get((file, path))

    @cached_property
    def _by_place(self) -> dict[tuple[str, tuple], Slot]:
        return {(slot.file, slot.path): slot for slot in self.slots}

    def value(self, file: str, *path: str | int) -> str:
        """What is written at a path of a file, "" where nothing is."""
        slot = self.find(file, *path)
        return slot.text if slot else ""

    def line_of(self, file: str, key: str, indent: int = 0) -> int:
        """The line of a key at an indent, 0 where it is not there."""
        start = " " * indent + key + ":"
        return next((n for n, line in enumerate(self.lines(file), 1) if line.startswith(start)), 0)

    def block(self, file: str, line: int) -> range:
        """The lines, from 0, of the key or list item on a line and of all that hangs below it."""
        lines = self.lines(file)
        indent = len(lines[line - 1]) - len(lines[line - 1].lstrip())
        end = line
        while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) > indent:
            end += 1
        return range(line - 1, end)

    # What a change comes to: path → new content.

    def with_line(self, file: str, line: int, *new: str) -> dict[str, bytes | None]:
        """A line replaced by none, one or more."""
        lines = self.lines(file)
        lines[line - 1 : line] = new
        return {file: "\n".join(lines).encode()}

    def with_value(self, slot: Slot, new: str) -> dict[str, bytes | None]:
        """A value replaced."""
        line = self.lines(slot.file)[slot.line - 1]
        return self.with_line(slot.file, slot.line, (line[: slot.column] + new + line[slot.end :]).rstrip())

    def without(self, file: str, line: int) -> dict[str, bytes | None]:
        """A key or list item deleted, with all that hangs below it."""
        lines = self.lines(file)
        gone = self.block(file, line)
        return {file: "\n".join(lines[: gone.start] + lines[gone.stop :]).encode()}

    def without_field(self, file: str, line: int) -> dict[str, bytes | None]:
        """A key deleted with what hangs below it; where it began a list item the next key begins it now."""
        lines = self.lines(file)
        first = lines[line - 1]
        if not first.lstrip().startswith("- "):
            return self.without(file, line)
        indent = len(first) - len(first.lstrip(" -"))
        end = line
        while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) > indent:
            end += 1
        rest = lines[end:]
        if rest and len(rest[0]) - len(rest[0].lstrip()) == indent:
            rest[0] = first[:indent] + rest[0].lstrip()
        return {file: "\n".join(lines[: line - 1] + rest).encode()}

    def with_lines_after(self, file: str, line: int, *new: str) -> dict[str, bytes | None]:
        """Lines put in behind a line; line 0 is the top of the file."""
        lines = self.lines(file)
        lines[line:line] = new
        return {file: "\n".join(lines).encode()}

    def with_text(self, file: str, text: str) -> dict[str, bytes | None]:
        """A whole file replaced."""
        return {file: text.encode()}

    def mentions(self, needle: str, besides: str = "") -> set[tuple[str, int]]:
        """The places where a text stands, outside one file."""
        return {
            (file, number)
            for file in self.records
            if file != besides
            for number, line in enumerate(self.lines(file), 1)
            if needle in line
        }


def model_of(path: str) -> type[Part]:
    """The model of a file."""
    for kind in LISTS:
        if kind.matches(path):
            return kind.model
    return BY_LETTER[path.rpartition("/")[2][0]].model


def _slots(path: str, text: str) -> list[Slot]:
    root = parser.parse(text.encode()).root
    assert root is not None, path
    lines, found = text.split("\n"), []
    for place, node in tree.walk(root):
        if not isinstance(node, tree.Scalar) or not node.text or node.end_line != node.line:
            continue
        spec, inside = reader.resolve(model_of(path), place)
        if spec is None or lines[node.line][node.column : node.end_column] != node.text:
            continue
        indent = len(lines[node.line]) - len(lines[node.line].lstrip(" -"))
        found.append(Slot(path, place, node.line + 1, node.column, node.end_column, node.text, spec, inside, indent))
    return found


def is_must(slot: Slot) -> bool:
    """Whether the field may not be missing."""
    return slot.spec.note.grade is Grade.MUST
