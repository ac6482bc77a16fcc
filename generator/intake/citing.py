"""Finds in a cell of law practice what it rests on: laws with their articles, documents by their 文号.

In: the text of a cell, which may name laws in any of the usual ways and quote whole articles. Out: a `Cited`: the
citations in the one form of the record, and the words that were not understood.

A citation stands at the beginning, behind another one, behind a sentence, a number or a label. A law that an article
names in its own text is no basis: it is told apart, not taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.intake import article_words
from generator.intake.citation_heads import FILLER, SAME, Head, Known, head_at, is_filler, without_marker

_ETC = re.compile("等(?:有关|相关)?(?:法律|法规|规章|文件|规定|政策|、)*")
_QUOTES = re.compile(r"\s*(?:规定|的规定|明确|指出)?[，,]?\s*(?:[：:]|[“「\"])")
_TEXT_FOLLOWS = re.compile(r"[\s\u3000]*(?!(?:的|规定|之规定|等|所列|（二）|[、，,；;。和及与以至到\-—])|$)\S")
_ENDS_SENTENCE = re.compile(r"(?:[。；;！？…][”\"’」）)]*|[”\"」]|\n|^)[\s\u3000]*$")
_AFTER = re.compile(r"[\s\u3000]*(?:规定|的规定|明确)?(?:$|[：:“「\"\s\u3000；;。、]|[\u4e00-\u9fff（(])")
_REFERS = re.compile("[\\s\u3000]*(?:规定的|的规定|所|的|之规定|至|到|规定[^：:“]|和第|、第)")
_PLACE = re.compile(
    r"\s*[，,]?\s*((?:附件|附表|附录|序号|正文|第\s*[0-9一二三四五六七八九十百]+\s*(?:条|项|部分|点|页|号|款|批|类))"
    r"[^\s，,。；;、：:《]{0,24})"
)
_DANGLING = re.compile(
    r"\s*[（(][一二三四五六七八九十0-9]{1,3}[）)]\s*(?=[；;。\n]|$)"
)  # a 项 perhaps, perhaps a point
_PARAGRAPH = re.compile("第[零一二三四五六七八九十0-9]+款(?=[：:])")
_CITES = re.compile(r"[条款项]|《|附件|号")
_FEW = 10  # characters: the text of no article is shorter
_NEAR = 60  # characters before a citation that tell whether it is one
_MOST_INSIDE = 4  # laws named in quoted text that a remark lists


@dataclass(slots=True)
class Cited:
    """What a cell rests on, a citation a line, and what else it says.

    `quoted` counts the characters of articles that are quoted, `inside` are citations within them, `left` are words
    that may cite something and were not understood.
    """

    lines: list[str] = field(default_factory=list)
    quoted: int = 0
    inside: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether everything that may cite something was understood."""
        return not self.left

    def remark(self) -> str:
        """What of the cell is not in the citations, in words; "" where nothing is left out."""
        said = []
        if self.quoted > _FEW:
            said.append(f"条文原文{self.quoted}字没有收，收了条号")
        if self.inside:
            more = f"等{len(self.inside)}处" if len(self.inside) > _MOST_INSIDE else ""
            said.append(f"条文里提到的{'、'.join(self.inside[:_MOST_INSIDE])}{more}不是依据，没有收")
        if self.left:
            said.append(f"没有看懂“{'”“'.join(self.left)}”，原话留在这一条文件的批注里，对着原文补")
        return "；".join(said)


class _Reader:
    """Goes through a text once."""

    def __init__(self, text: str, known: Known) -> None:
        self.text, self.known = text, known
        self.cited: dict[str, list[str]] = {}  # articles by title
        self.out = Cited()
        self.cursor = 0  # up to here everything is accounted for
        self.law: str | None = None
        self.quoting: int | None = None  # where the quoted text of an article begins
        self.order: list[tuple[str, str]] = []  # the title of a law and "", or "" and a document

    def read(self) -> Cited:
        at = 0
        while at < len(self.text):
            at = self._at(at)
        self._close(len(self.text))
        lines = []
        for title, document in self.order:
            if document:
                lines.append(document)
            else:
                lines.append(f"《{title}》{'、'.join(dict.fromkeys(self.cited[title]))}")
        self.out.lines = list(dict.fromkeys(lines))
        return self.out

    def _head(self, at: int, *, beginning: bool = False) -> Head | None:
        """The head of a citation at a place."""
        beginning = beginning or (self.quoting is None and is_filler(self.text[self.cursor : at]))
        return head_at(self.text, at, self.known, beginning=beginning)

    def _at(self, at: int) -> int:
        """Look at one place; the next place to look at."""
        if head := self._head(at):
            if self._begins(head.start, head.end):
                return self._take(head)
            if self.quoting is not None:
                listed = article_words.read(self.text, head.end)
                self.out.inside.append(f"《{head.title}》{'、'.join(listed.articles)}" if head.title else head.document)
                return listed.end if listed.end > head.end else head.end
            return head.end
        if same := SAME.match(self.text, at):
            if self.law and self._begins(at, same.end(), articles=True):
                self._close(at)
                return self._articles(same.end())
            return same.end()
        if self.text[at] in "第0123456789０１２３４５６７８９（(" or self.text[at] in "一二三四五六七八九十百":
            if self._may_go_on(at) and self._further(at):
                self._close(at)
                return self._articles(at)
            self._note_point(at)
        return at + 1

    def _further(self, at: int) -> bool:
        """Whether a further article of the same law begins here."""
        listed = article_words.read(self.text, at)
        return bool(listed.articles) and self._begins(at, listed.end, further=True)

    def _note_point(self, at: int) -> None:
        """Note a 款 of the law that is quoted from here on, without its article."""
        point = _PARAGRAPH.match(self.text, at) if self.quoting is not None else None
        if point and _ENDS_SENTENCE.search(self.text[max(self.cursor, at - _NEAR) : at]):
            self.out.left.append(point[0])

    def _may_go_on(self, at: int) -> bool:
        return bool(self.law) and (at == 0 or self.text[at - 1] not in "第零一二三四五六七八九十百千0123456789")

    def _begins(self, start: int, end: int, *, articles: bool = False, further: bool = False) -> bool:
        """Whether a citation begins here, and is not named in passing."""
        between = self.text[self.cursor : start]
        if self.quoting is None:
            if not is_filler(between) and _ENDS_SENTENCE.search(without_marker(between[-_NEAR:])) is None:
                return False
            return not (further and _REFERS.match(self.text, end))
        if _open_quotes(self.text[self.quoting : start]) and "\n" not in self.text[max(0, start - 6) : start]:
            return False
        if _ENDS_SENTENCE.search(without_marker(between[-_NEAR:])) is None:
            return False
        listed = article_words.read(self.text, start if further else end)
        if _REFERS.match(self.text, listed.end):
            return False
        if further:
            return _AFTER.match(self.text, listed.end) is not None
        return bool(listed.articles) or not articles

    def _take(self, head: Head) -> int:
        self._close(head.start)
        self.out.left += head.left
        if head.document:
            return self._document(head)
        self.law = head.title
        if head.title not in self.cited:
            self.order.append((head.title, ""))
        self.cited.setdefault(head.title, []).extend(head.articles)
        return self._articles(head.end)

    def _document(self, head: Head) -> int:
        place = _PLACE.match(self.text, head.end)
        said = re.sub(r"\s+", "", place[1]) if place else ""
        self.order.append(("", f"{head.document} {said}".strip()))
        self.law, self.cursor, self.quoting = None, place.end() if place else head.end, None
        self._quoted_after(self.cursor)
        return self.cursor

    def _articles(self, at: int) -> int:
        """Take the articles behind the name of a law; where they end."""
        assert self.law is not None
        listed = article_words.read(self.text, at)
        self.cited.setdefault(self.law, []).extend(listed.articles)
        self.cursor = max(at, listed.end)
        if listed.doubt is not None:
            end = _end_of_doubt(self.text, listed.doubt)
            self.out.left.append(self.text[listed.doubt : end].strip())
            self.cursor = end
        elif dangling := _DANGLING.match(self.text, self.cursor):
            self.out.left.append(dangling[0].strip())
            self.cursor = dangling.end()
        self._quoted_after(self.cursor)
        return self.cursor

    def _quoted_after(self, at: int) -> None:
        """Note whether the words of the article follow."""
        following = _QUOTES.match(self.text, at) or _TEXT_FOLLOWS.match(self.text, at)
        if following and not self._head_follows(at) and not _ETC.match(self.text, at):
            self.quoting = at

    def _head_follows(self, at: int) -> bool:
        """Whether nothing but filling stands before the next citation."""
        filler = FILLER.match(self.text, at)
        end = filler.end() if filler else at
        return end >= len(self.text) or self._head(end, beginning=True) is not None or bool(SAME.match(self.text, end))

    def _close(self, end: int) -> None:
        """Account for what stands before a citation, or before the end of the text."""
        between = self.text[self.cursor : end]
        if self.quoting is not None:
            self._quoted(between)
        elif etc := _ETC.match(between):
            self.out.left.append(etc[0])
            self._leave(between[etc.end() :])
        else:
            self._leave(between)
        self.cursor, self.quoting = end, None

    def _quoted(self, between: str) -> None:
        """Count the words of an article; a few words without a colon are something else, such as （一）."""
        said = re.sub(r"[\s，。；、：:]+", "", between)
        if len(said) > _FEW or _QUOTES.match(between):
            self.out.quoted += len(said)
        elif said not in ("", "规定", "的规定"):
            self.out.left.append(between.strip())

    def _leave(self, between: str) -> None:
        if not is_filler(between) and (self.order or _CITES.search(between)):
            self.out.left.append(re.sub(r"\s+", " ", between).strip("、，,；;。 "))


def read(text: str, known: Known = lambda _: False) -> Cited:
    """What a cell rests on; `known` tells whether a title is that of a law which the record has."""
    return _Reader(text, known).read()


def _open_quotes(text: str) -> bool:
    return text.count("“") > text.count("”")


def _end_of_doubt(text: str, at: int) -> int:
    """Where words that cannot be read as articles end: at a sign that begins something else."""
    found = re.compile(r"[。；;：:《\n“]|$").search(text, at)
    return max(at + 1, found.start()) if found else len(text)
