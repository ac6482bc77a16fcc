"""LibreOffice, as a clerk's office program: opens what the project writes and prints it.

In: a workbook or a document. Out: its PDF, the words on its pages. A start takes seconds: print several at once.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

_FILTERS = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76"}  # in UTF-8


def printed(files: Sequence[Path], folder: Path) -> list[Path]:
    """The PDFs of files, in their order; fails where LibreOffice cannot open one."""
    profile = f"-env:UserInstallation=file://{folder.resolve()}/.profile"  # its own: another may be running
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pdfs = [folder / f"{file.stem}.pdf" for file in files]
    missing = [pdf.name for pdf in pdfs if not pdf.is_file()]
    assert not missing, f"not printed: {missing}"
    return pdfs


def converted(file: Path, ending: str, folder: Path) -> Path:
    """A file saved by LibreOffice in another form: a workbook as .xls or .ods, say."""
    (made,) = all_converted([file], ending, folder)
    return made


def all_converted(files: Sequence[Path], ending: str, folder: Path) -> list[Path]:
    """Files saved by LibreOffice in another form, in one start."""
    profile = f"-env:UserInstallation=file://{folder.resolve()}/.profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        _FILTERS.get(ending, ending),
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [folder / f"{file.stem}.{ending}" for file in files]


def words(pdf: Path) -> str:
    """The words of a PDF, without the blanks and line ends that the layout makes."""
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return "".join(done.stdout.decode().split())
