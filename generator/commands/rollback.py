"""`qingdan rollback`: put a kept edition in the site's place again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import options


@chinese_click.command(
    "rollback", help="退回留着的一版：先核对那一份，再一步换上。不写第几版，就是现在这一版的前一版。"
)
@click.argument("number", required=False, type=chinese_click.Number("第几版", 10**8), metavar="[第几版]")
@options.root
@options.day
@options.site(required=True, help="发布的网站在哪个文件夹。")
@click.option("--adopt", is_flag=True, help="网站里多了别的东西：原来的整个移到旁边留着。")
def command(number: int | None, root: Path, day: date, site: Path, adopt: bool) -> None:
    from generator.publication import going_back

    site, root = options.safe(site, root), root.resolve()
    done = going_back.go_back(root, site, number, day, adopt=adopt)
    for sentence in done.told:
        click.echo(sentence, err=True)
    about = done.edition.about
    click.echo(f"退回了第{about.sequence}版（{about.day} 发布的），在 {site}；记进了 powers/publications.csv。")
    click.echo(f"这一版的摘要：{done.edition.digest}")
