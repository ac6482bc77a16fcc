"""One file's bytes → the entry or list that is written in it, or what is wrong with it.

In: bytes and the model class. Out: a `Reading`. A clerk never sees pydantic's own errors: each is put into a
sentence here, by its type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.model.fields import NOT_A_LIST, FieldSpec, Part, fields_of, named_fields
from generator.model.leaf import advice_in
from generator.model.values import EMPTY_ITEM, NOTHING_WORD, UNEXPECTED_NOTHING, EntryId, shown
from generator.problem import CODES, MOST, Code, Fault, FieldPath, Span, and_more, declare, few
from generator.standards.tables import closest, did_you_mean
from generator.syntax import parser, slips, tree
from generator.syntax.characters import KEY
from generator.syntax.parser import Parsed

_CLERK = "文员：在自己的文件里就看到哪里写得不对"

MISSING = declare("H221", "必有的格子要写", protects="居民：缺了它，这一条就说不清")
UNKNOWN = declare("H222", "只用规定的格子名称", protects=_CLERK, advice="照样张改成规定的名称；用不着就删掉这一行。")
NOT_A_PART = declare(
    "H223", "这一格下面要分几格写", protects=_CLERK, advice="冒号后面换行，下面每格缩进两格写“名称: 值”。"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a file: an instance of its model, or faults, each with the path of its field.

    `data` is what the file says, faults or not: strings, lists and dicts by the Chinese names of the fields.
    """

    entry: Part | None
    data: dict[str, Any]
    faults: list[tuple[FieldPath, Fault]]


def data_of(content: bytes, model: type[Part]) -> dict[str, Any] | None:
    """What a file says, as `Reading.data`; None where it is not well typed. The values are not looked at."""
    parsed = parser.parse(content)
    return None if parsed.root is None or parsed.faults else _data(parsed.root, model)


def accept(data: dict[str, Any], model: type[Part]) -> Reading | None:
    """The reading of what `data_of` gave; None where a value does not hold: `read` then says why."""
    try:
        entry = model.model_validate(data)
    except ValidationError:
        return None
    return None if any(True for _ in _nothings(data, model, ())) else Reading(entry, data, [])


def read(content: bytes, model: type[Part]) -> Reading:
    """Read a file. Every fault is told at once, but for those that follow from another one at the same place."""
    parsed = parser.parse(content)
    faults: list[tuple[FieldPath, Fault]] = [((), fault) for fault in parsed.faults]
    if parsed.root is None:
        return Reading(None, {}, faults)
    data = _data(parsed.root, model)
    entry = None
    try:
        entry = model.model_validate(data)
    except ValidationError as error:
        faults += _worded(error.errors(include_url=False), model, parsed)
    if NOTHING_WORD in parsed.text:
        faults += (
            (path, Fault(UNEXPECTED_NOTHING, tree.locate(parsed.root, path), f"“{path[-1]}”不能写“无”"))
            for path in _nothings(data, model, ())
        )
    return Reading(None if faults else entry, data, few(_first_at_each_place(faults), _code, _and_more))


def _code(told: tuple[FieldPath, Fault]) -> Code:
    return told[1].code


def _and_more(told: tuple[FieldPath, Fault], more: int) -> tuple[FieldPath, Fault]:
    return told[0], and_more(told[1], more)


def _data(root: tree.Mapping, model: type[Part]) -> dict[str, Any]:
    """A tree's data for a model; a misspelt name is there even where it was left empty, so that it is told."""
    data = root.data()
    _keep_strays(root, model, data)
    return data


def _keep_strays(root: tree.Mapping, model: type[Part], data: dict[str, Any]) -> None:
    """Put back into `data` the names without a value that the model does not know, at every depth."""
    specs = named_fields(model)
    for key, (_, node) in root.pairs.items():
        if key not in specs:
            data.setdefault(key, None)
            continue
        if not (part := specs[key].part):
            continue
        written = data.get(key)
        if isinstance(node, tree.Mapping) and isinstance(written, dict):
            _keep_strays(node, part, written)
        elif isinstance(node, tree.Sequence) and isinstance(written, list):
            for item, value in zip(node.items, written, strict=True):
                if isinstance(item, tree.Mapping) and isinstance(value, dict):
                    _keep_strays(item, part, value)


def _first_at_each_place(faults: list[tuple[FieldPath, Fault]]) -> list[tuple[FieldPath, Fault]]:
    """The first fault at each place; later ones mostly follow from it. Missing fields share a place and all stay."""
    seen: dict[Any, tuple[FieldPath, Fault]] = {}
    for path, fault in faults:
        key = (fault.span.line, fault.span.column, path if fault.code is MISSING else None)
        seen.setdefault(key, (path, fault))
    return list(seen.values())


def _worded(errors: list[ErrorDetails], model: type[Part], parsed: Parsed) -> Iterator[tuple[FieldPath, Fault]]:
    """pydantic's errors as faults with their paths, without those that follow from something said already."""
    root = parsed.root
    assert root is not None
    mistyped = {fault.span.line for fault in parsed.faults}  # what such a line lacks or holds follows from that
    unknown: dict[FieldPath, list[str]] = {}
    for error in errors:
        if error["type"] == "extra_forbidden":
            unknown.setdefault(error["loc"][:-1], []).append(str(error["loc"][-1]))
    worded: dict[str, list[Fault]] = {}  # by the type of the error
    for error in errors:
        path = error["loc"]
        spec, part = resolve(model, path)
        if error["type"] == "missing" and _misspelt(str(path[-1]), unknown.get(path[:-1], []), part):
            continue
        alike = worded.setdefault(error["type"], [])
        if len(alike) > MOST:  # it will only be counted
            fault = replace(alike[-1], span=tree.locate(root, path, key=error["type"] == "extra_forbidden"))
        else:
            fault = _fault(error, path, spec, part, root)
            alike.append(fault)
        if fault.span.line not in mistyped or (fault.code is MISSING and not _has_key(root, path)):
            yield path, fault


def _misspelt(name: str, unknown: list[str], part: type[Part]) -> bool:
    """Whether a field that is missing is there under a misspelt name; of many unknown ones the first are looked at."""
    return any(_meant(word, part) == name for word in unknown[:MOST])


def _fault(error: ErrorDetails, path: FieldPath, spec: FieldSpec | None, part: type[Part], root: tree.Mapping) -> Fault:
    """One error of pydantic as a fault: by its type, or by the code that our own types give as its type."""
    span = tree.locate(root, path)
    written = error["input"]
    match error["type"]:
        case "missing":
            return _missing(path, spec, root)
        case "extra_forbidden":
            return Fault(UNKNOWN, tree.locate(root, path, key=True), *_unknown(str(path[-1]), part))
        case "model_type" | "model_attributes_type" | "dict_type":
            if written is None:
                return Fault(EMPTY_ITEM, span, "这一行短横后面是空的")
            inner = spec.part if spec and spec.part else part
            if colon := _lost_colon(written, inner, span):
                return colon
            return Fault(NOT_A_PART, span, *_not_a_part(written, inner))
        case "tuple_type" | "list_type":
            text = f"写的是“{shown(written)}”" if isinstance(written, str) else "这里写成了几格"
            return Fault(NOT_A_LIST, span, f"“{path[-1]}”是列表，{text}")
        case number if number in CODES:
            return Fault(CODES[number], span, error["msg"], advice_in(error.get("ctx")))
        case other:
            raise AssertionError(f"no words for {other}")


def _missing(path: FieldPath, spec: FieldSpec | None, root: tree.Mapping) -> Fault:
    """The fault of a field that must be there: at its key where that stands without a value, else at what holds it."""
    name, meaning, example = (str(path[-1]), spec.meaning, spec.example) if spec else (str(path[-1]), "", "")
    advice = f"例：{name}: {example}" if example else f"补上“{name}: …”。"
    if spec and spec.type is EntryId:
        advice = "写文件名里的编号。"
    if _has_key(root, path):
        return Fault(MISSING, tree.locate(root, path), f"“{name}”空着，这一格必须写", advice)
    message = f"缺“{name}”" + (f"（{meaning}）" if meaning else "")
    return Fault(MISSING, tree.locate(root, path[:-1], key=True), message, advice)


def _has_key(root: tree.Mapping, path: FieldPath) -> bool:
    """Whether the key at a path is written, with or without a value."""
    return tree.locate(root, path, key=True) != tree.locate(root, path[:-1], key=True)


def _meant(word: str, part: type[Part]) -> str:
    """The field that an unknown name is most like, "" where it is like none."""
    return closest(word.strip(), [spec.name for spec in fields_of(part)])


def _unknown(word: str, part: type[Part]) -> tuple[str, str]:
    """What is said of a name that a mapping does not have: message and advice."""
    names = [spec.name for spec in fields_of(part)]
    for inner in fields_of(part):
        if inner.part and word in {spec.name for spec in fields_of(inner.part)}:
            return f"没有“{word}”这一格，它是“{inner.name}”里面的", f"缩进两格，写到“{inner.name}:”下面。"
    if meant := _meant(word, part):
        return f"没有“{shown(word)}”这一格，{did_you_mean(meant)}", f"改成“{meant}”。"
    shown_names = "、".join(names[:12]) + ("……" if len(names) > 12 else "")
    return f"没有“{shown(word)}”这一格；这里能写：{shown_names}", ""


def _lost_colon(written: Any, part: type[Part], span: Span) -> Fault | None:
    """The fault of `名称：甲` where a mapping should be: the colon is no YAML colon, so all of it became one text."""
    found = re.match(rf"({KEY})([：:])", written) if isinstance(written, str) else None
    if found is None or found[1] not in {spec.name for spec in fields_of(part)}:
        return None
    return slips.colon_fault(span.line, span.column - 1, found)


def _not_a_part(written: Any, part: type[Part]) -> tuple[str, str]:
    """What is said of a text or list where a mapping should be: message and advice."""
    names = [spec.name for spec in fields_of(part)]
    if isinstance(written, list):
        return "这里写成了列表，应当分几格写", ""
    text = str(written)
    if text == NOTHING_WORD:
        return "这一格不能只写“无”", "没有就把这一格整个删掉。"
    return f"写的是“{shown(text)}”，这里要分几格写：{'、'.join(names[:6])}", ""


def _nothings(data: dict[str, Any], model: type[Part], path: FieldPath) -> Iterator[FieldPath]:
    """The paths of the fields that say “无” and may not, in data of a model that stands at `path`."""
    specs = named_fields(model)
    for name, value in data.items():
        if not (spec := specs.get(name)):
            continue
        if value == NOTHING_WORD and not spec.note.nothing:
            yield (*path, name)
        elif spec.part and isinstance(value, dict):
            yield from _nothings(value, spec.part, (*path, name))
        elif spec.part and isinstance(value, list):
            for i, item in enumerate(value):
                if isinstance(item, dict):
                    yield from _nothings(item, spec.part, (*path, name, i))


def resolve(model: type[Part], path: FieldPath) -> tuple[FieldSpec | None, type[Part]]:
    """The field that a path leads to, None where there is none, and the model of the mapping that holds it."""
    spec: FieldSpec | None = None
    part = model
    for step in path:
        if isinstance(step, int):
            continue
        if spec is not None and spec.part is not None:
            part = spec.part
        spec = next((s for s in fields_of(part) if step in (s.name, s.attribute)), None)
        if spec is None:
            break
    return spec, part
