"""Reads the record for a command; where the command cannot go on, says why and ends it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import record, reports
from generator.checked import Checked, read_and_check
from generator.record import Record
from generator.reports import Report


def progress(count: int) -> None:
    """Show a person at a terminal that long work goes on; `count` files have been read."""
    if count % 500 == 0 and sys.stderr.isatty():
        click.echo(f"已经读了 {count} 个文件……", err=True)


def read(root: Path) -> Record:
    """The record with its errors. Ends the command where there is none."""
    town, problems = record.read(root, progress)
    if not town.files:
        click.echo(reports.text(Report(problems)))
        sys.exit(1)
    return town


def read_without_errors(root: Path, day: date, refusal: str) -> Checked:
    """The record with its reminders. Shows its errors and a refusal, and ends the command, where it has errors."""
    checked = read_and_check(root, day, progress=progress)
    if not checked.holds:
        click.echo(reports.text(report(checked)))
        click.echo(refusal, err=True)
        sys.exit(1)
    return checked


def report(checked: Checked) -> Report:
    """The report of what a check found."""
    town = checked.record
    entries = sum(1 for _ in town.entries()) + sum("/" not in key for key in town.broken)
    return Report(checked.problems, len(town.files), entries, checked.texts)
