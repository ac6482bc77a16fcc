"""Commands that exchange lists with superiors: publicity (双公示 out and in)."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import chinese_click, site
from generator.commands import options

if TYPE_CHECKING:
    from generator.authoring import receiving

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(cls=chinese_click.Group, help="双公示：行政许可、行政处罚信用信息，照报送的列导出、收回。")
def publicity() -> None:
    pass


_DAY = options.Day()


@publicity.command("export", help="把执法决定写成双公示的两张表。例：qingdan publicity export 双公示.xlsx")
@click.argument("file", type=_FILE, metavar="文件.xlsx")
@options.root
@options.as_of
@click.option("--from", "first", type=_DAY, default=None, metavar="日期", help="从哪天作出的决定起；不写就不限。")
@click.option("--to", "last", type=_DAY, default=None, metavar="日期", help="到哪天作出的为止；不写就不限。")
@click.option("--overwrite", is_flag=True, help="已经有这个文件，也换掉它。")
def export(file: Path, root: Path, as_of: date | None, first: date | None, last: date | None, overwrite: bool) -> None:
    from generator.authoring import reporting

    _free(file, overwrite)
    day = as_of or site.today()
    checked = options.holding(root, day, "有错误，没有导出；先改好。")
    made = reporting.report(checked.record, day, first, last)
    _put(file, made.content)
    click.echo(f"写好了 {file}：" + "，".join(f"{kind}{count}行" for kind, count in made.counts.items()))
    _listed("没有报的：", made.left_out)
    _listed("还要看的：", made.gaps + made.notices)


@publicity.command(
    "import",
    help="把双公示的表收回来，变成执法决定。先说会改什么；加 --apply 才写。例：qingdan publicity import 双公示.xlsx",
)
@click.argument("file", type=_FILE, metavar="文件.xlsx")
@options.root
@options.as_of
@click.option(
    "--set",
    "pairs",
    multiple=True,
    metavar="格子=内容",
    help="表里没有的，新的决定都照这个写，可以写几次。例：--set 程序=普通程序",
)
@click.option("--apply", "write", is_flag=True, help="没有错就写进记录；不加只是看看。")
def import_(file: Path, root: Path, as_of: date | None, pairs: tuple[str, ...], write: bool) -> None:
    from generator.authoring import receiving
    from generator.authoring.editing import together
    from generator.authoring.workbook import reading

    constants = _pairs(pairs)
    if wrong := receiving.unknown(constants):
        raise click.BadParameter(f"“{wrong[0]}”，执法决定没有这一格", param_hint="--set")
    try:
        made = receiving.plan(root, _content(file), as_of or site.today(), constants)
    except reading.Unreadable as refused:
        raise click.ClickException(str(refused)) from None
    _shown(made)
    if not made.holds:
        click.echo(f"有{len(made.troubles)}处要改，一样也没有写。", err=True)
        sys.exit(1)
    if not made.files:
        click.echo("和记录一样，没有要写的。")
    elif write:
        try:
            receiving.apply(root, made)
        except (together.Moved, together.Stuck, OSError) as error:
            raise click.ClickException(f"“{error}”写不进去，一样也没有改；关掉正在用它的程序再来") from None
        click.echo(f"写好了{len(made.files)}个文件。接下来：qingdan check")
    else:
        click.echo(f"会写{len(made.files)}个文件，现在还没有写。对的话加上 --apply 再来一次。")


def _shown(made: receiving.Taken) -> None:
    """What an import would do, row by row counted, and what is wrong."""
    _listed("", made.notices)
    for draft in made.drafts:
        number = draft.data.get("决定书文号", "")
        if draft.new:
            click.echo(f"新增 {draft.key} {number}")
        for change in draft.changes:
            click.echo(f"改 {draft.key} {number}　{change.field}：{change.before or '（空）'} → {change.after}")
    click.echo(f"看了{len(made.lots)}行：{_tally(list(made.lots.values()))}")
    for trouble in made.troubles:
        sheet, row, column = trouble.where or ("", 0, 0)
        where = f"“{sheet}”第{row}行" if sheet else ""
        click.echo(f"{where}{f'{_letters(column)}列' if column else ''}　{trouble.message}")
        if trouble.advice:
            click.echo(f"　怎么改：{trouble.advice}")


def _tally(lots: list[str]) -> str:
    words = [lot.partition(" ")[0] for lot in lots]
    return "，".join(f"{word}{words.count(word)}" for word in dict.fromkeys(words))


def _listed(lead: str, lines: list[str]) -> None:
    if lines and lead:
        click.echo(lead)
    for line in lines:
        click.echo(f"　{line}" if lead else line)


def _letters(column: int) -> str:
    """A column as a spreadsheet calls it: 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _pairs(said: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for one in said:
        name, sign, value = one.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise click.BadParameter(f"“{one}”，要写成“格子=内容”", param_hint="--set")
        found[name.strip()] = value.strip()
    return found


def _free(file: Path, overwrite: bool) -> None:
    """Refuse a name that is taken, or that no spreadsheet program opens."""
    if file.suffix.lower() != ".xlsx":
        raise click.BadParameter(f"“{file}”，文件名要以 .xlsx 结尾", param_hint="文件")
    if file.exists() and not overwrite:
        raise click.ClickException(f"已经有“{file}”；换个名，或者加上 --overwrite 换掉它")


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise click.ClickException(f"打不开“{file}”；看看名称对不对，在表格程序里打开着的先关掉") from None


def _put(file: Path, content: bytes) -> None:
    """A file written whole or not at all."""
    draft = file.with_name(f".~{file.name}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(file)
    except OSError:
        draft.unlink(missing_ok=True)
        raise click.ClickException(f"“{file}”写不进去；在表格程序里打开着的，先关掉再来") from None
