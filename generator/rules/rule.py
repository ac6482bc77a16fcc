"""How a rule is written: a small function, one sentence, whom it protects.

In: a `Record` and today's date. Out: what the function found. A rule yields `Finding`s, which name fields;
lines and columns are worked out by `generator.rules`, and only for what was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import NamedTuple

from generator.model.entry import WholeFile
from generator.problem import Code, FieldPath, Span, When, declare
from generator.record import File, Record
from generator.standards.tables import did_you_mean, meant_name

Advice = str | Callable[[], str]
_START = Span(1, 1)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: in which entry, list or file, at which field, what is written, what to do.

    `path` names fields as the clerk does, with positions in lists: `("申请材料", 0, "名称")`; () is the whole entry.
    `lacks` is the path of a field that has to be written. `needless` says that the field at `path` has to go.
    `span` says where in the file, where `part` is a `File`: rules that search text know no fields. Advice that takes
    long to work out is a function: of 10,000 findings in a file twenty are told.
    """

    part: WholeFile | File
    path: FieldPath
    message: str
    advice: Advice = ""
    span: Span = _START
    lacks: FieldPath = ()
    needless: bool = False

    @property
    def advised(self) -> str:
        """What to do, worked out; "" for what the code advises."""
        return self.advice() if callable(self.advice) else self.advice


def or_meant(written: object, known: Iterable[str], otherwise: str) -> Advice:
    """Advice that asks whether the known name most like the written one is meant, and says the other way out.

    Nothing is offered that has another number or another place in it: 〔2026〕9号 is not 〔2025〕1号.
    """

    def advice() -> str:
        near = meant_name(str(written), known)
        return f"{did_you_mean(near)}不是的，{otherwise}" if near else otherwise

    return advice


Find = Callable[[Record, date], Iterator[Finding]]


class Rule(NamedTuple):
    """A rule: the code of its problems, and the function that finds them."""

    code: Code
    find: Find


def rule(
    number: str, sentence: str, *, protects: str, when: When = When.ERROR, advice: str = ""
) -> Callable[[Find], Rule]:
    """Make the function below a `Rule` and declare its code; what the parameters mean `problem.declare` says."""
    code = declare(number, sentence, protects=protects, when=when, advice=advice)
    return lambda find: Rule(code, find)


def rules_of(module: ModuleType) -> Iterator[Rule]:
    """The rules that are written in a module, in their order."""
    return (value for value in vars(module).values() if isinstance(value, Rule))
