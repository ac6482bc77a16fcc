"""What changed in the record since it was published last, on a page; and the adjustment that it lacks, drafted.

In: a town, its files as they were when the preview started, for where no version control keeps them. Out: HTML, or
a new file of the record.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from generator.desk.diff import earlier, job, page
from generator.desk.diff.comparison import compare
from generator.editing.saving import NotSaved, Town, write
from generator.files import whole

CHANGES, ADJUST = "-/changes/", "-/adjust/"
_STARTED = "打开预览的时候"
Files = Mapping[str, bytes]  # by path from the town's folder


def changes_html(town: Town, started: Files) -> str:
    """The page of what changed. Raises `earlier.NoEarlier`."""
    with _earlier(town, started) as before:
        return page.page(compare(before.root, before.name, town.root, town.checked.record, town.day))


def draft_adjustment(town: Town, started: Files) -> str:
    """Write the draft of an adjustment for what changed and has none; its path. Raises `NotSaved`."""
    wanted = job.Wanted("text", None, None, None, adjustment=True)
    try:
        with _earlier(town, started) as before:
            done = job.run(town.checked.record, town.root, town.day, str(before.root), wanted)
    except (earlier.NoEarlier, job.NotDone) as why:
        raise NotSaved(f"没有起草：{why}。") from None
    assert done.draft
    path, content = done.draft
    write(town.root, {path: (None, content)})
    return path


@contextmanager
def _earlier(town: Town, started: Files) -> Iterator[earlier.Earlier]:
    """The record as it was: as the version control has it, else as it was when the preview started."""
    with ExitStack() as stack:
        try:
            before = stack.enter_context(earlier.earlier_record(town.root, None))
        except earlier.NoEarlier:
            if not started:
                raise
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="qingdan-")))
            for path, content in started.items():
                whole.write(folder / path, content)
            before = earlier.Earlier(folder, _STARTED)
        yield before
