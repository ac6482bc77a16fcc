"""What was typed into a form, as plain data of the entry: only what is not as it was shown is new.

In: the names and values that a browser sends, the data that the form was made from. Out: data by the names of the
fields, and what is wrong with it by the names of the controls. A field that the browser does not send stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from generator.editing.controls import DOT, LEFT, NOTHING, WAS, misshapen
from generator.editing.names import Names
from generator.intake import spellings
from generator.model.fields import FieldSpec, Part, fields_of, named_fields
from generator.model.values import NOTHING_WORD, EntryId, EntryRef
from generator.sheets import cells
from generator.sheets.columns import FieldColumn
from generator.syntax.characters import odd_characters

Data = dict[str, Any]
Sent = Mapping[str, Sequence[str]]
MOST_ITEMS = 500  # groups of one list
ADD, DROP, UP, DOWN = "加", "删", "上", "下"
_MOVE = re.compile(f"({ADD}|{DROP}|{UP}|{DOWN}) (.+)")


class Typed:
    """What a browser sent for an entry whose file says `was`.

    `data` has the items of lists of groups with the place that each had; `plain` is what the file shall say.
    """

    def __init__(self, model: type[Part], sent: Sent, was: Data, names: Names) -> None:
        self.sent, self.names = sent, names
        self.faults: dict[str, list[str]] = {}
        self.data = self._part(model, was, "")

    def _part(self, model: type[Part], was: Data, lead: str) -> Data:
        known = named_fields(model)
        data = {name: value for name, value in was.items() if name not in known and name != WAS}
        for spec in fields_of(model):
            value = self._field(spec, was.get(spec.name), lead + spec.name)
            if value not in (None, "", [], {}):
                data[spec.name] = value
        return data

    def _field(self, spec: FieldSpec, was: Any, name: str) -> Any:
        if spec.type is EntryId:
            return was
        if spec.part and misshapen(spec, was):
            return was
        if spec.part and not spec.many:
            return self._part(spec.part, was or {}, name + DOT)
        empty = self.sent.get(f"{name}{DOT}{NOTHING}", [""])[-1]
        if spec.part:
            return self._parts(spec, spec.part, was, name, empty)
        if name not in self.sent:
            return NOTHING_WORD if empty == NOTHING else was
        return self._value(spec, was, name, "\n".join(self.sent[name]), empty)

    def _value(self, spec: FieldSpec, was: Any, name: str, typed: str, empty: str) -> Any:
        """The value of a field that holds text, or several."""
        said = cells.from_cell(typed.replace("\r\n", "\n").replace("\r", "\n"), spec)
        if isinstance(said, cells.Refusal):
            self._wrong(name, f"{said.message}。{said.advice}")
            return typed
        if empty == NOTHING:
            if said and said != NOTHING_WORD and was != NOTHING_WORD:
                self._wrong(name, "写了内容，又选了“无”：只留一样。确实没有，就把写的删掉。")
                return said
            if said in ("", NOTHING_WORD):
                return NOTHING_WORD
        if said == cells.unedited_text(was, spec):
            # A box left empty beside “待核” is not the “无” that the file says.
            return None if was == NOTHING_WORD and empty == LEFT else was
        if was == NOTHING_WORD and not said and not empty:
            return None
        for fault in odd_characters(said):
            self._wrong(name, f"{fault.message}。{fault.advice or fault.code.advice}")
        box = {spec.name: was} if was is not None else {}
        cells.set_value(box, FieldColumn((spec.name,), spec), self._in_our_form(spec, said))
        return box.get(spec.name)

    def _in_our_form(self, spec: FieldSpec, said: str) -> str:
        """A text as the record writes it: an entry by its id and name, a time limit or a number by its unit."""
        if said == NOTHING_WORD or not spec.type:
            return said
        lines = said.split("\n") if spec.many else [said]
        if issubclass(spec.type, EntryRef):
            lines = [self.names.in_full(line) for line in lines]
        elif issubclass(spec.type, spellings.FIGURES):
            lines = [spellings.figures(spec.type, line) for line in lines]
        return "\n".join(lines)

    def _parts(self, spec: FieldSpec, part: type[Part], was: Any, name: str, empty: str) -> Any:
        """The groups of a list in the order of the form, each with the place that it had."""
        before = was if isinstance(was, list) else []
        if name not in self.sent and not empty:
            return was
        items: list[Data] = []
        while len(items) < MOST_ITEMS and (place := self.sent.get(f"{name}{DOT}{len(items)}")) is not None:
            known = _is_place(place[-1], before)
            item = self._part(part, before[int(place[-1])] if known else {}, f"{name}{DOT}{len(items)}{DOT}")
            items.append(item | {WAS: place[-1] if known else ""})
        if empty == NOTHING and any(len(item) > 1 for item in items):
            self._wrong(name, "写了内容，又选了“无”：只留一样。确实没有，就把下面的删掉。")
        return items or (NOTHING_WORD if empty == NOTHING else None)

    def _wrong(self, name: str, said: str) -> None:
        self.faults.setdefault(name, []).append(said)


def _is_place(text: str, items: Sequence[Any]) -> bool:
    return bool(re.fullmatch("[0-9]{1,4}", text)) and int(text) < len(items)


def plain(model: type[Part], data: Data) -> Data:
    """The data as a file shall say it: without places and without groups in which nothing is written."""
    found = {name: value for name, value in data.items() if name != WAS}
    for spec in fields_of(model):
        value = found.get(spec.name)
        if spec.part and isinstance(value, dict):
            found[spec.name] = plain(spec.part, value)
        elif spec.part and isinstance(value, list):
            found[spec.name] = [plain(spec.part, item) if isinstance(item, dict) else item for item in value]
            found[spec.name] = [item for item in found[spec.name] if item]
        if found.get(spec.name) in ({}, []):
            del found[spec.name]
    return found


def places(model: type[Part], data: Data, lead: str = "", to: str = "") -> dict[str, str]:
    """The name of each control's group in the form by its name in the file, where groups without content count not."""
    found: dict[str, str] = {}
    for spec in fields_of(model):
        value = data.get(spec.name)
        if spec.part and isinstance(value, dict):
            found |= places(spec.part, value, f"{lead}{spec.name}{DOT}", f"{to}{spec.name}{DOT}")
        elif spec.part and isinstance(value, list):
            written = [
                (i, item) for i, item in enumerate(value) if not isinstance(item, dict) or plain(spec.part, item)
            ]
            for n, (i, item) in enumerate(written):
                at, form = f"{lead}{spec.name}{DOT}{n}", f"{to}{spec.name}{DOT}{i}"
                found[at] = form
                if isinstance(item, dict):
                    found |= places(spec.part, item, at + DOT, form + DOT)
    return found


def moved(model: type[Part], data: Data, wish: str) -> str:
    """Add, drop or move a group as a button says (“上 申请材料.2”); the name of the group to go on with, "" for none."""
    found = _MOVE.fullmatch(wish)
    if not found:
        return ""
    action, name = found.groups()
    steps = _steps(name)
    place = steps.pop() if action != ADD else 0
    box, part = _box(model, data, steps[:-1])
    spec = named_fields(part).get(str(steps[-1])) if part and steps else None
    if box is None or spec is None or not (spec.part and spec.many) or not isinstance(place, int):
        return ""
    items = box.get(spec.name)
    items = items if isinstance(items, list) else []
    lead = DOT.join(map(str, steps))
    return _act(action, items, place, box, spec.name, lead)


def _steps(name: str) -> list[str | int]:
    """The path that the name of a control stands for: names, and places in lists."""
    return [int(step) if re.fullmatch("[0-9]{1,4}", step) else step for step in name.split(DOT)]


def list_at(model: type[Part], data: Data, name: str) -> tuple[list[Any], type[Part]] | None:
    """The list of groups that has a name in the form, made where it is not there yet, and their model."""
    *above, last = _steps(name)
    box, part = _box(model, data, above)
    spec = named_fields(part).get(str(last)) if part else None
    if box is None or spec is None or not (spec.part and spec.many):
        return None
    if not isinstance(box.get(spec.name), list):
        box[spec.name] = []
    return box[spec.name], spec.part


def _act(action: str, items: list[Any], place: int, box: Data, field: str, lead: str) -> str:
    if action == ADD:
        if len(items) < MOST_ITEMS:
            items = [*items, {WAS: ""}]
        box[field] = items
        return f"{lead}{DOT}{len(items) - 1}"
    if not 0 <= place < len(items):
        return lead
    if action == DROP:
        box[field] = [*items[:place], *items[place + 1 :]]
        return lead
    other = place + (1 if action == DOWN else -1)
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
        return f"{lead}{DOT}{other}"
    return f"{lead}{DOT}{place}"


def _box(model: type[Part], data: Data, steps: Sequence[str | int]) -> tuple[Data | None, type[Part] | None]:
    """The mapping at a path, made where it is not there yet, and its model; None where no path leads there."""
    box: Any = data
    part: type[Part] | None = model
    for step in steps:
        if isinstance(step, int):
            if not isinstance(box, list) or step >= len(box):
                return None, None
            box = box[step]
            continue
        spec = named_fields(part).get(step) if part and isinstance(box, dict) else None
        if spec is None or not spec.part:
            return None, None
        part = spec.part
        box = box.setdefault(spec.name, [] if spec.many else {})
    return (box, part) if isinstance(box, dict) else (None, None)
