"""先读我.txt: the ten lines that go with a pack, for whoever unpacks it and has never seen the program.

In: an edition, what the pack is laid over, what differs. Out: the text's bytes, as Notepad reads them.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator import urls
from generator.publication.edition import Edition

_SHOWN = 2  # addresses of pages that ended, to be tried


@dataclass(frozen=True, slots=True)
class Counts:
    """How a site differs from edition `number`: files that are new, changed, ended."""

    number: int
    new: int
    changed: int
    ended: int


def text(edition: Edition, over: Edition | None, address: str, files: int, counts: Counts | None) -> bytes:
    """The ten lines. `over` is the one edition that a part may be laid over; None for a whole site."""
    about = edition.about
    what = (
        f"这个压缩包是网站改了的那一部分，{files} 个文件。只能盖在第 {over.about.sequence} 版（{over.about.day}）上面；网站上不是那一版的，要用整个网站的压缩包。"
        if over
        else f"这个压缩包是整个网站：{files} 个文件，{about.pages} 页。盖在以前哪一版上面都行，空的文件夹也行。"
    )
    differs = (
        f"和第 {counts.number} 版比：新的 {counts.new} 个文件，改了的 {counts.changed} 个，撤下的 {counts.ended} 个。撤下的不用管，已经换成“已撤下”。"
        if counts
        else "撤下的文件不用管，已经换成“已撤下”。"
    )
    here = address.rstrip("/") + "/" if address else "网址后面加 "
    lines = [
        f"{about.town}的网站　第 {about.sequence} 版　{about.day}" + ("　演示" if about.state == "演示" else ""),
        what,
        "怎么放：解压到网站原来的文件夹里，问要不要替换，选“全部替换”。不要先删旧的，网址不能断。",
        differs,
        f"删掉这些：search 文件夹里，除了 {_search(edition)} 和 index.json 的；放好以后，这个“先读我.txt”。别的都不要删。",
        f"怎么看放好了：打开 {here}{urls.VERIFY} ，写着“第 {about.sequence} 版”，再搜一个词，搜得到。",
        _tried(edition, here),
        f"这一版的指纹（edition.json 的 SHA-256）：{edition.digest}",
        "一个文件一个文件对：在那个文件夹里敲 sha256sum --quiet -c SHA256SUMS ，什么也不说就是全对。",
        f"看见的还是旧的：按 Ctrl+F5；前面有缓存、CDN 的，清一次。服务器怎么设，看 {here}{urls.ONLINE} 。",
    ]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _search(edition: Edition) -> str:
    """The folder of the search's parts, which bears the name of their content."""
    folders = {path.split("/")[1] for path in edition.files if path.startswith(urls.SEARCH) and path.count("/") > 1}
    return "、".join(sorted(folders)) or "其中的网页"


def _tried(edition: Edition, here: str) -> str:
    pages = [path.removesuffix("index.html") for path in sorted(edition.gone) if path.endswith("index.html")]
    if not pages:
        return "没有撤下的网页。"
    shown = "、".join(f"{here}{url}" for url in pages[:_SHOWN])
    return f"这些网页撤下了，打开应当说“撤下了”：{shown}" + (f" 等 {len(pages)} 页。" if len(pages) > _SHOWN else "。")
