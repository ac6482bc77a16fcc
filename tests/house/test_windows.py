"""A clerk's machine: a GBK console, names with Chinese characters and spaces, what Notepad and Excel leave in files."""

from __future__ import annotations

import ast
import json
import shutil
import sys
from pathlib import Path, PureWindowsPath

import click
import pytest

import generator
from generator import chinese_click, record
from generator.checked import read_and_check
from generator.cli import main
from generator.desk.fmt import job as fmt
from generator.desk.new import job as new
from generator.desk.schema import job as schema
from generator.reading.folder import unfit_for_windows
from generator.site.contents import Build
from tests.qingdan import Done, run, started
from tests.towns import DAY, ROOT, TOWN, TOWNS, copied, derived

PACKAGE = Path(generator.__file__).parent
# How each command is called on the town in `{root}`; one that is not named here says its help.
CALLS = {
    "check": ["--root", "{root}"],
    "build": ["--root", "{root}", "--site", "{root}/生成 的"],
    "serve": ["--root", "{root}", "--port", "{taken}"],
    "search": ["--root", "{root}", "身份证"],
    "list": ["--root", "{root}"],
    "fmt": ["--root", "{root}", "--check"],
    "schema": ["--root", "{root}"],
    "new": [
        "指路",
        "--root",
        "{root}",
        "名称=甲",
        "资料性质=示例",
        "说法=甲",
        "归谁办=乙",
        "依据=《义务教育法》第五条",
    ],
    "todo": ["--root", "{root}"],
    "compare": ["{root}/清单 一.xlsx", "--root", "{root}"],
    "publicity": ["export", "{root}/双公示.xlsx", "--root", "{root}"],
    "diff": ["{root}", "--root", "{root}"],
    "export": ["{root}/清单 二.xlsx", "--root", "{root}"],
    "import": ["{root}/清单 一.xlsx", "--root", "{root}"],
    "init": ["{root}/另一个 镇", "名称=样例乡", "省=四川省", "县=青榆县"],
}
RARE = "㛃𬭊"  # a name that GBK cannot write


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small town in a folder with blanks, with a name that no GBK console can show."""
    root = tmp_path_factory.mktemp("windows") / "我的 文档（1）" / "样例 镇"
    given = ["名称=样例镇", "省=四川省", "县=青榆县"]
    assert run("init", root, *given).exit_code == 0
    path = root / "powers/elsewhere/p001.yml"
    path.write_text(path.read_text("utf-8").replace("备注: ", f"备注: 所长叫{RARE}。"), "utf-8", newline="\n")
    assert run("export", root / "清单 一.xlsx", root=root).exit_code == 0
    return root


def on_gbk(*words: str | Path, cwd: Path) -> Done:
    """A command as a GBK console runs it; what it says must be GBK to the last byte."""
    return started(*words, cwd=cwd, encoding="gbk")


@pytest.mark.parametrize("command", main.commands)
def test_every_command_speaks_to_a_gbk_console(command: str, town: Path, tmp_path: Path) -> None:
    import socket

    root = tmp_path / "文件 夹"
    shutil.copytree(town, root)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        words = CALLS.get(command, ["--help"])
        done = on_gbk(command, *(word.format(root=root, taken=port) for word in words), cwd=tmp_path)
    assert "Traceback" not in done.output and "Error" not in done.output, done.output
    assert done.exit_code == (1 if command == "serve" else 0), done.output
    assert any("\u4e00" <= character <= "\u9fff" for character in done.output)


def test_what_gbk_cannot_write_stops_nothing(town: Path, tmp_path: Path) -> None:
    root = tmp_path / "a"
    shutil.copytree(town, root)
    path = root / "powers/elsewhere/p001.yml"
    path.write_text(path.read_text("utf-8").replace("多久: 60日", f"多久: {RARE}"), "utf-8")
    done = on_gbk("check", "--root", str(root), cwd=tmp_path)
    assert done.exit_code == 1 and "多久: ??" in done.output and "怎么改" in done.output


def test_the_folder_may_be_the_one_one_stands_in(town: Path) -> None:
    done = on_gbk("check", cwd=town)
    assert done.exit_code == 0, done.output
    done = on_gbk("fmt", "--check", str(Path("powers") / "town.yml"), cwd=town)
    assert done.exit_code == 0 and "看了 1 个文件" in done.output


# What Notepad and Excel leave in files.


@pytest.fixture
def from_notepad(tmp_path: Path) -> Path:
    """The sample town as Notepad saves it: line ends of two characters, a mark in front."""
    root = copied(tmp_path / "镇")
    for path in (root / "powers").rglob("*"):
        if path.suffix in (".yml", ".csv"):
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    return root


def test_line_ends_and_marks_of_notepad_change_nothing(from_notepad: Path) -> None:
    checked = read_and_check(from_notepad, DAY)
    assert checked.problems == ()
    plain, _ = record.read(TOWN)
    assert checked.record.powers == plain.powers and checked.record.ledger == plain.ledger


def test_fmt_takes_them_out_and_keeps_all_else(from_notepad: Path) -> None:
    outcomes = fmt.run(from_notepad, write=True)
    assert outcomes and not any(outcome.refused for outcome in outcomes)
    for outcome in outcomes:
        assert (from_notepad / outcome.path).read_bytes() == (TOWN / outcome.path).read_bytes(), outcome.path


def test_new_begins_beside_them(from_notepad: Path) -> None:
    kind = new.kind_called("机构")
    assert kind
    made = new.make(from_notepad, kind, ["名称=青榆县样例局", "资料性质=示例", "性质=县级部门"], DAY, None)
    content = (from_notepad / made.path).read_bytes()
    assert b"\r" not in content and not content.startswith(b"\xef\xbb\xbf")
    assert read_and_check(from_notepad, DAY).record.get(made.id)


def test_prose_with_them_is_built(town: Path, tmp_path: Path) -> None:
    root = tmp_path / "a"
    shutil.copytree(town, root, ignore=shutil.ignore_patterns(".vscode"))
    shutil.copytree(ROOT / "content", root / "content")
    for path in (root / "content").rglob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    done = run("build", root=root)
    assert done.exit_code == 0, done.output
    page = (root / "site/help/editing/index.html").read_text("utf-8")
    assert "文员怎么改</h1>" in page and "{%" not in page and "\ufeff" not in page


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_a_file_saved_in_another_encoding_is_named_not_guessed(town: Path, tmp_path: Path, encoding: str) -> None:
    root = tmp_path / "a"
    shutil.copytree(town, root)
    path = root / "powers/elsewhere/p002.yml"
    path.write_bytes(path.read_text("utf-8").encode(encoding))
    done = on_gbk("check", "--root", str(root), cwd=tmp_path)
    assert done.exit_code == 1 and "H121" in done.output and "另存为" in done.output
    assert on_gbk("fmt", "--root", root, cwd=tmp_path).exit_code == 1


# Names and paths.


def test_a_path_quoted_with_a_backslash_at_its_end_is_understood(tmp_path: Path) -> None:
    """Windows hands "D:\\镇\\" over with its closing quote."""
    (tmp_path / "镇").mkdir()
    assert chinese_click.Folder().convert(f'{tmp_path / "镇"}"', None, None) == tmp_path / "镇"
    with pytest.raises(click.BadParameter):
        chinese_click.Folder().convert(f'{tmp_path / "村"}"', None, None)


def test_a_place_with_backslashes_stands_with_slashes_in_the_editors_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class WindowsPath(type(Path())):  # type: ignore[misc]  # which class it is, is known only when it runs
        """A path that splits as Windows does."""

        def __new__(cls, *parts: str):
            return Path(*(PureWindowsPath(part).as_posix() for part in parts))

    monkeypatch.setattr(schema, "Path", WindowsPath)
    schema.run(tmp_path, r"编辑器\提示")
    assert (tmp_path / "编辑器/提示/powers.json").is_file()
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))
    assert "编辑器/提示/powers.json" in settings["yaml.schemas"]


@pytest.mark.parametrize(
    "name", ["CON", "con.yml", "Aux.txt", "com1", "a?.pdf", "表:1.pdf", "a ", "a.", r"a\b", 'a".pdf']
)
def test_names_that_windows_refuses(name: str) -> None:
    assert unfit_for_windows(name)


@pytest.mark.parametrize(
    "name", ["申请表（1）.pdf", "console.txt", "com.pdf", "com10", "a b.pdf", ".gitignore", "con1"]
)
def test_names_that_windows_takes(name: str) -> None:
    assert not unfit_for_windows(name)


@pytest.mark.skipif(sys.platform == "win32", reason="such a file cannot be there")
def test_an_attachment_that_windows_cannot_hold_is_told(root: Path) -> None:
    (root / "powers/attachments/f001/申请表:新.txt").write_text("x", "utf-8")
    _, problems = record.read(root)
    assert [(problem.code, "Windows" in problem.message) for problem in problems] == [("H301", True)]


@pytest.mark.parametrize("name", TOWNS)
def test_whatever_is_written_can_lie_on_a_windows_disk(name: str) -> None:
    """Pages and the files beside them: names that it takes, no two that differ in case alone, none too long."""
    build = Build(derived(name))
    paths = [f"{body.url}index.html" for body in build.bodies] + [path for path, _ in build.files()]
    paths += [path for path, _ in build.search()]
    assert not [path for path in paths if any(unfit_for_windows(part) for part in path.split("/"))]
    assert len({path.lower() for path in paths}) == len(paths)
    assert max(map(len, paths)) < 120


def test_what_is_fetched_can_lie_on_a_windows_disk() -> None:
    folders = ("generator", "content", "overrides", "powers", "tests/town", "tests/invalid")
    found = [path.relative_to(ROOT).as_posix() for folder in folders for path in (ROOT / folder).rglob("*")]
    assert not [path for path in found if any(unfit_for_windows(part) for part in path.split("/"))]
    assert len({path.lower() for path in found}) == len(found)


# What only this system has, or has otherwise.


def test_text_is_never_read_or_written_in_the_machines_own_way() -> None:
    """Without a word on it Windows reads GBK and writes line ends of two characters."""
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            words = {word.arg for word in node.keywords}
            # Of the names of builtins and of paths; `open` in binary says so in its second word.
            binary = any("b" in str(arg.value) for arg in node.args[1:2] if isinstance(arg, ast.Constant))
            encoded = "encoding" in words or (name != "open" and len(node.args) > (name == "write_text"))
            if name in ("read_text", "write_text") and not encoded:
                wrong.append(f"{path.name}:{node.lineno} {name}")
            if name == "open" and isinstance(node.func, ast.Name) and not binary and not encoded:
                wrong.append(f"{path.name}:{node.lineno} open")
    assert not wrong, wrong
