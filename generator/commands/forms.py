"""Commands that begin something new: new (an entry)."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from generator import chinese_click, reports, site
from generator.authoring import new as entries
from generator.authoring.editing import form, together
from generator.authoring.forms.asking import Ask, Question
from generator.commands import options
from generator.model.kinds import KINDS

_IN_A_LINE = 5
_WORDS = "、".join(kind.word for kind in KINDS)


@chinese_click.command("new", help="新建一条：问几样必有的，取下一个编号，写一份带说明的空白表。例：qingdan new 权力")
@click.argument("kind", metavar="种类")
@click.argument("words", nargs=-1, metavar="[格子=内容…]")
@options.root
@options.as_of
def new(kind: str, words: tuple[str, ...], root: Path, as_of: date | None) -> None:
    found = entries.kind_called(kind)
    if found is None:
        near = entries.meant(kind)
        hint = f"是不是想写“{near}”" if near else f"可以写：{_WORDS}"
        raise click.BadParameter(f"“{kind}”，没有这一种；{hint}", param_hint="new")
    day = as_of or site.today()
    try:
        made = entries.make(root, found, words, day, _ask())
    except entries.Incomplete as incomplete:
        _refuse("没有新建。" + incomplete.lead, incomplete.lines, f"qingdan new {kind}")
    except entries.Unreadable as unreadable:
        click.echo(reports.text(unreadable.problems, {}, reports.Tally(0, 0)))
        click.echo("没有新建：先把上面的改好。", err=True)
        sys.exit(1)
    except form.Unwritable as unwritable:
        raise click.ClickException(str(unwritable)) from None
    except (together.Moved, together.Stuck, OSError) as error:
        raise click.ClickException(f"新文件写不进去（{error}）；看看文件夹准不准您写，再来一次") from None
    click.echo(f"新建了 {made.path}" + (f"（{made.id} {made.name}）" if made.name else f"（{made.id}）"))
    problems = [problem for problem in site.read_and_check(root, day).problems if problem.file == made.path]
    if problems:
        click.echo("还要补的：")
    for problem in problems:
        click.echo(f"  第{problem.span.line}行 {problem.severity} {problem.message}。{problem.advice}")
    click.echo(
        "接下来：用记事本或者 VS Code 打开它，把空着的填上；一边改一边看：qingdan serve；填好检查：qingdan check"
    )


def _refuse(lead: str, lines: list[str], command: str) -> NoReturn:
    """Say what is missing or wrong; nothing was written."""
    click.echo("\n".join([lead, *(f"  {line}" for line in lines)]), err=True)
    click.echo(f"在命令后面补上；或者在窗口里只敲 {command} ，一样一样问。", err=True)
    sys.exit(2)


def _ask() -> Ask | None:
    """A way to ask the person at the terminal; none where a script runs the command."""
    if not sys.stdin.isatty():
        return None
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]  # what cannot be read is asked for again
    return _asked


def _asked(question: Question) -> str:
    if question.fault:
        click.echo(f"　不行：{question.fault}")
    else:
        click.echo(f"\n{question.name}" + (f"　{question.said}" if question.said else ""))
        if question.choices:
            numbered = [f"{i} {item}" for i, item in enumerate(question.choices, 1)]
            for start in range(0, len(numbered), _IN_A_LINE):
                click.echo("　" + "　".join(numbered[start : start + _IN_A_LINE]))
    lead = (
        f"（直接回车就是“{question.default}”）"
        if question.default
        else "（写数字或者整个词）"
        if question.choices
        else ""
    )
    return click.prompt(lead, prompt_suffix="> ", default="", show_default=False)
