"""`qingdan fmt`: every file of the record in one style."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import chinese_click, reports
from generator.commands import options
from generator.desk.fmt import job, words


@chinese_click.command("fmt", help="把记录文件排成统一的样子：格子的顺序、缩进、空格、引号；内容和批注不变。")
@click.argument("files", nargs=-1, metavar="[文件…]", type=click.Path(path_type=Path))
@options.root
@click.option("--check", "only_check", is_flag=True, help="只说哪些文件要改，不动文件；有要改的就以状态1结束。")
def command(files: tuple[Path, ...], root: Path, only_check: bool) -> None:
    try:
        formatted = job.run(root, files, write=not only_check)
    except job.NoRecord as none:
        click.echo(reports.text(reports.Report(none.problems)))
        sys.exit(1)
    click.echo(words.text(formatted, written=not only_check))
    sys.exit(1 if any(file.refused or (only_check and file.changed) for file in formatted) else 0)
