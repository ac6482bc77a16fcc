"""Every flaw of an attachment is found, what is right is read, and nothing in a file can harm who reads it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from generator import processes
from generator.attachments import flaw, looking, packed
from generator.attachments.flaw import Wrong
from generator.privacy import telling
from tests import overlay
from tests.privacy import papers
from tests.privacy.papers import docx, paragraph, pdf, table, xlsx

MOBILE, ID = "13800000000", "370000190001010002"


def wrong(name: str, content: bytes) -> list[Wrong]:
    """The kinds of what is wrong with an attachment."""
    return [one.kind for one in looking.look(name, content).flaws]


def told(name: str, content: bytes) -> list[str]:
    """The codes of what an attachment gives away."""
    return sorted(one.code.number for one in telling.in_attachment(name, looking.look(name, content)))


def _described(xmp: bytes) -> bytes:
    """A .jpg with a description in XML."""
    block = b"http://ns.adobe.com/xap/1.0/\0" + xmp
    return b"\xff\xd8\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block + b"\xff\xda\0\x02\xff\xd9"


def _linked_book() -> bytes:
    """A workbook that has another program work something out (DDE)."""
    with zipfile.ZipFile(io.BytesIO(xlsx({"a": [["b"]]}))) as file:
        parts: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    return papers.packed(parts | {"xl/externalLinks/externalLink1.xml": "<externalLink><ddeLink/></externalLink>"})


@pytest.mark.parametrize(("case", "code", "name", "content"), papers.FLAWED, ids=[one[0] for one in papers.FLAWED])
def test_the_cases_are_what_the_tests_make(case: str, code: str, name: str, content: bytes) -> None:
    """The files of tests/invalid are made here; how a zip is packed differs from one machine to the next."""
    place = overlay.INVALID / case / "powers/attachments/f001" / name
    assert code in (overlay.INVALID / case / "expected.txt").read_text("utf-8")
    if content.startswith(b"PK"):
        assert _parts(place.read_bytes()) == _parts(content)
    else:
        assert place.read_bytes() == content
    assert place.stat().st_size < 8_000


def _parts(content: bytes) -> dict[str, bytes]:
    import io

    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", "申请表".encode(), "申请表"),
        ("a.txt", "申请表".encode("gb18030"), "申请表"),
        ("A.DOCX", docx(), papers.SAYS),
        ("a.xlsx", xlsx({"表": [["事项", "次数"]]}), "事项"),
        ("a.pdf", pdf("FORM"), "FORM"),
        ("a.csv", "甲,乙\n".encode(), "甲"),
    ],
)
def test_what_is_right_is_read(name: str, content: bytes, text: str) -> None:
    look = looking.look(name, content)
    assert not look.flaws
    assert text in "\n".join(
        [*(said for _, said in look.texts), *(cell for _, rows in look.tables for r in rows for cell in r)]
    )


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.html", b"<p>", Wrong.RUNS),
        ("a.js", b"a()", Wrong.RUNS),
        ("a.exe", b"MZ", Wrong.RUNS),
        ("a.zip", b"PK\x03\x04", Wrong.KIND),
        ("a", b"a", Wrong.KIND),
        ("a.txt", b"", Wrong.KIND),
        ("a.txt", b"<!DOCTYPE html><script>", Wrong.KIND),
        ("a.txt", b"\xef\xbb\xbf  <svg onload=a()>", Wrong.KIND),
        ("a.txt", b"a\0b", Wrong.KIND),
        ("a.jpg", b"GIF89a", Wrong.KIND),
        ("a.docx", xlsx({"a": [["b"]]}), Wrong.KIND),
        ("a.xlsx", docx(), Wrong.KIND),
        ("a.docx", b"PK\x03\x04 broken", Wrong.KIND),
        ("a.xlsm", xlsx({"a": [["b"]]}), Wrong.MACRO),
        ("a.doc", b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le"), Wrong.MACRO),
        ("a.docx", docx(word__embeddings__a_DOT_bin=b"ole"), Wrong.RUNS),
        ("a.docx", docx(word__embeddings__a_DOT_docx=b"PK"), Wrong.RUNS),
        ("a.docx", docx(word__a_DOT_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), Wrong.RUNS),
        ("a.pdf", pdf("F", "<</S/Launch/F(a.exe)>>", catalog="/OpenAction 6 0 R"), Wrong.RUNS),
        (
            "a.pdf",
            pdf("F", "<</Type/Filespec/EF<</F 7 0 R>>>>", "<<>>", catalog="/Names<</EmbeddedFiles 6 0 R>>"),
            Wrong.RUNS,
        ),
        ("a.pdf", pdf(info="/Author(Shi Yangli)"), Wrong.AUTHOR),
        ("a.docx", docx(word__comments_DOT_xml="<a/>"), Wrong.CHANGES),
        (
            "a.xlsx",
            xlsx({"表": [["甲", "乙"]]}, columns='<cols><col min="2" max="2" hidden="1"/></cols>'),
            Wrong.HIDDEN,
        ),
        ("a.docx", docx("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>底</w:t></w:r></w:p>"), Wrong.HIDDEN),
        ("a.jpg", papers.jpeg(papers._exif(papers.ARTIST)), Wrong.AUTHOR),
        ("a.jpg", _described(b"<x:xmpmeta><exif:GPSLatitude>36,1N</exif:GPSLatitude></x:xmpmeta>"), Wrong.PLACE),
        ("a.jpg", _described(b"<x:xmpmeta><dc:creator>a</dc:creator></x:xmpmeta>"), Wrong.AUTHOR),
        ("a.docx", docx("<w:p><w:r><w:instrText> DDEAUTO c:\\\\a.exe </w:instrText></w:r></w:p>"), Wrong.RUNS),
        ("a.docx", docx('<w:p><w:fldSimple w:instr="INCLUDEPICTURE http://a.cn/b"/></w:p>'), Wrong.RUNS),
        ("a.docx", docx(word__a_DOT_mht=b"MIME-Version: 1.0"), Wrong.RUNS),
        ("a.xlsx", _linked_book(), Wrong.RUNS),
        ("a.doc", b"\xd0\xcf\x11\xe0", Wrong.UNREAD),
        ("a.pdf", b"%PDF-1.4 broken", Wrong.UNREAD),
    ],
)
def test_each_flaw_is_found(name: str, content: bytes, kind: Wrong) -> None:
    assert kind in wrong(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", docx("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>不藏</w:t></w:r></w:p>")),
        ("a.docx", docx(author="python-docx")),
        ("a.docx", docx(word__footnotes_DOT_xml="<a/>")),
        ("a.xlsx", xlsx({"a": [["b"]]}, columns='<cols><col min="1" max="1" width="9"/></cols>')),
        ("a.pdf", pdf(info="/Author(Microsoft Word)")),
    ],
)
def test_what_is_usual_is_no_flaw(name: str, content: bytes) -> None:
    assert wrong(name, content) == []


def test_what_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "LARGEST", 1000)
    (tmp_path / "a.txt").write_bytes(b"a" * 1001)
    assert [one.kind for one in looking.look_at(tmp_path / "a.txt").flaws] == [Wrong.SIZE]
    assert wrong("a.txt", b"a" * 1001) == [Wrong.SIZE] and wrong("a.txt", b"a" * 1000) == []
    assert flaw.LARGEST == 20 * 1024 * 1024


def test_what_a_part_says_of_its_size_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_OF_A_PART", 100)
    assert wrong("a.docx", docx("<w:p/>" * 1000)) == [Wrong.SIZE]


@pytest.mark.parametrize(("limit", "value"), [("MOST_PARTS", 3), ("MOST_UNPACKED", 600), ("DEEPEST", 4)])
def test_every_limit_holds(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert wrong("a.docx", docx()) == []
    monkeypatch.setattr(packed, limit, value)
    assert wrong("a.docx", docx()) == [Wrong.SIZE]


@pytest.mark.parametrize(
    ("name", "content", "codes"),
    [
        ("a.txt", f"联系人{MOBILE}".encode(), ["H732"]),
        ("a.docx", docx(paragraph(f"打{MOBILE}")), ["H732"]),
        ("a.docx", docx("<w:p><w:r><w:t>1380</w:t></w:r><w:r><w:t>0000000</w:t></w:r></w:p>"), ["H732"]),
        ("a.docx", docx(table([["联系电话", MOBILE]])), ["H732"]),
        ("a.docx", docx(table([["号码", *ID]])), ["H731"]),
        ("a.docx", docx(word__header1_DOT_xml=f"<a xmlns:w='x'><w:t>{MOBILE}</w:t></a>"), ["H732"]),
        ("a.xlsx", xlsx({"表": [["号", MOBILE]]}), ["H732"]),
        (
            "a.xlsx",
            xlsx({"表": [["姓名", "身份证号"], ["石样例", "123456789012345"], ["林样例", ""]]}),
            ["H731", "H736"],
        ),
        ("a.pdf", pdf(f"TEL {MOBILE}"), ["H732"]),
        ("a.csv", "姓名,年龄\n石样例,62\n林样例,60\n".encode(), ["H736"]),
        ("a.txt", "姓名    住址\n石样例    样例村\n林样例    样例村\n".encode(), ["H736"]),
        (f"{MOBILE}.txt", b"a", ["H732"]),
        ("a.txt", "申请人家住样例村3组".encode(), ["H737"]),
        ("a.txt", "住址：____________ 出生年月：______ 健康证明一份".encode(), []),
        ("a.docx", docx(table([["姓名", "身份证号"], ["", ""], ["", ""]])), []),
    ],
)
def test_what_an_attachment_gives_away_is_told(name: str, content: bytes, codes: list[str]) -> None:
    assert told(name, content) == codes


def test_a_telephone_that_is_a_number_in_excel_is_read() -> None:
    content = xlsx({"表": [["甲"]]})
    number = papers.packed(
        {
            name: part.replace(b't="inlineStr"><is><t>\xe7\x94\xb2</t></is>', b"><v>1.38E10</v>")
            for name, part in _parts(content).items()
        }
    )
    assert told("a.xlsx", number) == ["H732"]


def test_a_place_in_the_attachment_is_named_and_no_number_whole() -> None:
    look = looking.look("a.xlsx", xlsx({"名单": [["姓名", "手机"], ["石样例", MOBILE], ["林样例", MOBILE]]}))
    messages = [one.message for one in telling.in_attachment("a.xlsx", look)]
    assert messages == ["工作表“名单”：“138…00”是手机号", "工作表“名单”：像是一张名单，2个人，姓名旁边有“手机”"]


def test_a_file_that_did_not_change_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "a.txt"
    place.write_bytes(b"a")
    assert looking.look_at(place) is looking.look_at(place)
    place.write_bytes("找13800000000".encode())
    assert looking.look_at(place).texts == [("", "找13800000000")]
    place.unlink()
    assert [one.kind for one in looking.look_at(place).flaws] == [Wrong.UNREAD]


def test_many_are_looked_at_by_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large town's forms would else be read one after another."""
    places = [tmp_path / f"{number}.docx" for number in range(looking._MANY)]
    for number, place in enumerate(places):
        place.write_bytes(docx(paragraph(f"第{number}张表")))
    (tmp_path / "0.docx").write_bytes(docx(author="石样例"))
    shared: list[int] = []
    share = processes.share

    def counted(tasks: Sequence[Callable[[], object]]) -> list[object]:
        shared.append(len(tasks))
        return share(tasks)

    monkeypatch.setattr(processes, "share", counted)
    looking.learn([*places, tmp_path / "gone.docx"])
    assert shared == [looking._SHARES]
    monkeypatch.setattr(looking, "look", lambda *_: pytest.fail("each was looked at already"))
    assert [looking.look_at(place).texts[0][1].strip() for place in places[1:]] == [
        f"第{n}张表" for n in range(1, len(places))
    ]
    assert [one.kind for one in looking.look_at(places[0]).flaws] == [Wrong.AUTHOR]
    looking.learn(places)
    assert shared == [looking._SHARES], "nothing is new"


def test_of_each_sort_of_flaw_there_is_a_fixture() -> None:
    """And no more of them are remembered than there is room for."""
    codes = {code for _, code, _, _ in papers.FLAWED}
    assert codes >= {f"H77{number}" for number in range(1, 10)}
    assert len(looking._known) <= looking._REMEMBERED
