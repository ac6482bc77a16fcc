"""What is published, as JSON Schema: of every list what a row of its JSON file holds.

In: the lists. Out: a schema with a definition a list, from the same model as the rows and the data dictionary. It is
not the schema of the record's files: there a clerk writes, here a reader reads, and what was taken back lacks most.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from generator.model.amounts import Day
from generator.model.fields import FieldSpec, Part, published
from generator.model.kind import Kind
from generator.model.values import NOTHING_WORD
from generator.opendata.rows import ID_OF, OPEN_LISTS, OpenList, added, explained, names_entries

FILE = "schema.json"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ID = {"type": ["string", "null"]}


def whole() -> dict[str, Any]:
    """The schema of all lists: a file of a list is an array of what its definition says."""
    return {
        "$schema": _DRAFT,
        "title": "公布的数据：每种清单的一条",
        "description": "清单的文件是一条一条的数组；每一条自己的文件就是这里的一条。可能多出新的格子，已有的不改名、不改意思。",
        "$defs": {list_.name: of_list(list_) for list_ in OPEN_LISTS},
    }


def of_list(list_: OpenList) -> dict[str, Any]:
    """What a row of a list holds."""
    said = {line.name: line.meaning for line in explained(list_)}
    fields = dict(_properties(list_.model))
    own = {name: {"type": "string", "description": said[name]} for name in ("资料性质", *added(list_))}
    must = [*(["编号"] if isinstance(list_.kind, Kind) else []), "资料性质", "示例", "本站网址"]
    return {"title": list_.title, "type": "object", "properties": {**own, **fields}, "required": must}


@cache
def _properties(model: type[Part]) -> tuple[tuple[str, dict[str, Any]], ...]:
    found: list[tuple[str, dict[str, Any]]] = []
    for spec in published(model):
        found.append((spec.name, _said(spec)))
        if names_entries(spec):
            ids = {"type": "array", "items": _ID} if spec.many else _ID
            found.append((spec.name + ID_OF, {**ids, "description": f"“{spec.name}”提到的那条记录的编号"}))
    return tuple(found)


def _said(spec: FieldSpec) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"}
    if spec.part:
        one = {"type": "object", "properties": dict(_properties(spec.part))}
    elif spec.type is Day:
        one = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    if spec.many:
        one = {"type": "array", "items": one}
    elif spec.note.nothing and (spec.part or spec.type is Day):
        one = {"anyOf": [one, {"const": NOTHING_WORD}]}
    return {**one, "description": spec.meaning} if spec.meaning else one
