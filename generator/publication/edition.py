"""edition.json and SHA256SUMS: what an edition of the site consists of, and how anyone sees that it is whole.

In: what is to be said of a finished site and the digests of its files. Out: the bytes of the two files, or an `Edition`
read back.

edition.json (`format` 1, its schema is `SCHEMA`) lists every file
but itself and SHA256SUMS; SHA256SUMS lists every file but itself, as `sha256sum -c` reads it. The digest of
an edition is the SHA-256 of the bytes of its edition.json: it stands in the log and in the edition that follows.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.causes import Told
from generator.publication import calls, tree

FILE, SUMS = "edition.json", "SHA256SUMS"
FORMAT = 1
_HASH = re.compile(r"[0-9a-f]{64}")
_UNFIT = re.compile(r"[\x00-\x1f\x7f\\]|^/|(?:^|/)\.{0,2}(?:/|$)")  # control characters, empty steps, . and ..

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "一版网站里有哪些文件（edition.json）",
    "type": "object",
    "required": [
        "format",
        "镇",
        "发布状态",
        "序号",
        "日期",
        "提交",
        "程序",
        "锁定",
        "上一版",
        "页数",
        "条数",
        "文件",
        "撤下",
    ],
    "additionalProperties": True,
    "properties": {
        "format": {"const": FORMAT, "description": "这份文件的格式；只加不改"},
        "镇": {"type": "string"},
        "发布状态": {"enum": ["演示", "正式"]},
        "序号": {"type": "integer", "minimum": 1, "description": "第几版，一版一个，只增不减"},
        "日期": {"type": "string", "format": "date", "description": "哪一天发布"},
        "提交": {
            "type": "string",
            "pattern": "^([0-9a-f]{40,64}\\+?)?$",
            "description": "记录在版本库里的提交；末尾的加号是还有没提交的改动；没有版本库是空的",
        },
        "程序": {"type": "string", "description": "qingdan 的版本"},
        "锁定": {"type": "string", "pattern": "^([0-9a-f]{64})?$", "description": "requirements.lock 的 SHA-256"},
        "上一版": {"type": "string", "pattern": "^([0-9a-f]{64})?$", "description": "上一版 edition.json 的 SHA-256"},
        "页数": {"type": "integer", "minimum": 0},
        "条数": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
        "文件": {
            "type": "object",
            "description": "除了 edition.json 和 SHA256SUMS，全部文件，从网站最上面一层算起",
            "additionalProperties": {
                "type": "object",
                "required": ["字节", "sha256"],
                "properties": {
                    "字节": {"type": "integer", "minimum": 0},
                    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                },
            },
        },
        "撤下": {
            "type": "object",
            "description": "以前各版有、这一版没有的文件：最后一次的内容，最后在第几版",
            "additionalProperties": {
                "type": "object",
                "required": ["sha256", "末版"],
                "properties": {
                    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                    "末版": {"type": "integer", "minimum": 1},
                    "收回": {"const": True, "description": "用 qingdan withdraw 撤下的，不能原样放回来"},
                },
            },
        },
    },
}


class Unfit(Told):
    """An edition.json that is none, or of a format that this program does not know; its text is for the clerk."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A file of an edition: its size in bytes and the SHA-256 of its bytes."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A file of earlier editions that is no more: the SHA-256 it last had, the last edition that held it, and whether it
    was withdrawn, so that it may not come back as it was."""

    sha256: str
    last: int
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What an edition says of itself beside its files.

    `sequence` counts editions from 1; `commit`, `lock` and `before` are "" where there is nothing to name;
    `counts` are entries by the title of their list.
    """

    town: str
    state: str
    sequence: int
    day: date
    commit: str
    program: str
    lock: str
    before: str
    pages: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: what it says of itself, its files and the files gone by their paths, the digest of its edition.json."""

    about: About
    files: Mapping[str, Filed]
    gone: Mapping[str, Gone]
    digest: str


def write(folder: Path, about: About, gone: Mapping[str, Gone]) -> Edition:
    """List the files of a finished site in edition.json and SHA256SUMS, in the site's own folder.

    Raises `Unfit` where a file bears a name that no edition may list.
    """
    paths = [path for path in tree.files(folder) if path not in (FILE, SUMS)]
    if odd := next((path for path in paths if not fits(path)), None):
        raise Unfit(f"“{odd}”这个文件名里有不能用的字符。改名再来。")
    files = {path: filed(calls.read(folder / path)) for path in paths}
    content = encoded(about, files, {path: one for path, one in gone.items() if path not in files})
    digest = hashlib.sha256(content).hexdigest()
    calls.write(folder / FILE, content)
    calls.write(folder / SUMS, sums({FILE: digest} | {path: one.sha256 for path, one in files.items()}))
    return read(content)


def filed(content: bytes) -> Filed:
    """A file as an edition lists it."""
    return Filed(len(content), hashlib.sha256(content).hexdigest())


def encoded(about: About, files: Mapping[str, Filed], gone: Mapping[str, Gone]) -> bytes:
    """The bytes of edition.json: a line a file, sorted by path, the same for the same edition."""
    head = {
        "format": FORMAT,
        "镇": about.town,
        "发布状态": about.state,
        "序号": about.sequence,
        "日期": about.day.isoformat(),
        "提交": about.commit,
        "程序": about.program,
        "锁定": about.lock,
        "上一版": about.before,
        "页数": about.pages,
        "条数": dict(about.counts),
    }
    lines = [f" {_text(key)}: {_text(value)}" for key, value in head.items()]
    lines.append(_block("文件", {path: {"字节": one.size, "sha256": one.sha256} for path, one in files.items()}))
    lines.append(_block("撤下", {path: _said(one) for path, one in gone.items()}))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _said(one: Gone) -> dict[str, object]:
    return {"sha256": one.sha256, "末版": one.last} | ({"收回": True} if one.withdrawn else {})


def _block(name: str, values: Mapping[str, object]) -> str:
    inner = ",\n".join(f"  {_text(path)}: {_text(values[path])}" for path in sorted(values))
    return f" {_text(name)}: {{\n{inner}\n }}" if values else f" {_text(name)}: {{}}"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def sums(digests: Mapping[str, str]) -> bytes:
    """The bytes of SHA256SUMS for the digests of files by path."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode()


def read(content: bytes) -> Edition:
    """An edition from the bytes of its edition.json. Raises `Unfit` where they are none."""
    try:
        said = json.loads(content.decode())
        if said["format"] != FORMAT:
            raise Unfit(f"edition.json 的格式是 {said['format']}，这个程序只认得 {FORMAT}；换新的程序再来")
        about = About(
            town=_word(said["镇"]),
            state=_word(said["发布状态"]),
            sequence=_number(said["序号"]),
            day=date.fromisoformat(said["日期"]),
            commit=_word(said["提交"]),
            program=_word(said["程序"]),
            lock=_word(said["锁定"]),
            before=_word(said["上一版"]),
            pages=_number(said["页数"]),
            counts={_word(title): _number(count) for title, count in said["条数"].items()},
        )
        files = {_path(path): Filed(_number(one["字节"]), _hash(one["sha256"])) for path, one in said["文件"].items()}
        gone = {
            _path(path): Gone(_hash(one["sha256"]), _number(one["末版"]), one.get("收回") is True)
            for path, one in said["撤下"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unfit("edition.json 读不出来，不是这个程序写的，或者改过") from None
    return Edition(about, files, gone, hashlib.sha256(content).hexdigest())


def fits(path: str) -> bool:
    """Whether a path may stand in an edition: below the site's root, in plain steps."""
    return bool(path) and not _UNFIT.search(path)


def missing(files: Iterable[str], edition: Edition) -> list[str]:
    """The paths among some that an edition does not list, in their order."""
    listed = {*edition.files, FILE, SUMS}
    return sorted(path for path in files if path not in listed)


def _path(value: object) -> str:
    if not (isinstance(value, str) and fits(value)):
        raise ValueError
    return value


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError
    return value


def _hash(value: object) -> str:
    if not (isinstance(value, str) and _HASH.fullmatch(value)):
        raise ValueError
    return value
