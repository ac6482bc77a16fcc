"""Our own scalar types: the only leaves the file format has. Import them from here.

In: the text a clerk wrote, always a string. Out: an immutable value that prints as it was written.
Bare int, bool, date or Decimal never appear in a model: pydantic would guess ('0' → 1970-01-01).
Here stand the types that name something else (a body, a law, an entry, an item of a table); text
of a fixed form is in `codes`, amounts and days in `amounts`, what they share in `leaf`.
"""

from __future__ import annotations

import re
from functools import partial
from typing import ClassVar, Self

from pydantic import GetJsonSchemaHandler
from pydantic_core import core_schema

from generator.model.amounts import Count, Day, Duration, Money, Period, Until, Validity, Year, YesNo
from generator.model.codes import (
    CatalogCode,
    CreditCode,
    DivisionCode,
    DocumentNumber,
    Email,
    EntryId,
    HandlingCode,
    Host,
    IcpNumber,
    Phone,
    PoliceNumber,
    SiteCode,
    TaskCode,
    Url,
)
from generator.model.leaf import (
    EMPTY_ITEM,
    NOTHING,
    NOTHING_WORD,
    UNEXPECTED_NOTHING,
    Leaf,
    PersonName,
    Scalar,
    Text,
    Title,
    fault,
    is_nothing,
)
from generator.problem import declare
from generator.standards import tables
from generator.syntax.characters import shown

__all__ = [
    "BAD_CITATION",
    "EMPTY_ITEM",
    "NOTHING",
    "NOTHING_WORD",
    "UNEXPECTED_NOTHING",
    "Address",
    "Area",
    "CatalogCode",
    "Choice",
    "Count",
    "CreditCode",
    "Day",
    "DepartmentName",
    "DivisionCode",
    "DocumentNumber",
    "Duration",
    "Email",
    "EntryId",
    "EntryRef",
    "HandlingCode",
    "Host",
    "IcpNumber",
    "LawName",
    "Leaf",
    "Money",
    "Period",
    "PersonName",
    "Phone",
    "PoliceNumber",
    "Scalar",
    "SiteCode",
    "TaskCode",
    "TemplateName",
    "Text",
    "Title",
    "Until",
    "Url",
    "Validity",
    "Year",
    "YesNo",
    "choice",
    "fault",
    "is_nothing",
    "item",
    "shown",
]

NOT_IN_TABLE = declare("H211", "只能从规定的几项里选", protects="居民：各处叫法一样才找得到")
BAD_CITATION = declare(
    "H212",
    "依据照公文写法：“《法规名称》第几条”，或者写文件的文号",
    protects="居民：照着条号能查到原文",
    advice="例：《城市道路管理条例》第三十条、第三十一条；条号用汉字，几条之间用顿号。",
)
BAD_REFERENCE = declare(
    "H213",
    "提到另一条记录，写“编号 名称”",
    protects="居民：页面上的链接才不会指错",
    advice="例：q001 城市大型户外广告设置审核。编号和名称之间空一格。",
)
BAD_ADDRESS = declare("H215", "地址不能只有几个字", protects="居民：照着要能找到", advice="写到路名、门牌、几号窗口。")


class DepartmentName(Title):
    """A body by its name, former name or short name; which one is looked up by the rules."""

    __slots__ = ()
    word, example = "机构名称", "便民服务局"


class LawName(Title):
    """A law by its title or short title, without the title marks."""

    __slots__ = ()
    word, example = "法规名称", "城市道路管理条例"


class TemplateName(Title):
    """The name of a shared text in 责任模板: what all powers of a type have in common."""

    __slots__ = ()
    word, example = "模板名称", "行政许可通用"


class Address(Title):
    """A place one can find; at least a road or a building."""

    __slots__ = ()
    word, example = "地址", "样例路1号便民服务中心3号窗口"

    @classmethod
    def parse(cls, written: str) -> Self:
        if len(written) < 4:
            fault(BAD_ADDRESS, f"“{shown(written)}”太短，照着找不到")
        return super().parse(written)


class Choice(Title):
    """One item of a standard table; a subclass is made by `choice()`."""

    __slots__ = ()
    word = "选一项"
    table: ClassVar[str]
    nothing: ClassVar[bool] = False  # where “none” is an answer it is an item of the table

    @classmethod
    def parse(cls, written: str) -> Self:
        names = tables.names(cls.table)
        if written not in names:
            allowed = "、".join(names) if len(names) <= 14 else "、".join(names[:12]) + f"……共{len(names)}项"
            fault(NOT_IN_TABLE, f"写的是“{shown(written)}”，只能是：{allowed}", partial(cls._advice, written, names))
        return cls(written)

    @classmethod
    def _advice(cls, written: str, names: tuple[str, ...]) -> str:
        parts = re.split("[、，,；;]", written)
        if len(parts) > 1 and all(part.strip() in names for part in parts):
            return f"这一格能写几样的，拆成{len(parts)}行，每行一样；只能写一样的，只留一样。"
        meant = tables.meant(cls.table, written)
        return tables.did_you_mean(meant) or "从里面选一项，一字不差。"

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict:
        return {"type": "string", "enum": list(tables.names(cls.table))}


class Area(Title):
    """领域: one of those into which the town's own plan divides its powers; town.yml lists them."""

    __slots__ = ()
    word, example = "领域", "城镇规划建设管理"


def choice(table: str) -> type[Choice]:
    """The type that takes one item of the named standard table; a field's type is `Annotated[Choice, choice(…)]`."""
    first = tables.names(table)[0]
    return type(f"Choice[{table}]", (Choice,), {"__slots__": (), "table": table, "example": first})


def item(table: str, name: str) -> str:
    """A name of a standard table that the program goes by. Raises `ValueError` where the table has no such name."""
    if name not in tables.names(table):
        raise ValueError(f"code_lists.yml: the table {table} has no {name}, which the program goes by")
    return name


class EntryRef(Scalar):
    """Another entry as people know it: “编号 名称”. `id` is what counts, `name` is for the reader."""

    __slots__ = ("id", "name")
    word, example, pattern = "编号 名称", "q001 城市大型户外广告设置审核", r"[a-z]\d{1,12} \S.*"

    def __init__(self, written: str, id_: str, name: str) -> None:
        super().__init__(written)
        self.id, self.name = id_, name

    @classmethod
    def parse(cls, written: str) -> Self:
        id_, _, name = written.partition(" ")
        if not EntryId.form.fullmatch(id_):
            found = re.match(rf"({EntryId.pattern})(\s*)(?=[^\s\da-zA-Z])(.*)", written)
            if not found:
                fault(BAD_REFERENCE, f"写的是“{shown(written)}”，开头不是编号", f"前面加编号，例：{cls.example}。")
            lead = "中间的空格换成半角的" if found[2] else "编号后面空一格"
            advice = f"{lead}，写成“{found[1]} {shown(found[3])}”。"
            fault(BAD_REFERENCE, f"写的是“{shown(written)}”，编号后面没有半角空格", advice)
        if not name.strip():
            fault(BAD_REFERENCE, f"写的是“{shown(written)}”，编号后面没有名称")
        return cls(written, id_, name.strip())
