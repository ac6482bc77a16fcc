"""One file's bytes → an entry of its model, or what is wrong with it in the clerk's words.

In: bytes and the model class. Out: `Reading`. Used by `record` and the tools in `authoring/`.
pydantic's own errors never reach a reader: each is put into a sentence here, by its type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.model.fields import NOT_A_LIST, FieldSpec, Part, fields_of, named_fields
from generator.model.values import EMPTY_ITEM, NOTHING_WORD, UNEXPECTED_NOTHING, EntryId, shown
from generator.problem import CODES, Fault, FieldPath, Span, declare
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
    """A file as read: `entry` is None where there are faults; `data` what could be read of it."""

    entry: Part | None
    data: dict[str, Any]
    faults: list[tuple[FieldPath, Fault]]


def plain(content: bytes, model: type[Part]) -> dict[str, Any] | None:
    """What is written in a file, as plain data, where nothing is wrong with the way it is written."""
    document = parser.parse(content)
    return None if document.root is None or document.faults else _data(document.root, model)


def accept(data: dict[str, Any], model: type[Part]) -> Reading | None:
    """The entry in plain data; None where something is wrong with it, which `read` puts into words."""
    try:
        entry = model.model_validate(data)
    except ValidationError:
        return None
    return None if any(True for _ in _nothings(data, model, ())) else Reading(entry, data, [])


def read(content: bytes, model: type[Part]) -> Reading:
    """The entry in a file. Faults come with the path of the field they concern."""
    document = parser.parse(content)
    faults: list[tuple[FieldPath, Fault]] = [((), fault) for fault in document.faults]
    if document.root is None:
        return Reading(None, {}, faults)
    data = _data(document.root, model)
    entry = None
    try:
        entry = model.model_validate(data)
    except ValidationError as error:
        faults += _worded(error.errors(include_url=False), model, document)
    if NOTHING_WORD in document.text:
        faults += (
            (path, Fault(UNEXPECTED_NOTHING, tree.locate(document.root, path), f"“{path[-1]}”不能写“无”"))
            for path in _nothings(data, model, ())
        )
    return Reading(None if faults else entry, data, _one_a_place(faults))


def _data(root: tree.Mapping, model: type[Part]) -> dict[str, Any]:
    data = root.data()
    _keep_strays(root, model, data)
    return data


def _keep_strays(root: tree.Mapping, model: type[Part], data: dict[str, Any]) -> None:
    """Put back what was left empty under a name that the model does not know: it is still misspelt."""
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


def _one_a_place(faults: list[tuple[FieldPath, Fault]]) -> list[tuple[FieldPath, Fault]]:
    """One root cause per place: the first fault found at a span stands."""
    seen: dict[Any, tuple[FieldPath, Fault]] = {}
    for path, fault in faults:
        key = (fault.span.line, fault.span.column, path if fault.code is MISSING else None)
        seen.setdefault(key, (path, fault))
    return list(seen.values())


def _worded(errors: list[ErrorDetails], model: type[Part], document: Parsed) -> Iterator[tuple[FieldPath, Fault]]:
    said = {fault.span.line for fault in document.faults}  # a line that was typed wrong says nothing else
    unknown: dict[FieldPath, list[str]] = {}
    for error in errors:
        if error["type"] == "extra_forbidden":
            unknown.setdefault(error["loc"][:-1], []).append(str(error["loc"][-1]))
    for error in errors:
        path = error["loc"]
        spec, part = resolve(model, path)
        if error["type"] == "missing" and any(_meant(word, part) == path[-1] for word in unknown.get(path[:-1], ())):
            continue  # the misspelt key says it all
        fault = _fault(error, path, spec, part, document)
        if fault.span.line not in said or (fault.code is MISSING and not _has_key(document, path)):
            yield path, fault


def _fault(error: ErrorDetails, path: FieldPath, spec: FieldSpec | None, part: type[Part], document: Parsed) -> Fault:
    assert document.root is not None
    span = tree.locate(document.root, path)
    written = error["input"]
    match error["type"]:
        case "missing":
            name, meaning = str(path[-1]), spec.meaning if spec else ""
            lead = f"缺“{name}”" + (f"（{meaning}）" if meaning else "")
            above = tree.locate(document.root, path[:-1], key=True)
            empty = _has_key(document, path)
            example = f"例：{name}: {spec.example}" if spec and spec.example else f"补上“{name}: …”。"
            example = "写文件名里的编号。" if spec and spec.type is EntryId else example
            return Fault(MISSING, span if empty else above, f"“{name}”空着，这一格必须写" if empty else lead, example)
        case "extra_forbidden":
            return Fault(UNKNOWN, tree.locate(document.root, path, key=True), *_unknown(str(path[-1]), part))
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
            context = error.get("ctx", {})
            return Fault(CODES[number], span, error["msg"], context.get("advice", ""))
        case other:
            raise AssertionError(f"no words for {other}")


def _has_key(document: Parsed, path: FieldPath) -> bool:
    return tree.locate(document.root, path, key=True) != tree.locate(document.root, path[:-1], key=True)  # type: ignore[arg-type]


def _meant(word: str, part: type[Part]) -> str:
    return closest(word.strip(), [spec.name for spec in fields_of(part)])


def _unknown(word: str, part: type[Part]) -> tuple[str, str]:
    names = [spec.name for spec in fields_of(part)]
    for inner in fields_of(part):
        if inner.part and word in {spec.name for spec in fields_of(inner.part)}:
            return f"没有“{word}”这一格，它是“{inner.name}”里面的", f"缩进两格，写到“{inner.name}:”下面。"
    if meant := _meant(word, part):
        return f"没有“{word}”这一格，{did_you_mean(meant)}", f"改成“{meant}”。"
    shown_names = "、".join(names[:12]) + ("……" if len(names) > 12 else "")
    return f"没有“{word}”这一格；这里能写：{shown_names}", ""


def _lost_colon(written: Any, part: type[Part], span: Span) -> Fault | None:
    """The one key of a mapping, run into its value by a wide colon or one without a space."""
    found = re.match(rf"({KEY})([：:])", written) if isinstance(written, str) else None
    if found is None or found[1] not in {spec.name for spec in fields_of(part)}:
        return None
    return slips.colon_fault(span.line, span.column - 1, found)


def _not_a_part(written: Any, part: type[Part]) -> tuple[str, str]:
    names = [spec.name for spec in fields_of(part)]
    if isinstance(written, list):
        return "这里写成了列表，应当分几格写", ""
    text = str(written)
    if text == NOTHING_WORD:
        return "这一格不能只写“无”", "没有就把这一格整个删掉。"
    return f"写的是“{shown(text)}”，这里要分几格写：{'、'.join(names[:6])}", ""


def _nothings(data: dict[str, Any], model: type[Part], path: FieldPath) -> Iterator[FieldPath]:
    """Fields that must have content but say “无”."""
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
    """The field at a path and the mapping it stands in."""
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
