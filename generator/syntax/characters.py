"""A file's bytes → text: its encoding, characters that cannot be seen, spaces that YAML does not take for spaces.

In: bytes. Out: text, and `Fault`s.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.problem import Code, Fault, Span, declare

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
LOOKALIKE = declare(
    "H134",
    "用平常的汉字，不用长得像字的部首和旧编码的字",
    protects="居民：看着是那个字，搜的时候搜不到",
    advice="删掉这个字，用输入法重新打一遍；从 PDF 里复制来的文字常有。",
)
TAB = declare("H123", "不用 Tab 键，用空格", protects=_CLERK, advice="把 Tab 换成空格；缩进用两个空格。")
WIDE_SPACE = declare(
    "H124",
    "缩进、冒号和短横后面用半角空格，行末不留全角空格",
    protects=_CLERK,
    advice="删掉这个空格；要空的地方换成半角空格（缩进每层两个）。",
)

KEY = r"[\u3400-\u9fffA-Za-z（）()、_0-9]{1,20}"  # a pattern for the name of a field
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # the first bytes of files of Office: since 2007, and before


def decode(content: bytes) -> tuple[str, list[Fault]]:
    """The text of a UTF-8 file, without its byte order mark and with "\\n" for every line end; "" and why, if it is none."""
    if content.startswith(_OFFICE):
        advice = "照样张写成文字，存成 yml 文件；原件移出 powers，是附件就放到 attachments。"
        return "", [Fault(ENCODING, Span(1, 1), "这是“Excel”或者“Word”文件，不是文字", advice)]
    if _utf16(content):
        return "", [Fault(ENCODING, Span(1, 1), "文件是 UTF-16 编码（记事本里叫 Unicode）")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]  # without the byte order mark
        line = before.count(b"\n") + 1
        try:
            content.decode("gb18030")
            message = "文件是 GBK 编码（记事本里叫 ANSI）"
        except UnicodeDecodeError:
            message = "文件里有不是文字的内容"
        column = len(before.rpartition(b"\n")[2].decode()) + 1
        return "", [Fault(ENCODING, Span(line, column), message)]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def _utf16(content: bytes) -> str:
    """The codec of a UTF-16 file, known by its mark, or by line ends and many zero bytes; "" for any other file."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for codec, line_end in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        if line_end in content and content.count(b"\x00") > len(content) // 20 and len(content) % 2 == 0:
            return codec
    return ""


def readable(content: bytes) -> str:
    """A file's text as well as it can be had, whatever its encoding: to show a line of it, or to search in it."""
    if codec := _utf16(content):
        return content.decode(codec, "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


# Characters of no width: joiners, fillers of Hangul, selectors of another form of the character in front.
_ZERO_WIDTH = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\uffa0"
) | frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def _odd(character: str) -> str:
    """What a clerk is told of a character that cannot be seen, and that the record may not hold; "" for any other."""
    if character in "\u2028\u2029\x85\x0b\x0c":
        return "有一个看不见的换行符，不是回车"
    if character in _TURNING:
        return "有一个看不见的控制符，能颠倒文字的顺序"
    if character in _ZERO_WIDTH:
        return "有一个看不见的零宽字符"
    if character == "\ufffd":
        return "是乱码，原来的字已经丢了"
    if unicodedata.category(character) == "Co":
        return "有一个自造字，别人的电脑上看不到"
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn"):
        return "有一个看不见的控制字符"
    return ""


def _only_looks_like(character: str) -> str:
    """What a clerk is told of a radical, or of a character of an older code, that looks like a common one; "" for any other."""
    code = ord(character)
    if not (0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F):
        return ""
    if (common := unicodedata.normalize("NFKC", character)) != character:
        return f"有一个像“{common}”的字，不是“{common}”"
    return f"“{character}”是部首，不是字" if code <= 0x2FDF else ""  # a few of the older codes are common characters


def _amiss(character: str) -> tuple[Code, str] | None:
    """The code of a character that the record may not hold, and what a clerk is told of it; None for any other."""
    number = f"U+{ord(character):04X}"
    if character == "\t":
        return TAB, "有 Tab"
    if reason := _odd(character):
        return CHARACTER, f"{reason}（{number}）"
    if reason := _only_looks_like(character):
        return LOOKALIKE, f"{reason}（{number}）"
    return None


def amiss(value: str) -> tuple[Code, str] | None:
    """What is wrong with the first character of a value that may not stand in one; None where all may.

    Line ends may: a text can have several lines.
    """
    return next((told for found in _SUSPECT.finditer(value) if (told := _amiss(found[0][0]))), None)


def readable_name(name: str) -> str:
    """The name or path of a file as it may be printed: one that is no UTF-8 as GBK, a mark for what cannot be seen."""
    if any("\udc80" <= character <= "\udcff" for character in name):  # how Python writes bytes that are no UTF-8
        name = name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
    return marked(name)


def marked(line: str) -> str:
    """A line with a mark for each character that cannot be seen or that turns the direction of the text."""
    return "".join("␣" if character == "\t" else "�" if _odd(character) else character for character in line)


_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    f"[\x00-\x08\x0e-\x1f\x7f-\x9f{''.join(sorted(_ZERO_WIDTH | _TURNING))}]"
)  # these may be dropped, and the text looks the same
_PRINTABLE_BUT_UNSEEN = re.compile(f"[{''.join(sorted(filter(str.isprintable, _ZERO_WIDTH)))}]")


def visible(text: str) -> str:
    """A text as it looks: "\\n" for every kind of line end, a space for a tab, characters that cannot be seen left out."""
    if text.isprintable():
        return text
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def shown(written: object) -> str:
    """What is written as a message quotes it: one line, at most 40 characters, none that cannot be seen."""
    text = str(written)[:_LOOKED_AT]
    line = marked(" ".join(visible(text).split()))
    return line if len(line) <= 40 and len(text) < _LOOKED_AT else line[:39] + "…"


_LOOKED_AT = 400  # characters of what may be a long text


# A run of tabs, or a character outside the ranges in which none is odd: few of a file's characters are looked at.
_SUSPECT = re.compile(
    r"\t+|[^\n\x20-\x7e\u00a1-\u00ac\u00ae-\u034e\u0350-\u0377\u2010-\u2027\u2030-\u205e\u3000-\u303f\u4e00-\u9fa5\uff01-\uff5e]"
)


def odd_characters(text: str) -> list[Fault]:
    """Faults for tabs, characters that cannot be seen or only look like others, and wide spaces."""
    faults: list[Fault] = []
    line, begin, counted = 1, 0, 0  # the line at hand, where it begins, how far its number is worked out
    for found in _SUSPECT.finditer(text):
        if not (told := _amiss(found[0][0])):
            continue
        at = found.start()
        if (last := text.rfind("\n", counted, at)) >= 0:
            line, begin = line + text.count("\n", counted, at), last + 1
        counted = at
        faults.append(Fault(told[0], Span(line, at - begin + 1, len(found[0])), f"这里{told[1]}"))
    return faults + _wide_spaces(text)


_AT_FRONT = (
    (re.compile("[ ]*([\u3000\xa0][\u3000\xa0 ]*)"), "这一行开头有{}"),
    (re.compile(f" *(?:- +)*{KEY}: *([\u3000\xa0]+)"), "冒号后面有{}"),
    (re.compile(" *(?:- +)*- *([\u3000\xa0]+)"), "短横后面有{}"),
)


def _wide_spaces(text: str) -> list[Fault]:
    """Faults for wide spaces where YAML needs an ASCII space. Inside a text block they are text, and left alone."""
    if "\u3000" not in text and "\xa0" not in text:
        return []
    return [fault for number, line in outside_blocks(text.split("\n")) if (fault := _wide_space(number, line))]


def _wide_space(number: int, line: str) -> Fault | None:
    """The fault of the first wide space of a line that stands where it may not."""
    for pattern, message in _AT_FRONT:
        if found := pattern.match(line):
            return _fault_of(number, found.start(1), found[1], message)
    # By hand: a pattern that looks for the end of a line would begin anew at each of 60,000 spaces.
    written = line.rstrip(" ")
    start = len(written.rstrip("\u3000\xa0"))
    return _fault_of(number, start, written[start:], "这一行末尾有{}") if start < len(written) else None


def _fault_of(number: int, start: int, spaces: str, message: str) -> Fault:
    name = "全角空格" if "\u3000" in spaces else "网页上复制来的空格"
    return Fault(WIDE_SPACE, Span(number, start + 1, len(spaces)), message.format(name))


def outside_blocks(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers from 1, but for lines inside a text block (`|` or `>`) and comments."""
    block = -1
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" "))
        if block >= 0 and (not line.strip() or indent > block):
            continue
        block = -1
        if not line.lstrip(" ").startswith("#"):
            yield number, line
        if re.search(r"[:-]\s+[|>][+-]?\d?\s*(#.*)?$", line):
            block = indent
