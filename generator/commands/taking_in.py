"""What the commands that take a workbook in share: the plan is shown, and written if asked; or it comes back marked."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from generator.commands import named_files
from generator.files import last, together
from generator.intake import marking, words
from generator.intake.plan import ImportPlan
from generator.privacy import scan
from generator.sheets import read_book


def run(
    root: Path,
    files: Sequence[Path],
    form: str,
    apply: bool,
    command: str,
    plan_of: Callable[[bytes], ImportPlan],
    rest: Path | None = None,
) -> None:
    """Show what a workbook would change, and write it with `apply`; `command` is what to type for that.

    Of several files the first gives the copy with marks its name. A workbook with errors comes back marked, and the command ends with 1. `rest` is where rows go that are given back
    while the others are taken.
    """
    file = files[0]
    content = named_files.read(file)
    try:
        plan = plan_of(content)
    except read_book.Unreadable as unreadable:
        raise click.ClickException(str(unreadable)) from None
    click.echo(scan.covered(words.FORMS[form](plan)))
    aside = form == "json"  # a program reads nothing but the answer
    if not plan.holds:
        marked = named_files.beside(file)
        named_files.write(marked, marking.marked(content, plan.book, plan.troubles))
        click.echo(f"没有动记录。要改的格子标红了，在 {marked} ；改好再导入它。", err=True)
        sys.exit(1)
    if not plan.files:
        some = not {"没有认出的表", "没有收的表"}.isdisjoint(plan.outcomes.values())
        lead = "收了的表" if some else "表格"
        click.echo(f"{lead}和记录一样，没有要写的。", err=aside)
    elif not apply or plan.waits:
        click.echo(
            f"没有动记录。看着对，再敲：{command} {' '.join(typed(str(one)) for one in files)} --apply", err=aside
        )
    else:
        _write(root, plan)
        if rest is not None and plan.given_back:
            named_files.write(rest, marking.rest(plan))
            click.echo(f"退回的行在 {rest} ，改好再导入它。", err=aside)
        click.echo(f"写好了 {len(plan.files)} 个文件。接下来：qingdan check，再看 qingdan serve。", err=aside)
        if any(edit.adjusted for draft in plan.changed for edit in draft.edits):
            click.echo("改了须经调整的格子：敲 qingdan diff ，看要办什么手续、起草什么。", err=aside)


def typed(word: str) -> str:
    """A word as it is typed on a command line: in quotation marks where it has blanks or signs."""
    return f'"{word}"' if re.search(r"[\s&|<>^()%!;]", word) else word


def _write(root: Path, plan: ImportPlan) -> None:
    try:
        together.write(root, plan.files)
        with contextlib.suppress(OSError):  # it is written; only the way back is lost
            last.keep(root, plan.files)
    except together.ChangedMeanwhile as moved:
        raise click.ClickException(f"“{moved}”刚刚被改过，什么也没写；再导入一次") from None
    except (together.PutBack, OSError) as stuck:
        raise click.ClickException(f"“{stuck}”写不进去，全部退回了，什么也没改；关掉打开着它的程序再来") from None
