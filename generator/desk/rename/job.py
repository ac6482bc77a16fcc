"""`qingdan rename`: a body or a law is called otherwise; its file keeps the old name, what refers to it follows.

In: the record, its folder, the old name or id, the new name. Out: each place before and after, and the files. Nothing
is written here.

Decisions, adjustments and documents speak of their own day, what has ended stays as it was: the old name is still
known there as 曾用名. A body's name in running text is only told: the sentence may speak of the time before. A law in
《》 is a citation wherever it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.files import edit
from generator.files.together import FileChange
from generator.model.adjustment import Adjustment
from generator.model.decision import Decision
from generator.model.entry import WholeFile
from generator.model.fields import FieldSpec, Part, named_fields
from generator.model.reference import Department, Document, Law
from generator.model.values import DepartmentName, LawName, Title
from generator.record import Record
from generator.rules import prose
from generator.syntax import parser
from generator.syntax.characters import odd_characters

_NAME, _FORMER = "名称", "曾用名"
Named = Department | Law


class Refused(Exception):
    """This cannot be renamed so; the text tells the clerk why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: the file, the field or the line, the text before and after ("" where it stays)."""

    file: str
    where: str
    before: str
    after: str = ""


@dataclass(slots=True)
class Renaming:
    """All that changes; `left` are the places in running text that name a body and are not changed."""

    entry: Named
    old: str
    new: str
    places: list[Place] = field(default_factory=list)
    left: list[Place] = field(default_factory=list)
    files: dict[str, FileChange] = field(default_factory=dict)


def renaming(record: Record, root: Path, name: str, new: str) -> Renaming:
    """What changes where something gets a new name. Raises `Refused`, or `edit.Unwritable`."""
    entry, new = _meant(record, name), new.strip().strip("《》")
    found = Renaming(entry, str(entry.name), new)
    _check(record, found)
    own = record.file_of(entry)
    data = _data(own.content)
    former = [one for one in data.get(_FORMER, []) if one not in (found.old, new)] if data.get(_FORMER) != "无" else []
    renamed = data | {_NAME: new, _FORMER: [*former, found.old]}
    found.files[own.path] = (own.content, edit.changed(own.content, type(entry), renamed))
    found.places.append(Place(own.path, _NAME, found.old, new))
    for part in record.parts():
        if part is not entry and not part.ended and not isinstance(part, Decision | Adjustment | Document):
            _follow(record, part, found)
    if isinstance(entry, Law):
        _prose(root, found)
    return found


def _meant(record: Record, name: str) -> Named:
    entry = record.get(name) or record.department(name) or record.law(name.strip("《》"))
    if isinstance(entry, Department | Law):
        return entry
    if entry is not None:
        raise Refused(f"{name} 不是机构，也不是法规；事项改名要走动态调整：改了“名称”，qingdan diff --adjustment 起草")
    raise Refused(f"机构、法规里没有“{name}”；写编号或者现在的名称，qingdan list 机构 列出全部")


def _check(record: Record, found: Renaming) -> None:
    """Raise `Refused` where the new name is none, or belongs to another one."""
    spec = named_fields(type(found.entry))[_NAME]
    if fault := next(iter(odd_characters(found.new)), None):
        raise Refused(f"新名称{fault.message}。{fault.advice or fault.code.advice}")
    if not found.new or found.new == found.old:
        raise Refused("新名称和现在的一样" if found.new else f"写上新名称，例：{spec.example}")
    assert spec.type is not None and issubclass(spec.type, Title)
    other = record.department(found.new) if isinstance(found.entry, Department) else record.law(found.new)
    if other is not None and other is not found.entry:
        how = "" if other.name == found.new else f"（{other.name}的别的叫法）"
        raise Refused(f"“{found.new}”已经是 {other.id}{how}；两个合成一个的，不是改名：把撤掉的那个写明状态")


def _follow(record: Record, part: WholeFile, found: Renaming) -> None:
    """What a file of the record says with the new name."""
    file = record.file_of(part)
    if found.old.encode() not in file.content:
        return
    data = _data(file.content)

    def said(spec: FieldSpec, where: str, text: str) -> str:
        after = _said(spec, text, found)
        if after != text:
            found.places.append(Place(file.path, where, text, after))
        elif found.old in text and isinstance(found.entry, Department) and text != found.old:
            found.left.append(Place(file.path, where, text))
        return after

    after = _walked(type(part), data, "", said)
    if after != data:
        found.files[file.path] = (file.content, edit.changed(file.content, type(part), after))


def _said(spec: FieldSpec, text: str, found: Renaming) -> str:
    assert spec.type is not None
    if isinstance(found.entry, Department):
        return found.new if issubclass(spec.type, DepartmentName) and text == found.old else text
    if issubclass(spec.type, LawName) and text.strip("《》") == found.old:
        return text.replace(found.old, found.new)
    return text.replace(f"《{found.old}》", f"《{found.new}》")


def _walked(
    model: type[Part], data: Mapping[str, Any], above: str, said: Callable[[FieldSpec, str, str], str]
) -> dict[str, Any]:
    """The data of a mapping with every text as `said` says it."""
    specs = named_fields(model)

    def value(spec: FieldSpec, inner: Any, where: str) -> Any:
        if isinstance(inner, list):
            return [value(spec, item, f"{where}·第{number}条") for number, item in enumerate(inner, 1)]
        if isinstance(inner, dict):
            return _walked(spec.part, inner, f"{where}·", said) if spec.part else inner
        return said(spec, where, inner) if spec.type and isinstance(inner, str) else inner

    return {name: value(specs[name], inner, above + name) if name in specs else inner for name, inner in data.items()}


def _prose(root: Path, found: Renaming) -> None:
    """The pages of prose that cite a law."""
    old, new = f"《{found.old}》", f"《{found.new}》"
    for path, text in prose.pages(root):
        if isinstance(text, str) and old in text:
            content = (root / path).read_bytes()
            found.files[path] = (content, content.replace(old.encode(), new.encode()))
            found.places += [Place(path, f"第{number}行", old, new) for number in _lines(text, old)]


def _lines(text: str, old: str) -> Iterator[int]:
    return (number for number, line in enumerate(text.split("\n"), 1) if old in line)


def _data(content: bytes) -> dict[str, Any]:
    root = parser.parse(content).root
    assert root is not None
    data: dict[str, Any] = root.data()
    return data
