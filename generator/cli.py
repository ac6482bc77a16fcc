"""The commands: words and options only; the work is done by the modules they call.

Exit status: 0 holds, 1 the record has errors, 2 wrong usage. Every message is Chinese, click's own too.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import characters, chinese_click, processes, record, reports, site
from generator.authoring import fmt as formatting
from generator.authoring import listing
from generator.authoring import schema as schemas
from generator.model.kinds import KINDS, LISTS
from generator.problem import CODES
from generator.publication import place
from generator.record import FOLDER, Record


class _Day(click.ParamType):
    name = "日期"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，要写成 2026-04-08", param, ctx)


_root = click.option(
    "--root",
    type=chinese_click.Folder(),
    default=Path("."),
    metavar="文件夹",
    help="放着 powers 的文件夹；不写就是当前文件夹。",
)
_as_of = click.option(
    "--as-of", type=_Day(), default=None, metavar="日期", help="当作哪一天来检查；不写就是今天（北京时间）。"
)


def _format(*names: str) -> Any:
    return click.option(
        "--format",
        "form",
        type=chinese_click.OneOf(names),
        default="text",
        metavar="|".join(names),
        help="输出的样子；不写就是 text（给人看）。",
    )


@click.group(cls=chinese_click.Group, help="乡镇权责与办事公开：检查记录，生成网站。")
@click.version_option(package_name="qingdan", message="qingdan %(version)s", help="显示版本。")
def main() -> None:
    # A command reads thousands of entries that all stay; looking for garbage among them doubles its time.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):  # a GBK console shows what it can and never stops the work
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _progress(count: int) -> None:
    """Long work shows that it goes on, to a person at a terminal."""
    if count % 500 == 0 and sys.stderr.isatty():
        click.echo(f"已经读了 {count} 个文件……", err=True)


def _tally(town: Record) -> reports.Tally:
    return reports.Tally(
        len(town.files), sum(1 for _ in town.entries()) + sum(1 for key in town.broken if "/" not in key)
    )


def _show(checked: site.Checked, form: str) -> None:
    town, problems = checked.record, list(checked.problems)
    tally = _tally(town)
    match form:
        case "json":
            click.echo(reports.as_json(problems, tally))
        case "sarif":
            click.echo(reports.as_sarif(problems, tally))
        case "github":
            click.echo(reports.as_github(problems, tally))
        case _:
            texts = {file.path: characters.readable(file.content) for file in town.files.values()}
            click.echo(reports.text(problems, texts, tally))


def _holding(root: Path, day: date, refusal: str) -> site.Checked:
    """A record that may be worked with; one with errors is shown, refused, and ends the command."""
    checked = site.read_and_check(root, day, progress=_progress)
    if not checked.holds:
        _show(checked, "text")
        click.echo(refusal, err=True)
        sys.exit(1)
    return checked


@main.command(help="检查全部记录，说清哪里不对、怎么改。")
@_root
@_as_of
@_format("text", "json", "sarif", "github")
@click.option("--explain", metavar="代号", default=None, help="说明一个代号（例：H106）是什么规矩、保护谁。")
def check(root: Path, as_of: date | None, form: str, explain: str | None) -> None:
    if explain is not None:
        number = explain.strip().upper()
        if number not in CODES:
            raise click.BadParameter(
                f"没有“{explain}”这个代号；代号像 H106，写在每条问题的第一行", param_hint="--explain"
            )
        click.echo(reports.explain(number))
        return
    checked = site.read_and_check(root, as_of or site.today(), progress=_progress)
    _show(checked, form)
    sys.exit(0 if checked.holds else 1)


@main.command(help="检查记录，通过了就生成网站。")
@_root
@_as_of
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

    day = as_of or site.today()
    checked = _holding(root, day, "有错误，没有生成；原来的网站没有动。")
    said = _tally(checked.record).sentence(checked.problems)
    click.echo(f"{said}（提醒的内容用 qingdan check 看）" if checked.problems else said)
    target = (target or root / "site").resolve()
    if any(target.is_relative_to((root / name).resolve()) for name in (FOLDER, "content", "overrides")):
        raise click.BadParameter(f"“{target.name}”在记录或者说明文字的文件夹里，换一个地方", param_hint="--site")
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


@main.command(help="把记录文件排成统一的样子：格子的顺序、缩进、空格、引号；内容和批注不变。")
@click.argument("files", nargs=-1, metavar="[文件…]", type=click.Path(path_type=Path))
@_root
@click.option("--check", "only_check", is_flag=True, help="只说哪些文件要改，不动文件；有要改的就以状态1结束。")
def fmt(files: tuple[Path, ...], root: Path, only_check: bool) -> None:
    outcomes, problems = formatting.run(root, files, write=not only_check)
    if problems:
        click.echo(reports.text(problems, {}, reports.Tally(0, 0)))
        sys.exit(1)
    click.echo(formatting.report(outcomes, write=not only_check))
    sys.exit(1 if any(o.refused or (only_check and o.changed) for o in outcomes) else 0)


@main.command(help="生成编辑器里的填写提示（VS Code：边填边查、下拉选项）。")
@_root
@click.option(
    "--out", default=schemas.PLACE, metavar="文件夹", help=f"放到 --root 下的哪个文件夹；不写就是 {schemas.PLACE}。"
)
def schema(root: Path, out: str) -> None:
    click.echo(schemas.run(root, out))


@main.command("list", help="列出记录：编号、名称、文件。可以只列一种，例：qingdan list 权力清单。")
@click.argument("kind", required=False, metavar="[种类]")
@_root
@_format("text", "json")
def list_(kind: str | None, root: Path, form: str) -> None:
    kinds = listing.kinds_called(kind) if kind else [*KINDS, *LISTS]
    if not kinds:
        words = "、".join(every.title for every in (*KINDS, *LISTS))
        raise click.BadParameter(f"没有“{kind}”这种清单；有：{words}", param_hint="list")
    town, problems = record.read(root)
    if not town.files:
        click.echo(reports.text(problems, {}, reports.Tally(0, 0)))
        sys.exit(1)
    click.echo(listing.as_json(town, kinds) if form == "json" else listing.text(town, kinds))


@main.command(help="在记录里搜索，和网页上一个样。例：qingdan search 开饭店")
@click.argument("words", nargs=-1, required=True, metavar="词…")
@_root
@_as_of
@_format("text", "json")
@click.option(
    "--limit", type=chinese_click.Number("条数", 1000), default=10, metavar="条数", help="最多列几条；不写就是 10。"
)
def search(words: tuple[str, ...], root: Path, as_of: date | None, form: str, limit: int) -> None:
    from generator.search import interpreter  # takes long to load; other commands do without it

    day = as_of or site.today()
    checked = _holding(root, day, "有错误，先改好再搜。")
    scripts = site.starter() / interpreter.SCRIPTS
    try:
        engine = interpreter.Engine(scripts, site.prepare(checked, day).search())
    except interpreter.NoInterpreter as missing:
        raise click.ClickException(str(missing)) from None
    found = engine.search(" ".join(words), limit)
    click.echo(interpreter.as_json(found) if form == "json" else interpreter.text(found))


@main.command(help="一边改一边看：保存后网页自己更新。")
@_root
@_as_of
@click.option(
    "--port",
    type=chinese_click.Number("端口", 65535),
    default=8000,
    metavar="端口",
    help="不写就是 8000；被占用时换一个。",
)
def serve(root: Path, as_of: date | None, port: int) -> None:
    import waitress  # only this command needs a server

    from generator.preview import Preview

    gc.enable()  # a preview lives long
    with Preview(root.resolve(), as_of or site.today()) as preview:
        try:
            server = waitress.create_server(preview, host="127.0.0.1", port=port, threads=16)
        except OSError:
            raise click.ClickException(f"端口 {port} 正被别的程序用着；加上 --port {port + 1} 再试") from None
        click.echo(f"在浏览器里打开 http://127.0.0.1:{port}/ ，改了文件保存就能看到。按 Ctrl+C 结束。")
        server.run()


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
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # whoever was reading has gone
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
