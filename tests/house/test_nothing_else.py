"""A build reads the town and writes the site: no network, no process but git, no link followed out, nothing elsewhere.

Python tells a hook of everything that a process asks of the system (PEP 578); the processes that a build shares its
work out to have the same hook.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.qingdan import started
from tests.towns import DAY, ROOT, copied

# Runs a command and writes what it asked for, a line each, to a file that was open before.
WATCHED = """
import json, os, sys
told = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
PATHS = {
    "os.mkdir": 1, "os.rmdir": 1, "os.remove": 1, "os.rename": 2, "os.link": 2, "os.symlink": 2, "os.truncate": 1, "os.chmod": 1,
    "os.chown": 1, "os.utime": 1, "shutil.rmtree": 1, "shutil.move": 2, "os.setxattr": 1, "os.mkfifo": 1,
}
PROCESSES = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn", "os.startfile", "os.startfile/2")


def hook(event, arguments):
    if event == "open":
        path, _, flags = arguments
        if isinstance(path, int):
            return
        what = "write" if isinstance(flags, int) and flags & WRITING else "read"
        said = [os.fsdecode(path)]
    elif event in PATHS:
        what, said = "write", [os.fsdecode(one) for one in arguments[: PATHS[event]] if isinstance(one, (str, bytes, os.PathLike))]
    elif event == "shutil.copyfile":
        what, said = "write", [os.fsdecode(arguments[1])]
    elif event in PROCESSES:
        what, said = "process", [str(arguments[0])]
    elif event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")):
        what, said = "network", [event, repr(arguments[1:])]
    else:
        return
    os.write(told, (json.dumps([what, *said, os.getcwd()]) + "\\n").encode())


sys.addaudithook(hook)
from generator.cli import run
sys.argv[0] = "qingdan"
run()
"""


def watched(folder: Path, *words: str) -> list[list[str]]:
    """What a command of qingdan asked of the system: a word for what, the paths or names, the folder it was in."""
    said = folder / "asked.jsonl"
    environment = os.environ | {
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(_temporary(folder)),
    }
    _temporary(folder).mkdir()
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(said), *words], check=False, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=120
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return [json.loads(line) for line in said.read_text("utf-8").splitlines()]


def _temporary(folder: Path) -> Path:
    """What stands for the system's folder for what is temporary."""
    return folder.parent / f"{folder.name}-temporary"


def below(path: str, folder: Path) -> bool:
    """Whether a path, its links followed, lies in a folder or is it."""
    return Path(os.path.realpath(path)).is_relative_to(folder.resolve())


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[list[str]]]:
    """The folder in which the sample town, kept by git, was built, and what that asked for."""
    folder = tmp_path_factory.mktemp("built")
    copied(folder)
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@b.cn", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)
    return folder, watched(folder, "build", "--as-of", DAY.isoformat())


def test_no_network(asked: tuple[Path, list[list[str]]]) -> None:
    assert [one for one in asked[1] if one[0] == "network"] == []


def test_no_process_but_git(asked: tuple[Path, list[list[str]]]) -> None:
    assert {Path(one[1]).stem for one in asked[1] if one[0] == "process"} <= {"git"}


def test_no_write_outside(asked: tuple[Path, list[list[str]]]) -> None:
    """Written is the site, what is kept beside it, the system's folder for what is temporary; never the record."""
    folder, said = asked
    written = {os.path.join(one[-1], path) for one in said if one[0] == "write" for path in one[1:-1]}
    allowed = [*folder.glob("site"), *folder.glob(".qingdan"), _temporary(folder), Path(os.devnull)]
    outside = {path for path in written if not any(below(path, place) for place in allowed)}
    outside = {
        path for path in outside if path != str(folder) and not path.startswith(f"{folder}/.site.")
    }  # made aside, then put in place
    # Memory that the processes share has a name in the system for a moment (multiprocessing.heap).
    assert {path for path in outside if not path.startswith("/dev/shm/pym-")} == set()
    assert (folder / "site" / "index.html").is_file()


def test_only_what_belongs_to_it_is_read(asked: tuple[Path, list[list[str]]]) -> None:
    """Read is the town, the program and its libraries, what the system tells of itself."""
    folder, said = asked
    read = {os.path.join(one[-1], path) for one in said if one[0] == "read" for path in one[1:-1]}
    known = [
        folder,
        ROOT,
        *map(Path, {sys.prefix, sys.base_prefix}),
        Path("/usr"),
        Path("/etc"),
        Path("/proc"),
        Path("/dev"),
        Path("/sys"),
        Path("/lib"),
    ]
    strange = {path for path in read if not any(below(path, place) for place in [*known, _temporary(folder)])}
    assert strange == set()
    private = {
        path
        for path in read
        if Path(path).name in ("passwd", "shadow", ".gitconfig", ".netrc", "id_rsa", ".bash_history")
    }
    assert private == set()


def _prose(folder: Path) -> Path:
    """A page of a town's own prose."""
    (folder / "content").mkdir()
    (folder / "content/index.md").write_text("# 说明\n\n文字。\n", "utf-8")
    return folder / "content"


@pytest.mark.parametrize(
    "link", ["content/secret.md", "content/aside", "content/round", "overrides/partials/footer.html"]
)
def test_no_link_is_followed_out(tmp_path: Path, link: str) -> None:
    """A link in a copied folder would publish what lies elsewhere on the disk."""
    town, elsewhere = tmp_path / "town", tmp_path / "elsewhere"
    copied(town)
    _prose(town)
    elsewhere.mkdir()
    (elsewhere / "a.md").write_text("# 别处\n\n不能公开的话。\n", "utf-8")
    (elsewhere / "footer.html").write_text("不能公开的话", "utf-8")
    target = {
        "secret.md": elsewhere / "a.md",
        "aside": elsewhere,
        "round": town / "content",
        "footer.html": elsewhere / "footer.html",
    }
    (town / link).parent.mkdir(parents=True, exist_ok=True)
    (town / link).symlink_to(target[link.rpartition("/")[2]])
    done = started("build", "--as-of", DAY.isoformat(), cwd=town)
    assert done.exit_code == 1 and link in done.output and "是一个链接" in done.output
    assert not (town / "site").exists()
