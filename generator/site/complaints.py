"""What mkdocs complains of while it builds, in sentences for a clerk.

In: the warnings that mkdocs logs. Out: Chinese sentences that name the page of prose and the link.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager


class _Listener(logging.Handler):
    """Puts every warning it hears into a sentence; what names no page it leaves out."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if sentence := _sentence(record.getMessage()):
            self.sentences.append(sentence)


@contextmanager
def heard(engine: str) -> Iterator[list[str]]:
    """A list that fills with a sentence for each warning of the engine, named by its package, as long as the block runs."""
    listener = _Listener()
    logger = logging.getLogger(engine)
    logger.setLevel(logging.WARNING)
    logger.addHandler(listener)
    try:
        yield listener.sentences
    finally:
        logger.removeHandler(listener)


def _sentence(warning: str) -> str:
    """A warning of mkdocs for the clerk. It quotes first the page, then, where a link is wrong, the link."""
    if setting := re.match(r"Config value '([^']+)'", warning):
        return f"“{setting[1]}”没有写，或者写得不对。"
    page, link = [*re.findall(r"'([^']+)'", warning), "", ""][:2]
    if link:
        return f"content/{page}：链接“{link}”指到了没有的地方。改成有的页面，或者删掉。"
    return f"content/{page}：这一页有问题，看看最近改的地方。" if page else ""
