"""Workbooks with one thing or two done to them, by chance from a seed: what an attacker, a broken disk, a strange program does.

In: the bytes of a sound workbook, a source of chance. Out: the bytes of a mutant, and what was done.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

Parts = dict[str, bytes]
NASTY = (
    "", " ", "0", "-1", "1e400", "NaN", "inf", "9" * 400, "9" * 5000, "0x10", "1.38E10", "1e-320", "true", "A1", "XFD1048576", "AAAA1",
    "A0", "99999999999", "=1+1", "=cmd|' /C calc'!A0", "{{ 7*7 }}", "<script>", "'", '"', "_x0000_", "_x001B_", "_xD800_", "\u202e甲",
    "\u200b", "\ufeff", "\uffff", "𠮷", "⺠", "é\u0301" * 50, "甲" * 40_000, "\n" * 500, "　" * 60_000, "#REF!", "2026-02-30",
    "1100-01-01T00:00:00", "第四十一条" * 2000, "《" * 5000, "（" * 5000, "10月1日", "../../etc/passwd", "file:///etc/passwd", "http://example.cn/",
)  # fmt: skip
_VALUE = re.compile(rb"<(v|t|f)(?: [^>]*)?>([^<]*)</\1>")
_ATTRIBUTE = re.compile(rb' ([A-Za-z:]+)="([^"]*)"')
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"')
_ROW = re.compile(rb'<row r="(\d+)"')


def mutant(content: bytes, rng: Random) -> tuple[bytes, str]:
    """A workbook to which one thing or two were done, and the names of them."""
    names = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        operator = rng.choice(OPERATORS)
        names.append(operator.__name__)
        try:
            content = operator(content, rng)
        except Exception:  # what was done before left nothing to work on
            break
    return content, "+".join(names)


def unpacked(content: bytes) -> Parts:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(parts: Parts, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A workbook of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how, compresslevel=1) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, (2026, 11, 22, 0, 0, 0)), content, how)
    return out.getvalue()


def _sheets(parts: Parts) -> list[str]:
    return [name for name in parts if name.startswith("xl/worksheets/") and name.endswith(".xml")]


def _on_a_sheet(change: Callable[[bytes, Random], bytes]) -> Callable[[bytes, Random], bytes]:
    """An operator that changes the part of one sheet."""

    def operator(content: bytes, rng: Random) -> bytes:
        parts = unpacked(content)
        name = rng.choice(_sheets(parts))
        parts[name] = change(parts[name], rng)
        return packed(parts)

    operator.__name__ = change.__name__
    return operator


def _before(end: bytes, more: bytes, sheet: bytes) -> bytes:
    return sheet.replace(end, more + end, 1)


# The file.


def bytes_flipped(content: bytes, rng: Random) -> bytes:
    """Some bytes of the file changed."""
    damaged = bytearray(content)
    for _ in range(rng.randint(1, 20)):
        damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    return bytes(damaged)


def cut_off(content: bytes, rng: Random) -> bytes:
    """The file ends early, or goes on."""
    return content[: rng.randrange(4, len(content))] if rng.random() < 0.7 else content + rng.randbytes(200)


def sizes_lie(content: bytes, rng: Random) -> bytes:
    """The list of parts says other sizes, ways of packing, a password."""
    damaged, at = bytearray(content), [found.start() for found in re.finditer(b"PK\x01\x02", content)]
    here = rng.choice(at)
    offset, value = rng.choice(((24, 4_000_000_000), (20, 1), (10, 99), (8, 1), (42, 7), (16, 0)))
    struct.pack_into("<H" if offset in (8, 10) else "<I", damaged, here + offset, value)
    return bytes(damaged)


# The parts.


def part_damaged(content: bytes, rng: Random) -> bytes:
    """Bytes changed in a part, which is then packed whole."""
    parts = unpacked(content)
    name = rng.choice(list(parts))
    damaged = bytearray(parts[name] or b" ")
    for _ in range(rng.randint(1, 8)):
        damaged[rng.randrange(len(damaged))] = rng.choice(b"<>&\"'/\0 \xff1aA")
    parts[name] = bytes(damaged)
    return packed(parts)


def part_gone(content: bytes, rng: Random) -> bytes:
    """A part is missing, empty, another's, or under another name."""
    parts = unpacked(content)
    name, other = rng.choice(list(parts)), rng.choice(list(parts))
    match rng.randrange(4):
        case 0:
            del parts[name]
        case 1:
            parts[name] = b""
        case 2:
            parts[name], parts[other] = parts[other], parts[name]
        case _:
            parts[f"{name}x"] = parts.pop(name)
    return packed(parts)


def part_in_another_writing(content: bytes, rng: Random) -> bytes:
    """A part in UTF-16, in GBK, or with a wrong name of its encoding."""
    parts = unpacked(content)
    name = rng.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    text = parts[name].decode()
    code, said = rng.choice((("utf-16", "UTF-16"), ("gb18030", "GBK"), ("utf-8", "nonsense"), ("utf-8", "UTF-32")))
    parts[name] = text.replace('encoding="UTF-8"', f'encoding="{said}"').encode(code, "replace")
    return packed(parts)


def document_type(content: bytes, rng: Random) -> bytes:
    """A part declares entities: one that swells, one that fetches a file."""
    parts = unpacked(content)
    name = rng.choice([name for name in parts if name.endswith(".xml")])
    swelling = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "甲" * 100}">' for n in range(9))
    entities = rng.choice((swelling, '<!ENTITY e8 SYSTEM "file:///etc/passwd">')).encode()
    body = re.sub(rb"^<\?xml.*?\?>\s*", b"", parts[name], flags=re.S)
    parts[name] = b"<!DOCTYPE a [" + entities + b"]>" + _VALUE.sub(rb"<\1>&e8;</\1>", body, count=3)
    return packed(parts)


def nested_deep(content: bytes, rng: Random) -> bytes:
    """Elements inside one another, thousands deep."""
    parts = unpacked(content)
    name, deep = rng.choice([name for name in parts if name.endswith(".xml")]), rng.choice((300, 5000, 100_000))
    parts[name] = re.sub(rb"(</[A-Za-z:]+>\s*)$", b"<a>" * deep + b"</a>" * deep + rb"\1", parts[name])
    return packed(parts)


def swollen(content: bytes, rng: Random) -> bytes:
    """A part that unpacks to very much."""
    parts = unpacked(content)
    filler = rng.choice((b" ", b"<a/>", b"<si><t>a</t></si>", b"<row/>", "甲".encode()))
    name = rng.choice(("xl/sharedStrings.xml", "xl/styles.xml", *_sheets(parts)))
    parts[name] = parts.get(name, b"<sst></sst>") + filler * rng.choice((20_000, 500_000))
    return packed(parts)


def besides(content: bytes, rng: Random) -> bytes:
    """Macros, links to elsewhere, other files inside."""
    more = (
        "xl/vbaProject.bin",
        "xl/externalLinks/externalLink1.xml",
        "xl/embeddings/a.docx",
        "xl/activeX/a.bin",
        "a.zip",
    )
    return packed(
        unpacked(content) | {rng.choice(more): rng.choice((b"", b"<a/>", b"\xd0\xcf\x11\xe0", rng.randbytes(50)))}
    )


# What stands in them.


def attribute_changed(content: bytes, rng: Random) -> bytes:
    """Attributes with values that nobody expects, or gone."""
    parts = unpacked(content)
    name = rng.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    for _ in range(rng.randint(1, 5)):
        found = rng.choice(list(_ATTRIBUTE.finditer(parts[name])))
        value = escape(rng.choice(NASTY), {'"': "&quot;"}).encode()
        said = b"" if rng.random() < 0.2 else b" " + found[1] + b'="' + value + b'"'
        parts[name] = parts[name][: found.start()] + said + parts[name][found.end() :]
    return packed(parts)


def value_changed(content: bytes, rng: Random) -> bytes:
    """Values, texts and formulas that nobody expects."""
    parts = unpacked(content)
    holding = [name for name in parts if _VALUE.search(parts[name])]
    name = rng.choice(holding)
    for _ in range(rng.randint(1, 12)):
        found = rng.choice(list(_VALUE.finditer(parts[name])))
        said = escape(rng.choice(NASTY)).encode("utf-8", "replace")
        parts[name] = parts[name][: found.start(2)] + said + parts[name][found.end(2) :]
    return packed(parts)


@_on_a_sheet
def cells_moved(sheet: bytes, rng: Random) -> bytes:
    """Cells in far columns and rows, twice in one place, in rows that say another number."""
    for _ in range(rng.randint(1, 4)):
        found = rng.choice(list(_CELL.finditer(sheet)))
        column = rng.choice((b"XFD", b"XFD", b"A", b"AA", b"B", found[1], b"ZZZ"))
        row = rng.choice((b"1048576", b"1048576", b"1", b"5000", found[2], found[2], b"0", b"9999999"))
        sheet = sheet[: found.start()] + b'<c r="' + column + row + b'"' + sheet[found.end() :]
    return sheet


@_on_a_sheet
def rows_renumbered(sheet: bytes, rng: Random) -> bytes:
    """Rows that say another number, or none."""
    chance = rng.random()
    return _ROW.sub(
        lambda found: rng.choice((b"<row", b'<row r="5"', found[0])) if rng.random() < chance else found[0], sheet
    )


@_on_a_sheet
def merged(sheet: bytes, rng: Random) -> bytes:
    """Merged ranges over whole columns, rows, the sheet; thousands of them, one over another."""
    ranges = ["A1:A1048576", "A1:XFD1", "A1:XFD1048576", "B2:B9", "C3:C3", "B5:A1", "A1", "", "A1:", "A2:K40"]
    some = [rng.choice(ranges[:6]) for _ in range(rng.choice((1, 3, 50)))]
    if rng.random() < 0.3:
        some = [f"A{n}:F{n + rng.randint(0, 40)}" for n in range(1, rng.choice((500, 20_000)))]
    if rng.random() < 0.2:
        some.append(rng.choice(ranges))
    more = "".join(f'<mergeCell ref="{one}"/>' for one in some).encode()
    return _before(b"</worksheet>", b"<mergeCells>" + more + b"</mergeCells>", sheet)


@_on_a_sheet
def blank_rows(sheet: bytes, rng: Random) -> bytes:
    """Rows of cells with borders and nothing in them."""
    count, wide = rng.choice(((300, 11), (1200, 26), (20_000, 11), (60_000, 11)))
    letters = [chr(65 + n).encode() for n in range(wide)]
    first = rng.choice((1000, 700))
    rows = b"".join(
        b'<row r="%d">' % n + b"".join(b'<c r="%s%d" s="3"/>' % (letter, n) for letter in letters) + b"</row>"
        for n in range(first, first + count)
    )
    return _before(b"</sheetData>", rows, sheet)


@_on_a_sheet
def rows_hidden(sheet: bytes, rng: Random) -> bytes:
    """Rows and columns that do not show."""
    chance = rng.random()
    return _ROW.sub(lambda found: found[0] + (b' hidden="1"' if rng.random() < chance else b""), sheet)


@_on_a_sheet
def other_looks(sheet: bytes, rng: Random) -> bytes:
    """Cells with other looks: dates, struck out, ones that there are not; other types."""
    chance = rng.random()

    def other(found: re.Match[bytes]) -> bytes:
        if rng.random() > chance:
            return found[0]
        kind = rng.choice((b"n", b"n", b"str", b"str", b"b", b"e", b"d", b"inlineStr", b"?"))
        return b'<c r="%s" s="%d" t="%s">' % (found[1], rng.choice((0, 1, 3, 7, 999)), kind)

    return re.sub(rb'<c r="([A-Z]+\d+)"[^>/]*>', other, sheet)


@_on_a_sheet
def formulas(sheet: bytes, rng: Random) -> bytes:
    """Cells whose values are worked out."""
    some = (
        b"<f>1+1</f>",
        b'<f t="shared" si="0"/>',
        b'<f t="array" ref="A1:XFD9">A1</f>',
        b"<f>[1]a!A1</f>",
        b"<f></f>",
    )
    return re.sub(
        rb"(<c [^>]*>)(?=<v)", lambda found: found[1] + (rng.choice(some) if rng.random() < 0.2 else b""), sheet
    )


def struck_out(content: bytes, rng: Random) -> bytes:
    """Fonts that strike out, runs that do."""
    parts = unpacked(content)
    styles, strings = parts.get("xl/styles.xml", b""), parts.get("xl/sharedStrings.xml", b"")
    parts["xl/styles.xml"] = styles.replace(b"<font>", b"<font><strike/>", rng.randint(0, 4))
    parts["xl/sharedStrings.xml"] = re.sub(
        rb"<si><t[^>]*>([^<]*)</t></si>",
        lambda found: (
            b"<si><r><rPr><strike/></rPr><t>" + found[1] + b"</t></r></si>" if rng.random() < 0.2 else found[0]
        ),
        strings,
    )
    return packed(parts)


def sheets_renamed(content: bytes, rng: Random) -> bytes:
    """Sheets with names that nobody expects, two with one name, hidden ones."""
    parts = unpacked(content)
    names = (
        "",
        "权力清单",
        "a" * 300,
        "a/b",
        "目录",
        "'",
        "[x]",
        "要改的地方",
        "选项",
        "甲\n乙",
        "\u202e",
        "-",
        "history",
    )

    def other(found: re.Match[bytes]) -> bytes:
        name = escape(rng.choice(names), {'"': "&quot;", "\n": "&#10;"}).encode()
        return (
            b'<sheet name="' + name + b'"' + rng.choice((b"", b"", b' state="hidden"'))
            if rng.random() < 0.5
            else found[0]
        )

    parts["xl/workbook.xml"] = re.sub(rb'<sheet name="[^"]*"', other, parts["xl/workbook.xml"])
    return packed(parts)


def rows_repeated(content: bytes, rng: Random) -> bytes:
    """The same rows again and again, below one another."""
    parts = unpacked(content)
    name = rng.choice(_sheets(parts))
    rows = re.findall(rb"<row.*?</row>", parts[name], re.S)[:40]
    times, number, more = rng.choice((2, 10)), 2000, []
    for row in rows * times:
        number += 1
        more.append(
            re.sub(rb'(<c r="[A-Z]+)\d+', rb"\g<1>%d" % number, re.sub(rb'<row r="\d+"', b'<row r="%d"' % number, row))
        )
    parts[name] = _before(b"</sheetData>", b"".join(more), parts[name])
    return packed(parts)


OPERATORS = (
    bytes_flipped, cut_off, sizes_lie, part_damaged, part_gone, part_in_another_writing, document_type, nested_deep, swollen, besides,
    attribute_changed, attribute_changed, value_changed, value_changed, cells_moved, rows_renumbered, merged, blank_rows, rows_hidden,
    other_looks, formulas, struck_out, sheets_renamed, rows_repeated,
)  # fmt: skip
