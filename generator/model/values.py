"""Our own scalar types: the only leaves the file format has.

In: the text a clerk wrote, always a string. Out: an immutable value that prints as it was
written and carries what the program reckons with. Used by every module of `model/`.

A value that does not hold raises `PydanticCustomError` whose type is a code of the registry and
whose message is the Chinese sentence the clerk reads; what to do stands in its `advice`.
Bare int, bool, date or Decimal never appear in a model: pydantic would guess ('0' → 1970-01-01).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, NoReturn, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from generator.problem import Code, declare
from generator.standards import tables

_CLERK = "文员：在自己的文件里就看到哪里写得不对"

WRONG_SHAPE = declare(
    "H201", "一格只写一个值的，不能写成列表或者几格", protects=_CLERK, advice="只留一个值，写在冒号后面。"
)
PLACEHOLDER = declare(
    "H202",
    "还不知道的空着，确实没有的写“无”，不写“待定”一类的话",
    protects="居民：页面上“待核”和“没有”是两回事，不能混",
    advice="不知道就把冒号后面空着，页面会写“待核”；确实没有就写“无”。",
)
TOO_LONG = declare("H203", "一格的字数不能太多", protects="居民：一格写一件事才看得清", advice="拆成几条，或者删短。")
BAD_CODE = declare("H204", "编号和代码要照规定的写法", protects="审计：编码对不上就查不到")
BAD_CREDIT = declare(
    "H205", "统一社会信用代码是18位，末位是校验码（GB 32100）", protects="审计：代码抄错一位就成了别的单位"
)
BAD_DAY = declare(
    "H206", "日期写成“2026-04-08”，而且要真有这一天", protects=_CLERK, advice="改成“年-月-日”，例：2026-04-08。"
)
BAD_PERIOD = declare(
    "H207",
    "起止期限写成“2025-07-01 至 2028-06-30”，没有终点的写“至 长期”",
    protects=_CLERK,
    advice="两个日期中间写“ 至 ”，例：2025-07-01 至 2028-06-30。",
)
BAD_LIMIT = declare(
    "H208",
    "时限要带单位，照法条抄：“7个工作日”“30日”“3年”“当场”",
    protects="居民：“日”和“工作日”差好几天，没有默认值",
    advice="写数字加单位；单位只有：分钟、小时、日、个工作日、个月、年；当场办的写“当场”。",
)
BAD_MONEY = declare(
    "H209",
    "金额带单位写，例：“2000元”“1.5万元”",
    protects="当事人：元和万元差一万倍",
    advice="写成“2000元”或者“0.2万元”，数字用半角，不加逗号。",
)
BAD_YES_NO = declare("H210", "只能写“是”或者“否”", protects=_CLERK, advice="改成“是”或者“否”。")
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
BAD_PHONE = declare(
    "H214",
    "电话写区号和号码（0538-1234567），或者短号（12345）",
    protects="居民：照着打要能打通",
    advice="带上区号，中间用半角短横：区号-号码。不写个人手机号。",
)
BAD_ADDRESS = declare("H215", "地址不能只有几个字", protects="居民：照着要能找到", advice="写到路名、门牌、几号窗口。")
BAD_URL = declare(
    "H216", "网址要从“https://”写起", protects="居民：点了要能打开", advice="从浏览器地址栏整行复制过来。"
)
BAD_NUMBER = declare(
    "H217", "个数和年份只写半角数字", protects=_CLERK, advice="只写数字，例：3。不写单位，不写全角数字。"
)
BAD_DOCUMENT = declare(
    "H218",
    "文号照原文写，年份用六角括号：“宁政发〔2019〕6号”",
    protects="审计：文号是找文件的唯一凭据",
    advice="年份两边用〔〕，不用[]、()、【】，“号”字前不留空格。",
)
UNEXPECTED_NOTHING = declare("H219", "必有的格子不能写“无”", protects=_CLERK, advice="写实际内容。")
EMPTY_ITEM = declare("H224", "列表里不留空行", protects=_CLERK, advice="删掉这一行，或者补上内容。")

NOTHING_WORD = "无"
_PLACEHOLDERS = frozenset(
    {
        "待定",
        "待核",
        "待补",
        "待填",
        "未知",
        "不详",
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
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def fault(code: Code, message: str, advice: str = "") -> NoReturn:
    """Refuse a value. `message` says what is written and what is allowed."""
    # Braces are pydantic's placeholders; the written text goes in by context, never by format.
    raise PydanticCustomError(code.number, "{text}", {"text": message, "advice": advice or code.advice})  # type: ignore[arg-type]


def shown(written: object) -> str:
    """A clerk's text as a message quotes it: one line, at most 40 characters."""
    text = " ".join(str(written).split())
    return text if len(text) <= 40 else text[:39] + "…"


class _Nothing(tuple):
    """“无”: there is none, which is not the same as not known. Empty, false, prints “无”."""

    def __str__(self) -> str:
        return NOTHING_WORD

    __repr__ = __str__

    def __reduce__(self) -> str:
        return "NOTHING"


NOTHING = _Nothing()


class Leaf:
    """Base of all scalar types: how a written string becomes a value, the same for every type."""

    __slots__ = ()
    word: ClassVar[str]  # what the type is called in the guide for clerks
    example: ClassVar[str]
    pattern: ClassVar[str | None] = None  # for the editor's JSON Schema only

    @classmethod
    def parse(cls, written: str) -> Self:
        """The value of a written string, or a fault."""
        raise TypeError(cls)

    @classmethod
    def read(cls, written: Any) -> Any:
        """The entry point for pydantic: shape, “无” and placeholders are the same for all types."""
        if type(written) is not str:
            if isinstance(written, cls) or written is NOTHING:
                return written
            if written is None:
                fault(EMPTY_ITEM, "这一行短横后面是空的")
            fault(
                WRONG_SHAPE,
                f"这一格只能写一个值（{cls.word}），这里写成了{'列表' if isinstance(written, list) else '几格'}",
            )
        if written == NOTHING_WORD:
            return NOTHING
        if written in _PLACEHOLDERS:
            fault(PLACEHOLDER, f"写的是“{written}”")
        return cls.parse(written)

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
        return type(self) is type(other) and self.written == other.written  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash((type(self), self.written))


class Text(Leaf, str):
    """Plain text, no markup, at most 2,000 characters."""

    __slots__ = ()
    word, example = "文字", "在户外设置大型广告设施，先办许可。"
    longest: ClassVar[int] = 2000

    @classmethod
    def parse(cls, written: str) -> Self:
        if len(written) > cls.longest:
            fault(TOO_LONG, f"写了{len(written)}个字，最多{cls.longest}个")
        return cls(written)


class Title(Text):
    """A name: one line, at most 120 characters."""

    __slots__ = ()
    word, example = "名称", "城市大型户外广告设置审核"
    longest = 120


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


class _Coded(Title):
    """Text of a fixed form; a subclass says which."""

    __slots__ = ()
    form: ClassVar[re.Pattern[str]]
    must: ClassVar[str]
    code: ClassVar[Code] = BAD_CODE

    @classmethod
    def parse(cls, written: str) -> Self:
        if not cls.form.fullmatch(written):
            hint = "数字和字母要用半角。" if written.translate(_DIGITS) != written else ""
            fault(cls.code, f"写的是“{shown(written)}”，{cls.must}", hint or cls.code.advice or f"例：{cls.example}")
        return cls(written)


class EntryId(_Coded):
    """A permanent id: a letter for the kind and digits of any width."""

    __slots__ = ()
    word, example = "编号", "q001"
    form, must = re.compile(r"[a-z]\d{1,12}"), "编号是一个小写字母加数字"
    pattern = r"[a-z]\d{1,12}"


class DivisionCode(_Coded):
    """An administrative division code of 6, 9 or 12 digits (GB/T 2260, GB/T 10114)."""

    __slots__ = ()
    word, example = "行政区划代码", "370000000"
    form, must = re.compile(r"\d{6}(\d{3}){0,2}"), "行政区划代码是6位、9位或者12位数字"


class CatalogCode(_Coded):
    """基本编码 of a matter: 12 digits (GB/T 39554.1)."""

    __slots__ = ()
    word, example = "基本编码（12位）", "000117025000"
    form, must = re.compile(r"\d{12}"), "基本编码是12位数字"


class TaskCode(_Coded):
    """实施编码: credit code 18 + level 1 + 基本编码 12 (GB/T 39554.1)."""

    __slots__ = ()
    word, example = "实施编码（31位）", "11000000000000000X5000117025000"
    form, must = (
        re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}[1-6]\d{12}"),
        "实施编码是18位信用代码、1位层级、12位基本编码，共31位",
    )


class HandlingCode(_Coded):
    """业务办理项编码: 实施编码 31 + 2 digits."""

    __slots__ = ()
    word, example = "业务办理项编码（33位）", "11000000000000000X500011702500001"
    form, must = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}[1-6]\d{14}"), "业务办理项编码是实施编码31位再加2位序号"


class SiteCode(_Coded):
    """A government site's identification code: 10 digits."""

    __slots__ = ()
    word, example = "网站标识码", "0000000000"
    form, must = re.compile(r"\d{10}"), "网站标识码是10位数字"


class CreditCode(_Coded):
    """统一社会信用代码, 18 characters, the last one checks the rest (GB 32100-2015)."""

    __slots__ = ()
    word, example = "统一社会信用代码", "91350100M000100Y43"
    form, must = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}"), "统一社会信用代码是18位数字和大写字母"
    code = BAD_CREDIT
    _alphabet: ClassVar[str] = "0123456789ABCDEFGHJKLMNPQRTUWXY"

    @classmethod
    def check_digit(cls, first17: str) -> str:
        """The 18th character that GB 32100-2015 demands for the first 17."""
        total = sum(cls._alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(first17))
        return cls._alphabet[(31 - total % 31) % 31]

    @classmethod
    def parse(cls, written: str) -> Self:
        value = super().parse(written)
        if written[17] != cls.check_digit(written[:17]):
            fault(BAD_CREDIT, f"“{written}”的末位校验码对不上，抄错了某一位", "照证书一位一位核对。")
        return value


class DocumentNumber(_Coded):
    """A document by its 文号."""

    __slots__ = ()
    word, example = "文号", "宁政发〔2019〕6号"
    form = re.compile(r"[\u3400-\u9fffA-Za-z（）]+(〔\d{4}〕\d+号|令第?\d+号)")
    must = "文号像“宁政发〔2019〕6号”"
    code = BAD_DOCUMENT


class Phone(_Coded):
    """A telephone at a desk: area code and number, or a short public number. Never a mobile."""

    __slots__ = ()
    word, example = "电话", "12345"
    form = re.compile(r"0\d{2,3}-\d{7,8}(-\d{1,6})?|1\d{2}|1\d{4,5}|9\d{4,5}|400-\d{3}-\d{4}|400\d{7}")
    must = "电话是“区号-号码”或者短号"
    code = BAD_PHONE


class Email(_Coded):
    """An address for mail, such as the one for corrections."""

    __slots__ = ()
    word, example = "邮箱", "jiucuo@example.gov.cn"
    form, must = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"), "邮箱像“name@example.cn”"


class Url(_Coded):
    """A web address, https or http, at most 500 characters."""

    __slots__ = ()
    word, example = "网址", "https://www.shandong.gov.cn/"
    longest = 500
    form, must = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?"), "网址要从“https://”写起"
    code = BAD_URL
    pattern = r"https?://.+"


class Day(Scalar):
    """A calendar day."""

    __slots__ = ("date",)
    word, example, pattern = "日期", "2026-04-08", r"\d{4}-\d{2}-\d{2}"

    def __init__(self, written: str, day: date) -> None:
        super().__init__(written)
        self.date = day

    @classmethod
    def parse(cls, written: str) -> Self:
        return cls(written, _day(written))


def _day(written: str) -> date:
    found = re.fullmatch(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})日?", written.translate(_DIGITS))
    if not found:
        fault(BAD_DAY, f"写的是“{shown(written)}”，不是日期")
    year, month, day = map(int, found.groups())
    try:
        value = date(year, month, day)
    except ValueError:
        fault(BAD_DAY, f"写的是“{written}”，日历上没有这一天")
    if not 1949 <= year <= 2099:
        fault(BAD_DAY, f"写的是“{written}”，年份不对")
    if written != value.isoformat():
        fault(BAD_DAY, f"写的是“{shown(written)}”，日期要写成“{value.isoformat()}”", f"改成 {value.isoformat()}。")
    return value


class Period(Scalar):
    """From a day to a day; `end` is None for 长期."""

    __slots__ = ("end", "start")
    word, example = "起止期限", "2025-07-01 至 2028-06-30"
    pattern = r"\d{4}-\d{2}-\d{2} 至 (\d{4}-\d{2}-\d{2}|长期)"

    def __init__(self, written: str, start: date, end: date | None) -> None:
        super().__init__(written)
        self.start, self.end = start, end

    @classmethod
    def parse(cls, written: str) -> Self:
        start, middle, end = written.partition(" 至 ")
        if not middle:
            fault(BAD_PERIOD, f"写的是“{shown(written)}”，中间没有“ 至 ”")
        first, last = _day(start), None if end == "长期" else _day(end)
        if last and last < first:
            fault(BAD_PERIOD, f"“{written}”终止的日子在开始之前", "看看两个日期是不是写反了。")
        return cls(written, first, last)


class Until(Scalar):
    """The last day something holds; `date` is None for 长期."""

    __slots__ = ("date",)
    word, example, pattern = "到期日", "2028-06-30", r"(\d{4}-\d{2}-\d{2}|长期)"

    def __init__(self, written: str, day: date | None) -> None:
        super().__init__(written)
        self.date = day

    @classmethod
    def parse(cls, written: str) -> Self:
        return cls(written, None if written == "长期" else _day(written))


class Duration(Scalar):
    """A time limit with its unit as the law writes it; 日 and 工作日 differ and none is assumed.

    `amount` in `unit`; 当场 is amount 0. `days` is a calendar-day length for comparing limits of
    one unit family, None where comparing would need a calendar.
    """

    __slots__ = ("amount", "unit")
    word, example = "时限", "7个工作日"
    pattern = r"当场|\d+(分钟|小时|日|个工作日|个月|年)"
    _form: ClassVar[re.Pattern[str]] = re.compile(r"(\d{1,4})(分钟|小时|日|个工作日|个月|年)")

    def __init__(self, written: str, amount: int, unit: str) -> None:
        super().__init__(written)
        self.amount, self.unit = amount, unit

    @classmethod
    def parse(cls, written: str) -> Self:
        if written == "当场":
            return cls(written, 0, "当场")
        found = cls._form.fullmatch(written)
        if not found:
            near = {
                "工作日": "“工作日”前面写“个”",
                "天": "法条写“日”就写“日”，写“工作日”就写“个工作日”",
                "月": "写成“几个月”",
            }
            advice = next((f"{tip}。" for part, tip in near.items() if part in written), "")
            if re.fullmatch(r"\d+", written):
                advice = "没有单位。照法条补上“日”或者“个工作日”。"
            fault(BAD_LIMIT, f"写的是“{shown(written)}”，时限要数字带单位", advice)
        return cls(written, int(found[1]), found[2])

    def longer_than(self, other: Duration) -> bool | None:
        """Whether this is longer; None where the two units cannot be compared without a calendar."""
        scale = {"分钟": (0, 1), "小时": (0, 60), "日": (1, 1), "个月": (2, 1), "年": (2, 12), "个工作日": (3, 1)}
        if self.unit == "当场":
            return False
        if other.unit == "当场":
            return True
        (mine, a), (theirs, b) = scale[self.unit], scale[other.unit]
        return self.amount * a > other.amount * b if mine == theirs else None


class Validity(Scalar):
    """How long a result holds: 长期, 3年, 最长30日."""

    __slots__ = ()
    word, example = "有效期", "最长3年"
    pattern = r"长期|(最长)?\d+(日|个工作日|个月|年)"

    @classmethod
    def parse(cls, written: str) -> Self:
        if written != "长期":
            Duration.parse(written.removeprefix("最长"))
        return cls(written)


class Money(Scalar):
    """An amount in yuan (`yuan`), written with its unit."""

    __slots__ = ("yuan",)
    word, example, pattern = "金额", "2000元", r"\d+(\.\d{1,6})?万?元"

    def __init__(self, written: str, yuan: Decimal) -> None:
        super().__init__(written)
        self.yuan = yuan

    @classmethod
    def parse(cls, written: str) -> Self:
        found = re.fullmatch(r"(\d{1,12}(?:\.\d{1,6})?)(万?)元", written)
        if not found:
            tip = "没有单位：是元还是万元？" if re.fullmatch(r"[\d.,]+", written) else ""
            fault(BAD_MONEY, f"写的是“{shown(written)}”，金额要数字带“元”或者“万元”", tip)
        return cls(written, Decimal(found[1]) * (10000 if found[2] else 1))


class YesNo(Scalar):
    """是 or 否; true for 是."""

    __slots__ = ()
    word, example, pattern = "是或否", "是", "是|否"

    @classmethod
    def parse(cls, written: str) -> Self:
        if written not in ("是", "否"):
            fault(BAD_YES_NO, f"写的是“{shown(written)}”")
        return cls(written)

    def __bool__(self) -> bool:
        return self.written == "是"


class Count(Scalar):
    """A whole number, zero or more."""

    __slots__ = ("number",)
    word, example, pattern = "个数", "3", r"\d{1,9}"

    def __init__(self, written: str, number: int) -> None:
        super().__init__(written)
        self.number = number

    @classmethod
    def parse(cls, written: str) -> Self:
        if not re.fullmatch(r"[0-9]{1,9}", written):
            fault(BAD_NUMBER, f"写的是“{shown(written)}”，只能写数字")
        return cls(written, int(written))


class Year(Count):
    """A calendar year of four digits."""

    __slots__ = ()
    word, example, pattern = "年份", "2025", r"(19|20)\d{2}"

    @classmethod
    def parse(cls, written: str) -> Self:
        if not re.fullmatch(r"(19|20)[0-9]{2}", written):
            fault(BAD_NUMBER, f"写的是“{shown(written)}”，年份是四位数字", "只写数字，例：2025。")
        return cls(written, int(written))


class Choice(Title):
    """One item of a standard table; a subclass is made by `choice()`."""

    __slots__ = ()
    word = "选一项"
    table: ClassVar[str]

    @classmethod
    def parse(cls, written: str) -> Self:
        names = tables.names(cls.table)
        if written not in names:
            allowed = "、".join(names) if len(names) <= 14 else "、".join(names[:12]) + f"……共{len(names)}项"
            close = tables.closest(written, names)
            fault(
                NOT_IN_TABLE,
                f"写的是“{shown(written)}”，只能是：{allowed}",
                f"是不是想写“{close}”？" if close else "从里面选一项，一字不差。",
            )
        return cls(written)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict:
        return {"type": "string", "enum": [*tables.names(cls.table), NOTHING_WORD]}


def choice(table: str) -> type[Choice]:
    """The type of a field that takes one item of the named standard table."""
    first = tables.names(table)[0]
    return type(f"Choice[{table}]", (Choice,), {"__slots__": (), "table": table, "example": first})


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
            fault(BAD_REFERENCE, f"写的是“{shown(written)}”，开头不是编号")
        if not name.strip():
            fault(BAD_REFERENCE, f"写的是“{shown(written)}”，编号后面没有名称")
        return cls(written, id_, name.strip())
