"""Commands for the clerk's desk: what is to be done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click, site
from generator.commands import options


@chinese_click.command(help="列出待办：快到期的、公示期满的、依据变了的、缺的、没核对的。可以写成网页、表格、日历。")
@options.root
@options.as_of
@options.form("text", "json")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    metavar="文件",
    help="写成一个文件：待办.html 打印、发邮件，待办.xlsx 用表格看，待办.ics 导进日历。",
)
def todo(root: Path, as_of: date | None, form: str, out: Path | None) -> None:
    from generator.authoring.todo import matters, paper, telling  # the rules take long to load

    if out is not None and out.suffix.lower() not in paper.ENDINGS:
        raise click.BadParameter(
            f"“{out.name}”不行，文件名的末尾只能是：{'、'.join(paper.ENDINGS)}", param_hint="--out"
        )
    if out is not None and not out.resolve().parent.is_dir():
        raise click.BadParameter(f"“{out}”所在的文件夹没有，先建好它", param_hint="--out")
    day = as_of or site.today()
    record = options.holding(root, day, "有错误，先改好再看待办。").record
    if out is None:
        show = telling.as_json if form == "json" else telling.text
        click.echo(show(matters.groups(record, day), day))
        return
    try:
        click.echo(paper.write(record, root, day, out))
    except paper.Nothing as nothing:
        raise click.ClickException(str(nothing)) from None
    except ImportError:
        raise click.ClickException("写表格要先装上写表格的工具：qingdan[desk]；写成 .html 不用装") from None
    except OSError:
        raise click.ClickException(f"“{out}”写不进去；看看地方对不对，关掉正在打开它的程序再来") from None
