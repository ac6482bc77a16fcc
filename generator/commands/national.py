"""`qingdan national`: the town's word on what came with the program, in one sitting."""

from __future__ import annotations

from pathlib import Path

import click

from generator import chinese_click
from generator.commands import options, prompting, records, writing
from generator.files import edit
from generator.forms.asking import Question
from generator.model.entry import Shared
from generator.national import asking
from generator.national.program import WAITS
from generator.record import Record

_STOP = "停"


@chinese_click.command(
    "national",
    help="程序带来的事项，本镇办不办：列出来；问清了的一次记几条；或者加 --ask 坐下来一条一条过。例：qingdan national p001 p002 --say 本镇办",
)
@click.argument("names", nargs=-1, metavar="[编号…]")
@options.root
@options.form("text", "json")
@click.option(
    "--say",
    type=chinese_click.OneOf(asking.WORDS),
    default=None,
    metavar="|".join(asking.WORDS),
    help="写上的几条都这样记。",
)
@click.option("--ask", "sitting", is_flag=True, help="在窗口里一条一条问还没问的；写“停”就记到这里为止。")
def command(names: tuple[str, ...], root: Path, form: str, say: str | None, sitting: bool) -> None:
    if say and sitting:
        raise click.UsageError("--say 和 --ask 只用一个")
    if say and not names:
        raise click.UsageError(f"写上是哪几条，例：qingdan national p001 p002 --say {say}")
    record = records.read(root)
    chosen, unknown = asking.meant(record, names)
    if unknown:
        raise click.ClickException(f"程序带来的事项里没有{'、'.join(unknown)}；敲 qingdan national 看有哪些")
    chosen = chosen or asking.matters(record)
    if say:
        _write(root, record, {str(entry.id): say for entry in chosen})
    elif sitting:
        _write(root, record, _asked(record, [entry for entry in chosen if names or asking.word(entry) == WAITS]))
    else:
        click.echo(asking.as_json(chosen) if form == "json" else asking.listing(chosen))


def _asked(record: Record, waiting: list[Shared]) -> dict[str, str]:
    """What a person at the terminal says, by id; what was said before stopping counts."""
    ask = prompting.ask()
    if ask is None:
        raise click.ClickException(
            "--ask 要在窗口里用；写成 qingdan national 编号… --say 本镇办，或者用表格改：qingdan export 核对.xlsx 权力 指南 指路 一件事"
        )
    said: dict[str, str] = {}
    for number, entry in enumerate(waiting, 1):
        if str(entry.id) in asking.with_powers(record, said):
            continue
        question = Question(
            f"{number}/{len(waiting)}　{entry.id} {entry.name}",
            asking.about(entry),
            (*asking.WORDS, _STOP),
            default=asking.word(entry),
        )
        try:
            answer = prompting.one_of(ask, question)
        except click.Abort:
            answer = _STOP
        if answer == _STOP:
            break
        said[str(entry.id)] = answer
    return said


def _write(root: Path, record: Record, words: dict[str, str]) -> None:
    every = asking.with_powers(record, words)
    try:
        files = asking.said(record, every)
    except edit.Unwritable as why:
        raise click.ClickException(str(why)) from None
    writing.write(root, files)
    waiting = sum(every.get(str(e.id), asking.word(e)) == WAITS for e in asking.matters(record))
    along = [id_ for id_ in every if id_ not in words]
    with_them = f"，连同指南对应的权力（{'、'.join(along)}）" if along else ""
    click.echo(f"记下了 {len(files)} 条{with_them}；还没问的 {waiting} 条。")
