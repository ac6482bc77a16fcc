"""`qingdan import`: a workbook taken into the record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.checked import today
from generator.commands import options
from generator.record import FOLDER


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
def command(
    file: Path,
    root: Path,
    as_of: date | None,
    write: bool,
    lists: tuple[str, ...],
    headers: dict[str, str],
    constants: dict[str, str],
    form: str,
) -> None:
    from generator.commands import taking
    from generator.desk.import_ import job as importing  # takes long to load; other commands do without it

    asked = importing.Asked(headers, constants, options.lists(lists))
    if not (root / FOLDER).is_dir():
        options.recorded(root)  # says so, and ends
    day = as_of or today()
    taking.take(root, file, lambda content: importing.plan(root, content, day, asked), "qingdan import", write, form)
