"""The commands: words and options only; the work is done by the modules they call.

Exit status: 0 holds, 1 the record has errors, 2 wrong usage. Every message is Chinese, click's own too.
"""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import click

from generator import chinese_click, record, reports, rules, slips
from generator.problem import CODES, Problem, Severity
from generator.record import Record

_SHANGHAI = timezone(timedelta(hours=8))


def today() -> date:
    """Today in Asia/Shanghai: the one place that asks the clock."""
    return datetime.now(_SHANGHAI).date()


class _Day(click.ParamType):
    name = "日期"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，要写成 2026-04-08", param, ctx)


_root = click.option(
    "--root",
    type=chinese_click.Folder(),
    default=Path("."),
    metavar="文件夹",
    help="放着 powers 的文件夹；不写就是当前文件夹。",
)
_as_of = click.option(
    "--as-of", type=_Day(), default=None, metavar="日期", help="当作哪一天来检查；不写就是今天（北京时间）。"
)


def _format(*names: str) -> Any:
    return click.option(
        "--format",
        "form",
        type=chinese_click.OneOf(names),
        default="text",
        metavar="|".join(names),
        help="输出的样子；不写就是 text（给人看）。",
    )


@click.group(cls=chinese_click.Group, help="乡镇权责与办事公开：检查记录，生成网站。")
@click.version_option(package_name="qingdan", message="qingdan %(version)s", help="显示版本。")
def main() -> None:
    for stream in (sys.stdout, sys.stderr):  # a GBK console shows what it can and never stops the work
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def read_and_check(root: Path, as_of: date | None) -> tuple[Record, list[Problem]]:
    """The record below a folder and all its problems, those of reading and those of the rules."""
    town, problems = record.read(root)
    return town, sorted({*problems, *rules.check(town, as_of or today())})


def _tally(town: Record) -> reports.Tally:
    return reports.Tally(
        len(town.files), sum(1 for _ in town.entries()) + sum(1 for key in town.broken if "/" not in key)
    )


def _show(town: Record, problems: list[Problem], form: str) -> None:
    tally = _tally(town)
    match form:
        case "json":
            click.echo(reports.as_json(problems, tally))
        case "sarif":
            click.echo(reports.as_sarif(problems, tally))
        case "github":
            click.echo(reports.as_github(problems, tally))
        case _:
            texts = {file.path: slips.readable(file.content) for file in town.files.values()}
            click.echo(reports.text(problems, texts, tally))


def _status(problems: list[Problem]) -> int:
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


@main.command(help="检查全部记录，说清哪里不对、怎么改。")
@_root
@_as_of
@_format("text", "json", "sarif", "github")
@click.option("--explain", metavar="代号", default=None, help="说明一个代号（例：H106）是什么规矩、保护谁。")
def check(root: Path, as_of: date | None, form: str, explain: str | None) -> None:
    if explain is not None:
        number = explain.strip().upper()
        if number not in CODES:
            raise click.BadParameter(
                f"没有“{explain}”这个代号；代号像 H106，写在每条问题的第一行", param_hint="--explain"
            )
        click.echo(reports.explain(number))
        return
    town, problems = read_and_check(root, as_of)
    _show(town, problems, form)
    sys.exit(_status(problems))


if __name__ == "__main__":
    main()
