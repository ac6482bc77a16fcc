"""Finds whom to ask for what: the cells that are empty and that a body at its desk can fill in.

In: the record. Out: for each body its `Asked`s: the town's own file first, then the body's, then guides by how many
people come for them, powers and duties.

What a clerk looks up for himself is not asked: grounds, themes, templates, to which day something was checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.derive.completeness import in_force, needless
from generator.model.citation import ArticleName, Citation
from generator.model.entry import Entry, WholeFile
from generator.model.fields import FieldSpec, Grade, fields_of
from generator.model.kind import AnyKind
from generator.model.kinds import kind_of, list_kind_of
from generator.model.service import Guide
from generator.model.town import TownFile
from generator.model.values import (
    CreditCode,
    DepartmentName,
    DivisionCode,
    DocumentNumber,
    EntryRef,
    LawName,
    TemplateName,
)
from generator.record import Record
from generator.sheets.cells import as_text, value_at
from generator.sheets.columns import FieldColumn, tables_of
from generator.syntax import parser

MATERIALS = "申请材料"
_LOOKED_UP = (
    ArticleName, Citation, CreditCode, DepartmentName, DivisionCode, DocumentNumber, EntryRef, LawName, TemplateName
)  # fmt: skip
# The clerk's to find out, not the body's.
_OWN = frozenset({"核对到", "主题", "决定机关", "附件", "领域", "停办", "终止", "省政府批准文号", "生效日期"})
_OF_TOWN = ("便民服务中心", "县级政务服务中心", "行政复议申请地点", "行政复议咨询电话", "行政诉讼法院")
_ASKED_BODIES = ("党政机构", "事业单位", "派驻机构", "村居")
_KNOWN_BY_CENTRE = ("address", "hours", "inquiry_phone", "complaint_phone")


@dataclass(frozen=True, slots=True)
class Asked:
    """A file of the record with what is asked of it: `known` are fields with their texts, `blanks` the empty ones."""

    kind: AnyKind
    key: str
    name: str
    known: tuple[tuple[str, str], ...]
    blanks: tuple[FieldColumn, ...]


def asked(record: Record) -> dict[str, list[Asked]]:
    """What is asked of each body, by its name; a body that nothing is asked of is left out."""
    found: dict[str, list[Asked]] = {}
    for body, part in parts(record):
        if (one := _asked(part, record)).blanks:
            found.setdefault(body, []).append(one)
    return found


def parts(record: Record) -> Iterator[tuple[str, WholeFile]]:
    """Every file of which something may be asked, with the body to ask, in the order in which it is asked."""
    town = record.town
    centre = _body(str(town.centre.department or town.authority), record) if town else ""
    if town:
        yield centre, town
    for department in record.departments.values():
        if department.kind in _ASKED_BODIES and not department.ended and not department.is_example:
            yield str(department.name), department
    guides = sorted(record.guides.values(), key=lambda guide: _reach(guide, record))
    for entry in (*guides, *record.powers.values(), *record.responsibilities.values()):
        if not entry.ended and not entry.is_example:
            handler = in_force(entry, record, "handler") if isinstance(entry, Guide) else vars(entry)["handler"]
            yield _body(str(handler), record) if handler else centre, entry


def _body(name: str, record: Record) -> str:
    department = record.department(name)
    return str(department.name) if department else name


def _reach(guide: Guide, record: Record) -> tuple[int, bool]:
    """How few people a guide is for: by the matters that its powers accepted, then by whether people come at all."""
    powers = [power for ref in guide.powers if (power := record.powers.get(ref.id))]
    accepted = [use.accepted for power in powers for use in power.use or () if use.accepted]
    return -sum([count.number for count in accepted]), "自然人" not in map(str, guide.audience or ())


def _asked(part: WholeFile, record: Record) -> Asked:
    kind: AnyKind = kind_of(type(part)) if isinstance(part, Entry) else list_kind_of(type(part))
    file = record.file_of(part)
    root = parser.parse(file.content).root
    data: dict[str, Any] = root.data() if root else {}
    key = str(part.id) if isinstance(part, Entry) else kind.pattern  # type: ignore[union-attr]  # a list has one
    name = part.called if isinstance(part, Entry) else str(getattr(part, "name", ""))
    known, blanks = [], []
    for column in columns(kind):
        value = value_at(data, column.path)
        if value is not None:
            known.append((column.title, as_text(value)))
        elif _missing(part, column, data, record):
            blanks.append(column)
    return Asked(kind, key, name, tuple(known), tuple(blanks))


def columns(kind: AnyKind) -> tuple[FieldColumn, ...]:
    """The cells of a kind that may be asked for."""
    whole = [table for table in tables_of(kind) if not table.path][-1]
    found = [column for column in whole.columns if _answerable(column, kind)]
    return (*found, *(FieldColumn((MATERIALS,), spec) for spec in _lists(kind)))


def _lists(kind: AnyKind) -> list[FieldSpec]:
    return [spec for spec in fields_of(kind.model) if kind.model is Guide and spec.name == MATERIALS]


def _answerable(column: FieldColumn, kind: AnyKind) -> bool:
    spec = column.spec
    if kind.model is TownFile and column.path[0] not in _OF_TOWN:
        return False
    looked_up = spec.type is not None and issubclass(spec.type, _LOOKED_UP)
    return spec.note.grade is Grade.ELEMENT and not looked_up and column.path[0] not in _OWN


def _missing(part: WholeFile, column: FieldColumn, data: dict[str, Any], record: Record) -> bool:
    """Whether an empty cell is to be asked for: some do not apply, some are known from elsewhere."""
    if column.path[0] in needless(part) or (len(column.path) > 1 and column.path[0] not in data):
        return False
    if isinstance(part, Guide):
        attribute = column.spec.attribute
        if attribute in _KNOWN_BY_CENTRE:
            return in_force(part, record, attribute) is None
        if attribute in ("legal_limit", "promised_limit", "conditions"):
            return not part.cases
    return True
