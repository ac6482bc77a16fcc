"""An attachment by its name and its bytes → what it holds and what is wrong with it.

In: a file's name and bytes. Out: a `Look`. The name says what it should be, the first bytes what it is; where they
differ it is refused. What can carry programs is refused by its name alone.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from generator import processes
from generator.attachments import office, pdf, picture, word, workbook
from generator.attachments.flaw import LARGEST, Flaw, Look, Refused, Wrong
from generator.attachments.packed import Packed
from generator.syntax import characters

_PACKED, _OLDER = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# What each ending must begin with; () where any bytes will do.
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    ".txt": (),
    ".csv": (),
    ".md": (),
    ".pdf": (b"%PDF-",),
    ".docx": (_PACKED,),
    ".xlsx": (_PACKED,),
    ".doc": (_OLDER,),
    ".xls": (_OLDER,),
    ".wps": (_OLDER,),
    ".et": (_OLDER,),
    ".ofd": (_PACKED,),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
}
_MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm")
_RUNS = (
    ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".svg", ".xml", ".xsl", ".js", ".mjs", ".hta", ".exe", ".msi", ".bat",
    ".cmd", ".com", ".scr", ".vbs", ".ps1", ".jar", ".sh", ".py", ".php", ".lnk", ".url", ".reg", ".swf", ".chm", ".apk",
    ".dll",
)  # fmt: skip
_PACKS = (".zip", ".rar", ".7z", ".tar", ".gz")
_TAKEN = "收 PDF、Word（.docx）、Excel（.xlsx）、文字（.txt）、图片（.jpg、.png）"
_UNREAD = "程序读不了这种文件里的字"
_MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PAGE_BEGINS = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<?php", b"#!")


_MANY = 24  # attachments: from so many on they are shared out among processes …
_SHARES = 16  # … in so many shares
_REMEMBERED = 4096
_known: OrderedDict[tuple[Path, int, int, int], Look] = OrderedDict()  # by the file as it was


def look_at(place: Path) -> Look:
    """What a file holds and what is wrong with it; one that did not change is not read again. Never raises."""
    try:
        state = _state(place)
        if state[2] > LARGEST:
            return Look(flaws=[_too_large(state[2])])
        if state not in _known:
            _remember(state, look(place.name, place.read_bytes()))
        return _known[state]
    except OSError:
        return Look(flaws=[Flaw(Wrong.UNREAD, "这个文件读不了，可能正被别的程序打开", "关掉打开着它的程序再来。")])


def learn(places: Iterable[Path]) -> None:
    """Look at many files at once, shared out among processes: a town's forms take a tenth of a second each."""
    new = [place for place in places if not _is_known(place)]
    if len(new) < _MANY:
        return  # each is looked at when it is asked for
    shares = [new[number::_SHARES] for number in range(_SHARES)]
    for found in processes.share([partial(_looks, share) for share in shares]):
        for state, seen in found:
            _remember(state, seen)


def _looks(places: Sequence[Path]) -> list[tuple[tuple[Path, int, int, int], Look]]:
    """The looks at some files, each with its state; without those that cannot be read or are too large."""
    for place in places:
        look_at(place)
    return [(state, _known[state]) for place in places if (state := _is_known(place))]


def _is_known(place: Path) -> tuple[Path, int, int, int] | None:
    try:
        state = _state(place)
    except OSError:
        return None
    return state if state in _known else None


def _remember(state: tuple[Path, int, int, int], seen: Look) -> None:
    _known[state] = seen
    if len(_known) > _REMEMBERED:
        _known.popitem(last=False)


def _state(place: Path) -> tuple[Path, int, int, int]:
    about = place.stat()
    return place, about.st_ino, about.st_size, about.st_mtime_ns


def look(name: str, content: bytes) -> Look:
    """What an attachment holds and what is wrong with it. Never raises."""
    found = Look(mark=hashlib.sha256(content).hexdigest()[:4])
    ending = "." + name.lower().rpartition(".")[2] if "." in name else ""
    try:
        _admit(ending, content)
        _take(ending, content, found)
    except Refused as refused:
        found.flaws.append(refused.flaw)
    return found


def _admit(ending: str, content: bytes) -> None:
    """Refuse what is too large, of a kind not taken, or something else than its name says."""
    if len(content) > LARGEST:
        raise Refused(_too_large(len(content)))
    if ending in _MACROS:
        raise Refused(
            Flaw(Wrong.MACRO, f"“{ending}”是带宏的文件，别人打开时会运行", "另存为不带宏的 .docx 或者 .xlsx。")
        )
    if ending in _RUNS:
        raise Refused(Flaw(Wrong.RUNS, f"“{ending}”能带程序，打开时会运行", f"换成别的：{_TAKEN}。"))
    if ending in _PACKS:
        raise Refused(Flaw(Wrong.KIND, f"“{ending}”是压缩包，不收", "解开，要公开的文件一个一个放进来。"))
    if ending not in BEGINNINGS:
        raise Refused(Flaw(Wrong.KIND, f"不收“{ending or '没有后缀'}”的文件", f"{_TAKEN}；换一种存。"))
    if not content:
        raise Refused(Flaw(Wrong.KIND, "文件是空的", "换成填好内容的；用不着就删掉。"))
    begins = BEGINNINGS[ending]
    if begins and not content.startswith(begins) and not (ending == ".pdf" and begins[0] in content[:1024]):
        message = f"后缀是“{ending}”，内容却是{_kind(content)}"
        raise Refused(Flaw(Wrong.KIND, message, "用原来的程序打开，另存为后缀写的那一种；不要只改后缀。"))


def _too_large(size: int) -> Flaw:
    message = f"有{size // 1024 // 1024}兆，最多{LARGEST // 1024 // 1024}兆"
    return Flaw(Wrong.SIZE, message, "压缩图片，或者拆成几份。")


def _kind(content: bytes) -> str:
    """What the first bytes say a file is."""
    kinds = {
        b"%PDF-": "PDF", _PACKED: "Word、Excel 一类的文件或者压缩包", _OLDER: "旧的 Word、Excel、WPS 文件", b"\xff\xd8\xff": "照片（.jpg）",
        b"\x89PNG": "图片（.png）", b"MZ": "程序", b"\x7fELF": "程序", b"Rar!": "压缩包", b"7z\xbc\xaf": "压缩包", b"GIF8": "图片（.gif）",
        b"{\\rtf": "写字板文件（.rtf）",
    }  # fmt: skip
    found = next((word for begin, word in kinds.items() if content.startswith(begin)), "")
    return found or ("网页" if _is_page(content) else "别的东西")


def _is_page(content: bytes) -> bool:
    return content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE_BEGINS)


def _take(ending: str, content: bytes, found: Look) -> None:
    match ending:
        case ".txt" | ".csv" | ".md":
            _text(content, found)
        case ".pdf":
            pdf.take(content, found)
        case ".docx" | ".xlsx" | ".ofd":
            _packed(ending, Packed(content), found)
        case ".doc" | ".xls" | ".wps" | ".et":
            _older(content, found)
        case _:
            found.flaws += picture.flaws(content)
            if not any(flaw.kind is Wrong.PLACE for flaw in found.flaws):  # another picture is to come
                found.flaws.append(Flaw(Wrong.UNREAD, "图片上的字，程序读不出来"))


def _text(content: bytes, found: Look) -> None:
    text = characters.readable(content)
    if _is_page(content):
        raise Refused(Flaw(Wrong.KIND, "后缀是文字，内容却是网页或者程序", f"{_TAKEN}；换一种存。"))
    if "\0" in text or text.count("\ufffd") * 20 > len(text):
        raise Refused(Flaw(Wrong.KIND, "后缀是文字，内容却不是", "用原来的程序打开，另存为后缀写的那一种。"))
    found.texts.append(("", text))


def _packed(ending: str, packed: Packed, found: Look) -> None:
    if inside := packed.nested():
        advice = "把里面的文件拿出来，要公开的单独放一个附件。"
        raise Refused(Flaw(Wrong.RUNS, f"里面还套着一个文件“{inside}”", advice))
    folder = {".docx": "word/", ".xlsx": "xl/", ".ofd": ""}[ending]
    if folder and not any(packed.every(folder)):
        raise Refused(
            Flaw(
                Wrong.KIND, f"后缀是“{ending}”，内容却是别的", "用原来的程序打开，另存为后缀写的那一种；不要只改后缀。"
            )
        )
    if ending == ".ofd":
        found.flaws.append(Flaw(Wrong.UNREAD, _UNREAD, "另有一份 PDF 的，放 PDF。"))
        return
    found.flaws += office.flaws(packed)
    (word if ending == ".docx" else workbook).take(packed, found)


def _older(content: bytes, found: Look) -> None:
    if _MACRO_STREAM in content:
        found.flaws.append(Flaw(Wrong.MACRO, "文件里有宏，别人打开时会运行", "另存为不带宏的 .docx 或者 .xlsx。"))
    secret = "加了密码，读不出来" if _ENCRYPTED_STREAM in content else _UNREAD
    found.flaws.append(
        Flaw(Wrong.UNREAD, secret, "在 Word、Excel、WPS 里打开，另存为 .docx 或者 .xlsx，程序就读得了。")
    )
