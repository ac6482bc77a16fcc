"""职责清单: what the town does, helps with or has given back, and the tasks the county handed down.

In: the town. Out: `bodies` for the list and its child pages and all duties, `body` for one duty; the page of a
task is made in `tasks`. 配合 sets the lead department's part beside the town's; 收回 says who took over and where to
go now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from generator import urls
from generator.derive.completeness import needless
from generator.derive.town import Town
from generator.model.adjustment import Adjustment
from generator.model.entry import EXAMPLE, OFFICIAL
from generator.model.kinds import kind_of
from generator.model.responsibility import Responsibility
from generator.model.values import DepartmentName, is_nothing
from generator.pages import tasks, words
from generator.pages.body import Body
from generator.pages.catalogue import Catalogue, ListPage, Part, Rows, child_bodies, list_body, listed, part_itself
from generator.pages.components import Fact, Mark
from generator.pages.entry_page import PageOfEntry, Side, entry_body, entry_page, unknown
from generator.pages.list_rows import Cell, Column, ListRow, changed, list_row
from generator.pages.listing import FilterBy
from generator.pages.writing import Writer

SECTION = kind_of(Responsibility).section
# For each class of duty: what the third column says, and the attribute that holds it.
_WHO = {"基本履职": ("哪个机构办", "handler"), "配合履职": ("谁主责", "lead"), "上级收回": ("现在谁办", "taken_by")}
_HINT = "名称、编号、叫法"
_FILTERS = (
    FilterBy("class", "归谁"),
    FilterBy("area", "领域"),
    FilterBy("whose", "哪个机构"),
    FilterBy("standing", "有没有出处", words.STANDINGS),
    FilterBy("state", "还办不办", words.LIFE),
)


def bodies(town: Town) -> Iterator[Body]:
    """Yields the list, its child pages by class, and the page of each duty."""
    catalogue = _catalogue(town)
    yield _list(catalogue, town)
    yield from child_bodies(catalogue, town)
    for duty in town.record.responsibilities.values():
        yield body(duty, town)


# The list.


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesPage(ListPage):
    """What duties.html prints; `remarks` say how much of the list is official."""

    template: ClassVar = "duties.html"
    total: int
    remarks: Sequence[str]


def _list(catalogue: Catalogue, town: Town) -> Body:
    """Returns the list of duties and tasks."""
    write = Writer(town, SECTION.url)
    duties = list(town.record.responsibilities.values())
    remarks = [*_standing(duties), *said_of_most(duties)]
    page = DutiesPage(root=write.root, list=listed(catalogue, write), total=len(duties), remarks=remarks)
    return list_body(catalogue, page, "这事谁管：镇里、县里、已交回县里", town)


def _catalogue(town: Town) -> Catalogue:
    """Returns the duties by class, and the tasks."""
    duties = town.record.responsibilities.values()
    parts = [
        Part(
            id=f"class-{i}",
            title=words.DUTY_CLASSES[kind],
            rows=_ROWS[kind],
            entries=[duty for duty in duties if duty.kind == kind],
        )
        for i, kind in enumerate(_WHO, 1)
    ]
    return Catalogue(
        section=SECTION,
        name="duties",
        unit="项",
        parts=[*parts, tasks.part(town)],
        filters=_FILTERS,
        place=part_itself,
        hint=_HINT,
        newest="最近变动的在前",
    )


def _whose(duty: Responsibility) -> DepartmentName | None:
    return _department(getattr(duty, _WHO[duty.kind][1]))


def _texts(duty: Responsibility, write: Writer) -> tuple[str, ...]:
    return str(duty.area or ""), write.known(_whose(duty)) or words.PENDING


def _row(duty: Responsibility, cells: Sequence[Cell], write: Writer) -> ListRow:
    return list_row(duty, write, cells, _chosen_by(duty), day=changed(duty, write.town))


_ROWS = {kind: Rows((Column("领域"), Column(label, label)), _texts, _row) for kind, (label, _) in _WHO.items()}


def _chosen_by(duty: Responsibility) -> dict[str, Any]:
    return {
        "class": words.DUTY_CLASSES[duty.kind],
        "area": duty.area,
        "whose": _whose(duty) or words.PENDING,
        "standing": duty.standing,
        "state": words.life(duty),
    }


def _standing(duties: Sequence[Responsibility]) -> list[str]:
    """Returns one line that says how much of the list is official, none where all of it is."""
    counts = Counter(str(duty.standing) for duty in duties)
    if counts[OFFICIAL] == len(duties):
        return []
    parts = {OFFICIAL: "项有官方文件", "法条整理": "项按法条整理", EXAMPLE: "项是示例，不是真的"}
    return ["，".join(f"{counts[standing]}{said}" for standing, said in parts.items() if counts[standing]) + "。"]


def said_of_most(entries: Iterable[Any]) -> list[str]:
    """Returns the sentences in the 备注 of most entries that are not official: they are said once, above the list."""
    remarks = [str(entry.remark or "") for entry in entries if entry.standing != OFFICIAL]
    counts = Counter(sentence for remark in remarks for sentence in dict.fromkeys(remark.split("。")) if sentence)
    return [f"{sentence}。" for sentence, count in counts.items() if count > 1 and count * 2 > len(remarks)]


def _department(name: Any) -> DepartmentName | None:
    """Returns the name of a department that the file format holds as text, so that its page is linked where it has one."""
    return DepartmentName(name) if name else None


# The page of one duty.


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a duty: the name of its field, whose part it is, what that is, an item a line."""

    field: str
    title: str
    duties: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPage(PageOfEntry):
    """What duty.html prints.

    `sentence`: whose the duty is, "" for what has ended or rests; `style` is how it looks.
    `report`: whom to call who sees something amiss.
    """

    template: ClassVar = "duty.html"
    sentence: str
    style: str
    report: str = ""
    pending: str = ""
    takeover: Sequence[Fact] = ()
    parties: Sequence[Party] = ()
    ground: Sequence[Fact] = ()


def body(duty: Responsibility, town: Town) -> Body:
    """Returns the page of a duty; of one published by mistake only the notice stays."""
    write = Writer(town, urls.of(duty))
    withdrawn = duty.mistaken
    ended = withdrawn or duty.ended
    over = duty.taken_back
    sentence = _sentence(duty)
    entry = entry_page(
        duty,
        write,
        marks=[Mark("类别", words.DUTY_CLASSES[duty.kind], "state" if over else "")],
        side=Side(() if withdrawn else _labels(duty, write)),
        related=write.links(e for e in town.mentions.get(duty.id, ()) if not isinstance(e, Adjustment)),
    )
    page = DutyPage(
        root=write.root,
        entry=entry,
        sentence=sentence,
        style="example" if duty.is_example else "ended" if over else "",
        report="" if ended else write.known(duty.report_to),
        pending="" if ended else words.pending(unknown(duty, needless(duty))),
        takeover=_takeover(duty, write) if over and not withdrawn else (),
        parties=() if withdrawn else _parties(duty, write),
        ground=() if withdrawn else _ground(duty, write),
    )
    return entry_body(duty, town, page, SECTION, sentence or words.state(duty))


def _sentence(duty: Responsibility) -> str:
    """Returns in one sentence whose a duty is; "" for what has ended: the banner says that."""
    if duty.ended:
        return ""
    match duty.kind:
        case "上级收回":
            since = f"{duty.effective} 起，" if duty.effective else ""
            return f"{since}这件事交回{duty.taken_by or '县里'}办，不用再来镇里。"
        case "配合履职":
            return f"这件事由{duty.lead or '县里'}主办，镇里帮忙。"
        case _:
            return "这是镇里的事" + (f"，由{duty.handler}办。" if duty.handler else "。")


def _takeover(duty: Responsibility, write: Writer) -> list[Fact]:
    return write.facts(
        ("承接部门", "谁接了", _department(duty.taken_by)),
        ("群众现在怎么办", "现在要办", duty.advice),
        ("在途件怎么办", "已经交了材料的", duty.pending),
        ("工作方式", "接了以后怎么办理", duty.how),
        ("收回理由", "为什么交回", duty.reason),
        ("原对应权力", "原来是哪项权力", duty.former_power),
    )


def _parties(duty: Responsibility, write: Writer) -> list[Party]:
    """Returns who does what: one side, or two where the county leads."""
    parties = []
    if duty.lead_duties:
        parties.append(Party("主责部门职责", f"{duty.lead or '县里'}主办", write.lines(duty.lead_duties)))
    if duty.town_duties:
        title = "镇里帮忙" if duty.lead_duties else "镇里做什么"
        parties.append(Party("镇里的职责", title, write.lines(duty.town_duties)))
    return parties


def _ground(duty: Responsibility, write: Writer) -> list[Fact]:
    return write.facts(
        ("承办机构", "镇里哪个机构办", None if is_nothing(duty.handler) else duty.handler),
        ("主责部门", "谁主责", _department(duty.lead)),
        ("依据", "依据", duty.basis),
        ("依据文件", "哪份文件定的", duty.document),
    )


def _labels(duty: Responsibility, write: Writer) -> list[Fact]:
    return write.facts(
        ("俗称", "也叫", duty.nicknames),
        ("领域", "领域", duty.area),
        ("生效日期", "从哪天起", duty.effective),
    )
