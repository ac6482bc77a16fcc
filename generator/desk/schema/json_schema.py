"""Makes the JSON Schema (draft 2020-12) with which an editor checks and completes the files of a kind.

In: a kind, the record that holds the town's own lists. Out: its schema as data, and the patterns of its files. The same model gives the same schema.

An editor gives types to what our reader leaves as text: 2025 is a number to it, an empty value null. The schema accepts
whatever the reader accepts, with the types that YAML 1.2 gives it.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from pydantic_core import PydanticCustomError

from generator.model.fields import FieldSpec, Grade, Part, fields_of, parts_of
from generator.model.kind import AnyKind, Kind
from generator.model.leaf import NOTHING_WORD, Leaf, Text
from generator.reading.folder import FOLDER
from generator.record import Record
from generator.syntax import parser

Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_EMPTY_NAME = "空着"
_ANY_TOWN = Record()
_EMPTY: Schema = {
    "type": ["null", "object", "array"],
    "maxItems": 0,
    "additionalProperties": {"$ref": f"#/$defs/{_EMPTY_NAME}"},
    "description": "整段空着，就是待核",
}


def schema(kind: AnyKind, record: Record = _ANY_TOWN) -> Schema:
    """The schema of the files of a kind."""
    names = _names(kind.model)
    parts = {name: _mapping(part, names, record) for part, name in names.items()}
    definitions = {_EMPTY_NAME: _EMPTY, **parts}
    return {"$schema": _DRAFT, "title": kind.title, **_mapping(kind.model, names, record), "$defs": definitions}


def globs(kind: AnyKind) -> list[str]:
    """The patterns by which an editor finds the files of a kind; a Chinese name also in the form of an address."""
    if isinstance(kind, Kind):
        between = "/*" if kind.ids.folders else ""
        return [f"{FOLDER}/{kind.folder}{between}/{kind.letter}*.yml"]
    path = f"{FOLDER}/{kind.pattern.replace('YYYY', '*')}"
    return list(dict.fromkeys([path, quote(path, safe="/*")]))


def _names(model: type[Part]) -> dict[type[Part], str]:
    """A Chinese name for each mapping inside a file: that of the first field that holds it."""
    names: dict[type[Part], str] = {}
    for holder in parts_of(model):
        for spec in fields_of(holder):
            if spec.part and spec.part not in names:
                same = sum(name.rstrip("0123456789") == spec.name for name in names.values())
                names[spec.part] = f"{spec.name}{same + 1 if same else ''}"
    return names


def _mapping(part: type[Part], names: dict[type[Part], str], record: Record) -> Schema:
    specs = fields_of(part)
    return {
        "type": "object",
        "properties": {spec.name: _field(spec, names, record) for spec in specs},
        "required": [spec.name for spec in specs if spec.note.grade is Grade.MUST],
        "additionalProperties": False,
    }


def _field(spec: FieldSpec, names: dict[type[Part], str], record: Record) -> Schema:
    must = spec.note.grade is Grade.MUST
    about = {"title": spec.name, "description": f"{spec.meaning}【{spec.note.grade}】"} | _examples(spec)
    item = _item(spec, names, record, nothing=spec.many or spec.note.nothing)
    if not spec.many and not spec.part:
        return about | (item if must else _or_null(item))
    forms = [{"type": "array", "items": item, "minItems": int(must)} if spec.many else item]
    if spec.one_line:
        forms.append(_item(spec, names, record, nothing=spec.note.nothing))
    elif spec.many and spec.note.nothing:
        forms.append({"const": NOTHING_WORD})
    if not must:
        forms.append({"$ref": f"#/$defs/{_EMPTY_NAME}"})
    return about | (forms[0] if len(forms) == 1 else {"anyOf": forms})


def _item(spec: FieldSpec, names: dict[type[Part], str], record: Record, *, nothing: bool) -> Schema:
    """One value of a field, or one mapping; “无” is a value where `nothing` says so."""
    if spec.part:
        return {"$ref": f"#/$defs/{names[spec.part]}"}
    assert spec.type is not None
    if choices := record.choices(spec.type):
        return {"enum": list(choices)}
    return _leaf(spec.type, nothing=nothing)


def _examples(spec: FieldSpec) -> Schema:
    if not spec.example or spec.part:
        return {}
    if not spec.many or spec.one_line:
        return {"examples": [spec.example]}
    root = parser.parse(f"例: {spec.example}\n".encode()).root
    return {"examples": [root.data()["例"]]} if root else {}


def _leaf(leaf: type[Leaf], *, nothing: bool) -> Schema:
    """One value as an editor types it."""
    form = getattr(leaf, "form", None)
    pattern = form.pattern if form else leaf.pattern
    types = ["string", *(["number"] if _may_be_a_number(leaf, pattern) else [])]
    limits: Schema = {}
    if pattern:
        limits["pattern"] = f"^(?:{pattern}{'|' + NOTHING_WORD if nothing else ''})$"
    elif issubclass(leaf, Text):
        types.append("boolean")  # `true` is a word like any other to us
        limits["maxLength"] = leaf.longest
    if not pattern and not nothing:
        limits["not"] = {"const": NOTHING_WORD}
    return {"type": types if len(types) > 1 else "string", **limits}


def _may_be_a_number(leaf: type[Leaf], pattern: str | None) -> bool:
    """Whether digits alone can be a value of a type, so that an editor may take it for a number."""
    samples = ["2025", *("1" * length for length in range(1, 40))]
    if pattern:
        return any(re.fullmatch(pattern, sample) for sample in samples)
    return any(_accepts(leaf, sample) for sample in samples)


def _accepts(leaf: type[Leaf], text: str) -> bool:
    try:
        leaf.parse(text)
    except PydanticCustomError:
        return False
    return True


def _or_null(value: Schema) -> Schema:
    if "enum" in value:
        return {"enum": [*value["enum"], None]}
    types = value["type"] if isinstance(value["type"], list) else [value["type"]]
    return value | {"type": [*types, "null"]}
