"""What every scalar type is: how a written string becomes a value or a fault, “无”, plain text.

In: the text a clerk wrote. Out: the base classes of `codes`, `amounts` and `values`.

A value that does not hold raises `PydanticCustomError` whose type is a code of the registry and
whose message is the Chinese sentence the clerk reads; what to do stands in its `advice`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, ClassVar, NoReturn, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from generator.problem import Code, declare
from generator.syntax import characters
from generator.syntax.characters import shown

CLERK = "文员：在自己的文件里就看到哪里写得不对"

WRONG_SHAPE = declare(
    "H201", "一格只写一个值的，不能写成列表或者几格", protects=CLERK, advice="只留一个值，写在冒号后面。"
)
PLACEHOLDER = declare(
    "H202",
    "还不知道的空着，确实没有的写“无”，不写“待定”一类的话",
    protects="居民：页面上“待核”和“没有”是两回事，不能混",
    advice="不知道就把冒号后面空着，页面会写“待核”；确实没有就写“无”。",
)
TOO_LONG = declare("H203", "一格的字数不能太多", protects="居民：一格写一件事才看得清", advice="拆成几条，或者删短。")
EMPTY_ITEM = declare("H224", "列表里不留空行", protects=CLERK, advice="删掉这一行，或者补上内容。")
SEVERAL_LINES = declare(
    "H227",
    "名称、编号、日期这些格子只写一行",
    protects="居民：一行是一个名称，两行不知道是不是两个",
    advice="删掉中间的回车；真是两样，写成列表里的两行。",
)
UNEXPECTED_NOTHING = declare("H219", "必有的格子不能写“无”", protects=CLERK, advice="写实际内容。")


NOTHING_WORD = "无"
_PLACEHOLDERS = frozenset(
    {
        "待定",
        "待核",
        "待补",
        "待填",
        "待补充",
        "待完善",
        "待明确",
        "待确定",
        "未定",
        "未知",
        "不详",
        "不清楚",
        "没有",
        "无。",
        "空",
        "暂无",
        "暂缺",
        "略",
        "同上",
        "见上",
        "~",
        "-",
        "—",
        "——",
        "/",
        "?",
        "？",
    }
    | {
        "x",
        "xx",
        "xxx",
        "XX",
        "XXX",
        "××",
        "×××",
        "null",
        "Null",
        "NULL",
        "none",
        "None",
        "n/a",
        "N/A",
        "nan",
        "TBD",
        "todo",
        "TODO",
    }
)
HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


_COLON_IN_TEXT = "只留一个值，写在冒号后面；话里有冒号的，冒号改成全角“：”。"


def fault(code: Code, message: str, advice: str | Callable[[], str] = "") -> NoReturn:
    """Refuse a value. `message` says what is written and what is allowed.

    Advice that takes long to work out comes as a function: of 10,000 wrong values twenty are told.
    """
    # Braces are pydantic's placeholders; the written text goes in by context, never by format.
    raise PydanticCustomError(code.number, "{text}", {"text": message, "advice": advice or code.advice})


def advice_in(context: Mapping[str, Any] | None) -> str:
    """What to do about a value that `fault` refused: from the context of the error."""
    advice = (context or {}).get("advice", "")
    return advice() if callable(advice) else advice


class _Nothing(tuple):
    """“无”: there is none, which is not the same as not known. Empty, false, prints “无”."""

    def __str__(self) -> str:
        return NOTHING_WORD

    __repr__ = __str__

    def __reduce__(self) -> str:
        return "NOTHING"


NOTHING = _Nothing()


def is_nothing(value: object) -> bool:
    """Whether a value is “无”. A field may hold it whatever its type says, so a comparison by hand has the wrong types."""
    return value is NOTHING


_SHORT = 40  # characters; longer texts seldom come twice
_KEPT = 1 << 13  # values of a type


class Leaf:
    """Base of all scalar types: how a written string becomes a value, the same for every type."""

    __slots__ = ()
    word: ClassVar[str]  # what the type is called in the guide for clerks
    example: ClassVar[str]
    pattern: ClassVar[str | None] = None  # for the editor's JSON Schema only
    nothing: ClassVar[bool] = True  # whether “无” may be written
    longest: ClassVar[int] = 2000  # characters
    one_line: ClassVar[bool] = True
    _known: ClassVar[
        Callable[[str], Leaf]
    ]  # `_checked`, once for each text: dates and names stand in thousands of entries

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._known = lru_cache(maxsize=_KEPT)(cls._checked)

    @classmethod
    def parse(cls, written: str) -> Self:
        """The value of a written string, or a fault."""
        raise TypeError(cls)

    @classmethod
    def _checked(cls, written: str) -> Self:
        """The value of a string whose length and characters are looked at first, from wherever it comes."""
        if len(written) > cls.longest:
            fault(TOO_LONG, f"写了{len(written)}个字，最多{cls.longest}个")
        if told := characters.amiss(written):
            fault(told[0], f"这里{told[1]}")
        if cls.one_line and "\n" in written.rstrip("\n"):
            fault(SEVERAL_LINES, f"这里只写一行，“{shown(written)}”写成了几行")
        return cls.parse(written)

    @classmethod
    def read(cls, written: Any) -> Any:
        """The entry point for pydantic: shape, “无” and placeholders are the same for all types."""
        if type(written) is not str:
            if isinstance(written, cls) or written is NOTHING:
                return written
            if written is None:
                fault(EMPTY_ITEM, "这一行短横后面是空的")
            shape, advice = ("列表", "") if isinstance(written, list) else ("几格", _COLON_IN_TEXT)
            fault(WRONG_SHAPE, f"这一格只能写一个值（{cls.word}），这里写成了{shape}", advice)
        if written == NOTHING_WORD and cls.nothing:
            return NOTHING
        if written in _PLACEHOLDERS:
            fault(PLACEHOLDER, f"写的是“{written}”")
        return cls._known(written) if len(written) <= _SHORT else cls._checked(written)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.read, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict:
        described: dict[str, Any] = {"type": "string"}
        if cls.pattern:
            described["pattern"] = rf"^(?:{cls.pattern}|{NOTHING_WORD})$"
        return described


class Scalar(Leaf):
    """Base of the types that carry more than text. Equal when written alike."""

    __slots__ = ("written",)

    def __init__(self, written: str) -> None:
        self.written = written

    def __str__(self) -> str:
        return self.written

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.written!r})"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.written == other.written

    def __hash__(self) -> int:
        return hash((type(self), self.written))


class Text(Leaf, str):
    """Plain text, no markup, at most 2,000 characters."""

    __slots__ = ()
    word, example = "文字", "在户外设置大型广告设施，先办许可。"
    one_line = False

    @classmethod
    def parse(cls, written: str) -> Self:
        return cls(written)


class Title(Text):
    """A name: one line, at most 120 characters."""

    __slots__ = ()
    word, example = "名称", "城市大型户外广告设置审核"
    longest, one_line = 120, True


class PersonName(Title):
    """The name of a person: what it was before is nobody's business once it changed."""

    __slots__ = ()
    word, example = "姓名", "石样例"
