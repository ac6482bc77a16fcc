"""Slips of the keyboard, put into words: colons, dashes, quotes, brackets, indents.

In: a file's lines, and PyYAML's error where it stopped. Out: `Fault`s. They name the line that was typed wrong,
where PyYAML often names a later one, and say what to type instead.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from generator.problem import Fault, Span, declare
from generator.syntax.characters import KEY, outside_blocks

_CLERK = "文员：在自己的文件里就看到哪里写得不对"

WIDE_COLON = declare("H125", "格子名称后面的冒号用半角", protects=_CLERK, advice="把“：”改成“:”，后面空一格。")
NO_SPACE = declare(
    "H126", "冒号、短横后面空一格，短横用半角", protects=_CLERK, advice="写成“名称: 值”，列表写成“- 内容”。"
)
TWO_COLONS = declare(
    "H127",
    "一行里有两个“: ”，要给值加引号",
    protects=_CLERK,
    advice="给冒号后面的整句加上引号，或者把里面的冒号改成全角“：”。",
)
NEEDS_QUOTES = declare(
    "H128", "值的开头是 YAML 的记号时，要给整句加引号", protects=_CLERK, advice="给这整句加上双引号，或者换个开头。"
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

_UNMERGED = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: |$)")  # the lines that git puts around two changes of one place
_WIDE_DASHES = "－—–―•·●"


def explain(lines: list[str], error: Any) -> list[Fault]:
    """Faults for a file that PyYAML gave up on: every slip that is seen, or else what its `error` amounts to."""
    return seen(lines) or [_of_error(lines, error)]


def seen(lines: list[str]) -> list[Fault]:
    """A fault for every slip in the lines of a file. In a file that parses, what looks like a slip may be none."""
    if unmerged := next((number for number, line in enumerate(lines, 1) if _UNMERGED.match(line)), 0):
        span = Span(unmerged, 1, len(lines[unmerged - 1]))
        return [Fault(UNREADABLE, span, "两个人改了同一处，还没有合", "两种写法留对的一份，删掉这几行记号。")]
    written = [(number, body) for number, line in outside_blocks(lines) if (body := line.split("  # ")[0].rstrip())]
    faults = []
    for i, (number, body) in enumerate(written):
        before = written[i - 1][1] if i else ""
        after = written[i + 1][1] if i + 1 < len(written) else ""
        if fault := _slip(number, body, before, after):
            faults.append(fault)
    return faults


def run_together(lines: list[str], start: int, column: int, end: int) -> list[Fault]:
    """Faults for the slips that ran several lines into one value; none where the value is just a long text.

    The value is unquoted; it begins on line `start` at `column` and ends on line `end`, all counted from 0.
    """
    texts = [(start + 1, column, lines[start][column:])]
    texts += [(i + 1, _indent(lines[i]), lines[i].strip()) for i in range(start + 1, end + 1)]
    dashes = [_dash(number, at, text) for number, at, text in texts if re.match(r"-(?=[^\s\-\d.])", text)]
    deeper = [
        Fault(INDENT, Span(number, 1), f"“{text[:20]}”会连到上一行里去", "是列表里的一条，就和上面的短横对齐。")
        for number, _, text in texts[1:]
        if text.startswith("- ")
    ]
    if dashes or deeper:
        return dashes + deeper
    keys = [(number, at, found) for number, at, text in texts if (found := re.match(rf"({KEY})(：|:(?=\S))", text))]
    if len(keys) < 2 or keys[0][0] != start + 1:
        return []
    return [colon_fault(number, at, found) for number, at, found in keys]


_BEFORE_VALUE = re.compile(rf"^ *(?:- +)*(?:{KEY}: +)?")
_WIDTH = 80  # columns after which programs fold a value


def folded(lines: list[str]) -> bool:
    """Whether the lines of one value are as a program folds it, not as a clerk types: all end where the width does.

    PyYAML folds at the first space behind the width. ruamel.yaml folds before the word that would pass it, and leaves
    the space at the end of the line. Both fold at spaces: a long line without any was typed.
    """
    return all(_ends_at_width(line, after) for line, after in pairwise(lines))


def _ends_at_width(line: str, after: str) -> bool:
    text = line.rstrip()
    if " " not in _BEFORE_VALUE.sub("", text):
        return False
    if len(text) > _WIDTH:
        return " " not in text[_WIDTH + 1 :]
    return line != text and len(text) + 1 + len(after.strip().partition(" ")[0]) > _WIDTH


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _dash(number: int, at: int, text: str) -> Fault:
    """The fault of a dash that has no space behind it."""
    return Fault(NO_SPACE, Span(number, at + 1), f"“{text[:12]}”的短横后面没有空格", "短横后空一格：“- 内容”。")


def colon_fault(number: int, at: int, found: re.Match[str]) -> Fault:
    """The fault of a colon that is wide, or has no space behind it.

    `found` holds the key and the colon as its groups; it was matched on line `number` (from 1), column `at` (from 0).
    """
    span = Span(number, at + found.end(1) + 1)
    if found[2] == "：":
        return Fault(WIDE_COLON, span, f"“{found[1]}”后面的冒号是全角的")
    return Fault(NO_SPACE, span, f"“{found[1]}:”后面没有空格", "写成“名称: 值”。")


def _slip(number: int, body: str, before: str, after: str) -> Fault | None:
    """The first slip in a line, if there is one; `before` and `after` are the lines around it."""
    indent = _indent(body)
    content = body.lstrip()
    if re.match(rf"-(?=[^\s-])({KEY})", content):
        return _dash(number, indent, content)
    if content[0] in _WIDE_DASHES and any(re.match(rf" {{{indent}}}- ", near) for near in (before, after)):
        return Fault(NO_SPACE, Span(number, indent + 1), f"“{content[0]}”不是列表的短横", "换成半角短横，后面空一格。")
    start = indent
    while content.startswith("- "):
        shorter = content[2:].lstrip()
        start += len(content) - len(shorter)
        content = shorter
    continued = start > indent and _indent(after) == start and re.match(rf"{KEY}:", after.lstrip())
    if continued and re.match(KEY, content) and not re.match(rf"{KEY} *[:：]", content):
        return Fault(NO_COLON, Span(number, start + 1), f"“{content[:20]}”没有冒号")
    # In a list line the colon may be part of a text; where a key follows below, it is a key's.
    is_key = start == indent or (_indent(after) == start and re.match(rf"{KEY}[:：]", after.lstrip()))
    if found := re.match(rf"({KEY})(：)", content):
        return colon_fault(number, start, found) if is_key or ": " in content else None
    if (
        is_key
        and not content.startswith(("http:", "https:"))
        and (found := re.match(rf"({KEY})(:)(?=[^\s:])", content))
    ):
        return colon_fault(number, start, found)
    found = re.match(rf"{KEY}: +(.+)$", content)
    if found and found[1][0] in "-?" and found[1][1:2] in ("", " "):
        advice = "还不知道的空着，确实没有的写“无”。" if found[1] == "-" else ""
        return Fault(NEEDS_QUOTES, Span(number, start + found.start(1) + 1), f"值的开头是“{found[1][0]}”", advice)
    value, at = (found[1], start + found.start(1)) if found else (content, start)
    return _value_slip(number, value, at) if value else None


def mark_first(number: int, at: int, mark: str) -> Fault:
    """The fault of a value that begins with one of YAML's marks, on line `number` (from 1) at column `at` (from 0)."""
    return Fault(NEEDS_QUOTES, Span(number, at + 1), f"值的开头是“{mark}”")


def _value_slip(number: int, value: str, at: int) -> Fault | None:
    """The slip in a value that begins at column `at` (from 0), if there is one."""
    span = Span(number, at + 1)
    if value[0] in "@`%*&!]},":
        return mark_first(number, at, value[0])
    if value[0] in "|>" and len(value) > 1 and not re.fullmatch(r"[|>][+-]?\d?", value):
        return mark_first(number, at, value[0])
    if value[0] in "\"'":
        return _quote_slip(number, value, at)
    if value[0] in "[{":
        return _bracket_slip(value, span)
    if second := re.search(r"\S: ", value):
        return Fault(TWO_COLONS, Span(number, at + second.start() + 2), f"“{value[:24]}”里又有一个“: ”")
    return None


_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_BACKSLASH = re.compile(r'\\(?![0abtnvfre "/\\N_LPxuU])')
# JSON writes a character beyond U+FFFF as two halves, \ud83d\ude00; YAML knows \U0001f600 alone.
_HALVES = r"(?:\\u[dD][89a-fA-F][0-9a-fA-F]{2})+"
_IN_QUOTES = re.compile(rf"(?<!\\)(?:\\\\)*({_HALVES})")


def halves(line: str, number: int, start: int, before: int = 0) -> Fault | None:
    """The fault of a character that is written as its halves at `start` (from 0) of a line, None where it is another.

    `line` may be the rest of line `number` (from 1), with so many characters `before` it.
    """
    found = re.compile(_HALVES).match(line, start)
    if found is None:
        return None
    span = Span(number, before + start + 1, len(found[0]))
    return Fault(QUOTE, span, f"“{found[0]}”不是一个完整的字", "把它换成这个字本身，不用反斜杠写。")


def _quote_slip(number: int, value: str, at: int) -> Fault | None:
    """The slip in a value that begins with a quote, if there is one."""
    whole = _QUOTED.match(value)
    if value[0] == '"' and (found := _IN_QUOTES.search(whole[0] if whole else value)):
        return halves(value, number, found.start(1), at)
    if whole is None:
        return Fault(QUOTE, Span(number, at + 1), f"从这里起引号 {value[0]} 没有关上")
    if value[0] == '"' and (found := _BACKSLASH.search(whole[0])):
        message = "双引号里的反斜杠“\\”会被当成记号"
        return Fault(QUOTE, Span(number, at + found.start() + 1), message, "把两头的双引号换成单引号，或者两头都不加。")
    rest = value[whole.end() :]
    if rest.strip() and not rest.lstrip().startswith((":", "#")):
        return Fault(
            QUOTE,
            Span(number, at + whole.end() + 1),
            f"引号在 {whole[0][-12:]} 已经关上，后面还有“{rest.strip()[:12]}”",
        )
    return None


def _bracket_slip(value: str, span: Span) -> Fault | None:
    """The slip in a value that begins with a bracket, if there is one."""
    for opened, closed in (("[", "]"), ("{", "}")):
        if value.count(opened) != value.count(closed):
            return Fault(BRACKET, span, f"“{opened}”和“{closed}”不成对")
    if (value.startswith("[") and not value.endswith("]")) or (value.startswith("{") and not value.endswith("}")):
        return Fault(BRACKET, span, f"“{value[0]}”会被当成列表的开头")
    return None


def _of_error(lines: list[str], error: Any) -> Fault:
    """PyYAML's error in words for a clerk: by its message, and by what is written where it stopped."""
    mark = error.problem_mark or error.context_mark
    line = min(mark.line if mark else 0, len(lines) - 1)
    while line > 0 and not lines[line].strip():
        line -= 1
    span = Span(line + 1, min(mark.column if mark else 0, len(lines[line])) + 1)
    said = f"{error.context or ''} {error.problem or ''}"
    start = error.context_mark or mark
    opening = Span(start.line + 1, start.column + 1) if start else span
    shown = lines[line].strip()[:20]
    if "quoted" in said:
        return Fault(QUOTE, opening, "从这里起引号没有关上")
    if "flow" in said:
        return Fault(BRACKET, opening, "从这里起括号没有关上，或者里面写得不对")
    if any(word in said for word in ("anchor", "alias", "tag", "directive", "cannot start any token")):
        return Fault(NEEDS_QUOTES, span, f"这里不能用“{lines[line][span.column - 1 : span.column]}”开头")
    if "expected ':'" in said:
        at = start.line if start and start.line < len(lines) and ":" not in lines[start.line] else line
        return Fault(NO_COLON, Span(at + 1, _indent(lines[at]) + 1), f"“{lines[at].strip()[:20]}”没有冒号")
    if "document start" in said and lines[0].startswith(" "):
        return Fault(INDENT, Span(1, 1), "第一行开头多了空格", "第一行顶格写。")
    if "'-' indicator" in said and not lines[line].lstrip().startswith("-"):
        advice = "是列表里一条的内容，就和那一条的格子对齐。"
        return Fault(INDENT, Span(line + 1, 1), f"“{shown}”的缩进和上面对不上", advice)
    levels = {_indent(above) for above in lines[:line] if above.strip()}
    if "mapping values" in said or ("block" in said and _indent(lines[line]) not in levels):
        return Fault(INDENT, Span(line + 1, 1), f"“{shown}”的缩进和上面对不上")
    if lines[line].lstrip().startswith("- "):
        return Fault(
            UNREADABLE, Span(line + 1, _indent(lines[line]) + 1), f"“{shown}”前面不该有短横", "删掉短横和空格。"
        )
    return Fault(UNREADABLE, span, f"读到“{shown}”这里读不下去")
