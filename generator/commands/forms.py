"""Commands that begin something new: new (an entry), init (a town)."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from generator import chinese_click, reports, site
from generator.authoring import new as entries
from generator.authoring import schema, starting
from generator.authoring.editing import form, together
from generator.authoring.forms.asking import Ask, Question
from generator.commands import options
from generator.model.kinds import KINDS

_IN_A_LINE = 5
_WORDS = "、".join(kind.word for kind in KINDS)


@chinese_click.command(
    "new",
    help="新建一条：问几样必有的，取下一个编号，写一份带说明的空白表。例：qingdan new 权力",
    epilog=f"种类有：{_WORDS}；写一部分也行，例：权力、指南、调整。",
)
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


@chinese_click.command(help="给一个镇建好文件夹：最少的记录、说明、编辑器设置。例：qingdan init 我的镇 名称=样例镇")
@click.argument("folder", metavar="文件夹", type=chinese_click.Folder(exists=False))
@click.argument("words", nargs=-1, metavar="[格子=内容…]")
def init(folder: Path, words: tuple[str, ...]) -> None:
    try:
        if folder.is_dir() and together.finish(folder):
            click.echo(f"上次写到一半断了，现在接着写完了，在 {folder}。")
            return
        starting.usable(folder)
        files = starting.start(folder, words, _ask(), _settings())
    except starting.Refused as refused:
        _refuse("没有建。" + refused.lead, refused.lines, f'qingdan init "{folder}"')
    except (together.Moved, together.Stuck, OSError):
        raise click.ClickException(f"“{folder}”写不进去；看看地方对不对、准不准您写，再来一次") from None
    click.echo(f"建好了 {folder}，里面有 {len(files)} 个文件，从 README.md 看起。")
    click.echo(f'接下来：cd "{folder}" ，再敲 qingdan check 检查，qingdan serve 预览，qingdan new 机构 新建一条。')


def _settings() -> dict[str, bytes]:
    """What the editor needs, by its path."""
    with tempfile.TemporaryDirectory() as folder:
        schema.run(Path(folder))
        places = [place for place in Path(folder).rglob("*") if place.is_file()]
        return {place.relative_to(folder).as_posix(): place.read_bytes() for place in places}


def _refuse(lead: str, lines: list[str], command: str) -> NoReturn:
    """Say what is missing or wrong; nothing was written."""
    click.echo("\n".join([lead, *(f"  {line}" for line in lines)]), err=True)
    if lines:
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
