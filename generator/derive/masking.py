"""A natural person's name as the public may see it."""

from __future__ import annotations

_DOUBLE = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "令狐",
        "长孙",
        "慕容",
        "司徒",
        "夏侯",
        "宇文",
        "端木",
        "南宫",
        "独孤",
        "轩辕",
    ]
)


def masked(name: str) -> str:
    """The surname and 某 for each further character: 石样例 → 石某某."""
    surname = name[:2] if len(name) > 2 and name[:2] in _DOUBLE else name[:1]
    return surname + "某" * max(1, len(name) - len(surname))
