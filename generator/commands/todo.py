"""`qingdan todo`: what is to be done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import named_files, options, records


@chinese_click.command(
    "todo", help="列出待办：快到期的、公示期满的、依据变了的、缺的、没核对的。可以写成网页、表格、日历。"
)
@options.root
@options.day
@options.form("text", "json")
@click.option(
    "--out",
    type=chinese_click.NewFile(".html", ".xlsx", ".ics"),
    default=None,
    metavar="文件",
    help="写成一个文件：待办.html 打印、发邮件，待办.xlsx 用表格看，待办.ics 导进日历。",
)
def command(root: Path, day: date, form: str, out: Path | None) -> None:
    from generator.desk.todo import job, words  # the rules take long to load

    record = records.read_without_errors(root, day, "有错误，先改好再看待办。").record
    if out is None:
        click.echo(words.FORMS[form](job.todo(record, day)))
        return
    try:
        content, said = job.file(record, root, day, out)
    except job.Nothing as nothing:
        raise click.ClickException(str(nothing)) from None
    named_files.write(out, content)
    click.echo(f"写好了 {out}：{said}")
