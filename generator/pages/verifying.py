"""核对这个网站: which edition this is, what was looked at when it was made, how readers see for themselves.

In: a town. Out: the one page. A page cannot hold its own digest, and a site cannot vouch for itself: the page
gives the digest of the edition before, and says where the one of this edition is kept outside the site.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator import urls
from generator.derive.town import Town
from generator.pages.body import Body, PageKind, render
from generator.pages.writing import Link, Writer

SCRIPT = "verify.js"
_TITLE, _LEAD = "核对这个网站", "不用信我们说的，这一页告诉您怎么自己查"
_GROUP = 8  # digits of a digest that are shown together


class Looked(NamedTuple):
    """What was looked at when the site was made, with the figures; `open` where something is left to be done."""

    what: str
    said: str
    open: bool = False


def bodies(town: Town) -> Iterator[Body]:
    """The one page."""
    file = town.record.town
    write = Writer(town, urls.VERIFY)
    publication = town.publication
    html = render(
        "verify.html",
        lead=_LEAD,
        publication=publication,
        before=grouped(publication.before) if publication else [],
        looked=_looked(town),
        edition=write.href(urls.EDITION),
        sums=write.href(urls.SUMS),
        address=urls.absolute(urls.EDITION, file.address_of_site) if file else "",
        taken=_taken(write),
        write=write,
    )
    scripts = (SCRIPT,) if publication else ()
    yield Body(
        urls.VERIFY, _TITLE, html, _LEAD, PageKind.COLUMN, (_ABOUT,), indexed=town.record.formal, scripts=scripts
    )


_ABOUT = ("关于本站", "about/")


def grouped(digest: str) -> list[str]:
    """A digest in groups that an eye can compare."""
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


def _taken(write: Writer) -> list[Link]:
    return [
        Link("整份清单", write.href(urls.DATA), "每种清单一份表格、一份数据"),
        Link("每一次调整", write.href(urls.SECTIONS["t"]), "加了什么、收了什么、凭哪份文件"),
        Link("法规依据", write.href(urls.SECTIONS["g"]), "哪条管哪事，改过没有"),
        Link("还差什么", write.href(urls.COMPLETENESS), "有出处的多少，没核实的多少"),
    ]
