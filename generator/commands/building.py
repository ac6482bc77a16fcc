"""Commands that make the site or show it: build, serve, search."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

import click

from generator import chinese_click, site
from generator.commands import options
from generator.model.kinds import KINDS
from generator.publication import place
from generator.target import endangered


@chinese_click.command(help="检查记录，通过了就生成网站。")
@options.root
@options.as_of
@click.option(
    "--site",
    "target",
    type=chinese_click.Folder(exists=False),
    default=None,
    metavar="文件夹",
    help="网站放到哪里；不写就是 --root 下面的 site。",
)
def build(root: Path, as_of: date | None, target: Path | None) -> None:
    from generator import plugin  # mkdocs takes long to load; other commands do without it

    target = (target or root / "site").resolve()
    if lost := endangered(target, root):
        raise click.BadParameter(
            f"“{target}”不能放网站：“{lost}”会被换掉或者混进网页；换一个地方", param_hint="--site"
        )
    day = as_of or site.today()
    checked = options.holding(root, day, "有错误，没有生成；原来的网站没有动。")
    said = options.tally(checked.record).sentence(checked.problems)
    click.echo(f"{said}（提醒的内容用 qingdan check 看）" if checked.problems else said)
    try:
        with place.aside(target) as built:
            pages = plugin.run(root.resolve(), built, day, checked).pages
    except place.Foreign:
        raise click.ClickException(f"“{target}”里有别的东西，生成会把它们换掉；--site 换一个空的文件夹") from None
    except OSError as error:
        raise click.ClickException(
            f"“{error.filename or target}”写不进去；看看地方对不对，关掉正在用它的程序再来"
        ) from None
    except place.Busy:
        raise click.ClickException("另一个生成正在进行，等它完了再来") from None
    except site.BuildFailed as failed:
        raise click.ClickException(str(failed)) from None
    for kind in KINDS:
        entries = checked.record.list_of(kind).values()
        examples = sum(getattr(entry, "standing", None) == "示例" for entry in entries)
        if entries:
            click.echo(f"{kind.title}　{len(entries) - examples}" + (f"（另有示例 {examples}）" if examples else ""))
    click.echo(f"生成了 {pages} 页，在 {target}")
    click.echo(f"打开看：{target / 'index.html'}")


@chinese_click.command(help="在记录里搜索，和网页上一个样。例：qingdan search 开饭店")
@click.argument("words", nargs=-1, required=True, metavar="词…")
@options.root
@options.as_of
@options.form("text", "json")
@click.option(
    "--limit", type=chinese_click.Number("条数", 1000), default=10, metavar="条数", help="最多列几条；不写就是 10。"
)
def search(words: tuple[str, ...], root: Path, as_of: date | None, form: str, limit: int) -> None:
    from generator.search import interpreter  # takes long to load; other commands do without it

    day = as_of or site.today()
    checked = options.holding(root, day, "有错误，先改好再搜。")
    scripts = site.starter() / interpreter.SCRIPTS
    try:
        engine = interpreter.Engine(scripts, site.prepare(checked, day).search())
    except interpreter.NoInterpreter as missing:
        raise click.ClickException(str(missing)) from None
    found = engine.search(" ".join(words), limit)
    click.echo(interpreter.as_json(found) if form == "json" else interpreter.text(found))


@chinese_click.command(help="一边改一边看：保存后网页自己更新。")
@options.root
@options.as_of
@click.option(
    "--port",
    type=chinese_click.Number("端口", 65535),
    default=8000,
    metavar="端口",
    help="不写就是 8000；被占用时换一个。",
)
def serve(root: Path, as_of: date | None, port: int) -> None:
    import logging

    import waitress  # only this command needs a server

    from generator.preview import Preview

    gc.enable()  # a preview lives long
    logging.getLogger("waitress").setLevel(logging.ERROR)  # of pages that still wait when it ends it warns in English
    with Preview(root.resolve(), as_of or site.today()) as preview:
        try:
            server = waitress.create_server(preview, host="127.0.0.1", port=port, threads=16)
        except OSError:
            raise click.ClickException(f"端口 {port} 正被别的程序用着；加上 --port {port + 1} 再试") from None
        click.echo(f"在浏览器里打开 http://127.0.0.1:{port}/ ，改了文件保存就能看到。按 Ctrl+C 结束。")
        server.run()
        click.echo("\n预览停了。")
