"""What Word and Excel files have in common: macros, what they fetch, who wrote them.

In: a packed file. Out: flaws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.attachments.flaw import Flaw, Wrong
from generator.attachments.packed import Packed, local

_PERSONS = {"creator": "作者", "lastModifiedBy": "最后修改的人", "Manager": "经理", "Company": "单位"}
# What programs and their makers write of themselves.
_NOBODY = (
    "",
    "python-docx",
    "openpyxl",
    "xlsxwriter",
    "wps",
    "wps office",
    "microsoft office user",
    "administrator",
    "admin",
    "user",
)
_CARRIED = re.compile(
    r"/(?:embeddings|activeX)/|\.(?:exe|dll|js|vbs|bat|cmd|ps1|hta|lnk|scr|swf|jar|mht|mhtml|html?)$", re.IGNORECASE
)
_HARMLESS_LINKS = ("hyperlink",)  # a reader follows it, the program does not


def flaws(packed: Packed) -> Iterator[Flaw]:
    """What must not be published with such a file."""
    if any(
        name.lower().endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in name for name in packed.names
    ):
        yield Flaw(
            Wrong.MACRO, "文件里有宏，别人打开时会运行", "在 Word、Excel、WPS 里打开，另存为不带宏的 .docx 或者 .xlsx。"
        )
    yield from _carried(packed)
    yield from _persons(packed)


def _carried(packed: Packed) -> Iterator[Flaw]:
    inside = next(filter(_CARRIED.search, packed.names), "")
    if inside:
        message = f"里面嵌着别的东西“{inside.rpartition('/')[2]}”"
        yield Flaw(Wrong.RUNS, message, "打开，把嵌入的对象删掉，另存一份。")
    if any(packed.every("xl/externalLinks/")):
        yield _fetches("externalLinkPath")
        return
    for name in packed.every("", ".rels"):
        root = packed.xml(name)
        for link in root if root is not None else ():
            kind = link.get("Type", "").rpartition("/")[2]
            if link.get("TargetMode") == "External" and kind not in _HARMLESS_LINKS:
                yield _fetches(kind)
                return


def _fetches(kind: str) -> Flaw:
    return Flaw(
        Wrong.RUNS,
        f"打开时会到外面取东西（{_WORDS.get(kind, '外部链接')}）",
        "打开，断开链接（“编辑链接到文件”），图片改成插入的，另存一份。",
    )


_WORDS = {
    "attachedTemplate": "外面的模板",
    "image": "外面的图片",
    "oleObject": "外面的对象",
    "externalLinkPath": "别的工作簿",
}


def _persons(packed: Packed) -> Iterator[Flaw]:
    """Names in the properties: of who wrote it, of the body it was written in."""
    said = []
    for name in ("docProps/core.xml", "docProps/app.xml"):
        root = packed.xml(name)
        for element in root.iter() if root is not None else ():
            word, value = _PERSONS.get(local(element.tag)), (element.text or "").strip()
            if word and value.lower() not in _NOBODY:
                said.append(f"{word}“{value[:20]}”")
    if said:
        advice = "打开，“文件—信息—检查文档”（WPS：“文件—文档加密—属性”）删掉个人信息，另存一份。"
        yield Flaw(Wrong.AUTHOR, f"属性里写着{'、'.join(dict.fromkeys(said))}，跟着文件一起公开", advice)
