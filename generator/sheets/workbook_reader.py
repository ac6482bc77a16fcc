"""Reads files that hold tables, whatever they are called: their first bytes say what they are.

In: the bytes of a file. Out: a `ReadBook`, whose sheets have the cells that exist, as typed. .xlsx, .xls and .et, .ods,
Word documents (.docx; older ones through LibreOffice), web pages and Excel 2003 XML that call themselves .xls, plain
text with commas. Only this module reads with calamine. Nothing in a file is run, nothing is fetched.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator import processes
from generator.attachments.flaw import Refused, Wrong
from generator.attachments.packed import Packed
from generator.sheets import (
    delimited,
    office_program,
    older_workbook,
    opendocument,
    packed_workbook,
    web_tables,
    word_tables,
    xml_workbook,
)
from generator.sheets.cells import CellValue
from generator.sheets.read_book import LARGEST, Range, ReadBook, ReadSheet, Unreadable, tidy_name

MOST_SPREAD = 2_000_000  # places of a sheet in an .xls: all its rows, thirty columns wide
_ANEW = "在表格程序里打开，另存为“Excel 工作簿（.xlsx）”，再来一次。"
_OLE, _RTF = b"\xd0\xcf\x11\xe0", b"{\\rtf"
_BEGINNING = 4096  # bytes that tell what a text is
# What cannot be read, by its first bytes: what it is, what to do.
_OTHERS = {
    b"%PDF": ("PDF", "PDF 里的表格读不准：请发来的人给 Word 或者 Excel 的原件。"),
    b"Rar!": (".rar 压缩包", "先解压，再收里面的表格。"),
    b"7z\xbc\xaf": (".7z 压缩包", "先解压，再收里面的表格。"),
    b"\x1f\x8b": ("压缩包", "先解压，再收里面的表格。"),
    b"\xff\xd8\xff": ("图片", "图片里的字读不准：请发来的人给 Word 或者 Excel 的原件。"),
    b"\x89PNG": ("图片", "图片里的字读不准：请发来的人给 Word 或者 Excel 的原件。"),
    b"MIME-Version:": ("网页存档（.mht）", _ANEW),
    b"SQLite": ("数据库", "请发来的人导出成 Excel 表格。"),
}
_PACKED = {
    "xl/workbook.bin": (".xlsb 表格", _ANEW),
    "OFD.xml": ("OFD 版式文件", "OFD 里的表格读不准：请发来的人给 Word 或者 Excel 的原件。"),
    "ppt/presentation.xml": ("幻灯片", "请发来的人给 Word 或者 Excel 的原件。"),
}


def read(content: bytes) -> ReadBook:
    """Read a file. Raises `Unreadable`."""
    if len(content) > LARGEST:
        raise Unreadable(f"文件太大（超过{LARGEST // 1024 // 1024} MB）。删掉里面的图片和用不着的工作表，再来一次。")
    for first, (what, how) in _OTHERS.items():
        if content.startswith(first):
            raise Unreadable(f"这是{what}，不是 Excel 或者 WPS 表格。{how}")
    try:
        if content.startswith(b"PK"):
            return _packed(Packed(content))
        if content.startswith(_OLE):
            return _older(content)
        if content.startswith(_RTF):
            return _older_document(content, "rtf")
        return _text(content)
    except Refused as refused:
        raise Unreadable(_in_words(refused)) from None


def _in_words(refused: Refused) -> str:
    match refused.flaw.kind:
        case Wrong.SIZE:
            return f"{refused.flaw.message}。删掉用不着的行、列和图片，另存一份再来。"
        case Wrong.UNREAD:
            return "文件加了密码，读不了。去掉密码，另存一份再来。"
        case Wrong.RUNS:
            return f"{refused.flaw.message}，不读。{_ANEW}"
        case _:
            return f"这个文件打不开，可能坏了或者加了密码。{_ANEW}"


def _packed(packed: Packed) -> ReadBook:
    """What is in a packed file."""
    for part, (kind, how) in _PACKED.items():
        if part in packed.names:
            raise Unreadable(f"这是{kind}，不是 .xlsx。{how}")
    if "word/document.xml" in packed.names:
        return ReadBook(*word_tables.read(packed))
    if "content.xml" in packed.names:
        if b"opendocument.spreadsheet" not in packed.read("mimetype"):
            raise Unreadable("这是 OpenDocument 文档，不是表格。在 WPS 里打开，另存为 .docx 或者 .xlsx，再来一次。")
        return ReadBook(opendocument.read(packed), [])
    if "xl/workbook.xml" not in packed.names and "[Content_Types].xml" not in packed.names:
        raise Unreadable("这是压缩包，或者坏了的文件，里面没有工作簿。是压缩包的先解压，再收里面的表格。")
    return packed_workbook.read(packed)


def _older(content: bytes) -> ReadBook:
    """A file of the older office programs: .xls, .et, .doc, .wps."""
    streams = older_workbook.streams(content)
    if "EncryptedPackage" in streams:
        raise Unreadable("文件加了密码，读不了。去掉密码，另存一份再来。")
    if streams & {"WordDocument"} and not streams & older_workbook.NAMES:
        return _older_document(content, "doc")
    return _xls(content)


def _older_document(content: bytes, ending: str) -> ReadBook:
    """An older document, as LibreOffice writes it anew."""
    docx = office_program.as_docx(content, ending)
    if docx is None:
        raise Unreadable("这是老的文档（.doc、.wps、.rtf）。在 WPS 或者 Word 里打开，另存为 .docx，再来一次。")
    return ReadBook(*word_tables.read(Packed(docx)))


def _text(content: bytes) -> ReadBook:
    """A web page, Excel 2003 XML, or plain text with commas."""
    text = delimited.decoded(_declared(content))
    if text is not None:
        beginning = text[:_BEGINNING].lower()
        if xml_workbook.NAMESPACE in beginning and "<html" not in beginning:
            return ReadBook(xml_workbook.read(text), [])
        if re.search(r"<(?:html|table|!doctype html)", beginning):
            return ReadBook(web_tables.read(text), ["这个文件其实是网页，按里面的表格收的。"])
        if sheet := delimited.read(text):
            return ReadBook([sheet], [])
    raise Unreadable(f"这不是 Excel 或者 WPS 表格。{_ANEW}")


def _declared(content: bytes) -> bytes:
    """A text whose beginning says that it is written in a Chinese encoding, as UTF-8."""
    declared = re.search(
        rb"(?:charset|encoding)\s*=\s*[\"']?\s*(gb2312|gbk|gb18030)", content[:_BEGINNING], re.IGNORECASE
    )
    if not declared:
        return content
    try:
        return content.decode("gb18030").encode()
    except UnicodeDecodeError:
        return content


def _xls(content: bytes) -> ReadBook:
    """An .xls, read in a process of its own: a damaged one makes calamine break down, and with it the process."""
    if older_workbook.places(content) > MOST_SPREAD:
        raise Unreadable("有一个格子离别的太远，整张表摊开太大，不读。删掉走失的格子和用不着的行、列，再来一次。")
    try:
        pages = processes.apart(pages_of_xls, content)
    except processes.Ended:
        pages = None
    if pages is None:
        raise Unreadable(f"这个文件打不开，可能坏了或者加了密码。{_ANEW}")
    if not pages:
        raise Unreadable(f"这个文件里没有一张工作表。{_ANEW}")
    sheets = [ReadSheet(name, hidden, cells, merged=merged) for name, hidden, cells, merged in pages]
    for sheet, unseen in zip(sheets, older_workbook.unseen(content), strict=False):
        sheet.hidden_rows = unseen.rows & set(sheet.cells)
        sheet.struck = {place for place in unseen.struck if place[1] in sheet.cells.get(place[0], {})}
        sheet.hidden_columns = {column for column in sheet.columns if column in unseen.columns}
    return ReadBook(sheets, [])


Page = tuple[
    str, bool, dict[int, dict[int, CellValue]], list[Range]
]  # name, whether it is hidden, cells, merged ranges


def pages_of_xls(content: bytes) -> list[Page] | None:
    """The sheets of an .xls file; None where it cannot be read."""
    import python_calamine

    pages = []
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        for about in book.sheets_metadata:
            if about.typ == python_calamine.SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(about.name)
                hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
                name = tidy_name(about.name)
                pages.append((name, hidden, _cells(sheet), _merged(sheet)))
    except Exception:  # a damaged file shows itself in many ways, deep inside the library
        return None
    return pages


def _cells(sheet: Any) -> dict[int, dict[int, CellValue]]:
    """The cells of a sheet of an .xls file that hold something."""
    return {row: held for row, line in enumerate(sheet.iter_rows(), 1) if (held := dict(_held(line)))}


def _held(line: Iterable[CellValue]) -> Iterator[tuple[int, CellValue]]:
    return ((column, value) for column, value in enumerate(line, 1) if value is not None and value != "")


def _merged(sheet: Any) -> list[Range]:
    """The merged ranges of a sheet of an .xls file, rows and columns from 1."""
    ranges = sheet.merged_cell_ranges or []
    return [Range(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]
