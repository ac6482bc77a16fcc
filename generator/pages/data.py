"""数据下载: every list as a table and as data, how to reuse and check them, what each field means.

In: a town. Out: one page. The files themselves are made by `exports/`; what stands in them is decided
in `opendata`, from which the data dictionary comes too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import urls
from generator.derive.town import Town
from generator.model.entry import EXAMPLE
from generator.opendata import rows as opendata
from generator.opendata.rows import DERIVED, OPEN_LISTS, OpenList
from generator.pages.body import Body, PageKind, render
from generator.pages.writing import Writer

SECTION = ("数据下载", urls.DATA)
_READING = (
    ("没有这一格、空着", "还不知道（待核）；状态空着就是在用"),
    ("无、[]", "确实没有"),
    ("格子名·格子名", "前一格里面的一格，例：委托书·文号"),
    ("…编号（只在数据里）", "前一格提到的那条记录的编号；null 是站里没有这一条"),
    ("单引号（只在表格里）", "开头的单引号是防止 Excel 把编码改成数字、把文字当公式，去掉就是原文"),
    *DERIVED.items(),
)


def bodies(town: Town) -> Iterator[Body]:
    """The one page."""
    title, url = SECTION
    write = Writer(town, url)
    rows = [_row(list_, town, write) for list_ in OPEN_LISTS]
    html = render(
        "data.html",
        day=town.today.isoformat(),
        unverified=_unverified(town),
        rows=[row for row in rows if row["count"]],
        empty=[row for row in rows if not row["count"]],
        index=write.href(f"{urls.OPEN_DATA}index.json"),
        dictionary=write.href(f"{urls.OPEN_DATA}dictionary.json"),
        reuse=_reuse(town),
        reading=_READING,
        write=write,
    )
    lead = "整份清单的表格和数据，可以下载、核对、再用"
    yield Body(url, title, html, lead, PageKind.COLUMN, indexed=town.record.formal)


def _row(list_: OpenList, town: Town, write: Writer) -> dict[str, Any]:
    count, examples = _counts(list_, town)
    return {
        "title": list_.title,
        "count": count,
        "counted": f"{count} 条" + (f"（{examples} 条是示例）" if examples else ""),
        "csv": write.href(list_.file("csv")),
        "json": write.href(list_.file("json")),
        "fields": opendata.dictionary(list_.model),
    }


def _counts(list_: OpenList, town: Town) -> tuple[int, int]:
    """How many rows a list has, and how many of them are examples."""
    standings = [standing for standing, _ in opendata.parts(town, list_)]
    return len(standings), standings.count(EXAMPLE)


def _unverified(town: Town) -> str:
    """How many rows must not be taken for fact, and that the whole is a demonstration."""
    examples = sum(_counts(list_, town)[1] for list_ in OPEN_LISTS)
    whose = "" if town.record.formal else "这是演示站的数据，没有全部核实。"
    return whose + (f"其中 {examples} 条是示例，不是真的。" if examples else "")


def _reuse(town: Town) -> list[str]:
    """On what terms the data may be used."""
    own = town.record.town
    source = f"注明出自“{own.site_name}”和数据截至哪一天" if own else "注明出处"
    return [
        f"可以下载、转发、再加工，不收费，不用申请。{source}。",
        "请保留“资料性质”和“示例”两列。示例的每一行都有标记，去掉标记再转发，会害人白跑。",
        "以后可能加新的格子，已经有的格子不改名、不改意思。已经发布的编号不会改、不会给别的事用。",
        "撤下的、公示期满的决定只留一行说明。请您手里的副本也跟着撤下。",
    ]
