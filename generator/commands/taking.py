"""What the commands that take a workbook in share: the plan is shown, written, or goes back marked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from generator.commands import options
from generator.files import together
from generator.intake import marking, words
from generator.intake.plan import Plan
from generator.sheets import reading


def take(root: Path, file: Path, plan_of: Callable[[bytes], Plan], command: str, write: bool, form: str) -> None:
    """Show what a file would change, and write it where asked; `command` is what to type for that.

    A file with errors goes back marked, and the command ends with 1.
    """
    content = options.content(file)
    try:
        plan = plan_of(content)
    except reading.Unreadable as unreadable:
        raise click.ClickException(str(unreadable)) from None
    show = words.as_json if form == "json" else words.text
    click.echo(show(plan.drafts, plan.troubles, plan.notices, plan.lots))
    aside = form == "json"  # what a program reads holds nothing else
    if not plan.holds:
        returned = options.returned(file)
        options.write(returned, marking.marked(content, plan.troubles))
        click.echo(f"没有动记录。要改的格子标红了，在 {returned} ；改好再导入它。", err=True)
        sys.exit(1)
    if not plan.files:
        click.echo("表格和记录一样，没有要写的。", err=aside)
    elif not write:
        click.echo(f"没有动记录。看着对，再敲：{command} {file} --apply", err=aside)
    else:
        _write(root, plan)
        click.echo(f"写好了 {len(plan.files)} 个文件。接下来：qingdan check，再看 qingdan serve。", err=aside)
        if any(change.adjusted for draft in plan.drafts for change in draft.changes):
            click.echo("改了须经调整的格子：敲 qingdan diff ，看要办什么手续、起草什么。", err=aside)


def _write(root: Path, plan: Plan) -> None:
    try:
        together.write(root, plan.files)
    except together.Moved as moved:
        raise click.ClickException(f"“{moved}”刚刚被改过，什么也没写；再导入一次") from None
    except (together.Stuck, OSError) as stuck:
        raise click.ClickException(f"“{stuck}”写不进去，全部退回了，什么也没改；关掉打开着它的程序再来") from None
