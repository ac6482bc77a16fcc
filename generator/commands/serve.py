"""`qingdan serve`: the site while it is edited."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import options

_LARGEST = 4 << 20  # bytes of a request that are taken from the line at all; the preview refuses less, in Chinese


@chinese_click.command("serve", help="一边改一边看：保存后网页自己更新。")
@options.root
@options.day
@click.option(
    "--port",
    type=chinese_click.Number("端口", 65535),
    default=8000,
    metavar="端口",
    help="不写就是 8000；被占用时换一个。",
)
@click.option("--read-only", is_flag=True, help="只看，不出改记录的表单。")
def command(root: Path, day: date, port: int, read_only: bool) -> None:
    import logging

    import waitress  # only this command needs a server

    from generator.preview import Preview

    gc.enable()  # a preview lives long
    logging.getLogger("waitress").setLevel(logging.ERROR)  # of pages that still wait when it ends it warns in English
    with Preview(root.resolve(), day, read_only=read_only) as preview:
        try:
            server = waitress.create_server(
                preview, host="127.0.0.1", port=port, threads=16, max_request_body_size=_LARGEST
            )
        except OSError:
            raise click.ClickException(f"端口 {port} 正被别的程序用着；加上 --port {port + 1} 再试") from None
        click.echo(f"在浏览器里打开 http://127.0.0.1:{port}/ ，改了文件保存就能看到。按 Ctrl+C 结束。")
        server.run()
        click.echo("\n预览停了。")
