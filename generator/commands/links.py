"""`qingdan links`: whether the pages elsewhere are still there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import options, records


@chinese_click.command(
    "links", help="试一遍去外面的网址：打不开的、转走的、不再是政府网站的，记下来，待办里看得到。要联网。"
)
@options.root
@options.day
@options.form("text", "json")
def command(root: Path, day: date, form: str) -> None:
    from generator.desk.links import job, words

    record = records.read(root)
    every = job.addresses(record, root)
    if every:
        click.echo(f"正在试 {len(every)} 个网址，要几分钟……", err=True)
    found = job.tried(every, day)
    click.echo(words.FORMS[form](found))
    if not found:
        return
    try:
        file = job.keep(root, found)
    except OSError:
        raise click.ClickException(f"“{root / 'links.csv'}”写不进去；关掉打开着它的程序再来") from None
    click.echo(f"记在 {file}；要办的，qingdan todo 里都有。网址由人来改，程序不动记录。", err=form == "json")
