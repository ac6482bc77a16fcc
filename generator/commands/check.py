"""`qingdan check`: what is wrong in the record, and what a code means."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import chinese_click, reports
from generator.checked import read_and_check, today
from generator.commands import options
from generator.problem import CODES
from generator.standards.examples import examples


@chinese_click.command("check", help="检查全部记录，说清哪里不对、怎么改。")
@options.root
@options.as_of
@options.form("text", "json", "sarif", "github")
@click.option(
    "--explain", metavar="代号", default=None, help="说明一个代号（例：H106）是什么规矩、保护谁、错的对的各什么样。"
)
def command(root: Path, as_of: date | None, form: str, explain: str | None) -> None:
    if explain is not None:
        number = explain.strip().upper()
        if number not in CODES:
            raise click.BadParameter(
                f"“{explain}”，没有这个代号；代号像 H106，写在每条问题的第一行", param_hint="--explain"
            )
        shown = examples()[number]
        example = reports.wrong_and_right(shown.bad, shown.good, shown.place, shown.said)
        click.echo(f"{reports.explain(number)}\n\n{example}")
        return
    checked = read_and_check(root, as_of or today(), progress=options.progress)
    options.show(checked, form)
    sys.exit(0 if checked.holds else 1)
