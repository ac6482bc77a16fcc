"""What is wrong in the record: the value that every check yields, and the one registry of codes.

In: nothing. Out: `Problem`, `Code`, `CODES`; `few`, which keeps many of one kind from being told one by one.

A code is declared once, beside the check that raises it. From the registry come the text of `qingdan check --explain`,
the clerk's guide and the rules in SARIF.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar


class Severity(StrEnum):
    """How bad: an error stops publication, a reminder does not."""

    ERROR = "错误"
    REMINDER = "提醒"


class When(StrEnum):
    """When a code is an error: always, never, or only once the town publishes formally."""

    ERROR = "错误"
    REMINDER = "提醒"
    FORMAL = "正式发布时是错误，演示时是提醒"
    FORMAL_ONLY = "正式发布时是错误，演示时不算问题"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem: its number, the rule in one sentence, whom it protects."""

    number: str
    rule: str
    protects: str
    when: When
    advice: str

    def severity(self, formal: bool) -> Severity | None:
        """The severity in a town that publishes formally (正式) or demonstrates (演示); None where it is no problem."""
        match self.when:
            case When.ERROR:
                return Severity.ERROR
            case When.REMINDER:
                return Severity.REMINDER
            case When.FORMAL:
                return Severity.ERROR if formal else Severity.REMINDER
            case When.FORMAL_ONLY:
                return Severity.ERROR if formal else None


CODES: dict[str, Code] = {}


def declare(number: str, rule: str, *, protects: str, when: When = When.ERROR, advice: str = "") -> Code:
    """Register a code; a number is given out once.

    `rule` is one Chinese sentence, `protects` names the reader it is for, `advice` is what to do
    when the check itself has nothing more exact to say.
    """
    if number in CODES:
        raise ValueError(f"code {number} is declared twice")
    CODES[number] = Code(number, rule, protects, when, advice)
    return CODES[number]


class Span(NamedTuple):
    """A stretch of one line: line and column count from 1, length in characters."""

    line: int
    column: int
    length: int = 1


FieldPath = tuple[str | int, ...]  # Chinese names and positions in lists, from 0: ("申请材料", 1, "名称")


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem found in the bytes of one file, before it is known which file that is."""

    code: Code
    span: Span
    message: str
    advice: str = ""
    related: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what is written, what to do. Problems are ordered by place."""

    file: str  # from the root of the record's folder, with forward slashes
    span: Span
    code: str
    severity: Severity
    path: FieldPath  # of the field; () for a whole file
    message: str
    advice: str
    related: tuple[tuple[str, Span], ...] = ()

    def __lt__(self, other: Problem) -> bool:
        return self._rank() < other._rank()

    def _rank(self) -> tuple[object, ...]:
        """The key of the order: all fields in turn, positions in lists as numbers."""
        path = [("", step) if isinstance(step, int) else (step, 0) for step in self.path]
        return self.file, self.span, self.code, self.severity, path, self.message, self.advice, self.related


MOST = 20  # of one kind that are told of one file: a file full of one mistake is one mistake, not a thousand
_T = TypeVar("_T")


def and_more(one: Any, more: int) -> Any:
    """A fault or a problem that also says how many more of its kind there are."""
    return replace(one, message=f"{one.message}；还有{more}处一样的")


def few(every: Iterable[_T], kind: Callable[[_T], Hashable], last: Callable[[_T, int], _T] = and_more) -> list[_T]:
    """At most `MOST` of each kind, in their order. Where there are more, `last` has the last one say how many."""
    found = list(every)
    left = Counter(map(kind, found))
    kept, seen = [], Counter[Hashable]()
    for one in found:
        this = kind(one)
        seen[this] += 1
        if seen[this] == MOST < left[this]:
            kept.append(last(one, left[this] - MOST))
        elif seen[this] <= MOST:
            kept.append(one)
    return kept
