"""An entry as a reader sees it field by field: names from the model, values linked, gaps folded.

In: an entry and the record. Out: `Fact`s for the templates. Used by `pages.entries`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator import urls
from generator.derive.links import target
from generator.derive.masking import masked
from generator.model.fields import FieldSpec, Grade, Part, Seen, fields_of
from generator.model.values import NOTHING, Leaf, TemplateName, Url
from generator.record import Record


@dataclass(frozen=True, slots=True)
class Fact:
    """A field with something to say: a text, lines, or groups of further facts; `field` is its hook for machines."""

    field: str
    text: Markup | None = None
    lines: tuple[Markup, ...] = ()
    groups: tuple[tuple[Fact, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an entry and the names of the elements that are not."""

    known: tuple[Fact, ...]
    unknown: tuple[str, ...]


# Shown in the head of the page, not among its facts.
_HEAD = frozenset({"编号", "名称", "备注", "状态", "停办", "终止"})


def facts(entry: Part, record: Record, page: str) -> Facts:
    """The fields of an entry, in the order of the form, as seen from `page`."""
    known: list[Fact] = []
    unknown: list[str] = []
    masking = getattr(entry, "party_kind", None) == "自然人"
    for spec in fields_of(type(entry)):
        value = getattr(entry, spec.attribute)
        if value is None:
            if spec.note.grade is Grade.ELEMENT and spec.name not in _HEAD and _asked(spec, entry):
                unknown.append(spec.name)
        elif spec.name not in _HEAD:
            known.append(_fact(spec, value, record, page, masking))
    return Facts(tuple(known), tuple(unknown))


def _asked(spec: FieldSpec, entry: Part) -> bool:
    """Whether an empty element is a gap: a statutory power lacks no mandate."""
    mode = getattr(entry, "mode", None)
    if spec.attribute in ("principal", "mandate", "seal"):
        return mode == "委托"
    if spec.attribute in ("document", "approval", "original", "effective") and mode is not None:
        return mode != "法定"
    return True


def _fact(spec: FieldSpec, value: Any, record: Record, page: str, masking: bool) -> Fact:
    if value is NOTHING:
        return Fact(spec.name, text=Markup("没有"))
    if spec.part:
        items = value if spec.many else (value,)
        return Fact(spec.name, groups=tuple(_group(item, record, page, masking) for item in items))
    if spec.many:
        return Fact(spec.name, lines=tuple(written(item, record, page) for item in value))
    if masking and spec.note.seen is Seen.MASKED:
        return Fact(spec.name, text=Markup.escape(masked(str(value))))
    return Fact(spec.name, text=written(value, record, page))


def _group(part: Part, record: Record, page: str, masking: bool) -> tuple[Fact, ...]:
    specs = ((spec, getattr(part, spec.attribute)) for spec in fields_of(type(part)))
    return tuple(_fact(spec, value, record, page, masking) for spec, value in specs if value is not None)


def written(value: Leaf, record: Record, page: str) -> Markup:
    """A value as written, linked to what it names."""
    text = Markup.escape(str(value)).replace("\n", Markup("<br>"))
    if isinstance(value, Url):
        return Markup('<a href="{}" rel="noopener external">{}</a>').format(str(value), text)
    if isinstance(value, TemplateName):
        return text
    id_ = target(value, record)
    return Markup('<a href="{}">{}</a>').format(urls.relative(urls.of_id(id_), page), text) if id_ else text
