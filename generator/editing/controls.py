"""An entry's fields as the controls of a form, from the model alone: what is asked first, what is folded away.

In: a model, plain data of an entry, what is wrong with it. Out: `Control`s, which a template prints. The name of a
control is the path of its field with dots between: 申请材料.0.名称.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

from generator.derive import wording
from generator.editing import names
from generator.forms import answers
from generator.model.amounts import YesNo
from generator.model.fields import FieldSpec, Grade, Part, fields_of
from generator.model.values import NOTHING_WORD, EntryId
from generator.problem import FieldPath
from generator.sheets import cells
from generator.syntax import characters

DOT = "."
NOTHING, LEFT = "无", "待核"  # the two answers of an empty field; NOTHING is also how the control of them ends
PASTED = "贴"  # how the control ends into which groups are pasted
WAS = ""  # in the data of an item: which item of the file it was, by its place; absent in a new one
_SPARE = 1  # empty rows behind those that are filled
_YES_NO = ("是", "否")
_UNSET = {Grade.MUST: "请选", Grade.ELEMENT: "待核（空着）", Grade.OPTIONAL: "不写"}
_HEIGHT = 3  # lines of a box for a longer text, at least

Faults = Mapping[str, Sequence[str]]  # by the name of a control


class Shape(StrEnum):
    """How a field is filled in: a line, a text, one of a few, a list with a line each or a box each, a group, several
    groups, or not here."""

    LINE, TEXT, CHOICE, LINES, ROWS, PART, PARTS, FIXED = (
        "line", "text", "choice", "lines", "rows", "part", "parts", "fixed"
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One group of several: its place from 1, what it is called and says in short, which it was in the file."""

    name: str
    place: int
    label: str
    said: str
    was: str
    controls: Sequence[Control]
    is_open: bool
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Option:
    """What may be chosen: what is sent, what is read, whether it is the choice."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One box of a list with a box each; `options` where it is chosen."""

    value: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Control:
    """A field in the form. `lines` are the rows of a list; `empties` says that “待核” and “无” are offered."""

    name: str
    label: str
    grade: Grade
    said: str
    example: str
    shape: Shape
    value: str = ""
    lines: Sequence[str] = ()
    choices: Sequence[str] = ()
    completed: str = ""  # the id of the list of names
    empties: bool = False
    is_nothing: bool = False
    adjusted: bool = False
    faults: Sequence[str] = ()
    controls: Sequence[Control] = ()
    items: Sequence[Item] = ()

    @property
    def may_wait(self) -> bool:
        """Whether it may be left empty until somebody knows."""
        return self.grade is not Grade.MUST

    @property
    def wrong(self) -> bool:
        """Whether something is wrong in it or in what it holds."""
        inner = (*self.controls, *(control for item in self.items for control in item.controls))
        return bool(self.faults) or any(control.wrong for control in inner)

    @property
    def empty(self) -> bool:
        """Whether nothing is written in it."""
        filled = self.value or any(self.lines) or self.items or self.is_nothing
        return not filled and all(control.empty for control in self.controls)

    # How it is drawn; a template asks and decides nothing.

    @property
    def drawn(self) -> SimpleNamespace:
        """Its shape, to be asked after by its name: true for one of them."""
        return SimpleNamespace(**{shape.value: shape is self.shape for shape in Shape})

    @property
    def framed(self) -> bool:
        """Whether it is several boxes under one name."""
        return self.shape in (Shape.PART, Shape.PARTS, Shape.ROWS)

    @property
    def explanation(self) -> str:
        """What stands below its name."""
        return "。".join(filter(None, (self.said, f"例：{self.example}" if self.example else "")))

    @property
    def described_by(self) -> str:
        """The ids of what explains it and of what is wrong with it; "" where there is nothing."""
        explained = [f"{self.name}-说"] if self.explanation else []
        return " ".join([*explained, *(f"{self.name}-错{number}" for number, _ in enumerate(self.faults, 1))])

    @property
    def options(self) -> Sequence[Option]:
        """What may be chosen."""
        return self._options(self.value)

    @property
    def rows(self) -> Sequence[Row]:
        """The boxes of a list with a box each."""
        return [Row(line, self._options(line)) for line in self.lines]

    @property
    def height(self) -> int:
        """How many lines a box for a longer text has."""
        return len(self.lines) + 1 if len(self.lines) >= _HEIGHT else _HEIGHT

    def _options(self, value: str) -> Sequence[Option]:
        """The choices, nothing first; what is written already and is no choice stays one."""
        if not self.choices:
            return ()
        known = [*self.choices, *([value] if value and value not in self.choices else [])]
        return [Option("", _UNSET[self.grade], not value), *(Option(text, text, text == value) for text in known)]

    def asked_for(self) -> Iterator[str]:
        """The ids of the lists of names that it and what it holds are completed from."""
        if self.completed:
            yield self.completed
        for control in (*self.controls, *(inner for item in self.items for inner in item.controls)):
            yield from control.asked_for()


def name_of(path: FieldPath) -> str:
    """The name of the control at a path."""
    return DOT.join(map(str, path))


def controls(model: type[Part], data: Mapping[str, Any], faults: Faults, lead: str = "") -> list[Control]:
    """The controls of a mapping; `lead` begins their names."""
    return [control(spec, data.get(spec.name), faults, lead + spec.name) for spec in fields_of(model)]


def control(spec: FieldSpec, value: Any, faults: Faults, name: str) -> Control:
    """The control of a field that says `value`."""
    example = "" if spec.part or choices_of(spec) else spec.example.strip("[]").replace(", ", "、")
    return Control(
        name=name,
        label=spec.name,
        grade=spec.note.grade,
        said=spec.meaning,
        example=example,
        adjusted=spec.note.adjusted,
        faults=faults.get(name, ()),
        is_nothing=value == NOTHING_WORD,
        **_filled(spec, value, faults, name),
    )


def _filled(spec: FieldSpec, value: Any, faults: Faults, name: str) -> dict[str, Any]:
    """The shape of a field with what is written in it."""
    if spec.type is EntryId:
        return {"shape": Shape.FIXED, "value": str(value or "")}
    if spec.part and misshapen(spec, value):
        return {"shape": Shape.FIXED, "value": characters.visible(str(value))}
    if spec.part and spec.many:
        return {"shape": Shape.PARTS, "items": _items(spec.part, value, faults, name), "empties": _empties(spec)}
    if spec.part:
        return {"shape": Shape.PART, "controls": controls(spec.part, value or {}, faults, name + DOT)}
    text = characters.visible(cells.as_text(value))
    text = "" if text == NOTHING_WORD and _empties(spec) else text
    one_of = choices_of(spec)
    completed = names.list_for(spec.type)
    if spec.many:
        if cells.why_unchangeable(value, "", spec):
            return {"shape": Shape.FIXED, "value": text}
        lines = text.split("\n") if text else []
        if one_of or completed:
            spare = ["" for _ in range(_SPARE)]
            return {"shape": Shape.ROWS, "lines": lines + spare, "choices": one_of, "completed": completed,
                    "empties": _empties(spec)}  # fmt: skip
        return {"shape": Shape.LINES, "value": text, "lines": lines, "empties": _empties(spec)}
    if one_of:
        return {"shape": Shape.CHOICE, "value": text, "choices": one_of}
    shape = Shape.LINE if spec.type and spec.type.one_line else Shape.TEXT
    return {"shape": shape, "value": text, "completed": completed, "empties": _empties(spec)}


def misshapen(spec: FieldSpec, value: Any) -> bool:
    """Whether something else stands where a group, or a list of groups, should."""
    if value is None or (spec.many and value == NOTHING_WORD):
        return False
    return not (
        isinstance(value, list) and all(isinstance(item, dict) for item in value)
        if spec.many
        else isinstance(value, dict)
    )


def choices_of(spec: FieldSpec) -> tuple[str, ...]:
    """The few values that a field takes; () where it takes any."""
    return _YES_NO if spec.type is YesNo else answers.choices(spec)


def _empties(spec: FieldSpec) -> bool:
    """Whether “not known” and “none” are both answers to a field that readers expect."""
    allowed = spec.note.nothing and (spec.many or bool(spec.type and spec.type.nothing))
    return allowed and spec.note.grade is not Grade.OPTIONAL and not (choices_of(spec) and not spec.many)


def _items(part: type[Part], value: Any, faults: Faults, name: str) -> list[Item]:
    parts = wording.items(value)
    head = fields_of(part)[0].name
    items = []
    for i, item in enumerate(parts):
        here = f"{name}{DOT}{i}"
        inner = controls(part, item, faults, here + DOT)
        label = wording.text(fields_of(part)[0], item.get(head)) or "（新的）"
        said = "　".join(_short(spec, item) for spec in fields_of(part)[1:] if _short(spec, item))
        was = str(item.get(WAS, ""))
        wrong = any(control.wrong for control in inner) or here in faults
        is_open = wrong or all(control.empty for control in inner)
        items.append(Item(here, i + 1, label, said[:60], was, inner, is_open, first=i == 0, last=i == len(parts) - 1))
    return items


def _short(spec: FieldSpec, item: Mapping[str, Any]) -> str:
    """What an item says in a field, if that is short enough for the line that names the item."""
    text = "" if spec.part else wording.text(spec, item.get(spec.name))
    return text if len(text) <= 12 and "\n" not in text else ""


def numbered(model: type[Part], data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a file, in which each item of a list of groups says at which place it stands in the file."""
    found = dict(data)
    for spec in fields_of(model):
        value = data.get(spec.name)
        if spec.part and isinstance(value, dict):
            found[spec.name] = numbered(spec.part, value)
        elif spec.part and isinstance(value, list):
            found[spec.name] = [
                numbered(spec.part, item) | {WAS: str(i)} if isinstance(item, dict) else item
                for i, item in enumerate(value)
            ]
    return found


@dataclass(frozen=True, slots=True)
class Sorted:
    """The controls of a form: what is asked first, the rest, and what has no place in this entry."""

    first: Sequence[Control]
    rest: Sequence[Control]
    needless: Sequence[Control]


def in_turn(every: Sequence[Control], model: type[Part], blanks: Container[str], needless: Container[str]) -> Sorted:
    """Sort the controls of an entry: first those of the short table and the `blanks` that are to be filled.

    Whatever is wrong comes first, too. A field without a place here that holds something still has one.
    """
    first: list[Control] = []
    rest: list[Control] = []
    left_out: list[Control] = []
    for spec, control in zip(fields_of(model), every, strict=True):
        brief = spec.note.grade is Grade.MUST or spec.note.brief or spec.name in blanks
        if spec.type is EntryId and not control.wrong:
            continue  # nobody types it, and the page says it above
        if spec.name in needless and control.empty and not control.wrong:
            left_out.append(control)
        else:
            (first if brief or control.wrong else rest).append(control)
    return Sorted(first, rest, left_out)
