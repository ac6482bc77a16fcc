"""Which newer texts a clerk takes: those named on the command line, all that go without saying, or as answered at a terminal.

In: what differs, what was typed. Out: what is taken; None where nothing was asked for and nobody is there to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from generator import reports
from generator.checked import read_and_check, today
from generator.commands import prompting, writing
from generator.files import edit
from generator.forms.asking import Question
from generator.intake.checking import new_problems
from generator.national import taking, words
from generator.national.differences import Difference
from generator.problem import Severity
from generator.reading.memory import Memory
from generator.reports import Report

_TAKE, _EACH, _LEAVE = "都换", "一条一条问", "都不换"
_YES, _NO = "换", "不换"


def run(
    root: Path,
    found: Sequence[Difference],
    files: Callable[[Sequence[str]], taking.Files],
    names: Sequence[str],
    apply: bool,
    command: str,
) -> None:
    """Show what differs, and write what is taken: all of it or nothing."""
    wanted = _named(found, names)
    click.echo(words.listing(wanted if names else found))
    chosen = _chosen(wanted, bool(names), apply) if wanted else []
    if chosen is None:
        click.echo("\n" + words.summary(found, command))
        return
    if not wanted:
        return
    _write(root, chosen, files)


def _named(found: Sequence[Difference], names: Sequence[str]) -> list[Difference]:
    """What is meant by names; all where there are none. Ends the command where a name means nothing that differs."""
    if not names:
        return list(found)
    chosen = []
    for name in names:
        meant = [one for one in found if one.is_called(name)]
        if not meant:
            raise click.ClickException(f"“{name}”没有要换的：写全国编号、编号或者法规的名称，或者它和新的一样")
        chosen += [one for one in meant if one not in chosen]
    return chosen


def _chosen(wanted: list[Difference], named: bool, apply: bool) -> list[Difference] | None:
    if apply:
        return wanted if named else [one for one in wanted if one.taken]
    ask = prompting.ask()
    if ask is None:
        return None
    easy = [one for one in wanted if one.taken or named]
    said = f"“{_TAKE}”就是换上面 {len(easy)} 条" + ("" if named else "：没有改过的、新的、更新的法规")
    picked = prompting.one_of(ask, Question("换吗", said, (_TAKE, _EACH, _LEAVE), default=_LEAVE))
    if picked == _EACH:
        return [
            one
            for one in wanted
            if prompting.one_of(
                ask,
                Question(f"{one.id} {one.title}", str(one.standing), (_YES, _NO), default=_YES if one.taken else _NO),
            )
            == _YES
        ]
    return easy if picked == _TAKE else []


def _write(root: Path, chosen: list[Difference], files: Callable[[Sequence[str]], taking.Files]) -> None:
    try:
        changes = files([one.key for one in chosen]) if chosen else {}
    except edit.Unwritable as why:
        raise click.ClickException(str(why)) from None
    memory, day = Memory(), today()
    after = {path: new for path, (_, new) in changes.items() if new is not None}
    problems = new_problems(root, after, read_and_check(root, day, memory), memory, day)
    if errors := [problem for problem in problems if problem.severity is Severity.ERROR]:
        click.echo(reports.text(Report(errors)))
        raise click.ClickException("照这样换，记录就不对了，什么也没有写。先改上面几处，或者少换几条")
    writing.write(root, changes)
    click.echo("\n" + words.written(chosen, sorted(changes)))
