"""`qingdan check`: what is wrong in the record, and what a code means."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from importlib import metadata
from pathlib import Path

import click

from generator import chinese_click, reports, urls, versions
from generator.checked import read_and_check
from generator.commands import options, records
from generator.problem import CODES
from generator.standards.examples import examples


@chinese_click.command("check", help="检查全部记录，说清哪里不对、怎么改。")
@options.root
@options.day
@options.form(*reports.FORMS)
@click.option(
    "--explain", metavar="代号", default=None, help="说明一个代号（例：H106）是什么规矩、保护谁、错的对的各什么样。"
)
def command(root: Path, day: date, form: str, explain: str | None) -> None:
    if explain is not None:
        click.echo(_explained(explain))
        return
    checked = read_and_check(root, day, progress=records.progress)
    report = records.report(checked)
    if form in ("sarif", "github"):  # for whoever has the whole repository before them
        town = checked.record.town
        report = replace(
            report,
            folder=versions.folder_in_repository(root),
            version=metadata.version("qingdan"),
            address=urls.absolute("help/codes/", town.address_of_site if town else None),
        )
    click.echo(reports.FORMS[form](report))
    sys.exit(0 if checked.holds else 1)


def _explained(written: str) -> str:
    number = written.strip().upper()
    if number not in CODES:
        raise click.BadParameter(
            f"“{written}”，没有这个代号；代号像 H106，写在每条问题的第一行", param_hint="--explain"
        )
    example = examples()[number]
    shown = reports.wrong_and_right(example.bad, example.good, example.place, example.said)
    return f"{reports.explain(number)}\n\n{shown}"
