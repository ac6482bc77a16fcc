"""`qingdan laws`: what rests on which law, and what is done after a law changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click
from generator.commands import named_files, options, records, writing
from generator.files import edit, together
from generator.model.reference import Law
from generator.record import Record


@chinese_click.command(
    "laws", help="哪些条目、说明文字凭哪部法规第几条；改过的先看。看过了记一笔，条号变了一次改完。例：qingdan laws g025"
)
@click.argument("names", nargs=-1, metavar="[法规…]")
@options.root
@options.day
@options.form("text", "json")
@click.option("--seen", "read", is_flag=True, help="凭这几部的都对照新文本看过了：把“核对到”改到今天。")
@click.option("--to", type=options.Day(), default=None, metavar="日期", help="和 --seen 一起用：看的是哪一天的文本。")
@click.option(
    "--table",
    type=chinese_click.NewFile(".csv"),
    default=None,
    metavar="文件",
    help="写一张表：站里引用的每一条，等您填现在是第几条。",
)
@click.option(
    "--rewrite",
    type=click.Path(path_type=Path),
    default=None,
    metavar="文件",
    help="照填好的表，把依据、步骤、说明文字里的条号都换过来。",
)
@click.option(
    "--update",
    "newer",
    type=chinese_click.ExistingFile(),
    default=None,
    metavar="文件",
    help="和别处带来的一套国家法规（--pack 做的）比，换成新的；前面可以写只换哪几部。",
)
@click.option(
    "--pack",
    type=chinese_click.NewFile(".zip"),
    default=None,
    metavar="文件",
    help="把这里的国家法规装成一个压缩包，带给别的镇。",
)
@options.apply
def command(
    names: tuple[str, ...],
    root: Path,
    day: date,
    form: str,
    read: bool,
    to: date | None,
    table: Path | None,
    rewrite: Path | None,
    newer: Path | None,
    pack: Path | None,
    apply: bool,
) -> None:
    record = records.read(root)
    if newer:
        _update(record, root, newer, names, apply)
        return
    if pack:
        _pack(record, pack)
        return
    from generator.desk.laws import moving, resting, words  # the rules take long to load

    laws = [_named(name, record) for name in names]
    if (read or table or rewrite) and not laws:
        raise click.UsageError("写上是哪部法规，例：qingdan laws g025 --seen")
    if (table or rewrite) and len(laws) > 1:
        raise click.UsageError("一次一部法规")
    if to and to > day:
        raise click.UsageError("--to 不能在今天以后")
    if read:
        _seen(record, root, laws, to or day, day, apply)
    elif rewrite:
        _rewrite(record, root, laws[0], rewrite, day, apply)
    else:
        found = resting.resting(record, root, day)
        chosen = [one for one in found if not laws or one.law in laws]
        if table:
            named_files.write(table, moving.table(chosen[0]).encode("utf-8-sig"))
            click.echo(f"写好了 {table}：填上“现条”，没有变的照写一遍，再敲 qingdan laws {names[0]} --rewrite {table}")
        elif form == "json":
            click.echo(words.as_json(chosen))
        else:
            click.echo("\n\n".join(map(words.alone, chosen)) if laws else words.every(chosen))


def _update(record: Record, root: Path, place: Path, names: tuple[str, ...], apply: bool) -> None:
    from generator.commands import accepting
    from generator.national import bundle, taking

    try:
        newer = taking.Laws(record, root, bundle.unpacked(named_files.read(place)))
    except bundle.Unusable as why:
        raise click.ClickException(f"“{place}”用不了：{why}") from None
    accepting.run(root, newer.found(), newer.files, names, apply, f"qingdan laws --update {place}")


def _pack(record: Record, place: Path) -> None:
    from generator.national import bundle

    laws = bundle.of(record)
    named_files.write(place, bundle.packed(laws))
    click.echo(f"写好了 {place}：国家法规 {len(laws)} 部。对方敲 qingdan laws --update {place.name}，先看，再换。")


def _named(name: str, record: Record) -> Law:
    """The law of an id or a title. Ends the command where there is none."""
    law = record.laws.get(name) or record.law(name.strip("《》"))
    if law is None:
        raise click.ClickException(f"法规清单里没有“{name}”；写编号或者名称，例：qingdan laws g025")
    return law


def _seen(record: Record, root: Path, laws: list[Law], to: date, day: date, apply: bool) -> None:
    from generator.desk.laws import seen, words

    try:
        found = seen.seen(record, root, laws, to, day)
    except edit.Unwritable as why:
        raise click.ClickException(str(why)) from None
    writing.write(root, found.files if apply else {})
    click.echo(words.seen(found, to.isoformat(), apply))
    for law in laws:
        if not law.checked or law.checked.date < to:
            compared = f"版本对照到 {law.checked}" if law.checked else "版本还没有对照"
            click.echo(f"《{law.name}》那个文件写着{compared}，照哪里的文本看的一起改：{record.file_of(law).path}")


def _rewrite(record: Record, root: Path, law: Law, place: Path, day: date, apply: bool) -> None:
    from generator.desk.laws import drafting, moving, words

    try:
        done = moving.rewriting(record, root, law, moving.read_table(named_files.read(place)))
        drafted = drafting.draft(record, law, done, day)
    except (moving.Unusable, edit.Unwritable) as why:
        raise click.ClickException(str(why)) from None
    new: dict[str, together.FileChange] = {drafted[0]: (None, drafted[1])} if drafted else {}
    writing.write(root, {**done.files, **new} if apply else {})
    click.echo(words.moved(done, drafted[0] if drafted else "", apply))
