"""`qingdan towns`: the published lists of two towns beside each other."""

from __future__ import annotations

from pathlib import Path

import click

from generator import chinese_click
from generator.commands import named_files, options


@chinese_click.command(
    "towns",
    help="比两个镇公布的清单：都有的哪里不一样，可能一样的另列，只有一边有的也列。"
    "给两个发布出去的网站的文件夹。例：qingdan towns 本镇网站 邻镇网站 --out 两镇.xlsx",
)
@click.argument("here", metavar="本镇", type=chinese_click.Folder())
@click.argument("there", metavar="邻镇", type=chinese_click.Folder())
@options.form("text", "json")
@click.option(
    "--out",
    type=chinese_click.NewFile(".xlsx", ".html", ".json"),
    default=None,
    metavar="文件",
    help="写到这个文件里：.xlsx 一条一行，.html 能打印，.json 给程序。",
)
def command(here: Path, there: Path, form: str, out: Path | None) -> None:
    from generator.desk.towns import job, published, words  # take long to load

    if out and out.exists():
        raise click.ClickException(f"“{out}”已经有了，换一个名称，或者先把它移走；没有动它")
    try:
        found = job.compare(here, there)
    except published.NotPublished as why:
        raise click.ClickException(str(why)) from None
    if out is None:
        click.echo(words.as_json(found) if form == "json" else words.as_text(found))
        return
    ending = out.suffix.lower()
    written = words.workbook(found) if ending == ".xlsx" else b""
    if not written:
        written = (words.page(found) if ending == ".html" else f"{words.as_json(found)}\n").encode()
    named_files.write(out, written)
    click.echo("\n".join([*words.summary(found), f"写好了 {out}"]))
