"""`qingdan search`: what the site's own search finds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import options, records
from generator.site import starter
from generator.site.contents import prepare


@chinese_click.command("search", help="在记录里搜索，和网页上一个样。例：qingdan search 开饭店")
@click.argument("words", nargs=-1, required=True, metavar="词…")
@options.root
@options.day
@options.form("text", "json")
@click.option(
    "--limit", type=chinese_click.Number("条数", 1000), default=10, metavar="条数", help="最多列几条；不写就是 10。"
)
def command(words: tuple[str, ...], root: Path, day: date, form: str, limit: int) -> None:
    from generator.search import interpreter  # takes long to load; other commands do without it

    checked = records.read_without_errors(root, day, "有错误，先改好再搜。")
    scripts = starter.folder() / interpreter.SCRIPTS
    try:
        engine = interpreter.Engine(scripts, prepare(checked, day).search())
    except interpreter.NoInterpreter as missing:
        raise click.ClickException(str(missing)) from None
    found = engine.search(" ".join(words), limit)
    click.echo(interpreter.FORMS[form](found))
