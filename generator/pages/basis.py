"""法规依据 and 文件: what the lists stand on. Which entry rests on which article; what a paper conferred.

In: a town. Out: the list of laws by rank with a page for each, the list of documents with a page for
each. A law's state is said in words, and whatever was checked before its newest version is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from generator import urls
from generator.derive.amendment import newest, outdated
from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.citation import Article
from generator.model.kinds import kind_of
from generator.model.reference import Document, Law
from generator.pages import words
from generator.pages.body import Body, PageKind, render
from generator.pages.frame import entry_page, unknown
from generator.pages.listing import Column, Group, Row, listing, row
from generator.pages.writing import Link, Writer
from generator.standards import tables

LAWS = kind_of(Law).section
DOCUMENTS = kind_of(Document).section
_LAW_STATES = {"现行": "现行", "已修改": "修改过", "已废止": "已废止", "待核实": "有没有效，待核实"}
_LAW_COLUMNS = (Column("最新版本", "版本"), Column("凭它的条目"))
_LAWS_BY = (
    ("state", "还有效吗", {word: "" for word in _LAW_STATES.values()}),
    ("rank", "哪一级", {rank: "" for rank in tables.names("效力级别")}),
    ("maker", "谁制定的", None),
    ("cited", "站里用到没有", None),
)
_DOCUMENT_COLUMNS = (Column("文号"), Column("文种"), Column("谁发的"), Column("成文日期"))
_DOCUMENTS_BY = (
    ("kind", "文种", None),
    ("issuer", "谁发的", None),
    ("year", "哪一年", None),
    ("state", "还有效吗", None),
)
_LAW_WARNINGS = {
    "已修改": "这部法规修改过，条号可能变了。站里的条号可能是旧的，查的时候对照最新文本。",
    "已废止": "这部法规已废止，不能再凭它办事。",
    "待核实": "这部法规现在是不是还有效，还没有核实。",
}


def bodies(town: Town) -> Iterator[Body]:
    """Both lists and all their pages."""
    yield _laws(town)
    for law in town.record.laws.values():
        yield _law(law, town)
    yield _documents(town)
    for document in town.record.documents.values():
        yield _document(document, town)


def _laws(town: Town) -> Body:
    title, url = LAWS
    write = Writer(town, url)
    laws = list(town.record.laws.values())
    ranks = [(rank, [law for law in laws if law.rank == rank]) for rank in tables.names("效力级别")]
    groups = [
        Group(f"rank-{i}", rank, _LAW_COLUMNS, tuple(_law_row(law, town, write) for law in held))
        for i, (rank, held) in enumerate(((rank, held) for rank, held in ranks if held), 1)
    ]
    shown = listing(town, "laws", "部", groups, _LAWS_BY, hint="名称、简称、编号", by_name=False, newest="新近改的在前")
    counts = [(state, sum(law.state == state for law in laws)) for state in _LAW_STATES]
    counted = "，".join(f"{state}{count}部" for state, count in counts if count)
    html = render("laws.html", total=len(laws), counts=counted, list=shown)
    lead = "哪条管哪事，改过没有"
    return Body(url, title, html, lead, PageKind.COLUMN, indexed=town.record.formal, scripts=shown.scripts)


def _law_row(law: Law, town: Town, write: Writer) -> Row:
    resting = len({str(entry.id) for _, entry in town.cited.get(str(law.id), ())})
    version = newest(law)
    link = write.link(law, note="" if law.state == "现行" else _LAW_STATES[law.state])
    chosen_by = {
        "state": _LAW_STATES[law.state],
        "rank": law.rank,
        "maker": law.maker,
        "cited": "有条目凭它" if resting else "没有条目凭它",
    }
    said = "、".join(map(str, law.short or ()))
    cells = (_dated(version), f"{resting} 条凭它")
    return replace(row(law, write, cells, chosen_by, link=link, day=str(version or "")), said=said)


def _dated(day: Any) -> Markup | str:
    return Markup('<time datetime="%s">%s</time>') % (day, day) if day else words.PENDING


def _law(law: Law, town: Town) -> Body:
    write = Writer(town, urls.of(law))
    citations = town.cited.get(str(law.id), ())
    resting = _resting(law, citations, write)
    successor = town.record.law(law.successor) if law.successor else None
    values = {
        "rank": str(law.rank),
        "state": _LAW_STATES[law.state],
        "warning": _LAW_WARNINGS.get(law.state, ""),
        "successor": write.link(successor) if successor else None,
        "successor_name": str(law.successor or ""),
        "versions": _versions(law),
        "resting": resting,
        "again": write.links(outdated(law, (entry for _, entry in citations), town.today)),
        "side": write.rows(
            ("制定机关", "谁制定的", law.maker), ("简称", "也叫", law.short), ("原文地址", "官方原文", law.address)
        ),
        "pending": words.pending(unknown(law)),
    }
    count = len({str(entry.id) for _, entry in citations})
    return entry_page(
        law, town, "law.html", LAWS, f"{law.rank}，{_LAW_STATES[law.state]}；站里有{count}条凭它", **values
    )


def _versions(law: Law) -> tuple[list[str], list[list[tuple[str, str]]]]:
    """Headers and rows, newest first; a column in which nothing is known is left out, and so is nothing else."""
    columns = [
        ("版本日期", "通过或者修改", "dated"),
        ("批准日期", "批准", "approved"),
        ("施行日期", "施行", "effective"),
        ("条数", "一共几条", "articles"),
        ("公布文件", "公布文件", "order"),
    ]
    known = [column for column in columns if any(getattr(version, column[2]) for version in law.versions)]
    rows = [
        [(f"版本·{name}", str(getattr(version, attribute) or words.PENDING)) for name, _, attribute in known]
        for version in law.versions
    ]
    return [label for _, label, _ in known], rows


def _resting(
    law: Law, citations: Iterable[tuple[Article | None, Any]], write: Writer
) -> list[tuple[str, Markup | None, list[Link]]]:
    """Article by article: its name, its text where it is recorded, the entries that stand on it."""
    texts = {str(item.article): write.value(item.text) for item in law.texts or ()}
    found: dict[str, list[Link]] = {}
    for article, entry in citations:
        name = str(article._replace(rest="")) if article else "整部"
        found.setdefault(name, []).append(_cited(article, entry, write))
    uncited = {name: [] for name in texts if name not in found}
    return [(name, texts.get(name), links) for name, links in (found | uncited).items()]


def _cited(article: Article | None, entry: Any, write: Writer) -> Link:
    """An entry that stands on an article, with the paragraph it names and its state."""
    notes = [article.rest if article else "", words.state(entry)]
    return write.link(entry, note="，".join(note for note in notes if note))


def _documents(town: Town) -> Body:
    title, url = DOCUMENTS
    write = Writer(town, url)
    # Newest first; what bears no date comes last.
    dated = sorted(town.record.documents.values(), key=lambda document: str(document.dated or ""), reverse=True)
    group = Group("all", "新的在前", _DOCUMENT_COLUMNS, tuple(_document_row(document, write) for document in dated))
    shown = listing(town, "documents", "份", [group], _DOCUMENTS_BY, hint="名称、文号、编号", by_name=False)
    html = render("documents.html", list=shown)
    lead = "方案、批复、委托书、公告：哪份文件定了什么"
    return Body(url, title, html, lead, PageKind.COLUMN, indexed=town.record.formal, scripts=shown.scripts)


def _document_row(document: Document, write: Writer) -> Row:
    link = write.link(document, note="" if document.state in (None, "现行") else str(document.state))
    cells = (str(document.number or words.PENDING), str(document.kind), str(document.issuer), _dated(document.dated))
    chosen_by = {
        "kind": document.kind,
        "issuer": document.issuer,
        "year": document.dated and f"{document.dated.date.year}年",
        "state": document.state or words.PENDING,
    }
    return row(document, write, cells, chosen_by, link=link, day=str(document.dated or ""))


def _document(document: Document, town: Town) -> Body:
    write = Writer(town, urls.of(document))
    conferred, claimed, others = _mentioning(document, town)
    values = {
        "kind": str(document.kind),
        "rows": write.rows(
            ("文号", "文号", document.number and str(document.number)),
            ("发文机关", "谁发的", document.issuer),
            ("成文日期", "成文日期", document.dated),
            ("公布日期", "公布日期", document.published),
            ("有效性", "还有效吗", document.state),
            ("批准情况", "谁批准的", document.approval),
            ("上位文件", "依据哪份文件写的", document.above),
            ("附件", "附件", document.annex),
            ("公开地址", "官方原文", document.address),
        ),
        "conferred": _by_mode(conferred, write),
        "claimed": _by_mode(claimed, write),
        "others": _by_word(others, write),
        "pending": words.pending(unknown(document)),
    }
    description = str(document.summary or f"{document.issuer}的{document.kind}")
    return entry_page(document, town, "document.html", DOCUMENTS, description, **values)


def _mentioning(document: Document, town: Town) -> tuple[list[Power], list[Power], list[Any]]:
    """The powers a document confers by name; those recorded under it without its naming them; what else mentions it."""
    mentioning = town.mentions.get(str(document.id), ())
    under = [entry for entry in mentioning if isinstance(entry, Power) and _confers(document, entry)]
    conferred = [power for power in under if _named(document, power)]
    claimed = [power for power in under if not _named(document, power)]
    return conferred, claimed, [entry for entry in mentioning if entry not in under]


def _confers(document: Document, power: Power) -> bool:
    """Whether a power is recorded as conferred, delegated or announced by this document."""
    mandate = power.mandate
    numbers = (power.document, *((mandate.number, mandate.notice) if mandate else ()))
    return document.number in numbers


def _named(document: Document, power: Power) -> bool:
    """Whether it is certain that a document is about this power: it names it, or is its own mandate."""
    own = power.mandate and document.number in (power.mandate.number, power.mandate.notice)
    return bool(own) or any(s.document == document.number and "名称" in s.fields for s in power.sources or ())


def _by_mode(powers: list[Power], write: Writer) -> list[tuple[str, list[Link]]]:
    groups = [(word, [power for power in powers if power.mode == mode]) for mode, word in words.MODES.items()]
    return [(word, write.links(found)) for word, found in groups if found]


def _by_word(entries: Iterable[Any], write: Writer) -> list[tuple[str, list[Link]]]:
    """Entries by what they are, in the order of the lists."""
    groups: dict[str, list[Any]] = {}
    for entry in entries:
        groups.setdefault(words.word(entry), []).append(entry)
    return [(word, write.links(found)) for word, found in groups.items()]
