"""The commands as a clerk types them: exit status, words, encodings, folders."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

import pytest

from generator import cli, reports
from generator.problem import CODES
from tests.qingdan import run, started
from tests.towns import ROOT, TOWN, copied, edit

# What may stand in Latin letters: our own names, formats, file names and keys.
NAMES = re.compile(
    r"python -m generator|--?[a-z-]+|[HPE]\d{3}|text|json|sarif|github|check|build|qingdan|powers?|town\.yml|site|UTF-8|VS Code"
    rf"|\.vscode/schema|Ctrl\+C|{'|'.join(cli.main.commands)}|\bmd\b|\.xlsx|\.docx|\.?ics\b|\bzip\b"
    r"|https?://\S+|Excel|WPS|Word|CSV|JSON|YAML|HTML|[\w./-]+\.(?:yml|csv|html|json|xlsx|docx|log)",
    re.IGNORECASE,
)


def english(text: str) -> list[str]:
    """Words in Latin letters that are nobody's name."""
    return re.findall(r"[A-Za-z]{2,}", NAMES.sub("", text))


@pytest.fixture(scope="module")
def wrong_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town with one error."""
    root = copied(tmp_path_factory.mktemp("wrong"))
    edit(root, "authority/q001.yml", ("名称: 城市", "名称：城市"))
    return root


def test_a_record_that_holds_ends_with_0() -> None:
    done = started("check", root=TOWN)
    assert done.exit_code == 0, done.output
    assert done.output.strip().endswith("0 处错误，0 处提醒")


def test_a_record_with_errors_ends_with_1(wrong_town: Path) -> None:
    done = started("check", root=wrong_town)
    assert done.exit_code == 1
    assert "powers/authority/q001.yml:2:3 错误 H125" in done.output
    assert done.output.strip().splitlines()[-1].startswith("检查了 ")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("chek",),
        ("check", "--rot", "x"),
        ("check", "--root"),
        ("check", "--root", "没有的文件夹"),
        ("check", "--as-of", "2026-2-30"),
        ("check", "--as-of", "明天"),
        ("check", "--format", "xml"),
        ("check", "多余的"),
        ("check", "--explain", "H9"),
        ("build", "--format", "json"),
        ("build", "--site", str(ROOT / "README.md")),
        ("serve", "--port", "x"),
        ("serve", "--port", "99999"),
        ("list", "没有的种类"),
        ("fmt", "--chek"),
        ("export", "清单.csv"),
        ("export", "没有的文件夹/清单.xlsx"),
        ("export", "清单.xlsx", "没有的种类"),
        ("import", "没有.xlsx"),
        ("import", str(ROOT)),
        ("diff", "--slip", "送审签"),
        ("diff", "--out", str(ROOT)),
        ("todo", "--out", "待办.docx"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_in_chinese(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2, done.output
    assert not english(
        done.output.replace("chek", "").replace("xml", "").replace("README.md", "").replace(str(ROOT), "")
    )
    assert "Traceback" not in done.output


def test_it_goes_by_the_name_it_was_started_by() -> None:
    done = started("check", "--rot", "x")
    assert done.exit_code == 2 and "看说明：python -m generator check --help" in done.stderr and not done.stdout


@pytest.mark.parametrize(
    "arguments",
    [("import", "a.xlsx"), ("export", "a.xlsx"), ("list",), ("diff",), ("todo",), ("new", "机构")],
    ids=" ".join,
)
def test_where_there_is_no_record_it_says_so(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    done = run(*arguments, cwd=tmp_path)
    assert done.exit_code == 1 and "没有 powers 文件夹" in done.output and "Traceback" not in done.output
    assert (tmp_path / "a.xlsx").read_bytes() == b"PK"


def test_what_goes_wrong_in_the_program_itself_is_no_fault_of_the_clerks(monkeypatch, capsys) -> None:
    monkeypatch.setattr(cli, "main", lambda: 1 / 0)
    monkeypatch.setattr("os._exit", sys.exit)
    with pytest.raises(SystemExit) as end:
        cli.run()
    assert end.value.code == 1 and "不是您写错了" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["", *cli.main.commands])
def test_help_is_chinese(command: str) -> None:
    done = run(*([command] if command else []), "--help")
    assert done.exit_code == 0
    assert done.output.startswith("用法：")
    assert not english(done.output), english(done.output)


@pytest.mark.parametrize("number", CODES)
def test_every_code_is_explained(number: str) -> None:
    lines = reports.explain(number)
    assert number in lines and "保护谁：" in lines and "程度：" in lines
    assert not set(english(lines)) - {
        "Tab",
        "PDF",
        "Word",
        "attachments",
        "GB",
        "KB",
        "ANSI",
        "laws",
        "documents",
        "departments",
    }


def test_explain_prints_a_code() -> None:
    done = run("check", "--explain", "h106")
    assert done.exit_code == 0 and "同一格不能写两次" in done.output


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_other_forms_are_one_object(wrong_town: Path, form: str) -> None:
    done = run("check", "--format", form, root=wrong_town)
    assert done.exit_code == 1
    body = json.loads(done.stdout)
    assert body["结论"].endswith("提醒") if form == "json" else body["version"] == "2.1.0"


def test_marks_for_the_code_host(wrong_town: Path) -> None:
    done = run("check", "--format", "github", root=wrong_town)
    assert done.output.startswith("::error file=powers/authority/q001.yml,line=2,")


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_a_console_of_any_encoding_stops_nothing(wrong_town: Path, encoding: str) -> None:
    done = started("check", root=wrong_town, encoding=encoding)
    assert done.exit_code == 1, done.stderr
    assert "H125" in done.stdout
    if encoding == "gbk":
        assert "冒号是全角的" in done.output


def test_from_another_folder(tmp_path: Path) -> None:
    assert run("check", cwd=tmp_path, root=TOWN).exit_code == 0
    assert run("check", cwd=TOWN).exit_code == 0
    assert run("check", "--root", TOWN.relative_to(ROOT), cwd=ROOT).exit_code == 0


def test_without_a_record(tmp_path: Path) -> None:
    done = run("check", cwd=tmp_path)
    assert done.exit_code == 1
    assert "H300" in done.output and "0 个文件" in done.output
    (tmp_path / "powers").mkdir()
    assert "town.yml" in run("check", cwd=tmp_path).output
    assert run("build", cwd=tmp_path).exit_code == 1
    assert not (tmp_path / "site").exists()


def test_build_and_what_an_error_leaves(tmp_path: Path, wrong_town: Path) -> None:
    site = tmp_path / "公开 网站"
    done = run("build", "--site", site, root=TOWN)
    assert done.exit_code == 0, done.output
    for page in ("", "authority/", "authority/q001/", "services/f001/", "enforcement/", "completeness/"):
        assert (site / page / "index.html").is_file(), page
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    done = run("build", "--site", site, root=wrong_town)
    assert done.exit_code == 1
    assert "原来的网站没有动" in done.output
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert {path.name for path in tmp_path.iterdir()} == {site.name, ".qingdan"}


def test_search_says_what_the_page_would(tmp_path: Path) -> None:
    done = run("search", "--format", "json", "--limit", "3", "盖房子", root=TOWN)
    found = json.loads(done.stdout)
    assert done.exit_code == 0 and 1 <= len(found) <= 3
    assert all(set(one) == {"编号", "名称", "清单", "状态", "url", "score", "why", "sure"} for one in found)
    assert {"f003", "y002"} & {one["编号"] for one in found}, found
    assert [one["score"] > 0 for one in found] == [True] * len(found)


def test_search_finds_nothing_and_says_so() -> None:
    done = run("search", "龘靐齉", root=TOWN)
    assert done.exit_code == 0 and "没有找到" in done.output


def test_search_on_a_console_of_gbk_shows_what_it_can() -> None:
    done = started("search", "户外广告", root=TOWN, encoding="gbk")
    assert done.exit_code == 0 and "户外广告" in done.output


def test_search_without_its_interpreter_says_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "quickjs.py").write_text("raise ImportError\n", "utf-8")
    done = started("search", "低保", root=TOWN, before=tmp_path)
    assert done.exit_code == 1 and "qingdan[desk]" in done.output and "Traceback" not in done.output


def test_search_refuses_a_record_with_errors(wrong_town: Path) -> None:
    done = run("search", "低保", root=wrong_town)
    assert done.exit_code == 1 and "先改好再搜" in done.output


@pytest.mark.parametrize("words", ["import 清单.xlsx", "diff {old} --slip 签.docx"])
def test_what_needs_more_installed_says_what(tmp_path: Path, words: str) -> None:
    """Without the extra for clerks a command says how to get it; nothing else fails."""
    for library in ("openpyxl", "docx", "python_calamine"):
        missing = f"raise ModuleNotFoundError(name={library!r})\n"
        (tmp_path / f"{library}.py").write_text(missing, "utf-8")
    old = copied(tmp_path / "old")
    edit(old, "authority/q001.yml", ("备注: ", "备注: 改过。"))
    (tmp_path / "清单.xlsx").write_bytes(b"PK")
    done = started(*words.format(old=old).split(), root=TOWN, cwd=tmp_path, before=tmp_path)
    assert done.exit_code == 1 and "qingdan[desk]" in done.output and "Traceback" not in done.output, done.output


def test_a_code_host_hears_where_a_file_lies_in_the_repository(tmp_path: Path) -> None:
    """The town lies in a folder of the repository that is checked: annotations and SARIF name files from its top."""
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    town = copied(tmp_path / "towns" / "禾泉 镇")
    edit(town, "authority/q001.yml", ("名称:", "名字:"))
    for place, folder in ((town, "towns/禾泉 镇/"), (copied(tmp_path.parent / f"{tmp_path.name}-alone"), "")):
        edit(place, "authority/q002.yml", ("名称:", "名字:"))
        said = run("check", "--format", "github", root=place).stdout
        assert f"file={folder}powers/authority/q002.yml,line=" in said, said
        told = json.loads(run("check", "--format", "sarif", root=place).stdout)["runs"][0]
        uris = {
            place["physicalLocation"]["artifactLocation"]["uri"]
            for one in told["results"]
            for place in one["locations"]
        }
        assert f"{quote(folder)}powers/authority/q002.yml" in uris
        driver = told["tool"]["driver"]
        assert driver["version"] == metadata.version("qingdan")
        assert driver["informationUri"] == "https://www.example.gov.cn/hequan/help/codes/"
    assert (
        "文件" in run("check", "--format", "json", root=town).stdout and "towns" not in run("check", root=town).stdout
    )
