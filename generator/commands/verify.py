"""`qingdan verify`: whether a published site is whole, and whether it is the newest edition."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import options


@chinese_click.command(
    "verify",
    help="核对一个发布了的网站：少了、改了、多了什么，撤下的还在不在，是不是最新的一版。"
    "--root 里有发布记录的，和记录对。例：qingdan verify https://www.example.gov.cn/镇/",
)
@click.argument("copy", metavar="文件夹|压缩包|网址")
@options.root
def command(copy: str, root: Path) -> None:
    from generator.publication import checking

    found = checking.check(copy, root.resolve())
    about = found.edition.about if found.edition else None
    if about:
        click.echo(f"{copy}：第{about.sequence}版（{about.day}，{about.state}），看了 {found.looked_at} 个文件。")
    for sentence in found.notes:
        click.echo(f"提醒：{sentence}", err=True)
    for sentence in found.differences:
        click.echo(sentence)
    click.echo("都对得上。" if not found.differences else f"有 {len(found.differences)} 处对不上。")
    sys.exit(1 if found.differences else 0)
