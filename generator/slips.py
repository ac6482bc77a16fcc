"""The slips of a hand at the keyboard, in words: encoding, invisible characters, colons, dashes.

In: a file's bytes, or its text and the parser's error. Out: `Fault`s that name the line
that was typed wrong (the parser often names a later one) and say what to type instead.
Used by `source` alone.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from generator.problem import Fault, Span, declare

_CLERK = "文员：在自己的文件里就看到哪里写得不对"

ENCODING = declare(
    "H121",
    "文件要存成 UTF-8 编码",
    protects=_CLERK,
    advice="用记事本打开，“文件—另存为”，编码选“UTF-8”，覆盖原文件。",
)
CHARACTER = declare(
    "H122",
    "文件里不能有看不见的控制字符",
    protects="居民：看不见的字符能让页面显示得和文件不一样",
    advice="删掉这个位置上的字符，重新打一遍。",
)
TAB = declare("H123", "不用 Tab 键，用空格", protects=_CLERK, advice="把 Tab 换成空格；缩进用两个空格。")
WIDE_SPACE = declare(
    "H124", "缩进用半角空格", protects=_CLERK, advice="把行首的全角空格删掉，换成半角空格（每层两个）。"
)
WIDE_COLON = declare("H125", "格子名称后面的冒号用半角", protects=_CLERK, advice="把“：”改成“:”，后面空一格。")
NO_SPACE = declare("H126", "冒号后面空一格", protects=_CLERK, advice="写成“名称: 值”。")
TWO_COLONS = declare(
    "H127",
    "一行里有两个“: ”，要给值加引号",
    protects=_CLERK,
    advice="给冒号后面的整句加上引号，或者把里面的冒号改成全角“：”。",
)
NEEDS_QUOTES = declare(
    "H128", "值的开头是 YAML 的记号时，要给整句加引号", protects=_CLERK, advice="给冒号后面的整句加上双引号。"
)
QUOTE = declare(
    "H129", "引号要成对，值写在一对引号里", protects=_CLERK, advice="补上另一个引号；或者把里面的引号改成“”。"
)
BRACKET = declare(
    "H130", "方括号、花括号要成对", protects=_CLERK, advice="补上另一半括号；括号是内容的一部分时，给整句加引号。"
)
INDENT = declare(
    "H131", "同一层的格子左边要对齐", protects=_CLERK, advice="和上面同一层的格子对齐；下一层多缩进两个空格。"
)
NO_COLON = declare(
    "H132",
    "每一行是“格子名称: 值”，或者“- 内容”",
    protects=_CLERK,
    advice="补上冒号；如果是上一格的内容，写到上一行去。",
)
UNREADABLE = declare("H133", "文件照这样写读不出来", protects=_CLERK, advice="和样张对一对，看看这一行和上一行。")


def decode(content: bytes) -> tuple[str, list[Fault]]:
    """The text of a UTF-8 file, a byte order mark taken off, line ends made one; or why not."""
    for mark, name in ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if content.startswith(mark):
            return "", [Fault(ENCODING, Span(1, 1), f"文件是 {name} 编码")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        try:
            content.decode("gb18030")
            message = "文件是 GBK 编码（记事本里叫 ANSI）"
        except UnicodeDecodeError:
            message = "文件里有不是文字的内容"
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return "", [Fault(ENCODING, Span(line, column), message)]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def readable(content: bytes) -> str:
    """A file's text for showing a line of it, whatever its encoding."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e")


def _odd(character: str) -> str | None:
    """Why a character may not stand in the record, in words; None where it may."""
    if character == "\t":
        return "Tab"
    if character in "\u2028\u2029\x85\x0b\x0c":
        return "不是回车的换行符"
    if character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c":
        return "能颠倒文字顺序的控制符"
    if character in _ZERO_WIDTH:
        return "零宽字符"
    if character == "\ufffd":
        return "乱码（原来的字已经丢了）"
    if unicodedata.category(character) in ("Cc", "Cs", "Cn"):
        return "控制字符"
    return None


_SUSPECT = re.compile(
    r"[^\n\x20-\x7e\u00a1-\u00ac\u00ae-\u0377\u2010-\u2027\u2030-\u205e\u3000-\u303f\u4e00-\u9fa5\uff01-\uff5e]"
)


def characters(text: str) -> list[Fault]:
    """Characters that cannot be seen or change what is seen, at most twenty of them."""
    faults = []
    for found in _SUSPECT.finditer(text):
        reason = _odd(found[0])
        if reason is None:
            continue
        start = text.rfind("\n", 0, found.start()) + 1
        span = Span(text.count("\n", 0, found.start()) + 1, found.start() - start + 1)
        if reason == "Tab":
            faults.append(Fault(TAB, span, "这里有一个 Tab"))
        else:
            faults.append(Fault(CHARACTER, span, f"这里有一个看不见的{reason}（U+{ord(found[0]):04X}）"))
        if len(faults) == 20:
            break
    return faults + _wide_indents(text)


def _wide_indents(text: str) -> list[Fault]:
    if "\u3000" not in text and "\xa0" not in text:
        return []
    faults = []
    for number, line in _outside_blocks(text.split("\n")):
        indent = line[: len(line) - len(line.lstrip())]
        if wide := re.search("[\u3000\xa0]+", indent):
            faults.append(Fault(WIDE_SPACE, Span(number, wide.start() + 1, len(wide[0])), "这一行开头有全角空格"))
    return faults


def _outside_blocks(lines: list[str]):
    """Numbered lines, without those inside a text block (`|` or `>`)."""
    block = -1
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" "))
        if block >= 0 and (not line.strip() or indent > block):
            continue
        block = -1
        yield number, line
        if re.search(r":\s+[|>][+-]?\d?\s*(#.*)?$", line):
            block = indent


_KEY = r"[\u3400-\u9fffA-Za-z（）()_0-9]{1,20}"


def explain(text: str, error: Any) -> list[Fault]:
    """Faults for a file that the YAML parser gave up on: all the slips seen, else the parser's place."""
    lines = text.split("\n")
    faults = [fault for number, line in _outside_blocks(lines) if (fault := _slip(number, line))]
    return faults or [_parser(lines, error)]


def _slip(number: int, line: str) -> Fault | None:
    body = line.split("  # ")[0].rstrip()
    if not body.strip() or body.lstrip().startswith("#"):
        return None
    indent = len(body) - len(body.lstrip())
    content = body.lstrip()
    if found := re.match(rf"-(?=[^\s-])({_KEY})", content):
        return Fault(
            NO_SPACE, Span(number, indent + 1), f"“{content[:12]}”的短横后面没有空格", "短横后空一格：“- 内容”。"
        )
    start = indent
    while content.startswith("- "):
        shorter = content[2:].lstrip()
        start += len(content) - len(shorter)
        content = shorter
    if found := re.match(rf"({_KEY})：", content):
        if start == indent or ": " in content:
            return Fault(WIDE_COLON, Span(number, start + found.end()), f"“{found[1]}”后面的冒号是全角的")
        return None
    if (
        (found := re.match(rf"({_KEY}):(?=[^\s:])", content))
        and start == indent
        and not content.startswith(("http:", "https:"))
    ):
        return Fault(NO_SPACE, Span(number, start + found.end()), f"“{found[1]}:”后面没有空格")
    found = re.match(rf"{_KEY}: +(.+)$", content)
    value, at = (found[1], start + found.start(1)) if found else (content, start)
    return _value_slip(number, value, at)


def _value_slip(number: int, value: str, at: int) -> Fault | None:
    span = Span(number, at + 1)
    if value[0] in "@`%":
        return Fault(NEEDS_QUOTES, span, f"值的开头是“{value[0]}”")
    if value[0] in "|>" and len(value) > 1 and not re.fullmatch(r"[|>][+-]?\d?", value):
        return Fault(NEEDS_QUOTES, span, f"值的开头是“{value[0]}”")
    if value[0] in "\"'":
        if len(re.findall(value[0], value)) % 2:
            return Fault(QUOTE, span, f"引号 {value[0]} 只有一个")
        if not value.endswith(value[0]) and ": " not in value:
            return Fault(QUOTE, span, "引号只括住了前一半")
        return None
    if value[0] in "[{":
        return _bracket_slip(value, span)
    if second := re.search(r"\S: ", value):
        return Fault(TWO_COLONS, Span(number, at + second.start() + 2), f"“{value[:24]}”里又有一个“: ”")
    return None


def _bracket_slip(value: str, span: Span) -> Fault | None:
    for opened, closed in (("[", "]"), ("{", "}")):
        if value.count(opened) != value.count(closed):
            return Fault(BRACKET, span, f"“{opened}”和“{closed}”不成对")
    if (value.startswith("[") and not value.endswith("]")) or (value.startswith("{") and not value.endswith("}")):
        return Fault(BRACKET, span, f"“{value[0]}”会被当成列表的开头")
    return None


def _parser(lines: list[str], error: Any) -> Fault:
    """The parser's own complaint, put into words by what stands at its place."""
    mark = error.problem_mark or error.context_mark
    line = min(mark.line if mark else 0, len(lines) - 1)
    while line > 0 and not lines[line].strip():
        line -= 1
    span = Span(line + 1, min(mark.column if mark else 0, len(lines[line])) + 1)
    said = f"{error.context or ''} {error.problem or ''}"
    if "quoted" in said:
        start = error.context_mark or mark
        return Fault(QUOTE, Span(start.line + 1, start.column + 1), "从这里起引号没有关上")
    if "flow" in said:
        start = error.context_mark or mark
        return Fault(BRACKET, Span(start.line + 1, start.column + 1), "从这里起括号没有关上，或者里面写得不对")
    if "anchor" in said or "alias" in said or "tag" in said or "directive" in said or "cannot start any token" in said:
        return Fault(NEEDS_QUOTES, span, f"这里不能用“{lines[line][span.column - 1 : span.column]}”开头")
    if "expected ':'" in said:
        start = error.context_mark
        at = start.line if start and start.line < len(lines) and ":" not in lines[start.line] else line
        return Fault(
            NO_COLON, Span(at + 1, len(lines[at]) - len(lines[at].lstrip()) + 1), f"“{lines[at].strip()[:20]}”没有冒号"
        )
    if "mapping values" in said:
        return Fault(INDENT, Span(line + 1, 1), f"“{lines[line].strip()[:20]}”的缩进和上面对不上")
    if "block" in said or "indent" in said:
        return Fault(INDENT, Span(line + 1, 1), f"“{lines[line].strip()[:20]}”的缩进和上面对不上")
    return Fault(UNREADABLE, span, f"读到“{lines[line].strip()[:20]}”这里读不下去")
