"""Publishes from the browser: to a folder and a pack, in its own thread, while the page tells how far it is.

In: what was typed into the page, the town. Out: HTML; a published site and its pack. It is what `qingdan publish` does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from generator.causes import Told
from generator.checked import Checked, read_and_check
from generator.editing.saving import Town
from generator.pages.rendering import Page, render
from generator.publication import handout, release
from generator.publication import slip as slips
from generator.record import Record
from generator.site.target import endangered

PUBLISH = "-/publish/"
SITE, PACK, FIRST, ADOPT, SLIP = "网站", "压缩包", "第一次", "移开", "送审签"
_DEFAULT = "www"  # of a town that `qingdan init` began, the version control passes it over
# What stands on the page in the place of an option of the command.
_BOXES = {"加上 --first": "勾上“第一次正式发布”", "加上 --adopt": "勾上“移到旁边留着”"}
_DESKTOPS = ("Desktop", "桌面")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPage(Page):
    """What publish.html prints: the form with what was typed; or, while it runs, how far it is; or what came of it.

    `errors` is how many errors keep the town from being published.
    """

    template: ClassVar = "publish.html"
    title: str
    token: str
    typed: Mapping[str, str]
    posts: Sequence[str]
    formal: bool
    errors: int
    step: str
    wrong: str
    done: Sequence[str]


@dataclass(slots=True)
class Publishing:
    """The one publication that runs, or ran last."""

    step: str = ""  # what is being done; "" while nothing is
    wrong: str = ""
    done: tuple[str, ...] = ()
    typed: dict[str, str] = field(default_factory=dict)

    def html(self, town: Town, token: str) -> str:
        """The page as it is now."""
        record = town.checked.record
        return render(
            PublishPage(
                title="发布",
                token=token,
                typed=_suggested(town) | self.typed,
                posts=slips.STEPS,
                formal=record.formal,
                errors=town.checked.errors,
                step=self.step,
                wrong=self.wrong,
                done=self.done,
            )
        )

    def start(self, town: Town, sent: Mapping[str, Sequence[str]], alone: AbstractContextManager[object]) -> None:
        """Begin to publish, unless that is being done already; `alone` keeps the files still meanwhile."""
        if self.step:
            return
        self.typed = {name: values[-1].strip() for name, values in sent.items() if name != "token"}
        self.wrong, self.done, self.step = "", (), "检查记录"
        threading.Thread(target=self._run, args=(town, alone), daemon=True).start()

    def _run(self, town: Town, alone: AbstractContextManager[object]) -> None:
        wrong = "程序出错停下了，原来的网站没有动。在命令窗口里看是什么。"
        try:
            with alone:
                done, wrong = self._publish(town), ""
            self.done = done
        except Told as told:
            wrong = str(told)
            for option, box in _BOXES.items():
                wrong = wrong.replace(option, box)
        finally:
            self.wrong, self.step = wrong, ""

    def _publish(self, town: Town) -> tuple[str, ...]:
        """Publish, and what there is to tell then. Raises `Told`."""
        typed = _suggested(town) | self.typed
        site = _place(typed[SITE], "网站放到哪里")
        if lost := endangered(site, town.root):
            raise release.Refused(f"“{site}”不能放网站：“{lost}”会被换掉或者混进网页；换一个地方")
        pack = _place(typed[PACK], "压缩包放到哪里") if typed[PACK] else None
        wishes = release.Wishes(
            first=FIRST in self.typed,
            adopt=ADOPT in self.typed,
            approve=self._approving(typed),
            wanted=handout.Wanted(pack),
        )
        done = release.publish(town.root, site, town.day, self._reading(town), wishes)
        about = done.edition.about
        said = f"发布了第{about.sequence}版（{about.day}，{about.state}）：{about.pages} 页，在 {site}"
        return (said, *done.told, *done.handed)

    def _reading(self, town: Town) -> Callable[[], Checked]:
        def read() -> Checked:
            checked = read_and_check(town.root, town.day)
            if not checked.holds:
                raise release.Refused(f"有 {checked.errors} 处错误，没有发布；原来的网站没有动。先照检查说的改好。")
            return checked

        return read

    def _approving(self, typed: Mapping[str, str]) -> Callable[[Record], str]:
        def approve(record: Record) -> str:
            first, second, third = (typed.get(step, "") for step in slips.STEPS)
            found = slips.approved(record, slips.Slip(typed.get(SLIP, ""), (first, second, third)), None)
            self.step = "生成网页，核对"
            return slips.written(found) if found else ""

        return approve


def _suggested(town: Town) -> dict[str, str]:
    """Where the site and the pack go where nobody says otherwise: beside the record, and onto the desktop."""
    home = next((home for name in _DESKTOPS if (home := _home() / name).is_dir()), town.root)
    name = str(town.checked.record.town.name) if town.checked.record.town else ""
    return {SITE: str(town.root / _DEFAULT), PACK: str(home / f"{name}网站{town.day.isoformat()}.zip")}


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # an account without one
        return Path()


def _place(typed: str, what: str) -> Path:
    """The path that somebody typed, with all its folders. Raises `Told`."""
    place = Path(typed.strip("\"' "))
    if not typed or "\0" in typed or not place.is_absolute():
        raise release.Refused(f"{what}：写完整的路径，从盘符或者“/”写起，例：{Path.cwd() / _DEFAULT}")
    return place.resolve()
