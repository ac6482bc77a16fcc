"""click in Chinese: usage, help, the types of values, and every complaint about how a command was typed.

In: nothing. Out: `command`, `Group` and types of values for the commands.

click's own translations need compiled catalogues and the machine's language settings; a clerk's machine may have
neither. So the few sentences are written here, by the class of the error.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from generator import causes
from generator.standards.tables import closest, did_you_mean

_REQUIRED = "[required]"  # how click marks an option that has to be there
_DESK = {"docx", "openpyxl", "python_calamine", "xlsxwriter"}  # packages of the extra `desk`


class OneOf(click.Choice):
    """One of a few words; the complaint names them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value not in self.choices:
            self.fail(f"“{value}”不行，只能是：{'、'.join(map(str, self.choices))}", param, ctx)
        return value


class Folder(click.ParamType):
    """A folder; with `exists` it must be there already."""

    name = "文件夹"

    def __init__(self, *, exists: bool = True) -> None:
        self.exists = exists

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if str(value).endswith('"'):  # "D:\\镇\\" in a Windows console: the closing quote is taken for text
            path = Path(str(value)[:-1])
        if self.exists and not path.is_dir():
            self.fail(f"“{value}”，没有这个文件夹", param, ctx)
        if path.exists() and not path.is_dir():
            self.fail(f"“{value}”是文件，不是文件夹", param, ctx)
        return path


class ExistingFile(click.ParamType):
    """A file that is there."""

    name = "文件"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if path.is_dir():
            self.fail(f"“{value}”是文件夹，不是文件", param, ctx)
        if not path.is_file():
            self.fail(f"“{value}”，没有这个文件；文件名照抄，连末尾的点和字母", param, ctx)
        return path


class NewFile(click.ParamType):
    """A place for a file: its name has one of some endings, and its folder is there."""

    name = "文件"

    def __init__(self, *endings: str) -> None:
        self.endings = endings

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if path.is_dir():
            self.fail(f"“{value}”是文件夹，不是文件", param, ctx)
        if path.suffix.lower() not in self.endings:
            only = (
                f"要以 {self.endings[0]} 结尾"
                if len(self.endings) == 1
                else f"只能以这些结尾：{'、'.join(self.endings)}"
            )
            self.fail(f"“{value}”不行，文件名{only}", param, ctx)
        if not path.resolve().parent.is_dir():
            self.fail(f"“{value}”所在的文件夹没有，先建好它", param, ctx)
        return path


class Number(click.ParamType):
    """A whole number from 1 to a limit."""

    def __init__(self, name: str, most: int) -> None:
        self.name, self.most = name, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= self.most):
            self.fail(f"“{value}”不行，要写 1 到 {self.most} 之间的数", param, ctx)
        return int(text)


class Command(click.Command):
    """A command whose help is Chinese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, kind in (("内容", click.Argument), ("选项", click.Option)):
            params = (param for param in self.get_params(ctx) if isinstance(param, kind))
            if rows := [row for param in params if (row := param.get_help_record(ctx))]:
                with formatter.section(title):
                    formatter.write_dl([(words, said.replace(_REQUIRED, "（一定要写）")) for words, said in rows])
        if isinstance(self, click.Group):
            names = self.list_commands(ctx)
            with formatter.section("命令"):
                formatter.write_dl([(name, self.commands[name].help or "") for name in names])


def command(name: str | None = None, **said: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """A decorator that makes a command of a function, as `click.command` does; its help is Chinese."""
    return click.command(name, cls=Command, **said)


class Group(Command, click.Group):
    """Several commands; says in Chinese what went wrong, and ends with 1, or with 2 where the command was mistyped."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, subcommand_metavar="命令 [选项]…", **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def main(self, *args: Any, standalone_mode: bool = True, **kwargs: Any) -> Any:
        invoke: Callable[..., Any] = super().main
        if not standalone_mode:
            return invoke(*args, standalone_mode=False, **kwargs)
        try:
            sys.exit(invoke(*args, standalone_mode=False, **kwargs) or 0)
        except NoArgsIsHelpError as error:
            click.echo(error.format_message())
            sys.exit(2)
        except click.ClickException as error:
            _say(error)
        except ModuleNotFoundError as missing:
            if missing.name not in _DESK:
                raise
            _say(click.ClickException('读写表格、文档要多装一样东西：pip install "qingdan[desk]"，装好再来'))
        except causes.Told as told:
            _say(click.ClickException(str(told)))
        except click.Abort:
            click.echo("\n停下了，什么也没改。", err=True)
            sys.exit(130)


def _say(error: click.ClickException) -> NoReturn:
    """Print an error and end the command."""
    if not isinstance(error, click.UsageError):
        click.echo(f"没有做成：{_words(error)}", err=True)
        sys.exit(1)
    click.echo(f"命令写得不对：{_words(error)}。", err=True)
    if error.ctx is not None:
        click.echo(f"看说明：{error.ctx.command_path} --help", err=True)
    sys.exit(2)


def _words(error: click.ClickException) -> str:
    match error:
        case NoSuchCommand():
            group = error.ctx.command if error.ctx else None
            commands = list(group.commands) if isinstance(group, click.Group) else []
            return f"没有“{error.command_name}”这个命令" + _offer(error.command_name, commands)
        case click.NoSuchOption():
            names = [name for param in error.ctx.command.params for name in param.opts] if error.ctx else []
            return f"没有“{error.option_name}”这个选项" + _offer(error.option_name, names)
        case click.MissingParameter():
            assert error.param is not None
            return f"还缺一样：{error.param.metavar or error.param.name}"
        case click.BadParameter():
            hint = error.param_hint or (error.param.opts[0] if isinstance(error.param, click.Option) else "")
            return f"{hint} 后面写的{error.message}" if hint else error.message
        case click.BadOptionUsage():
            return f"“{error.option_name}”后面写得不对，缺内容或者多了内容"
        case click.FileError():
            return f"打不开“{error.ui_filename}”"
        case click.UsageError() if re.match("[A-Za-z]", error.message):  # click's own words; ours are Chinese
            return "多写了内容，或者少写了内容"
        case click.UsageError():
            return error.message
        case _:
            return error.format_message()


def _offer(written: str, names: list[str]) -> str:
    question = did_you_mean(closest(written, names), end="")
    return f"，{question}" if question else ""
