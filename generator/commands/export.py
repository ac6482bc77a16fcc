"""`qingdan export`: the record as a workbook to be filled in; its lists as they were on a day; its open data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import named_files, options, records
from generator.model.kinds import EVERY

_UNSURE = "记录有错，没有导出；先把上面的错误改好。"


@chinese_click.command(
    "export",
    help="把记录导出成表格（.xlsx），在 Excel、WPS 里改；也导出某一天的清单、公开的数据、台账、登记表。"
    "例：qingdan export 清单.xlsx 权力清单",
)
@click.argument("file", metavar="文件.xlsx", type=chinese_click.NewFile(".xlsx", ".json", ".zip"))
@click.argument("words", nargs=-1, metavar="[清单…]")
@options.root
@options.day
@click.option(
    "--on",
    type=options.Day(),
    default=None,
    metavar="日期",
    help="要哪一天的清单，只看不改；由现在的记录和历次调整推回去。文件名末尾是 .json 的，给程序用。",
)
@click.option(
    "--data", "special", flag_value="data", help="公开的数据，一个压缩包：每种清单的表格和每一格的说明；没有示例。"
)
@click.option(
    "--account", "special", flag_value="account", help="放权事项的台账：交接、办件、投诉复议、评估、检查督导。"
)
@click.option("--national", "special", flag_value="national", help="办事指南，列名照国家平台的要素，缺什么另列一张。")
@click.option("--register", "special", flag_value="register", help="公共数据的目录登记表，知道的填好，别的写“待填”。")
def command(file: Path, words: tuple[str, ...], root: Path, day: date, on: date | None, special: str | None) -> None:
    _refuse(file.suffix.lower(), words, day, on, special)
    if special:
        _special(file, root, day, special)
    elif on:
        _on(file, root, day, on)
    else:
        _workbook(file, root, words)


def _refuse(ending: str, words: tuple[str, ...], day: date, on: date | None, special: str | None) -> None:
    """End the command where what is asked for does not go together. Raises `UsageError`."""
    wanted = ".zip" if special == "data" else ".xlsx"
    if special and (on or words or ending != wanted):
        raise click.UsageError(f"--{special} 导出全部，文件名以 {wanted} 结尾，后面不写清单名称，也不和 --on 一起写")
    if on and (words or on > day):
        raise click.UsageError(f"--on 导出全部清单，后面不写清单名称；日子不能比今天（{day}）晚")
    if not special and (ending == ".zip" or (ending == ".json" and not on)):
        raise click.UsageError(".json 只用来导出某一天的清单，加上 --on 和日期；.zip 只用来导出公开的数据，加上 --data")


def _free(file: Path) -> None:
    """End the command where the file is there already. Raises `ClickException`."""
    if file.exists():
        raise click.ClickException(
            f"“{file}”已经有了，里面可能有您改过、还没导入的；换一个名称，或者先把它移走。没有动它"
        )


def _workbook(file: Path, root: Path, words: tuple[str, ...]) -> None:
    from generator.desk.export import job  # takes long to load; other commands do without it

    kinds = options.kinds_called(words)
    record = records.read(root)
    _free(file)
    kinds = kinds or [kind for kind in EVERY if job.data_of(record, kind)]
    named_files.write(file, job.workbook(record, kinds))
    for broken in sorted(record.broken):
        click.echo(f"{broken} 有错，没有导出；先用 qingdan check 看哪里不对。", err=True)
    click.echo(f"导出了 {'、'.join(kind.title for kind in kinds)}，在 {file}")
    click.echo(f"改好存盘，再敲：qingdan import {file} （先看会改什么，不动记录）")


def _on(file: Path, root: Path, day: date, on: date) -> None:
    from generator.derive.town import derive  # these take long to load
    from generator.desk.export import on_date

    record = derive(records.read_without_errors(root, day, _UNSURE).record, day).record  # what is published
    _free(file)
    write = on_date.data if file.suffix.lower() == ".json" else on_date.workbook
    named_files.write(file, write(record, on))
    click.echo(f"导出了 {on} 的清单，在 {file}")
    click.echo(on_date.ABOUT)


def _special(file: Path, root: Path, day: date, special: str) -> None:
    from generator.derive.town import derive  # these take long to load
    from generator.desk.export import account, national_items, register
    from generator.opendata import catalogue, package

    town = derive(records.read_without_errors(root, day, _UNSURE).record, day)
    _free(file)
    made, said = {
        "data": (lambda: package.archive(catalogue.packed(town, books=True)), "公开的数据，里面没有示例"),
        "account": (lambda: account.workbook(town.record), "放权事项的台账；“没有数”是没有登记，不是0件"),
        "national": (lambda: national_items.workbook(town), "事项的要素；空着的看“缺的”一张"),
        "register": (lambda: register.workbook(town), "数据目录登记表；写“待填”的，记录里没有"),
    }[special]
    named_files.write(file, made())
    click.echo(f"导出了{said}，在 {file}")
