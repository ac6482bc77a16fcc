"""The commands: words and options only; the work is done by the modules they call.

Exit status: 0 holds, 1 the record has errors, 2 wrong usage. Every message is Chinese, click's own too.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator import chinese_click, reports, site, slips
from generator.model.kinds import KINDS
from generator.problem import CODES
from generator.record import Record


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


def _tally(town: Record) -> reports.Tally:
    return reports.Tally(
        len(town.files), sum(1 for _ in town.entries()) + sum(1 for key in town.broken if "/" not in key)
    )


def _show(checked: site.Checked, form: str) -> None:
    town, problems = checked.record, list(checked.problems)
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
    checked = site.read_and_check(root, as_of or site.today())
    _show(checked, form)
    sys.exit(0 if checked.holds else 1)


@main.command(help="检查记录，通过了就生成网站。")
@_root
@_as_of
@click.option(
    "--site",
    "target",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    metavar="文件夹",
    help="网站放到哪里；不写就是 --root 下面的 site。",
)
def build(root: Path, as_of: date | None, target: Path | None) -> None:
    from generator import plugin  # mkdocs takes long to load; other commands do without it

    day = as_of or site.today()
    checked = site.read_and_check(root, day)
    if checked.problems:
        _show(checked, "text")
    if not checked.holds:
        click.echo("有错误，没有生成；原来的网站没有动。", err=True)
        sys.exit(1)
    target = (target or root / "site").resolve()
    pages = plugin.build(root.resolve(), target, day)
    for kind in KINDS:
        if entries := checked.record.list_of(kind):
            click.echo(f"{kind.title}　{len(entries)}")
    click.echo(f"生成了 {pages} 页，在 {target}")
    click.echo(f"打开看：{target / 'index.html'}")


if __name__ == "__main__":
    main()
