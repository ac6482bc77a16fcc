"""Says what became of the files that were formatted.

In: `Formatted` files. Out: text.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.desk.fmt.job import Formatted


def text(files: Sequence[Formatted], *, written: bool) -> str:
    """What was done to each file, or would be done if it were not `written`; the last line counts the files."""
    lines = []
    for file in files:
        if file.refused:
            lines.append(f"没有动 {file.path}：{file.refused}")
        elif file.changed:
            lines.append(f"{'改好了' if written else '要改'} {file.path}")
            lines += [f"  {line}" for line in file.renamed]
    changed = sum(file.changed for file in files)
    refused = sum(bool(file.refused) for file in files)
    tidy = len(files) - changed - refused
    if refused:
        lines.append("不能排的文件先用 qingdan check 看哪里不对，改好再来。")
    done = f"{'改好' if written else '要改'} {changed} 个"
    return "\n".join([*lines, f"看了 {len(files)} 个文件：{done}，已经整齐 {tidy} 个，不能排的 {refused} 个"])
