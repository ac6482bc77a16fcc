"""README, CONTRIBUTING, CHANGELOG and the manuals say what is so: their commands run, their paths and names exist.

A fenced block is run or compared by the words after its language:

- `sh run`            each line is run in a copy of the repository and must end with status 0
- `text output`       each of its lines appears, in order, in what the `sh run` block above printed; any number
                      stands for any other, a line `…` for whatever lies between
- `yaml write FILE`   the block becomes FILE in the copy (`text write FILE` too)
- `yaml slip FILE:N`  line N of FILE is mistyped as in the block; the next `text problem` block is the answer
- `sh check`           what proves a recipe; run by test_recipes.py, as are the worked examples (see worked.py)
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import urls
from generator.cli import main
from generator.handbook import manuals
from tests.house import worked
from tests.qingdan import options_of, run
from tests.towns import ROOT

README, CONTRIBUTING, CHANGELOG = "README.md", "CONTRIBUTING.md", "CHANGELOG.md"
MANUALS = [(manuals.FILES / f"{name}.md").relative_to(ROOT).as_posix() for name in manuals.MANUALS]
COMMANDS = MANUALS[0]


def _inline(document: str) -> list[str]:
    """What stands in backticks outside the fenced blocks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", worked.read(document), flags=re.M | re.S))


def _command_lines(document: str) -> Iterator[list[str]]:
    """Every line of code that calls qingdan, split in words."""
    lines = [line for block in worked.blocks(document) if block.language != "yaml" for line in block.text.splitlines()]
    for line in [*lines, *_inline(document)]:
        if re.search(r"\bqingdan [a-z-]", line):
            yield shlex.split(line.replace("\\", "/"), comments=True)


def _calls(document: str) -> Iterator[tuple[str, list[str]]]:
    """Each command that is named, with the options it is given; "" for an option of qingdan itself."""
    for words in _command_lines(document):
        for i, word in enumerate(words):
            if word.rpartition("/")[2] == "qingdan":
                rest = words[i + 1 :]
                command = rest[0] if rest and not rest[0].startswith("-") else ""
                yield command, [option.partition("=")[0] for option in rest if option.startswith("--")]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository as someone has it who has just fetched it."""
    return worked.copied(tmp_path_factory.mktemp("copy"))


def _words(line: str) -> list[str]:
    """What stands after `qingdan` in a line of a `sh run` block."""
    words = shlex.split(line, comments=True)
    assert words[0] == "qingdan", f"a block to run calls qingdan alone, not: {line}"
    return words[1:]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line).strip()


def _assert_shown(expected: str, printed: str) -> None:
    """Each line that is shown was printed, in this order."""
    lines = iter(_shape(line) for line in printed.splitlines())
    for line in expected.splitlines():
        if line.strip() not in ("", "…"):
            pattern = re.escape(_shape(line)).replace("…", ".*")
            assert any(re.fullmatch(pattern, actual) for actual in lines), f"“{line}” is not printed in:\n{printed}"


@pytest.mark.parametrize("document", [README, CONTRIBUTING, *MANUALS])
def test_commands_run_and_print_what_is_shown(document: str, copy: Path) -> None:
    printed = ""
    for block in worked.blocks(document):
        if (block.language, block.words) == ("sh", "run"):
            printed = ""
            for line in block.text.splitlines():
                if line.strip():
                    done = run(*_words(line), cwd=copy)
                    assert done.exit_code == 0, f"{line}\n{done.output}"
                    printed += done.stdout
        elif (block.language, block.words) == ("text", "output"):
            _assert_shown(block.text, printed)


def test_slip_is_answered_as_shown(tmp_path: Path) -> None:
    blocks = iter(worked.blocks(README))
    entry = next(block for block in blocks if block.words.startswith("write "))
    slip = next(block for block in blocks if block.words.startswith("slip "))
    problem = next(block for block in blocks if block.words == "problem")
    name = entry.words.removeprefix("write ")
    file, _, number = slip.words.removeprefix("slip ").rpartition(":")
    assert file == name
    assert entry.text == worked.read(name)  # the document says that this is all of it
    shutil.copytree(ROOT / "powers", tmp_path / "powers")
    (tmp_path / name).write_text(entry.text, "utf-8")
    good = run("check", root=tmp_path)
    assert f"{name}:" not in good.stdout, good.stdout
    lines = entry.text.splitlines()
    lines[int(number) - 1] = slip.text.rstrip("\n")
    (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")
    bad = run("check", root=tmp_path)
    assert bad.exit_code == 1
    assert problem.text in bad.stdout, bad.stdout


def test_every_command_is_in_the_manual_and_every_word_of_it_exists() -> None:
    named = {command for command, _ in _calls(COMMANDS)} - {""}
    assert named == set(main.commands)
    for document in (README, CONTRIBUTING, *MANUALS):
        for command, options in _calls(document):
            assert command == "" or command in main.commands, f"{document}: qingdan {command}"
            known = options_of(main.commands[command] if command else main)
            assert set(options) <= known, f"{document}: qingdan {command} {options}"


def test_every_option_in_backticks_exists() -> None:
    known = {option for command in main.commands.values() for option in options_of(command)} | options_of(main)
    for document in (README, CHANGELOG, *MANUALS):
        options = {word for code in _inline(document) for word in re.findall(r"(?<!\S)--[a-z-]+", code)}
        assert options <= known, f"{document}: {options - known}"


def test_every_python_module_that_is_run_exists_and_takes_its_options() -> None:
    for document in (README, CONTRIBUTING):
        for module, rest in re.findall(r"python -m (tests\.\w+)([^`\n]*)", worked.read(document)):
            base = ROOT / module.replace(".", "/")
            files = (
                sorted(base.rglob("*.py"))
                if base.is_dir()
                else [base.with_suffix(".py")] * base.with_suffix(".py").is_file()
            )
            assert files, f"{document}: {module}"
            source = "".join(file.read_text("utf-8") for file in files)
            for option in re.findall(r"--[a-z-]+", rest):
                assert f'"{option}"' in source, f"{document}: {module} {option}"


# What a path in the text may start from; the sample town has every kind of file.
BASES = ("", "generator", "tests/town/powers")


def _is_path(code: str) -> bool:
    if not re.fullmatch(r"[\w.][\w./-]*", code):
        return False
    return "/" in code or code in os.listdir(ROOT) or code.endswith((".py", ".yml", ".csv", ".md"))


def _ignored() -> set[str]:
    lines = (ROOT / ".gitignore").read_text("utf-8").split()
    return {line.strip("/") for line in lines}


@pytest.mark.parametrize("document", [README, CONTRIBUTING, CHANGELOG, *MANUALS])
def test_every_path_exists(document: str) -> None:
    paths = [re.sub(r":\d+$", "", code) for code in _inline(document)]
    paths = [path for path in paths if _is_path(path) and path.partition("/")[0] not in _ignored()]
    assert [path for path in paths if not any((ROOT / base / path).exists() for base in BASES)] == []


@pytest.mark.parametrize("document", [README, CONTRIBUTING, CHANGELOG, "SECURITY.md", *MANUALS])
def test_every_link_leads_somewhere(document: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", worked.read(document)):
        if not target.startswith("https://"):
            file, _, heading = target.partition("#")
            path = (ROOT / document).parent / file if file else ROOT / document
            assert path.exists(), f"{document}: {target}"
            headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.M) if heading else []
            assert not heading or heading in {title.replace(" ", "-").lower() for title in headings}, target


def test_the_house_is_described_as_it_stands() -> None:
    inside = {
        path.name + "/" * path.is_dir()
        for path in (ROOT / "generator").iterdir()
        if path.suffix == ".py" or any(path.rglob("*.py"))
    }
    house = worked.read(CONTRIBUTING).partition("\n## 屋子\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([\w./]+)`", house, re.M)
    assert sorted(rows) == sorted(inside - {"__init__.py", "__main__.py"})
    picture = re.search(r"^```text house\n(.*?)^```", house, re.M | re.S)
    assert picture
    drawn = {word for word in re.findall(r"[a-z_]+", picture[1].replace("powers/*.yml", ""))}
    assert drawn <= {row.removesuffix(".py").strip("/") for row in rows}


def test_the_top_level_is_described_as_it_stands() -> None:
    folders = {name for name in os.listdir(ROOT) if (ROOT / name).is_dir() and not name.startswith(".")}
    table = worked.read(README).partition("\n## 文件夹\n")[2].partition("\n## ")[0]
    rows = {name.strip("/") for name in re.findall(r"^\| `([\w.]+)/`", table, re.M)}
    assert rows == folders - _ignored()


def test_the_changelog_ends_at_this_version() -> None:
    version = tomllib.loads(worked.read("pyproject.toml"))["project"]["version"]
    newest = re.search(r"^## (\d[\d.]*)", worked.read(CHANGELOG), re.M)
    assert newest and newest[1] == version
    sections = re.findall(r"^### (.+)$", worked.read(CHANGELOG).partition(f"\n## {version}")[2], re.M)
    assert {"数据格式", "网址"} <= set(sections)


def test_the_changelog_promises_every_address_of_an_entry() -> None:
    promised = re.findall(r"`/([a-z/]+/)([a-z])\d+/`", worked.read(CHANGELOG))
    assert {letter: section for section, letter in promised} | {"r": urls.SECTIONS["r"]} == urls.SECTIONS


@pytest.mark.parametrize("document", [README, CONTRIBUTING, CHANGELOG, *MANUALS])
def test_nothing_of_one_machine(document: str) -> None:
    text = worked.read(document)
    assert not re.findall(r"(?<![\w.<])/(?:home|root|tmp|work|Users|opt|var)/|[A-Z]:\\|#\d+\b|pypi\.", text)
