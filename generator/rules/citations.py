"""Citations: the law is known, the article exists, the version is in force."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from generator.derive.amendment import AHEAD, Change, begins, concerned
from generator.model.citation import Citation
from generator.model.entry import Entry, WholeFile
from generator.model.fields import values_of
from generator.model.reference import NOT_YET, PARTLY_REPLACED, REPEALED, UNCERTAIN, Document, Law, Version
from generator.problem import FieldPath, When
from generator.record import Record
from generator.reports import path_text
from generator.rules.rule import Advice, Finding, or_meant, rule
from generator.standards.tables import did_you_mean, meant_law

_RESIDENT = "居民：照着条号能查到原文"


def _cited(record: Record) -> Iterator[tuple[WholeFile, FieldPath, Citation, Law | None]]:
    """Every citation of the record: the entry or list, the path, the citation, its law where that is known."""
    for part in record.parts():
        for path, _, citation in values_of(part, Citation):
            yield part, path, citation, record.law(citation.law) if citation.law else None


@rule("H401", "依据的法规要在法规清单里", protects=_RESIDENT)
def cited_laws_are_known(record: Record, today: date) -> Iterator[Finding]:
    """laws/ has every cited law, under its title or short title."""
    if record.hides(Law):
        return
    for part, path, citation, law in _cited(record):
        if citation.law and law is None:
            yield Finding(part, path, *unknown(citation.law, record))


def unknown(title: str, record: Record) -> tuple[str, Advice]:
    """What to say of a law that the record does not hold, and what to do."""
    return f"法规清单里没有《{title}》", partial(_other_law, title, record)


def _other_law(title: str, record: Record) -> str:
    near = meant_law(title, list(record.law_ids))
    otherwise = "先在 laws 里给这部法规建一个文件"
    return f"{did_you_mean(near, quotes='《》')}不是的，{otherwise}。" if near else f"{otherwise}：qingdan new 法规。"


@rule("H402", "依据的文件要在文件清单里", protects="审计：照着文号能查到原件")
def cited_documents_are_known(record: Record, today: date) -> Iterator[Finding]:
    """documents/ has every cited document."""
    if record.hides(Document):
        return
    for part, path, citation, _ in _cited(record):
        if citation.document and citation.document not in record.document_ids:
            advice = or_meant(citation.document, record.document_ids, "先在 documents 里给这份文件建一个文件。")
            yield Finding(part, path, f"文件清单里没有“{citation.document}”", advice)


def _version_at(law: Law, day: date | None) -> Version | None:
    """The newest version of a law that was in force on a day and whose number of articles is known."""
    counted = [version for version in law.versions or () if version.articles]
    for version in counted:
        start = version.effective or version.dated
        if day is None or not start or start.date <= day:
            return version
    return counted[-1] if counted else None


@rule(
    "H403",
    "引用的条号不能超过法规的条数",
    protects=_RESIDENT,
    advice="对照法规原文改条号；法规条数写错了就改法规那个文件。",
)
def articles_exist(record: Record, today: date) -> Iterator[Finding]:
    """The number of a cited article is one of the law as it was when the entry was last checked."""
    for part, path, citation, law in _cited(record):
        checked = getattr(part, "checked", None)
        for said in beyond(law, citation, checked.date if checked else None) if law else ():
            yield Finding(part, path, said)


def beyond(law: Law, citation: Citation, checked: date | None) -> Iterator[str]:
    """What to say of cited articles that a law has not: as it was on the day on which the citation was checked."""
    newest = law.newest
    # What was rewritten for the newest version bears its numbers, whenever it was read last.
    version = newest if newest and newest.moved and newest.articles else _version_at(law, checked)
    if version is None:
        return
    for article in citation.articles:
        if not 1 <= article.number <= version.articles.number:
            yield f"《{law.name}》一共{version.articles}条，没有{article}"


@rule(
    "H404",
    "依据要写到第几条",
    protects=_RESIDENT,
    when=When.REMINDER,
    advice="查到条号补上；拿不准就先这样，页面会写“条号待核”。",
)
def citations_name_articles(record: Record, today: date) -> Iterator[Finding]:
    """The basis of a power names articles, not whole laws."""
    for power in record.powers.values():
        for i, citation in enumerate(power.basis):
            if citation.law and not citation.articles and not power.is_example:
                yield Finding(power, ("实施依据", i), f"只写了《{citation.law}》，没有写第几条")


@rule("H405", "依据不能是已经废止的法规", protects="居民：不会按作废的规定去办", when=When.FORMAL)
def cited_laws_are_in_force(record: Record, today: date) -> Iterator[Finding]:
    """An entry in use cites no repealed law. A law is told once, at the first place, with all the others."""
    found: dict[str, list[tuple[WholeFile, FieldPath]]] = {}
    for part, path, _, law in _cited(record):
        if law and law.repealed and not part.ended:
            found.setdefault(str(law.id), []).append((part, path))
    for id_, places in found.items():
        law = record.laws[id_]
        others = f"；还有 {len(places) - 1} 处凭它：{_told(record, places[1:])}" if places[1:] else ""
        yield Finding(*places[0], repealed(law) + others, "换成现行的依据；这件事不办了就写明“终止”。")


def repealed(law: Law) -> str:
    """What to say of a law that is no more in force."""
    return f"《{law.name}》已废止" + (f"，由《{law.successor}》代替" if law.successor else "")


def _told(record: Record, places: Iterable[tuple[WholeFile, FieldPath]]) -> str:
    """Places in words, those in one file together: q101 实施依据·第1条、步骤·第2条·依据；z003 依据."""
    by_part: dict[str, list[str]] = {}
    for part, path in places:
        by_part.setdefault(_name(record, part), []).append(path_text(path))
    return "；".join(f"{name} {'、'.join(paths)}" for name, paths in by_part.items())


def _name(record: Record, part: WholeFile) -> str:
    return str(part.id) if isinstance(part, Entry) else record.file_of(part).path


_READ = (
    "照新文本一条一条看，看过了改那几条的“核对到”；知道改了哪几条的，写进这一版的“修改的条”，没有凭那几条的就不再提醒。"
)


@rule(
    "H406",
    "依据改过以后要重新核对",
    protects="居民：不会按旧规定去办",
    when=When.REMINDER,
    advice="对照新版本看条号、时限、由谁办变没变；看过了就改“核对到”，几条一起改的用 qingdan laws。",
)
def checked_after_amendment(record: Record, today: date) -> Iterator[Finding]:
    """An entry was checked after what it rests on was changed, or will be within 60 days.

    Where the changed articles are known every place that cites one is told; where they are not, the law is told once,
    with the entries that rest on it.
    """
    unknown: dict[str, list[str]] = {}
    for part in record.parts():
        for law, changed, places in concerned(part, record, today):
            if changed.articles is None:
                unknown.setdefault(str(law.id), []).append(_name(record, part))
                continue
            for path in places:
                yield Finding(part, path, amended(law, changed, vars(part)["checked"].date, today))
    for id_, names in unknown.items():
        law = record.laws[id_]
        day = begins(law.newest)
        assert day
        changes = "换了文本" if day <= today else "要换文本"
        said = (
            f"《{law.name}》{day} 起{changes}，改了哪几条没有写；凭它的 {len(names)} 条是以前核对的：{'、'.join(names)}"
        )
        yield Finding(law, ("版本", 0), said, _READ)


def amended(law: Law, changed: Change, checked: date, today: date) -> str:
    """What to say of a citation that was checked before its article was changed, or the whole law."""
    what = "这一条" if changed.articles is not None else "文本"
    does = "改了" if changed.day <= today else "要改"
    return f"《{law.name}》{changed.day} 起{does}{what}，这里只核对到 {checked}"


@rule(
    "H407",
    "放权以后才有的依据要说明",
    protects="审计：看得出放权时凭的是哪一版",
    when=When.REMINDER,
    advice="核对放权时依据的版本；在“备注”里说明。",
)
def basis_existed_when_conferred(record: Record, today: date) -> Iterator[Finding]:
    """A law that a power rests on is no younger than the document that conferred the power."""
    for power in record.powers.values():
        document = record.document(power.document) if power.document else None
        if document is None or not document.dated or power.remark:
            continue
        for i, citation in enumerate(power.basis):
            law = record.law(citation.law) if citation.law else None
            oldest = law.versions[-1].dated if law and law.versions else None
            if law and oldest and oldest.date > document.dated.date:
                yield Finding(
                    power, ("实施依据", i), f"《{law.name}》{oldest} 才有，{document.number} 是 {document.dated}"
                )


@rule(
    "H408",
    "一部法规的几条写在一行",
    protects="居民：依据看得清楚",
    when=When.REMINDER,
    advice="合成一行，条号之间用顿号。",
)
def one_line_a_law(record: Record, today: date) -> Iterator[Finding]:
    """The basis of a power names a law in one line only."""
    for power in record.powers.values():
        seen: set[str] = set()
        for i, citation in enumerate(power.basis):
            if citation.law and citation.law in seen:
                yield Finding(power, ("实施依据", i), f"《{citation.law}》上面已经写过一行")
            seen.add(citation.law)


@rule("H409", "法规的版本新的在上", protects="审计：看得出改过几次", advice="按日期从新到旧排。")
def versions_descend(record: Record, today: date) -> Iterator[Finding]:
    """The versions of a law are listed from new to old."""
    for law in record.laws.values():
        days = [(i, (v.dated or v.effective).date) for i, v in enumerate(law.versions or ()) if v.dated or v.effective]
        for (_, newer), (i, older) in itertools.pairwise(days):
            if older > newer:
                yield Finding(law, ("版本", i), f"{older.isoformat()} 比上面的 {newer.isoformat()} 新")


@rule(
    "H410",
    "废止的、部分被代替的法规写明被哪部代替",
    protects="居民：知道现在看哪部",
    when=When.REMINDER,
    advice="在“被代替”里写新法规的名称；没有代替的写“无”。",
)
def repealed_laws_name_successor(record: Record, today: date) -> Iterator[Finding]:
    """A law that was replaced, wholly or in part, names the law that replaced it."""
    for law in record.laws.values():
        if law.state in (REPEALED, PARTLY_REPLACED) and law.successor is None:
            yield Finding(law, ("有效性",), f"写的是“{law.state}”，没有写“被代替”", lacks=("被代替",))


@rule(
    "H411",
    "尚未施行的法规到日子要改过来",
    protects="居民：施行了的规定不会还写着不算数",
    when=When.REMINDER,
    advice="施行那天把“有效性”改成“现行”，凭它的条目照它的原文写。",
)
def laws_to_come_are_watched(record: Record, today: date) -> Iterator[Finding]:
    """A law that is not yet in force begins later than in 60 days, and says when."""
    for law in record.laws.values():
        if law.state != NOT_YET:
            continue
        day = law.newest and law.newest.effective
        if not day:
            yield Finding(law, ("有效性",), "写的是“尚未施行”，没有写从哪天起施行", "在最新的版本里写“施行日期”。")
        elif day.date <= today + AHEAD:
            already = "已经施行" if day.date <= today else "就要施行"
            yield Finding(law, ("有效性",), f"《{law.name}》{day} {already}，写的还是“尚未施行”")


@rule(
    "H412",
    "有效性不是“待核实”的法规，写明版本、核对到哪一天",
    protects="居民：看得出凭它的事是照哪一版核对的",
    advice="对照文本补上；还没有对照过的，“有效性”写“待核实”。",
)
def laws_compared_say_so(record: Record, today: date) -> Iterator[Finding]:
    """A law whose state is told was compared with its text: it says which versions there are, and as of which day."""
    for law in record.laws.values():
        if law.state != UNCERTAIN or law.versions:
            for name, value in (("版本", law.versions), ("核对到", law.checked)):
                if not value:
                    yield Finding(law, ("有效性",), f"写的是“{law.state}”，没有写“{name}”", lacks=(name,))
