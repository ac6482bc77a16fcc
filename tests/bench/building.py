"""The stages of a whole build, timed, in a process of its own; and how soon the preview shows a save.

In: the folder of a town. Out: seconds by stage, megabytes, how much was made.
"""

from __future__ import annotations

import gc
import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.request import urlopen

from generator import processes, record, rules
from generator.checked import Checked
from generator.site import engine
from generator.site.contents import EXPORTS, PAGES, prepare
from generator.site.press import Press
from tests.towns import DAY


def stages(root: str) -> dict[str, Any]:
    """Each stage of a build by itself, in one process, so that a stage's seconds are its whole work."""
    gc.disable()  # as the command does
    processes.alone = True
    laps: dict[str, float] = {}
    clock = perf_counter()

    def lap(name: str) -> None:
        nonlocal clock
        laps[name] = laps.get(name, 0.0) + perf_counter() - clock
        clock = perf_counter()

    town, problems = record.read(Path(root))
    lap("读记录")
    problems += rules.check(town, DAY)
    lap("核对规矩")
    checked = Checked(town, tuple(problems))
    build = prepare(checked, DAY)
    lap("推出来的")
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        clock = perf_counter()
        press = engine.run(Path(root), Path(place), DAY, checked, pages=False).press
        lap("mkdocs：说明文字、主题")
        pages = _press(press, lap)
        data = 0
        for export in EXPORTS:
            files = list(export(build.town))
            lap("开放数据")
            for path, content in files:
                press.write(path, content)
            lap("写文件")
            data += sum(len(content) for _, content in files)
    return {
        "页数": pages,
        "数据MB": data / 1e6,
        "各步秒数": laps,
        "最多内存MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _press(press: Press, lap: Any) -> int:
    """Bodies, frames and files of every part; how many pages there are."""
    pages = 0
    for make in PAGES:
        bodies = list(make(press.build.town))
        lap("页面的正文")
        framed = [(f"{body.url}index.html", press.page(body).encode()) for body in bodies]
        lap("套上框")
        for path, content in framed:
            press.write(path, content)
        lap("写文件")
        pages += len(bodies)
    return pages


def whole(root: Path, target: Path) -> tuple[float, float]:
    """Seconds of the whole command into a new folder, and the most memory that one of its processes took, in MB."""
    command = [sys.executable, "-m", "generator", "build", "--root", str(root), "--site", str(target)]
    start = perf_counter()
    running = subprocess.Popen([*command, "--as-of", DAY.isoformat()], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, command)
    return perf_counter() - start, used.ru_maxrss / 1024


def saved(root: str) -> float:
    """Seconds from saving an entry until the preview's server hands out the page with the change in it.

    Asks as an open page does: it waits to hear of a change, then loads anew.
    """
    import threading

    import waitress

    from generator.preview import Preview

    file = next((Path(root) / "powers/authority").glob("*.yml"))
    mark = "刚刚改的名称"
    with Preview(Path(root), DAY) as application:
        server = waitress.create_server(application, host="127.0.0.1", port=0, threads=4)
        threading.Thread(target=server.run, daemon=True).start()
        server_address = f"http://127.0.0.1:{server.effective_port}/"
        address = f"{server_address}authority/{file.stem}/"
        shown = urlopen(address).read().decode()
        written = file.read_text("utf-8")
        start = perf_counter()
        file.write_text(written.replace("名称: ", f"名称: {mark}", 1), "utf-8")
        while mark not in shown:
            version = re.findall(r'data-version="(\d+)"', shown)[-1]
            urlopen(f"{server_address}-/changed?since={version}").read()
            shown = urlopen(address).read().decode()
        seconds = perf_counter() - start
        file.write_text(written, "utf-8")
        server.close()
    return seconds
