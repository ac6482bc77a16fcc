"""`qingdan import`: a workbook taken into the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import chinese_click
from generator.commands import named_files, options, records, writing
from generator.reading.folder import FOLDER

if TYPE_CHECKING:
    from generator.desk.import_.job import Asked
    from generator.desk.import_.making import Decisions
    from generator.intake.plan import ImportPlan


@chinese_click.command(
    "import",
    help="把表格收进记录：先看会改什么，加 --apply 才写。qingdan ask 发出去的可以几份一起收。例：qingdan import 清单.xlsx",
)
@click.argument("files", metavar="文件", type=chinese_click.ExistingFile(), nargs=-1)
@options.root
@options.day
@options.apply
@click.option("--list", "lists", multiple=True, metavar="清单", help="别处的表是哪种清单；不写就看表头认。")
@options.headers("别处")
@options.constants("别处的表没有这一列，新增的都填这个，例：--set 资料性质=示例。可以写几个。")
@click.option(
    "--rest",
    type=chinese_click.NewFile(".xlsx"),
    default=None,
    metavar="文件.xlsx",
    help="别处的表里有错的行写进这个文件退回，没有错的照收；不写，有一处错就都不收。",
)
@click.option(
    "--make",
    type=chinese_click.NewFile(".xlsx"),
    default=None,
    metavar="要新建的.xlsx",
    help="别处的表里提到、记录里没有的法规、机构、文件，一起建：先写进这张表，您定，再敲一次。",
)
@click.option("--undo", is_flag=True, help="把上一次收进来的整个退回去；发布过的、后来又改过的退不了。")
@options.form("text", "json")
def command(
    files: tuple[Path, ...],
    root: Path,
    day: date,
    apply: bool,
    lists: tuple[str, ...],
    headers: dict[str, str],
    constants: dict[str, str],
    rest: Path | None,
    make: Path | None,
    undo: bool,
    form: str,
) -> None:
    if undo:
        _take_back(root, day)
        return
    if not files:
        raise click.UsageError("写上是哪个文件，例：qingdan import 清单.xlsx")
    # Take long to load; other commands do without them.
    from generator.commands import taking_in
    from generator.desk.import_ import job

    decided = make is not None and make.exists()
    decisions = _decisions(make) if make and decided else None
    kinds = options.kinds_called(lists)
    asked = job.Asked(headers, constants, kinds, rest is not None, make is not None, decisions)
    if not (root / FOLDER).is_dir():
        records.read(root)  # says so, and ends
    said = [] if root == Path(".") else ["--root", str(root)]
    said += [word for list_ in lists for word in ("--list", list_)]
    said += [word for title, field in headers.items() for word in ("--header", f"{title}={field}")]
    said += [word for field, value in constants.items() for word in ("--set", f"{field}={value}")]
    said += ["--rest", str(rest)] if rest else []
    said += ["--make", str(make)] if make else []
    again = " ".join(["qingdan import", *map(taking_in.typed, said)])
    first = make if make and not decided else None

    def plan(content: bytes) -> ImportPlan:
        if len(files) > 1:
            return job.answered(root, _contents(files), day)
        return _plan(root, content, day, asked, first)

    taking_in.run(root, files, form, apply, again, plan, rest)


def _contents(files: Sequence[Path]) -> dict[str, bytes]:
    """Several files by names that tell them apart, short enough for a sheet."""
    found: dict[str, bytes] = {}
    for number, file in enumerate(files, 1):
        name = file.stem[:24]
        found[name if name not in found else f"{name}{number}"] = named_files.read(file)
    return found


def _take_back(root: Path, day: date) -> None:
    from generator.desk.import_ import taking_back
    from generator.files import last

    try:
        changes = taking_back.changes(root, day)
    except taking_back.Stays as why:
        raise click.ClickException(f"退不了，什么也没有动。{why}") from None
    writing.write(root, changes)
    last.forget(root)
    gone = sum(after is None for _, after in changes.values())
    click.echo(f"退回去了：删掉 {gone} 个文件，改回 {len(changes) - gone} 个。")


def _decisions(place: Path) -> Decisions:
    from generator.desk.import_ import make_sheet

    try:
        return make_sheet.decisions(named_files.read(place))
    except make_sheet.Undecided as why:
        raise click.ClickException(f"“{place}”{why}") from None


def _plan(root: Path, content: bytes, day: date, asked: Asked, first: Path | None) -> ImportPlan:
    """The plan of a list; what it names and the record lacks goes into a sheet first, which has to be looked at."""
    from generator.desk.import_ import job, make_sheet
    from generator.intake import words

    plan = job.plan(root, content, day, asked)
    if first and plan.lacking:
        named_files.write(first, make_sheet.workbook(plan.lacking))
        plan.notices.append(words.to_make(plan.lacking, str(first)))
        plan.waits = True
    return plan
