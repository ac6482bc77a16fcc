"""Why a file could not be read or written, as a clerk is told."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from generator import causes
from generator.causes import Doing


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "磁盘满了"), (errno.EDQUOT, "用完了"), (errno.EACCES, "没有权限"), (errno.EPERM, "没有权限"),
        (errno.EROFS, "只读"), (errno.EBUSY, "正被别的程序用着"), (errno.EMFILE, "打开的文件太多"), (errno.EIO, "盘可能坏了"),
        (errno.EXDEV, "不在同一块盘上"), (errno.ENAMETOOLONG, "太长"), (errno.ENOENT, "没有这个文件"), (9999, "第 9999 号"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("doing", Doing)
def test_every_cause_has_its_sentence(number: int, said: str, doing: Doing) -> None:
    sentence = causes.sentence(OSError(number, "in English"), doing, "网站/a.html")
    assert sentence.startswith(f"“网站/a.html”{doing}：") and said in sentence and sentence.endswith("。")
    assert "English" not in sentence and sentence.count("。") >= 1


def test_a_permission_says_for_what() -> None:
    error = OSError(errno.EACCES, "")
    assert "准不准您读" in causes.sentence(error, Doing.READING, "a")
    assert "准不准您写" in causes.sentence(error, Doing.WRITING, "a")


def test_a_full_disk_says_how_much_more() -> None:
    failed = causes.Failed(OSError(errno.ENOSPC, ""), Doing.WRITING, "a")
    assert failed.full and "磁盘满了，还要 3 MB。" in str(failed.lacking(2_000_001))


def test_what_windows_says_of_an_open_file() -> None:
    error = OSError(errno.EACCES, "")
    error.winerror = 32  # type: ignore[attr-defined]  # only Windows has it
    assert "正被别的程序用着" in causes.sentence(error, Doing.WRITING, "a")


@pytest.mark.parametrize(
    ("file", "doing"), [("/new/a", Doing.WRITING), ("/town/a", Doing.READING), (None, Doing.WRITING)]
)
def test_reading_and_writing_are_told_apart(file: str | None, doing: Doing) -> None:
    assert causes.of(OSError(errno.EACCES, "", file), Path("/new")).doing is doing
