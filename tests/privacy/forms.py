"""The ways in which people write a number so that it can be read, and so that a search does not find it.

In: a number, chance. Out: the number as written. `FORMS` holds each way with the kinds of number it is for.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.privacy import invented

Form = Callable[[str, Random], str]
_USUAL = {"identity": (6, 8, 4), "mobile": (3, 4, 4), "card": (4, 4, 4, 4, 4)}
KINDS: dict[str, Callable[[Random], str]] = {
    "identity": invented.identity,
    "mobile": invented.mobile,
    "card": invented.card,
}
FORMS: list[tuple[str, frozenset[str], Form]] = []


def form(name: str, *kinds: str) -> Callable[[Form], Form]:
    """Register a way of writing; without kinds it is for all of them."""

    def register(function: Form) -> Form:
        FORMS.append((name, frozenset(kinds or KINDS), function))
        return function

    return register


def pieces(number: str, sizes: tuple[int, ...]) -> list[str]:
    """A number in groups of some sizes; what is left over stays with the last."""
    found, at = [], 0
    for size in sizes:
        if at < len(number):
            found.append(number[at : at + size])
            at += size
    if at < len(number):
        found[-1] += number[at:]
    return found


def _usual(number: str) -> list[str]:
    kind = "mobile" if len(number) == 11 else "identity" if number[-1] == "X" or _is_identity(number) else "card"
    return pieces(number, _USUAL[kind])


def _is_identity(number: str) -> bool:
    return len(number) == 18 and number[6:8] in ("19", "20") and number[:2] != "62"


def _joined(name: str, sign: str) -> None:
    FORMS.append((name, frozenset(KINDS), lambda number, rng: sign.join(_usual(number))))


for _name, _sign in (
    ("照规矩分组，空格", " "),
    ("照规矩分组，两个空格", "  "),
    ("照规矩分组，不断行空格", "\u00a0"),
    ("照规矩分组，全角空格", "\u3000"),
    ("照规矩分组，窄空格", "\u2009"),
    ("照规矩分组，短横", "-"),
    ("照规矩分组，空格短横空格", " - "),
    ("照规矩分组，连接号", "–"),
    ("照规矩分组，破折号", "—"),
    ("照规矩分组，减号", "−"),
    ("照规矩分组，全角短横", "－"),
    ("照规矩分组，点", "."),
    ("照规矩分组，间隔号", "·"),
    ("照规矩分组，句号", "。"),
    ("照规矩分组，圆点", "•"),
    ("照规矩分组，下划线", "_"),
    ("照规矩分组，斜线", "/"),
    ("照规矩分组，制表符", "\t"),
    ("照规矩分组，零宽空格", "\u200b"),
    ("照规矩分组，软连字符", "\u00ad"),
    ("照规矩分组，换行", "\n"),
    ("照规矩分组，换行缩进", "\r\n    "),
    ("照规矩分组，批注里换行", "\n  # "),
    ("照规矩分组，引用里换行", "\n> "),
):
    _joined(_name, _sign)


@form("连着写")
def plain(number: str, rng: Random) -> str:
    return number


@form("全角数字")
def wide(number: str, rng: Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in number)


@form("前面粘着字母")
def glued_before(number: str, rng: Random) -> str:
    return rng.choice(("tel", "NO", "vx", "id", "A", "号码")) + number


@form("后面粘着字母", "mobile", "card")
def glued_after(number: str, rng: Random) -> str:
    return number + rng.choice(("abc", "Z", "wx", "元"))


@form("两头粘着字母", "mobile", "card")
def glued(number: str, rng: Random) -> str:
    return f"q{number}z"


@form("汉字粘着")
def among_characters(number: str, rng: Random) -> str:
    return f"他的{number}是真的"


def _alphabet(name: str, characters: str) -> None:
    table = str.maketrans("0123456789", characters)
    FORMS.append((name, frozenset(KINDS), lambda number, rng: number.translate(table)))


for _name, _characters in (
    ("数学粗体", "".join(chr(0x1D7CE + i) for i in range(10))),
    ("数学双线体", "".join(chr(0x1D7D8 + i) for i in range(10))),
    ("数学等宽体", "".join(chr(0x1D7F6 + i) for i in range(10))),
    ("带圈数字", "⓪①②③④⑤⑥⑦⑧⑨"),
    ("黑圈数字", "⓿❶❷❸❹❺❻❼❽❾"),
    ("上标", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    ("下标", "₀₁₂₃₄₅₆₇₈₉"),
    ("阿拉伯文数字", "٠١٢٣٤٥٦٧٨٩"),
    ("汉字，〇", "〇一二三四五六七八九"),
    ("汉字，零", "零一二三四五六七八九"),
    ("汉字，圈", "○一二三四五六七八九"),
    ("汉字大写", "零壹贰叁肆伍陆柒捌玖"),
    ("汉字大写，繁体", "零壹貳參肆伍陸柒捌玖"),
    ("电话里念的", "零幺二三四五六七八九"),
):
    _alphabet(_name, _characters)


@form("一半数字一半汉字")
def half(number: str, rng: Random) -> str:
    table = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
    return "".join(table.get(c, c) if rng.random() < 0.5 else c for c in number)


@form("键帽数字")
def keycaps(number: str, rng: Random) -> str:
    return "".join(f"{c}\ufe0f\u20e3" if c.isdecimal() else c for c in number)


@form("每个数字空一格")
def spaced(number: str, rng: Random) -> str:
    return " ".join(number)


@form("每个数字一短横")
def dashed(number: str, rng: Random) -> str:
    return "-".join(number)


@form("每个数字之间零宽")
def unseen(number: str, rng: Random) -> str:
    return rng.choice("\u200b\u2060\ufeff").join(number)


@form("随便分组，同一个记号")
def any_groups(number: str, rng: Random) -> str:
    cuts = sorted(rng.sample(range(2, len(number) - 1), rng.randrange(1, 4)))
    sign = rng.choice((" ", "-", ".", "\u3000"))
    return sign.join(number[a:b] for a, b in zip([0, *cuts], [*cuts, len(number)], strict=True))


@form("中间断行")
def broken(number: str, rng: Random) -> str:
    cut = rng.randrange(3, len(number) - 3)
    return f"{number[:cut]}\n{number[cut:]}"


@form("出生日期再分开", "identity")
def by_birthday(number: str, rng: Random) -> str:
    return rng.choice((" ", "-", ".")).join(pieces(number, (6, 4, 2, 2, 4)))


@form("末位小写", "identity")
def small_x(number: str, rng: Random) -> str:
    return number[:-1] + number[-1].replace("X", rng.choice("xｘ×Ⅹх"))


@form("4-4-3", "mobile")
def four_first(number: str, rng: Random) -> str:
    return rng.choice((" ", "-", ".")).join(pieces(number, (4, 4, 3)))


@form("3-3-5", "mobile")
def three_twice(number: str, rng: Random) -> str:
    return rng.choice((" ", "-")).join(pieces(number, (3, 3, 5)))


@form("两个一组", "mobile")
def in_pairs(number: str, rng: Random) -> str:
    return " ".join(pieces(number, (1, 2, 2, 2, 2, 2)))


@form("前面有国家代码", "mobile")
def with_country(number: str, rng: Random) -> str:
    before = rng.choice(("+86", "+86 ", "86-", "0086", "(+86)", "（86）", "+86-"))
    return before + rng.choice((number, " ".join(pieces(number, (3, 4, 4)))))


@form("前面有号码的名称", "mobile")
def with_zero(number: str, rng: Random) -> str:
    return f"手机0{number}"
