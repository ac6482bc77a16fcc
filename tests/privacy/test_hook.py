"""The hook that the manual gives: a number of a person is not committed, also where the file on the disk has lost it again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.handbook.manuals import FILES

NUMBER = "13812345678"


@pytest.mark.skipif(sys.platform == "win32", reason="the hook is for the shell that comes with git")
def test_no_number_is_committed(root: Path) -> None:
    script = (FILES / "numbers.md").read_text("utf-8").partition("```sh\ncat > .git/hooks")[2].partition("```")[0]
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))

    def sh(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-c", line], cwd=root, check=False, capture_output=True, encoding="utf-8",
            env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip

    assert sh("git init -q . && git config user.name a && git config user.email a@b.cn").returncode == 0
    (root / ".git/hooks").mkdir(exist_ok=True)
    assert sh(f"cat > .git/hooks{script}").returncode == 0
    place = root / "powers/elsewhere/p002.yml"
    clean = place.read_text("utf-8")
    place.write_text(clean.replace("备注: ", f"备注: 找王某{NUMBER}，"), "utf-8")
    assert sh("git add -A").returncode == 0
    place.write_text(clean, "utf-8")
    refused = sh("git commit -qm a")
    assert refused.returncode != 0 and "H732" in refused.stdout + refused.stderr, refused
    assert NUMBER not in refused.stdout + refused.stderr
    passed = sh("git add -A && git commit -qm a")
    assert passed.returncode == 0, passed
