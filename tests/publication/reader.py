"""Readers who ask a real nginx for files while editions follow each other: each answer is whole, and of one edition.

In: a folder, how many editions, how many readers. Out: what was wrong, a list an answer.
"""

from __future__ import annotations

import random
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests import servers
from tests.publication import ready

_TOLD = "location / { try_files $uri =404; }"


def answers(folder: Path, editions: int, readers: int, seed: int) -> Iterator[list[str]]:
    """Publish so many editions while readers ask; what was wrong with each answer."""
    root, site = ready.town(folder / "town"), folder / "www/site"
    ready.publish(root, site)
    newest, stopped, wrong = [1], threading.Event(), []

    def read(number: int, address: str) -> None:
        chance = random.Random(f"{seed} {number}")
        paths = sorted(ready.files(1).keys() & ready.files(2).keys())
        while not stopped.is_set():
            path, before = chance.choice(paths), newest[0]
            content = _asked(f"{address}/site/{path}")
            # One edition may have taken its place that its publisher has not told of yet.
            right = any(content == ready.files(n)[path] for n in range(before, newest[0] + 2))
            wrong.append([] if right else [f"{path}, editions {before} to {newest[0] + 1}: {content[:80]!r}"])

    with servers.serving("nginx", _TOLD, site.parent, folder / "nginx") as address:
        threads = [threading.Thread(target=read, args=(number, address)) for number in range(readers)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(editions):
                newest[0] = ready.publish(root, site).about.sequence
        finally:
            stopped.set()
            for thread in threads:
                thread.join()
    yield from wrong


def _asked(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        return f"answered {error.code}".encode()
