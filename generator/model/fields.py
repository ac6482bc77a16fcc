"""How a field of the file format is declared, and how its declaration is read back.

In: the classes of `model/`. Out: `FieldSpec`s, from which come reading, the editor's schema, the
data dictionary, headers and forms. There is no second list of field names.

A field has a Chinese name, a meaning, an example and a grade:
必有 (missing is an error), 要素 (empty shows 待核 and counts in completeness), 选填.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WrapValidator
from pydantic.fields import FieldInfo

from generator.model.leaf import NOTHING, NOTHING_WORD, UNEXPECTED_NOTHING, Leaf, fault
from generator.problem import FieldPath, declare

NOT_A_LIST = declare(
    "H220",
    "这一格是列表，每样一行，前面加“- ”",
    protects="文员：在自己的文件里就看到哪里写得不对",
    advice="冒号后面换行，每样一行，写成“- 内容”；确实没有就写“无”。",
)


class Grade(StrEnum):
    """How much a field is needed."""

    MUST = "必有"
    ELEMENT = "要素"
    OPTIONAL = "选填"


class Seen(StrEnum):
    """Who may see a field: everyone, everyone once names of persons are masked, or only who keeps the record."""

    PUBLIC = "公开"
    MASKED = "自然人遮盖后公开"
    KEPT = "不公开"  # said to those who check, not to readers


class FoundAs(StrEnum):
    """What the words of a field are to those who look for an entry by them, in the order in which they are told."""

    CALLED = "俗称"
    CURRENT = "现行清单名称"
    SUBITEM = "子项"
    CODE = "编号"
    STEP = "步骤"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a declaration says beyond what pydantic holds."""

    grade: Grade
    seen: Seen = Seen.PUBLIC
    adjusted: bool = False  # 须经调整: a change of this field needs an adjustment
    nothing: bool = True  # whether “无” is an answer
    brief: bool = False  # stands in the short table of the list, beside what is 必有
    found_as: FoundAs | None = None  # None where an entry is not looked for by this field


def _field(name: str, meaning: str, example: str, note: Note) -> Any:
    return Field(
        # A default is not validated: a field that is absent is None, whatever its type says.
        default=... if note.grade is Grade.MUST else None,
        title=name,
        alias=name,
        description=meaning,
        examples=[example] if example else None,
        json_schema_extra=asdict(note),
    )


def must(
    name: str,
    meaning: str,
    example: str = "",
    *,
    seen: Seen = Seen.PUBLIC,
    adjusted: bool = False,
    nothing: bool = False,
    found_as: FoundAs | None = None,
) -> Any:
    """Declare a field that may not be missing; “无” counts only where `nothing` says so."""
    note = Note(grade=Grade.MUST, seen=seen, adjusted=adjusted, nothing=nothing, brief=True, found_as=found_as)
    return _field(name, meaning, example, note)


def element(
    name: str,
    meaning: str,
    example: str = "",
    *,
    adjusted: bool = False,
    brief: bool = False,
    found_as: FoundAs | None = None,
) -> Any:
    """Declare an element: readers expect it, so where it is empty the page says 待核."""
    note = Note(grade=Grade.ELEMENT, adjusted=adjusted, brief=brief, found_as=found_as)
    return _field(name, meaning, example, note)


def optional(
    name: str,
    meaning: str,
    example: str = "",
    *,
    seen: Seen = Seen.PUBLIC,
    adjusted: bool = False,
    brief: bool = False,
    found_as: FoundAs | None = None,
) -> Any:
    """Declare a field that is simply absent where there is nothing to say."""
    note = Note(grade=Grade.OPTIONAL, seen=seen, adjusted=adjusted, brief=brief, found_as=found_as)
    return _field(name, meaning, example, note)


class Part(BaseModel):
    """Base of every mapping in the record: unknown keys refused, values immutable, no guessing."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=False, protected_namespaces=())
    opening: ClassVar[tuple[str, ...]] = ()  # the fields that begin the form, whichever class declares them
    closing: ClassVar[tuple[str, ...]] = ()  # and those that end it
    suited: ClassVar[tuple[tuple[str, str], ...]] = ()  # by field: examples that suit it better than inherited ones
    shown: ClassVar[tuple[str, ...]] = ()  # optional fields without which a whole example would not hold


def _several(written: Any, check: Any) -> Any:
    if written == NOTHING_WORD:
        return NOTHING
    items = check(written)
    if any(item is NOTHING for item in items):
        fault(UNEXPECTED_NOTHING, "列表里有一行写的是“无”", "确实一样都没有，冒号后面直接写“无”；不然删掉这一行。")
    return items


def _one_or_several(written: Any) -> Any:
    return [written] if isinstance(written, str) and written != NOTHING_WORD else written


Item = TypeVar("Item")
# A list: “无” stands for none. `Lines` may also be written on one line where there is only one.
Many = Annotated[tuple[Item, ...], WrapValidator(_several)]
Lines = Annotated[tuple[Item, ...], WrapValidator(_several), BeforeValidator(_one_or_several)]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field as declared: `part` is the mapping it holds, or `type` its scalar type; `many` for a list of such."""

    name: str
    attribute: str
    meaning: str
    example: str
    note: Note
    many: bool
    one_line: bool
    part: type[Part] | None
    type: type[Leaf] | None


@cache
def fields_of(model: type[Part]) -> tuple[FieldSpec, ...]:
    """The fields of a mapping in the order of the form."""
    infos = model.model_fields
    suited = dict(model.suited)

    def rank(attribute: str) -> tuple[bool, ...]:
        extra: Any = infos[attribute].json_schema_extra
        return extra["seen"] is Seen.KEPT, attribute in model.closing, attribute not in model.opening

    order = sorted(infos, key=rank)
    return tuple(_spec(attribute, infos[attribute], suited.get(attribute, "")) for attribute in order)


@cache
def published(model: type[Part]) -> tuple[FieldSpec, ...]:
    """The fields of a mapping that readers see."""
    return tuple(spec for spec in fields_of(model) if spec.note.seen is not Seen.KEPT)


@cache
def named_fields(model: type[Part]) -> dict[str, FieldSpec]:
    """The fields of a mapping by their names."""
    return {spec.name: spec for spec in fields_of(model)}


def _spec(attribute: str, info: FieldInfo, suited: str) -> FieldSpec:
    inner, many = _inner(Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation)
    is_part = issubclass(inner, Part)
    extra: Any = info.json_schema_extra
    return FieldSpec(
        name=info.alias or attribute,
        attribute=attribute,
        meaning=info.description or "",
        example=suited or (info.examples or [""])[0] or getattr(inner, "example", ""),
        note=Note(**extra),
        many=many,
        one_line=_is_lines(info),
        type=None if is_part else inner,
        part=inner if is_part else None,
    )


def _inner(annotation: Any) -> tuple[Any, bool]:
    """The item type of an annotation and whether it is a list. `Annotated[Choice, choice(…)]` is the second type."""
    if get_origin(annotation) is Annotated:
        held, *notes = get_args(annotation)
        narrower = [note for note in notes if isinstance(note, type) and issubclass(note, Leaf)]
        return (narrower[0], False) if narrower else _inner(held)
    if get_origin(annotation) is tuple:
        return _inner(get_args(annotation)[0])[0], True
    return annotation, False


def _is_lines(info: FieldInfo) -> bool:
    written = [*info.metadata]
    for arg in get_args(info.annotation):
        written += get_args(arg)[1:] if get_origin(arg) is Annotated else []
    return any(isinstance(item, BeforeValidator) for item in written)


def parts_of(model: type[Part]) -> Iterator[type[Part]]:
    """A mapping and all the mappings nested in it, each once."""
    seen: list[type[Part]] = [model]
    for part in seen:
        seen += [spec.part for spec in fields_of(part) if spec.part and spec.part not in seen]
    yield from seen


def values_of(part: Part, *kinds: type[Leaf]) -> Iterator[tuple[FieldPath, FieldSpec, Any]]:
    """Every written value of one of several scalar types below a mapping, with its path; “无” is none."""
    waiting: list[tuple[FieldPath, Part]] = [((), part)]
    while waiting:
        path, current = waiting.pop()
        for spec in _leading_to(type(current), kinds):
            value = getattr(current, spec.attribute)
            if value is None:
                continue
            here = (*path, spec.name)
            for place, item in (((*here, i), item) for i, item in enumerate(value)) if spec.many else [(here, value)]:
                if spec.part:
                    waiting.append((place, item))
                elif item is not NOTHING:
                    yield place, spec, item


@cache
def _leading_to(model: type[Part], kinds: tuple[type[Leaf], ...]) -> tuple[FieldSpec, ...]:
    """The fields of a mapping that are of one of the types, or hold mappings with such fields."""
    return tuple(
        spec
        for spec in fields_of(model)
        if (spec.type and issubclass(spec.type, kinds)) or (spec.part and _leading_to(spec.part, kinds))
    )


def found_by(part: Part) -> list[tuple[FoundAs, str]]:
    """The words by which an entry is looked for, with what they are: in the order of `FoundAs`, else of the form."""
    order = list(FoundAs)
    return sorted(_found_by(part), key=lambda found: order.index(found[0]))


def _found_by(part: Part) -> Iterator[tuple[FoundAs, str]]:
    for spec in _looked_for(type(part)):
        value = getattr(part, spec.attribute)
        for item in () if not value else value if spec.many else (value,):
            if spec.part:
                yield from _found_by(item)
            elif spec.note.found_as:
                yield spec.note.found_as, str(item)


@cache
def _looked_for(model: type[Part]) -> tuple[FieldSpec, ...]:
    """The fields of a mapping by which an entry is looked for, or which hold mappings with such fields."""
    return tuple(spec for spec in fields_of(model) if spec.note.found_as or (spec.part and _looked_for(spec.part)))
