"""`qingdan publish`: check, make the site, see to it that it is right, and let it take its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator import chinese_click, versions
from generator.checked import Checked
from generator.commands import options, prompting, records
from generator.publication import slip as slips
from generator.record import Record


@chinese_click.command(
    "publish",
    help="发布：检查，生成，核对生成的网站，一步换上，记进账本和发布记录。例：qingdan publish --site 网站",
)
@options.root
@options.day
@options.site(required=True, help="网站放到哪里：网页服务器读的那个文件夹。")
@click.option(
    "--pack",
    type=chinese_click.NewFile(".zip"),
    default=None,
    metavar="压缩包",
    help="还要一个压缩包，交给县里解压盖在旧的上面。",
)
@click.option("--part", is_flag=True, help="压缩包里只放和上一版不同的。")
@click.option(
    "--disk",
    type=chinese_click.Folder(exists=False),
    default=None,
    metavar="文件夹",
    help="还要一份放 U 盘的，双击就能看：写一个空的文件夹。",
)
@click.option(
    "--former",
    default=None,
    metavar="文件夹|压缩包|网址",
    help="以前发布的网站；账本不在手里的（换了电脑、复制的文件夹），从它接过来。",
)
@click.option("--first", is_flag=True, help="第一次正式发布，以前没有发布过。")
@click.option("--adopt", is_flag=True, help="那里有以前的程序生成的网站、别的文件：整个移到旁边留着。")
@click.option("--restore", multiple=True, metavar="编号|文件", help="撤下过的，没有改也放回来。")
@click.option(
    "--keep", type=chinese_click.Number("个数", 1000), default=5, metavar="个数", help="留最近几版；不写就是 5。"
)
@click.option("--slip", default="", metavar="编号|日期", help="送审签的编号或者日期（正式发布才要）。")
@click.option("--editor", default="", metavar="岗位", help="哪个岗位编辑的；写过一次，以后不用写。")
@click.option("--reviewer", default="", metavar="岗位", help="哪个岗位审核的；写过一次，以后不用写。")
@click.option("--signer", default="", metavar="岗位", help="哪个岗位签发的；写过一次，以后不用写。")
def command(
    root: Path,
    day: date,
    site: Path,
    pack: Path | None,
    part: bool,
    disk: Path | None,
    former: str | None,
    first: bool,
    adopt: bool,
    restore: tuple[str, ...],
    keep: int,
    slip: str,
    editor: str,
    reviewer: str,
    signer: str,
) -> None:
    from generator.publication import handout, release  # mkdocs takes long to load; other commands do without it

    site, root = options.safe(site, root), root.resolve()

    def read() -> Checked:
        checked = records.read_without_errors(root, day, "有错误，没有发布；原来的网站没有动。")
        click.echo(records.report(checked).conclusion)
        return checked

    def approve(record: Record) -> str:
        found = slips.approved(record, slips.Slip(slip, (editor, reviewer, signer)), prompting.plain())
        for sentence in slips.doubtful(found, record) if found else ():
            click.echo(sentence, err=True)
        return slips.written(found) if found else ""

    wanted = handout.Wanted(pack and pack.resolve(), disk and disk.resolve(), part)
    wishes = release.Wishes(former, first, adopt, frozenset(restore), keep, approve, wanted)
    done = release.publish(root, site, day, read, wishes)
    for sentence in done.told:
        click.echo(sentence, err=True)
    about = done.edition.about
    click.echo(f"发布了第{about.sequence}版（{about.day}，{about.state}）：{about.pages} 页，在 {site}")
    for sentence in done.handed:
        click.echo(sentence)
    if versions.asked(root, "rev-parse", "--is-inside-work-tree") is not None:
        click.echo("接下来：把 powers/published.csv 和 powers/publications.csv 提交进版本库。")
    else:
        click.echo("接下来：把 powers 文件夹备份一份，里面的账本和发布记录刚更新过。")
    click.echo(f"这一版的摘要：{done.edition.digest}")
