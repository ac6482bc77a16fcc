"""`qingdan rename`: a body or a law gets a new name, everywhere at once."""

from __future__ import annotations

from pathlib import Path

import click

from generator import chinese_click, reports
from generator.checked import read_and_check, today
from generator.commands import options, records, writing
from generator.desk.rename import job, words
from generator.files import edit
from generator.intake.checking import new_problems
from generator.problem import Severity
from generator.reading.memory import Memory


@chinese_click.command(
    "rename",
    help="机构、法规改了名：旧名写进“曾用名”，提到它的一起换；先给看，--apply 才写。例：qingdan rename 规划建设办公室 规划建设和生态环境办公室",
)
@click.argument("name", metavar="现在的名称或者编号")
@click.argument("new", metavar="新名称")
@options.root
@options.apply
def command(name: str, new: str, root: Path, apply: bool) -> None:
    record = records.read(root)
    try:
        found = job.renaming(record, root, name, new)
    except (job.Refused, edit.Unwritable) as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(words.shown(found))
    memory, day = Memory(), today()
    after = {path: content for path, (_, content) in found.files.items() if path.startswith("powers/")}
    problems = new_problems(root, after, read_and_check(root, day, memory), memory, day)
    if errors := [problem for problem in problems if problem.severity is Severity.ERROR]:
        click.echo(reports.text(reports.Report(errors)))
        raise click.ClickException("照这样改，记录就不对了，什么也没有写。先改上面几处")
    if not apply:
        click.echo("什么也没有写。看好了，加上 --apply 再来一次。")
        return
    writing.write(root, found.files)
    click.echo(f"写好了 {len(found.files)} 个文件。")
