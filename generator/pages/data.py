"""数据下载: every list as a table and as data, how to reuse and check them, what each field means.

In: the town. Out: `body`, one page. The files themselves are made by `opendata`, which decides what stands in them and
from which the data dictionary comes too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.derive.town import Town
from generator.model.entry import EXAMPLE
from generator.model.kind import Section
from generator.opendata import catalogue, feeds
from generator.opendata import rows as opendata
from generator.opendata.rows import DERIVED, OPEN_LISTS, Meaning, OpenList
from generator.pages.body import Body, PageKind
from generator.pages.components import Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer

SECTION = Section("数据下载", urls.DATA)
_LEAD = "整份清单的表格和数据，可以下载、核对、再用"
_READING = {
    "没有这一格、空着": "还不知道（待核）；状态空着就是在用",
    "无、[]": "确实没有",
    "格子名·格子名": "前一格里面的一格，例：委托书·文号",
    "…编号（只在数据里）": "前一格提到的那条记录的编号；null 是站里没有这一条",
    "单引号（只在表格里）": "开头的单引号是防止 Excel 把编码改成数字、把文字当公式，去掉就是原文",
}


# What each list is good for, by the name of its files.
_GOOD_FOR = {
    "powers": "镇里能决定什么、凭什么、以谁的名义",
    "guides": "怎么办、带什么、多久",
    "responsibilities": "镇里该管什么、县里谁主责",
    "tasks": "县里交办、到哪天",
    "elsewhere": "不归镇里办的去哪办",
    "together": "一件事分几步",
    "decisions": "处罚和许可，公示期内的",
    "adjustments": "哪天改了什么、哪份文件批的",
    "departments": "机构、地址、电话",
    "laws": "依据的法规和版本",
    "documents": "方案、批复、公告",
    "town": "镇的名称、电话、热线",
    "enforcers": "谁有权执法",
    "officers": "执法证号核对",
    "inspections": "查什么、多久一次",
    "discretions": "罚多少的标准",
    "procedures": "执法一步一步怎么走",
    "statistics": "每年办了多少",
    "templates": "各类权力通用的责任",
}
_ABOUT = (
    ("timeline.json", "每一条从哪天起是什么样"),
    ("changes.json", "哪天变了哪些，只取新的"),
    ("citations.json", "哪条法规管着哪些事"),
    ("schema.json", "格子和结构（JSON Schema）"),
    ("datapackage.json", "整套表格的说明（Frictionless）"),
    ("openapi.json", "网址和返回什么（OpenAPI）"),
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign or a field that the program adds, and what it means."""

    sign: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Download:
    """A list to take away: how many rows it has, where its two files lie, what its fields mean."""

    title: str
    count: int
    counted: str
    csv: str
    json: str
    good_for: str
    fields: Sequence[Meaning]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage(Page):
    """What data.html prints.

    `unverified`: what must not be taken for fact. `empty`: the lists without rows. `every`: all lists, for the
    dictionary. `reuse`: on what terms the data may be used.
    `about`: the files that describe the data. `address`: that of a list without its ending, "" where the site has none.
    """

    template: ClassVar = "data.html"
    day: str
    unverified: str
    downloads: Sequence[Download]
    empty: Sequence[Download]
    index: str
    dictionary: str
    about: Sequence[Link]
    address: str
    feed: str
    reuse: Sequence[str]
    reading: Sequence[Sign]

    @property
    def every(self) -> Sequence[Download]:
        """All lists, those without rows last."""
        return (*self.downloads, *self.empty)


def bodies(town: Town) -> Iterator[Body]:
    """Yields the one page."""
    yield body(town)


def body(town: Town) -> Body:
    """Returns the page of what may be taken away."""
    write = Writer(town, SECTION.url)
    downloads = [_download(list_, write) for list_ in OPEN_LISTS]
    page = DataPage(
        root=write.root,
        day=town.today.isoformat(),
        unverified=_unverified(town),
        downloads=[download for download in downloads if download.count],
        empty=[download for download in downloads if not download.count],
        index=write.href(f"{urls.OPEN_DATA}index.json"),
        dictionary=write.href(f"{urls.OPEN_DATA}dictionary.json"),
        about=[Link(said, write.href(f"{urls.OPEN_DATA}{name}")) for name, said in _ABOUT],
        address=urls.absolute(f"{urls.OPEN_DATA}powers", town.record.town.address_of_site if town.record.town else ""),
        feed=write.href(feeds.ALL) if town.record.town and town.record.town.address_of_site else "",
        reuse=_reuse(town),
        reading=[Sign(sign, meaning) for sign, meaning in (_READING | DERIVED).items()],
    )
    return Body(SECTION.url, SECTION.title, render(page), _LEAD, PageKind.COLUMN, indexed=town.record.formal)


def _download(list_: OpenList, write: Writer) -> Download:
    count, examples = _counts(list_, write.town)
    return Download(
        list_.title,
        count,
        f"{count} 条" + (f"（{examples} 条是示例）" if examples else ""),
        write.href(list_.file("csv")),
        write.href(list_.file("json")),
        _GOOD_FOR.get(list_.name, ""),
        opendata.dictionary(list_.model),
    )


def _counts(list_: OpenList, town: Town) -> tuple[int, int]:
    """Returns how many rows a list has, and how many of them are examples."""
    standings = [standing for standing, _ in opendata.parts(town, list_)]
    return len(standings), standings.count(EXAMPLE)


def _unverified(town: Town) -> str:
    """Returns how many rows must not be taken for fact, and that the whole is a demonstration."""
    examples = sum(_counts(list_, town)[1] for list_ in OPEN_LISTS)
    whose = "" if town.record.formal else "这是演示站的数据，没有全部核实。"
    return whose + (f"其中 {examples} 条是示例，不是真的。" if examples else "")


def _reuse(town: Town) -> list[str]:
    own = town.record.town
    source = f"注明出自“{own.site_name}”和数据截至哪一天" if own else "注明出处"
    return [
        f"许可：{catalogue.licence(town)}。",
        f"可以下载、转发、再加工，不收费，不用申请。{source}。",
        "请保留“资料性质”和“示例”两列。示例的每一行都有标记，去掉标记再转发，会害人白跑。",
        "以后可能加新的格子，已经有的格子不改名、不改意思。已经发布的编号不会改、不会给别的事用。",
        "撤下的、公示期满的决定只留一行说明。请您手里的副本也跟着撤下。",
    ]
