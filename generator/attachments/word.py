"""A .docx → its texts and tables, tracked changes, remarks, hidden text.

In: a packed file. Out: what is put into a `Look`. Texts in boxes, headers, footers and notes count as well.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from generator.attachments.flaw import Flaw, Look, Wrong
from generator.attachments.packed import Packed, attribute, local

_RUNNING = re.compile(r"\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b", re.IGNORECASE)
_TRACKED = {"ins", "del", "moveFrom", "moveTo"}
_OFF = {"0", "false", "off"}


def take(packed: Packed, look: Look) -> None:
    """Put what a document holds into a look."""
    hidden = tracked = fetches = False
    for name in packed.every("word/"):
        root = packed.xml(name)
        if root is None:
            continue
        look.texts.append(("", _text(root)))
        look.tables += (("表格", _rows(table)) for table in root.iter() if local(table.tag) == "tbl")
        tracked = tracked or any(local(element.tag) in _TRACKED for element in root.iter())
        fetches = fetches or any(map(_fetches, root.iter()))
        hidden = hidden or any(map(_is_hidden, root.iter()))
    if fetches:
        advice = "打开，全选，按 Ctrl+Shift+F9 把域变成文字，另存一份。"
        look.flaws.append(Flaw(Wrong.RUNS, "里面有会到外面取东西、会运行程序的域", advice))
    if tracked:
        advice = "打开，“审阅—接受所有修订”，关掉“修订”，另存一份。"
        look.flaws.append(Flaw(Wrong.CHANGES, "里面留着修订，删掉的话还看得见", advice))
    if any("/comments" in name for name in packed.every("word/")):
        look.flaws.append(Flaw(Wrong.CHANGES, "里面留着批注", "打开，“审阅—删除所有批注”，另存一份。"))
    if hidden:
        advice = "打开，全选，“字体”里去掉“隐藏”，看看有没有不能公开的，另存一份。"
        look.flaws.append(Flaw(Wrong.HIDDEN, "里面有隐藏的文字", advice))


def _text(root: Element) -> str:
    """The text of a part, a line a paragraph, without its tables; deleted text is text too."""
    pieces: list[str] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        match local(element.tag):
            case "tbl":
                continue
            case "t" | "delText" | "instrText":
                pieces.append(element.text or "")
            case "p" | "br":
                pieces.append("\n")
            case "tab":
                pieces.append("\t")
        waiting += reversed(element)
    return "".join(pieces)


def _rows(table: Element) -> list[list[str]]:
    """The cells of a table, without those of tables inside them."""
    lines = (line for line in table if local(line.tag) == "tr")
    return [[_of_cell(cell) for cell in line if local(cell.tag) == "tc"] for line in lines]


def _of_cell(cell: Element) -> str:
    paragraphs = (part for part in cell if local(part.tag) == "p")
    return "\n".join(
        "".join(e.text or "" for e in part.iter() if local(e.tag) in ("t", "delText")) for part in paragraphs
    )


def _fetches(element: Element) -> bool:
    """Whether an element is the instruction of a field that runs a program or takes something from elsewhere."""
    said = (element.text or "") if local(element.tag) == "instrText" else attribute(element, "instr")
    return bool(said and _RUNNING.match(said))


def _is_hidden(run: Element) -> bool:
    """Whether a run of text is hidden and says something."""
    if local(run.tag) != "r":
        return False
    marks = (mark for part in run if local(part.tag) == "rPr" for mark in part if local(mark.tag) == "vanish")
    said = any(local(part.tag) == "t" and (part.text or "").strip() for part in run)
    return said and any(attribute(mark, "val") not in _OFF for mark in marks)
