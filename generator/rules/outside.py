"""Addresses of other sites, in the record and in the prose: they lead where they look as if they led.

In: the record, a page of prose. Out: findings, faults. What each doubt is, `derive.outside` says; how grave it is, is
said here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.derive import outside
from generator.derive.outside import Doubt
from generator.problem import Fault, Span, When, declare
from generator.record import Record
from generator.record.tried import Outcome
from generator.rules.rule import Finding, Rule, rule

_RESIDENT = "居民：点了去的就是看到的那个网站"
_COPY = "在浏览器里打开官方的那一页，从地址栏整行复制过来。"

HARM = declare("H781", "网址里不夹带别的东西，也不指到内部", protects=_RESIDENT, advice=_COPY)
LOOKS = declare(
    "H782",
    "像政府网站的网址，真的是政府网站",
    protects="居民：不被假的政府网站骗",
    when=When.FORMAL,
    advice=f"{_COPY}确实是政府办的，找主办单位问清楚，换成政府网站的地址。",
)
UNUSUAL = declare(
    "H783",
    "网址看得出是谁的网站",
    protects=_RESIDENT,
    when=When.REMINDER,
    advice="打开看一看是不是那个网站；有平常的域名的，换成平常的。",
)
_CODES = {Doubt.HARM: HARM, Doubt.LOOKS_GOVERNMENT: LOOKS, Doubt.UNUSUAL: UNUSUAL}


def _looking_for(doubt: Doubt) -> Rule:
    def find(record: Record, today: date) -> Iterator[Finding]:
        """No address has a doubt of this sort."""
        for part, field, address in outside.named(record):
            for found, message in outside.doubts(address):
                if found is doubt:
                    yield Finding(part, (field,), message)

    return Rule(_CODES[doubt], find)


nothing_is_carried = _looking_for(Doubt.HARM)
nothing_only_looks_official = _looking_for(Doubt.LOOKS_GOVERNMENT)
nothing_is_unusual = _looking_for(Doubt.UNUSUAL)


@rule(
    "H784",
    "试过的政府网址，还是政府网站的",
    protects="居民：政府不用的域名会被别人买去",
    when=When.FORMAL,
    advice="先从记录里拿掉，找主办单位问现在的网址；改好了再试一遍。",
)
def what_was_tried_is_still_the_governments(record: Record, today: date) -> Iterator[Finding]:
    """No address that led to a government site leads elsewhere, as `qingdan links` found the last time."""
    for part, field, address in outside.named(record):
        tried = record.tried.get(address)
        if tried and tried.outcome is Outcome.LEFT:
            yield Finding(part, (field,), f"这个网址不再是政府网站：{tried.day} 试的，{tried.said}")


def faults(text: str) -> Iterator[Fault]:
    """What is odd about the addresses in a page of prose."""
    for number, line in enumerate(text.split("\n"), 1):
        if "://" in line:
            for column, address in outside.in_text(line):
                for doubt, message in outside.doubts(address):
                    yield Fault(_CODES[doubt], Span(number, column, len(address)), message)
