"""`qingdan ask`: what the record does not know, as a sheet for each body to fill in."""

from __future__ import annotations

import re
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import named_files, options, records

_UNNAMEABLE = re.compile(r'[\\/:*?"<>|\n]')  # in the name of a file on Windows


@chinese_click.command(
    "ask",
    help="缺的格子写成表，一个承办机构一份，发给他们填；填好了用 qingdan import 收，几份一起收也行。例：qingdan ask 问",
)
@click.argument("folder", metavar="文件夹", type=chinese_click.Folder(exists=False), default=Path("问"))
@options.root
@click.option("--only", default="", metavar="机构", help="只问这一个机构。")
def command(folder: Path, root: Path, only: str) -> None:
    from generator.asked import blanks, sheet  # take long to load; other commands do without them

    record = records.read(root)
    town = str(record.town.name) if record.town else ""
    found = {body: one for body, one in blanks.asked(record).items() if not only or body == only}
    if not found:
        raise click.ClickException(f"没有要问{only or '的'}：黄的格子一格也没有")
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for body, one in found.items():
        place = folder / f"问{_UNNAMEABLE.sub('_', body)}.xlsx"
        named_files.write(place, sheet.workbook(town, body, one))
        count = sum(len(asked.blanks) for asked in one)
        total += count
        click.echo(f"{place}（{count} 格）发给{body}，转发时带上这句：\n  {sheet.cover(town, body, count)}\n")
    click.echo(f"写好了 {len(found)} 份，一共 {total} 格。收回来敲：qingdan import {folder}/*.xlsx")
