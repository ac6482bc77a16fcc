"""法规依据: the laws by rank, and a page for each: which entry stands on which article.

In: the town. Out: `bodies` for the list and its child pages and all laws, `body` for one law. A law's state is said in words, and
whatever was checked before its newest version is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from generator import urls
from generator.derive.amendment import newest, outdated
from generator.derive.town import Town
from generator.model.citation import Article
from generator.model.kinds import kind_of
from generator.model.reference import AMENDED, NOT_YET, PARTLY_REPLACED, REPEALED, UNCERTAIN, Law
from generator.pages import words
from generator.pages.body import Body
from generator.pages.catalogue import Catalogue, ListPage, Part, Rows, child_bodies, list_body, listed
from generator.pages.components import Fact, Link, Mark
from generator.pages.entry_page import PageOfEntry, Side, entry_body, entry_page, unknown
from generator.pages.grounds import STATES
from generator.pages.list_rows import Cell, Column, ListRow, list_row
from generator.pages.listing import FilterBy
from generator.pages.shelves import Place
from generator.pages.writing import Writer, dated
from generator.standards import tables

SECTION = kind_of(Law).section
_WARNINGS = {
    AMENDED: "这部法规修改过，条号可能变了。站里的条号可能是旧的，查的时候对照最新文本。",
    PARTLY_REPLACED: "这部法规有的条已经被代替。两部不一样的，照新的办。",
    REPEALED: "这部法规已废止，不能再凭它办事。",
    NOT_YET: "这部法规还没有施行。到施行那天以前，不能凭它办事。",
    UNCERTAIN: "这部法规现在是不是还有效，还没有核实。",
}
_COLUMNS = (Column("最新版本", "版本"), Column("凭它的条目"))
_FILTERS = (
    FilterBy("state", "还有效吗", {word: "" for word in STATES.values()}),
    FilterBy("rank", "哪一级", {rank: "" for rank in tables.names("效力级别")}),
    FilterBy("maker", "谁制定的"),
    FilterBy("cited", "站里用到没有"),
)
_HINT = "名称、简称、编号"


def bodies(town: Town) -> Iterator[Body]:
    """Yields the list, its child pages by rank, and each law's page."""
    catalogue = _catalogue(town)
    yield _list(catalogue, town)
    yield from child_bodies(catalogue, town)
    for law in town.record.laws.values():
        yield body(law, town)


# The list.


@dataclass(frozen=True, slots=True, kw_only=True)
class LawsPage(ListPage):
    """What laws.html prints: how many laws there are, and how many in each state."""

    template: ClassVar = "laws.html"
    total: int
    counts: str


def _list(catalogue: Catalogue, town: Town) -> Body:
    """Returns the list of laws."""
    write = Writer(town, SECTION.url)
    laws = list(town.record.laws.values())
    counts = [(state, sum(law.state == state for law in laws)) for state in STATES]
    counted = "，".join(f"{state}{count}部" for state, count in counts if count)
    page = LawsPage(root=write.root, list=listed(catalogue, write), total=len(laws), counts=counted)
    return list_body(catalogue, page, "哪条管哪事，改过没有", town)


def _catalogue(town: Town) -> Catalogue:
    """Returns the laws by rank; a rank's child page bears its place in the table of ranks, which may only grow."""
    ranks = tables.names("效力级别")
    held = {rank: [law for law in town.record.laws.values() if law.rank == rank] for rank in ranks}
    known = [rank for rank in ranks if held[rank]]
    return Catalogue(
        section=SECTION,
        name="laws",
        unit="部",
        parts=[Part(id=f"rank-{i}", title=rank, rows=_ROWS, entries=held[rank]) for i, rank in enumerate(known, 1)],
        filters=_FILTERS,
        place=lambda _, law: Place(f"{ranks.index(str(law.rank)) + 1:02}", str(law.rank)),
        hint=_HINT,
        by_name=False,
        newest="新近改的在前",
        by_code=True,
    )


def _resting(law: Law, town: Town) -> int:
    """Returns how many entries stand on a law."""
    return len({str(entry.id) for _, entry in town.cited.get(str(law.id), ())})


def _texts(law: Law, write: Writer) -> tuple[str, ...]:
    return dated(newest(law)) or words.PENDING, f"{_resting(law, write.town)} 条凭它"


def _row(law: Law, cells: Sequence[Cell], write: Writer) -> ListRow:
    chosen_by = {
        "state": STATES[law.state],
        "rank": law.rank,
        "maker": law.maker,
        "cited": "有条目凭它" if _resting(law, write.town) else "没有条目凭它",
    }
    return list_row(
        law,
        write,
        cells,
        chosen_by,
        link=write.link(law, note="" if law.state == "现行" else STATES[law.state]),
        said="、".join(map(str, law.short or ())),
        day=str(newest(law) or ""),
    )


_ROWS = Rows(_COLUMNS, _texts, _row)


# The page of one law.


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article: its name, its text where it is recorded, the entries that stand on it."""

    name: str
    text: str
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a law as a table: a row each, newest first, with a fact for each column."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Fact]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPage(PageOfEntry):
    """What law.html prints.

    `warning`: "" for a law in force. `successor`: the law that took this one's place, `successor_name` what it is
    called where the record does not hold it. `again`: the entries that were checked before the newest version.
    """

    template: ClassVar = "law.html"
    warning: str
    successor: Link | None
    successor_name: str
    pending: str
    articles: Sequence[CitedArticle]
    again: Sequence[Link]
    versions: Versions


def body(law: Law, town: Town) -> Body:
    """Returns the page of a law."""
    write = Writer(town, urls.of(law))
    citations = town.cited.get(str(law.id), ())
    warning = _WARNINGS.get(law.state, "")
    successor = town.record.law(law.successor) if law.successor else None
    marks = [Mark("效力级别", str(law.rank)), Mark("有效性", STATES[law.state], "state" if warning else "")]
    page = LawPage(
        root=write.root,
        entry=entry_page(law, write, marks=marks, side=Side(_labels(law, write))),
        warning=warning,
        successor=write.link(successor) if successor else None,
        successor_name=str(law.successor or ""),
        pending=words.pending(unknown(law)),
        articles=_articles(law, citations, write),
        again=write.links(outdated(law, (entry for _, entry in citations), town.record, town.today)),
        versions=_versions(law),
    )
    count = len({str(entry.id) for _, entry in citations})
    return entry_body(law, town, page, SECTION, f"{law.rank}，{STATES[law.state]}；站里有{count}条凭它")


def _labels(law: Law, write: Writer) -> list[Fact]:
    return write.facts(
        ("制定机关", "谁制定的", law.maker),
        ("曾用名", "以前叫", law.former),
        ("简称", "也叫", law.short),
        ("原文地址", "官方原文", law.address),
    )


def _articles(law: Law, citations: Iterable[tuple[Article | None, Any]], write: Writer) -> list[CitedArticle]:
    """Returns the articles that entries stand on, 整部 for the whole law, then those that are only recorded."""
    texts = {str(item.article): write.value(item.text) for item in law.texts or ()}
    found: dict[str, list[Link]] = {}
    for article, entry in citations:
        name = str(article._replace(rest="")) if article else "整部"
        found.setdefault(name, []).append(_cited(article, entry, write))
    return [CitedArticle(name, texts.get(name, ""), found.get(name, ())) for name in dict.fromkeys((*found, *texts))]


def _cited(article: Article | None, entry: Any, write: Writer) -> Link:
    """Returns a link to an entry that stands on an article, with the paragraph it names and its state."""
    notes = [article.rest if article else "", words.state(entry)]
    return write.link(entry, note="，".join(note for note in notes if note))


def _versions(law: Law) -> Versions:
    """Returns the versions; a column in which nothing is known is left out."""
    columns = [
        ("版本日期", "通过或者修改", "dated"),
        ("批准日期", "批准", "approved"),
        ("施行日期", "施行", "effective"),
        ("条数", "一共几条", "articles"),
        ("公布文件", "公布文件", "order"),
    ]
    known = [column for column in columns if any(getattr(version, column[2]) for version in law.versions or ())]
    rows = [
        [
            Fact(f"版本·{name}", label, str(getattr(version, attribute) or words.PENDING))
            for name, label, attribute in known
        ]
        for version in law.versions or ()
    ]
    return Versions([label for _, label, _ in known], rows)
