"""Values that a field may hold, plain and nasty: what its type accepts, and what a cell finds hard to bear.

In: chance and a leaf type. Out: texts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from pydantic_core import PydanticCustomError

from generator.model import amounts, codes
from generator.model.citation import ArticleName, Citation
from generator.model.fields import FieldSpec
from generator.model.leaf import NOTHING, Leaf
from generator.model.looked import Looked
from generator.model.values import Choice, EntryRef
from generator.sheets.cells import unedited_text
from generator.standards import tables

# What a spreadsheet, YAML or a reader of either might take for something else.
NASTY = (
    *("=1+1", "'x", "+86", "-3", "@here", "0538", "1E5", "1.10", "TRUE", "否", "2026-01-01", "3-1", "50%"),
    *(" 前面空", "后面空 ", "　全角空", "尾巴　", "\u00a0夹\u00a0", "中\t间", " "),
    *("# 井号", "甲 # 乙", "- 短横", "a: b", "键：值", "“引号”", "'单'", '"双"', "{{x}}", "[甲, 乙]", "&a", "*b", "!c"),
    *("一\n二", "一\n\n二", "尾\n", "尾\n\n", "\n头", "一\r二", " 空\n 空", "|", ">", "---", "...", "？甲"),
    *("ＡＢＣ１２３", "全角：，。", "😀字", "𠮷野", "_x000D_", "甲_x000D_乙", "_x005F_", "_x0041_", "x005F_x"),
    *(
        "见\u200b不到",
        "\u2028",
        "\x07铃",
        "~~~",
        "nan字",
        "无。无",
        "无无",
        "null字",
        "<b>&amp;</b>",
        "C:\\甲",
        "%d",
        "{}",
    ),
)
_PLAIN = "事项窗口材料办理申请人村委会道路广告农田建房补助核查公示期限责任依据"


def holds(kind: type[Leaf], written: str) -> bool:
    """Whether a type takes a text as a value of its own."""
    try:
        return kind.read(written) is not NOTHING
    except PydanticCustomError:
        return False


def value(rng: Random, spec: FieldSpec, *, nasty: bool = True, told: bool = False) -> str:
    """A value of a field; without `nasty` one that a cell says exactly, with `told` one of which it leaves a value."""
    assert spec.type
    for _ in range(200):
        written = _value(rng, spec.type, nasty)
        left = unedited_text(written, spec)
        if holds(spec.type, written) and (
            not told or (left and holds(spec.type, left) and not (spec.many and "\n" in left))
        ):
            return written
    raise LookupError(spec.type.__name__)


def _value(rng: Random, kind: type[Leaf], nasty: bool) -> str:
    if issubclass(kind, Choice):
        return rng.choice(tables.names(kind.table))
    if kind in _MADE:
        return _MADE[kind](rng, _text(rng, nasty).replace("《", "").replace("》", ""))
    return _text(rng, nasty)


def _text(rng: Random, nasty: bool) -> str:
    words = "".join(rng.choices(_PLAIN, k=rng.randint(2, 12)))
    if not nasty:
        return words
    match rng.randint(0, 7):
        case 0 | 1:
            return words
        case 2:
            return words + rng.choice(NASTY) + words
        case 3:
            return (words * 200)[: rng.choice((119, 120, 1999, 2000))]
        case 4:
            return rng.choice(NASTY) + words
        case _:
            return rng.choice(NASTY)


def _day(rng: Random, _: str = "") -> str:
    return (date(1949, 10, 1) + timedelta(rng.randint(0, 54000))).isoformat()


def _period(rng: Random, _: str) -> str:
    first, last = sorted((_day(rng), _day(rng)))
    return f"{first} 至 {rng.choice((last, '长期'))}"


def _code(rng: Random, length: int) -> str:
    return "".join(rng.choices("0123456789", k=length))


def _credit(rng: Random, _: str = "") -> str:
    first = "9" + _code(rng, 7) + "".join(rng.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=9))
    return first + codes.CreditCode.check_digit(first)


def _cited(rng: Random, text: str) -> str:
    where = rng.choice(("", "第三条", "第三十条、第三十一条", "第十二条第二款第（三）项", "第五条之一"))
    return rng.choice((f"《{text}》{where}", f"{_number(rng, text)} 二、（三）", _number(rng, text)))


def _number(rng: Random, _: str = "") -> str:
    return f"{rng.choice(('样政发', '鲁（样）办'))}〔{rng.randint(1990, 2030)}〕{rng.randint(1, 300)}号"


def _duration(rng: Random, _: str = "") -> str:
    units = ("分钟", "小时", "日", "个工作日", "个月", "年")
    return rng.choice(("当场", f"{rng.randint(1, 90)}{rng.choice(units)}"))


def _looked(rng: Random, _: str = "") -> str:
    mark = "".join(rng.choices("0123456789abcdef", k=4))
    return (
        f"{_day(rng)}看过，{rng.choice(('备注', '申请材料'))}（{mark}），{rng.choice(('是合同编号', '是公开的热线'))}"
    )


_MADE: dict[type[Leaf], Callable[[Random, str], str]] = {
    amounts.Day: _day,
    amounts.Until: lambda rng, _: rng.choice((_day(rng), "长期")),
    amounts.Period: _period,
    amounts.Duration: _duration,
    amounts.Validity: lambda rng, _: rng.choice(("长期", "3年", "最长30日", "最长6个月")),
    amounts.Money: lambda rng, _: rng.choice(("0元", "2000元", "1.5万元", "0.000001万元", "30.50元")),
    amounts.Count: lambda rng, _: rng.choice(("0", "007", "3", "86", str(rng.randint(0, 999999999)))),
    amounts.Year: lambda rng, _: str(rng.randint(1949, 2099)),
    amounts.YesNo: lambda rng, _: rng.choice("是否"),
    codes.DivisionCode: lambda rng, _: _code(rng, rng.choice((6, 9, 12))),
    codes.CatalogCode: lambda rng, _: _code(rng, 12),
    codes.SiteCode: lambda rng, _: _code(rng, 10),
    codes.TaskCode: lambda rng, _: f"{_credit(rng)}{rng.randint(1, 6)}{_code(rng, 12)}",
    codes.HandlingCode: lambda rng, _: f"{_credit(rng)}{rng.randint(1, 6)}{_code(rng, 14)}",
    codes.CreditCode: _credit,
    codes.DocumentNumber: _number,
    codes.Phone: lambda rng, _: rng.choice(("12345", "110", "0000-0000000", "000-00000000-12", "400-000-0000")),
    codes.IcpNumber: lambda rng, _: f"鲁ICP备{_code(rng, 8)}号{rng.choice(('', '-1'))}",
    codes.PoliceNumber: lambda rng, _: f"鲁公网安备{_code(rng, 14)}号",
    codes.Email: lambda rng, _: rng.choice(("jiucuo@example.cn", "ａ@example.cn", "=1@example.cn")),
    codes.Host: lambda rng, _: rng.choice(("https://example.cn", "https://static.example.gov.cn")),
    codes.Url: lambda rng, _: rng.choice(("https://example.cn/", "http://example.cn/ａ１?b=#c", "https://example.cn")),
    ArticleName: lambda rng, _: rng.choice(("第四十一条", "第十条之一", "第一百零二条")),
    Looked: _looked,
    EntryRef: lambda rng, text: f"{rng.choice('qfzrpycttjgw')}{rng.randint(1, 999):03} {text}",
    Citation: _cited,
}
