"""`qingdan diff`: what changed, and the papers that come of it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import named_files, options, records

_UNSURE = "记录有错，推不出以前的清单；先把上面的错误改好。"
_FORM_OF = {".html": "html", ".xlsx": "xlsx", ".md": "md", ".json": "json", ".txt": "text"}  # by the ending of a file


@chinese_click.command(
    "diff",
    help="说清记录和以前比改了什么，哪些须经调整、有没有调整写了；起草动态调整、公告、送审签。"
    "不写和谁比，就是上次发布时（没有发布过的，上次提交时）；写 --from，说清两个日子的清单差在哪。",
)
@click.argument("earlier", required=False, metavar="[版本|文件夹]")
@options.root
@options.day
@click.option(
    "--from",
    "first",
    type=options.Day(),
    default=None,
    metavar="日期",
    help="从哪一天的清单比起，例：2026-06-01；由现在的记录和历次调整推回去，只比须经调整的格子。",
)
@click.option("--to", "last", type=options.Day(), default=None, metavar="日期", help="比到哪一天的清单；不写就是今天。")
@options.form("text", "md", "json", "html")
@click.option(
    "--out",
    type=chinese_click.NewFile(*_FORM_OF),
    default=None,
    metavar="文件",
    help="写到这个文件里，样子看末尾：改了什么.html 打印、发邮件，.xlsx 一格一行，.md、.json 给程序用；不写就显示出来。",
)
@click.option(
    "--notice",
    type=chinese_click.NewFile(".docx"),
    default=None,
    metavar="公告.docx",
    help="起草动态调整的公告（Word）。",
)
@click.option(
    "--slip",
    type=chinese_click.NewFile(".docx"),
    default=None,
    metavar="送审签.docx",
    help="起草送审签（Word）：编辑、审核、签发三格。",
)
@click.option("--adjustment", is_flag=True, help="把还没有写进调整的，起草成一份动态调整，放进记录里。")
def command(
    earlier: str | None,
    root: Path,
    day: date,
    first: date | None,
    last: date | None,
    form: str,
    out: Path | None,
    notice: Path | None,
    slip: Path | None,
    adjustment: bool,
) -> None:
    from generator.desk.diff import job  # only this command compares

    if (last and not first) or (first and (earlier or notice or slip or adjustment)):
        raise click.UsageError("--from、--to 比两个日子的清单，不和版本、文件夹比，也不起草")
    if first and not first <= (last or day) <= day:
        raise click.UsageError(f"--from 不能比 --to 晚，--to 不能比今天（{day}）晚")
    wanted = job.Wanted(_FORM_OF[out.suffix.lower()] if out else form, out, notice, slip, adjustment)
    record = records.read_without_errors(root, day, _UNSURE).record if first else records.read(root)
    try:
        done = job.dates(record, first, last or day, wanted) if first else job.run(record, root, day, earlier, wanted)
    except job.NotDone as why:
        raise click.ClickException(str(why)) from None
    for file, content in done.papers.items():
        named_files.write(file, content)
    if done.draft:
        named_files.write(root / done.draft[0], done.draft[1])
    click.echo(done.said)
    for file in done.papers:
        click.echo(f"写好了 {file}", err=True)
    if done.draft:
        click.echo(f"起草好了 {done.draft[0]}，照批准文件填好空着的格子，再用 qingdan check 检查。", err=True)
    sys.exit(0 if done.holds else 1)
