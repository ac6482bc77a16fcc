"""Has LibreOffice, where it is, write an older document (.doc, .wps, .rtf) anew as .docx.

In: the bytes of a file. Out: the bytes of a .docx; None where there is no LibreOffice, or it could not. Only this module
runs it: without a window, with settings of its own that are thrown away, in which macros do not run and nothing is
brought up to date from elsewhere.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

_PROGRAMS = ("soffice", "libreoffice")
_PATIENCE = 120  # seconds
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">\
<value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop>\
</item>
</oor:items>
"""


def as_docx(content: bytes, ending: str) -> bytes | None:
    """The document as .docx; `ending` is what its own name ends in: doc, rtf."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="qingdan-") as folder:
        place = Path(folder)
        (place / f"document.{ending}").write_bytes(content)
        (place / "profile" / "user").mkdir(parents=True)
        (place / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        command = [
            program,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--convert-to",
            "docx",
            "--outdir",
            str(place / "out"),
            str(place / f"document.{ending}"),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return None
        made = place / "out" / "document.docx"
        return made.read_bytes() if made.is_file() else None
