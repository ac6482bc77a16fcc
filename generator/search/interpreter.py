"""The search on the command line: the page's own scripts, run by an embedded interpreter.

In: the files of a search. Out: what the page would show for a query. The interpreter is
QuickJS, which the extra `qingdan[desk]` brings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from generator.search.index import FOLDER

SCRIPTS = "overrides/assets/search"
# The keys of the answer, and what the engine calls them.
_KEYS = {"编号": "id", "名称": "name", "清单": "list", "状态": "note", "url": "url", "score": "score", "why": "why"}


class Found(NamedTuple):
    """What a query led to: what answers it, what is merely near, each as 50-engine.js describes it; a danger, or None."""

    results: list[dict[str, Any]]
    near: list[dict[str, Any]]
    danger: dict[str, Any] | None


class NoInterpreter(Exception):
    """The interpreter is not installed; the message says how to get it."""


class Engine:
    """The engine, with the files of one site's search."""

    def __init__(self, scripts: Path, files: Iterable[tuple[str, bytes]]) -> None:
        try:
            from quickjs import Context
        except ImportError:
            raise NoInterpreter("这台电脑还不能在命令里搜索。先运行 pip install 'qingdan[desk]'，装好再来。") from None
        self._parts = {path.removeprefix(FOLDER): content.decode() for path, content in files}
        self._script = Context()
        for script in sorted(scripts.glob("*.js")):
            self._script.eval(script.read_text(encoding="utf-8"))
        self._script.eval("var engine = new QingdanSearch.Engine();")

    def search(self, query: str, limit: int) -> Found:
        """What a query leads to; parts are brought as the engine asks for them."""
        asked = f"JSON.stringify(engine.search({_quoted(query)}, {{limit: {limit}}}))"
        while True:
            found = json.loads(str(self._script.eval(asked)))
            if not found["missing"]:
                return Found(found["results"], found["near"], found["danger"])
            for path in found["missing"]:
                self._script.eval(f"engine.put({_quoted(path)}, {_quoted(self._parts[path])})")


def text(found: Found) -> str:
    """What was found, for a person: a line each, best first, a danger before all."""
    lines = []
    if found.danger:
        calls = "、".join(f"{number}（{name}）" for number, name in found.danger["calls"])
        lines.append(f"{found.danger['name']}？先打电话：{calls}")
    lines += [line for result in found.results for line in _lines(result)]
    if not found.results and found.near:
        lines += ["没有正好对上的。是不是要找：", *(line for result in found.near for line in _lines(result))]
    return "\n".join(lines) or "没有找到。换个说法试试，或者用 qingdan list 看全部。"


def _lines(result: dict[str, Any]) -> Iterator[str]:
    """A result, and below it what is the same matter."""
    yield "　".join(filter(None, map(result.get, ("id", "name", "list", "why", "note"))))
    for other in result["also"]:
        yield f"　同一件事：{other['id']}　{other['name']}　{other['list']}"


def as_json(found: Found) -> str:
    """What was found, for a program: a list, best first; what is merely near has `sure` false."""
    results = [(one, True) for one in found.results] + [(one, False) for one in found.near]
    rows = [{key: one[name] for key, name in _KEYS.items()} | {"sure": sure} for one, sure in results]
    return json.dumps(rows, ensure_ascii=False, indent=1)


FORMS = {"text": text, "json": as_json}


def _quoted(text: str) -> str:
    """A text as a literal of the script: ASCII only, so that nothing in it can end the literal."""
    return json.dumps(text)
