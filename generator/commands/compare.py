"""`qingdan compare`: a superior's list beside the town's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.checked import today
from generator.commands import options
from generator.model.kinds import meant_by


@chinese_click.command(
    "compare", help="和上级的清单逐项对：名称、类型、依据、编码，取消没取消。例：qingdan compare 上级清单.xlsx"
)
@click.argument("file", metavar="文件", type=chinese_click.File())
@options.root
@options.as_of
@click.option("--list", "word", default="权力清单", metavar="清单", help="和哪种清单对；不写就是权力清单。")
@click.option(
    "--header",
    "headers",
    multiple=True,
    callback=options.pairs,
    metavar="列名=格子",
    help="上级的列名是我们的哪一格，例：--header 项目=名称。可以写几个。",
)
@click.option(
    "--out",
    type=chinese_click.Place(".xlsx"),
    default=None,
    metavar="文件.xlsx",
    help="写成表格：一处一行，两边都有，标了颜色，能打印。",
)
@options.form("text", "json")
def command(
    file: Path, root: Path, as_of: date | None, word: str, headers: dict[str, str], out: Path | None, form: str
) -> None:
    # Takes long to load; other commands do without it.
    from generator.desk.compare import job as comparing
    from generator.desk.compare import sheets, words
    from generator.sheets import reading

    kinds = [kind for kind in comparing.COMPARABLE if kind in meant_by(word)]
    if not kinds:
        named = "、".join(kind.title for kind in comparing.COMPARABLE)
        raise click.BadParameter(f"“{word}”，不能这样对；能对的有：{named}", param_hint="--list")
    if out is not None and out.suffix.lower() != ".xlsx":
        raise click.BadParameter(f"“{out}”，文件名要以 .xlsx 结尾", param_hint="--out")
    content = options.content(file)
    day = as_of or today()
    record = options.holding(root, day, "有错误，先改好再对。").record
    try:
        made = comparing.compare(record, content, kinds[0], headers)
    except reading.Unreadable as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(words.as_json(made) if form == "json" else words.text(made, whole=False))
    if not made.theirs.understood:
        raise click.ClickException(
            "没有认出哪一张表是清单；表头要有“名称”一列和另外一列认得的，列名不同的用 --header 说明"
        )
    if out is not None:
        options.write(out, sheets.workbook(made, str(record.town.name) if record.town else "", day))
        click.echo(f"写好了 {out}：{len(made.findings)} 处", err=form == "json")
