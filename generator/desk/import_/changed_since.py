"""Tells where a field was changed since the export of a workbook: in the workbook, in the record, or in both.

In: the fingerprints in the workbook, what record and workbook say now. Out: a `Changed`; clashes and stale fields
are noted in the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from generator.intake.plan import CellRef, ImportPlan
from generator.sheets.fingerprints import Fingerprints, fingerprint

_LONGEST = 40  # characters of a value that are shown


class Changed(Enum):
    """Where a field was changed since the export."""

    HERE = "in the workbook"
    THERE = "in the record"
    BOTH = "in both, and not alike"


class ChangesSinceExport:
    """Compares fields with what they said at the export; without fingerprints all differences are the clerk's."""

    def __init__(self, exported: Mapping[str, Fingerprints] | None, plan: ImportPlan) -> None:
        self.exported, self.plan = exported or {}, plan
        self.stale: dict[str, list[str]] = {}  # by entry: fields that stay as the record has them

    def where(self, key: str, title: str, record_text: str, workbook_text: str) -> Changed:
        """Where a field was changed that record and workbook say differently."""
        if key not in self.exported:
            return Changed.HERE
        exported = self.exported[key].get(title, "")
        if exported == fingerprint(record_text):
            return Changed.HERE
        if exported == fingerprint(workbook_text):
            self.stale.setdefault(key, []).append(title)
            return Changed.THERE
        return Changed.BOTH

    def note_clash(self, where: CellRef, title: str, record_text: str) -> None:
        """Note that a field was changed in both."""
        held = record_text.replace("\n", "、")
        short = f"{held[:_LONGEST]}…" if len(held) > _LONGEST else held
        now = f"现在是“{short}”" if held else "现在空着"
        message = f"“{title}”导出以后在记录里改过，{now}"
        self.plan.wrong(where, message, "照记录现在的写，或者重新导出一份，在新的里面改。")

    def note_stale(self) -> None:
        """Note which entries the record has newer than the workbook."""
        for key, titles in self.stale.items():
            fields = "、".join(dict.fromkeys(titles))
            self.plan.notices.append(f"{key} 的“{fields}”导出以后在记录里改过，表里没有动过，照记录的留着。")
