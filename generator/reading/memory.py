"""Remembers what was read: a file whose bytes have not changed is not read again.

In: paths, bytes and models. Out: readings. Where many files are new, several processes read them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from generator import processes
from generator.model.fields import Part
from generator.reading import reader

_MANY = 250  # files: enough to give them to another process
Written = tuple[str, bytes, type[Part]]  # path below powers/, bytes, model


class Memory(dict[str, tuple[bytes, reader.Reading]]):
    """The bytes and the reading of every file that was read, by its path below powers/."""

    def learn(self, files: Sequence[Written]) -> None:
        """Read those of the files that are new, if they are many. Files with faults are left to `read`."""
        new = [file for file in files if self.get(file[0], (None,))[0] != file[1]]
        if len(new) < _MANY:
            return
        chunks = [new[i : i + _MANY] for i in range(0, len(new), _MANY)]
        for number, (found, error) in processes.as_done([partial(_data_of_all, chunk) for chunk in chunks]):
            if error is not None:
                raise error
            for (path, content, model), data in zip(chunks[number], found, strict=True):
                if data is not None and (reading := reader.accept(data, model)):
                    self[path] = content, reading

    def read(self, path: str, content: bytes, model: type[Part]) -> reader.Reading:
        """The reading of a file: remembered, or made now."""
        known = self.get(path)
        if known is None or known[0] != content:
            known = self[path] = (content, reader.read(content, model))
        return known[1]


def _data_of_all(files: Sequence[Written]) -> list[dict[str, Any] | None]:
    """The data of files, and not their entries: it is less to send from one process to another."""
    return [reader.data_of(content, model) for _, content, model in files]
