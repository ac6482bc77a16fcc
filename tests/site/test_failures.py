"""What people write wrongly in a town's own prose, theme and settings is said in Chinese, with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.qingdan import run
from tests.towns import ROOT

_PAGE, _FRAME = "content/about/own.md", "overrides/main.html"
# A file of the town, what somebody wrote in it, what is said of it.
WRONG = {
    "a wrong name": (_PAGE, "# 甲\n\n{{ town.naem }}\n", f"{_PAGE} 第3行：花括号里没有“town.naem”这个名字可用。是不是想写“town.name”？"),
    "a name that is none": (_PAGE, "{{ 镇名 }}\n", f"{_PAGE} 第1行：花括号里没有“镇名”这个名字可用。可以写的：town、formal、known、has"),
    "an open brace": (_PAGE, "# 甲\n{{ town.name \n", f"{_PAGE} 第2行：花括号里的写法读不懂"),
    "another encoding": (_PAGE, "# 甲\n镇里的事\n".encode("gbk"), f"{_PAGE} 第1行：文件是 GBK 编码（记事本里叫 ANSI）。用记事本打开"),
    "an open block": (
        _FRAME,
        '{% extends "base.html" %}\n{% block content %}\n',
        f"{_FRAME} 第2行：有一处 {{% … %}} 没有关上",
    ),
    "no such name": (_FRAME, '{% extends "base.html" %}\n{% block content %}{{ nosuch.a }}{% endblock %}\n', f"{_FRAME} 第2行：用了没有的名字“nosuch”"),
    "no such template": (_FRAME, '{% extends "basic.html" %}\n', "要用的“basic.html”没有"),
    "settings that are no YAML": ("mkdocs.yml", "theme:\n  name: material\n plugins: [\n", "mkdocs.yml 第3行写得不对"),
    "settings without a name": ("mkdocs.yml", "theme: {name: material}\nplugins: [qingdan]\n", "“site_name”没有写"),
    "no such theme": ("mkdocs.yml", "site_name: 甲\ntheme: {name: nosuch}\nplugins: [qingdan]\n", "“theme”没有写，或者写得不对"),
    "settings without the plugin": ("mkdocs.yml", "site_name: 甲\ntheme: {name: material}\n", "“plugins”里没有 qingdan"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_with_its_place(what: str, root: Path) -> None:
    name, text, said = WRONG[what]
    if name.startswith("content/"):
        shutil.copytree(ROOT / "content", root / "content", ignore=shutil.ignore_patterns("plan"))
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    done = run("build", root=root)
    assert done.exit_code == 1 and said in done.stderr, done.output
    assert "网站没有动" in done.stderr and "Traceback" not in done.output and not (root / "site").exists()
