"""What another town has published: its data/v1 folder, read with care, for whoever put it there is not known.

In: a folder, of a site or of its data. Out: a `Published`. Only files of known names are opened; what is not as such
files are is refused with a sentence.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import urls
from generator.model.authority import POWER
from generator.model.kind import Kind
from generator.model.responsibility import RESPONSIBILITY
from generator.model.service import GUIDE
from generator.syntax import characters

COMPARED: tuple[Kind, ...] = (POWER, RESPONSIBILITY, GUIDE)
_LARGEST = 64 * 1024 * 1024  # bytes; a county's list of powers has some 20 million
Row = dict[str, Any]


class NotPublished(Exception):
    """A folder does not hold what a town publishes; the text tells the clerk why."""


@dataclass(frozen=True, slots=True)
class Published:
    """A town's name, the day of its data, whether it is a demonstration, and its rows by list; no examples."""

    name: str
    day: str
    formal: bool
    rows: dict[str, list[Row]]


def read(folder: Path) -> Published:
    """What a town published in a folder. Raises `NotPublished`."""
    place = next((one for one in (folder / urls.OPEN_DATA, folder) if (one / "index.json").is_file()), None)
    if place is None:
        raise NotPublished(f"“{folder}”里没有 {urls.OPEN_DATA}index.json：给发布出去的网站文件夹，或者里面的 data/v1")
    index = _json(place / "index.json")
    if not isinstance(index, dict) or index.get("版本") != "v1":
        raise NotPublished(f"“{place / 'index.json'}”不是第 1 版的公开数据，没法比")
    rows = {kind.attribute: _rows(place / f"{kind.attribute}.json") for kind in COMPARED}
    return Published(_word(index.get("镇")), _word(index.get("截至")), index.get("发布状态") == "正式", rows)


def _rows(file: Path) -> list[Row]:
    found = _json(file)
    if not isinstance(found, list) or not all(isinstance(row, dict) and _named(row) for row in found):
        raise NotPublished(f"“{file}”里不是一条一条的清单，没法比")
    return [row for row in found if row.get("示例") != "是"]


def _named(row: Row) -> bool:
    return all(isinstance(row.get(name), str) for name in ("编号", "名称", "示例"))


def _json(file: Path) -> Any:
    try:
        if file.stat().st_size > _LARGEST:
            raise NotPublished(f"“{file}”太大，不像公开的数据")
        return json.loads(file.read_bytes())
    except OSError:
        raise NotPublished(f"“{file}”打不开，没法比") from None
    except (ValueError, RecursionError):
        raise NotPublished(f"“{file}”读不出来：可能没有下载完整，重新下载再比") from None


def _word(value: Any) -> str:
    return characters.shown(value) if isinstance(value, str) else ""
