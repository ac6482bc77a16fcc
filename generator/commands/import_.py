"""`qingdan import`: a workbook taken into the record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import options, records
from generator.reading.folder import FOLDER


@chinese_click.command("import", help="把表格收进记录：先看会改什么，加 --apply 才写。例：qingdan import 清单.xlsx")
@click.argument("file", metavar="文件", type=chinese_click.ExistingFile())
@options.root
@options.day
@options.apply
@click.option("--list", "lists", multiple=True, metavar="清单", help="别处的表是哪种清单；不写就看表头认。")
@options.headers("别处")
@options.constants("别处的表没有这一列，新增的都填这个，例：--set 资料性质=示例。可以写几个。")
@click.option(
    "--rest",
    type=chinese_click.NewFile(".xlsx"),
    default=None,
    metavar="文件.xlsx",
    help="别处的表里有错的行写进这个文件退回，没有错的照收；不写，有一处错就都不收。",
)
@options.form("text", "json")
def command(
    file: Path,
    root: Path,
    day: date,
    apply: bool,
    lists: tuple[str, ...],
    headers: dict[str, str],
    constants: dict[str, str],
    rest: Path | None,
    form: str,
) -> None:
    # Take long to load; other commands do without them.
    from generator.commands import taking_in
    from generator.desk.import_ import job

    asked = job.Asked(headers, constants, options.kinds_called(lists), good=rest is not None)
    if not (root / FOLDER).is_dir():
        records.read(root)  # says so, and ends
    said = [] if root == Path(".") else ["--root", str(root)]
    said += [word for list_ in lists for word in ("--list", list_)]
    said += [word for title, field in headers.items() for word in ("--header", f"{title}={field}")]
    said += [word for field, value in constants.items() for word in ("--set", f"{field}={value}")]
    said += ["--rest", str(rest)] if rest else []
    again = " ".join(["qingdan import", *map(taking_in.typed, said)])
    taking_in.run(root, file, form, apply, again, lambda content: job.plan(root, content, day, asked), rest)
