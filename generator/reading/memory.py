"""What was read before: a file whose bytes are the same is not read again; many new ones are read side by side.

In: paths, bytes and models. Out: readings. Used by `record`; the preview keeps one between two saves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from generator import processes
from generator.model.fields import Part
from generator.reading import reader

_MANY = 250  # files that are worth a process of their own
Written = tuple[str, bytes, type[Part]]  # path below powers/, bytes, model


class Memory(dict[str, tuple[bytes, reader.Reading]]):
    """What was read before, by path: a file whose bytes are the same is not read again."""

    def learn(self, files: Sequence[Written]) -> None:
        """Read many files at once, shared out among processes; those with faults are left for `read`."""
        new = [file for file in files if self.get(file[0], (None,))[0] != file[1]]
        if len(new) < _MANY:
            return
        chunks = [new[i : i + _MANY] for i in range(0, len(new), _MANY)]
        for number, (found, error) in processes.as_done([partial(_plain, chunk) for chunk in chunks]):
            if error is not None:
                raise error
            for (path, content, model), data in zip(chunks[number], found, strict=True):
                if data is not None and (reading := reader.accept(data, model)):
                    self[path] = content, reading

    def read(self, path: str, content: bytes, model: type[Part]) -> reader.Reading:
        """The reading of a file, from memory where its bytes have not changed."""
        known = self.get(path)
        if known is None or known[0] != content:
            known = self[path] = (content, reader.read(content, model))
        return known[1]


def _plain(files: Sequence[Written]) -> list[dict[str, Any] | None]:
    return [reader.plain(content, model) for _, content, model in files]
