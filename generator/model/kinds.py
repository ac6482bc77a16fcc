"""What there is in the record: the kinds of entries and the files that hold a whole list.

In: the models. Out: `KINDS` (an entry a file) and `LISTS` (a list a file). What the program goes by for a kind stands
here, once: where its files and pages lie, how its ids are counted, how it is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.model.adjustment import Adjustment
from generator.model.authority import Power
from generator.model.decision import Decision
from generator.model.enforcement import Discretions, Enforcers, Inspections, Officers, Procedures, Statistics
from generator.model.entry import Entry, WholeFile
from generator.model.kind import InSearch, Kind, ListKind, Numbering, Section
from generator.model.reference import Department, Document, Law
from generator.model.responsibility import Responsibility, Task
from generator.model.service import Guide
from generator.model.town import TownFile
from generator.model.vocabulary import Readings, Synonyms, Templates
from generator.model.wayfinding import Elsewhere, Together

KINDS: tuple[Kind, ...] = (
    Kind(
        letter="q",
        folder="authority",
        model=Power,
        word="权力事项",
        title="权力清单",
        attribute="powers",
        ids=Numbering(ranges="行使方式"),
        given=True,
        section=Section("权力清单", "authority/"),
        menu="authority/",
        az=4,
        search=InSearch(place=40, turn=2, worth=0.94, shortened=False),
    ),
    Kind(
        letter="f",
        folder="services",
        model=Guide,
        word="办事指南",
        title="办事指南",
        attribute="guides",
        ids=Numbering(),
        given=False,
        section=Section("办事", "services/"),
        menu="services/",
        az=1,
        search=InSearch(place=10, turn=0, worth=1.0, shortened=False),
    ),
    Kind(
        letter="z",
        folder="responsibility",
        model=Responsibility,
        word="履职事项",
        title="职责清单",
        attribute="responsibilities",
        ids=Numbering(ranges="类别"),
        given=True,
        section=Section("职责清单", "responsibility/"),
        menu="responsibility/",
        az=5,
        search=InSearch(place=50, turn=3, worth=0.94, shortened=False),
    ),
    Kind(
        letter="r",
        folder="responsibility",
        model=Task,
        word="交办任务",
        title="县级交办任务",
        attribute="tasks",
        ids=Numbering(),
        given=False,
        section=Section("职责清单", "responsibility/"),
        menu="responsibility/",
        az=0,
        search=InSearch(place=60, turn=3, worth=0.94, shortened=False),
    ),
    Kind(
        letter="p",
        folder="elsewhere",
        model=Elsewhere,
        word="指路",
        title="不归镇里办的事",
        attribute="elsewhere",
        ids=Numbering(),
        given=False,
        section=Section("不归镇里办的事", "elsewhere/"),
        menu="services/",
        az=3,
        search=InSearch(place=20, turn=1, worth=0.985, shortened=False),
    ),
    Kind(
        letter="y",
        folder="together",
        model=Together,
        word="一件事",
        title="一件事",
        attribute="together",
        ids=Numbering(),
        given=False,
        section=Section("一件事", "together/"),
        menu="services/",
        az=2,
        search=InSearch(place=30, turn=1, worth=0.985, shortened=False),
    ),
    Kind(
        letter="c",
        folder="enforcement/decisions",
        model=Decision,
        word="决定",
        title="执法决定",
        attribute="decisions",
        ids=Numbering(year=("决定日期",), folders=True),
        given=False,
        section=Section("执法决定", "enforcement/decisions/"),
        menu="enforcement/",
        az=0,
        search=InSearch(place=120, turn=3, worth=0.86, shortened=False),
    ),
    Kind(
        letter="t",
        folder="adjustments",
        model=Adjustment,
        word="动态调整",
        title="动态调整",
        attribute="adjustments",
        ids=Numbering(year=("批准日期", "生效日期", "批准文件")),
        given=False,
        section=Section("最近变动", "changes/"),
        menu="changes/",
        az=0,
        search=InSearch(place=130, turn=3, worth=0.94, shortened=False),
    ),
    Kind(
        letter="j",
        folder="departments",
        model=Department,
        word="机构",
        title="机构",
        attribute="departments",
        ids=Numbering(),
        given=False,
        section=Section("机构电话", "departments/"),
        menu="departments/",
        az=6,
        search=InSearch(place=70, turn=3, worth=0.97, shortened=True),
    ),
    Kind(
        letter="g",
        folder="laws",
        model=Law,
        word="法规",
        title="法规依据",
        attribute="laws",
        ids=Numbering(),
        given=False,
        section=Section("法规依据", "laws/"),
        menu="help/",
        az=0,
        search=InSearch(place=100, turn=3, worth=0.92, shortened=True),
    ),
    Kind(
        letter="w",
        folder="documents",
        model=Document,
        word="文件",
        title="文件",
        attribute="documents",
        ids=Numbering(),
        given=False,
        section=Section("文件", "documents/"),
        menu="help/",
        az=0,
        search=InSearch(place=110, turn=3, worth=0.9, shortened=False),
    ),
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

EVERY: tuple[Kind | ListKind, ...] = (*KINDS, *LISTS)


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
    """The kind of entries of a model."""
    return _BY_MODEL[model]


def list_at(path: str) -> ListKind | None:
    """The list that a file below `powers/` holds, None where the path is not that of a list."""
    return next((kind for kind in LISTS if kind.matches(path)), None)


def list_kind_of(model: type[WholeFile]) -> ListKind:
    """The list whose files are of a model."""
    return next(kind for kind in LISTS if kind.model is model)


def meant_by(word: str) -> list[Kind | ListKind]:
    """The lists a word may mean: a letter, a folder, a title or what an entry is called, or the beginning of one."""
    exact = [kind for kind in EVERY if word in _words(kind)]
    return exact or [kind for kind in EVERY if any(name.startswith(word) for name in _words(kind))]


def _words(kind: Kind | ListKind) -> tuple[str, ...]:
    if isinstance(kind, Kind):
        return (kind.title, kind.word, kind.letter, kind.folder)
    return (kind.title, kind.pattern, kind.pattern.rpartition("/")[2].removesuffix(".yml"))
