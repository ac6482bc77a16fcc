"""What the scanner found, told to a clerk: the code, a sentence, the place, the mark under which it may be waived.

In: a text, the bytes of a file of the record, an attachment as looked at. Out: `Told`s. Numbers are never whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from generator.attachments.flaw import Look
from generator.privacy import codes, people, persons, scan
from generator.privacy.finding import Found, Kind
from generator.privacy.people import Listing
from generator.problem import Code, FieldPath, Severity, Span, few
from generator.syntax import characters, parser, tree

_START = Span(1, 1)


@dataclass(frozen=True, slots=True)
class Told:
    """Something private: which code, what to say, the mark it may be waived by (`Found.mark`).

    Of a text it has the span; of a file of the record also the field, () for a comment. `written` is the number, to
    compare and never to print.
    """

    code: Code
    message: str
    mark: str
    span: Span = _START
    place: FieldPath = ()
    written: str = field(default="", repr=False)


def in_text(text: str, *, of_persons: bool = False, called: str = "") -> list[Told]:
    """What a text gives away; with `of_persons` also what it says of them in words. A mark holds for its line."""
    found = _first(scan.found(text, called) + (persons.said(text) if of_persons else []))
    lines = _Lines(text)
    told = ((one, lines.span(one)) for one in found)
    return _few(
        Told(codes.of(one), message(one), one.mark(lines.text(span.line)), span, (), one.written) for one, span in told
    )


@lru_cache(maxsize=16384)
def of_persons(text: str) -> tuple[Told, ...]:
    """What a text says of persons in words."""
    lines = _Lines(text)
    return tuple(
        Told(codes.of(one), message(one), one.mark(text), lines.span(one)) for one in _first(persons.said(text))
    )


@lru_cache(maxsize=16384)
def in_file(content: bytes) -> tuple[Told, ...]:
    """What a file of the record gives away, in values and comments, also where it cannot be read as one."""
    text = characters.readable(content)
    every = scan.found(text)
    escaped = '"' in text and "\\" in text  # a number written with escapes stands on the page all the same
    if not every and not escaped:
        return ()
    lines, values = _Lines(text), _Values(content)
    told = [_in_value(one, lines, values) for one in _first(every)]
    if escaped:
        known = {one.written for one in every}
        told += (
            Told(codes.of(one), message(one), one.mark(node.text), node.span(), path, one.written)
            for path, node in values.nodes
            if not node.plain
            for one in _first(scan.found(node.text))
            if one.written not in known
        )
    return tuple(_few(told))


def _in_value(one: Found, lines: _Lines, values: _Values) -> Told:
    span = lines.span(one)
    path, text = values.around(span) or ((), lines.text(span.line))
    return Told(codes.of(one), message(one), one.mark(text), span, path, one.written)


def in_attachment(name: str, look: Look) -> list[Told]:
    """What an attachment gives away: its name, its texts, its tables. All of it is waived by the mark of the file."""
    told = in_text(name)
    for place, text in look.texts:
        told += _at(place, in_text(text, of_persons=True))
        told += (listing(found, place=place) for _, rows in people.tables_in(text) if (found := people.listed(rows)))
    for place, rows in look.tables:
        told += _at(place, in_table(rows))
        told += [listing(found, place=place)] if (found := people.listed(rows, place)) else []
    return _few(dict.fromkeys(Told(one.code, one.message, look.mark, written=one.written) for one in told))


def in_table(rows: Sequence[Sequence[str]]) -> list[Told]:
    """What the cells of a table give away; those below 身份证号 and the like are read with that in front."""
    told = in_text("\n".join(map(_joined, rows)), of_persons=True)
    known = {(one.code, one.message) for one in told}
    first, columns = people.numbered(rows)
    for row in rows[first + 1 :]:
        for column, called in columns.items():
            cell = row[column] if column < len(row) else ""
            told += (one for one in in_text(cell, called=called) if (one.code, one.message) not in known)
    return told


def _joined(row: Sequence[str]) -> str:
    """The cells of a row, kept apart; digits that have a box each stand together."""
    line = ""
    for before, cell in pairwise(("", *row)):
        line += cell if len(before) == len(cell) == 1 else f"\f{cell}"
    return line


def _at(place: str, told: Iterable[Told]) -> Iterator[Told]:
    return (replace(one, message=f"{place}：{one.message}" if place else one.message, span=_START) for one in told)


def listing(found: Listing, mark: str = "", place: str = "", span: Span = _START) -> Told:
    """What to say of a list of persons."""
    whose = "未成年人的" if found.minors else ""
    beside = f"，姓名旁边有“{'”“'.join(found.columns)}”" if found.columns else ""
    where = f"{place}：" if place else ""
    return Told(codes.LIST, f"{where}像是一张{whose}名单，{found.persons}个人{beside}", mark, span)


def _first(found: list[Found]) -> list[Found]:
    """The first of each code: of a thousand in one line each mark would go through the whole line again."""
    return few(found, codes.of, lambda one, more: replace(one, more=more))


def _few(told: Iterable[Told]) -> list[Told]:
    return few(told, lambda one: one.code)


def message(found: Found) -> str:
    """What to say of a finding."""
    return _said(found) + (f"；还有{found.more}处一样的" if found.more else "")


def _said(found: Found) -> str:
    shown, kind = f"“{found.shown}”", found.kind
    sure = found.severity is Severity.ERROR
    match kind:
        case Kind.LONG:
            return f"{shown}有{len(found.written)}位，像身份证号或者银行卡号"
        case Kind.HEALTH | Kind.BIRTH | Kind.HOME | Kind.CHAT:
            return f"{shown}后面像是个人的{kind}"
        case Kind.MAIL:
            return f"{shown}像是个人的邮箱"
        case Kind.MASKED:
            return f"{shown}旁边有村、年龄或者门牌，还是认得出是谁"
        case _:
            return f"{shown}{'是' if sure else '像是'}{kind}"


class _Lines:
    """The lines of a text: where a finding stands in them."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def span(self, found: Found) -> Span:
        number = bisect_right(self._starts, found.start) - 1
        column = found.start - self._starts[number]
        return Span(number + 1, column + 1, min(found.end - found.start, len(self._lines[number]) - column))

    def text(self, number: int) -> str:
        return self._lines[number - 1]


class _Values:
    """The values of a file, by the lines they take."""

    def __init__(self, content: bytes) -> None:
        root = parser.parse(content).root
        self.nodes = [(path, node) for path, node in tree.walk(root) if isinstance(node, tree.Scalar)] if root else []
        self._starts = [(node.line, node.column) for _, node in self.nodes]

    def around(self, span: Span) -> tuple[FieldPath, str] | None:
        """The path and the text of the value in which a span begins; None in a comment."""
        at = (span.line - 1, span.column - 1)
        before = bisect_right(self._starts, at)
        if not before:
            return None
        path, node = self.nodes[before - 1]
        return (path, node.text) if at < (node.end_line, node.end_column) else None
