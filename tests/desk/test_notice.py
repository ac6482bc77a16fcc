"""The papers of a change: the notice and the slip, as LibreOffice opens and prints them."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Mm

from generator import record
from generator.desk.diff import notice as notices
from generator.desk.diff import slip as slips
from generator.desk.diff.comparison import Comparison, compare
from generator.desk.diff.paper import Paper
from generator.record import Record
from tests import office
from tests.desk.test_diff import PERIOD, against
from tests.qingdan import run
from tests.towns import DAY, copied, edit

ADJUSTMENT = """编号: t2026003
名称: 2026年第三次动态调整
资料性质: 官方
批准机关: 青榆县人民政府
批准文件: 青政发〔2026〕9号
公布日期: 2026-11-16
生效日期: 2026-11-18
事项:
  - 事项: q101 乡村建设规划许可证核发（农村村民使用宅基地建房）
    动作: 变更
    理由: 续签一年
    改了什么:
      - 字段: 委托书·期限
        原为: 2025-07-01 至 2028-06-30
        改为: 2025-07-01 至 2029-06-30
"""


def a_town(folder: Path) -> Path:
    """A copy of the sample town, and beside it the record as it was."""
    copied(folder / "then")
    return copied(folder / "now")


def compared(root: Path) -> tuple[Comparison, Record]:
    """A town against what it was."""
    town, _ = record.read(root)
    return compare(root.parent / "then", "文件夹“then”", root, town, DAY), town


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every paper that is looked at, printed at once: a start of LibreOffice takes seconds."""
    folder = tmp_path_factory.mktemp("papers")
    open_, covered, large = (a_town(folder / name) for name in ("open", "covered", "large"))
    for root in (open_, covered):
        edit(root, "authority/q101.yml", PERIOD, ("0000-0000239", "0000-0000240"))
    edit(open_, "responsibility/z101.yml", ("资料性质: 官方", "资料性质: 官方\n状态: 取消"))
    (covered / "powers/adjustments/t2026003.yml").write_bytes(ADJUSTMENT.encode())
    for file in sorted((large / "powers/authority").iterdir())[:16]:
        edit(large, f"authority/{file.name}", ("权限边界: ", "权限边界: 只在本镇，"))
    files = []
    for name, root in (("open", open_), ("covered", covered), ("large", large)):
        found, town = compared(root)
        for kind, content in (("notice", notices.notice(found, town)), ("slip", slips.slip(found))):
            files.append(folder / f"{name}-{kind}.docx")
            files[-1].write_bytes(content)
    files.append(folder / "full.docx")
    files[-1].write_bytes(full())
    return {pdf.stem: pdf for pdf in office.printed(files, folder)}


def full() -> bytes:
    """A page and a line of body text."""
    paper = Paper("满页", DAY)
    for _ in range(23):
        paper.line("磁" * 28)
    return paper.content()


def pages(pdf: Path) -> list[str]:
    """The words of each page, blanks taken out."""
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return ["".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def test_a_page_has_22_lines_of_28_characters(papers: dict[str, Path]) -> None:
    first, second = pages(papers["full"])
    assert first.count("磁") == 22 * 28 and second.count("磁") == 28
    done = subprocess.run(["pdftotext", "-layout", str(papers["full"]), "-"], check=True, capture_output=True)
    lines = [line.strip() for line in done.stdout.decode().splitlines() if "磁" in line]
    assert set(lines) == {"磁" * 28}


def test_pages_are_numbered_in_the_official_way(papers: dict[str, Path]) -> None:
    first, second = pages(papers["full"])
    assert first.endswith("—1—") and second.endswith("—2—")


def test_what_is_not_known_is_a_blank_that_says_so(papers: dict[str, Path]) -> None:
    text = office.words(papers["open-notice"])
    for what in ("文号", "主送机关", "批准文件", "批准机关", "施行日期", "在途件怎么办"):
        assert re.search(rf"〔〕（{what}，待填", text), what
    assert not re.search(r"〔20\d\d〕\d+号", text)  # no paper is made up


def test_the_notice_tells_what_is_adjusted_and_nothing_else(papers: dict[str, Path]) -> None:
    text = office.words(papers["open-notice"])
    for words in ("禾泉镇人民政府", "关于动态调整权责清单的公告", "变更1项，取消1项", "一、调整内容", "二、施行日期", "三、已经受理的事项", "（一）集镇道路", "2028-06-30", "2029-06-30", "2026年11月22日"):  # fmt: skip
        assert words in text, words
    assert "0000-0000240" not in text  # a telephone number is corrected without a notice


def test_what_the_adjustment_knows_is_filled_in(papers: dict[str, Path]) -> None:
    text = office.words(papers["covered-notice"])
    assert "根据青政发〔2026〕9号文件，经青榆县人民政府批准" in text
    assert "自2026年11月18日起施行" in text
    assert text.rstrip("—12").endswith("2026年11月16日")
    assert "批准文件，待填" not in text


def test_a_long_table_is_an_annex(papers: dict[str, Path]) -> None:
    found = pages(papers["large-notice"])
    assert "附件：动态调整事项表" in found[0] + found[1]
    annex = next(i for i, page in enumerate(found) if page.startswith("附件动态调整事项表"))
    assert annex and all("序号编号名称动作" in page for page in found[annex:])  # the header comes again


def test_nobody_signs_an_empty_page(papers: dict[str, Path]) -> None:
    (signed,) = [page for page in pages(papers["large-notice"]) if "禾泉镇人民政府2026年11月22日" in page]
    assert "附件：动态调整事项表" in signed


def test_the_slip_is_one_sheet_with_empty_boxes(papers: dict[str, Path]) -> None:
    for name in ("open-slip", "covered-slip", "large-slip"):
        (sheet,) = pages(papers[name])
        assert all(word in sheet for word in ("编辑", "审核", "签发"))
        assert sheet.count("姓名：") == sheet.count("意见：") == sheet.count("日期：年月日") == 3
    small, large = pages(papers["open-slip"])[0], pages(papers["large-slip"])[0]
    assert "q101" in small and "监督电话：0000-0000239→0000-0000240" in small
    assert "见附的“改了什么”" in large and "→" not in large
    assert "t20260032026年第三次动态调整（青政发〔2026〕9号）" in pages(papers["covered-slip"])[0]


def test_the_slip_tells_what_was_let_pass(tmp_path: Path) -> None:
    root = a_town(tmp_path)
    edit(root, "authority/q101.yml", PERIOD)
    edit(root, "elsewhere/p002.yml", ("备注: ", "备注: 合同13800000000号，"))
    line = run("check", root=root).stdout.partition("“隐私核对: ")[2].partition("”")[0]
    place = root / "powers/elsewhere/p002.yml"
    place.write_text(f"{place.read_text('utf-8')}隐私核对: {line.replace('为什么', '是合同编号')}\n", "utf-8")
    (table,) = docx.Document(io.BytesIO(slips.slip(compared(root)[0]))).tables
    said = {row.cells[0].text: row.cells[-1].text for row in table.rows}
    assert "elsewhere/p002.yml：放过去的是：" in said["隐私核对"] and "13800000000" not in said["隐私核对"]


def test_the_layout_is_that_of_official_papers(tmp_path: Path) -> None:
    place = tmp_path / "满页.docx"
    place.write_bytes(full())
    (section,) = docx.Document(place).sections
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [37, 35, 28, 26]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    fonts = zipfile.ZipFile(place).read("word/fontTable.xml").decode()
    assert '<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>' in fonts


def test_the_same_change_gives_the_same_bytes(tmp_path: Path) -> None:
    root = a_town(tmp_path)
    edit(root, "authority/q101.yml", PERIOD)
    assert notices.notice(*compared(root)) == notices.notice(*compared(root))
    assert slips.slip(compared(root)[0]) == slips.slip(compared(root)[0])


def test_papers_are_written_by_the_command_and_never_over_another(tmp_path: Path) -> None:
    root = a_town(tmp_path)
    edit(root, "authority/q101.yml", PERIOD)
    notice, slip = tmp_path / "公告.docx", tmp_path / "送审签.docx"
    done = against(root, "--notice", str(notice), "--slip", str(slip))
    assert done.exit_code == 1 and "写好了" in done.stderr
    assert notice.is_file() and slip.is_file()
    before = notice.read_bytes()
    slip.unlink()
    again = against(root, "--notice", str(notice), "--slip", str(slip))
    assert "已经有了" in again.stderr and notice.read_bytes() == before and not slip.exists()


def test_nobody_signs_what_cannot_be_published(tmp_path: Path) -> None:
    root = a_town(tmp_path)
    edit(root, "authority/q001.yml", ("类型: 行政许可", "类型: 许可"))
    for wanted in (["--slip", str(tmp_path / "s.docx")], ["--notice", str(tmp_path / "n.docx")], ["--adjustment"]):
        done = against(root, *wanted)
        assert done.exit_code == 1 and "q001 城市大型户外广告设置审核 有错" in done.stderr
    assert not list(tmp_path.glob("*.docx")) and not (root / "powers/adjustments/t2026003.yml").exists()


def test_there_is_no_notice_of_what_needs_none(tmp_path: Path) -> None:
    root = a_town(tmp_path)
    assert "不用起草" in against(root, "--slip", str(tmp_path / "s.docx")).stderr
    edit(root, "authority/q101.yml", ("0000-0000239", "0000-0000240"))
    done = against(root, "--notice", str(tmp_path / "n.docx"))
    assert done.exit_code == 1 and "不用公告" in done.stderr
    assert not (tmp_path / "n.docx").exists()
