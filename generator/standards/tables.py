"""The standard code lists: what a field that takes “one of” may hold.

In: `code_lists.yml` and `themes.yml` in this package. Out: names and codes by table.
Used by `model.values` for checking and by whatever prints a table.
"""

from __future__ import annotations

import difflib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from generator import source


@cache
def load(file: str) -> dict[str, Any]:
    """The content of one of this package's tables, as plain strings, lists and dicts."""
    document = source.read(resources.files(__package__).joinpath(file).read_bytes())
    if document.root is None or document.faults:
        raise ValueError(f"{file}: {document.faults}")
    return document.root.data()


@cache
def _lists() -> dict[str, dict[str, str]]:
    lists = {table["名称"]: table["取值"] for table in load("code_lists.yml")["代码表"]}
    return {name: {item["名称"]: item.get("代码", "") for item in items} for name, items in lists.items()}


@cache
def names(table: str) -> tuple[str, ...]:
    """The names in a table, in its order."""
    return tuple(_lists()[table])


def code(table: str, name: str) -> str:
    """The official code of a name, "" where it has none."""
    return _lists()[table].get(name, "")


def closest(written: str, allowed: tuple[str, ...] | list[str]) -> str:
    """The allowed word most like a written one, "" where none is near: what the clerk may have meant."""
    return _closest(written, tuple(allowed))


@lru_cache(maxsize=4096)
def _closest(written: str, allowed: tuple[str, ...]) -> str:
    found = difflib.get_close_matches(written, allowed, n=1, cutoff=0.5)
    if found:
        return found[0]
    inside = [word for word in allowed if len(written) >= 2 and (written in word or word in written)]
    return inside[0] if len(inside) == 1 else ""
