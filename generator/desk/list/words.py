"""Shows what is in the record: as text, as JSON.

In: a `Listing`. Out: text by the name of its form.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.desk.list.job import ListedFile, Listing
from generator.model.kind import Kind
from generator.reports import display_width, json_text

UNREADABLE = "（读不出来）"


def text(listing: Listing) -> str:
    """The files for a terminal, in columns that align also under wide characters."""
    entries = {kind: files for kind, files in listing.items() if isinstance(kind, Kind)}
    wholes = [file for kind, files in listing.items() if not isinstance(kind, Kind) for file in files]
    blocks = [
        [_heading(kind.title, files), *_columns(files)] for kind, files in entries.items() if files or len(listing) == 1
    ]
    if wholes or (listing and not entries):
        blocks.append([_heading("整份的表", wholes), *_columns(wholes)])
    return "\n\n".join("\n".join(block) for block in blocks)


def _heading(title: str, files: Sequence[ListedFile]) -> str:
    broken = sum(not file.readable for file in files)
    return f"{title}　{len(files)} 个" + (f"，{broken} 个读不出来" if broken else "")


def _columns(files: Sequence[ListedFile]) -> list[str]:
    cells = [(file.id, file.name + ("" if file.readable else UNREADABLE), file.path) for file in files]
    widths = [max((display_width(cell[i]) for cell in cells), default=0) for i in range(2)]
    return ["  " + "  ".join([*_padded(cell, widths), cell[2]]) for cell in cells]


def _padded(cells: tuple[str, str, str], widths: list[int]) -> list[str]:
    """The first two columns, filled with blanks; a column that is empty in all rows is left out."""
    return [cell + " " * (width - display_width(cell)) for cell, width in zip(cells, widths, strict=False) if width]


def as_json(listing: Listing) -> str:
    """One JSON object: every kind with its count and its files."""
    return json_text(
        {
            "清单": [
                {
                    "名称": kind.title,
                    "数量": len(files),
                    "条目": [
                        {"编号": file.id, "名称": file.name, "文件": file.path, "读得出来": file.readable}
                        for file in files
                    ],
                }
                for kind, files in listing.items()
            ]
        }
    )


FORMS = {"text": text, "json": as_json}
