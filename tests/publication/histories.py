"""Random histories of a town: whatever is done to its record, no id stands for two entries and no address dies.

In: a folder, how many histories. Out: what was wrong, a list a history. Entries are made, renamed, merged, ended, recalled and
restored, files are deleted by hand, the town's folder is copied and both copies go on. The record is read, checked and
published as `qingdan publish` does; only the pages are drawn by hand, one an entry, so that a history takes no minute.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from generator import urls
from generator.checked import read_and_check
from generator.derive.town import derive
from generator.desk.new import job as new
from generator.model.kinds import KINDS
from generator.opendata import rows as opendata
from generator.pages import gone
from generator.publication import calls, edition, ledger, place, recovery, release, standing
from generator.publication.edition import About
from generator.publication.standing import Behind
from generator.publication.state import State
from generator.reading import ledger as ledgers
from generator.record import Record
from tests.qingdan import run
from tests.towns import DAY

_POWER = next(kind for kind in KINDS if kind.letter == "q")
_GIVEN = ("类型=行政许可", "行使方式=法定", "资料性质=法条整理", "实施依据=《义务教育法》第十一条",
          "责任事项=行政许可通用", "追责情形=行政许可通用")  # fmt: skip
_END = "\n状态: {state}\n终止:\n  日期: {day}\n  原因: 试\n  群众怎么办: 打12345问\n{into}"
_MARK = "\n状态: "


class History:
    """A town that is begun in a folder, and what is known of what was published of it."""

    def __init__(self, folder: Path, begun: Path, chance: random.Random) -> None:
        self.folder, self.chance, self.day = folder, chance, DAY
        self.site = folder / "www/site"
        self.roots = [Path(shutil.copytree(begun, folder / "town"))]
        self.root = self.roots[0]
        self.meant: dict[str, str] = {}  # what each published id stands for
        self.answering: set[str] = set()
        self.made = 0

    def entries(self) -> list[Path]:
        """The files of the powers that there are."""
        return sorted((self.root / "powers/authority").glob("q*.yml"))

    def make(self) -> None:
        self.made += 1
        new.make(self.root, _POWER, [f"名称=事项{self.made}许可", f"备注=件{self.made}", *_GIVEN], self.day, None)

    def rename(self) -> None:
        file = self.chance.choice(self.entries())
        text = file.read_text("utf-8")
        name = next(line for line in text.splitlines() if line.startswith("名称: "))
        file.write_text(text.replace(name, f"{name.removesuffix('新')}新", 1), "utf-8")

    def end(self) -> None:
        """Ended, merged into another one, or recalled as a mistake."""
        free = [file for file in self.entries() if _MARK not in file.read_text("utf-8")]
        if len(free) < 2:
            return
        file, other = self.chance.sample(free, 2)
        state = self.chance.choice(("取消", "合并", "误发"))
        name = next(line for line in other.read_text("utf-8").splitlines() if line.startswith("名称: "))
        into = f"  并入: {other.stem} {name.removeprefix('名称: ')}\n" if state == "合并" else ""
        text = file.read_text("utf-8").rstrip("\n")
        file.write_text(text + _END.format(state=state, day=self.day, into=into), "utf-8")

    def restore(self) -> None:
        ended = [file for file in self.entries() if _MARK in file.read_text("utf-8")]
        if ended:
            file = self.chance.choice(ended)
            file.write_text(file.read_text("utf-8").split(_MARK)[0] + "\n", "utf-8")

    def delete(self) -> None:
        """By hand, whether it was published or not: who is told of it brings the file back."""
        self.chance.choice(self.entries()).unlink()

    def copy(self) -> None:
        """Somebody goes on with a copy of the folder, or with the one before."""
        if len(self.roots) < 3:
            copied = shutil.copytree(self.root, self.folder / f"copy {len(self.roots)}")
            self.roots.append(Path(copied))
        self.root = self.chance.choice(self.roots)

    def publish(self) -> Iterator[str]:
        """Publish, and mend what is refused as its message says; what is wrong then."""
        self.day += timedelta(days=1)
        former = False
        for _ in range(30):
            checked = read_and_check(self.root, self.day)
            errors = [problem for problem in checked.problems if problem.severity == "错误"]
            if errors:
                self._mend(checked.record, {problem.code for problem in errors})
                continue
            try:
                _publish(self.root, self.site, self.day, checked.record, former)
                yield from self._published()
                return
            except Behind:
                former = True
            except ledger.Clash as clash:
                self._numbered_anew(str(clash).split()[1])
        yield f"nothing that its messages say helps: {errors}"

    def _mend(self, town: Record, codes: set[str]) -> None:
        """Bring back the files of what was published; take out what else does not hold."""
        for row in town.ledger:
            if row.id and row.last is None and row.id not in town.files:
                shutil.copy(self.folder / "published" / f"{row.id}.yml", self.root / "powers/authority")
        if codes != {"H746"}:  # what a copy merged into an entry that has another name, or none
            for file in self.entries():
                if "  并入: " in file.read_text("utf-8"):
                    file.write_text(file.read_text("utf-8").split(_MARK)[0] + "\n", "utf-8")

    def _numbered_anew(self, id_: str) -> None:
        """An id that another copy has published already: the entry here takes the next that neither has."""
        file = self.root / f"powers/authority/{id_}.yml"
        text = file.read_text("utf-8")
        file.unlink()
        known = {row.id for row in ledgers.read((self.site / ledger.COPY).read_bytes())[0]}
        used = known | {one.stem for one in self.entries()}
        number = max(int(one[1:]) for one in used if one.startswith("q")) + 1
        (self.root / f"powers/authority/q{number}.yml").write_text(text.replace(id_, f"q{number}"), "utf-8")
        for other in self.entries():
            if f"并入: {id_} " in other.read_text("utf-8"):
                other.write_text(other.read_text("utf-8").split(_MARK)[0] + "\n", "utf-8")

    def _published(self) -> Iterator[str]:
        """What was published: each id stands for what it stood for, every address answers."""
        (self.folder / "published").mkdir(exist_ok=True)
        for file in self.entries():
            shutil.copy(file, self.folder / "published" / file.name)
            text = file.read_text("utf-8")
            what = next((line for line in text.splitlines() if line.startswith("备注: ")), file.stem)
            if self.meant.setdefault(file.stem, what) != what:
                yield f"{file.stem} stood for {self.meant[file.stem]}, and now for {what}"
        rows, faults = ledgers.read((self.root / "powers" / ledgers.NAME).read_bytes())
        yield from (fault.message for fault in faults)
        self.answering |= {row.url for row in rows}
        if len(rows) != len(self.answering):
            yield f"the ledger has lost {sorted(self.answering - {row.url for row in rows})}"
        dead = [url for url in self.answering if not (self.site / url / "index.html").is_file()]
        yield from (f"{url or './'} is dead" for url in dead)


def histories(folder: Path, count: int, seed: int, length: int = 14) -> Iterator[list[str]]:
    """So many histories of some steps each; what was wrong in each."""
    begun = folder / "begun"
    run("init", begun, "名称=样例镇", "省=山东省", "设区的市=样例市", "县=青榆县")
    for came_along in ("authority", "services", "together"):  # powers come and go here, and what rests on them
        shutil.rmtree(begun / "powers" / came_along)
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        story = History(folder / str(number), begun, chance)
        steps = (story.make, story.make, story.rename, story.end, story.restore, story.delete, story.copy)
        found = list(story.publish())
        for _ in range(length):
            if chance.random() < 0.35:
                found += story.publish()
            elif len(story.entries()) > 1:
                chance.choice(steps)()
            else:
                story.make()
        found += story.publish()
        yield [f"history {number}: {fault}" for fault in found]
        shutil.rmtree(story.folder)


def _publish(root: Path, site: Path, day: date, town: Record, former: bool) -> None:
    """What `release.publish` does, with a page an entry in the place of the engine's."""
    state = State(site)
    with place.held(state):
        recovery.recover(state, root)
        before = standing.before(state, town, str(site) if former else None)
        with recovery.nothing_left(state, root):
            folder = place.build(state)
            derived = derive(before.record, day, release.publication(before, day))
            content = {"index.html": b"<h1>home</h1>"}
            for entry in before.record.entries():
                url = urls.of(entry)
                content[f"{url}index.html"] = f"<h1>{entry.called}</h1>".encode()
                content[f"{url}{entry.id}.json"] = json.dumps(opendata.row_of(entry, derived)).encode()
            pages = {path.removesuffix("index.html") for path in content if path.endswith("index.html")}
            content |= {f"{body.url}index.html": body.html.encode() for body in gone.bodies(derived, pages)}
            rows = ledger.following(derived, pages)
            for path, one in (content | {ledger.COPY: ledgers.written(rows)}).items():
                calls.make_folder((folder / path).parent)
                calls.write(folder / path, one)
            about = About("样例镇", "演示", before.sequence, day, "", "0", "", "", len(pages), {})
            done = edition.write(folder, about, release.gone(before))
            decided = release.decide(state, root, done, rows, "", keep=2)
            release.ready(state, root, decided, root)
            release.put_out(state, root, decided)
