"""The two sides of a comparison in one form: names, types and codes without what is only spelling.

In: texts of a superior's sheet, entries of the record. Out: `SuperiorItem`s and `TownItem`s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.desk.compare.articles import Articles, articles_of
from generator.intake import spellings
from generator.model.entry import Entry
from generator.model.fields import named_fields
from generator.model.kind import Kind
from generator.model.leaf import NOTHING
from generator.record import Record

TYPES = "职权类型"
_BASES = ("实施依据", "依据")
_MARKS = re.compile(r"[\s，,。.、；;：:“”\"'‘’（）()《》〈〉\[\]【】〔〕·—－-]+")
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]\s*$")
# 实施编码: the body's code, the kind of body, the 12 digits of the 基本编码, perhaps two more.
_TASK_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}[1-6](\d{12})(?:\d{2})?")


@dataclass(frozen=True, slots=True, eq=False)
class SuperiorItem:
    """A row of the superior's list; `part` is the name of its 子项.

    `ended` quotes what says that the item is cancelled, "" if nothing does; `surely` if it leaves no doubt.
    """

    sheet: str
    row: int
    name: str
    part: str
    type: str
    basis: Articles
    code: str
    ended: str = ""
    surely: bool = False

    @property
    def title(self) -> str:
        """What the row is called in a report."""
        return f"{self.name}（{self.part}）" if self.part and self.part != self.name else self.name


@dataclass(frozen=True, slots=True, eq=False)
class TownItem:
    """An entry of the town's list; `current` is its 现行清单名称, `ended` its state if it has ended, else ""."""

    id: str
    name: str
    current: str
    parts: tuple[str, ...]
    type: str
    basis: Articles
    codes: tuple[str, ...]
    ended: str

    @property
    def called(self) -> str:
        """Id and name."""
        return f"{self.id} {self.name}"


def town_items(record: Record, kind: Kind) -> list[TownItem]:
    """The town's side: the entries of a kind."""
    return [_town_item(record, entry) for entry in record.list_of(kind).values()]


def _town_item(record: Record, entry: Entry) -> TownItem:
    def held(name: str) -> Any:
        spec = named_fields(type(entry)).get(name)
        value = getattr(entry, spec.attribute) if spec else None
        return None if value is NOTHING else value

    basis = next((held(name) for name in _BASES if held(name)), ())
    return TownItem(
        str(entry.id),
        entry.called,
        str(held("现行清单名称") or ""),
        tuple(map(str, held("子项") or ())),
        str(held("类型") or ""),
        articles_of(basis, record),
        tuple(str(held(name)) for name in ("基本编码", "地方编码") if held(name)),
        str(held("状态") or "") if entry.ended else "",
    )


def bare_name(name: str) -> str:
    """A name without punctuation and blanks, in small letters."""
    return _MARKS.sub("", name).lower()


def before_brackets(name: str) -> str:
    """The bare name without the brackets at its end."""
    return bare_name(_IN_BRACKETS.sub("", name))


@cache
def type_called(text: str) -> str:
    """The type that a superior's word stands for; the word itself where it stands for none of ours."""
    return spellings.choice_meant(TYPES, bare_name(text)) or text.strip()


def base_code(text: str) -> str:
    """The code under which an item is compared: the 基本编码 inside an 实施编码, else the code itself."""
    code = re.sub(r"\s+", "", text).strip("'’`")
    found = _TASK_CODE.fullmatch(code)
    return found[1] if found else code
