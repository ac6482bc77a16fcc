"""The record as it was: from a revision of the version control, or from a folder kept aside.

In: the town's folder and what the clerk asked for. Out: a folder that holds the powers/ of then, and what
to call it. Used by `commands.changes`; only it calls git.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator import ledger
from generator.folder import FOLDER

LEDGER = f"{FOLDER}/published.csv"
_WHAT_ELSE = "也可以给一个文件夹：以前存的、里面有 powers 的那个。"


class NoEarlier(Exception):
    """There is no earlier record to compare with; its text is for the clerk."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier record: the folder that holds its powers/, what it is called."""

    root: Path
    name: str


@contextmanager
def record(root: Path, asked: str | None) -> Iterator[Earlier]:
    """What was asked for; without asking what was last published, else what was last committed.

    Raises `NoEarlier` where there is no such thing.
    """
    if asked and (Path(asked) / FOLDER).is_dir():
        yield Earlier(Path(asked), f"文件夹“{asked}”")
        return
    if asked and Path(asked).is_dir():
        raise NoEarlier(f"“{asked}”里没有 powers 文件夹，没法比")
    revision = _commit(root, asked or _last_published(root) or "HEAD")
    with tempfile.TemporaryDirectory(prefix="qingdan-", ignore_cleanup_errors=True) as folder:
        _unpack(_git(root, "archive", "--format=tar", revision, "--", FOLDER), Path(folder))
        said = _git(root, "show", "-s", "--format=%h（%cs）", revision).decode(errors="replace").strip()
        yield Earlier(Path(folder), f"提交 {said}")


def _last_published(root: Path) -> str:
    """The commit that last changed the ledger, where that has rows."""
    place = root / LEDGER
    if not place.is_file() or not ledger.read(place.read_bytes())[0]:
        return ""
    return _git(root, "log", "-1", "--format=%H", "--", LEDGER).decode().strip()


def _commit(root: Path, revision: str) -> str:
    if _run(root, "rev-parse", "--is-inside-work-tree").returncode:
        raise NoEarlier(f"这个文件夹不在版本库里，没有以前的记录可比。{_WHAT_ELSE}")
    found = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise NoEarlier(
            "版本库里还没有提交过，没有以前的记录可比。" + _WHAT_ELSE
            if revision == "HEAD"
            else f"版本库里没有“{revision}”这个版本，也没有叫这个名字的文件夹。{_WHAT_ELSE}"
        )
    commit = found.stdout.decode().strip()
    if not _git(root, "ls-tree", "--name-only", commit, "--", f"{FOLDER}/"):
        raise NoEarlier(f"“{revision}”这个版本里没有 powers 文件夹，没法比。{_WHAT_ELSE}")
    return commit


def _git(root: Path, *words: str) -> bytes:
    done = _run(root, *words)
    if done.returncode:
        raise NoEarlier(f"版本库读不出来，可能正被别的程序用着，过一会儿再试。{_WHAT_ELSE}")
    return done.stdout


def _run(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        # What was committed comes out byte for byte, whatever this machine does to line ends.
        return subprocess.run(  # noqa: PLW1510  (the exit status is what is looked at)
            ["git", "-c", "core.autocrlf=false", *words], cwd=root, capture_output=True, stdin=subprocess.DEVNULL
        )
    except OSError:
        raise NoEarlier(f"这台电脑没有装 git（版本库的程序），读不了以前的版本。{_WHAT_ELSE}") from None


def _unpack(archive: bytes, folder: Path) -> None:
    """The files of an archive; links and whatever leads out of the folder are left where they are."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        for member in packed:
            parts = PurePosixPath(member.name).parts
            file = packed.extractfile(member) if member.isfile() else None
            if file is None or ".." in parts or PurePosixPath(member.name).is_absolute():
                continue
            place = folder.joinpath(*parts)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.read())
