"""Says what came of trying the addresses: as text, as JSON.

In: what was tried. Out: text by the name of its form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.record.tried import TO_DO, Outcome, Tried
from generator.reports import json_text


def text(found: Sequence[Tried]) -> str:
    """What is not as it should be, the gravest first, each with what to do; the last line counts."""
    lines: list[str] = []
    for outcome, what in TO_DO.items():
        some = [one for one in found if one.outcome is outcome]
        if some:
            lines += [
                f"{outcome} {len(some)} 个",
                *(f"  {one.address}　{one.said}" for one in some),
                f"  怎么办：{what}",
                "",
            ]
    counts = Counter(one.outcome for one in found)
    counted = "、".join(f"{outcome} {counts[outcome]}" for outcome in Outcome if counts[outcome])
    return "\n".join([*lines, f"试了 {len(found)} 个网址" + (f"：{counted}" if counted else "")])


def as_json(found: Sequence[Tried]) -> str:
    """Everything as one JSON list."""
    return json_text(
        [
            {
                "网址": one.address,
                "哪天试的": one.day.isoformat(),
                "结果": one.outcome,
                "说明": one.said,
                "转到": one.leads_to,
            }
            for one in found
        ]
    )


FORMS = {"text": text, "json": as_json}
