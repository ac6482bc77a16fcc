"""Commands that exchange lists with superiors: publicity (双公示 out and in), compare."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click, site
from generator.commands import options

_DAY = options.Day()


@click.group(cls=chinese_click.Group, help="双公示：行政许可、行政处罚信用信息，照报送的列导出、收回。")
def publicity() -> None:
    pass


@publicity.command("export", help="把执法决定写成双公示的两张表。例：qingdan publicity export 双公示.xlsx")
@click.argument("file", metavar="文件.xlsx", type=chinese_click.Place(".xlsx"))
@options.root
@options.as_of
@click.option("--from", "first", type=_DAY, default=None, metavar="日期", help="从哪天作出的决定起；不写就不限。")
@click.option("--to", "last", type=_DAY, default=None, metavar="日期", help="到哪天作出的为止；不写就不限。")
def export(file: Path, root: Path, as_of: date | None, first: date | None, last: date | None) -> None:
    from generator.authoring import reporting  # takes long to load; other commands do without it

    day = as_of or site.today()
    checked = options.holding(root, day, "有错误，没有导出；先改好。")
    made = reporting.report(checked.record, day, first, last)
    options.write(file, made.content)
    click.echo(f"写好了 {file}：" + "，".join(f"{kind}{count}行" for kind, count in made.counts.items()))
    for lead, lines in (("没有报的：", made.left_out), ("还要看的：", made.gaps + made.notices)):
        if lines:
            click.echo("\n".join([lead, *(f"　{line}" for line in lines)]))


@publicity.command(
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
    from generator.authoring import receiving  # takes long to load; other commands do without it
    from generator.commands import taking

    if wrong := receiving.unknown(constants):
        raise click.BadParameter(f"“{wrong[0]}”，执法决定没有这一格", param_hint="--set")
    day = as_of or site.today()
    command = "qingdan publicity import"
    taking.take(root, file, lambda content: receiving.plan(root, content, day, constants), command, write, form)


@chinese_click.command(help="和上级的清单逐项对：名称、类型、依据、编码，取消没取消。例：qingdan compare 上级清单.xlsx")
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
def compare(
    file: Path, root: Path, as_of: date | None, word: str, headers: dict[str, str], out: Path | None, form: str
) -> None:
    from generator.authoring import comparing, listing  # takes long to load; other commands do without it
    from generator.authoring.comparison import sheets, telling
    from generator.authoring.workbook import reading

    kinds = [kind for kind in comparing.COMPARABLE if kind in listing.kinds_called(word)]
    if not kinds:
        named = "、".join(kind.title for kind in comparing.COMPARABLE)
        raise click.BadParameter(f"“{word}”，不能这样对；能对的有：{named}", param_hint="--list")
    if out is not None and out.suffix.lower() != ".xlsx":
        raise click.BadParameter(f"“{out}”，文件名要以 .xlsx 结尾", param_hint="--out")
    content = options.content(file)
    day = as_of or site.today()
    record = options.holding(root, day, "有错误，先改好再对。").record
    try:
        made = comparing.compare(record, content, kinds[0], headers)
    except reading.Unreadable as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(telling.as_json(made) if form == "json" else telling.text(made, whole=False))
    if not made.theirs.understood:
        raise click.ClickException(
            "没有认出哪一张表是清单；表头要有“名称”一列和另外一列认得的，列名不同的用 --header 说明"
        )
    if out is not None:
        options.write(out, sheets.workbook(made, str(record.town.name) if record.town else "", day))
        click.echo(f"写好了 {out}：{len(made.findings)} 处", err=form == "json")
