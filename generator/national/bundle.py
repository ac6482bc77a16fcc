"""A set of national laws as one file, to be carried to a town that is not online: a zip of the laws' own files.

In: a record; the bytes of such a file. Out: its bytes; the laws in it. Nothing is unpacked onto the disk. The same
record gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from generator.derive.grounds import national
from generator.model.reference import Law
from generator.national.laws import Offered
from generator.reading import reader
from generator.record import Record
from generator.syntax import parser

_NAME = re.compile(r"(?:.*/)?laws/g[0-9]{1,12}\.yml")
_MOST = 2000  # files: the state has some 300 laws and 600 regulations
_DAY = (1980, 1, 1, 0, 0, 0)
_FAULTS = 5  # that are told


class Unusable(Exception):
    """The file cannot be used; its text says why, for the clerk."""


def of(record: Record) -> list[Offered]:
    """The laws of the state in a record."""
    return [_offered(record.file_of(law).content) for law in record.laws.values() if national(law)]


def packed(laws: Iterable[Offered]) -> bytes:
    """The bytes of a set."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in laws:
            archive.writestr(zipfile.ZipInfo(f"laws/{one.law.id}.yml", _DAY), one.content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(content: bytes) -> list[Offered]:
    """The laws of the state in a set. Raises `Unusable`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = dict(_files(archive))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise Unusable("不是“qingdan laws --pack”做的压缩包，或者没有传完整；请对方重新做一个") from None
    faults = [
        f"{name} 第{fault.span.line}行：{fault.message}" for name, file in files.items() for fault in _faults(file)
    ]
    if faults:
        more = f"……一共 {len(faults)} 处" if len(faults) > _FAULTS else ""
        raise Unusable(
            "里面的文件有错（可能是更新的程序做的，先更新程序）：\n  " + "\n  ".join(faults[:_FAULTS]) + more
        )
    found = {str(one.law.name): one for one in map(_offered, files.values()) if national(one.law)}
    if not found:
        raise Unusable("里面没有国家的法律、行政法规、部门规章")
    return list(found.values())


def _files(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The files of laws, by their paths; one that unpacks to more than a file of the record may have is refused."""
    wanted = [info for info in archive.infolist() if _NAME.fullmatch(info.filename)]
    if len(wanted) > _MOST:
        raise Unusable(f"里面有 {len(wanted)} 个文件，最多 {_MOST} 个")
    for info in wanted:
        with archive.open(info) as file:
            content = file.read(parser.LARGEST + 1)
        if len(content) > parser.LARGEST:
            raise Unusable(f"里面的 {info.filename} 太大")
        yield info.filename, content


def _faults(content: bytes) -> list:
    return [fault for _, fault in reader.read(content, Law).faults]


def _offered(content: bytes) -> Offered:
    root = parser.parse(content).root
    law = reader.read(content, Law).entry
    assert root is not None and isinstance(law, Law)
    return Offered(law, root.data(), content)
