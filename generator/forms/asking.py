"""Asks a person for the values of fields; each answer is checked at once, and asked for again where it is wrong.

In: a field and a way to ask. Out: its value. How a question looks on the screen is up to whoever gives `ask`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.forms.answers import NameOf, Refused, about, checked_values, choices
from generator.model.fields import FieldSpec, Grade, Part, fields_of
from generator.model.values import NOTHING_WORD


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the path of the field in words, what it is for, the items to choose from.

    `fault` says what is wrong with the last answer. An empty answer ends the list with `ends`, and stands for the
    `default` where there is one.
    """

    name: str
    said: str
    choices: tuple[str, ...] = ()
    fault: str = ""
    ends: bool = False
    default: str = ""


Ask = Callable[[Question], str]


def answer(spec: FieldSpec, ask: Ask, name_of: NameOf, label: str = "") -> Any:
    """The value of a field from a person: a text, a list of texts, or one or more mappings with what they must have."""
    label = label or spec.name
    if spec.part:
        first = _part(spec.part, ask, name_of, label)
        return _more(spec.part, first, ask, name_of, label) if spec.many else first
    texts = _values(spec, ask, name_of, label)
    if not spec.many or texts == [NOTHING_WORD]:
        return texts[0]
    while more := _values(spec, ask, name_of, label, ends=True):
        texts += more
    return texts


def value(
    spec: FieldSpec,
    ask: Ask,
    name_of: NameOf,
    label: str = "",
    *,
    ends: bool = False,
    default: str = "",
    may_lack: bool = False,
) -> str:
    """One text that the field takes; "" where the list ends, or where it is left open and may be."""
    found = _values(spec, ask, name_of, label, ends=ends, default=default, may_lack=may_lack)
    return found[0] if found else ""


def _values(
    spec: FieldSpec,
    ask: Ask,
    name_of: NameOf,
    label: str = "",
    *,
    ends: bool = False,
    default: str = "",
    may_lack: bool = False,
) -> list[str]:
    """The texts of one answer: several of a list may be typed together; none where nothing is."""
    said = "还有就接着写，没有了直接回车" if ends else about(spec, items=False)
    said += "；还不知道的直接回车" if may_lack else ""
    question = Question(label or spec.name, said, choices(spec), ends=ends, default=default)
    fault = ""
    while True:
        typed = ask(Question(question.name, said, question.choices, fault, ends, default)).strip() or default
        if (ends or may_lack) and not typed:
            return []
        try:
            if not typed:
                raise Refused("这一格要写，不能空着。")
            return checked_values(spec, typed, name_of)
        except Refused as refused:
            fault = str(refused)


def _part(part: type[Part], ask: Ask, name_of: NameOf, label: str) -> dict[str, Any]:
    return {spec.name: answer(spec, ask, name_of, f"{label}·{spec.name}") for spec in _musts(part)}


def _more(part: type[Part], first: dict[str, Any], ask: Ask, name_of: NameOf, label: str) -> list[dict[str, Any]]:
    """A list of mappings with the first one, and further ones until the first field of one is left empty."""
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
