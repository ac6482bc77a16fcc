"""Puts texts of lists that others published into the form of the record.

In: a cell of such a list, and what the record calls laws and templates. Out: a `Stated`: the value that the record
would hold, and what of the cell is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Mapping
from typing import Any, NamedTuple

from generator.intake import citing
from generator.model.citation import Citation
from generator.model.fields import FieldSpec, named_fields
from generator.model.values import Choice, Count, Duration, Leaf, Phone, TemplateName
from generator.record import Record
from generator.sheets.columns import FieldColumn, Table
from generator.sheets.headers import written_out
from generator.standards import tables

_NUMERALS = "[零〇一二三四五六七八九十百千]+"
_NAME, _TYPES, _LETTERS = "名称", "职权类型", "职权类型字母"
FIGURES = (Phone, Count, Duration)  # what has spellings that mean the same
_NEED, _NEEDED, _REMARK = "必要性", "必要", "备注"
_AT_ONCE = re.compile("(?:即时|当场|立即|即来)(?:办结|办理|即办)?|即办件?|立等可取")
_DASHES = str.maketrans("—–－−", "----")
_LAW = re.compile("^《([^《》]+)》")
_STAGE = re.compile(
    rf"(?:^|(?<=[\s。；;]))(?:\d+(?:[-.]\d+)*[.．、)]?|[（(](?:\d+|{_NUMERALS})[）)]|{_NUMERALS}、|[①-⑳])?\s*"
    r"([^\s：:，。；、0-9]{2,12}?)(?:阶段|环节)?(?:责任)?[：:]"
)
_NUMBERED = re.compile(rf"(?:^|(?<=[\s。；;]))(?:\d+[.．、)]|[（(](?:\d+|{_NUMERALS})[）)]|{_NUMERALS}、|[①-⑳])\s*")


class RecordNames(NamedTuple):
    """What the record calls things: the title of a law by a printed title, and the names of its templates.

    `has_law` tells whether the record has a law of a title.
    """

    law_title: Callable[[str], str]
    templates: Container[str]
    has_law: Callable[[str], bool]


class Stated(NamedTuple):
    """What a cell says in the form of the record; a remark on what is left out or changed, "" for none.

    `kept` is the cell as it was written where something in it was not understood: it stays beside the entry.
    """

    value: Any
    remark: str = ""
    kept: str = ""


def names_in(record: Record) -> RecordNames:
    """What a record calls its laws and templates; a law that it does not have is called by its everyday title."""
    return RecordNames(
        lambda title: title if title in record.law_ids else everyday_title(title),
        record.template_of,
        lambda title: title in record.law_ids or everyday_title(title) in record.law_ids,
    )


def meant_column(table: Table, column: FieldColumn, text: str, names: RecordNames) -> FieldColumn:
    """The column that a cell belongs to: 责任事项 is the name of a template, or the duties themselves written out."""
    if column.spec.type is TemplateName and text not in names.templates:
        return written_out(table, column.title) or column
    return column


def in_our_form(column: FieldColumn, text: str, names: RecordNames) -> Stated:
    """What the record would say for a cell."""
    spec = column.spec
    if spec.type is Citation:
        return citations(text, names)
    if spec.part:
        return Stated(_duties(text))
    if spec.type and issubclass(spec.type, Choice):
        return _choices(spec.type.table, text, many=spec.many)
    if spec.type and issubclass(spec.type, FIGURES):
        return Stated(figures(spec.type, text))
    if spec.many:
        return Stated("\n".join(points(text)))
    if column.title == _NAME and "\n" in text:
        joined = _joined(text)
        return Stated(joined, f"写成了几行，接成一行“{joined}”")
    return Stated(re.sub(r"\s*\n\s*", "\n", text))


def inner_item(spec: FieldSpec, said: Mapping[str, str], names: RecordNames) -> tuple[dict[str, Any], list[str]]:
    """An item of a list inside a form, as data, and what was changed or added.

    A word that stands for another one is kept as 备注. A paper of which the form does not say whether it is needed is
    one that it asks for.
    """
    assert spec.part
    specs = named_fields(spec.part)
    item: dict[str, Any] = {}
    remarks: list[str] = []
    for name, text in said.items():
        if name in specs and text:
            value, remark, _ = in_our_form(FieldColumn((name,), specs[name]), text, names)
            item[name] = value
            if remark:
                remarks.append(f"{name}{remark}")
                item.setdefault(_REMARK, text)
    if _NEED in specs and _NEED not in item:
        item[_NEED] = _NEEDED
        remarks.append(f"没有写{_NEED}，填“{_NEEDED}”")
    return item, remarks


def _choices(table: str, text: str, *, many: bool) -> Stated:
    """The items of a table that a cell names: one, or several on lines or with 、 between them."""
    names = tables.names(table)
    parts = [part.strip() for part in re.split(r"[\n、，,；;/]", text) if part.strip()] if many else [text]
    meant = ["" if part in names else choice_meant(table, part) for part in parts]
    if any(one and one not in names for one in meant) or not all(
        one or part in names for one, part in zip(meant, parts, strict=True)
    ):
        return Stated(text)
    value = "\n".join(one or part for one, part in zip(meant, parts, strict=True))
    changed = [f"写的是“{part}”，收作“{one}”" for one, part in zip(meant, parts, strict=True) if one]
    return Stated(value, "；".join(changed))


def choice_meant(table: str, word: str) -> str:
    """The item that a list of others means by a word, a letter or a code; "" where that is not plain."""
    word = re.sub(r"\s+", "", word)
    if table == _TYPES:
        letters = {tables.code(_LETTERS, name): name for name in tables.names(_LETTERS)}
        codes = {tables.code(_TYPES, name): name for name in tables.names(_TYPES)}
        if known := letters.get(word.upper()) or codes.get(word):
            return known
        bare = re.sub("(?:类|事项|类事项)$", "", word)
        if known := next((name for name in tables.names(_TYPES) if bare in (name, name.removeprefix("行政"))), ""):
            return known
        if re.match("其[他它]", word):
            return next(name for name in tables.names(_TYPES) if name.startswith("其他"))
    said = tables.load("headers.yml")["说法"].get(table, {})
    return next((name for name, others in said.items() if word in others), "") or tables.meant(table, word)


def figures(leaf: type[Leaf], text: str) -> str:
    """A telephone, a number or a time limit without what is only spelling: full width, 转, 次, 1月 for 1个月."""
    narrow = re.sub(r"[ \t\u3000]+", "", unicodedata.normalize("NFKC", text)).translate(_DASHES)
    if issubclass(leaf, Phone):
        narrow = re.sub(r"^[（(](0\d{2,3})[）)]-?", r"\1-", narrow)
        narrow = re.sub(r"(?<=\d)(?:转|#|分机)(?=\d)", "-", narrow)
    elif issubclass(leaf, Count):
        narrow = re.sub(r"(?<=\d)(?:次|个|份|件|人|项)$", "", narrow)
    else:
        narrow = "当场" if _AT_ONCE.fullmatch(narrow) else narrow
        narrow = re.sub(r"^(\d+)个?月$", r"\1个月", re.sub(r"^(\d+)工作日$", r"\1个工作日", narrow))
    return narrow if "\n" not in text else text


def _joined(text: str) -> str:
    """The lines of a text in one; a blank stays between two words of letters."""
    return re.sub(r"\s*\n\s*", "", re.sub(r"(?<=[A-Za-z])\s*\n\s*(?=[A-Za-z])", " ", text))


def citations(text: str, names: RecordNames) -> Stated:
    """The laws and articles in a text that may quote them whole, a line each; the words that were not understood."""
    cited = citing.read(text, names.has_law)
    if not cited.lines:
        return Stated(text)
    lines = [_LAW.sub(lambda found: f"《{names.law_title(found[1])}》", line) for line in cited.lines]
    return Stated("\n".join(lines), cited.remark(), "" if cited.whole else text)


def everyday_title(title: str) -> str:
    """The title of a law without 中华人民共和国."""
    return title.removeprefix("中华人民共和国")


def _duties(text: str) -> list[dict[str, str]]:
    """责任事项 in one cell, “1.受理责任：……2.审查责任：……”, as data: a mapping for each stage."""
    marks = list(_STAGE.finditer(text))
    if not marks:
        return [{"环节": "通用", "责任": line} for line in points(text)]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = [(mark[1], text[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True)]
    return [{"环节": stage, "责任": re.sub(r"\s+", "", duty)} for stage, duty in found if duty]


def points(text: str) -> list[str]:
    """The points of a text: its lines, split again before each number that begins a point."""
    parts = [part for line in text.split("\n") for part in _NUMBERED.split(line)]
    return [part.strip() for part in parts if part.strip()]
