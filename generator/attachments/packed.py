"""Packed files (.docx, .xlsx): opened within limits, their parts as XML without entities.

In: bytes. Out: `Packed`. Raises `Refused` where a file unpacks to too much, is encrypted, nested or broken, or where
a part declares a document type, with which entities begin.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from generator.attachments.flaw import Flaw, Refused, Wrong

MOST_PARTS = 2000
MOST_UNPACKED = 100 * 1024 * 1024  # bytes, all parts together
MOST_OF_A_PART = 40 * 1024 * 1024
DEEPEST = 256  # elements inside one another
STEEPEST = 200  # unpacked to packed, of a part worth looking at
_WORTH_LOOKING_AT = 1024 * 1024
_NESTED = (".zip", ".rar", ".7z", ".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".xlsb", ".gz", ".jar")
_ANEW = "用原来的程序打开，另存一份再放进来。"


class _Tree(ElementTree.TreeBuilder):
    """Builds a part; one that declares a document type is refused before anything in it is expanded."""

    _depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> ElementTree.Element:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refused(_too_large())
        return super().start(tag, attributes)

    def end(self, tag: str) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise Refused(Flaw(Wrong.RUNS, "里面声明了文档类型，能引来别的内容", _ANEW))


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
        if name not in self._file.NameToInfo:
            return b""
        try:
            with self._file.open(name) as part:
                content = part.read(min(MOST_OF_A_PART, self._left) + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
            raise Refused(Flaw(Wrong.KIND, "打不开，里面有一部分坏了", _ANEW)) from None
        self._left -= len(content)
        if len(content) > MOST_OF_A_PART or self._left < 0:
            raise Refused(_too_large())
        return content

    def xml(self, name: str) -> ElementTree.Element | None:
        """A part as a tree; None where there is none."""
        content = self.read(name)
        if not content:
            return None
        parser = ElementTree.XMLParser(target=_Tree())
        try:
            parser.feed(content)
            return parser.close()
        except (ElementTree.ParseError, ValueError, LookupError):
            raise Refused(Flaw(Wrong.KIND, "打不开，里面有一部分坏了", _ANEW)) from None

    def every(self, folder: str, ending: str = ".xml") -> Iterator[str]:
        """The names of the parts below a folder, in order."""
        return (name for name in sorted(self.names) if name.startswith(folder) and name.endswith(ending))


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
        if part.filename.lower().endswith(_NESTED):
            message = f"里面还套着一个文件“{part.filename.rpartition('/')[2]}”"
            raise Refused(Flaw(Wrong.RUNS, message, "把里面的文件拿出来，要公开的单独放一个附件。"))


def local(tag: str) -> str:
    """The name of an element without its namespace, which differs between editions of the format."""
    return tag.rpartition("}")[2]


def attribute(element: ElementTree.Element, name: str) -> str:
    """An attribute of an element, whatever its namespace; "" where there is none."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")
