"""Which file holds what: the folders of the record, the letters of the ids, the names of the lists.

In: the models. Out: `KINDS` (an entry a file) and `LISTS` (a list a file). Used by whatever reads,
checks, describes or shows the record; the one place that knows the layout of `powers/`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.adjustment import Adjustment
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.enforcement import Discretions, Enforcers, Inspections, Officers, Procedures, Statistics
from generator.model.entry import Entry, WholeFile
from generator.model.reference import Department, Document, Law
from generator.model.responsibility import Responsibility, Task
from generator.model.service import Guide
from generator.model.town import Town
from generator.model.vocabulary import Readings, Synonyms, Templates
from generator.model.wayfinding import Elsewhere, Together


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry: one file each, named by its id.

    `letter` begins the id, `folder` is below `powers/`, `word` is what an entry is called,
    `title` what the list is called, `attribute` where `Record` keeps it.
    """

    letter: str
    folder: str
    model: type[Entry]
    word: str
    title: str
    attribute: str

    def name_in(self, data: Mapping[str, Any]) -> str:
        """What an entry in plain data is called; "" where that is not written, or not as one value."""
        name = data.get(self.model.naming)
        return name if isinstance(name, str) else ""


@dataclass(frozen=True, slots=True)
class ListKind:
    """A file that holds a whole list, or the town; `pattern` is its path below `powers/`."""

    pattern: str
    model: type[WholeFile]
    title: str
    attribute: str

    def matches(self, path: str) -> bool:
        """Whether a path below `powers/` is this file."""
        if "YYYY" not in self.pattern:
            return path == self.pattern
        return re.fullmatch(re.escape(self.pattern).replace("YYYY", r"(?:19|20)\d\d"), path) is not None


KINDS: tuple[Kind, ...] = (
    Kind("q", "authority", Power, "权力事项", "权力清单", "powers"),
    Kind("f", "services", Guide, "办事指南", "办事指南", "guides"),
    Kind("z", "responsibility", Responsibility, "履职事项", "职责清单", "responsibilities"),
    Kind("r", "responsibility", Task, "交办任务", "县级交办任务", "tasks"),
    Kind("p", "elsewhere", Elsewhere, "指路", "不归镇里办的事", "elsewhere"),
    Kind("y", "together", Together, "一件事", "一件事", "together"),
    Kind("c", "enforcement/decisions", Decision, "决定", "执法决定", "decisions"),
    Kind("t", "adjustments", Adjustment, "动态调整", "动态调整", "adjustments"),
    Kind("j", "departments", Department, "机构", "机构", "departments"),
    Kind("g", "laws", Law, "法规", "法规依据", "laws"),
    Kind("w", "documents", Document, "文件", "文件", "documents"),
)

LISTS: tuple[ListKind, ...] = (
    ListKind("town.yml", Town, "镇的基本情况", "town"),
    ListKind("enforcement/执法主体.yml", Enforcers, "执法主体", "enforcers"),
    ListKind("enforcement/执法人员.yml", Officers, "执法人员", "officers"),
    ListKind("enforcement/抽查事项.yml", Inspections, "随机抽查事项", "inspections"),
    ListKind("enforcement/裁量基准.yml", Discretions, "裁量基准", "discretions"),
    ListKind("enforcement/执法流程.yml", Procedures, "执法流程", "procedures"),
    ListKind("enforcement/statistics/YYYY.yml", Statistics, "年度执法数据", "statistics"),
    ListKind("vocabulary/责任模板.yml", Templates, "责任模板", "templates"),
    ListKind("vocabulary/同义词.yml", Synonyms, "同义词", "synonyms"),
    ListKind("vocabulary/拼音.yml", Readings, "拼音", "readings"),
)

EVERY: tuple[Kind | ListKind, ...] = (*KINDS, *LISTS)
BY_LETTER: dict[str, Kind] = {kind.letter: kind for kind in KINDS}


def folder_of(kind: Kind, id_: str) -> str:
    """The folder of an entry below `powers/`; decisions lie in the folder of their year."""
    return f"{kind.folder}/{id_[1:5]}" if kind.letter == "c" else kind.folder


def list_at(path: str) -> ListKind | None:
    """The list that a file below `powers/` holds, None where the path is not that of a list."""
    return next((kind for kind in LISTS if kind.matches(path)), None)


def kind_of(model: type[Entry]) -> Kind:
    """The kind whose entries are of a model."""
    return next(kind for kind in KINDS if kind.model is model)


def list_kind_of(model: type[WholeFile]) -> ListKind:
    """The list whose files are of a model."""
    return next(kind for kind in LISTS if kind.model is model)


def called(word: str) -> list[Kind | ListKind]:
    """The lists a word may mean: a letter, a folder, a title or what an entry is called, or the beginning of one."""
    exact = [kind for kind in EVERY if word in _words(kind)]
    return exact or [kind for kind in EVERY if any(name.startswith(word) for name in _words(kind))]


def _words(kind: Kind | ListKind) -> tuple[str, ...]:
    if isinstance(kind, Kind):
        return (kind.title, kind.word, kind.letter, kind.folder)
    return (kind.title, kind.pattern, kind.pattern.rpartition("/")[2].removesuffix(".yml"))
