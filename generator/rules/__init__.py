"""What must hold between entries: all rules, module by module, and how they are run over a record.

In: a `Record` and today's date. Out: `Problem`s with their lines. A rule is a function in the module of its
subject; a new module takes its place in `SUBJECTS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache, partial

from generator import processes
from generator.attachments import looking
from generator.model.entry import WholeFile
from generator.problem import MOST, Code, Problem, Severity, Span
from generator.reading import reader
from generator.record import File, Record
from generator.rules import (
    adjusting,
    adjustments,
    attachments,
    authority,
    citations,
    codes,
    counts,
    decisions,
    endings,
    enforcement,
    guides,
    national,
    outside,
    privacy,
    publication,
    references,
    responsibility,
    words,
)
from generator.rules.rule import Finding, Rule, rules_of
from generator.syntax import parser, tree

__all__ = ["RULES", "Finding", "check", "errors_of"]

SUBJECTS = (
    references,
    citations,
    authority,
    endings,
    codes,
    guides,
    national,
    responsibility,
    decisions,
    enforcement,
    adjustments,
    adjusting,
    counts,
    outside,
    privacy,
    attachments,
    publication,
    words,
)
RULES: tuple[Rule, ...] = tuple(rule for subject in SUBJECTS for rule in rules_of(subject))

_MANY = 2000  # files: from so many on the rules are shared out among processes …
_SHARES = 8  # … in so many shares


def check(record: Record, today: date) -> list[Problem]:
    """Run every rule over a record; the problems sorted by place, each once."""
    looking.learn(record.attachments.values())
    shares = _SHARES if len(record.files) >= _MANY else 1
    tasks = [partial(_problems, record, today, RULES[i::shares]) for i in range(shares)]
    return sorted({problem for found in processes.share(tasks) for problem in found})


def errors_of(part: WholeFile, record: Record, today: date) -> Iterator[Finding]:
    """What keeps one entry of a record from being published. The entry need not have a file yet."""
    for _, severity, finding in _findings(record, today, RULES):
        if finding.part is part and severity is Severity.ERROR:
            yield finding


def _problems(record: Record, today: date, rules: Sequence[Rule]) -> set[Problem]:
    """What some of the rules find, with the places found out.

    Advice that takes long is worked out for as many of a kind as are told of a file, the first ones.
    """
    placed = [
        (*_place(record, finding), code, severity, finding)
        for code, severity, finding in _findings(record, today, rules)
    ]
    problems = set()
    told: dict[tuple[str, str], set[tuple[Span, str]]] = {}
    for file, span, code, severity, finding in sorted(placed, key=lambda one: one[:2]):
        alike = told.setdefault((file, code.number), set())
        alike.add((span, finding.message))
        advice = (finding.advised if len(alike) <= MOST else "") or code.advice
        problems.add(Problem(file, span, code.number, severity, finding.path, finding.message, advice))
    return problems


def _findings(record: Record, today: date, rules: Sequence[Rule]) -> Iterator[tuple[Code, Severity, Finding]]:
    """What some of the rules find. A rule that is no problem for this town's state is not run."""
    for code, find in rules:
        if severity := code.severity(record.formal):
            for finding in find(record, today):
                yield code, severity, finding


def _place(record: Record, finding: Finding) -> tuple[str, Span]:
    """Where a finding is: the path of its file, and the span in it.

    Raises `LookupError` where a rule names a field that the entry's kind does not have.
    """
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
    return parser.parse(content).root
