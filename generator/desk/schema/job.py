"""`qingdan schema`: what an editor needs to check and complete a record file while it is typed.

In: the model. Out: a JSON Schema (draft 2020-12) for each list, in `.vscode/schema/` unless told otherwise
(outside `powers/`, where `record.read` would ask what it is), and the settings of the editor that tie
each to its files. Same model, same bytes. Used by `commands.checking` and `commands.forms`.

An editor types what our reader leaves as text: 2025 is a number to it, an empty value null. The schemas
say yes to whatever the reader accepts, as the editor's YAML 1.2 types it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pydantic_core import PydanticCustomError

from generator import record
from generator.files import whole
from generator.model.fields import FieldSpec, Grade, Part, fields_of, parts_of
from generator.model.kind import Kind, ListKind
from generator.model.kinds import EVERY
from generator.model.leaf import NOTHING_WORD, Leaf, Text
from generator.model.values import Choice
from generator.standards import tables
from generator.syntax import parser

PLACE = ".vscode/schema"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_EXTENSION = "redhat.vscode-yaml"
_EMPTY = {
    "type": ["null", "object", "array"],
    "maxItems": 0,
    "additionalProperties": {"$ref": "#/$defs/空着"},
    "description": "整段空着，就是待核",
}
Schema = dict[str, Any]


def run(root: Path, place: str = PLACE) -> str:
    """Write the schemas, in the folder `place` below `root`, and the editor's settings; what was done, in words."""
    place = Path(place).as_posix()
    lines = []
    for kind in EVERY:
        lines += _write(root, f"{place}/{kind.attribute}.json", schema(kind))
    lines += _merge(root, ".vscode/settings.json", lambda old: _associated(old, place))
    lines += _merge(root, ".vscode/extensions.json", _recommended)
    return "\n".join([*lines, f"{len(EVERY)} 种文件的填写提示在 {place} 里；用 VS Code 打开这个文件夹就有。"])


def schema(kind: Kind | ListKind) -> Schema:
    """The schema of the files of a list."""
    names = _names(kind.model)
    parts = {name: _mapping(part, names) for part, name in names.items()}
    return {"$schema": _DRAFT, "title": kind.title, **_mapping(kind.model, names), "$defs": {"空着": _EMPTY, **parts}}


def _names(model: type[Part]) -> dict[type[Part], str]:
    """A Chinese name for each mapping inside a file: that of the first field that holds it."""
    names: dict[type[Part], str] = {}
    for holder in parts_of(model):
        for spec in fields_of(holder):
            if spec.part and spec.part not in names:
                same = sum(name.rstrip("0123456789") == spec.name for name in names.values())
                names[spec.part] = f"{spec.name}{same + 1 if same else ''}"
    return names


def globs(kind: Kind | ListKind) -> list[str]:
    """The files of a list, as the editor matches them; a Chinese name also in the form that an address has."""
    if isinstance(kind, Kind):
        between = "/*" if kind.ids.folders else ""
        return [f"{record.FOLDER}/{kind.folder}{between}/{kind.letter}*.yml"]
    path = f"{record.FOLDER}/{kind.pattern.replace('YYYY', '*')}"
    return list(dict.fromkeys([path, quote(path, safe="/*")]))


def _mapping(part: type[Part], names: dict[type[Part], str]) -> Schema:
    specs = fields_of(part)
    return {
        "type": "object",
        "properties": {spec.name: _field(spec, names) for spec in specs},
        "required": [spec.name for spec in specs if spec.note.grade is Grade.MUST],
        "additionalProperties": False,
    }


def _field(spec: FieldSpec, names: dict[type[Part], str]) -> Schema:
    must = spec.note.grade is Grade.MUST
    said = {"title": spec.name, "description": f"{spec.meaning}【{spec.note.grade}】"} | _examples(spec)
    if spec.part:
        one: Schema = {"$ref": f"#/$defs/{names[spec.part]}"}
    else:
        one = _leaf(spec.type, nothing=spec.many or spec.note.nothing)  # type: ignore[arg-type]
    if not spec.many and not spec.part:
        return said | (one if must else _or_null(one))
    choices = [{"type": "array", "items": one, "minItems": int(must)} if spec.many else one]
    if spec.one_line:
        choices.append(_leaf(spec.type, nothing=spec.note.nothing))  # type: ignore[arg-type]
    elif spec.many and spec.note.nothing:
        choices.append({"const": NOTHING_WORD})
    if not must:
        choices.append({"$ref": "#/$defs/空着"})
    return said | (choices[0] if len(choices) == 1 else {"anyOf": choices})


def _examples(spec: FieldSpec) -> Schema:
    if not spec.example or spec.part:
        return {}
    if not spec.many or spec.one_line:
        return {"examples": [spec.example]}
    root = parser.parse(f"例: {spec.example}\n".encode()).root
    return {"examples": [root.data()["例"]]} if root else {}


def _leaf(leaf: type[Leaf], *, nothing: bool) -> Schema:
    """One value as typed by an editor; “无” where `nothing` says it is an answer."""
    if issubclass(leaf, Choice):
        return {"enum": list(tables.names(leaf.table))}
    form = getattr(leaf, "form", None)
    pattern = form.pattern if form else leaf.pattern
    kinds = ["string", *(["number"] if _may_be_a_number(leaf, pattern) else [])]
    limits: Schema = {}
    if pattern:
        limits["pattern"] = f"^(?:{pattern}{'|' + NOTHING_WORD if nothing else ''})$"
    elif issubclass(leaf, Text):
        kinds.append("boolean")  # `true` is a word like another to us
        limits["maxLength"] = leaf.longest
    if not pattern and not nothing:
        limits["not"] = {"const": NOTHING_WORD}
    return {"type": kinds if len(kinds) > 1 else "string", **limits}


def _may_be_a_number(leaf: type[Leaf], pattern: str | None) -> bool:
    """Whether digits alone can be a value of a type, so that an editor may take it for a number."""
    samples = ["2025", *("1" * length for length in range(1, 40))]
    if pattern:
        return any(re.fullmatch(pattern, sample) for sample in samples)
    return any(_holds(leaf, sample) for sample in samples)


def _holds(leaf: type[Leaf], written: str) -> bool:
    try:
        leaf.parse(written)
    except PydanticCustomError:
        return False
    return True


def _or_null(one: Schema) -> Schema:
    if "enum" in one:
        return {"enum": [*one["enum"], None]}
    kinds = one["type"] if isinstance(one["type"], list) else [one["type"]]
    return one | {"type": [*kinds, "null"]}


def _associated(settings: Schema, place: str) -> Schema:
    """The editor's settings with our schemas tied to their files; those of others stay."""
    others = {
        address: files
        for address, files in settings.get("yaml.schemas", {}).items()
        if not address.removeprefix("./").startswith(f"{place}/")
    }
    return settings | {"yaml.schemas": others | {f"{place}/{kind.attribute}.json": globs(kind) for kind in EVERY}}


def _recommended(extensions: Schema) -> Schema:
    others = extensions.get("recommendations", [])
    return extensions | {"recommendations": others if _EXTENSION in others else [*others, _EXTENSION]}


def _merge(root: Path, path: str, change: Callable[[Schema], Schema]) -> list[str]:
    """Change a settings file that may be there already; one with comments in it is the owner's to change."""
    try:
        old = json.loads((root / path).read_text("utf-8-sig")) if (root / path).is_file() else {}
        return _write(root, path, change(old))
    except (ValueError, TypeError, AttributeError):
        wanted = json.dumps(change({}), ensure_ascii=False, indent=2)
        return [f"没有动 {path}：里面有批注，或者写法特别，改了会丢内容。请自己加上：\n{wanted}"]


def _write(root: Path, path: str, content: Schema) -> list[str]:
    data = (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
    place = root / path
    if place.is_file() and place.read_bytes() == data:
        return []
    whole.write(place, data)
    return [f"写好了 {path}"]
