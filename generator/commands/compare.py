"""`qingdan compare`: a superior's list beside the town's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import named_files, options, records
from generator.model.kinds import meant_by
from generator.model.reference import DEPARTMENT


@chinese_click.command(
    "compare", help="和上级的清单逐项对：名称、类型、依据、编码，取消没取消。例：qingdan compare 上级清单.xlsx"
)
@click.argument("file", metavar="文件", type=chinese_click.ExistingFile())
@options.root
@options.day
@click.option("--list", "word", default="权力清单", metavar="清单", help="和哪种清单对；不写就是权力清单。")
@options.headers("上级")
@click.option(
    "--out",
    type=chinese_click.NewFile(".xlsx"),
    default=None,
    metavar="文件.xlsx",
    help="写成表格：一处一行，两边都有，标了颜色，能打印。",
)
@options.form("text", "json")
def command(file: Path, root: Path, day: date, word: str, headers: dict[str, str], out: Path | None, form: str) -> None:
    # Take long to load; other commands do without them.
    from generator.desk.compare import job, words, workbook
    from generator.sheets.headers import published_kinds
    from generator.sheets.read_book import Unreadable

    kinds = [kind for kind in published_kinds() if kind is not DEPARTMENT]
    kind = next((kind for kind in kinds if kind in meant_by(word)), None)
    if kind is None:
        named = "、".join(kind.title for kind in kinds)
        raise click.BadParameter(f"“{word}”，不能这样对；能对的有：{named}", param_hint="--list")
    content = named_files.read(file)
    record = records.read_without_errors(root, day, "有错误，先改好再对。").record
    try:
        comparison = job.compare(record, content, kind, headers)
    except Unreadable as unreadable:
        raise click.ClickException(str(unreadable)) from None
    click.echo(words.FORMS[form](comparison))
    if comparison.theirs.troubles:
        raise click.ClickException("；".join(comparison.theirs.troubles))
    if not comparison.theirs.understood:
        raise click.ClickException(
            "没有认出哪一张表是清单；表头要有“名称”一列和另外一列认得的，列名不同的用 --header 说明"
        )
    if not comparison.theirs.items:
        raise click.ClickException(
            "上级清单里一项也没有读到，比不了；看看“名称”是不是另一列，用 --header 说明，例：--header 职权名称=名称"
        )
    if out is not None:
        town = str(record.town.name) if record.town else ""
        named_files.write(out, workbook.workbook(comparison, town, day))
        click.echo(f"写好了 {out}：{len(comparison.differences)} 处", err=form == "json")
