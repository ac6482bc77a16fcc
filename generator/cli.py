"""The command `qingdan`: puts the commands together, starts and ends the process.

In: the words that were typed. Out: the exit status: 0 all holds, 1 the record has errors or the work could not be done,
2 the command was mistyped. Every message is Chinese, click's own too. A command is a module of `commands/`, loaded
when it is typed.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

import click

from generator import chinese_click, processes

# In the order of the help: what every day needs first.
COMMANDS = (
    "check",
    "build",
    "publish",
    "withdraw",
    "rollback",
    "verify",
    "serve",
    "search",
    "list",
    "fmt",
    "schema",
    "new",
    "init",
    "export",
    "import",
    "todo",
    "ask",
    "diff",
    "laws",
    "national",
    "end",
    "rename",
    "publicity",
    "compare",
    "towns",
    "links",
)


class _Commands(MutableMapping[str, click.Command]):
    """The commands by name, each loaded when it is typed: `qingdan list` loads nothing of `qingdan build`."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in COMMANDS:
            raise KeyError(name)
        if name not in self._loaded:
            module = "import_" if name == "import" else name  # a word of the language is no name of a module
            self._loaded[name] = import_module(f"generator.commands.{module}").command
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)

    def __setitem__(self, name: str, command: click.Command) -> NoReturn:
        raise TypeError("a command is a module of generator/commands, named in COMMANDS")

    def __delitem__(self, name: str) -> NoReturn:
        raise TypeError("a command is a module of generator/commands, named in COMMANDS")


@click.group(cls=chinese_click.Group, commands=_Commands(), help="乡镇权责与办事公开：检查记录，生成网站。")
@click.version_option(package_name="qingdan", message="qingdan %(version)s", help="显示版本。")
def main() -> None:
    # A command reads thousands of entries that all stay; looking for garbage among them doubles its time.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):  # a GBK console shows what it can and never stops the work
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def run() -> NoReturn:
    """Run the command as the system starts it, and end the process at once.

    To free ten thousand entries one by one takes as long as to check them; the system frees the memory of a process
    as a whole.
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
