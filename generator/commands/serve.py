"""`qingdan serve`: the site while it is edited."""

from __future__ import annotations

import gc
import sys
import threading
import webbrowser
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
@click.option("--no-browser", is_flag=True, help="不自己打开浏览器。")
def command(root: Path, day: date, port: int, read_only: bool, no_browser: bool) -> None:
    import logging

    import waitress  # only this command needs a server

    from generator.preview import Preview

    gc.enable()  # a preview lives long
    logging.getLogger("waitress").setLevel(logging.ERROR)  # of pages that still wait when it ends it warns in English
    with Preview(root.resolve(), day, read_only=read_only, say=click.echo) as preview:
        try:
            server = waitress.create_server(
                preview, host="127.0.0.1", port=port, threads=16, max_request_body_size=_LARGEST
            )
        except OSError:
            raise click.ClickException(f"端口 {port} 正被别的程序用着；加上 --port {port + 1} 再试") from None
        address = f"http://127.0.0.1:{port}/"
        click.echo(f"在浏览器里打开 {address} ，改了文件保存就能看到。按 Ctrl+C 结束。")
        if not no_browser and sys.stdout.isatty():
            threading.Thread(target=_open, args=(address,), daemon=True).start()
        server.run()
        click.echo(f"\n预览停了。{_did(preview.saved)}")


def _open(address: str) -> None:
    """Open a page in the browser of the desktop; where there is none, nothing is opened."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if type(browser) is not webbrowser.GenericBrowser:  # those draw text, in the window that this runs in
        browser.open(address)


def _did(saved: dict[str, int]) -> str:
    """What was saved through the forms, as a sentence."""
    if not saved:
        return "没有在网页上存过东西。"
    return f"在网页上存了 {sum(saved.values())} 次，动了 {len(saved)} 个文件：{'、'.join(saved)}。"
