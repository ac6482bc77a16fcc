"""`qingdan schema`: what an editor needs."""

from __future__ import annotations

from pathlib import Path

import click

from generator import chinese_click
from generator.commands import options
from generator.desk.schema import job as schemas


@chinese_click.command("schema", help="生成编辑器里的填写提示（VS Code：边填边查、下拉选项）。")
@options.root
@click.option(
    "--out", default=schemas.PLACE, metavar="文件夹", help=f"放到 --root 下的哪个文件夹；不写就是 {schemas.PLACE}。"
)
def command(root: Path, out: str) -> None:
    click.echo(schemas.run(root, out))
