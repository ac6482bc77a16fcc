"""The stages of a whole build, timed, in a process of its own.

In: the folder of a town. Out: seconds by stage, megabytes, how much was made.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from generator import plugin, record, rules, site
from tests.bench.measuring import TODAY


def stages(root: str) -> dict[str, Any]:
    """Each stage of a build by itself; the pages are handed on, as in a build."""
    gc.disable()  # as the command does
    laps: dict[str, float] = {}
    clock = perf_counter()

    def lap(name: str) -> None:
        nonlocal clock
        laps[name] = perf_counter() - clock
        clock = perf_counter()

    town, problems = record.read(Path(root))
    lap("读记录")
    problems += rules.check(town, TODAY)
    lap("核对规矩")
    checked = site.Checked(town, tuple(problems))
    build = site.prepare(checked, TODAY)
    lap("推出来的")
    pages = len(build.bodies)
    lap("页面的正文")
    data = sum(len(content) for _, content in build.files())
    lap("开放数据")
    prepare, site.prepare = site.prepare, lambda *_: build
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        clock = perf_counter()
        plugin.run(Path(root), Path(place), TODAY, checked)
        lap("套上框、写文件")
    site.prepare = prepare
    return {
        "页数": pages,
        "数据MB": data / 1e6,
        "各步秒数": laps,
        "最多内存MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def whole(root: Path, target: Path) -> float:
    """Seconds of the whole command, from an empty folder."""
    command = [sys.executable, "-m", "generator", "build", "--root", str(root), "--site", str(target)]
    start = perf_counter()
    subprocess.run([*command, "--as-of", TODAY.isoformat()], check=True, capture_output=True)
    return perf_counter() - start
