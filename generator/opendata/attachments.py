"""What guides offer for download: blank forms, filled-in samples, a sample of the result.

In: a town. Out: each file beside its guide's page, byte for byte. A file that no page offers is not
published, and what has ended offers nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import urls
from generator.derive.town import Town
from generator.model.service import Guide


def files(town: Town) -> Iterator[tuple[str, bytes]]:
    """Every attachment that a guide names."""
    for guide in town.record.guides.values():
        for name in _named(guide):
            yield f"{urls.of(guide)}{name}", town.record.attachments[f"{guide.id}/{name}"].read_bytes()


def _named(guide: Guide) -> list[str]:
    """The files a guide names, each once."""
    if guide.ending:
        return []
    names = [name for material in guide.materials or () for name in (material.blank, material.sample)]
    return list(dict.fromkeys(str(name) for name in (*names, guide.result_sample) if name))
