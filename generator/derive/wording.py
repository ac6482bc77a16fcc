"""A field of an entry as text, by its Chinese path: 权限边界, 委托书·期限, 办理情形·新设·法定办结时限.

In: a model, plain data by the names of its fields, a path. Out: text. In a list of parts an item is
named by its first field, the second of the same name by “（第2条）” behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.model.fields import FieldSpec, Part, fields_of, named_fields
from generator.model.values import NOTHING, NOTHING_WORD

STEP = "·"
_UNWRITTEN = {"状态": "在用"}  # what an empty field says (事项状态: 不写就是“在用”)


def plain(part: Part) -> dict[str, Any]:
    """A mapping of the record as plain data, each value as it was written."""
    found = ((spec.name, getattr(part, spec.attribute)) for spec in fields_of(type(part)))
    return {name: _plain(value) for name, value in found if value is not None}


def _plain(value: Any) -> Any:
    if value is NOTHING:
        return NOTHING_WORD
    if isinstance(value, Part):
        return plain(value)
    return [_plain(item) for item in value] if isinstance(value, tuple) else str(value)


def items(value: Any) -> list[Any]:
    """What stands in a list, however it was written; “无” and an empty place hold none."""
    if isinstance(value, str):
        return [] if value == NOTHING_WORD else [value]
    return value if isinstance(value, list) else []


def labels(model: type[Part], parts: list[Any]) -> list[str]:
    """What names each item of a list of parts."""
    seen: Counter[str] = Counter()
    found = []
    for part in parts:
        head = str(part.get(fields_of(model)[0].name) or "") if isinstance(part, dict) else str(part)
        seen[head] += 1
        found.append(head if seen[head] == 1 else f"{head}（第{seen[head]}条）")
    return found


def text(spec: FieldSpec, value: Any) -> str:
    """A value as one text: items joined by 、, parts by ；; "" where nothing is written."""
    if value is None or isinstance(value, str):
        return value or ""
    if spec.part is None:
        return "、".join(map(str, items(value)))
    if isinstance(value, dict):
        return of_part(spec.part, value)
    named = zip(labels(spec.part, items(value)), items(value), strict=True)
    return "；".join(of_item(spec.part, label, item) for label, item in named)


def of_part(model: type[Part], value: Any, *, without: str = "") -> str:
    """The fields of a mapping that are filled, in the order of the form."""
    if not isinstance(value, dict):
        return str(value or "")
    filled = ((spec.name, text(spec, value.get(spec.name))) for spec in fields_of(model) if spec.name != without)
    return "，".join(f"{name}：{words}" for name, words in filled if words)


def of_item(model: type[Part], label: str, value: Any) -> str:
    """An item of a list of parts: its name, the rest in brackets."""
    rest = of_part(model, value, without=fields_of(model)[0].name) if isinstance(value, dict) else ""
    return f"{label}（{rest}）" if rest else label


def at(model: type[Part], data: dict[str, Any], path: str) -> str | None:
    """The text at a path; "" where nothing is written or it says “无”, None where there is no such field."""
    found = None
    for spec, value, rest in _readings(model, data, path):
        found = "" if found is None else found
        if not rest and (words := text(spec, value)):
            return "" if words == NOTHING_WORD else words
    return unwritten(path) if found == "" else found


def unwritten(path: str) -> str:
    """What an empty field says: 在用 for 状态, "" for every other."""
    return _UNWRITTEN.get(path, "")


def field_at(model: type[Part], path: str) -> FieldSpec | None:
    """The field that a path leads to, None where there is none."""
    return next((spec for spec, _, _ in _readings(model, {}, path)), None)


def _readings(model: type[Part], data: Any, path: str) -> Iterator[tuple[FieldSpec, Any, str]]:
    """Each field that a path may mean, what is written there, and the rest of the path.

    It may mean several, because the name of an item may hold a dot itself.
    """
    name, _, rest = path.partition(STEP)
    spec = named_fields(model).get(name)
    if spec is None:
        return
    value = data.get(name) if isinstance(data, dict) else None
    if not rest:
        yield spec, value, ""
    elif spec.part and not spec.many:
        yield from _readings(spec.part, value, rest)
    elif spec.part:
        steps = rest.split(STEP)
        named = dict(zip(labels(spec.part, items(value)), items(value), strict=True))
        for i in range(1, len(steps)):
            yield from _readings(spec.part, named.get(STEP.join(steps[:i])), STEP.join(steps[i:]))
