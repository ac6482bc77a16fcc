"""Says what a renaming changes, place by place, and what it leaves.

In: a `Renaming`. Out: text for a terminal.
"""

from __future__ import annotations

from generator.desk.rename.job import Place, Renaming
from generator.model.reference import Law

_MOST = 20


def shown(found: Renaming) -> str:
    """Every place that changes, then those in running text that are left."""
    old, new = (f"《{name}》" if isinstance(found.entry, Law) else f"“{name}”" for name in (found.old, found.new))
    lines = [
        f"{found.entry.id} {old} 改名 {new}，旧名写进“曾用名”；改 {len(found.places)} 处、{len(found.files)} 个文件："
    ]
    lines += [f"  {place.file}　{place.where}" for place in found.places[:_MOST]]
    lines += [_more(found.places)] if len(found.places) > _MOST else []
    if found.left:
        lines.append(f"文字里也写着旧名的 {len(found.left)} 处，没有动，看看说的是现在还是以前：")
        lines += [f"  {place.file}　{place.where}：{place.before}" for place in found.left[:_MOST]]
        lines += [_more(found.left)] if len(found.left) > _MOST else []
    lines.append("以前的决定、动态调整、文件和已经终止的，照当时的名称，不改；旧名还对得上。")
    return "\n".join(lines)


def _more(places: list[Place]) -> str:
    return f"  ……一共 {len(places)} 处"
