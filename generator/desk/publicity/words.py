"""Says what became of an export of the 双公示 forms.

In: an `ExportedForms` and the file that it was written to. Out: text.
"""

from __future__ import annotations

from pathlib import Path

from generator.desk.publicity.export import ExportedForms


def exported(forms: ExportedForms, file: Path) -> str:
    """How many rows were written, what was left out, what is still to be looked at."""
    lines = [f"写好了 {file}：" + "，".join(f"{kind}{count}行" for kind, count in forms.counts.items())]
    for lead, said in (("没有报的：", forms.left_out), ("还要看的：", forms.remarks)):
        if said:
            lines += [lead, *(f"　{line}" for line in said)]
    return "\n".join(lines)
