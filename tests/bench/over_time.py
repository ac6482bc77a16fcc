"""`python -m tests.bench.over_time`: what the record over time adds to a build: processor time and bytes, of a large town.

In: how many entries, how many adjustments. Out: a line for each part: seconds of one processor, megabytes, and their
share of all pages and data. Only measured, not judged; what is asked is at most 15 % and 25 %.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from generator import record
from generator.derive.town import Town, derive
from generator.opendata import catalogue, feeds
from generator.opendata import csv as tables
from generator.opendata import json as openjson
from generator.opendata import rows as opendata
from generator.pages import evaluation, past
from generator.site import contents
from tests.bench import town as bench
from tests.towns import DAY

_FRAME = 9000  # bytes of what stands around the body of a page
_FIRST = date(2021, 1, 5)
_CHANGED = {
    "authority": ("权限边界", "以前的"),
    "responsibility": ("名称", "以前的"),
    "services": ("承诺办结时限", "9个工作日"),
}
_ITEM = """  - 事项: {id} {name}
    动作: {action}
    理由: 量快慢
    改了什么:
      - 字段: {field}
        原为: {before}
        改为: {after}
"""


def adjust(root: Path, count: int) -> int:
    """Write so many adjustments, a month apart, of two entries each, into a bench town; how many there are then."""
    folder = root / "powers/adjustments"
    text = (folder / "t2026002.yml").read_text("utf-8")
    head, tail = text[: text.index("事项:")], text[text.index("说明:") :]
    chance, lists = random.Random(1), list(_CHANGED)
    pools = {name: sorted((root / "powers" / name).glob("[qzf]????*.yml")) for name in lists}
    for number in range(count):
        day = _FIRST + timedelta(days=30 * number)
        items = "".join(_item(name, pools[name], chance) for name in (lists[0], lists[1 + number % 2]))
        said = re.sub(r"2026-(?:10-08|09-21|09-17)", day.isoformat(), head).replace(
            "t2026002", f"t{day.year}{number + 100}"
        )
        said = said.replace("2026年第二次动态调整", f"第{number + 3}次动态调整")
        (folder / f"t{day.year}{number + 100}.yml").write_text(f"{said}事项:\n{items}{tail}", "utf-8", newline="\n")
    return len(list(folder.glob("*.yml")))


def _item(name: str, pool: list[Path], chance: random.Random) -> str:
    """An item that changes a field of an entry that none changed yet."""
    field, before = _CHANGED[name]
    while pool:
        file = pool.pop(chance.randrange(len(pool)))
        text = file.read_text("utf-8")
        after = re.search(rf"^{field}: (.+)$", text, re.MULTILINE)
        called = re.search(r"^名称: (.+)$", text, re.MULTILINE)
        if after and called and "\n状态: " not in text:
            action = "更名" if field == "名称" else "变更"
            return _ITEM.format(id=file.stem, name=called[1], action=action, field=field, before=before, after=after[1])
    return ""


def _measured(
    name: str, made: Callable[[], Iterable[int]], whole: tuple[float, int] | None = None
) -> tuple[float, int]:
    began = time.process_time()
    size = sum(made())
    seconds = time.process_time() - began
    share = f"   {seconds / whole[0]:5.1%} {size / whole[1]:6.1%}" if whole else ""
    print(f"{name:12} {seconds:6.2f} s {size / 1e6:7.1f} MB{share}")
    return seconds, size


def measure(town: Town) -> None:
    """Print what each part takes."""

    def lists() -> Iterable[int]:
        for list_ in opendata.OPEN_LISTS:
            rows = opendata.rows(town, list_)
            yield len(tables.table(list_, rows))
            yield from (len(content) for _, content in openjson.files(list_, rows))

    own = (past, evaluation)
    pages = [make for make in contents.PAGES if make not in [module.bodies for module in own]]
    body = _measured("other pages", lambda: (len(b.html.encode()) + _FRAME for make in pages for b in make(town)))
    made = _measured("rows", lambda: (0 for list_ in opendata.OPEN_LISTS if opendata.rows(town, list_)))
    rows = _measured("the lists", lists)
    whole = body[0] + made[0] + rows[0], body[1] + rows[1]
    told = _measured("described", lambda: (len(content) for _, content in catalogue.files(town)))
    more = told[0] - rows[0], told[1] - rows[1]
    print(
        f"{'':12} {more[0]:6.2f} s {more[1] / 1e6:7.1f} MB   {more[0] / whole[0]:5.1%} {more[1] / whole[1]:6.1%}  beyond the lists"
    )
    _measured("feeds", lambda: (len(content) for _, content in feeds.files(town)), whole)
    for module in own:
        name = module.__name__.rpartition(".")[2]
        _measured(name, lambda: (len(b.html.encode()) + _FRAME for b in module.bodies(town)), whole)  # noqa: B023  called at once


def main() -> None:
    """Write the town, read it, measure."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--entries", type=int, default=10_000)
    words.add_argument("--adjustments", type=int, default=50)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        entries = bench.write(Path(folder), asked.entries)
        adjustments = adjust(Path(folder), asked.adjustments)
        read, problems = record.read(Path(folder))
        assert problems == []
        print(f"{entries} entries, {adjustments} adjustments")
        measure(derive(read, DAY))


if __name__ == "__main__":
    main()
