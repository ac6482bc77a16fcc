"""One table in every kind of file that others send, with a hidden row, a struck-out row and a merged heading.

In: nothing. Out: the bytes of each kind by its name; `SEEN` is what a reader is to make of them.
"""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
from docx.oxml import OxmlElement
from openpyxl.styles import Font

from tests import office

TITLE = "样例镇权力清单"
ROWS = (
    ("序号", "职权名称", "职权类型", "实施依据", "职权编码"),
    (
        "1",
        "集镇沙土堆放检查",
        "行政检查",
        "《城市道路管理条例》第三十条\n《城市道路管理条例》第三十一条",
        "370102101000123456",
    ),
    ("2", "早就取消的检查", "行政检查", "《城市道路管理条例》第三十条", "370102101000123457"),
    ("3", "划掉了的检查", "行政检查", "《城市道路管理条例》第三十条", "370102101000123458"),
    ("4", "集镇摊点检查", "行政检查", "《城市道路管理条例》第三十条", "370102101000123459"),
)
HIDDEN, STRUCK = 4, 5  # rows, the title counted


def xlsx() -> bytes:
    """As an office program of today writes it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "清单"
    sheet.append([TITLE])
    sheet.merge_cells("A1:E1")
    for row in ROWS:
        sheet.append(row)
    sheet.row_dimensions[HIDDEN].hidden = True
    for cell in sheet[STRUCK]:
        cell.font = Font(strike=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word(*, hidden: bool = True) -> bytes:
    """As a table of a Word document."""
    document = docx.Document()
    document.add_paragraph("附件1")
    table = document.add_table(len(ROWS) + 1, len(ROWS[0]))
    table.cell(0, 0).merge(table.cell(0, 4)).text = TITLE
    for number, row in enumerate(ROWS, 1):
        for column, text in enumerate(row):
            cell = table.cell(number, column)
            cell.text = ""
            run = cell.paragraphs[0].add_run(text)
            run.font.strike = True if number + 1 == STRUCK else None
    if hidden:
        table.rows[HIDDEN - 1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def page(encoding: str = "utf-8") -> bytes:
    """As a platform exports it under the name .xls."""
    lines = [f'<tr><td colspan="5">{TITLE}</td></tr>']
    for number, row in enumerate(ROWS, 2):
        style = ' style="display:none"' if number == HIDDEN else ""
        cells = "".join(
            f"<td><s>{text}</s></td>" if number == STRUCK else "<td>" + text.replace("\n", "<br>\n") + "</td>"
            for text in row
        )
        lines.append(f"<tr{style}>{cells}</tr>")
    said = "gb2312" if encoding == "gb18030" else encoding
    head = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={said}"><script>alert(1)</script></head>'
    return f"{head}<body><table>{''.join(lines)}</table></body></html>".encode(encoding)


def xml() -> bytes:
    """As Excel 2003 wrote it in XML."""
    lines = [f'<Row><Cell ss:MergeAcross="4"><Data ss:Type="String">{TITLE}</Data></Cell></Row>']
    for number, row in enumerate(ROWS, 2):
        hidden = ' ss:Hidden="1"' if number == HIDDEN else ""
        style = ' ss:StyleID="s2"' if number == STRUCK else ""
        cells = "".join(
            f'<Cell{style}><Data ss:Type="String">{text}</Data></Cell>'.replace("\n", "&#10;") for text in row
        )
        lines.append(f"<Row{hidden}>{cells}</Row>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Styles><Style ss:ID="s2"><Font ss:StrikeThrough="1"/></Style></Styles>'
        f'<Worksheet ss:Name="清单"><Table>{"".join(lines)}</Table></Worksheet></Workbook>'
    ).encode()


def commas(encoding: str = "utf-8-sig") -> bytes:
    """As plain text: without what is hidden or struck out, which it cannot say."""
    lines = [TITLE + ",,,,"]
    for number, row in enumerate(ROWS, 2):
        if number not in (HIDDEN, STRUCK):
            lines.append(",".join(f'"{text}"' for text in row))
    return "\r\n".join(lines).encode(encoding)


def by_office(content: bytes, name: str, ending: str, folder: Path) -> bytes:
    """As LibreOffice writes it in another form."""
    (folder / name).write_bytes(content)
    return office.converted(folder / name, ending, folder).read_bytes()
