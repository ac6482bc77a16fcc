"""Requests that no form of the preview sends, by chance: each is answered, and none of them writes.

In: a preview, chance, how many. Out: how many were sent, and what wrote or broke.
"""

from __future__ import annotations

import traceback
from random import Random
from typing import Any

from generator.preview import Preview
from tests.editing.sending import Pairs, ask, do, fields, typed
from tests.towns import state

_FORM = "/-/edit/f001/"
_PATHS = (
    *(
        "/-/edit/../f001/",
        "/-/edit/f001",
        "/-/edit/",
        "/-/edit/../../etc/passwd/",
        "/-/edit/%2e%2e/f001/",
        "/-/edit/f001/\0/",
    ),
    *("/-/edit/published.csv/", "/-/edit/publications.csv/", "/-/edit/attachments/f001/form.pdf/", "/-/edit//f001/"),
    *("/-/edit/F001/", "/-/edit/f999/", "/-/edit/powers/services/f001.yml/", "/-/edit/services/f001.yml/", "/-/new/"),
    *(
        "/-/new/../services/",
        "/-/new/nothing/",
        "/-/undo/",
        "/-/undo/x",
        "/-/edit/" + "a" * 3000 + "/",
        "/-/edit/f001/f001/",
    ),
    *(
        "/-/edit/town.yml/../f001/",
        "/-/edit/C:/f001/",
        "/-/edit/f001.yml/",
        "/-/edit/\\..\\f001/",
        "/",
        "/services/f001/",
    ),
)
_METHODS = ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "POSt")
_ORIGINS = (None, "null", "", "http://evil.example", "http://localhost", "http://localhost:8000.evil.example",
            "https://localhost:8000", "http://localhost:8000/", "file://", "http://127.0.0.1:8000")  # fmt: skip
_HOSTS = ("evil.example:8000", "", "localhost", "127.0.0.1:80", "localhost:8000@evil.example", "localhost:8000 ")
_NASTY = (
    "\0",
    "\u202e",
    "\ud7ff",
    "a" * 3000,
    "- x: y",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "\r\n\r\n",
    "&a *a",
    "../../x",
    "%s%n",
    "\t",
    "﻿",
)


def through(preview: Preview, rng: Random, count: int) -> tuple[int, list[str]]:
    """Send so many requests."""
    root = preview.live.root
    before, found = state(root), []
    honest = fields(ask(preview, _FORM).text)
    honest_twice = typed(honest, "一句话", ["不该写进去。"])
    for number in range(count):
        path, pairs, environ = _request(rng, honest_twice)
        told = f"{number} {path[:60]!r} {str(environ)[:200]} {str(pairs)[:80] if pairs else ''}"
        try:
            answer = ask(preview, path, pairs, **environ)
        except Exception:
            found.append(f"{told}\n{traceback.format_exc(limit=-4)}")
            continue
        if answer.status >= 500 or "Traceback" in answer.text:
            found.append(f"{told}: {answer.status}")
        if (now := state(root)) != before:
            found.append(f"{told}: wrote {sorted(path for path in now if now[path] != before.get(path))}")
            return number + 1, found
    return count, found


def _request(rng: Random, honest: Pairs) -> tuple[str, Pairs | None, dict[str, Any]]:
    """A request that has something wrong with it."""
    match rng.randint(0, 8):
        case 0:
            return _FORM, do(honest), {"HTTP_ORIGIN": rng.choice(_ORIGINS)}
        case 1:
            return _FORM, do(honest), {"HTTP_HOST": rng.choice(_HOSTS)}
        case 2:  # a GET, or another method, with all that would save
            return _FORM + "?do=存", do(honest), {"REQUEST_METHOD": rng.choice(_METHODS)}
        case 3:
            return rng.choice(_PATHS), rng.choice((None, do(honest))) if rng.random() < 0.9 else [], {}
        case 4:  # no token, or another
            bare = [pair for pair in honest if pair[0] != "token"]
            return _FORM, do(bare + rng.choice(([], [("token", rng.choice(_NASTY))]))), {}
        case 5:  # a digest of something else
            bare = [pair for pair in honest if pair[0] != "digest"]
            return _FORM, do([*bare, ("digest", rng.choice(("", "0" * 64, *_NASTY)))]), {}
        case 6:  # a body that is cut, swollen, or no form
            whole = b"&".join(rng.randbytes(20) for _ in range(rng.randint(1, 400)))
            length = rng.choice((None, "x", "1e3", str(len(whole) + 5), "99999999", "-3"))
            return _FORM, [], {"body": whole} | ({"CONTENT_LENGTH": length} if rng.random() < 0.7 else {})
        case 7:  # wishes that lead nowhere
            wish = rng.choice(("删 申请材料.99999", "加 编号", "上 申请材料.x", "下 ", "加 申请材料.0.名称", "删 " + "9" * 5000,
                               "加 没有.0.这格", "上 申请材料.0", "加 " + "申请材料.0." * 50, "上 申请材料.٣"))  # fmt: skip
            return _FORM, do(honest, wish), {}
        case _:  # values that no file may hold, in a field that must not be wrong
            return _FORM, do(typed(honest, "一句话", ["", rng.choice(_NASTY)][:1]), "存"), {}
