"""`qingdan list`: what is in the record."""

from __future__ import annotations

from pathlib import Path

import click

from generator import chinese_click
from generator.commands import options, records
from generator.desk.list import job, words
from generator.model.kinds import EVERY


@chinese_click.command("list", help="列出记录：编号、名称、文件。可以只列一种，例：qingdan list 权力清单。")
@click.argument("kind", required=False, metavar="[种类]")
@options.root
@options.form(*words.FORMS)
def command(kind: str | None, root: Path, form: str) -> None:
    kinds = options.kinds_called([kind]) if kind else EVERY
    click.echo(words.FORMS[form](job.listing(records.read(root), kinds)))
