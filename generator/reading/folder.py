"""The files below powers/: which of them count, what each stands for, what is wrong with those that have no place.

In: the folder, a path in it. Out: the paths in the order of their ids; the kind and id of a path, or a fault.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.attachments import flaw
from generator.model.fields import Part
from generator.model.kind import Kind
from generator.model.kinds import BY_LETTER, LISTS, list_at
from generator.model.values import EntryId
from generator.problem import Fault, Span, declare
from generator.reading import ledger, log
from generator.standards import tables
from generator.syntax import parser
from generator.syntax.characters import readable, readable_name

FOLDER = "powers"
ATTACHMENTS = "attachments/"
DEEPEST = 12  # folders in folders: those of the record are two deep
_SHOW_NAMES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep"})
_OFFICE = (".xlsx", ".xls", ".et", ".doc", ".docx", ".wps")
_COPY_OF = re.compile(
    r"(?:副本|复件|拷贝|备份)[^a-z0-9]*([a-z][0-9]{1,12})(?![0-9])"
)  # WPS and Windows put the word for a copy before the name
_ID_INSIDE = re.compile(r"^编号: *[\"']?([a-z][0-9]{1,12})[\"']? *$", re.MULTILINE)

NO_RECORD = declare(
    "H300",
    "要有 powers 文件夹和里面的 town.yml",
    protects="文员：在对的文件夹里运行",
    advice="换到放着 powers 的文件夹再运行，或者用 --root 指给它。",
)
STRANGE_FILE = declare(
    "H301",
    "powers 里只放规定的文件，文章旁边只放读得了的文件",
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
    """The path of every file below `base`, with forward slashes; q2 before q10.

    Files that systems and Office leave behind are left out. A folder is in where it cannot be looked into, lies too
    deep, or has a name that ends in .yml: `content` says what is wrong with it.
    """
    return sorted((path for path in _below(str(base)) if not _ignored(path)), key=_natural)


def _below(base: str) -> Iterator[str]:
    """The path of every file below a folder, and of the folders that are told. Links are listed, and not followed."""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            with os.scandir(f"{base}/{prefix}") as found:
                entries = [(prefix + entry.name, _is_folder(entry)) for entry in found]
        except OSError:
            yield prefix.removesuffix("/")
            continue
        for path, is_folder in entries:
            deep = path.count("/") >= DEEPEST
            if not is_folder or deep or path.endswith(".yml"):
                yield path
            if is_folder and not deep:
                waiting.append(f"{path}/")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?", re.IGNORECASE)


def unfit_for_windows(name: str) -> bool:
    """Whether Windows cannot have a file or folder of this name, so that it would be missing there."""
    return bool(_RESERVED.fullmatch(name) or re.search(r'[<>:"|?*\\\x00-\x1f]|[. ]$', name))


def no_file(base: Path, path: str) -> Fault | None:
    """What is wrong with a path that is no file, has a name not to be had, or leads out; None for any other."""
    place, name = base / path, path.rpartition("/")[2]
    if fault := _wrong_name(name):
        return fault
    if place.is_symlink() and not (place.is_file() and place.resolve().is_relative_to(base.resolve())):
        advice = "删掉这个链接，把文件本身放进来。"
        return Fault(STRANGE_FILE, Span(1, 1), f"“{name}”是一个链接，不是文件", advice)
    if os.path.isdir(place):
        return _told_of_folder(place, path, name)
    if not os.path.isfile(place):
        return Fault(STRANGE_FILE, Span(1, 1), f"“{name}”不是文件，读不了", "把它移走，把文件本身放进来。")
    return None


def _wrong_name(name: str) -> Fault | None:
    """The fault of a name that not every computer can have, or that does not show what it is."""
    if (seen := readable_name(name)) != name:
        advice = "用平常的文字重新起一个文件名；提到它的指南也跟着改。"
        why = "文件名的编码不是 UTF-8" if any("\ud800" <= c <= "\udfff" for c in name) else "文件名里有看不见的字符"
        return Fault(STRANGE_FILE, Span(1, 1), f"“{seen}”：{why}", advice)
    if unfit_for_windows(name):
        advice = '换个文件名，不用 : * ? " < > | 和反斜杠，末尾不是点和空格；提到它的指南也跟着改。'
        return Fault(STRANGE_FILE, Span(1, 1), f"“{name}”这个文件名，Windows 的电脑上放不下", advice)
    return None


def _told_of_folder(place: Path, path: str, name: str) -> Fault:
    """The fault of a folder that `paths` lists."""
    if path.count("/") >= DEEPEST:
        advice = "往上移几层，或者移走。"
        return Fault(STRANGE_FILE, Span(1, 1), f"文件夹套了{DEEPEST}层以上，“{name}”和里面的没有看", advice)
    if path.endswith(".yml"):
        return Fault(STRANGE_FILE, Span(1, 1), f"“{name}”是一个文件夹，不是文件", "给文件夹换个名称，或者移走。")
    advice = "看看这个文件夹准不准您读，改好再来。"
    return Fault(STRANGE_FILE, Span(1, 1), f"文件夹“{name or place.name}”打不开，里面的都没有读", advice)


def content(base: Path, path: str) -> bytes | Fault:
    """The bytes of the file at a path, or the fault that says why they are not read. Raises nothing.

    How large it is, is looked at before it is read.
    """
    place, largest = f"{base}/{path}", _largest(path)
    try:
        if not stat.S_ISREG(os.lstat(place).st_mode) and (fault := no_file(base, path)):
            return fault
        with open(place, "rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            if size > largest:
                return parser.too_large(size)
            return file.read(largest)
    except OSError:
        advice = "关掉打开着它的程序再来；还不行，看看这个文件准不准您读。"
        return Fault(STRANGE_FILE, Span(1, 1), f"这个文件读不了：{readable_name(path)}", advice)


def _largest(path: str) -> int:
    """How many bytes a file of the record may have."""
    if path.startswith(ATTACHMENTS):
        return flaw.LARGEST
    return {ledger.NAME: ledger.LARGEST, log.NAME: log.LARGEST}.get(path, parser.LARGEST)


def _ignored(path: str) -> bool:
    """Whether a system, Office or WPS has made a file by itself."""
    name = path.rpartition("/")[2]
    return name in _SHOW_NAMES or name.startswith(("~$", ".~"))


def _natural(path: str) -> tuple[tuple[int, int, str], ...]:
    """What to sort a path by, so that numbers in it count as numbers."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"([0-9]+)", path))


def entry_kind(path: str) -> tuple[Kind, str] | None:
    """The kind and the id of the entry whose file a path is; None where no entry belongs there."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".yml")
    if stem == name or not EntryId.form.fullmatch(stem):
        return None
    kind = BY_LETTER.get(stem[0])
    return (kind, stem) if kind and kind.folder_of(stem) == folder else None


def entry_path(kind: Kind, id_: str) -> str:
    """Where the file of an entry lies, from the town's folder."""
    return f"{FOLDER}/{kind.folder_of(id_)}/{id_}.yml"


def model_of(path: str) -> type[Part] | None:
    """The model of the entry or list whose file a path is; None where nothing of the record belongs there."""
    if found := entry_kind(path):
        return found[0].model
    found_list = list_at(path)
    return found_list.model if found_list else None


def meant_id(path: str, written: bytes) -> str:
    """The id of the entry that a misplaced or misnamed file was meant for, by its name or its content; or ""."""
    name = path.rpartition("/")[2].lower()
    found = re.match(r"([a-z][0-9]{1,12})(?![0-9])", name) or _COPY_OF.match(name)
    if not found and name.endswith((".yml", ".yaml")):
        found = _ID_INSIDE.search(readable(written))
    return found[1] if found else ""


def strange(path: str, written: bytes) -> Fault:
    """The fault of a file that no entry or list is read from: what seems to be wrong with its place or its name."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    if name.lower().endswith(_OFFICE):
        return Fault(
            STRANGE_FILE, Span(1, 1), f"“{name}”是表格或者文档，不是记录", "移出 powers；是附件就放到 attachments。"
        )
    if stem.endswith(".yml") and name.lower().endswith(".txt"):
        return Fault(STRANGE_FILE, Span(1, 1), f"“{name}”：记事本多加了“.txt”", f"改名为 {stem}。")
    if (found := _COPY_OF.match(name)) and name.endswith((".yml", ".yaml")):
        return Fault(COPY, Span(1, 1), f"“{name}”像是 {found[1]}.yml 的副本")
    if found := re.match(r"([a-z][0-9]+)(?=[^0-9])", name):
        id_, rest = found[1], stem[len(found[1]) :]
        if rest and name.endswith((".yml", ".yaml")):
            return Fault(COPY, Span(1, 1), f"“{name}”像是 {id_}.yml 的副本")
        kind = BY_LETTER.get(id_[0])
        if kind and name.endswith(".yml"):
            return Fault(
                WRONG_FOLDER,
                Span(1, 1),
                f"“{id_}”是{kind.word}，应当放在 {kind.folder_of(id_)} 里，现在放在 {folder or FOLDER} 里",
            )
    if name.endswith(".yaml"):
        return Fault(STRANGE_FILE, Span(1, 1), f"文件名“{name}”要以 .yml 结尾", f"改名为 {stem}.yml。")
    if name != name.lower() and re.fullmatch(r"[a-z][0-9]+\.yml", name.lower()):
        return Fault(WRONG_NAME, Span(1, 1), f"文件名“{name}”的字母要小写", f"改名为 {name.lower()}。")
    inside = meant_id(path, written)
    if inside and inside[0] in BY_LETTER and name.endswith(".yml"):
        home = BY_LETTER[inside[0]].folder_of(inside)
        move = "" if home == folder else f"，放到 {home}"
        return Fault(
            WRONG_NAME, Span(1, 1), f"“{name}”里面的编号是“{inside}”，文件名不是", f"改名为 {inside}.yml{move}。"
        )
    lists = [kind.pattern.rpartition("/")[2] for kind in LISTS if kind.pattern.rpartition("/")[0] == folder]
    near = tables.closest(name, lists) if lists else ""
    return Fault(STRANGE_FILE, Span(1, 1), f"不认识“{path}”这个文件", tables.did_you_mean(near))
