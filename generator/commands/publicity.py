"""`qingdan publicity`: the 双公示 forms, out and in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import named_files, options, records

_DAY = options.Day()


@click.group("publicity", cls=chinese_click.Group, help="双公示：行政许可、行政处罚信用信息，照报送的列导出、收回。")
def command() -> None:
    pass


@command.command("export", help="把执法决定写成双公示的两张表。例：qingdan publicity export 双公示.xlsx")
@click.argument("file", metavar="文件.xlsx", type=chinese_click.NewFile(".xlsx"))
@options.root
@options.day
@click.option("--from", "first", type=_DAY, default=None, metavar="日期", help="从哪天作出的决定起；不写就不限。")
@click.option("--to", "last", type=_DAY, default=None, metavar="日期", help="到哪天作出的为止；不写就不限。")
def export(file: Path, root: Path, day: date, first: date | None, last: date | None) -> None:
    # Take long to load; other commands do without them.
    from generator.desk.publicity import export as job
    from generator.desk.publicity import words

    record = records.read_without_errors(root, day, "有错误，没有导出；先改好。").record
    forms = job.export(record, day, first, last)
    named_files.write(file, forms.content)
    click.echo(words.exported(forms, file))


@command.command(
    "import",
    help="把双公示的表收回来，变成执法决定：先看会改什么，加 --apply 才写。例：qingdan publicity import 双公示.xlsx",
)
@click.argument("file", metavar="文件", type=chinese_click.ExistingFile())
@options.root
@options.day
@options.apply
@options.constants("表里没有这一列，新的决定都填这个，例：--set 程序=普通程序。可以写几个。")
@options.form("text", "json")
def import_(file: Path, root: Path, day: date, apply: bool, constants: dict[str, str], form: str) -> None:
    # Take long to load; other commands do without them.
    from generator.commands import taking_in
    from generator.desk.publicity import import_ as job

    if unknown := job.unknown(constants):
        raise click.BadParameter(f"“{unknown[0]}”，执法决定没有这一格", param_hint="--set")
    typed = "qingdan publicity import"
    taking_in.run(root, [file], form, apply, typed, lambda content: job.plan(root, content, day, constants))
