"""文件: the documents, newest first, and a page for each: what it conferred.

In: the town. Out: `bodies` for the list and its child pages and all documents, `body` for one document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from generator import urls
from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.kinds import kind_of
from generator.model.reference import Document
from generator.pages import words
from generator.pages.body import Body
from generator.pages.catalogue import Catalogue, ListPage, Part, Rows, child_bodies, list_body, listed
from generator.pages.components import Fact, LinkGroup, Mark
from generator.pages.entry_page import PageOfEntry, entry_body, entry_page, unknown
from generator.pages.list_rows import Cell, Column, ListRow, list_row
from generator.pages.listing import FilterBy
from generator.pages.shelves import Place
from generator.pages.writing import Writer, dated

SECTION = kind_of(Document).section
_COLUMNS = (Column("文号"), Column("文种"), Column("谁发的"), Column("成文日期"))
_FILTERS = (
    FilterBy("kind", "文种"),
    FilterBy("issuer", "谁发的"),
    FilterBy("year", "哪一年"),
    FilterBy("state", "还有效吗"),
)
_HINT = "名称、文号、编号"


def bodies(town: Town) -> Iterator[Body]:
    """Yields the list, its child pages by year, and each document's page."""
    catalogue = _catalogue(town)
    yield _list(catalogue, town)
    yield from child_bodies(catalogue, town)
    for document in town.record.documents.values():
        yield body(document, town)


# The list.


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsPage(ListPage):
    """What documents.html prints."""

    template: ClassVar = "documents.html"


def _list(catalogue: Catalogue, town: Town) -> Body:
    """Returns the list of documents."""
    write = Writer(town, SECTION.url)
    page = DocumentsPage(root=write.root, list=listed(catalogue, write))
    return list_body(catalogue, page, "方案、批复、委托书、公告：哪份文件定了什么", town)


def _catalogue(town: Town) -> Catalogue:
    """Returns the documents, newest first; what bears no date comes last. Their child pages go by year."""
    newest = sorted(town.record.documents.values(), key=lambda document: str(document.dated or ""), reverse=True)
    return Catalogue(
        section=SECTION,
        name="documents",
        unit="份",
        parts=[Part(id="all", title="新的在前", rows=_ROWS, entries=newest)],
        filters=_FILTERS,
        place=lambda _, document: _year(document),
        hint=_HINT,
        by_name=False,
    )


def _year(document: Document) -> Place:
    if document.dated is None:
        return Place("undated", "日期待核")
    return Place(f"{document.dated.date.year}", f"{document.dated.date.year}年")


def _texts(document: Document, _: Writer) -> tuple[str, ...]:
    return (
        str(document.number or words.PENDING),
        str(document.kind or words.PENDING),
        str(document.issuer or words.PENDING),
        dated(document.dated) or words.PENDING,
    )


def _row(document: Document, cells: Sequence[Cell], write: Writer) -> ListRow:
    chosen_by = {
        "kind": document.kind,
        "issuer": document.issuer,
        "year": f"{document.dated.date.year}年" if document.dated else None,
        "state": document.state or words.PENDING,
    }
    link = write.link(document, note="" if document.state in (None, "现行") else str(document.state))
    return list_row(document, write, cells, chosen_by, link=link, said="", day=str(document.dated or ""))


_ROWS = Rows(_COLUMNS, _texts, _row)


# The page of one document.


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage(PageOfEntry):
    """What document.html prints.

    `conferred`: the powers that the document names. `claimed`: those recorded under it without its naming them.
    `others`: what else mentions it.
    """

    template: ClassVar = "document.html"
    summary: str
    pending: str
    facts: Sequence[Fact]
    conferred: Sequence[LinkGroup]
    claimed: Sequence[LinkGroup]
    others: Sequence[LinkGroup]

    @property
    def confers(self) -> bool:
        """Whether powers rest on the document."""
        return bool(self.conferred or self.claimed)


def body(document: Document, town: Town) -> Body:
    """Returns the page of a document."""
    write = Writer(town, urls.of(document))
    mentioning = town.mentions.get(str(document.id), ())
    under = [entry for entry in mentioning if isinstance(entry, Power) and _confers(document, entry)]
    page = DocumentPage(
        root=write.root,
        entry=entry_page(document, write, marks=[Mark("文种", str(document.kind))] if document.kind else []),
        summary=str(document.summary or ""),
        pending=words.pending(unknown(document)),
        facts=_facts(document, write),
        conferred=_by_mode([power for power in under if _names(document, power)], write),
        claimed=_by_mode([power for power in under if not _names(document, power)], write),
        others=_by_word((entry for entry in mentioning if entry not in under), write),
    )
    told = f"{document.issuer or '发文机关待核'}的{document.kind or '文件'}"
    return entry_body(document, town, page, SECTION, page.summary or told)


def _facts(document: Document, write: Writer) -> list[Fact]:
    return write.facts(
        ("文号", "文号", document.number and str(document.number)),
        ("发文机关", "谁发的", document.issuer),
        ("成文日期", "成文日期", document.dated),
        ("公布日期", "公布日期", document.published),
        ("有效性", "还有效吗", document.state),
        ("批准情况", "谁批准的", document.approval),
        ("上位文件", "依据哪份文件写的", document.above),
        ("附件", "附件", document.annex),
        ("公开地址", "官方原文", document.address),
    )


def _confers(document: Document, power: Power) -> bool:
    """Whether a power is recorded as conferred, delegated or announced by this document."""
    mandate = power.mandate
    numbers = (power.document, *((mandate.number, mandate.notice) if mandate else ()))
    return document.number in numbers


def _names(document: Document, power: Power) -> bool:
    """Whether it is certain that a document is about this power: it names it, or is its own mandate."""
    own = power.mandate and document.number in (power.mandate.number, power.mandate.notice)
    return bool(own) or any(s.document == document.number and "名称" in s.fields for s in power.sources or ())


def _by_mode(powers: list[Power], write: Writer) -> list[LinkGroup]:
    groups = [(word, [power for power in powers if power.mode == mode]) for mode, word in words.MODES.items()]
    return [LinkGroup(word, write.links(found)) for word, found in groups if found]


def _by_word(entries: Iterable[Any], write: Writer) -> list[LinkGroup]:
    """Returns entries by what they are, in the order of the lists."""
    groups: dict[str, list[Any]] = {}
    for entry in entries:
        groups.setdefault(words.word(entry), []).append(entry)
    return [LinkGroup(word, write.links(found)) for word, found in groups.items()]
