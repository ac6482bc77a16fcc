"""What guides offer for download: blank forms, filled-in samples, a sample of the result.

In: a town. Out: each file beside its guide's page, byte for byte. A file that no page offers is not published, and
what has ended offers nothing. Not every server and archive keeps Chinese in the name of a file, so a file lies under
a name of plain letters and digits; the page gives it back its own when it is downloaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePath

from generator import urls
from generator.derive.town import Town
from generator.model.service import Guide

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_PLAIN_END = re.compile(r"\.[A-Za-z0-9]{1,8}")


def files(town: Town) -> Iterator[tuple[str, bytes]]:
    """Every attachment that a guide names; also under its own name where an edition before had it there."""
    before = town.publication.paths if town.publication else ()
    for guide in town.record.guides.values():
        for name in _named(guide):
            content = town.record.attachments[f"{guide.id}/{name}"].read_bytes()
            path, own = addresses(str(guide.id), name)
            yield path, content
            if own != path and own in before:
                yield own, content


def address(guide: Guide, name: str) -> str:
    """Where an attachment lies below the site's root: of one name always the same."""
    return addresses(str(guide.id), name)[0]


def addresses(id_: str, name: str) -> tuple[str, str]:
    """Where an attachment of an entry lies below the site's root, and where an edition before may have had it."""
    folder = urls.of_id(id_)
    return f"{folder}{served_name(id_, name)}", f"{folder}{name}"


def served_name(id_: str, name: str) -> str:
    """What the file of an attachment is called: a plain name as it is, of any other the entry's id and its hash."""
    if _PLAIN.fullmatch(name):
        return name
    end = PurePath(name).suffix
    return f"{id_}-{sha256(name.encode()).hexdigest()[:8]}{end.lower() if _PLAIN_END.fullmatch(end) else ''}"


def _named(guide: Guide) -> list[str]:
    """The files a guide names, each once."""
    if guide.ending:
        return []
    names = [name for material in guide.materials or () for name in (material.blank, material.sample)]
    return list(dict.fromkeys(str(name) for name in (*names, guide.result_sample) if name))
