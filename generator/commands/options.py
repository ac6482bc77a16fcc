"""The options that several commands take, and the types of their values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import chinese_click
from generator.checked import today
from generator.files import together
from generator.model import kinds
from generator.model.kind import AnyKind
from generator.publication import state
from generator.site.target import endangered

_Function = TypeVar("_Function", bound=Callable[..., Any])
Option = Callable[[_Function], _Function]


class Day(click.ParamType):
    """A day as the record writes it: 2026-04-08."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，要写成 2026-04-08", param, ctx)


def finished(root: Path) -> Path:
    """The folder of the record, after what an interrupted command had decided is carried out."""
    try:
        if together.finish(root):
            click.echo("上次写到一半断了，现在接着写完了。", err=True)
    except together.PutBack as stuck:
        raise click.ClickException(
            f"上次写到一半断了，“{stuck}”写不进去，已经全部退回；关掉打开着它的程序再来"
        ) from None
    return root


root = click.option(
    "--root",
    type=chinese_click.Folder(),
    callback=lambda ctx, param, root: finished(root),
    default=Path("."),
    metavar="文件夹",
    help="放着 powers 的文件夹；不写就是当前文件夹。",
)
day = click.option(
    "--as-of",
    "day",
    type=Day(),
    default=today,
    metavar="日期",
    help="当作哪一天来检查；不写就是今天（北京时间）。",
)
apply = click.option("--apply", is_flag=True, help="真的写进记录；不加就只看。")


def site(*, required: bool, help: str) -> Option:
    """The option that names the folder of a site."""
    return click.option(
        "--site",
        type=chinese_click.Folder(exists=False),
        required=required,
        default=None,
        metavar="文件夹",
        help=help,
    )


def safe(site: Path, root: Path) -> Path:
    """The folder of a site, links followed; one that may hold none ends the command."""
    site = site.resolve()
    if lost := endangered(site, root):
        raise click.BadParameter(f"“{site}”不能放网站：“{lost}”会被换掉或者混进网页；换一个地方", param_hint="--site")
    if state.FOLDER in site.parts or not site.name:
        raise click.BadParameter(f"“{site}”不能放网站：换一个地方", param_hint="--site")
    return site


def form(*names: str) -> Option:
    """The option for the form of the answer; without it the answer has the first form."""
    return click.option(
        "--format",
        "form",
        type=chinese_click.OneOf(names),
        default=names[0],
        metavar="|".join(names),
        help="输出的样子；不写就是 text（给人看）。",
    )


def headers(whose: str) -> Option:
    """The option that explains headers of a workbook; `whose` workbook that is."""
    return click.option(
        "--header",
        "headers",
        multiple=True,
        callback=_pairs,
        metavar="列名=格子",
        help=f"{whose}的列名是我们的哪一格，例：--header 项目=名称。可以写几个。",
    )


def constants(help_text: str) -> Option:
    """The option that gives values for fields which a workbook has no column for."""
    return click.option("--set", "constants", multiple=True, callback=_pairs, metavar="格子=内容", help=help_text)


def _pairs(ctx: click.Context, param: click.Parameter, words: tuple[str, ...]) -> dict[str, str]:
    """The values of an option that is written 甲=乙."""
    found = {}
    for word in words:
        left, equals, right = word.partition("=")
        if not equals or not left.strip() or not right.strip():
            raise click.BadParameter(f"“{word}”，要写成 左边=右边", ctx, param)
        found[left.strip()] = right.strip()
    return found


def kinds_called(words: Iterable[str]) -> list[AnyKind]:
    """The kinds that some words mean. Raises `BadParameter` for a word that means none."""
    found: list[AnyKind] = []
    for word in words:
        meant = kinds.meant_by(word)
        if not meant:
            named = "、".join(kind.title for kind in kinds.EVERY)
            raise click.BadParameter(f"“{word}”，没有这种清单；有：{named}")
        found += [kind for kind in meant if kind not in found]
    return found
