"""Prose is not code: what a page of content/ may not hold beside its text and links.

In: the text of a page. Out: `Fault`s. `site.markdown` draws what stands here as plain text all the same: this says
where it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.problem import Fault, Span, declare
from generator.syntax import characters

_RESIDENT = "居民：打开一页，不能有别人的程序在里面"

CODE = declare(
    "H791",
    "文章里只写文字，不写网页代码",
    protects=_RESIDENT,
    advice="删掉，照别的文章那样写；真要给人看“<”这样的字，两边加反引号“`”。",
)
SCHEME = declare(
    "H792",
    "文章里的链接只指到本站的页面、网站、电话、邮箱",
    protects=_RESIDENT,
    advice="写本站页面的相对地址，或者从“https://”“tel:”“mailto:”写起。",
)
ODD = declare(
    "H793",
    "文章里不能有看不见的控制字符",
    protects="居民：看不见的字符能让页面显示得和文件不一样",
    advice="删掉这个位置上的字符，重新打一遍。",
)

SCHEMES = frozenset({"https", "http", "mailto", "tel"})
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.{1,2000}?)(?<!`)\1(?!`)")
_TAG = re.compile(r"<(?:/?[A-Za-z][\w-]*(?=[\s/>:]|$)(?!://)|!|\?)")
_ATTRIBUTES = re.compile(r"\{:?[ ]*[^{}%\n=]{0,200}=")
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)|^ {0,3}\[[^\]\n]{1,200}\]:\s*<?([^\s>]+)|<([A-Za-z][\w+.-]{1,30}:[^>\s]*)>")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def faults(text: str) -> Iterator[Fault]:
    """What stands in a page that is neither text nor a link, with its line and column."""
    for number, line in _outside_code(text):
        for found in _TAG.finditer(line):
            yield Fault(
                CODE,
                Span(number, found.start() + 1, len(found[0])),
                f"“{characters.shown(line[found.start() : found.start() + 20])}”是网页代码",
            )
        for found in _ATTRIBUTES.finditer(line):
            yield Fault(
                CODE,
                Span(number, found.start() + 1),
                f"“{characters.shown(found[0][:20])}”是网页代码，花括号里只写“#”和“.”开头的",
            )
        for found in _TARGET.finditer(line):
            target = found[found.lastindex or 0]
            if scheme_of(target) not in SCHEMES | {""}:
                yield Fault(
                    SCHEME,
                    Span(number, found.start(found.lastindex or 0) + 1),
                    f"链接“{characters.shown(target)}”不能点",
                )
    for fault in characters.odd_characters(text):
        if fault.code is characters.CHARACTER:
            yield Fault(ODD, fault.span, fault.message)


def scheme_of(target: str) -> str:
    """The scheme of a link as a browser sees it: small letters, "" where the link stays on the site."""
    plain = re.sub(r"[\x00-\x20]", "", html.unescape(target))
    found = _SCHEME.match(plain)
    return found[1].lower() if found else ""


def _outside_code(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers from 1, without blocks of code; a piece of code in a line is blanked."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        elif "<" in line or "{" in line or "](" in line or "]:" in line:
            yield number, _CODE_SPAN.sub(lambda found: " " * len(found[0]), line)
