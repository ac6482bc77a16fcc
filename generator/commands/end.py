"""`qingdan end`: an entry is no more in use, and an adjustment says so."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from generator import chinese_click, reports
from generator.commands import options, prompting, writing
from generator.desk.end import job
from generator.files import edit
from generator.forms.answers import Incomplete
from generator.model.entry import ENDS
from generator.problem import Severity

_ID = re.compile("[a-z][0-9]{1,12}")
_WAYS = "、".join(ENDS)


@chinese_click.command(
    "end",
    help="一条不办了：收回、合并、取消、误发。一次问齐，写好“状态”“终止”，起草动态调整。例：qingdan end q102 收回",
    epilog="几条一起：qingdan end q102 f003 收回 日期=2026-12-01 原因=专业性强 交回给=…",
)
@click.argument("words", nargs=-1, required=True, metavar="编号… 收回|合并|取消|误发 [格子=内容…]")
@options.root
@options.day
def command(words: tuple[str, ...], root: Path, day: date) -> None:
    said = [word for word in words if "=" in word or "＝" in word]
    ways = [word for word in words if word in ENDS]
    ids = [word for word in words if _ID.fullmatch(word)]
    if strange := [word for word in words if word not in (*said, *ways, *ids)]:
        raise click.UsageError(f"“{strange[0]}”不是编号，也不是{_WAYS}；例：qingdan end q102 收回")
    if len(ways) != 1 or not ids:
        raise click.UsageError(f"写上编号和怎么不办了（{_WAYS}里的一个），例：qingdan end q102 收回")
    called = f"qingdan end {' '.join(ids)} {ways[0]}"
    try:
        done = job.run(root, ids, ways[0], said, day, prompting.ask())
    except Incomplete as incomplete:
        prompting.refuse("没有写。" + incomplete.lead, incomplete.lines, called)
    except (job.Refused, edit.Unwritable) as refused:
        raise click.ClickException(str(refused)) from None
    wrong = [p for p in done.problems if p.severity is Severity.ERROR and p.file != done.adjustment]
    if wrong:
        click.echo(reports.text(reports.Report(wrong)))
        mentioned = f"；一起不办的，编号写在一起：{called}" if done.mentioned else ""
        raise click.ClickException(f"照这样写，记录就不对了，什么也没有写。先改上面几处{mentioned}")
    writing.write(root, done.files)
    click.echo("\n".join(["写好了：", *(f"  {path}" for path in done.files)]))
    _still_to_do(done)


def _still_to_do(done: job.Ended) -> None:
    open_ = [problem for problem in done.problems if problem.file == done.adjustment]
    if open_:
        click.echo(f"动态调整是草稿（{done.adjustment}），照批准文件填好以前不能发布：")
    for problem in open_:
        click.echo(f"  第{problem.span.line}行 {problem.severity} {problem.message}。{problem.advice}")
    if done.mentioned:
        click.echo(f"还在用、提到它的，看看要不要一起改：{'、'.join(done.mentioned)}")
