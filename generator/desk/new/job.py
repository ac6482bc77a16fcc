"""`qingdan new`: makes a new entry of the record, as a commented form with what is known filled in.

In: the town's folder, the kind, what was given, a way to ask (None where nobody sits at the terminal). Out: one new
file, or none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator import record
from generator.files import ids, together
from generator.forms import answers, asking, blank, needs
from generator.model.kind import Kind
from generator.model.kinds import KINDS
from generator.problem import FieldPath, Problem
from generator.reading.folder import FOLDER, entry_path
from generator.record import Record
from generator.standards.tables import closest

_LEDGER = f"{FOLDER}/published.csv"


class NoIds(Exception):
    """No id can be given out: there is no record, or its ledger cannot be read; `problems` say so."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Made:
    """The file that was made: its path from the root, its id, what the entry is called."""

    path: str
    id: str
    name: str


def kind_called(word: str) -> Kind | None:
    """The kind that a word means: a name of the kind, or a part of one that fits no other kind; else None."""
    exact = [kind for kind in KINDS if word in (kind.word, kind.title, kind.letter, kind.folder)]
    found = exact or [kind for kind in KINDS if len(word) >= 2 and (word in kind.word or word in kind.title)]
    return found[0] if len(found) == 1 else None


def near_word(word: str) -> str:
    """The word for a kind that is most like a written one; "" where none is near."""
    words = [kind.word for kind in KINDS]
    if near := closest(word, words):
        return near
    halves = {half: one for one in words for half in (one[:2], one[2:]) if half and kind_called(half)}
    return halves.get(closest(word, list(halves)), "")


def make(root: Path, kind: Kind, words: Sequence[str], day: date, ask: asking.Ask | None) -> Made:
    """Make a new entry; `words` are values as `格子=内容`.

    Raises `answers.Incomplete`, `NoIds`, `edit.Unwritable`, or what `together.write` raises. Nothing is written then.
    """
    town, problems = record.read(root)
    blocking = [problem for problem in problems if problem.file == _LEDGER or not town.files]
    if blocking:
        raise NoIds(blocking)
    data, faults = answers.given(kind.model, words, lambda id_: _name_of(town, id_))
    if faults:
        raise answers.Incomplete("下面几样写得不对：", faults)
    data = _completed(town, kind, data, day, ask)
    id_ = data["编号"]
    content = blank.form(kind.model, data, needs.needless(town, kind, data, day))
    path = entry_path(kind, id_)
    together.write(root, {path: (None, content)})
    return Made(path, id_, kind.name_in(data))


def _name_of(town: Record, id_: str) -> str | None:
    entry = town.get(id_)
    return entry.called if entry else None


def _completed(town: Record, kind: Kind, data: dict[str, Any], day: date, ask: asking.Ask | None) -> dict[str, Any]:
    """The data with everything that the form and the rules demand, and with its id."""
    asked: set[FieldPath] = set()
    while True:
        lacking = list(answers.gaps(kind.model, data))
        data = {"编号": ids.Ids(town).next(kind, data, day.year)} | {k: v for k, v in data.items() if k != "编号"}
        lacking = lacking or needs.demanded(town, kind, data, day)
        lacking = [path for path in lacking if path not in asked and not _filled(data, path)]
        if not lacking:
            return data
        if ask is None:
            raise answers.Incomplete("还缺：", [line for path in lacking for line in _how_to_give(kind, path)])
        for path in lacking:
            asked.add(path)
            spec = answers.spec_at(kind.model, path)
            label = "·".join(str(step) for step in path if isinstance(step, str))
            answers.put(data, path, asking.answer(spec, ask, lambda id_: _name_of(town, id_), label))


def _filled(data: Any, path: FieldPath) -> bool:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _how_to_give(kind: Kind, path: FieldPath) -> Iterator[str]:
    """How to give a field on the command line, a line for each value it needs."""
    spec = answers.spec_at(kind.model, path)
    inner = [(*path, step[-1]) for step in answers.gaps(spec.part, {}, path)] if spec.part else []
    for place in inner or [path]:
        name = ".".join(step for step in place if isinstance(step, str))
        yield f"{name}=…　{answers.about(answers.spec_at(kind.model, place))}"
