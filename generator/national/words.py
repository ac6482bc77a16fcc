"""Says how a town's texts and newer ones differ, entry by entry, and what is done with them.

In: `Difference`s. Out: text for a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.derive.field_changes import columns, field_changes
from generator.national.differences import Difference, Standing

_HEADINGS = {
    Standing.GIVEN: "程序给的，本镇没有改过：可以换成新的",
    Standing.OWN: "本镇自己写的、改过的，两边对着看",
    Standing.AHEAD: "本镇的更新",
    Standing.NEW: "本镇没有的",
    Standing.REMOVED: "本镇删掉了的，不点名不放回来",
}


def listing(found: Sequence[Difference]) -> str:
    """Every difference: what it says here and what it would say."""
    if not found:
        return "和新的一样，没有要换的。"
    blocks = []
    for standing, heading in _HEADINGS.items():
        ones = [one for one in found if one.standing is standing]
        if not ones:
            continue
        if standing in (Standing.NEW, Standing.REMOVED):
            lines = [f"  {one.key}{'' if one.key == one.title else f'　{one.title}'}" for one in ones]
        else:
            lines = [line for one in ones for line in shown(one)]
        blocks.append("\n".join([f"{heading}（{len(ones)}）：", *lines]))
    return "\n\n".join(blocks)


def shown(one: Difference) -> Iterator[str]:
    """A difference, field by field."""
    yield f"  {one.id} {one.title}" + ("" if one.key == one.title else f"　{one.key}")
    for field in field_changes(one.model, one.now, one.then):
        yield f"    {field.path}"
        for word, value in zip(("本镇", "新的"), columns(field), strict=True):
            if value or not (field.went or field.came):
                first, *rest = value.split("\n")
                yield f"      {word}：{first}"
                yield from (f"            {line}" for line in rest)
    yield from (f"    （{remark}）" for remark in one.remarks)


def summary(found: Sequence[Difference], command: str) -> str:
    """What to do next, where nothing was written."""
    if not found:
        return ""
    taken = sum(one.taken for one in found)
    said = f"加上 --apply 换 {taken} 条" if taken else "没有不点名就换的"
    left = len(found) - taken
    more = f"；另外 {left} 条点了名才换，例：{command} {found[-1].key} --apply" if left else ""
    return f"什么也没有写。{said}{more}。"


def written(chosen: Sequence[Difference], files: Sequence[str]) -> str:
    """What was written."""
    if not chosen:
        return "什么也没有写。"
    return "\n".join([f"换了 {len(chosen)} 条，写了 {len(files)} 个文件：", *(f"  {path}" for path in files)])
