"""References: what an entry mentions by id or name exists, and has that name today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from generator.model.adjustment import Adjustment
from generator.model.decision import Decision
from generator.model.entry import OFFICIAL, Living, Sourced
from generator.model.fields import fields_of, values_of
from generator.model.kinds import KINDS
from generator.model.reference import Department, Document, Law
from generator.model.responsibility import Task
from generator.model.values import DepartmentName, DocumentNumber, EntryRef, LawName, TemplateName, Title
from generator.model.vocabulary import Template
from generator.problem import FieldPath, When
from generator.record import Record
from generator.rules.rule import Finding, or_meant, rule

_RESIDENT = "居民：点过去能看到要找的那一条"
_AUDITOR = "审计：照着文号、机构名能查到原件"
_RENAMED = "照当时的名称写，不用改；后来改了名的，要有一次调整写明“名称”原来是什么、改成什么（qingdan diff --adjustment 会起草）。"


@rule("H311", "提到的记录要有", protects=_RESIDENT)
def mentioned_entries_exist(record: Record, today: date) -> Iterator[Finding]:
    """An entry that is mentioned by its id exists, whether or not its file can be read."""
    for part in record.parts():
        for path, _, ref in values_of(part, EntryRef):
            if record.get(ref.id) is None and ref.id not in record.broken:
                advice = partial(_called, ref.name, record)
                yield Finding(part, path, f"没有编号是“{ref.id}”的记录", advice)


def _called(name: str, record: Record) -> str:
    """Which entry has the name that stands behind an id."""
    same = next((entry for entry in record.entries() if entry.called == name), None)
    return f"叫这个名称的是 {same.id}。" if same else "看看编号是不是写错了，或者先把那一条写好。"


@rule(
    "H312",
    "编号后面的名称要和那一条现在的名称一样",
    protects=_RESIDENT,
    when=When.REMINDER,
    advice="运行 qingdan fmt 会自动换成现在的名称。",
)
def mentioned_names_are_current(record: Record, today: date) -> Iterator[Finding]:
    """The name behind an id is the entry's name; an adjustment may use one that the entry had before."""
    former = {
        (item.entry.id, str(change.before))
        for adjustment in record.adjustments.values()
        for item in adjustment.items
        for change in item.changes or ()
        if change.field == "名称"
    }
    for part in record.parts():
        for path, _, ref in values_of(part, EntryRef):
            entry = record.get(ref.id)
            told = isinstance(part, Adjustment) and path[0] == "事项"  # tells of then: stays as it is
            if entry is not None and ref.name != entry.called and not (told and (ref.id, ref.name) in former):
                advice = _RENAMED if told else ""
                yield Finding(part, path, f"{ref.id} 现在叫“{entry.called}”，这里写的是“{ref.name}”", advice)


@rule("H313", "提到的机构要在机构清单里", protects=_RESIDENT)
def mentioned_departments_exist(record: Record, today: date) -> Iterator[Finding]:
    """departments/ has every department that is mentioned, under its name, a former or short name, or a sign."""
    for part in record.parts():
        for path, _, name in values_of(part, DepartmentName):
            if str(name) not in record.department_ids and not record.hides(Department):
                advice = or_meant(
                    name,
                    record.department_ids,
                    "先在 departments 里给这个机构建一个文件；是机构改了名的，把旧名写进它的“曾用名”。",
                )
                yield Finding(part, path, f"机构清单里没有“{name}”", advice)


@rule("H314", "提到的文件要在文件清单里", protects=_AUDITOR)
def mentioned_documents_exist(record: Record, today: date) -> Iterator[Finding]:
    """documents/ has every document that is mentioned by its 文号."""
    for part in record.parts():
        for path, spec, number in values_of(part, DocumentNumber):
            own = spec.name == "文号" and path == ("文号",)
            if not own and str(number) not in record.document_ids and not record.hides(Document):
                advice = or_meant(number, record.document_ids, "先在 documents 里给这份文件建一个文件。")
                yield Finding(part, path, f"文件清单里没有“{number}”", advice)


@rule("H315", "提到的法规要在法规清单里", protects=_AUDITOR)
def mentioned_laws_exist(record: Record, today: date) -> Iterator[Finding]:
    """laws/ has every law that is named as the successor of another."""
    for part in record.parts():
        for path, _, name in values_of(part, LawName):
            if str(name) not in record.law_ids and not record.hides(Law):
                advice = or_meant(name, record.law_ids, "先在 laws 里给这部法规建一个文件。")
                yield Finding(part, path, f"法规清单里没有“{name}”", advice)


@rule("H316", "引用的模板要有", protects="居民：责任和流程不会空着")
def mentioned_templates_exist(record: Record, today: date) -> Iterator[Finding]:
    """A template that is used is one of the national ones or of the town's own 责任模板, and has the field."""
    for part in record.parts():
        for path, spec, name in values_of(part, TemplateName):
            if spec.name == "名称":
                continue
            template = record.template_of.get(str(name))
            if template is None and "vocabulary/责任模板.yml" not in record.broken:
                advice = or_meant(name, record.template_of, "在 vocabulary/责任模板.yml 里写好这个模板。")
                yield Finding(part, path, f"没有叫“{name}”的模板", advice)
            elif template is not None and not _holds(template, spec.name):
                yield Finding(part, path, f"模板“{name}”里没有“{spec.name}”", "换一个模板，或者在模板里补上。")


def _holds(template: Template, field: str) -> bool:
    """Whether a template has something in the field of a name."""
    return any(spec.name == field and getattr(template, spec.attribute) for spec in fields_of(Template))


_MAY_BE_ALIKE = (Task, Adjustment, Decision)  # the first two come again each year; decisions have H613


@rule("H317", "名称不能重复", protects="居民：同一件事不出现两个说法", advice="合成一条，或者把名称写得分得开。")
def names_are_unique(record: Record, today: date) -> Iterator[Finding]:
    """No two entries in use of one list have the same name, and no two documents the same 文号."""
    for kind in KINDS:
        seen: dict[str, str] = {}
        for id_, entry in record.list_of(kind).items():
            field, value = ("文号", entry.number) if isinstance(entry, Document) else ("名称", entry.called)
            if not value or isinstance(entry, _MAY_BE_ALIKE) or (isinstance(entry, Living) and entry.ended):
                continue
            if str(value) in seen:
                yield Finding(entry, (field,), f"{field}和 {seen[str(value)]} 一样：“{value}”")
            seen.setdefault(str(value), id_)


@rule("H318", "出处、答复里写的格子要真有", protects="审计：看得出哪几格有官方文件、哪几格是问来的")
def sources_name_real_fields(record: Record, today: date) -> Iterator[Finding]:
    """The fields that a source covers or a reply told are fields of the entry, and filled."""
    for part in record.parts():
        specs = {spec.name: spec for spec in fields_of(type(part))}
        for where, held in (("出处", getattr(part, "sources", None)), ("答复", getattr(part, "replies", None))):
            named = ((i, j, name) for i, one in enumerate(held or ()) for j, name in enumerate(one.fields or ()))
            for i, j, name in named:
                path = (where, i, "字段", j)
                spec = specs.get(str(name).partition("·")[0])  # 便民服务中心·地址: a field of a mapping
                if spec is None:
                    advice = or_meant(name, specs, "写这份文件里的格子名称。")
                    yield Finding(part, path, f"没有“{name}”这一格", advice)
                elif getattr(part, spec.attribute) is None:
                    yield Finding(
                        part, path, f"{where}说有“{name}”，这一格却空着", f"补上那一格，或者从{where}里去掉。"
                    )


@rule(
    "H319",
    "写“官方”的要说明出处",
    protects="审计：官方的说法有文件可查",
    advice="在“出处”里写明哪份文件、哪几格；没有官方文件的写“法条整理”或者“示例”。",
)
def official_entries_have_sources(record: Record, today: date) -> Iterator[Finding]:
    """An entry marked 官方 names at least one source, unless it is an official paper or names one of itself."""
    for entry in record.entries():
        if not isinstance(entry, Sourced) or isinstance(entry, Document | Task | Adjustment):
            continue
        if entry.standing == OFFICIAL and not entry.sources:
            yield Finding(entry, ("资料性质",), "写的是“官方”，但没有出处", lacks=("出处",))


@rule(
    "H320",
    "附件要真有这个文件",
    protects="居民：表格点了要能下载",
    advice="把文件放到 attachments 下以编号命名的文件夹，文件名一字不差。",
)
def attachments_exist(record: Record, today: date) -> Iterator[Finding]:
    """attachments/<id>/ has every form and sample that a guide names."""
    for guide in record.guides.values():
        named: list[tuple[FieldPath, Title | None]] = [(("结果样本",), guide.result_sample)]
        for i, material in enumerate(guide.materials or ()):
            named += [(("申请材料", i, "空白表格"), material.blank), (("申请材料", i, "示例样表"), material.sample)]
        for path, name in named:
            if name and f"{guide.id}/{name}" not in record.attachments:
                yield Finding(guide, path, f"attachments/{guide.id}/ 里没有“{name}”")


@rule(
    "H321",
    "资料性质不是“示例”的文件，写明文种、发文机关",
    protects=_AUDITOR,
    advice="照原件补上；还没有见到原件的，资料性质写“示例”。",
)
def documents_seen_say_what_they_are(record: Record, today: date) -> Iterator[Finding]:
    """A document that somebody has seen says what sort of paper it is, and whose."""
    for document in record.documents.values():
        if not document.is_example:
            for name, value in (("文种", document.kind), ("发文机关", document.issuer)):
                if not value:
                    yield Finding(document, ("名称",), f"没有写“{name}”", lacks=(name,))
