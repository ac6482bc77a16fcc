"""Small attachments, right ones and ones with each flaw, made byte for byte the same at every run.

In: what they shall hold. Out: bytes. `FLAWED` has one of each sort, as they lie in tests/invalid.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

_DAY = (2026, 11, 22, 0, 0, 0)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SAYS = "临时占用道路申请表（禾泉镇）"
Rows = list[list[str]]


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip of some parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            about = zipfile.ZipInfo(name, _DAY)
            about.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(about, content)
    return out.getvalue()


def _links(*links: str) -> str:
    inner = "".join(f"<Relationship {link}/>" for link in links)
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def paragraph(text: str) -> str:
    """A paragraph of WordprocessingML."""
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def table(rows: Rows) -> str:
    """A table of WordprocessingML."""
    lines = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def docx(body: str = "", author: str = "", **parts: str | bytes) -> bytes:
    """A .docx with a body; `parts` by their paths with __ for / and _DOT_ for a dot."""
    core = (
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="{_DC}"><dc:creator>{author}</dc:creator></cp:coreProperties>'
    )
    return packed(
        {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": _links(f'Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"'),
            "docProps/core.xml": _HEAD + core,
            "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{body or paragraph(SAYS)}</w:body></w:document>',
            **{name.replace("__", "/").replace("_DOT_", "."): content for name, content in parts.items()},
        }
    )


def xlsx(sheets: dict[str, Rows], hidden: str = "", columns: str = "") -> bytes:
    """An .xlsx with text in its cells; one sheet may be hidden; `columns` describes those of the first."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/_rels/workbook.xml.rels": _links(
            *(f'Id="r{n}" Type="{_R}/worksheet" Target="worksheets/sheet{n}.xml"' for n in range(1, len(sheets) + 1))
        ),
    }
    listed = ""
    for number, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name == hidden else ""
        listed += f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"{state}/>'
        lines = (f'<row r="{r}">{"".join(_cells(row, r))}</row>' for r, row in enumerate(rows, 1))
        cols = columns if number == 1 else ""
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'{_HEAD}<worksheet xmlns="{_S}">{cols}<sheetData>{"".join(lines)}</sheetData></worksheet>'
        )
    parts["xl/workbook.xml"] = f'{_HEAD}<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{listed}</sheets></workbook>'
    return packed(parts)


def _cells(row: list[str], number: int) -> list[str]:
    return [
        f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        for column, cell in enumerate(row)
        if cell
    ]


def pdf(text: str = "FORM", *objects: str, catalog: str = "", info: str = "") -> bytes:
    """A one-page .pdf with a line of ASCII; further objects are numbered from 6."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else ""
    bodies = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *objects,
        f"<<{info}>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(bodies) + 1
    tail = f"trailer<</Size {count}/Root 1 0 R/Info {count - 1} 0 R>>\nstartxref\n{start}\n%%EOF\n"
    return out + f"xref\n0 {count}\n0000000000 65535 f \n{rows}{tail}".encode()


def _exif(*tags: tuple[int, int, int, int]) -> bytes:
    """An EXIF block with one directory."""
    return (
        b"II*\0\x08\0\0\0"
        + struct.pack("<H", len(tags))
        + b"".join(struct.pack("<HHII", *tag) for tag in tags)
        + b"\0" * 4
    )


def jpeg(exif: bytes = b"") -> bytes:
    """The head and the end of a .jpg; there is no picture in it."""
    block = b"Exif\0\0" + exif
    app1 = b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block if exif else b""
    return b"\xff\xd8" + app1 + b"\xff\xda\0\x02\xff\xd9"


def png() -> bytes:
    """One grey point."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


GPS, ARTIST = (0x8825, 4, 1, 26), (0x013B, 2, 4, 0x00676E69)
_PERSONS = [
    ["姓名", "年龄", "住址"],
    ["石样例", "62", "样例村"],
    ["林样例", "58", "样例村"],
    ["田样例", "71", "样例村"],
]
_LINKED = _links(f'Id="r1" Type="{_R}/attachedTemplate" Target="http://example.cn/a.dotx" TargetMode="External"')
_DELETED = f"{paragraph(SAYS)}<w:p><w:del><w:r><w:delText>删掉的话</w:delText></w:r></w:del></w:p>"

CSV = ("\r\n".join(",".join(row) for row in _PERSONS) + "\r\n").encode("utf-8-sig")

# One of each flaw: the case in tests/invalid, the code, the name of the file, its bytes.
FLAWED: tuple[tuple[str, str, str, bytes], ...] = (
    ("附件_不收的种类", "H771", "申请表.rtf", b"{\\rtf1 a}"),
    ("附件_后缀和内容不一样", "H771", "申请表.pdf", docx()),
    ("附件_有宏", "H772", "申请表.docx", docx(word__vbaProject_DOT_bin=b"macro")),
    ("附件_能带程序的种类", "H773", "流程图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ("附件_会到外面取东西", "H773", "申请表.docx", docx(word___rels__settings_DOT_xml_DOT_rels=_LINKED)),
    (
        "附件_里面有程序",
        "H773",
        "申请表.pdf",
        pdf("FORM", "<</S/JavaScript/JS(app.alert\\(1\\))>>", catalog="/OpenAction 6 0 R"),
    ),
    ("附件_展开太大", "H774", "申请表.docx", docx(word__media__a_DOT_xml=b" " * 5_000_000)),
    ("附件_留着修订", "H775", "申请表.docx", docx(_DELETED)),
    (
        "附件_有隐藏的表",
        "H776",
        "清单.xlsx",
        xlsx({"清单": [["事项"], ["占道"]], "底稿": [["甲"], ["乙"]]}, hidden="底稿"),
    ),
    ("附件_写着作者", "H777", "申请表.docx", docx(author="石样例")),
    ("附件_写着拍照的地方", "H778", "样张.jpg", jpeg(_exif(GPS))),
    ("附件_读不出字", "H779", "样张.png", png()),
    ("附件_是名单", "H736", "公示.xlsx", xlsx({"公示": _PERSONS})),
    ("附件_有手机号", "H732", "申请表.docx", docx(paragraph("联系人：石样例，13800000000"))),
)
