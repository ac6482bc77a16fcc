"""Says what rests on the laws, and what would change: as text for a terminal, as JSON.

In: what the modules beside this one found. Out: text.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.derive.amendment import begins
from generator.desk.laws.moving import Rewriting
from generator.desk.laws.resting import Place, Resting
from generator.desk.laws.seen import Seen
from generator.model.citation import Article
from generator.model.reference import Law
from generator.reports import json_text

_FIRST = 12  # names in a line; the law by itself, and JSON, say all


def every(found: Sequence[Resting]) -> str:
    """All laws: first those with something to look at, then by how much rests on them."""
    urgent = [one for one in found if one.unread]
    others = [one for one in found if not one.unread and one.places]
    idle = [one for one in found if not one.places]
    blocks = [f"法规 {len(found)} 部。"]
    if urgent:
        blocks.append("\n".join([f"先看这 {len(urgent)} 部：", *(_urgent(one) for one in urgent)]))
    blocks.append("\n".join(["凭得多的在前：", *(_line(one) for one in others)]) if others else "别的都没有凭它的。")
    if idle:
        blocks.append(f"没有凭它的 {len(idle)} 部：{'、'.join(str(one.law.id) for one in idle)}")
    return "\n\n".join(blocks)


def _urgent(one: Resting) -> str:
    names = list(dict.fromkeys(place.where for place in one.unread))
    more = f"等 {len(names)} 个" if len(names) > _FIRST else ""
    return f"  {_titled(one)}，{_changed(one)}：{'、'.join(names[:_FIRST])}{more}"


def _changed(one: Resting) -> str:
    if one.law.repealed:
        return "已废止" + (f"，由《{one.law.successor}》代替" if one.law.successor else "")
    return f"{begins(one.law.newest)} 起的一版还没有对照"


def _checked(law: Law) -> str:
    return f"核对到 {law.checked}" if law.checked else "还没有核对"


def _titled(one: Resting) -> str:
    return f"{one.law.id} {one.law.name}"


def _line(one: Resting) -> str:
    return f"  {_titled(one)}　{len(one.places)} 处　{_checked(one.law)}"


def alone(one: Resting) -> str:
    """One law: its articles, and under each the places that rest on it."""
    lines = [f"{_titled(one)}　{one.law.state}　{_checked(one.law)}　{len(one.places)} 处凭它"]
    by_article: dict[Article | None, list[Place]] = {}
    for place in one.places:
        for article in place.citation.articles or (None,):
            by_article.setdefault(article and article._replace(rest=""), []).append(place)
    for article in sorted(by_article, key=lambda article: article or Article(0, 0, "")):
        lines.append(f"{article or '整部'}")
        lines += [f"  {place.where}　{place.at}{'　要看' if place.unread else ''}" for place in by_article[article]]
    if one.unread:
        lines.append(f"看过了敲：qingdan laws --seen {one.law.id}")
    return "\n".join(lines)


def as_json(found: Sequence[Resting]) -> str:
    """One JSON object with every law and every place."""
    laws = [
        {
            "编号": str(one.law.id),
            "名称": str(one.law.name),
            "有效性": str(one.law.state),
            "核对到": str(one.law.checked or ""),
            "要看": len(one.unread),
            "凭它的": [
                {"哪里": place.where, "格子": place.at, "依据": str(place.citation), "要看": place.unread}
                for place in one.places
            ],
        }
        for one in found
    ]
    return json_text({"法规": laws})


def seen(found: Seen, to: str, written: bool) -> str:
    """What 核对到 becomes, and what is left."""
    lines = [f"{'改了' if written else '会改'} {len(found.files)} 个文件的“核对到”，改成 {to}："]
    lines += [f"  {path}" for path in found.files]
    for name, laws in found.left:
        others = "、".join(f"{law.id}《{law.name}》" for law in laws)
        lines.append(f"没有动 {name}：它还凭 {others}，那也改过，一起看过了再改")
    return "\n".join([*lines, *([] if written else ["加上 --apply 才写。"])])


def moved(done: Rewriting, draft: str, written: bool) -> str:
    """Each citation before and after; `draft` is the path of the adjustment drafted with it."""
    lines = [f"{'改了' if written else '会改'} {len(done.moved)} 处："]
    lines += [f"  {one.file} 第{one.line}行　{one.before} → {one.after}" for one in done.moved]
    lines += [f"没有动 {path}：没有写“核对到”，不知道写的是不是新条号" for path in done.undated]
    if draft:
        lines.append(f"起草了一次调整 {draft}：照批准文件填好，才能发布" if written else f"会起草一次调整 {draft}")
    if written and done.moved:
        lines.append("条号换好了。内容变没变还要看，看过了敲 qingdan laws --seen。")
    return "\n".join([*lines, *([] if written else ["加上 --apply 才写。"])])
