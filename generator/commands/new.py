"""`qingdan new`: a new entry of the record."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import chinese_click, reports
from generator.checked import read_and_check
from generator.commands import options, prompting
from generator.desk.new import job
from generator.files import edit, together
from generator.forms.answers import Incomplete
from generator.model.kinds import KINDS
from generator.standards.tables import did_you_mean

_WORDS = "、".join(kind.word for kind in KINDS)


@chinese_click.command(
    "new",
    help="新建一条：问几样必有的，取下一个编号，写一份带说明的空白表。例：qingdan new 权力",
    epilog=f"种类有：{_WORDS}；写一部分也行，例：权力、指南、调整。",
)
@click.argument("kind", metavar="种类")
@click.argument("words", nargs=-1, metavar="[格子=内容…]")
@options.root
@options.day
def command(kind: str, words: tuple[str, ...], root: Path, day: date) -> None:
    found = job.kind_called(kind)
    if found is None:
        near = job.near_word(kind)
        hint = did_you_mean(near, end="") or f"可以写：{_WORDS}"
        raise click.BadParameter(f"“{kind}”，没有这一种；{hint}", param_hint="new")
    try:
        made = job.make(root, found, words, day, prompting.ask())
    except Incomplete as incomplete:
        prompting.refuse("没有新建。" + incomplete.lead, incomplete.lines, f"qingdan new {kind}")
    except job.NoIds as none:
        click.echo(reports.text(reports.Report(none.problems)))
        click.echo("没有新建：先把上面的改好。", err=True)
        sys.exit(1)
    except edit.Unwritable as unwritable:
        raise click.ClickException(str(unwritable)) from None
    except (together.ChangedMeanwhile, together.PutBack, OSError) as error:
        raise click.ClickException(f"新文件写不进去（{error}）；看看文件夹准不准您写，再来一次") from None
    click.echo(f"新建了 {made.path}" + (f"（{made.id} {made.name}）" if made.name else f"（{made.id}）"))
    problems = [problem for problem in read_and_check(root, day).problems if problem.file == made.path]
    if problems:
        click.echo("还要补的：")
    for problem in problems:
        click.echo(f"  第{problem.span.line}行 {problem.severity} {problem.message}。{problem.advice}")
    click.echo(
        "接下来：用记事本或者 VS Code 打开它，把空着的填上；一边改一边看：qingdan serve；填好检查：qingdan check"
    )
