"""Packed files (.docx, .xlsx): opened within limits, their parts as XML without entities.

In: bytes. Out: `Packed`, whose parts are bytes, trees, or calls on whoever listens. Raises `Refused` where a file
unpacks to too much, is encrypted or broken, or where a part declares a document type, with which entities begin.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from generator.attachments.flaw import Flaw, Refused, Wrong

MOST_PARTS = 2000
MOST_UNPACKED = 100 * 1024 * 1024  # bytes, all parts together
MOST_OF_A_PART = 40 * 1024 * 1024
MOST_OF_A_TREE = 1_000_000  # elements of a part that is kept whole: some 200 MB of memory
DEEPEST = 256  # elements inside one another
STEEPEST = 200  # unpacked to packed, of a part worth looking at
_WORTH_LOOKING_AT = 1024 * 1024
_BLOCK = 64 * 1024  # bytes that are unpacked at a time
_NESTED = (".zip", ".rar", ".7z", ".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".xlsb", ".gz", ".jar")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_ANEW = "用原来的程序打开，另存一份再放进来。"


class Listener:
    """Hears a part of XML element by element; one that declares a document type is refused before it expands.

    `begin` and `text` are told the names of elements without their namespace, which differs between editions of the
    format.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._depth = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def finish(self, name: str) -> None:
        """An element ends."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Called by the parser."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refused(_too_large())
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = local(tag)
        self.begin(name, attributes)

    def end(self, tag: str) -> None:
        """Called by the parser."""
        self._depth -= 1
        self.finish(self._names[tag])

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Called by the parser."""
        raise Refused(_declares())

    def close(self) -> None:
        """Called by the parser."""


class _Tree(ElementTree.TreeBuilder):
    """Builds a part whole."""

    _depth = _count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> ElementTree.Element:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_OF_A_TREE:
            raise Refused(_too_large())
        return super().start(tag, attributes)

    def end(self, tag: str) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise Refused(_declares())


class Packed:
    """An opened file: its parts by name."""

    def __init__(self, content: bytes) -> None:
        try:
            self._file = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise Refused(Flaw(Wrong.KIND, "打不开，文件可能坏了", _ANEW)) from None
        parts = self._file.infolist()
        self.names = [part.filename for part in parts]
        _within_limits(parts)
        self._left = MOST_UNPACKED

    def read(self, name: str) -> bytes:
        """The bytes of a part, however large it says it is; empty where there is none."""
        return b"".join(self._blocks(name))

    def xml(self, name: str) -> ElementTree.Element | None:
        """A part as a tree; None where there is none."""
        tree: ElementTree.Element | None = self._parsed(name, _Tree())
        return tree

    def hear(self, name: str, listener: Listener) -> None:
        """Has a listener hear a part, whose whole is never in memory; where there is none it hears nothing."""
        self._parsed(name, listener)

    def _parsed(self, name: str, target: Any) -> Any:
        """What a parser's target makes of a part; None where there is none or it is empty."""
        parser = None
        try:
            for block in self._blocks(name):
                parser = parser or ElementTree.XMLParser(target=target)
                parser.feed(block)
            return parser.close() if parser else None
        except (ElementTree.ParseError, ValueError, LookupError):
            raise Refused(_damaged()) from None

    def _blocks(self, name: str) -> Iterator[bytes]:
        """A part block by block, up to the limits."""
        if name not in self._file.NameToInfo:
            return
        left = MOST_OF_A_PART
        try:
            with self._file.open(name) as part:
                while block := part.read(_BLOCK):
                    left -= len(block)
                    self._left -= len(block)
                    if left < 0 or self._left < 0:
                        raise Refused(_too_large())
                    yield block
        except _DAMAGE:
            raise Refused(_damaged()) from None

    def nested(self) -> str:
        """The name of a packed file inside; "" where there is none."""
        return next((name.rpartition("/")[2] for name in self.names if name.lower().endswith(_NESTED)), "")

    def every(self, folder: str, ending: str = ".xml") -> Iterator[str]:
        """The names of the parts below a folder, in order."""
        return (name for name in sorted(self.names) if name.startswith(folder) and name.endswith(ending))


def _declares() -> Flaw:
    return Flaw(Wrong.RUNS, "里面声明了文档类型，能引来别的内容", _ANEW)


def _damaged() -> Flaw:
    return Flaw(Wrong.KIND, "打不开，里面有一部分坏了", _ANEW)


def _too_large() -> Flaw:
    return Flaw(Wrong.SIZE, "展开以后太大，不像一份正常的文件", "不要放进来；是表，删掉用不着的行和图片，另存一份。")


def _within_limits(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse what unpacks to too much, by what the parts say of themselves; `read` does not believe them either."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(_too_large())
    for part in parts:
        if part.file_size > _WORTH_LOOKING_AT and part.file_size > STEEPEST * max(1, part.compress_size):
            raise Refused(_too_large())
        if part.flag_bits & 1:
            raise Refused(Flaw(Wrong.UNREAD, "加了密码，读不出来", "去掉密码，另存一份再放进来。"))


def local(tag: str) -> str:
    """The name of an element without its namespace, which differs between editions of the format."""
    return tag.rpartition("}")[2]


def attribute(element: ElementTree.Element, name: str) -> str:
    """An attribute of an element, whatever its namespace; "" where there is none."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")
