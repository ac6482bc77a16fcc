"""How good the scanner is: numbers of persons it must find, numbers of nobody it must leave, time it may take.

In: how many, a seed. Out: a verdict each. Every number stands in a sentence, as it would in a record.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from generator.privacy import scan
from generator.problem import Severity
from tests.privacy import invented
from tests.privacy.forms import FORMS, KINDS

_SENTENCES = (
    "{}",
    "当事人的是{}，已经核对。",
    "备注: {}\n",
    "# 记一下 {}",
    "“{}”",
    "（{}）",
    "2026年4月8日上午{}",
    "| 石样例 | {} |",
    "其一，{}；其二，没有。",
    "共3件：{}",
)
_PUBLIC: dict[str, tuple[Callable[[Random], str], tuple[str, ...]]] = {
    "统一社会信用代码": (
        invented.credit_code,
        ("统一社会信用代码: {}", "代码{}", "{}", "（{}）", "{}，青榆县样例公司"),
    ),
    "事项编码": (invented.item_code, ("实施编码: {}", "业务办理项编码：{}", "基本编码{}", "{}")),
    "合同号": (invented.contract_number, ("合同编号：{}", "合同{}", "项目编号 {}", "案卷号{}", "{}")),
    "办公电话": (invented.telephone, ("电话: {}", "咨询电话：{}", "{}", "打{}问", "监督电话 {}，工作日")),
}


@dataclass(frozen=True, slots=True)
class Caught:
    """A number of a person as written: whether an error names its kind and its place."""

    form: str
    text: str
    right: bool


@dataclass(frozen=True, slots=True)
class Alarm:
    """A number of nobody as written: how many errors and reminders it raised."""

    what: str
    text: str
    errors: int
    reminders: int


_NAMES = {"identity": "IDENTITY", "mobile": "MOBILE", "card": "CARD"}


def caught(count: int, seed: int) -> list[Caught]:
    """So many numbers of persons, each way of writing in its turn."""
    rng, seen = Random(seed), []
    for number in range(count):
        name, kinds, write = FORMS[number % len(FORMS)]
        kind = rng.choice(sorted(kinds))
        written = write(KINDS[kind](rng), rng)
        text = rng.choice(_SENTENCES).format(written)
        at = text.index(written)
        right = any(
            one.severity is Severity.ERROR
            and one.kind.name == _NAMES[kind]
            and one.start >= at
            and one.end <= at + len(written)
            and one.end - one.start >= len(written) // 2
            for one in scan.found(text)
        )
        seen.append(Caught(name, text, right))
    return seen


def alarms(count: int, seed: int) -> list[Alarm]:
    """So many numbers of nobody, in sentences with and without their names."""
    rng, seen = Random(seed), []
    kinds = list(_PUBLIC.items())
    for number in range(count):
        what, (make, sentences) = kinds[number % len(kinds)]
        text = rng.choice(sentences).format(make(rng))
        severities = [one.severity for one in scan.found(text)]
        seen.append(Alarm(what, text, severities.count(Severity.ERROR), severities.count(Severity.REMINDER)))
    return seen


SHAPES = {
    "全角空格": "\u3000",
    "数字": "1",
    "汉字数字": "一",
    "一个数字一个空格": "1 ",
    "一个数字六个空格": "1      ",
    "数字和换行": "1\n" + " " * 40,
    "十个数字一个空格": "1234567890 ",
    "手机号": "13800000000 ",
    "手机号一个一个": "1 3 8 0 0 0 0 0 0 0 0 ",
    "身份证号": "370000190001010002，",
    "身份证号的开头": "370000199001 ",
    "银行卡号": "6222 0000 0000 0000 012 ",
    "字母": "a",
    "十六进制": "0123456789abcdef",
    "车牌": "鲁A12345 ",
    "护照": "E12345678,",
    "车牌的开头": "鲁A",
    "名称": "身份证号：",
    "名称和数字": "证件号码1234567890123456，",
    "网址": "https://a.cn/1234567890123456?b=",
    "说到人的词": "患有",
    "住址": "住址：样例镇样例村",
    "微信": "微信号：",
    "邮箱": "a@",
    "遮住的名字": "张某某，",
    "句子": "申请人带上材料，到便民服务中心办。",
}
_SIZES = (32, 64, 128, 256, 512)  # KB


def times(look: Callable[[str], object] = scan.found) -> dict[str, tuple[float, float]]:
    """By shape: processor seconds for 512 KB, and the exponent by which time grows with size."""
    found = {}
    for name, unit in SHAPES.items():
        seconds = [spent(look, unit, size) for size in _SIZES]
        xs, ys = [math.log(size) for size in _SIZES], [math.log(max(one, 1e-4)) for one in seconds]
        middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
        slope = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True)) / sum(
            (x - middle_x) ** 2 for x in xs
        )
        found[name] = seconds[-1], slope
    return found


def spent(look: Callable[[str], object], unit: str, size: int) -> float:
    """The least processor seconds of three looks at so many KB of a shape."""
    text = (unit * (size * 1024 // len(unit) + 1))[: size * 1024]
    least = math.inf
    for _ in range(3):
        start = time.process_time()
        look(text)
        least = min(least, time.process_time() - start)
    return least
