"""Commands on workbooks of the whole record: export, import."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click, site
from generator.commands import options
from generator.model.kinds import KINDS, LISTS, Kind, ListKind
from generator.record import FOLDER


def _lists(words: tuple[str, ...]) -> list[Kind | ListKind]:
    """The lists that are called by some words."""
    from generator.authoring import listing

    found: list[Kind | ListKind] = []
    for word in words:
        called = listing.kinds_called(word)
        if not called:
            named = "、".join(every.title for every in (*KINDS, *LISTS))
            raise click.BadParameter(f"“{word}”，没有这种清单；有：{named}")
        found += [kind for kind in called if kind not in found]
    return found


@chinese_click.command(help="把记录导出成表格（.xlsx），在 Excel、WPS 里改。例：qingdan export 清单.xlsx 权力清单")
@click.argument("file", metavar="文件.xlsx", type=chinese_click.Place(".xlsx"))
@click.argument("words", nargs=-1, metavar="[清单…]")
@options.root
def export(file: Path, words: tuple[str, ...], root: Path) -> None:
    from generator.authoring import exporting  # takes long to load; other commands do without it

    lists = _lists(words)
    town = options.recorded(root)
    if file.exists():
        raise click.ClickException(
            f"“{file}”已经有了，里面可能有您改过、还没导入的；换一个名称，或者先把它移走。没有动它"
        )
    lists = lists or [list_ for list_ in (*KINDS, *LISTS) if exporting.data_of(town, list_)]
    options.write(file, exporting.workbook(town, lists))
    for broken in sorted(town.broken):
        click.echo(f"{broken} 有错，没有导出；先用 qingdan check 看哪里不对。", err=True)
    click.echo(f"导出了 {'、'.join(list_.title for list_ in lists)}，在 {file}")
    click.echo(f"改好存盘，再敲：qingdan import {file} （先看会改什么，不动记录）")


@chinese_click.command("import", help="把表格收进记录：先看会改什么，加 --apply 才写。例：qingdan import 清单.xlsx")
@click.argument("file", metavar="文件", type=chinese_click.File())
@options.root
@options.as_of
@click.option("--apply", "write", is_flag=True, help="真的写进记录；不加就只看。")
@click.option("--list", "lists", multiple=True, metavar="清单", help="别处的表是哪种清单；不写就看表头认。")
@click.option(
    "--header",
    "headers",
    multiple=True,
    callback=options.pairs,
    metavar="列名=格子",
    help="别处的列名是我们的哪一格，例：--header 项目=名称。可以写几个。",
)
@click.option(
    "--set",
    "constants",
    multiple=True,
    callback=options.pairs,
    metavar="格子=内容",
    help="别处的表没有这一列，新增的都填这个，例：--set 资料性质=示例。可以写几个。",
)
@options.form("text", "json")
def import_(
    file: Path,
    root: Path,
    as_of: date | None,
    write: bool,
    lists: tuple[str, ...],
    headers: dict[str, str],
    constants: dict[str, str],
    form: str,
) -> None:
    from generator.authoring import importing  # takes long to load; other commands do without it
    from generator.commands import taking

    asked = importing.Asked(headers, constants, _lists(lists))
    if not (root / FOLDER).is_dir():
        options.recorded(root)  # says so, and ends
    day = as_of or site.today()
    taking.take(root, file, lambda content: importing.plan(root, content, day, asked), "qingdan import", write, form)
