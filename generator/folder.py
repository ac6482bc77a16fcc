"""What lies below powers/: which files count, which entry a path stands for, what has no place there.

In: the folder. Out: paths in the order of their ids; for a path its kind, or what is strange about it.
Used by `record`.
"""

from __future__ import annotations

import re
from pathlib import Path

from generator.model.kinds import BY_LETTER, LISTS, Kind, folder_of
from generator.model.values import EntryId
from generator.problem import Fault, Span, declare
from generator.standards import tables

FOLDER = "powers"
_SHOW_NAMES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep"})

NO_RECORD = declare(
    "H300",
    "要有 powers 文件夹和里面的 town.yml",
    protects="文员：在对的文件夹里运行",
    advice="换到放着 powers 的文件夹再运行，或者用 --root 指给它。",
)
STRANGE_FILE = declare(
    "H301",
    "powers 里只放规定的文件",
    protects="文员：放错地方的文件不会被悄悄漏掉",
    advice="移到对的文件夹，或者移出 powers。",
)
COPY = declare(
    "H302",
    "同一条记录只能有一个文件",
    protects="居民：两个副本不知道哪个算数",
    advice="留最新的一份，改回原名；其余的删掉。",
)
WRONG_NAME = declare(
    "H303", "文件名就是编号", protects="审计：按编号找得到文件", advice="把文件名和里面的编号改成一样。"
)
WRONG_FOLDER = declare(
    "H304", "编号的字母和文件夹要对应", protects="审计：按编号找得到文件", advice="移到对应的文件夹，或者换一个编号。"
)


def paths(base: Path) -> list[str]:
    """The files below `powers/`, as sorted paths, by the order of ids within a folder."""
    found = (path.relative_to(base).as_posix() for path in base.rglob("*") if path.is_file())
    return sorted((p for p in found if not _ignored(p)), key=_natural)


def _ignored(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name in _SHOW_NAMES or name.startswith(("~$", ".~"))


def _natural(path: str) -> tuple:
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"([0-9]+)", path))


def entry_kind(path: str) -> tuple[Kind, str] | None:
    """The kind and id that a path stands for, None where it is no entry."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".yml")
    if stem == name or not EntryId.form.fullmatch(stem):
        return None
    kind = BY_LETTER.get(stem[0])
    return (kind, stem) if kind and folder_of(kind, stem) == folder else None


def strange(path: str) -> Fault:
    """What to say of a file that has no place in the record."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    if found := re.match(r"([a-z][0-9]+)(?=[^0-9])", name):
        id_, rest = found[1], stem[len(found[1]) :]
        if rest and name.endswith((".yml", ".yaml")):
            return Fault(COPY, Span(1, 1), f"“{name}”像是 {id_}.yml 的副本")
        kind = BY_LETTER.get(id_[0])
        if kind and name.endswith(".yml"):
            return Fault(
                WRONG_FOLDER,
                Span(1, 1),
                f"“{id_}”是{kind.word}，应当放在 {folder_of(kind, id_)} 里，现在放在 {folder or FOLDER} 里",
            )
    if name.endswith(".yaml"):
        return Fault(STRANGE_FILE, Span(1, 1), f"文件名“{name}”要以 .yml 结尾", f"改名为 {stem}.yml。")
    if re.match(r"[A-Z][0-9]+\.yml$", name):
        return Fault(WRONG_NAME, Span(1, 1), f"文件名“{name}”的字母要小写", f"改名为 {name.lower()}。")
    lists = [kind.pattern.rpartition("/")[2] for kind in LISTS if kind.pattern.rpartition("/")[0] == folder]
    near = tables.closest(name, lists) if lists else ""
    return Fault(STRANGE_FILE, Span(1, 1), f"不认识“{path}”这个文件", f"是不是想写“{near}”？" if near else "")
