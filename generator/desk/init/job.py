"""`qingdan init`: makes the folder of a town to begin with: small, valid, a demonstration, nothing invented.

In: an empty folder, the town's name and where it lies, the editor's settings. Out: files, all or none.

What `national` gives follows from national law and holds in every town; everything else is left open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from generator.derive import level
from generator.files import together
from generator.forms import answers, asking, blank
from generator.model.fields import named_fields
from generator.model.reference import Department
from generator.model.town import TownFile, is_subdistrict
from generator.national import program
from generator.reading.folder import FOLDER, unfit_for_windows

Data = dict[str, Any]
_ASKED = ("名称", "省", "设区的市", "县", "机关全称", "上级")
_MAY_LACK = {"设区的市": "无"}  # a county may lie directly under its province
_FOLLOWS = ("机关全称", "上级")  # from the town's name and the county's
_HOTLINE = {"名称": "12345政务服务便民热线", "电话": "12345"}
_STARTERS = "打开."  # what a double click starts the form with, on Windows and on a Linux desktop


def check_usable(folder: Path) -> None:
    """Raise `answers.Incomplete` where a town cannot begin in a folder."""
    name = folder.resolve().name
    if unfit_for_windows(name):
        raise answers.Incomplete(f"文件夹不能叫“{name}”：在 Windows 上建不了，换一个名称")
    if folder.is_dir() and any(folder.iterdir()):
        raise answers.Incomplete(f"“{folder}”里已经有东西；换一个空的文件夹，或者换一个名称")


def start(folder: Path, words: Sequence[str], ask: asking.Ask | None, settings: Mapping[str, bytes]) -> list[str]:
    """Begin a town; the paths of its files. `words` are values as `格子=内容`.

    Raises `answers.Incomplete`, or what `together.write` raises. Nothing is written then.
    """
    check_usable(folder)
    said = _said(words, ask)
    files = {**_record(said), **settings}
    made = not folder.is_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        together.write(folder, {path: (None, content) for path, content in files.items()})
    except OSError:
        if made and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        raise
    return sorted(files)


def _said(words: Sequence[str], ask: asking.Ask | None) -> Data:
    """The town's name, its government and where it lies: as given, else asked for, else as it follows from the name."""
    data, faults = answers.given(TownFile, words)
    faults += [f"{name}：现在不问，建好以后写在 {FOLDER}/town.yml 里。" for name in data if name not in _ASKED]
    if faults:
        raise answers.Incomplete("下面几样写得不对：", faults)
    specs = named_fields(TownFile)
    lacking = []
    for name in _ASKED:
        if name in data:
            continue
        default = _MAY_LACK.get(name) or _following(name, data)
        if ask is not None:
            data[name] = asking.value(specs[name], ask, lambda _: None, default=default)
        elif default:
            data |= {} if name in _MAY_LACK else {name: default}
        elif name not in _FOLLOWS:
            lacking.append(f"{name}=…　{answers.about(specs[name])}")
    if lacking:
        raise answers.Incomplete("还缺：", lacking)
    return data


def _following(name: str, data: Data) -> str:
    """What a town's government or the one above it is usually called; "" where that cannot be told yet."""
    if name == "机关全称" and "名称" in data:
        return data["名称"] + ("办事处" if is_subdistrict(data["名称"]) else "人民政府")
    return f"{data['县']}人民政府" if name == "上级" and "县" in data else ""


def _record(said: Data) -> dict[str, bytes]:
    town = said | {
        "发布状态": "演示",
        "网站名称": f"{said['名称']}办事与权责公开（演示）",
        "便民服务中心": {"机构": said["机关全称"]},
        "热线": [_HOTLINE],
        "行政复议机关": said["上级"],
        "资料性质": "示例",
    }
    files = {
        f"{FOLDER}/town.yml": blank.form(TownFile, town),
        f"{FOLDER}/departments/j001.yml": _body("j001", said["机关全称"]),
        f"{FOLDER}/departments/j002.yml": _body("j002", said["上级"]),
    }
    for name, content in _beginning().items():
        if name == "README.md":
            text = content.decode().replace("{name}", said["名称"]).replace("{authority}", said["机关全称"])
            files[name] = level.Voice(level.level_of(said["名称"])).text(text).encode()
        elif name.startswith(_STARTERS):
            files[name] = content
        else:
            files[f".{name}"] = content
    return files | program.files(subdistrict=is_subdistrict(said["名称"]))


def _body(id_: str, name: str) -> bytes:
    kind = "人民政府" if name.endswith("人民政府") else "党政机构"
    remark = "名称是建站时填的，没有对照文件；地址、电话没有核实，空着待核。"
    data = {"编号": id_, "名称": name, "资料性质": "示例", "性质": kind, "备注": remark}
    return blank.form(Department, data)


def _beginning() -> dict[str, bytes]:
    """The files that every town begins with, by their names, with the line ends of the record; a .bat has its own."""
    found = {}
    for entry in resources.files(__package__).joinpath("beginning").iterdir():
        content = entry.read_bytes().replace(b"\r\n", b"\n")
        found[entry.name] = content.replace(b"\n", b"\r\n") if entry.name.endswith(".bat") else content
    return found
