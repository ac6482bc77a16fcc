"""Gets the record as it was: from a revision of the version control, or from a folder kept aside.

In: the town's folder and what the clerk asked for. Out: a folder that holds the powers/ of then, and what to call it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator import versions
from generator.reading import ledger
from generator.reading.folder import FOLDER

LEDGER = f"{FOLDER}/published.csv"
_COPY = "也可以和动手以前复制的那个文件夹比，把它写在后面，例：qingdan diff ..\\以前的"
_UNREADABLE = f"版本库读不出来，可能正被别的程序用着，过一会儿再试。{_COPY}"


class NoEarlier(Exception):
    """There is no earlier record to compare with; its text is for the clerk."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier record: the folder that holds its powers/, and what it is called."""

    root: Path
    name: str


@contextmanager
def earlier_record(root: Path, asked: str | None) -> Iterator[Earlier]:
    """The record that was asked for; without asking what was last published, else what was last committed.

    Raises `NoEarlier` where there is none.
    """
    if asked and (Path(asked) / FOLDER).is_dir():
        yield Earlier(Path(asked), f"文件夹“{asked}”")
        return
    if asked and Path(asked).is_dir():
        raise NoEarlier(f"“{asked}”里没有 {FOLDER} 文件夹，没法比。{_COPY}")
    revision = _commit(root, asked)
    with tempfile.TemporaryDirectory(prefix="qingdan-", ignore_cleanup_errors=True) as folder:
        if not versions.unpacked(root, revision, [FOLDER], Path(folder)):
            raise NoEarlier(_UNREADABLE)
        number, day = _git(root, "show", "-s", "--format=%h %cs", revision).decode(errors="replace").split()
        yield Earlier(Path(folder), f"{day} 提交的（{number}）")


def _commit(root: Path, asked: str | None) -> str:
    if versions.asked(root, "rev-parse", "--is-inside-work-tree") is None:
        if asked:
            raise NoEarlier(f"没有“{asked}”这个文件夹。{_COPY}")
        if not versions.installed():
            raise NoEarlier(f"这台电脑没有装 git（版本库的程序），不知道以前是什么样。{_COPY}")
        raise NoEarlier(f"这个文件夹不在版本库里，不知道以前是什么样。{_COPY}")
    revision = asked or _last_published(root) or "HEAD"
    found = versions.asked(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found is None:
        raise NoEarlier(
            f"版本库里没有“{asked}”这个版本，也没有叫这个名字的文件夹。{_COPY}"
            if asked
            else f"版本库里还没有提交过，不知道以前是什么样。先提交一次；{_COPY}"
        )
    commit = found.decode().strip()
    if not _git(root, "ls-tree", "--name-only", commit, "--", f"{FOLDER}/"):
        raise NoEarlier(f"“{revision}”这个版本里没有 {FOLDER} 文件夹，没法比。{_COPY}")
    return commit


def _last_published(root: Path) -> str:
    """The commit that last changed the ledger; "" where the ledger has no rows."""
    place = root / LEDGER
    if not place.is_file() or not ledger.read(place.read_bytes())[0]:
        return ""
    return _git(root, "log", "-1", "--format=%H", "--", LEDGER).decode().strip()


def _git(root: Path, *words: str) -> bytes:
    answer = versions.asked(root, *words)
    if answer is None:
        raise NoEarlier(_UNREADABLE)
    return answer
