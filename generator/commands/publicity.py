"""`qingdan publicity`: the 双公示 forms, out and in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.checked import today
from generator.commands import options

_DAY = options.Day()


@click.group("publicity", cls=chinese_click.Group, help="双公示：行政许可、行政处罚信用信息，照报送的列导出、收回。")
def command() -> None:
    pass


@command.command("export", help="把执法决定写成双公示的两张表。例：qingdan publicity export 双公示.xlsx")
@click.argument("file", metavar="文件.xlsx", type=chinese_click.Place(".xlsx"))
@options.root
@options.as_of
@click.option("--from", "first", type=_DAY, default=None, metavar="日期", help="从哪天作出的决定起；不写就不限。")
@click.option("--to", "last", type=_DAY, default=None, metavar="日期", help="到哪天作出的为止；不写就不限。")
def export(file: Path, root: Path, as_of: date | None, first: date | None, last: date | None) -> None:
    from generator.desk.publicity import export as reporting  # takes long to load; other commands do without it

    day = as_of or today()
    checked = options.holding(root, day, "有错误，没有导出；先改好。")
    made = reporting.report(checked.record, day, first, last)
    options.write(file, made.content)
    click.echo(f"写好了 {file}：" + "，".join(f"{kind}{count}行" for kind, count in made.counts.items()))
    for lead, lines in (("没有报的：", made.left_out), ("还要看的：", made.gaps + made.notices)):
        if lines:
            click.echo("\n".join([lead, *(f"　{line}" for line in lines)]))


@command.command(
    "import",
    help="把双公示的表收回来，变成执法决定：先看会改什么，加 --apply 才写。例：qingdan publicity import 双公示.xlsx",
)
@click.argument("file", metavar="文件", type=chinese_click.File())
@options.root
@options.as_of
@click.option("--apply", "write", is_flag=True, help="真的写进记录；不加就只看。")
@click.option(
    "--set",
    "constants",
    multiple=True,
    callback=options.pairs,
    metavar="格子=内容",
    help="表里没有这一列，新的决定都填这个，例：--set 程序=普通程序。可以写几个。",
)
@options.form("text", "json")
def import_(file: Path, root: Path, as_of: date | None, write: bool, constants: dict[str, str], form: str) -> None:
    from generator.commands import taking
    from generator.desk.publicity import import_ as receiving  # takes long to load; other commands do without it

    if wrong := receiving.unknown(constants):
        raise click.BadParameter(f"“{wrong[0]}”，执法决定没有这一格", param_hint="--set")
    day = as_of or today()
    command = "qingdan publicity import"
    taking.take(root, file, lambda content: receiving.plan(root, content, day, constants), command, write, form)
