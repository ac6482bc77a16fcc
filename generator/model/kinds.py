"""What there is in the record: the kinds of entries and the files that hold a whole list.

In: the models, each with its kind beside it. Out: `KINDS` (an entry a file), in the order in which lists are shown,
and `LISTS` (a list a file).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.model.adjustment import ADJUSTMENT
from generator.model.authority import POWER
from generator.model.decision import DECISION
from generator.model.enforcement import Discretions, Enforcers, Inspections, Officers, Procedures, Statistics
from generator.model.entry import Entry, WholeFile
from generator.model.kind import AnyKind, Kind, ListKind
from generator.model.reference import DEPARTMENT, DOCUMENT, LAW
from generator.model.responsibility import RESPONSIBILITY, TASK
from generator.model.service import GUIDE
from generator.model.town import TownFile
from generator.model.vocabulary import Readings, Synonyms, Templates
from generator.model.wayfinding import ELSEWHERE, TOGETHER

KINDS: tuple[Kind, ...] = (
    POWER,
    GUIDE,
    RESPONSIBILITY,
    TASK,
    ELSEWHERE,
    TOGETHER,
    DECISION,
    ADJUSTMENT,
    DEPARTMENT,
    LAW,
    DOCUMENT,
)

LISTS: tuple[ListKind, ...] = (
    ListKind("town.yml", TownFile, "镇的基本情况", "town", page="", is_open=True),
    ListKind("enforcement/执法主体.yml", Enforcers, "执法主体", "enforcers", page="enforcement/", is_open=True),
    ListKind("enforcement/执法人员.yml", Officers, "执法人员", "officers", page="enforcement/", is_open=True),
    ListKind("enforcement/抽查事项.yml", Inspections, "随机抽查事项", "inspections", page="enforcement/", is_open=True),
    ListKind("enforcement/裁量基准.yml", Discretions, "裁量基准", "discretions", page="enforcement/", is_open=True),
    ListKind("enforcement/执法流程.yml", Procedures, "执法流程", "procedures", page="enforcement/", is_open=True),
    ListKind(
        "enforcement/statistics/YYYY.yml", Statistics, "年度执法数据", "statistics", page="enforcement/", is_open=True
    ),
    ListKind("vocabulary/责任模板.yml", Templates, "责任模板", "templates", page="", is_open=True),
    ListKind("vocabulary/同义词.yml", Synonyms, "同义词", "synonyms", page="", is_open=False),
    ListKind("vocabulary/拼音.yml", Readings, "拼音", "readings", page="", is_open=False),
)

EVERY: tuple[AnyKind, ...] = (*KINDS, *LISTS)


def _once(what: str, values: Iterable[object]) -> None:
    twice = [value for value, count in Counter(values).items() if count > 1]
    if twice:
        raise ValueError(f"model/kinds.py: two kinds have the {what} {twice[0]!r}; each needs its own")


_once("letter", (kind.letter for kind in KINDS))
_once("model", (kind.model for kind in KINDS))
_once("attribute", (kind.attribute for kind in EVERY))
_once("title", (kind.title for kind in EVERY))
_once("place in search", (kind.search.place for kind in KINDS))

BY_LETTER: dict[str, Kind] = {kind.letter: kind for kind in KINDS}
_BY_MODEL: dict[type, Kind] = {kind.model: kind for kind in KINDS}


def kind_of(model: type[Entry]) -> Kind:
    """The kind of entries of a model. Raises `LookupError` where `KINDS` does not hold it."""
    if model not in _BY_MODEL:
        raise LookupError(f"model/kinds.py: KINDS does not hold the kind of {model.__name__}")
    return _BY_MODEL[model]


def list_at(path: str) -> ListKind | None:
    """The list that a file below `powers/` holds, None where the path is not that of a list."""
    return next((kind for kind in LISTS if kind.matches(path)), None)


def list_kind_of(model: type[WholeFile]) -> ListKind:
    """The list whose files are of a model."""
    return next(kind for kind in LISTS if kind.model is model)


def meant_by(word: str) -> list[AnyKind]:
    """The lists a word may mean: a letter, a folder, a title or what an entry is called, or the beginning of one."""
    exact = [kind for kind in EVERY if word in _words(kind)]
    return exact or [kind for kind in EVERY if any(name.startswith(word) for name in _words(kind))]


def _words(kind: AnyKind) -> tuple[str, ...]:
    if isinstance(kind, Kind):
        return (kind.title, kind.word, kind.letter, kind.folder)
    return (kind.title, kind.pattern, kind.pattern.rpartition("/")[2].removesuffix(".yml"))
