"""`qingdan init`: a town's folder to begin with."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import options, prompting
from generator.desk.init import job
from generator.desk.schema import job as schema
from generator.files import together
from generator.forms.answers import Incomplete


@chinese_click.command(
    "init", help="给一个镇建好文件夹：最少的记录、说明、编辑器设置。例：qingdan init 我的镇 名称=样例镇"
)
@click.argument("folder", metavar="文件夹", type=chinese_click.Folder(exists=False))
@click.argument("words", nargs=-1, metavar="[格子=内容…]")
@click.option(
    "--update",
    "newer",
    is_flag=True,
    help="已经建好的镇：程序带来的事项和国家法规，和现在的程序比；后面可以写只换哪几条（全国编号、编号、法规名称）。",
)
@click.option("--apply", is_flag=True, help="和 --update 一起用：真的换；不加就只看，在窗口里会问。")
def command(folder: Path, words: tuple[str, ...], newer: bool, apply: bool) -> None:
    if newer:
        _update(folder, words, apply)
        return
    if apply:
        raise click.UsageError("--apply 和 --update 一起用")
    try:
        if folder.is_dir() and together.finish(folder):
            click.echo(f"上次写到一半断了，现在接着写完了，在 {folder}。")
            return
        job.check_usable(folder)
        files = job.start(folder, words, prompting.ask(), _settings())
    except Incomplete as incomplete:
        prompting.refuse("没有建。" + incomplete.lead, incomplete.lines, f'qingdan init "{folder}"')
    except (together.ChangedMeanwhile, together.PutBack, OSError):
        raise click.ClickException(f"“{folder}”写不进去；看看地方对不对、准不准您写，再来一次") from None
    click.echo(f"建好了 {folder}，里面有 {len(files)} 个文件，从 README.md 看起。")
    click.echo(f'接下来：cd "{folder}" ，再敲 qingdan check 检查，qingdan serve 预览，qingdan new 机构 新建一条。')


def _update(folder: Path, names: tuple[str, ...], apply: bool) -> None:
    from generator.commands import accepting, records  # the rules take long to load
    from generator.national.taking import Everything

    options.finished(folder)
    newer = Everything(records.read(folder), folder)
    accepting.run(folder, newer.found(), newer.files, names, apply, f'qingdan init "{folder}" --update')


def _settings() -> dict[str, bytes]:
    """What the editor needs, by its path."""
    with tempfile.TemporaryDirectory() as folder:
        schema.run(Path(folder))
        places = [place for place in Path(folder).rglob("*") if place.is_file()]
        return {place.relative_to(folder).as_posix(): place.read_bytes() for place in places}
