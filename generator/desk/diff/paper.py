"""Word documents in the layout of official papers (GB/T 9704-2012): A4, 22 lines of 28 characters.

In: paragraphs and tables, one after another. Out: the bytes of a .docx, the same for the same content. Only this
module uses python-docx.

Sizes by their names: 2号 22 pt, 3号 16 pt, 4号 14 pt, 5号 10.5 pt. 方正小标宋 is not on every machine: where
it is missing Word takes what the font table names instead, 宋体.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TITLE, BODY, FIRST, SECOND, SONG = "方正小标宋简体", "仿宋", "黑体", "楷体", "宋体"
NO_2, NO_3, NO_4, NO_5 = 22, 16, 14, 10.5  # 2号, 3号, 4号, 5号, in points
LINE = 28.95  # points: 22 lines in the 225 mm between the margins
_PITCH = "579"  # the grid's lines, in twips
_SQUEEZE = -0.25  # points: 28 characters of 16 points are a little wider than the line
_PACKED = (1980, 1, 1, 0, 0, 0)  # a packed file says when it was packed; the same content gives the same bytes
_FALLBACK = {TITLE: SONG, BODY: "仿宋_GB2312", SECOND: "楷体_GB2312"}


class Paper:
    """A document being written, from its first line to its last."""

    def __init__(self, title: str, day: date) -> None:
        self.file = docx.Document()
        made = datetime(day.year, day.month, day.day)
        properties = self.file.core_properties
        properties.title, properties.author, properties.last_modified_by = title, "", ""
        properties.created = properties.modified = made
        _style(self.file)
        self._section(self.file.sections[0])
        _odd_and_even(self.file)

    def _section(self, section: Any) -> None:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.header_distance, section.footer_distance = Mm(20), Mm(24)
        grid = section._sectPr.find(qn("w:docGrid"))
        if grid is None:
            grid = OxmlElement("w:docGrid")
            section._sectPr.append(grid)
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), _PITCH)
        _page_number(section.footer.paragraphs[0], ALIGN.RIGHT)
        _page_number(section.even_page_footer.paragraphs[0], ALIGN.LEFT)

    def compact(self) -> None:
        """Set narrower margins and no page number: for a form on one sheet."""
        section = self.file.sections[0]
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin = section.right_margin = Mm(22)
        for footer in (section.footer, section.even_page_footer):
            for run in footer.paragraphs[0].runs:
                run._r.getparent().remove(run._r)

    def title(self, text: str, size: float = NO_2) -> None:
        """The title: centred, on lines of its own."""
        paragraph = self._paragraph(text, TITLE, size, align=ALIGN.CENTER, bold=True)
        paragraph.paragraph_format.line_spacing = Pt(max(size * 1.5, LINE))

    def empty_line(self) -> None:
        """An empty line."""
        self._paragraph("", BODY, NO_3)

    def heading(self, text: str) -> None:
        """A heading of the first level: 一、"""
        self._paragraph(text, FIRST, NO_3, indent=2).paragraph_format.keep_with_next = True

    def subheading(self, text: str) -> None:
        """A heading of the second level: （一）"""
        self._paragraph(text, SECOND, NO_3, indent=2).paragraph_format.keep_with_next = True

    def line(self, text: str, *, font: str = BODY, size: float = NO_3, align: Any = ALIGN.LEFT, right: int = 0) -> None:
        """A line that begins at the margin; `right` characters are left free at its end."""
        paragraph = self._paragraph(text, font, size, align=align)
        paragraph.paragraph_format.right_indent = Pt(size * right)

    def paragraph(self, text: str) -> None:
        """A paragraph of the body, indented by two characters."""
        self._paragraph(text, BODY, NO_3, indent=2, align=ALIGN.JUSTIFY)

    def signed(self, who: str, day: str) -> None:
        """The signature: the day four characters from the right margin, the body centred above it."""
        longer = max(len(who), _width(day))
        self.line(who, align=ALIGN.RIGHT, right=round(4 + (_width(day) - len(who)) / 2) if longer == _width(day) else 2)
        self.line(day, align=ALIGN.RIGHT, right=4 if longer == _width(day) else round(2 + (len(who) - _width(day)) / 2))
        for paragraph in reversed(self.file.paragraphs[:-1]):  # never on a page of its own
            paragraph.paragraph_format.keep_with_next = True
            if paragraph.text not in ("", who):
                break

    def new_page(self) -> None:
        """Begin a page: for an annex."""
        self._section(self.file.add_section(WD_SECTION.NEW_PAGE))

    def _paragraph(
        self, text: str, font: str, size: float, *, indent: float = 0, align: Any = ALIGN.LEFT, bold: bool = False
    ) -> Any:
        paragraph = self.file.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.line_spacing = Pt(LINE)
        paragraph.paragraph_format.first_line_indent = Pt(size * indent)
        run = _run(paragraph, text, font, size, bold=bold)
        if size == NO_3:
            closer = OxmlElement("w:spacing")
            closer.set(qn("w:val"), str(round(_SQUEEZE * 20)))
            run._element.rPr.insert(_before_size(run._element.rPr), closer)
        return paragraph

    def table(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], *, size: float = NO_5
    ) -> None:
        """A table whose header comes again on every page; widths in millimetres."""
        table = self._grid(len(rows) + 1, widths)
        for i, cells in enumerate([header, *rows]):
            for cell, words in zip(table.rows[i].cells, cells, strict=True):
                self._fill(cell, words, size, FIRST if i == 0 else BODY, ALIGN.CENTER if i == 0 else ALIGN.LEFT)
            _keep(table.rows[i], header=i == 0)

    def boxes(self, rows: Sequence[tuple[str, str, int]], widths: tuple[int, int], *, size: float = 12) -> None:
        """A form: in each row a name, the text beside it, and the least height in millimetres."""
        table = self._grid(len(rows), widths)
        for row, (name, words, height) in zip(table.rows, rows, strict=True):
            row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
            self._fill(row.cells[0], name, size, FIRST, ALIGN.CENTER)
            self._fill(row.cells[1], words, size, BODY, ALIGN.LEFT)
            row.cells[0].vertical_alignment = row.cells[1].vertical_alignment = 1
            if height:  # a box to be signed in stays whole
                _keep(row, header=False)

    def _grid(self, rows: int, widths: Sequence[int]) -> Any:
        table = self.file.add_table(rows, len(widths), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in enumerate(widths):
            table.columns[column].width = Mm(width)
            for row in table.rows:
                row.cells[column].width = Mm(width)
        return table

    def _fill(self, cell: Any, words: str, size: float, font: str, align: Any) -> None:
        for i, line in enumerate(words.split("\n")):
            paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
            paragraph.alignment = align
            paragraph.paragraph_format.line_spacing = Pt(size * 1.4)
            _off_grid(paragraph)
            _run(paragraph, line, font, size)

    def content(self) -> bytes:
        """The bytes of the document."""
        _font_table(self.file)
        raw, out = io.BytesIO(), io.BytesIO()
        self.file.save(raw)
        with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                packed = zipfile.ZipInfo(name, _PACKED)
                packed.compress_type, packed.create_system = zipfile.ZIP_DEFLATED, 0
                new.writestr(packed, old.read(name))
        return out.getvalue()


def _width(text: str) -> float:
    """The width of a text in characters; a digit is half as wide."""
    return sum(0.5 if letter.isascii() else 1 for letter in text)


def _run(paragraph: Any, text: str, font: str, size: float, *, bold: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), bold
    _fonts(run._element.get_or_add_rPr(), font)
    return run


def _before_size(properties: Any) -> int:
    """The place of the character spacing among the properties of a run: before the size."""
    return list(properties).index(properties.find(qn("w:sz")))


def _fonts(properties: Any, font: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for where in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(where), font)
    fonts.set(qn("w:hint"), "eastAsia")


def _style(file: Any) -> None:
    normal = file.styles["Normal"]
    normal.font.size = Pt(NO_3)
    _fonts(normal.element.get_or_add_rPr(), BODY)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)


def _off_grid(paragraph: Any) -> None:
    grid = OxmlElement("w:snapToGrid")
    grid.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert(0, grid)


def _keep(row: Any, *, header: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _odd_and_even(file: Any) -> None:
    """Give odd and even pages footers of their own: page numbers stand outside."""
    file.settings.odd_and_even_pages_header_footer = True


def _page_number(paragraph: Any, align: Any) -> None:
    if paragraph.runs:
        return
    paragraph.alignment = align
    edge = Pt(NO_4)  # one character from the edge
    paragraph.paragraph_format.left_indent = edge if align == ALIGN.LEFT else None
    paragraph.paragraph_format.right_indent = edge if align == ALIGN.RIGHT else None
    _run(paragraph, "— ", SONG, NO_4)
    for kind, words in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        run = _run(paragraph, words if kind == "text" else "", SONG, NO_4)
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif not kind:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = words
            run._r.append(code)
    _run(paragraph, " —", SONG, NO_4)


def _font_table(file: Any) -> None:
    """Name the fonts that stand in for those a machine may lack."""
    part = next(
        (rel.target_part for rel in file.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE), None
    )
    assert part is not None and part.content_type == CONTENT_TYPE.WML_FONT_TABLE
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _FALLBACK.items()
    )
    if "altName" not in part.blob.decode():
        part._blob = part.blob.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())
