"""核对这个网站: which edition this is, what was looked at when it was made, how readers see for themselves.

In: the town. Out: `body`, one page. A page cannot hold its own digest, and a site cannot vouch for itself: the page
gives the digest of the edition before, and says where the one of this edition is kept outside the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.derive.town import Town
from generator.model.adjustment import Adjustment
from generator.model.kind import Section
from generator.model.reference import Law
from generator.pages.body import Body, PageKind
from generator.pages.components import Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer

SCRIPT = "verify.js"
_TITLE, _LEAD = "核对这个网站", "不用信我们说的，这一页告诉您怎么自己查"
_ABOUT = Section("关于本站", "about/")
_GROUP = 8  # digits of a digest that are shown together


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition the site is, and the digest of the one before, none where there is none."""

    sequence: str
    day: str
    before: Sequence[str]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at when the site was made, with the figures; `open` where something is left to be done."""

    what: str
    said: str
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyPage(Page):
    """What verify.html prints.

    `edition`: None for a site that was made to be looked at. `edition_file` and `sums`: the addresses of edition.json
    and SHA256SUMS. `taken`: what an auditor takes along.
    """

    template: ClassVar = "verify.html"
    lead: str
    edition: Edition | None
    edition_file: str
    sums: str
    looked_title: str
    looked: Sequence[Looked]
    taken: Sequence[Link]


def bodies(town: Town) -> Iterator[Body]:
    """Yields the one page."""
    yield body(town)


def body(town: Town) -> Body:
    """Returns the page on how to verify the site."""
    write = Writer(town, urls.VERIFY)
    publication = town.publication
    page = VerifyPage(
        root=write.root,
        lead=_LEAD,
        edition=Edition(str(publication.sequence), str(publication.day), grouped(publication.before))
        if publication
        else None,
        edition_file=write.href(urls.EDITION),
        sums=write.href(urls.SUMS),
        looked_title=f"{publication.day} 做这份网站时对过" if publication else "发布的时候会对这些",
        looked=_looked(town),
        taken=[
            Link("整份清单", write.href(urls.DATA), "每种清单一份表格、一份数据"),
            Link("每一次调整", write.href(urls.of_list(Adjustment)), "加了什么、收了什么、凭哪份文件"),
            Link("法规依据", write.href(urls.of_list(Law)), "哪条管哪事，改过没有"),
            Link("还差什么", write.href(urls.COMPLETENESS), "有出处的多少，没核实的多少"),
        ],
    )
    scripts = (SCRIPT,) if publication else ()
    indexed = town.record.formal
    return Body(urls.VERIFY, _TITLE, render(page), _LEAD, PageKind.COLUMN, (_ABOUT,), indexed=indexed, scripts=scripts)


def grouped(digest: str) -> list[str]:
    """Returns a digest in groups that an eye can compare."""
    return [digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP)]


def _looked(town: Town) -> list[Looked]:
    entries = list(town.record.entries())
    examples = sum(entry.is_example for entry in entries)
    return [
        Looked("每一页都由清单算出来", f"清单 {len(entries)} 条，查过没有错误；页上的条数和清单的一样"),
        Looked("站里的链接都有去处", "一个一个对过；撤下的网址也有说明"),
        Looked("没有身份证号、手机号、银行卡号", "发出去的每一个文件都找过一遍"),
        Looked(
            "没有拿示例当真的", f"示例 {examples} 条" + ("，每一条都写着“示例”" if examples else ""), bool(examples)
        ),
        Looked("没有核实的，都写着“待核”", "哪些没有核实，列在“还差什么”", True),
    ]
