"""What can be counted or dated: days, periods, time limits, money, numbers, yes or no.

In: the text a clerk wrote, with its unit. Out: scalar types that print as written and carry what
the program reckons with. 日 and 工作日 differ, 元 and 万元 differ; no unit is ever assumed.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from generator.model.leaf import CLERK, HALF_WIDTH, Scalar, fault
from generator.problem import declare
from generator.syntax.characters import shown

BAD_DAY = declare(
    "H206", "日期写成“2026-04-08”，而且要真有这一天", protects=CLERK, advice="改成“年-月-日”，例：2026-04-08。"
)
BAD_PERIOD = declare(
    "H207",
    "起止期限写成“2025-07-01 至 2028-06-30”，没有终点的写“至 长期”",
    protects=CLERK,
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
BAD_YES_NO = declare("H210", "只能写“是”或者“否”", protects=CLERK, advice="改成“是”或者“否”。")
BAD_NUMBER = declare(
    "H217", "个数和年份只写半角数字", protects=CLERK, advice="只写数字，例：3。不写单位，不写全角数字。"
)


def _closed_up(form: str, written: str) -> str:
    """What to say of a value that would hold without the spaces in it; "" where it would not."""
    closed = "".join(written.split())
    if closed == written or not re.fullmatch(form, closed):
        return ""
    return f"删掉中间的空格，写成“{closed.translate(HALF_WIDTH)}”。"


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
    found = re.fullmatch(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})日?", written.translate(HALF_WIDTH))
    if not found:
        fault(BAD_DAY, f"写的是“{shown(written)}”，不是日期")
    year, month, day = map(int, found.groups())
    try:
        value = date(year, month, day)
    except ValueError:
        fault(BAD_DAY, f"写的是“{written}”，日历上没有这一天", "看看月份和日子是不是抄错了。")
    if not 1949 <= year <= 2099:
        fault(BAD_DAY, f"写的是“{written}”，年份不对", "看看年份是不是抄错了。")
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
    _form: ClassVar[re.Pattern[str]] = re.compile(r"([0-9]{1,4})(分钟|小时|日|个工作日|个月|年)")

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
            advice = _closed_up(cls.pattern, written) or advice
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
        if advice := _closed_up(cls.pattern, written):
            fault(BAD_LIMIT, f"写的是“{shown(written)}”，中间不空格", advice)
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
        found = re.fullmatch(r"([0-9]{1,12}(?:\.[0-9]{1,6})?)(万?)元", written)
        if not found:
            tip = "没有单位：是元还是万元？" if re.fullmatch(r"[\d.,]+", written) else _closed_up(cls.pattern, written)
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
