"""`qingdan export`: the record as a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import named_files, options, records
from generator.model.kinds import EVERY


@chinese_click.command(
    "export",
    help="把记录导出成表格（.xlsx），在 Excel、WPS 里改。例：qingdan export 清单.xlsx 权力清单。"
    "加 --on 2026-06-01，导出那一天的清单，只看不改；文件名以 .json 结尾，就是给程序用的。",
)
@click.argument("file", metavar="文件.xlsx", type=chinese_click.NewFile(".xlsx", ".json"))
@click.argument("words", nargs=-1, metavar="[清单…]")
@options.root
@options.day
@click.option(
    "--on", type=options.Day(), default=None, metavar="日期", help="要哪一天的清单；由现在的记录和历次调整推回去。"
)
def command(file: Path, words: tuple[str, ...], root: Path, day: date, on: date | None) -> None:
    from generator.desk.export import job, on_date  # takes long to load; other commands do without it

    if file.exists():
        raise click.ClickException(
            f"“{file}”已经有了，里面可能有您改过、还没导入的；换一个名称，或者先把它移走。没有动它"
        )
    if on:
        if words or on > day:
            raise click.UsageError(f"--on 导出全部清单，后面不写清单名称；日子不能比今天（{day}）晚")
        record = records.read_without_errors(root, day, "记录有错，推不出以前的清单；先把上面的错误改好。").record
        named_files.write(
            file, on_date.data(record, on) if file.suffix.lower() == ".json" else on_date.workbook(record, on)
        )
        click.echo(f"导出了 {on} 的清单，在 {file}")
        click.echo(on_date.ABOUT)
        return
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError(".json 只用来导出某一天的清单，加上 --on 和日期")
    kinds = options.kinds_called(words)
    record = records.read(root)
    kinds = kinds or [kind for kind in EVERY if job.data_of(record, kind)]
    named_files.write(file, job.workbook(record, kinds))
    for broken in sorted(record.broken):
        click.echo(f"{broken} 有错，没有导出；先用 qingdan check 看哪里不对。", err=True)
    click.echo(f"导出了 {'、'.join(kind.title for kind in kinds)}，在 {file}")
    click.echo(f"改好存盘，再敲：qingdan import {file} （先看会改什么，不动记录）")
