"""What the guide for clerks says of a field: whether it is needed, how it is written, an example.

In: a model. Out: its fields and those of each mapping nested in it, and a whole example of its file. Everything comes
from the declarations of `model/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic_core import PydanticCustomError

from generator.model.fields import FieldSpec, Grade, Part, Seen, fields_of, parts_of
from generator.model.leaf import NOTHING_WORD, Leaf, Text, Title
from generator.model.values import Choice
from generator.standards import tables
from generator.syntax import parser

_FEW = 14  # choices that stand beside the field; more stand in a fold of their own
_NO_VALUE = "～"  # holds for no type that has a form


@dataclass(frozen=True, slots=True)
class Field:
    """A field as the guide tells it.

    `ways`: how it is written, a sentence each. `code`: raised by a value of another form, "" where any text will do.
    `part`: the id of the mapping it holds. `choices`: the table it takes its value from, where that is too long to
    stand beside it.
    """

    id: str
    name: str
    grade: str
    must: bool
    meaning: str
    ways: tuple[str, ...]
    example: tuple[str, ...]
    code: str
    part: str
    choices: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """The fields of one mapping; `title` is the name of the field that holds it, "" for the file itself."""

    id: str
    title: str
    meaning: str
    fields: tuple[Field, ...]


@cache
def fields_by_mapping(model: type[Part]) -> tuple[Mapping, ...]:
    """Returns the fields of a file and of every mapping inside it, each mapping once."""
    ids = _part_ids(model)
    found = [Mapping("fields", "", "", tuple(_fields(model, "f", ids)))]
    for part, (id_, spec) in ids.items():
        found.append(Mapping(id_, spec.name, spec.meaning, tuple(_fields(part, id_, ids))))
    return tuple(found)


@cache
def long_choices(model: type[Part]) -> dict[str, tuple[str, ...]]:
    """The tables with more names than fit beside a field, by what they are called."""
    leaves = [spec.type for part in parts_of(model) for spec in fields_of(part) if spec.type]
    found = {leaf.table: tables.names(leaf.table) for leaf in leaves if issubclass(leaf, Choice)}
    return {table: names for table, names in found.items() if len(names) > _FEW}


def _part_ids(model: type[Part]) -> dict[type[Part], tuple[str, FieldSpec]]:
    """Each nested mapping: the id of its table, and the first field that holds it."""
    ids: dict[type[Part], tuple[str, FieldSpec]] = {}
    taken: set[str] = set()
    for holder in parts_of(model):
        for spec in fields_of(holder):
            if spec.part and spec.part not in ids:
                id_ = f"p-{spec.attribute}" if spec.attribute not in taken else f"p-{spec.attribute}-{len(ids)}"
                taken.add(spec.attribute)
                ids[spec.part] = (id_, spec)
    return ids


def _fields(part: type[Part], above: str, ids: dict[type[Part], tuple[str, FieldSpec]]) -> Iterator[Field]:
    for spec in fields_of(part):
        yield Field(
            id=f"{above}-{spec.attribute}",
            name=spec.name,
            grade=str(spec.note.grade),
            must=spec.note.grade is Grade.MUST,
            meaning=spec.meaning,
            ways=tuple(_ways(spec)),
            example=tuple(_example(spec)),
            code=form_code(spec.type) if spec.type else "",
            part=ids[spec.part][0] if spec.part else "",
            choices=_table(spec) if spec.type and len(_names(spec.type)) > _FEW else "",
        )


def _example(spec: FieldSpec) -> Iterator[str]:
    """A field's own example, as it stands in a file; that of its type says nothing where any text will do."""
    if spec.part or (spec.example == getattr(spec.type, "example", "") and spec.type in (Text, Title)):
        return
    value = _written(spec.example)
    yield from [value] if isinstance(value, str) else (f"- {item}" for item in value)


def _ways(spec: FieldSpec) -> Iterator[str]:
    """How a field is written, one sentence a way."""
    if spec.type:
        yield _form(spec.type)
    if spec.many:
        one = "；只有一样的可以写在冒号后面" if spec.one_line else ""
        yield f"{'可以有几条' if spec.part else '可以有几样，一行一样'}，前面加“- ”{one}"
    elif spec.part:
        yield "下面分几格写"
    if may_be_nothing(spec):
        yield f"确实没有写“{NOTHING_WORD}”"
    if spec.note.adjusted:
        yield "改动须经动态调整"
    if spec.note.seen is Seen.MASKED:
        yield "自然人的姓名公开前由程序遮盖"


def _form(leaf: type[Leaf]) -> str:
    names = _names(leaf)
    if names:
        return "选一项" + (f"：{'、'.join(names)}" if len(names) <= _FEW else f"，共{len(names)}项")
    if issubclass(leaf, Text) and not form_code(leaf):
        return f"{leaf.word}，最多{leaf.longest}个字"
    return leaf.word


def may_be_nothing(spec: FieldSpec) -> bool:
    """Whether “无” may be written in a field."""
    if spec.type and not spec.many and not spec.type.nothing:
        return False
    return spec.note.nothing and (spec.many or spec.type is not None)


def _table(spec: FieldSpec) -> str:
    assert spec.type and issubclass(spec.type, Choice)
    return spec.type.table


def _names(leaf: type[Leaf]) -> tuple[str, ...]:
    return tables.names(leaf.table) if issubclass(leaf, Choice) else ()


def form_code(leaf: type[Leaf]) -> str:
    """Returns the code of a value that has not the form of its type, "" where any text will do."""
    return _raised_by(leaf.parse)


@cache
def _raised_by(parse: Callable[[str], Leaf]) -> str:
    try:
        parse(_NO_VALUE)
    except PydanticCustomError as fault:
        return fault.type
    return ""


@cache
def whole_example(model: type[Part]) -> str:
    """A file as it looks filled in: what must stand in it and what readers expect, with the model's own examples."""
    return "\n".join(_lines(model, ""))


def _lines(part: type[Part], indent: str) -> Iterator[str]:
    for spec in fields_of(part):
        if spec.note.grade is Grade.OPTIONAL and spec.attribute not in part.shown:
            continue
        if spec.part:
            yield f"{indent}{spec.name}:"
            inner = list(_lines(spec.part, f"{indent}    " if spec.many else f"{indent}  "))
            yield from [f"{indent}  - {inner[0].lstrip()}", *inner[1:]] if spec.many else inner
            continue
        value = _written(spec.example)
        if not spec.many or (spec.one_line and isinstance(value, str)):
            yield f"{indent}{spec.name}: {value}"
            continue
        yield f"{indent}{spec.name}:"
        yield from (f"{indent}  - {item}" for item in ([value] if isinstance(value, str) else value))


def _written(example: str) -> Any:
    """An example as it is declared: a value, or several in brackets."""
    root = parser.parse(f"例: {example}\n".encode()).root
    assert root, example
    return root.data()["例"]
