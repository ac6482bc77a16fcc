"""`qingdan build`: check, then make the site to be looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import options, records
from generator.model.kinds import KINDS


@chinese_click.command(
    "build", help="检查记录，通过了就生成网站，给自己看。要放到网上用 qingdan publish：它还管账本、版本和撤下。"
)
@options.root
@options.day
@options.site(required=False, help="网站放到哪里；不写就是 --root 下面的 site。")
def command(root: Path, day: date, site: Path | None) -> None:
    from generator.publication import trial  # mkdocs takes long to load; other commands do without it

    site = options.safe(site or root / "site", root)
    checked = records.read_without_errors(root, day, "有错误，没有生成；原来的网站没有动。")
    said = records.report(checked).conclusion
    click.echo(f"{said}（提醒的内容用 qingdan check 看）" if checked.problems else said)
    pages, told = trial.build(root.resolve(), site, day, checked)
    for kind in KINDS:
        entries = checked.record.list_of(kind).values()
        examples = sum(entry.is_example for entry in entries)
        if entries:
            click.echo(f"{kind.title}　{len(entries) - examples}" + (f"（另有示例 {examples}）" if examples else ""))
    for sentence in told:
        click.echo(sentence, err=True)
    click.echo(f"生成了 {pages} 页，在 {site}")
    click.echo("看：qingdan serve；放到网上：qingdan publish --site 文件夹")
