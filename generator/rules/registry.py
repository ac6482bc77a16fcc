"""How a rule is declared and run: a small function, one sentence, whom it protects.

In: a `Record` and today's date. Out: problems with their place. A rule yields `Finding`s and
never looks at places; the place of a field is worked out only where something is wrong.
Used by the modules of `rules/`, which import nothing of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from generator import processes
from generator.model.fields import Part
from generator.problem import Code, FieldPath, Problem, Severity, Span, When, declare
from generator.reading import reader
from generator.record import File, Record
from generator.syntax import source, tree

_WHOLE_FILE = Span(1, 1)
_MANY, _SHARES = 2000, 8  # from how many files on the rules are shared out among processes, in how many shares


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: in which entry or list, at which field, what is written, what to do.

    `path` names fields as the clerk does, with list positions; () is the whole file. Where something is
    missing, `lacks` names the field to be written; `needless` says that the field at `path` has no place here.
    """

    part: Part | File
    path: FieldPath
    message: str
    advice: str = ""
    span: Span = _WHOLE_FILE  # where `part` is a file
    lacks: FieldPath = ()
    needless: bool = False


Rule = Callable[[Record, date], Iterator[Finding]]
RULES: list[tuple[Code, Rule]] = []


def rule(
    number: str, sentence: str, *, protects: str, when: When = When.ERROR, advice: str = ""
) -> Callable[[Rule], Rule]:
    """Register a rule under its code."""
    code = declare(number, sentence, protects=protects, when=when, advice=advice)

    def register(function: Rule) -> Rule:
        RULES.append((code, function))
        return function

    return register


def check(record: Record, today: date) -> list[Problem]:
    """All problems between entries, sorted by place, one for each code and place."""
    shares = _SHARES if len(record.files) >= _MANY else 1
    tasks = [partial(_problems, record, today, RULES[i::shares]) for i in range(shares)]
    return sorted({problem for found in processes.share(tasks) for problem in found})


def _problems(record: Record, today: date, rules: list[tuple[Code, Rule]]) -> set[Problem]:
    problems = set()
    for code, severity, finding in _findings(record, today, rules):
        file, span = _place(record, finding)
        advice = finding.advice or code.advice
        path = () if isinstance(finding.part, File) else finding.path
        problems.add(Problem(file, span, code.number, severity, path, finding.message, advice))
    return problems


def errors_of(part: Part, record: Record, today: date) -> Iterator[Finding]:
    """What stops one entry of the record from being published: also before there is a file of it."""
    for _, severity, finding in _findings(record, today, RULES):
        if finding.part is part and severity is Severity.ERROR:
            yield finding


def _findings(record: Record, today: date, rules: list[tuple[Code, Rule]]) -> Iterator[tuple[Code, Severity, Finding]]:
    for code, function in rules:
        severity = code.severity(record.formal)
        for finding in function(record, today) if severity else ():
            yield code, severity, finding  # type: ignore[misc]


def _place(record: Record, finding: Finding) -> tuple[str, Span]:
    if isinstance(finding.part, File):
        return finding.part.path, finding.span
    spec, _ = reader.resolve(type(finding.part), finding.path)
    if finding.path and spec is None:
        raise LookupError(f"{type(finding.part).__name__} has no field {finding.path}")
    file = record.file_of(finding.part)
    root = _tree(file.content)
    assert root is not None, file.path
    return file.path, tree.locate(root, finding.path)


@lru_cache(maxsize=64)
def _tree(content: bytes) -> tree.Mapping | None:
    return source.read(content).root
