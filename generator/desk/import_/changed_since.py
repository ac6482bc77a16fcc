"""What was changed in the record since a workbook was exported, field by field.

In: the marks in the workbook, what the record says now. Out: for a cell that says something else than the record
whether it was changed in the workbook, in the record or in both. Used by `weaving` and `items`.
"""

from __future__ import annotations

from enum import Enum

from generator.intake.plan import Where, Woven
from generator.sheets import fingerprints


class Changed(Enum):
    """Where a field was changed since the export."""

    HERE = "in the workbook"
    THERE = "in the record"
    BOTH = "in both, and not alike"


class Since:
    """Compares with the export; without marks every difference counts as the clerk's."""

    def __init__(self, marks: dict[str, fingerprints.Marks] | None, woven: Woven) -> None:
        self.marks, self.woven = marks, woven
        self.stale: dict[str, list[str]] = {}  # by entry: fields that stay as the record has them

    def changed(self, key: str, title: str, now: str, said: str) -> Changed:
        """Where a field was changed that says `now` in the record and `said` in the workbook."""
        marks = (self.marks or {}).get(key)
        if marks is None or marks.get(title, "") == fingerprints.mark(now):
            return Changed.HERE
        if marks.get(title, "") == fingerprints.mark(said):
            self.stale.setdefault(key, []).append(title)
            return Changed.THERE
        return Changed.BOTH

    def clash(self, where: Where, title: str, now: str) -> None:
        """Note that a field was changed in both."""
        held = now.replace("\n", "、")
        shown = f"，现在是“{held[:40] + ('…' if len(held) > 40 else '')}”" if held else "，现在空着"
        message = f"“{title}”导出以后在记录里改过{shown}"
        self.woven.wrong(where, message, "照记录现在的写，或者重新导出一份，在新的里面改。")

    def close(self) -> None:
        """Say of which entries the workbook is older than the record."""
        for key, titles in self.stale.items():
            fields = "、".join(dict.fromkeys(titles))
            self.woven.notices.append(f"{key} 的“{fields}”导出以后在记录里改过，表里没有动过，照记录的留着。")
