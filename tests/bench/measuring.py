"""The stages of a check, timed; each function is run in a process of its own, so that its memory is its own.

In: the folder of a town. Out: seconds, megabytes, counts.
"""

from __future__ import annotations

import resource
from pathlib import Path
from time import perf_counter
from typing import Any

from generator import record, rules
from generator.checked import read_and_check
from generator.reading import folder, reader
from generator.syntax import parser
from tests.mutation.town import model_of
from tests.towns import DAY


def measure(root: str) -> dict[str, Any]:
    """The seconds of each stage of a check of the town in a folder, each stage run by itself, in a new process."""
    stages: dict[str, float] = {}
    clock = perf_counter()

    def lap(name: str) -> None:
        nonlocal clock
        stages[name] = perf_counter() - clock
        clock = perf_counter()

    base = Path(root) / record.FOLDER
    paths = folder.paths(base)
    contents = {path: (base / path).read_bytes() for path in paths}
    lap("找文件、读文件")
    yaml = {path: content for path, content in contents.items() if path.endswith(".yml")}
    documents = {path: parser.parse(content) for path, content in yaml.items()}
    lap("认 YAML，记住行和列")
    data = {path: document.root.data() for path, document in documents.items() if document.root}
    for path, values in data.items():
        model_of(path).model_validate(values)
    lap("按格子检查每条记录")
    memory = record.Memory()
    memory |= {path: (content, reader.read(content, model_of(path))) for path, content in yaml.items()}
    clock = perf_counter()
    whole, problems = record.read(Path(root), memory=memory)
    lap("合成一份记录（不算上面三步）")
    slow: list[tuple[float, str]] = []
    found = list(problems)
    for code, function in rules.RULES:
        start = perf_counter()
        count = sum(1 for _ in function(whole, DAY)) if code.severity(whole.formal) else 0
        slow.append((perf_counter() - start, f"{code.number} {code.rule}（{count} 处）"))
    lap("核对各条之间的规矩")
    start = perf_counter()
    found += rules.check(whole, DAY)
    return {
        "记录数": sum(1 for _ in whole.entries()),
        "文件数": len(whole.files),
        "错误": sum(problem.severity == "错误" for problem in found),
        "提醒": sum(problem.severity == "提醒" for problem in found),
        "各步秒数": stages,
        "带位置再核对一遍": perf_counter() - start,
        "最慢的规矩": [[name, seconds] for seconds, name in sorted(slow, reverse=True)[:5]],
        "最多内存MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def whole_check(root: str) -> tuple[float, float]:
    """Seconds and peak memory in MB of a whole check, as the command does it, in a new process."""
    start = perf_counter()
    read_and_check(Path(root), DAY)
    return perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
