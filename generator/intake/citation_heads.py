"""Finds what a citation begins with: the title of a law, with marks or without, or a document by its 文号.

In: a text and a place in it. Out: a `Head`, with what stands in the brackets behind the title.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.intake import article_words
from generator.model.codes import DocumentNumber

_OPEN, _CLOSE = "《〈<＜«", "》〉>＞»"
_ROUND_OPEN, _ROUND_CLOSE = "（(〔[【", "）)〕]】"
_LONGEST_TITLE, _LONGEST_BRACKET = 120, 200  # characters
_KINDS = "(?:法典|法|条例|办法|规定|细则|决定|规则|通则|解释)"
_UNMARKED = re.compile(rf"(?:中华人民共和国)?[\u4e00-\u9fff]{{1,38}}?{_KINDS}(?=[（(第\s0-9]|$)")
_NO_TITLE = re.compile("依照|按照|根据|依据|违反|参照|应当|的，|[，。；：、]|本法|该法|同法|上述|有关|相关|以及")
_NUMBER_OF_DOCUMENT = re.compile(
    r"(?P<of>[\u3400-\u9fffA-Za-z]{1,16})\s*[〔\[（(【]\s*(?P<year>(?:19|20)\d{2})\s*[〕\]）)】]\s*(?:第\s*)?(?P<number>\d{1,5})\s*号"
)
_DOCUMENT_TITLE = re.compile("(?:通知|意见|决定|方案|批复|公告|函|目录|清单|纲要|公报|复函|请示|通报)$")
_UNMARKED_DOCUMENT = re.compile(
    r"[\u4e00-\u9fff、“”]{4,60}?(?:通知|意见|决定|方案|批复|公告|函|目录|清单)(?=\s*[（(][^（）()]*[〔\[（(]?\d{4})"
)
_LABELS = "(?:设定|实施|法律|法规|处罚|违法|违反|行政处罚|行政许可|行政强制|职权|权力|执法|政策|法定|行使|追责|收费|主要|许可|检查){0,4}(?:的)?依据"
_LEVELS = "法律|行政法规|地方性法规|地方法规|部门规章|规章|地方政府规章|政府规章|规范性文件|党内法规|司法解释|其他"
_MARKER = r"\d{1,2}[.．、)）]|[（(]\d{1,2}[)）]|[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳]|[-—•·●▪◆■]"
FILLER = re.compile(
    rf"(?:[\s\u3000、，,；;。.：:和及与以或并”\"’'‘“]|{_LABELS}|[【\[〔（(](?:{_LEVELS}|{_LABELS})[】\]〕）)]|(?:{_LEVELS})(?=[：:\s])|"
    rf"{_MARKER}|根据|依据|按照|依照|参照|违反了?|的?规定|之规定|以及|现行)*+"
)
SAME = re.compile(r"[同该](?:法|条例|办法|规定|细则|决定|规则)|(?:上述|前述)(?:法律|法规|条例|办法|规定)")

Known = Callable[[str], bool]  # whether the record has a law of a title


@dataclass(frozen=True, slots=True)
class Head:
    """What a citation begins with: the title of a law, or a document; `end` is behind its brackets."""

    start: int
    end: int
    title: str = ""
    document: str = ""
    articles: tuple[str, ...] = ()  # that stand in its brackets
    left: tuple[str, ...] = ()  # what in its brackets was not understood


def head_at(text: str, at: int, known: Known, *, beginning: bool) -> Head | None:
    """The head of a citation at a place of a text.

    Titles without marks are looked for where nothing but filling stands before them (`beginning`).
    """
    if text[at] in _OPEN:
        found = _enclosed(text, at, _OPEN, _CLOSE, _LONGEST_TITLE)
        if not found:
            return None
        title = _tidy_title(found)
        return _with_brackets(text, (at, at + len(found)), title, known)
    if beginning:
        if document := _NUMBER_OF_DOCUMENT.match(text, at):
            return Head(at, document.end(), document=_number(document))
        unmarked = _UNMARKED_DOCUMENT.match(text, at)
        if unmarked and not is_filler(unmarked[0]):
            head = _with_brackets(text, unmarked.span(), unmarked[0], known)
            return head if head.document else None
        return _unmarked(text, at, known)
    return None


def _unmarked(text: str, at: int, known: Known) -> Head | None:
    """A law whose title has no marks: 城乡规划法第四十一条."""
    found = _UNMARKED.match(text, at)
    filler = FILLER.match(found[0]) if found else None
    if not found or (filler and filler.end()) or SAME.match(text, at) or _NO_TITLE.search(found[0]):
        return None
    head = _with_brackets(text, found.span(), found[0], known)
    cites = head.articles or article_words.read(text, head.end).articles
    return head if (cites or known(found[0])) and len(found[0]) > 2 else None


def _with_brackets(text: str, span: tuple[int, int], title: str, known: Known) -> Head:
    """A head with the brackets behind its title: an edition, the 文号 of a document, its short name, its articles."""
    start, end = span
    articles: list[str] = []
    left: list[str] = []
    document = ""
    at = article_words.after_blanks(text, end)
    while at < len(text) and text[at] in _ROUND_OPEN:
        inside = _enclosed(text, at, _ROUND_OPEN, _ROUND_CLOSE, _LONGEST_BRACKET)
        if not inside or article_words.is_item(text, at):
            break
        said = inside[1:-1].strip()
        listed = article_words.read(said, 0)
        if listed.articles and listed.end == len(said):
            articles += listed.articles
        elif number := _NUMBER_OF_DOCUMENT.search(said):
            document = _number(number)
        elif re.search("第[^号次届]{1,6}条", said) and "《" not in said:
            left.append(said)
        end = at + len(inside)
        at = article_words.after_blanks(text, end)
    if document and _DOCUMENT_TITLE.search(title) and not known(title):
        return Head(start, end, document=document)
    return Head(start, end, title=title, articles=tuple(articles), left=tuple(left))


def _enclosed(text: str, at: int, opening: str, closing: str, longest: int) -> str:
    """What stands between marks, with the marks; "" where they do not close."""
    depth = 0
    for end in range(at, min(len(text), at + longest)):
        if text[end] in opening:
            depth += 1
        elif text[end] in closing:
            depth -= 1
            if not depth:
                return text[at : end + 1]
    return ""


def _tidy_title(marked: str) -> str:
    """The title between its marks, without blanks; titles inside it have single marks."""
    inside = re.sub(r"\s+", "", marked[1:-1])
    for marks, one in ((_OPEN, "〈"), (_CLOSE, "〉")):
        inside = re.sub(f"[{re.escape(marks)}]", one, inside)
    return inside.replace("(", "（").replace(")", "）")


def _number(found: re.Match[str]) -> str:
    """A 文号 in the form of the record."""
    number = f"{found['of']}〔{found['year']}〕{int(found['number'])}号"
    return number if DocumentNumber.form.fullmatch(number) else found[0]


def is_filler(between: str) -> bool:
    """Whether a text says nothing: punctuation, numbers of points, labels, “根据”, “规定”."""
    return FILLER.fullmatch(between) is not None


def without_marker(between: str) -> str:
    """Text without the number, the label or the tag at its end that begins the next point."""
    return re.sub(
        rf"(?:\s*(?:{_MARKER}|{_LABELS}[：:]?|[【\[（(](?:{_LEVELS})[】\]）)]|(?:{_LEVELS})[：:]))+\s*$", "", between
    )
