"""Questions and answers at the terminal: each answer is checked at once, and asked for again.

In: what is missing, and a way to ask. Out: the answers, put into the data. Used by `authoring.new` and
`authoring.starting`; how a question looks on the screen is the business of whoever gives `ask`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.forms.answers import NameOf, Refused, checked, choices, told
from generator.model.fields import FieldSpec, Grade, Part, fields_of
from generator.model.values import NOTHING_WORD


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the field by its path, what it is for, the items to choose from.

    `fault` says what is wrong with the last answer. With `ends` an empty answer ends the list, with a
    `default` it stands for that.
    """

    name: str
    said: str
    choices: tuple[str, ...] = ()
    fault: str = ""
    ends: bool = False
    default: str = ""


Ask = Callable[[Question], str]


def answer(spec: FieldSpec, ask: Ask, name_of: NameOf, label: str = "") -> Any:
    """A field as a person fills it: a value, a list, or a mapping with what it must have."""
    label = label or spec.name
    if spec.part:
        first = _part(spec.part, ask, name_of, label)
        return _more(spec.part, first, ask, name_of, label) if spec.many else first
    first = value(spec, ask, name_of, label)
    if not spec.many or first == NOTHING_WORD:
        return first
    lines = [first]
    while line := value(spec, ask, name_of, label, ends=True):
        lines.append(line)
    return lines


def value(spec: FieldSpec, ask: Ask, name_of: NameOf, label: str = "", *, ends: bool = False, default: str = "") -> str:
    """One value that holds; "" where the list ends."""
    said = "还有就接着写，没有了直接回车" if ends else told(spec, items=False)
    question = Question(label or spec.name, said, choices(spec), ends=ends, default=default)
    fault = ""
    while True:
        typed = ask(Question(question.name, said, question.choices, fault, ends, default)).strip() or default
        if ends and not typed:
            return ""
        try:
            if not typed:
                raise Refused("这一格要写，不能空着。")
            return checked(spec, typed, name_of)
        except Refused as refused:
            fault = str(refused)


def _part(part: type[Part], ask: Ask, name_of: NameOf, label: str) -> dict[str, Any]:
    return {spec.name: answer(spec, ask, name_of, f"{label}·{spec.name}") for spec in _musts(part)}


def _more(part: type[Part], first: dict[str, Any], ask: Ask, name_of: NameOf, label: str) -> list[dict[str, Any]]:
    """Further items of a list of mappings, until the first field of one is left empty."""
    items = [first]
    head, *rest = _musts(part)
    if head.part or head.many:
        return items
    while opening := value(head, ask, name_of, f"{label}·{head.name}", ends=True):
        inner = {spec.name: answer(spec, ask, name_of, f"{label}·{spec.name}") for spec in rest}
        items.append({head.name: opening} | inner)
    return items


def _musts(part: type[Part]) -> list[FieldSpec]:
    return [spec for spec in fields_of(part) if spec.note.grade is Grade.MUST]
