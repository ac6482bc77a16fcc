"""Commands on the record's files: check, fmt, list, schema."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import chinese_click, reports, site
from generator.authoring import fmt as formatting
from generator.authoring import listing
from generator.authoring import schema as schemas
from generator.commands import options
from generator.model.kinds import KINDS, LISTS
from generator.problem import CODES
from generator.standards.examples import examples


@chinese_click.command(help="检查全部记录，说清哪里不对、怎么改。")
@options.root
@options.as_of
@options.form("text", "json", "sarif", "github")
@click.option(
    "--explain", metavar="代号", default=None, help="说明一个代号（例：H106）是什么规矩、保护谁、错的对的各什么样。"
)
def check(root: Path, as_of: date | None, form: str, explain: str | None) -> None:
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
    checked = site.read_and_check(root, as_of or site.today(), progress=options.progress)
    options.show(checked, form)
    sys.exit(0 if checked.holds else 1)


@chinese_click.command(help="把记录文件排成统一的样子：格子的顺序、缩进、空格、引号；内容和批注不变。")
@click.argument("files", nargs=-1, metavar="[文件…]", type=click.Path(path_type=Path))
@options.root
@click.option("--check", "only_check", is_flag=True, help="只说哪些文件要改，不动文件；有要改的就以状态1结束。")
def fmt(files: tuple[Path, ...], root: Path, only_check: bool) -> None:
    outcomes, problems = formatting.run(root, files, write=not only_check)
    if problems:
        click.echo(reports.text(problems, {}, reports.Tally(0, 0)))
        sys.exit(1)
    click.echo(formatting.report(outcomes, write=not only_check))
    sys.exit(1 if any(o.refused or (only_check and o.changed) for o in outcomes) else 0)


@chinese_click.command(help="生成编辑器里的填写提示（VS Code：边填边查、下拉选项）。")
@options.root
@click.option(
    "--out", default=schemas.PLACE, metavar="文件夹", help=f"放到 --root 下的哪个文件夹；不写就是 {schemas.PLACE}。"
)
def schema(root: Path, out: str) -> None:
    click.echo(schemas.run(root, out))


@chinese_click.command("list", help="列出记录：编号、名称、文件。可以只列一种，例：qingdan list 权力清单。")
@click.argument("kind", required=False, metavar="[种类]")
@options.root
@options.form("text", "json")
def list_(kind: str | None, root: Path, form: str) -> None:
    kinds = listing.kinds_called(kind) if kind else [*KINDS, *LISTS]
    if not kinds:
        words = "、".join(every.title for every in (*KINDS, *LISTS))
        raise click.BadParameter(f"“{kind}”，没有这种清单；有：{words}")
    town = options.recorded(root)
    click.echo(listing.as_json(town, kinds) if form == "json" else listing.text(town, kinds))
