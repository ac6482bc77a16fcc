"""`qingdan withdraw`: take an entry or a file off the site, whatever else is the matter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import options


@chinese_click.command(
    "withdraw",
    help="马上从网站撤下一条、一个附件：照上一版再发布一次，没有它。别处有错误、没有送审签，都不挡。"
    "例：qingdan withdraw c2026001 --site 网站 --reason 误发",
)
@click.argument("what", metavar="编号|文件")
@options.root
@options.day
@options.site(required=True, help="发布的网站在哪个文件夹。")
@click.option("--reason", default="", metavar="理由", help="为什么撤下：写在原来的网址上，记进发布记录。")
def command(what: str, root: Path, day: date, site: Path, reason: str) -> None:
    from generator.publication import withdrawing  # mkdocs takes long to load; other commands do without it

    site, root = options.safe(site, root), root.resolve()
    done = withdrawing.withdraw(root, site, what, day, reason)
    for sentence in done.told:
        click.echo(f"提醒：{sentence}", err=True)
    about = done.edition.about
    click.echo(f"撤下了 {what}，发布了第{about.sequence}版（{about.day}），留着的各版里有它的也删了。")
    click.echo("还要做的：")
    for sentence in done.still:
        click.echo(f"  {sentence}")
    click.echo(f"这一版的摘要：{done.edition.digest}")
