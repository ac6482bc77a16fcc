"""What the commands share: options, progress, showing a record's problems."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator import chinese_click, record, reports
from generator.checked import Checked, read_and_check
from generator.files import together, whole
from generator.model import kinds
from generator.model.kind import Kind, ListKind
from generator.record import Record


class Day(click.ParamType):
    """A day as the record writes it."""

    name = "日期"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，要写成 2026-04-08", param, ctx)


def _settled(ctx: click.Context, param: click.Parameter, root: Path) -> Path:
    """A record in which nothing is half done: what an interrupted command had decided is carried out first."""
    try:
        if together.finish(root):
            click.echo("上次写到一半断了，现在接着写完了。", err=True)
    except together.Stuck as stuck:
        raise click.ClickException(
            f"上次写到一半断了，“{stuck}”写不进去，已经全部退回；关掉打开着它的程序再来"
        ) from None
    return root


root = click.option(
    "--root",
    type=chinese_click.Folder(),
    callback=_settled,
    default=Path("."),
    metavar="文件夹",
    help="放着 powers 的文件夹；不写就是当前文件夹。",
)
as_of = click.option(
    "--as-of", type=Day(), default=None, metavar="日期", help="当作哪一天来检查；不写就是今天（北京时间）。"
)


def form(*names: str) -> Any:
    """The option that says how the answer looks; the first name is the usual one."""
    return click.option(
        "--format",
        "form",
        type=chinese_click.OneOf(names),
        default="text",
        metavar="|".join(names),
        help="输出的样子；不写就是 text（给人看）。",
    )


def progress(count: int) -> None:
    """Long work shows that it goes on, to a person at a terminal."""
    if count % 500 == 0 and sys.stderr.isatty():
        click.echo(f"已经读了 {count} 个文件……", err=True)


def recorded(root: Path) -> Record:
    """A record as it stands, with its errors; where there is none, that is said and ends the command."""
    town, problems = record.read(root, progress)
    if not town.files:
        click.echo(reports.text(problems, {}, reports.Tally(0, 0)))
        sys.exit(1)
    return town


def tally(town: Record) -> reports.Tally:
    """How much was looked at."""
    return reports.Tally(
        len(town.files), sum(1 for _ in town.entries()) + sum(1 for key in town.broken if "/" not in key)
    )


def show(checked: Checked, form: str) -> None:
    """Print what a check found."""
    town, problems = checked.record, list(checked.problems)
    counted = tally(town)
    match form:
        case "json":
            click.echo(reports.as_json(problems, counted))
        case "sarif":
            click.echo(reports.as_sarif(problems, counted))
        case "github":
            click.echo(reports.as_github(problems, counted))
        case _:
            click.echo(reports.text(problems, checked.texts, counted))


def holding(root: Path, day: date, refusal: str) -> Checked:
    """A record that may be worked with; one with errors is shown, refused, and ends the command."""
    checked = read_and_check(root, day, progress=progress)
    if not checked.holds:
        show(checked, "text")
        click.echo(refusal, err=True)
        sys.exit(1)
    return checked


def content(file: Path) -> bytes:
    """The bytes of a file that a clerk names."""
    try:
        return file.read_bytes()
    except OSError:
        raise click.ClickException(f"“{file}”打不开；关掉打开着它的程序再来") from None


def write(file: Path, written: bytes) -> None:
    """Write a file that a clerk asked for, whole or not at all."""
    try:
        whole.write(file, written)
    except OSError:
        raise click.ClickException(
            f"“{file}”写不进去；关掉打开着它的程序，看看这个文件夹准不准您写，再来一次"
        ) from None


def returned(file: Path) -> Path:
    """Where a workbook goes back marked: beside it, under a name that nothing bears; what was mended there stays."""
    stem = re.sub(r"（要改\d*）$", "", file.stem)
    names = (f"{stem}（要改{number if number > 1 else ''}）.xlsx" for number in itertools.count(1))
    return next(place for name in names if not (place := file.with_name(name)).exists())


def pairs(ctx: click.Context, param: click.Parameter, words: tuple[str, ...]) -> dict[str, str]:
    """Options written as 甲=乙."""
    found = {}
    for word in words:
        left, equals, right = word.partition("=")
        if not equals or not left.strip() or not right.strip():
            raise click.BadParameter(f"“{word}”，要写成 左边=右边", ctx, param)
        found[left.strip()] = right.strip()
    return found


def lists(words: Iterable[str]) -> list[Kind | ListKind]:
    """The lists of the record that are called by some words."""
    found: list[Kind | ListKind] = []
    for word in words:
        meant = kinds.meant_by(word)
        if not meant:
            named = "、".join(every.title for every in kinds.EVERY)
            raise click.BadParameter(f"“{word}”，没有这种清单；有：{named}")
        found += [kind for kind in meant if kind not in found]
    return found
