"""Checks what a person says of a new file, puts it together, and finds what is still missing.

In: text as typed at the terminal, or `格子=内容` from the command line. Out: plain data by the names of the fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pydantic_core import PydanticCustomError

from generator.model.fields import FieldSpec, Grade, Part, fields_of, named_fields
from generator.model.leaf import advice_in
from generator.model.values import NOTHING, NOTHING_WORD, UNEXPECTED_NOTHING, Choice, EntryId, EntryRef, Text, Title
from generator.problem import FieldPath
from generator.reading import reader
from generator.standards import tables
from generator.syntax import parser
from generator.syntax.characters import odd_characters

Data = dict[str, Any]
NameOf = Callable[[str], str | None]  # id → what the entry is called, None where there is none


class Refused(Exception):
    """What was typed is no value of the field; the text tells the clerk why and what to do."""


class Incomplete(Exception):
    """What was given does not make a file: `lead` introduces `lines` that say what is wrong or missing."""

    def __init__(self, lead: str, lines: Sequence[str] = ()) -> None:
        super().__init__(lead)
        self.lead, self.lines = lead, list(lines)


def choices(spec: FieldSpec) -> tuple[str, ...]:
    """The items of the table that a field takes its value from; () where it takes none."""
    return tables.names(spec.type.table) if spec.type and issubclass(spec.type, Choice) else ()


def checked_value(spec: FieldSpec, typed: str, name_of: NameOf = lambda _: None) -> str:
    """The value as the record writes it. Raises `Refused`.

    The number of an item of the table stands for the item, the id of an entry for its id and name.
    """
    text = typed.strip()
    items = choices(spec)
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= len(items):
        text = items[int(text) - 1]
    assert spec.type is not None
    if issubclass(spec.type, EntryRef) and (name := name_of(text)):
        text = f"{text} {name}"
    for fault in odd_characters(text):
        raise Refused(f"{fault.message}。{fault.advice or fault.code.advice}")
    try:
        value = spec.type.read(text)
    except PydanticCustomError as error:
        raise Refused(f"{error.message()}。{advice_in(error.context)}") from None
    if value is NOTHING and not spec.note.nothing:
        raise Refused(f"“{spec.name}”不能写“{NOTHING_WORD}”。{UNEXPECTED_NOTHING.advice}")
    return text


def checked_values(spec: FieldSpec, typed: str, name_of: NameOf = lambda _: None) -> list[str]:
    """The values of a list, typed one at a time or together as the examples show them: [甲, 乙]. Raises `Refused`."""
    text = typed.strip()
    if not (spec.many and text.startswith("[") and text.endswith("]")):
        return [checked_value(spec, text, name_of)]
    root = parser.parse(f"{spec.name}: {text}\n".encode()).root
    items = root.data().get(spec.name) if root else None
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise Refused("几样写在一起的，写成 [甲, 乙]，逗号用英文的；或者一样一样写。")
    return [checked_value(spec, item, name_of) for item in items]


def gaps(model: type[Part], data: Data, at: FieldPath = ()) -> Iterator[FieldPath]:
    """The paths of the fields that must be filled and are not, in the order of the form; the id is not among them."""
    for spec in fields_of(model):
        written = data.get(spec.name)
        if not at and spec.type is EntryId:
            continue
        if written is None:
            if spec.note.grade is Grade.MUST:
                yield (*at, spec.name)
        elif spec.part:
            places = enumerate(written) if isinstance(written, list) else [("", written)]
            for i, inner in places:
                if isinstance(inner, dict):
                    here = (*at, spec.name) if i == "" else (*at, spec.name, i)
                    yield from gaps(spec.part, inner, here)


def put(data: Data, path: FieldPath, value: Any) -> None:
    """Write a value into data at a path; the mappings and lists that lead to it are there already."""
    inner: Any = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value


def spec_at(model: type[Part], path: FieldPath) -> FieldSpec:
    """What the model says of the field at a path that leads to one."""
    spec, _ = reader.resolve(model, path)
    assert spec is not None, path
    return spec


def given(model: type[Part], words: Sequence[str], name_of: NameOf = lambda _: None) -> tuple[Data, list[str]]:
    """The data from words as `格子=内容` or `委托书.文号=内容`, and what is wrong with the words.

    A list takes its values one by one. A field of a mapping given again begins the next mapping of its list.
    """
    data: Data = {}
    faults: list[str] = []
    for word in words:
        equals = re.search("[=＝]", word)
        if equals is None:
            faults.append(f"“{word}”：写成“格子=内容”，等号两边不空格；内容里有空格的，整个用英文引号括起来")
            continue
        name, text = word[: equals.start()], word[equals.end() :]
        try:
            _take(model, data, [step.strip() for step in name.split(".")], text, name_of)
        except Refused as refused:
            faults.append(f"{name.strip()}：{refused}")
    return data, faults


def _take(model: type[Part], data: Data, steps: list[str], text: str, name_of: NameOf) -> None:
    name, *rest = steps
    spec = named_fields(model).get(name)
    if spec is None:
        near = tables.closest(name, [spec.name for spec in fields_of(model)])
        raise Refused(f"没有“{name}”这一格" + (f"，{tables.did_you_mean(near)}" if near else "。"))
    if spec.type is EntryId:
        raise Refused("编号由程序取，不用写。")
    if spec.part:
        if not rest:
            inner = "、".join(
                f"{name}.{inner.name}" for inner in fields_of(spec.part) if inner.note.grade is Grade.MUST
            )
            raise Refused(f"这一格下面还分格，一格一格写：{inner or name + '.…'}。")
        _take_part(spec, data, rest, text, name_of)
        return
    if rest:
        raise Refused(f"“{name}”下面不再分格，写成“{name}=内容”。")
    values = checked_values(spec, text, name_of)
    if spec.many and values != [NOTHING_WORD] and data.get(name) != NOTHING_WORD:
        data.setdefault(name, []).extend(values)
    elif name in data:
        raise Refused("这一格写了两次，只留一个。")
    else:
        data[name] = values[0]


def _take_part(spec: FieldSpec, data: Data, rest: list[str], text: str, name_of: NameOf) -> None:
    assert spec.part is not None
    if not spec.many:
        _take(spec.part, data.setdefault(spec.name, {}), rest, text, name_of)
        return
    items = data.setdefault(spec.name, [])
    inner = named_fields(spec.part).get(rest[0])
    again = bool(items) and inner is not None and not inner.many and not inner.part and rest[0] in items[-1]
    if not items or again:
        items.append({})
    try:
        _take(spec.part, items[-1], rest, text, name_of)
    finally:
        if not items[-1]:
            items.pop()
        if not items:
            data.pop(spec.name, None)


def about(spec: FieldSpec, *, items: bool = True) -> str:
    """What a field is for, in one line: its meaning, with its items, its inner fields, or an example."""
    said, more = spec.meaning, ""
    several = choices(spec) if items else ()
    if 0 < len(several) <= 12 and not all(item in said for item in several):
        more = f"选一个：{'、'.join(several)}"
    elif spec.part:
        inner = [inner.name for inner in fields_of(spec.part) if inner.note.grade is not Grade.OPTIONAL]
        more = f"{'每条' if spec.many else '下面'}写：{'、'.join(inner)}"
    elif spec.example and spec.type and not choices(spec) and not _any_text(spec):
        more = f"例：{spec.example}"
    return "；".join(filter(None, (said, more)))


def _any_text(spec: FieldSpec) -> bool:
    """Whether the example of a field is that of all texts and so says nothing of this field."""
    return spec.type in (Title, Text) and spec.example == spec.type.example
