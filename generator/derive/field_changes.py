"""Compares two states of one file field by field, lists item by item.

In: a model and plain data before and after. Out: `FieldChange`s, in the order of the form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.derive import adjusted, wording
from generator.model.fields import FieldSpec, Part, fields_of, named_fields

EMPTY = "（空着）"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field, and its texts before and after; of a list the items that went and came.

    `whole` says that a mapping or an item of a list of mappings came or went itself, `moved` that only the order of
    the items changed. `adjusted` is the path of the 须经调整 field that it belongs to, "" for none.
    """

    path: str
    before: str
    after: str
    went: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    whole: bool = False
    moved: bool = False
    adjusted: str = ""


def field_changes(model: type[Part], before: dict[str, Any], after: dict[str, Any]) -> Iterator[FieldChange]:
    """Every difference between two states of a file."""
    for change in _of_part(model, before, after, ""):
        yield _marked(model, change)


def _marked(model: type[Part], change: FieldChange) -> FieldChange:
    path = adjusted.adjusted_path(model, change.path) if adjusted.subject(model) else ""
    return replace(change, adjusted=path) if path else change


def _of_part(model: type[Part], before: Any, after: Any, above: str) -> Iterator[FieldChange]:
    old = before if isinstance(before, dict) else {}
    new = after if isinstance(after, dict) else {}
    for spec in fields_of(model):
        was, now, path = old.get(spec.name), new.get(spec.name), above + spec.name
        if was == now:
            continue
        if spec.part and not spec.many and not (was and now) and not adjusted.holds(spec.part):
            yield FieldChange(path, wording.text(spec, was), wording.text(spec, now), whole=True)
        elif spec.part and not spec.many:
            yield from _of_part(spec.part, was, now, path + wording.STEP)
        elif spec.part:
            yield from _of_parts(spec, was, now, path)
        elif spec.many:
            yield from _of_list(spec, was, now, path)
        else:
            yield FieldChange(path, wording.text(spec, was), wording.text(spec, now))
    for name in dict.fromkeys([*old, *new]):  # fields that only another version of the format knows
        if name not in named_fields(model) and old.get(name) != new.get(name):
            yield FieldChange(above + name, str(old.get(name) or ""), str(new.get(name) or ""))


def _of_list(spec: FieldSpec, was: Any, now: Any, path: str) -> Iterator[FieldChange]:
    old, new = wording.items(was), wording.items(now)
    if old == new and was and now:
        return  # one line or several: the same
    went = tuple(str(item) for item in old if item not in new)
    came = tuple(str(item) for item in new if item not in old)
    moved = bool(old) and not went and not came and len(old) == len(new)
    yield FieldChange(path, wording.text(spec, was), wording.text(spec, now), went, came, moved=moved)


def _of_parts(spec: FieldSpec, was: Any, now: Any, path: str) -> Iterator[FieldChange]:
    """The changes in a list of mappings: items of one name are compared, a renamed item is found, others came or went."""
    assert spec.part
    head = fields_of(spec.part)[0].name
    old, new = _named(spec.part, was), _named(spec.part, now)
    if not old and not new:
        yield FieldChange(path, str(was or ""), str(now or ""))
        return
    renamed = _renamed(old, new, head)
    changes: list[FieldChange] = []
    for label, item in old.items():
        here = f"{path}{wording.STEP}{label}"
        if label in new:
            changes += _of_part(spec.part, item, new[label], here + wording.STEP)
        elif label in renamed:
            changes.append(FieldChange(here + wording.STEP + head, label, renamed[label]))
        else:
            changes.append(FieldChange(here, wording.of_item(spec.part, label, item), "", whole=True))
    for label, item in new.items():
        if label not in old and label not in renamed.values():
            here = f"{path}{wording.STEP}{label}"
            changes.append(FieldChange(here, "", wording.of_item(spec.part, label, item), whole=True))
    yield from changes or [FieldChange(path, "、".join(old), "、".join(new), moved=True)]


def _named(model: type[Part], value: Any) -> dict[str, Any]:
    parts = wording.items(value)
    return dict(zip(wording.labels(model, parts), parts, strict=True))


def _renamed(old: dict[str, Any], new: dict[str, Any], head: str) -> dict[str, str]:
    """The new name of each item that says the same under another name."""

    def rest(item: Any) -> Any:
        return {key: value for key, value in item.items() if key != head} if isinstance(item, dict) else None

    found: dict[str, str] = {}
    for label, item in old.items():
        same = [other for other in new if other not in old and other not in found.values() and rest(new[other])]
        twin = next((other for other in same if rest(new[other]) == rest(item)), None) if label not in new else None
        if twin:
            found[label] = twin
    return found


def columns(field: FieldChange) -> tuple[str, str]:
    """What a field said and says; of a list the items that went and that came."""
    if field.went or field.came:
        return "\n".join(field.went), "\n".join(field.came)
    return field.before or empty(field), field.after or empty(field)


def empty(field: FieldChange) -> str:
    """What stands for a field where nothing is written."""
    said = wording.unwritten(field.path)
    return f"（空着，就是“{said}”）" if said else EMPTY
