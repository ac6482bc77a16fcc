"""`qingdan build`: check, then make the site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import options, records
from generator.model.kinds import KINDS
from generator.publication import place
from generator.site.target import endangered


@chinese_click.command("build", help="检查记录，通过了就生成网站。")
@options.root
@options.day
@click.option(
    "--site",
    "target",
    type=chinese_click.Folder(exists=False),
    default=None,
    metavar="文件夹",
    help="网站放到哪里；不写就是 --root 下面的 site。",
)
def command(root: Path, day: date, target: Path | None) -> None:
    from generator.site import engine  # mkdocs takes long to load; other commands do without it

    target = (target or root / "site").resolve()
    if lost := endangered(target, root):
        raise click.BadParameter(f"“{target}”不能放网站：“{lost}”会被换掉或者混进网页；换一个地方", param_hint="--site")
    checked = records.read_without_errors(root, day, "有错误，没有生成；原来的网站没有动。")
    said = records.report(checked).conclusion
    click.echo(f"{said}（提醒的内容用 qingdan check 看）" if checked.problems else said)
    try:
        with place.aside(target) as built:
            pages = engine.run(root.resolve(), built, day, checked).pages
    except place.Foreign:
        raise click.ClickException(f"“{target}”里有别的东西，生成会把它们换掉；--site 换一个空的文件夹") from None
    except OSError as error:
        raise click.ClickException(
            f"“{error.filename or target}”写不进去；看看地方对不对，关掉正在用它的程序再来"
        ) from None
    except place.Busy:
        raise click.ClickException("另一个生成正在进行，等它完了再来") from None
    except engine.BuildFailed as failed:
        raise click.ClickException(str(failed)) from None
    for kind in KINDS:
        entries = checked.record.list_of(kind).values()
        examples = sum(entry.is_example for entry in entries)
        if entries:
            click.echo(f"{kind.title}　{len(entries) - examples}" + (f"（另有示例 {examples}）" if examples else ""))
    click.echo(f"生成了 {pages} 页，在 {target}")
    click.echo(f"打开看：{target / 'index.html'}")
