"""Commands on workbooks of the whole record: export, import."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import chinese_click, site
from generator.authoring.editing import together
from generator.commands import options
from generator.model.kinds import KINDS, LISTS, Kind, ListKind
from generator.record import FOLDER


def _lists(words: tuple[str, ...]) -> list[Kind | ListKind]:
    """The lists that are called by some words."""
    from generator.authoring import listing

    found: list[Kind | ListKind] = []
    for word in words:
        called = listing.kinds_called(word)
        if not called:
            named = "、".join(every.title for every in (*KINDS, *LISTS))
            raise click.BadParameter(f"“{word}”，没有这种清单；有：{named}")
        found += [kind for kind in called if kind not in found]
    return found


def _pairs(ctx: click.Context, param: click.Parameter, words: tuple[str, ...]) -> dict[str, str]:
    """Options written as 甲=乙."""
    pairs = {}
    for word in words:
        left, equals, right = word.partition("=")
        if not equals or not left.strip() or not right.strip():
            raise click.BadParameter(f"“{word}”，要写成 左边=右边", ctx, param)
        pairs[left.strip()] = right.strip()
    return pairs


@chinese_click.command(help="把记录导出成表格（.xlsx），在 Excel、WPS 里改。例：qingdan export 清单.xlsx 权力清单")
@click.argument("file", metavar="文件.xlsx", type=chinese_click.Place(".xlsx"))
@click.argument("words", nargs=-1, metavar="[清单…]")
@options.root
def export(file: Path, words: tuple[str, ...], root: Path) -> None:
    from generator.authoring import exporting  # takes long to load; other commands do without it

    lists = _lists(words)
    town = options.recorded(root)
    if file.exists():
        raise click.ClickException(
            f"“{file}”已经有了，里面可能有您改过、还没导入的；换一个名称，或者先把它移走。没有动它"
        )
    lists = lists or [list_ for list_ in (*KINDS, *LISTS) if exporting.data_of(town, list_)]
    options.write(file, exporting.workbook(town, lists))
    for broken in sorted(town.broken):
        click.echo(f"{broken} 有错，没有导出；先用 qingdan check 看哪里不对。", err=True)
    click.echo(f"导出了 {'、'.join(list_.title for list_ in lists)}，在 {file}")
    click.echo(f"改好存盘，再敲：qingdan import {file} （先看会改什么，不动记录）")


@chinese_click.command("import", help="把表格收进记录：先看会改什么，加 --apply 才写。例：qingdan import 清单.xlsx")
@click.argument("file", metavar="文件", type=chinese_click.File())
@options.root
@options.as_of
@click.option("--apply", "write", is_flag=True, help="真的写进记录；不加就只看。")
@click.option("--list", "lists", multiple=True, metavar="清单", help="别处的表是哪种清单；不写就看表头认。")
@click.option(
    "--header",
    "headers",
    multiple=True,
    callback=_pairs,
    metavar="列名=格子",
    help="别处的列名是我们的哪一格，例：--header 项目=名称。可以写几个。",
)
@click.option(
    "--set",
    "constants",
    multiple=True,
    callback=_pairs,
    metavar="格子=内容",
    help="别处的表没有这一列，新增的都填这个，例：--set 资料性质=示例。可以写几个。",
)
@options.form("text", "json")
def import_(
    file: Path,
    root: Path,
    as_of: date | None,
    write: bool,
    lists: tuple[str, ...],
    headers: dict[str, str],
    constants: dict[str, str],
    form: str,
) -> None:
    from generator.authoring import importing  # takes long to load; other commands do without it
    from generator.authoring.intake import marking, telling
    from generator.authoring.workbook import reading

    asked = importing.Asked(headers, constants, _lists(lists))
    content = options.content(file)
    if not (root / FOLDER).is_dir():
        options.recorded(root)  # says so, and ends
    try:
        plan = importing.plan(root, content, as_of or site.today(), asked)
    except reading.Unreadable as unreadable:
        raise click.ClickException(str(unreadable)) from None
    show = telling.as_json if form == "json" else telling.text
    click.echo(show(plan.drafts, plan.troubles, plan.notices, plan.lots))
    if not plan.holds:
        returned = options.returned(file)
        options.write(returned, marking.marked(content, plan.troubles))
        click.echo(f"没有动记录。要改的格子标红了，在 {returned} ；改好再导入它。", err=True)
        sys.exit(1)
    if not plan.files:
        click.echo("表格和记录一样，没有要写的。", err=form == "json")
    elif not write:
        click.echo(f"没有动记录。看着对，再敲：qingdan import {file} --apply", err=form == "json")
    else:
        try:
            importing.apply(root, plan)
        except together.Moved as moved:
            raise click.ClickException(f"“{moved}”刚刚被改过，什么也没写；再导入一次") from None
        except (together.Stuck, OSError) as stuck:
            raise click.ClickException(f"“{stuck}”写不进去，全部退回了，什么也没改；关掉打开着它的程序再来") from None
        click.echo(f"写好了 {len(plan.files)} 个文件。接下来：qingdan check，再看 qingdan serve。", err=form == "json")
        if any(change.adjusted for draft in plan.drafts for change in draft.changes):
            click.echo("改了须经调整的格子：敲 qingdan diff ，看要办什么手续、起草什么。", err=form == "json")
