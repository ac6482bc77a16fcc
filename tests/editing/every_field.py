"""Each field of each file changed by itself through its form: what of the file changes, and what it says then.

In: the folder of a town, chance. Out: a line for each change that did more or less than it should.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from typing import Any

from generator.checked import Checked
from generator.editing import controls, page
from generator.editing import typed as reading
from generator.editing.names import Names
from generator.editing.saving import File, Town
from generator.files import comments, edit
from generator.model.fields import FieldSpec, Part, fields_of
from generator.model.values import EntryId, EntryRef
from generator.problem import FieldPath
from generator.reading import folder, reader
from generator.reading.folder import FOLDER
from generator.reading.memory import Memory
from generator.record import read
from generator.sheets import cells
from generator.syntax import parser
from tests.desk.values import value
from tests.editing.sending import Pairs, fields, typed
from tests.towns import DAY


@dataclass(frozen=True, slots=True)
class Place:
    """A field that holds text, in a file: its path, what the model says, what it says now."""

    path: FieldPath
    spec: FieldSpec
    was: Any


def places(model: type[Part], data: dict[str, Any], at: FieldPath = ()) -> Iterator[Place]:
    """The fields of a mapping that hold text, filled or not, and those of the groups that are there."""
    for spec in fields_of(model):
        held = data.get(spec.name)
        if spec.type is not None and spec.type is not EntryId:
            yield Place((*at, spec.name), spec, held)
        elif spec.part and spec.many:
            for i, item in enumerate(held if isinstance(held, list) else ()):
                yield from places(spec.part, item, (*at, spec.name, i))
        elif spec.part and isinstance(held, dict):
            yield from places(spec.part, held, (*at, spec.name))


def town_at(root: Path) -> Town:
    """A town as forms know it, unchecked."""
    record, problems = read(root)
    assert problems == []
    return Town(root, DAY, Checked(record, ()), Memory())


def _files(town: Town) -> Iterator[File]:
    """Every file of a record that has a form."""
    for key, file in town.checked.record.files.items():
        if model := folder.model_of(file.path.removeprefix(f"{FOLDER}/")):
            yield File(key, file.path, model, file.content)


def shown(file: File, town: Town) -> Pairs:
    """What the form of a file would send as it is."""
    data = reader.data_of(file.content, file.model)
    assert data is not None
    form = page.Form(file=file, data=controls.numbered(file.model, data), faults={})
    return fields(page.html(form, town, "", ""))


def sent(file: File, pairs: Pairs, town: Town) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """What the file would say after the form has sent these fields, and what is wrong."""
    data = reader.data_of(file.content, file.model)
    assert data is not None
    by_name: dict[str, list[str]] = {}
    for name, text in pairs:
        by_name.setdefault(name, []).append(text)
    found = reading.Typed(file.model, by_name, data, Names(town.checked.record))
    return reading.plain(file.model, found.data), found.faults


def wrongs(file: File, place: Place, pairs: Pairs, rng: Random, town: Town) -> Iterator[str]:
    """What goes wrong where one field of a form is changed; nothing where only that changes in the file."""
    said = f"{file.path} {controls.name_of(place.path)}"
    new = value(rng, place.spec, nasty=not issubclass(place.spec.type or EntryRef, EntryRef), told=True)
    new = cells.unedited_text(new, place.spec)
    old = [str(item) for item in place.was] if isinstance(place.was, list) else []
    lines = [*old[:-1], new] if place.spec.many else [new]
    data, faults = sent(file, typed(pairs, controls.name_of(place.path), lines), town)
    if faults:
        yield f"{said}: {faults}"
        return
    wanted = copy.deepcopy(reader.data_of(file.content, file.model))
    box: Any = wanted
    for step in place.path[:-1]:
        box = box[step]
    box[place.path[-1]] = new if not place.spec.many or new == "无" else lines
    if place.spec.one_line and len(lines) == 1 and not isinstance(place.was, list):
        box[place.path[-1]] = new
    if data != wanted:
        yield f"{said}: says {_at(data, place.path)!r}, was to say {_at(wanted, place.path)!r}"
        return
    try:
        content = edit.changed(file.content, file.model, data)
    except edit.Unwritable as error:
        yield f"{said}: {error}"
        return
    yield from (f"{said}: {what}" for what in _beyond(file.content, content, place, new))


def _beyond(before: bytes, after: bytes, place: Place, new: str) -> Iterator[str]:
    """What changed in a file besides the lines of one field."""
    old, now = parser.parse(before), parser.parse(after)
    assert old.root is not None and now.root is not None
    if comments.all_comments(old.text, old.root) != comments.all_comments(now.text, now.root):
        yield "a comment is gone"
    matched = SequenceMatcher(None, old.text.split("\n"), now.text.split("\n"), autojunk=False)
    hunks = [op for op in matched.get_opcodes() if op[0] != "equal"]
    lines = max(1, new.count("\n") + 2)
    held = 1 if not isinstance(place.was, list) else len(place.was) + 1
    gone = max(held, str(place.was).count("\n") + 2)
    if len(hunks) > 1 or any(right - left > gone or end - start > lines + held for _, left, right, start, end in hunks):
        yield f"more than its lines changed: {hunks}"


def _at(data: Any, path: FieldPath) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def through(root: Path, rng: Random, *, files: float = 1.0, share: float = 1.0) -> tuple[int, int, list[str]]:
    """Change each field of each file of a town, or a share of both; how many files, how many fields, what went wrong."""
    town, found, count, opened = town_at(root), [], 0, 0
    for file in _files(town):
        if rng.random() >= files:
            continue
        data = reader.data_of(file.content, file.model)
        assert data is not None
        chosen = [place for place in places(file.model, data) if rng.random() < share]
        if not chosen:
            continue
        opened += 1
        pairs = shown(file, town)
        untouched, faults = sent(file, pairs, town)
        if untouched != data or faults:
            found.append(f"{file.path}: sent as it is, it changes: {faults}")
        for place in chosen:
            count += 1
            found += wrongs(file, place, pairs, rng, town)
    return opened, count, found
