"""A picture → where and by whom it was taken, as the camera wrote it into the file.

In: the bytes of a .jpg or .png. Out: flaws. Only what describes the picture is read, never the picture.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from generator.attachments.flaw import Flaw, Wrong

_ANEW = "用画图、看图软件打开，另存一份，或者截一张图，属性就没有了。"
_GPS, _ARTIST, _OWNER, _AUTHOR = 0x8825, 0x013B, 0xA430, 0x9C9D  # tags of EXIF 2.32 and of Windows
_MOST_TAGS = 400
# The other way to say the same, in XML (XMP, ISO 16684-1): in a JPEG behind this mark, in a PNG under this name.
_XMP_JPEG, _XMP_PNG = b"http://ns.adobe.com/xap/1.0/\0", b"XML:com.adobe.xmp\0"
_XMP_BEGINS = 200  # bytes in which it begins: before it a byte order mark, blanks


def flaws(content: bytes) -> Iterator[Flaw]:
    """What a picture gives away beside what it shows."""
    blocks = list(_of_jpeg(content) if content.startswith(b"\xff\xd8") else _of_png(content))
    tags = {tag for block in blocks for tag in _tags(block)}
    described = b"".join(block for block in blocks if b"<" in block[:_XMP_BEGINS])
    if _GPS in tags or b"GPSLatitude" in described:
        yield Flaw(Wrong.PLACE, "照片的属性里写着在哪里拍的", _ANEW)
    if tags & {_ARTIST, _OWNER, _AUTHOR} or b"dc:creator" in described:
        yield Flaw(Wrong.AUTHOR, "照片的属性里写着是谁拍的，跟着文件一起公开", _ANEW)


def _of_jpeg(content: bytes) -> Iterator[bytes]:
    """The blocks of EXIF and XMP of a JPEG file."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:  # up to the picture itself
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        block = content[at + 4 : at + 2 + length]
        for mark in (b"Exif\0\0", _XMP_JPEG):
            if content[at + 1] == 0xE1 and block.startswith(mark):
                yield block.removeprefix(mark)
        at += 2 + max(2, length)


def _of_png(content: bytes) -> Iterator[bytes]:
    """The blocks of EXIF and XMP of a PNG file; one that is packed is not unpacked."""
    at = 8
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] == b"eXIf":
            yield content[at + 8 : at + 8 + length]
        elif content[at + 4 : at + 8] == b"iTXt" and content[at + 8 :].startswith(_XMP_PNG):
            yield content[at + 8 + len(_XMP_PNG) + 4 : at + 8 + length]
        at += 12 + length


def _tags(block: bytes) -> Iterator[int]:
    """The tags of the first directory of an EXIF block and of the camera's own below it."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return
    waiting, seen = [struct.unpack(order + "I", block[4:8])[0]], 0
    while waiting and seen < _MOST_TAGS:
        at = waiting.pop()
        if at + 2 > len(block):
            continue
        for entry in range(min(struct.unpack(order + "H", block[at : at + 2])[0], _MOST_TAGS)):
            start = at + 2 + 12 * entry
            if start + 12 > len(block):
                break
            tag, _, _, value = struct.unpack(order + "HHII", block[start : start + 12])
            seen += 1
            yield tag
            if tag == 0x8769:  # where the camera's own directory begins
                waiting.append(value)
