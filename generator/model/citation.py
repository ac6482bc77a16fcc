"""Citations: 《…》第…条第…款第…项, as official papers write them.

In: the text after 依据. Out: `Citation`, with the law's title and the articles as numbers, so
that the rules can ask whether the law is known and has that many articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple, Self

from generator.model.leaf import HALF_WIDTH
from generator.model.values import BAD_CITATION, DocumentNumber, Scalar, fault, shown

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[零〇一二三四五六七八九十百千]+"
_JOINED = re.compile("以及|[和及与，,；;]")  # what stands between two articles instead of 、
_ARTICLE = rf"第({_NUMERAL})条(?:之({_NUMERAL}))?((?:第{_NUMERAL}款)?(?:第(?:{_NUMERAL}|（{_NUMERAL}）)项)?(?:第{_NUMERAL}目)?)"
_NAMED = re.sub(r"\((?!\?)", "(?:", _ARTICLE)
_IN_TEXT = re.compile(rf"《([^《》\n]+)》({_NAMED}(?:、{_NAMED})*)")
_IN_DIGITS = re.compile("第?(?<![0-9])([1-9][0-9]{0,3})(?=[条款项目])")


def number(numeral: str) -> int | None:
    """The value of a Chinese numeral below 10,000; None where it is not one.

    Accepts only the canonical spelling (第二百一十二条, not 第二百十二条), so that a slip shows.
    """
    total, digit = 0, 0
    for character in numeral:
        if character in _DIGIT:
            digit = _DIGIT[character]
        elif character in _UNIT:
            total += (digit or (1 if character == "十" and total == 0 else 0)) * _UNIT[character]
            digit = 0
        else:
            return None
    total += digit
    return total if numeral == spelled(total) else None


def spelled(value: int) -> str:
    """The Chinese numeral of a number from 1 to 9,999, as laws write their articles."""
    text, gap = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + word
            gap = False
        elif text:
            gap = True
    return text[1:] if text.startswith("一十") else text


class Article(NamedTuple):
    """An article of a law: `number`, `inserted` for 之一, and the rest (款、项) as written."""

    number: int
    inserted: int
    rest: str

    def __str__(self) -> str:
        inserted = f"之{spelled(self.inserted)}" if self.inserted else ""
        return f"第{spelled(self.number)}条{inserted}{self.rest}"


class Citation(Scalar):
    """What something rests on: articles of a law, or a document by its 文号.

    `law` is the title without its marks, "" for a document; `articles` may be empty where only
    the law is known; `document` is the 文号, `place` the position within it.
    """

    __slots__ = ("articles", "document", "law", "place")
    word, example = "依据", "《城市道路管理条例》第三十条、第三十一条"
    _law: ClassVar[re.Pattern[str]] = re.compile(r"《([^《》]+)》(.*)")
    _article: ClassVar[re.Pattern[str]] = re.compile(_ARTICLE)

    def __init__(self, written: str, law: str, articles: tuple[Article, ...], document: str, place: str) -> None:
        super().__init__(written)
        self.law, self.articles, self.document, self.place = law, articles, document, place

    @classmethod
    def parse(cls, written: str) -> Self:
        if written.count("《") > 1:
            fault(BAD_CITATION, f"写的是“{shown(written)}”，一行里有两部法规", "一部法规一行，前面加“- ”。")
        if found := cls._law.fullmatch(written):
            return cls(written, found[1].strip(), cls._articles(written, found[2]), "", "")
        number_, _, place = written.partition(" ")
        if DocumentNumber.form.fullmatch(number_):
            return cls(written, "", (), number_, place)
        if re.match(r"[〈<「“\"]", written):
            fault(BAD_CITATION, f"写的是“{shown(written)}”，法规名称两边要用书名号《》")
        fault(BAD_CITATION, f"写的是“{shown(written)}”，既不是《法规》第几条，也不是文号")

    @classmethod
    def _articles(cls, written: str, tail: str) -> tuple[Article, ...]:
        if not tail:
            return ()
        if tail != tail.lstrip():
            fault(
                BAD_CITATION, f"写的是“{shown(written)}”，书名号后面有空格", cls._mended(tail, "删掉书名号后面的空格")
            )
        if re.search(r"[0-9０-９]", tail):
            fault(BAD_CITATION, f"写的是“{shown(written)}”，条号要用汉字", cls._mended(tail, "条号用汉字"))
        articles = []
        for part in tail.split("、"):
            article = cls._one(part)
            if article is None:
                advice = cls._mended(tail, f"“{joined[0]}”改成顿号") if (joined := _JOINED.search(part)) else ""
                fault(BAD_CITATION, f"“{shown(part)}”不是条号（整句：{shown(written)}）", advice)
            articles.append(article)
        return tuple(articles)

    @classmethod
    def _one(cls, part: str) -> Article | None:
        found = cls._article.fullmatch(part)
        value = number(found[1]) if found else None
        if not found or value is None:
            return None
        return Article(value, number(found[2]) or 0 if found[2] else 0, found[3])

    @classmethod
    def _mended(cls, tail: str, lead: str) -> str:
        """What to do, and the articles as they should be written where that can be told."""
        closed = _JOINED.sub("、", "".join(tail.split()).translate(HALF_WIDTH))
        mended = _IN_DIGITS.sub(lambda found: f"第{spelled(int(found[1]))}", closed)
        return f"{lead}，写成“{mended}”。" if all(map(cls._one, mended.split("、"))) else f"{lead}。例：第三十一条。"


class ArticleName(Scalar):
    """The name of one article, without paragraphs: 第四十一条, 第十条之一."""

    __slots__ = ("article",)
    word, example = "第几条", "第四十一条"

    def __init__(self, written: str, article: Article) -> None:
        super().__init__(written)
        self.article = article

    @classmethod
    def parse(cls, written: str) -> Self:
        found = articles(written)
        if len(found) != 1 or found[0].rest:
            fault(
                BAD_CITATION,
                f"写的是“{shown(written)}”，不是一条的条号",
                "条号用汉字，一条一行，不写款、项。例：第四十一条。",
            )
        return cls(written, found[0])


def articles(written: str) -> tuple[Article, ...]:
    """The articles in a text such as 第三条、第五条第二款; () where it is not one."""
    found = [Citation._one(part) for part in written.split("、")]
    return tuple(article for article in found if article) if all(found) else ()


def in_text(text: str) -> Iterator[tuple[int, Citation]]:
    """The citations of articles within running text, 《…》第三十条、第三十一条, each with where it begins."""
    for found in _IN_TEXT.finditer(text):
        if cited := articles(found[2]):
            yield found.start(), Citation(found[0], found[1].strip(), cited, "", "")
