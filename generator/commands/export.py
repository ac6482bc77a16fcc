"""`qingdan export`: the record as a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from generator import chinese_click
from generator.commands import named_files, options, records
from generator.model.kinds import EVERY


@chinese_click.command(
    "export", help="把记录导出成表格（.xlsx），在 Excel、WPS 里改。例：qingdan export 清单.xlsx 权力清单"
)
@click.argument("file", metavar="文件.xlsx", type=chinese_click.NewFile(".xlsx"))
@click.argument("words", nargs=-1, metavar="[清单…]")
@options.root
def command(file: Path, words: tuple[str, ...], root: Path) -> None:
    from generator.desk.export import job  # takes long to load; other commands do without it

    kinds = options.kinds_called(words)
    record = records.read(root)
    if file.exists():
        raise click.ClickException(
            f"“{file}”已经有了，里面可能有您改过、还没导入的；换一个名称，或者先把它移走。没有动它"
        )
    kinds = kinds or [kind for kind in EVERY if job.data_of(record, kind)]
    named_files.write(file, job.workbook(record, kinds))
    for broken in sorted(record.broken):
        click.echo(f"{broken} 有错，没有导出；先用 qingdan check 看哪里不对。", err=True)
    click.echo(f"导出了 {'、'.join(kind.title for kind in kinds)}，在 {file}")
    click.echo(f"改好存盘，再敲：qingdan import {file} （先看会改什么，不动记录）")
