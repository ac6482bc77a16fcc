"""Random towns: files of every kind that can be read, as different hands might have written them.

In: chance, how many files, how many fields each. Out: files by their paths. They need not keep the rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from generator.model.fields import FieldSpec, Grade, Part, fields_of
from generator.model.kind import Kind, ListKind
from generator.model.kinds import KINDS, LISTS
from generator.model.values import NOTHING_WORD, EntryId
from generator.syntax import parser
from tests.desk import values

Files = dict[str, bytes]


def town(seed: int, files: int, fields: int, *, told: bool = False) -> Files:
    """The files of a town below its folder, the same for the same numbers; `told`: all that it says, cells can say."""
    maker = _Maker(Random(f"{seed}/{files}/{fields}"), fields, told)
    made = {"powers/town.yml": maker.file(LISTS[0].model, "")}
    for _ in range(files):
        path, model, id_ = _where(maker.rng, maker.rng.choice((*KINDS, *KINDS, *LISTS)))
        made[path] = maker.file(model, id_)
    return made


def write(root: Path, files: Files) -> None:
    """Put a town where it can be read."""
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _where(rng: Random, list_: Kind | ListKind) -> tuple[str, type[Part], str]:
    if isinstance(list_, ListKind):
        return f"powers/{list_.pattern.replace('YYYY', str(rng.randint(2020, 2026)))}", list_.model, ""
    year = str(rng.randint(2020, 2026)) if list_.ids.year else ""
    id_ = f"{list_.letter}{year}{rng.randint(1, 30):03}"
    return f"powers/{list_.folder_of(id_)}/{id_}.yml", list_.model, id_


@dataclass(frozen=True)
class _Maker:
    """Makes files; `fields` is how many optional ones a mapping has at most."""

    rng: Random
    fields: int
    told: bool

    def file(self, model: type[Part], id_: str) -> bytes:
        """A file as somebody wrote it, perhaps on Windows."""
        data = self.mapping(model, self.fields, id_)
        content = ("\n".join(_Hand(self.rng, self.fields).mapping(data, model, 0)) + "\n").encode()
        read = parser.parse(content)
        assert read.root and not read.faults and read.root.data() == data, (content.decode(), data, read.faults)
        if self.rng.random() < 0.2:
            content = content.replace(b"\n", b"\r\n")
        return (b"\xef\xbb\xbf" if self.rng.random() < 0.2 else b"") + content

    def mapping(self, model: type[Part], fields: int, id_: str = "") -> dict[str, Any]:
        """What a mapping says: all it must, some of what it may."""
        specs = fields_of(model)
        free = [spec for spec in specs if spec.note.grade is not Grade.MUST]
        chosen = set(self.rng.sample(free, min(len(free), self.rng.randint(0, fields))))
        data = {}
        for spec in specs:
            if spec.note.grade is Grade.MUST or spec in chosen:
                data[spec.name] = id_ if id_ and spec.type is EntryId else self._held(spec, fields)
        own = [spec for spec in specs if not spec.part]
        if self.told and own and all(spec.name not in data for spec in own):
            data[own[0].name] = self._held(own[0], fields)  # an item that says nothing itself has no row to belong to
        return data or {specs[0].name: self._held(specs[0], fields)}

    def _held(self, spec: FieldSpec, fields: int) -> Any:
        rng = self.rng
        nothing = spec.note.nothing and (spec.many or (spec.type and spec.type.nothing))
        if nothing and rng.random() < 0.15:
            return NOTHING_WORD
        if not spec.many:
            return self._one(spec, fields)
        held = [self._one(spec, max(1, fields // 2)) for _ in range(rng.choice((1, 1, 2, 3, 5)))]
        if spec.type and not self.told and rng.random() < 0.02:  # more than a cell holds
            held = [long if values.holds(spec.type, long := item * (2000 // len(item))) else item for item in held] * 20
        return held[0] if spec.one_line and len(held) == 1 and rng.random() < 0.5 else held

    def _one(self, spec: FieldSpec, fields: int) -> Any:
        return self.mapping(spec.part, fields) if spec.part else values.value(self.rng, spec, told=self.told)


class _Hand:
    """Somebody who writes YAML: here with quotes, there in brackets, with comments and fields left empty."""

    def __init__(self, rng: Random, fields: int) -> None:
        self.rng, self.comments, self.chatty = rng, 0, fields / 40

    def mapping(self, data: dict[str, Any], model: type[Part], indent: int) -> Iterator[str]:
        """The lines of a mapping."""
        names = list(data)
        if self.rng.random() < 0.2:
            self.rng.shuffle(names)
        empty = [spec.name for spec in fields_of(model) if spec.name not in data]
        specs = {spec.name: spec for spec in fields_of(model)}
        for name in names:
            yield from self._said(indent)
            yield from self._field(name, data[name], specs[name], indent)
            if empty and self.rng.random() < 0.05:
                yield f"{' ' * indent}{empty.pop()}:"

    def _field(self, name: str, value: Any, spec: FieldSpec, indent: int) -> Iterator[str]:
        lead = f"{' ' * indent}{name}:"
        if isinstance(value, str):
            yield from self._scalar(lead, value, indent)
        elif isinstance(value, dict):
            assert spec.part
            yield lead + self._tail()
            yield from self.mapping(value, spec.part, indent + 2)
        elif all(isinstance(item, str) for item in value) and self.rng.random() < 0.3:
            yield f"{lead} [{', '.join(map(_quoted, value))}]" + self._tail()
        else:
            yield lead + self._tail()
            yield from self._items(value, spec, indent + self.rng.choice((0, 2)))

    def _items(self, items: list[Any], spec: FieldSpec, indent: int) -> Iterator[str]:
        for item in items:
            yield from self._said(indent)
            if isinstance(item, str):
                yield from self._scalar(f"{' ' * indent}-", item, indent)
            else:
                assert spec.part
                lines = list(self.mapping(item, spec.part, indent + 2))
                first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
                lines[first] = f"{' ' * indent}- {lines[first].lstrip()}"
                yield from (line if number >= first else line[2:] for number, line in enumerate(lines))

    def _scalar(self, lead: str, value: str, indent: int) -> Iterator[str]:
        forms = [[f"{lead} {value}"], [f"{lead} {_quoted(value)}"], _block(lead, value, indent + 2)]
        for form in self.rng.sample(forms, len(forms)):
            if form and _reads_back(form, value):
                tail = self._tail() if len(form) == 1 else ""
                yield from [*form[:-1], form[-1] + tail]
                return
        yield forms[1][0]

    def _said(self, indent: int) -> Iterator[str]:
        if self.rng.random() < self.chatty / 2:
            yield f"{' ' * indent}# {self._comment()}"

    def _tail(self) -> str:
        return f"  # {self._comment()}" if self.rng.random() < self.chatty / 2 else ""

    def _comment(self) -> str:
        self.comments += 1
        return f"批注第{self.comments}号"


def _quoted(value: str) -> str:
    """A value in double quotes, what cannot be seen written out."""
    plain = "".join(c if c.isprintable() or c == " " else json.dumps(c)[1:-1] for c in json.loads(json.dumps(value)))
    return '"' + "".join({'"': '\\"', "\\": "\\\\"}.get(c, c) for c in plain) + '"' if plain == value else _all(value)


def _all(value: str) -> str:
    return '"' + "".join(c if "一" <= c <= "龥" else f"\\U{ord(c):08x}" for c in value) + '"'


def _block(lead: str, value: str, indent: int) -> list[str]:
    """A text block."""
    body = value.rstrip("\n")
    if not body or body.startswith((" ", "\n")):
        return []
    breaks = len(value) - len(body)
    mark = {0: "|-", 1: "|"}.get(breaks, "|+")
    lines = [" " * indent + line if line else "" for line in body.split("\n")] + [""] * (breaks - 1)
    return [f"{lead} {mark}", *lines]


def _reads_back(form: list[str], value: str) -> bool:
    first, *rest = form
    margin = len(first) - len(first.lstrip())
    lines = [first.lstrip(), *(line[margin:] for line in rest)]
    dash = lines[0].startswith("-")
    text = "\n".join(["甲:", *lines] if dash else lines) + "\n乙: 完\n"
    read = parser.parse(text.encode())
    data = read.root.data() if read.root and not read.faults else {}
    return [value] in data.values() if dash else value in list(data.values())[:1]
