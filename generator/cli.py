"""The command `qingdan`: its parts put together, its start and its end.

Exit status: 0 holds, 1 the record has errors, 2 wrong usage. Every message is Chinese, click's own too.
What the commands are called and take stands in `commands/`; the work is done by the modules they call.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from contextlib import suppress
from typing import NoReturn

import click

from generator import chinese_click, processes
from generator.commands import building, changes, checking, exchange, forms, todo, workbooks


@click.group(cls=chinese_click.Group, help="乡镇权责与办事公开：检查记录，生成网站。")
@click.version_option(package_name="qingdan", message="qingdan %(version)s", help="显示版本。")
def main() -> None:
    # A command reads thousands of entries that all stay; looking for garbage among them doubles its time.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):  # a GBK console shows what it can and never stops the work
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


for command in (
    checking.check,
    building.build,
    building.serve,
    building.search,
    checking.list_,
    checking.fmt,
    checking.schema,
    forms.new,
    forms.init,
    workbooks.export,
    workbooks.import_,
    todo.todo,
    changes.diff,
    exchange.publicity,
    exchange.compare,
):
    main.add_command(command)


def run() -> NoReturn:
    """The command as the system starts it.

    Ends at once: to take ten thousand entries apart one by one, so that nothing is left of them, takes
    the time of checking them, and the system frees a process's memory as a whole.
    """
    try:
        main()
        status = 0
    except processes.Ended:
        click.echo("电脑把做到一半的程序停掉了，多半是内存不够。关掉别的程序再来；原来的网站没有动。", err=True)
        status = 1
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(bool(end.code))
    except Exception:
        traceback.print_exc()  # for whoever mends it
        click.echo("程序自己出了错，不是您写错了。把上面这一段和刚才敲的命令，一起复制给管网站的人。", err=True)
        status = 1
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # whoever was reading has gone
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
