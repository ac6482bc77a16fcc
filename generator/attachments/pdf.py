"""A .pdf → the text of its pages, scripts and files it carries, who made it.

In: bytes. Out: what is put into a `Look`. The only user of pypdf. A page that is a picture has no text: that is said.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from generator.attachments.flaw import Flaw, Look, Refused, Wrong

MOST_PAGES = 200
_MOST_OBJECTS = 50_000
_MOST_TEXT = 2_000_000  # characters, all pages together
_RUNNING = {"/JavaScript", "/Launch", "/ImportData", "/Rendition", "/Movie", "/GoToE"}
_PROGRAMS = (
    "wps",
    "word",
    "acrobat",
    "office",
    "adobe",
    "libreoffice",
    "administrator",
    "admin",
    "user",
    "python",
    "扫描",
)


def take(content: bytes, look: Look) -> None:
    """Put what a document holds into a look."""
    import pypdf  # takes long to load; most attachments are none
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it says in English what is odd in a file
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(Flaw(Wrong.UNREAD, "加了密码，读不出来", "去掉密码，另存一份再放进来。"))
        if len(reader.pages) > MOST_PAGES:
            raise Refused(Flaw(Wrong.SIZE, f"有{len(reader.pages)}页，最多{MOST_PAGES}页", "拆成几份。"))
        look.flaws += _carried(reader)
        _pages(reader, look)
        author = str(reader.metadata.author or "").strip() if reader.metadata else ""
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        OSError,
        RecursionError,
        NotImplementedError,
    ):
        raise Refused(
            Flaw(Wrong.UNREAD, "读不出来，文件可能坏了", "用打印成 PDF 的办法重新出一份；还是这样，人看一遍。")
        ) from None
    if author and not any(word in author.lower() for word in _PROGRAMS):
        look.flaws.append(
            Flaw(Wrong.AUTHOR, f"属性里写着作者“{author[:20]}”，跟着文件一起公开", "重新打印成 PDF，属性里的作者空着。")
        )


def _pages(reader: Any, look: Look) -> None:
    bare, left = [], _MOST_TEXT
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()[:left]
        left -= len(text)
        look.texts.append((f"第{number}页", text))
        if not text.strip() and page.images:
            bare.append(number)
    if bare:
        pages = "、".join(map(str, bare[:5])) + ("等" if len(bare) > 5 else "")
        look.flaws.append(Flaw(Wrong.UNREAD, f"第{pages}页是图，程序读不出上面的字", ""))


def _carried(reader: Any) -> Iterator[Flaw]:
    """Scripts, programs and files inside."""
    for number, thing in enumerate(_dictionaries(reader)):
        if number > _MOST_OBJECTS:
            raise Refused(Flaw(Wrong.SIZE, "里面的东西太多，读不完", "重新打印成 PDF。"))
        if thing.get("/S") in _RUNNING or "/JS" in thing:
            yield Flaw(Wrong.RUNS, "里面有会运行的程序", "重新打印成 PDF，程序就没有了。")
            return
        if "/EF" in thing:
            yield Flaw(Wrong.RUNS, "里面还套着别的文件", "重新打印成 PDF；要公开的文件单独放一个附件。")
            return


def _dictionaries(reader: Any) -> Iterator[Any]:
    """Every mapping in the file, also inside others."""
    from pypdf.generic import ArrayObject, DictionaryObject

    numbers = sorted({number for found in reader.xref.values() for number in found} | set(reader.xref_objStm))
    for number in numbers:
        waiting = [reader.get_object(number)]
        while waiting:
            thing = waiting.pop()
            if isinstance(thing, DictionaryObject):
                yield thing
                waiting += thing.values()
            elif isinstance(thing, ArrayObject):
                waiting += thing
