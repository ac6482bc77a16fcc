"""The page of a form: its controls in turn, what is wrong said above, names to complete from.

In: a file of the record, what it shall say, what is wrong. Out: HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from generator import urls
from generator.derive.completeness import in_force
from generator.derive.completeness import needless as beside_the_point
from generator.editing import controls, typed
from generator.editing.controls import DOT, Control, Item
from generator.editing.names import Names
from generator.editing.saving import File, Town
from generator.files import edit
from generator.forms import needs
from generator.model.fields import Grade, Part, fields_of
from generator.model.kind import AnyKind, Kind
from generator.model.kinds import BY_LETTER, KINDS, list_at
from generator.model.service import Guide
from generator.pages.rendering import Page, render
from generator.problem import FieldPath, Problem
from generator.record import Record

SHEET, SCRIPT = "-/editing.css", "-/editing.js"
EDIT, NEW = "-/edit/", "-/new/"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line above the form: what is wrong, and the id of the field to go to, "" where it is in no field here."""

    said: str
    at: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that somebody else changed under the form: what the file says now, what was typed."""

    label: str
    theirs: str
    typed: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A list of names to complete from."""

    id: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage(Page):
    """What form.html prints.

    `head` says in a line what happened, `wrong` where. `digest` is of the file that the form was made from; `see` is
    the page of the entry. `unfolded`: the rest is shown at once, for one goes on there.
    """

    template: ClassVar = "form.html"
    title: str
    key: str
    action: str
    token: str
    digest: str
    see: str
    help: str
    head: str
    wrong: Sequence[Wrong]
    clashes: Sequence[Clash]
    first: Sequence[Control]
    rest: Sequence[Control]
    needless: Sequence[Control]
    unfolded: bool
    offered: Sequence[Offered]

    @property
    def stopped(self) -> bool:
        """Whether something kept it from being saved, and not just something done on the way."""
        return bool(self.wrong) or bool(self.clashes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form to be shown: the file, what it shall say (`data`), what is wrong with that by control, what happened."""

    file: File
    data: dict[str, Any]
    faults: Mapping[str, Sequence[str]]
    head: str = ""
    clashes: Sequence[Clash] = ()
    elsewhere: Sequence[str] = ()  # what is wrong in other files
    at: str = ""  # the control to go on with


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPage(Page):
    """What form_said.html prints: a sentence in place of a form, and where to go on."""

    template: ClassVar = "form_said.html"
    title: str
    said: str
    see: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePage(Page):
    """What form_choice.html prints: what can be made anew, and the whole lists that can be changed, with addresses."""

    template: ClassVar = "form_choice.html"
    title: str
    kinds: Sequence[tuple[str, str]]
    tables: Sequence[tuple[str, str]]
    lists: Sequence[tuple[str, str]]


def choice_html(record: Record) -> str:
    """The page on which one says what to make."""
    lists = [(listed.title, key) for key in record.files if (listed := list_at(key))]
    return render(
        ChoicePage(
            title="新建",
            kinds=[(kind.word, f"/{NEW}{kind.attribute}/") for kind in KINDS],
            tables=[(kind.title, f"/-/table/{kind.attribute}/") for kind in KINDS],
            lists=[(title, f"/{EDIT}{key}/") for title, key in lists],
        )
    )


def plain_html(title: str, said: str, see: str) -> str:
    """A page with a sentence in place of a form."""
    return render(SaidPage(title=title, said=said, see=see))


def kind_of(file: File) -> Kind | None:
    """The kind of the entry in a file; None for a whole list."""
    return BY_LETTER.get(file.key[0]) if "/" not in file.key and "." not in file.key else None


def html(form: Form, town: Town, token: str, digest: str) -> str:
    """The page of a form."""
    file, record = form.file, town.checked.record
    kind = kind_of(file)
    every = controls.controls(file.model, form.data, form.faults)
    said = typed.plain(file.model, form.data)
    turn = controls.in_turn(every, file.model, _blanks(file, said, town), _needless(file, said, town))
    ids = {id_ for control in every for id_ in control.asked_for()}
    is_new = not file.content
    listed = list_at(file.key)
    about: AnyKind | None = kind or listed
    name = kind.name_in(said) if kind else listed.title if listed else file.key
    word = kind.word if kind else "清单"
    return render(
        FormPage(
            title=name or f"新的{word}",
            key="" if is_new else file.key,
            action=f"/{NEW}{kind.attribute}/" if is_new and kind else f"/{EDIT}{file.key}/",
            token=token,
            digest=digest,
            see="/" if is_new else f"/{urls.of_file(file.path)}",
            help=f"/{urls.filling(about)}" if about else f"/{urls.FILLING}",
            head=form.head,
            wrong=[*_wrong(every, form.faults), *(Wrong(line, "") for line in form.elsewhere)],
            clashes=form.clashes,
            first=turn.first,
            rest=turn.rest,
            needless=turn.needless,
            unfolded=form.at.partition(DOT)[0] in {control.name for control in turn.rest},
            offered=[Offered(id_, found) for id_, found in Names(record).lists(ids).items()],
        )
    )


def _blanks(file: File, data: Mapping[str, Any], town: Town) -> set[str]:
    """The elements that are empty and not known from elsewhere: what a check of the list counts as missing."""
    record = town.checked.record
    entry = record.get(file.key)
    empty = [spec for spec in fields_of(file.model) if spec.note.grade is Grade.ELEMENT and spec.name not in data]
    if isinstance(entry, Guide):
        empty = [spec for spec in empty if in_force(entry, record, spec.attribute) is None]
    return {spec.name for spec in empty}


def _needless(file: File, data: dict[str, Any], town: Town) -> frozenset[str]:
    """The fields that have no place in an entry, by the rules or because readers would not look for them."""
    kind, record = kind_of(file), town.checked.record
    if kind is None:
        return frozenset()
    entry: Part | None = record.get(file.key)
    try:
        by_rules = needs.needless(record, kind, data, town.day)
    except edit.Unwritable:  # what was typed makes no file yet
        by_rules = frozenset()
    return by_rules | (beside_the_point(entry) if entry else frozenset())


def _wrong(every: Iterable[Control], faults: Mapping[str, Sequence[str]]) -> Iterator[Wrong]:
    """What is wrong, in the order of the form."""
    for name, label in _labels(every):
        for said in faults.get(name, ()):
            yield Wrong(f"{label}：{said}", name)


def _labels(every: Iterable[Control], above: str = "") -> Iterator[tuple[str, str]]:
    for control in every:
        label = above + control.label
        yield control.name, label
        yield from _labels(control.controls, f"{label}·")
        for item in control.items:
            yield from _labels_of_item(item, f"{label}·第{item.place}条")


def _labels_of_item(item: Item, label: str) -> Iterator[tuple[str, str]]:
    yield item.name, label
    yield from _labels(item.controls, f"{label}·")


def at_fields(problems: Iterable[Problem], file: File, data: dict[str, Any]) -> tuple[dict[str, list[str]], list[str]]:
    """Problems by the controls that they belong to, and those of other files, as they are told."""
    every = {name for name, _ in _labels(controls.controls(file.model, data, {}))}
    moved = typed.places(file.model, data)
    here: dict[str, list[str]] = {}
    elsewhere = []
    for problem in problems:
        said = f"{problem.message}。{problem.advice}"
        name = _at(problem.path, moved, every) if problem.file == file.path else ""
        if name:
            here.setdefault(name, []).append(said)
        else:
            elsewhere.append(said if problem.file == file.path else f"{problem.file}：{said}")
    return here, elsewhere


def _at(path: FieldPath, moved: Mapping[str, str], every: set[str]) -> str:
    """The control at a path, or the nearest that holds it; "" where there is none."""
    name = ""
    best = ""
    for step in path:
        name = f"{name}{DOT}{step}" if name else str(step)
        if (there := _in_form(name, moved)) in every:
            best = there
    return best


def _in_form(name: str, moved: Mapping[str, str]) -> str:
    """The name in the form of what has a name in the file."""
    found = next((at for at in sorted(moved, key=len, reverse=True) if name == at or name.startswith(at + DOT)), "")
    return moved[found] + name[len(found) :] if found else name
