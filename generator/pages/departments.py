"""A page for each department: what, on what ground, whom to ask.

In: the town. Out: `body` for one department, `bodies` for the list (`department_list`) and all departments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.derive.town import Town
from generator.model.kinds import kind_of
from generator.model.reference import Department
from generator.model.values import is_nothing
from generator.pages import department_facts as facts
from generator.pages import department_list, words
from generator.pages.body import Body
from generator.pages.components import Banner, Fact, Link, LinkGroup, Mark
from generator.pages.entry_page import PageOfEntry, entry_body, entry_page, unknown
from generator.pages.escaping import markup
from generator.pages.writing import Writer

SECTION = kind_of(Department).section
_FEW = 8  # more entries that mention a department are folded


def bodies(town: Town) -> Iterator[Body]:
    """Yields the list, its child pages by letter, and each department's page."""
    yield from department_list.bodies(town)
    for department in town.record.departments.values():
        yield body(department, town)


# The page of one department.


@dataclass(frozen=True, slots=True)
class Window:
    """A window: its name, what is done there, when it is open."""

    name: str
    matters: str
    hours: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a department: numbers to press, what is known, what is not, its windows."""

    calls: Sequence[Link]
    facts: Sequence[Fact]
    pending: str
    windows: Sequence[Window]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentPage(PageOfEntry):
    """What department.html prints.

    `past`: of a department that is no more; it has no `contact`. `whole`: the list of powers, for the town's
    government. `handled`: the entries it handles, by kind.
    """

    template: ClassVar = "department.html"
    past: Banner | None
    names: Sequence[Fact]
    contact: Contact | None
    errands: Sequence[str]
    duties: Sequence[str]
    village: Sequence[Fact]
    whole: Link | None
    handled: Sequence[LinkGroup]
    ground: Sequence[Fact]


def body(department: Department, town: Town) -> Body:
    """Returns the page of a department."""
    write = Writer(town, urls.of(department))
    handled = facts.handled_links(department, write)
    others = facts.others(department, handled, write)
    page = DepartmentPage(
        root=write.root,
        entry=entry_page(
            department,
            write,
            marks=[Mark("性质", str(department.kind))],
            related=others,
            folded=f"共 {len(others)} 条" if len(others) > _FEW else "",
        ),
        past=_past(department, write) if department.ended else None,
        names=write.facts(
            ("加挂牌子", "门口还挂着", department.signs),
            ("曾用名", "以前叫", department.former),
            ("简称", "平常叫", department.short),
        ),
        contact=None if department.ended else _contact(department, write),
        errands=write.lines(department.errands),
        duties=write.lines(department.duties),
        village=write.facts(
            ("代办点", "代办点", department.agent_point),
            ("能代办什么", "能代办什么", department.agent_errands),
            ("综治工作站", "有纠纷找（综治工作站）", department.safety_station),
            ("村务公开栏", "看村务（公开栏）", department.notice_board),
            ("网格", "网格", department.grids),
        ),
        whole=facts.whole(department, write),
        handled=handled,
        ground=facts.ground(department, write),
    )
    said = "、".join(facts.does(department)[1]) or f"{department.kind}，办什么、找谁"
    return entry_body(department, town, page, SECTION, said)


def _past(department: Department, write: Writer) -> Banner:
    """Returns the banner of a department that no longer exists: who does its work now."""
    if department.successor:
        return Banner("这个机构已经撤销", [markup("它的事现在归：") + write.value(department.successor)])
    return Banner("这个机构已经撤销", ["它的事现在归谁，还没核实。打12345问。"])


def _contact(department: Department, write: Writer) -> Contact:
    known = {way.field: facts.contact(department, way, write.town) for way in facts.WAYS}
    phone = known["咨询电话"]
    head = None if is_nothing(department.head) else department.head
    return Contact(
        calls=[Link(f"打 {phone}", f"tel:{phone}")] if phone else [],
        facts=write.facts(
            *((way.field, way.label, known[way.field]) for way in facts.WAYS),
            ("负责人", str(department.head_title or "负责人"), head),
            ("复议机关", "对它的决定不服，复议找", department.review_body),
            ("统一社会信用代码", "统一社会信用代码", department.credit_code),
        ),
        pending=words.pending(unknown(department, [field for field, value in known.items() if value is not None])),
        windows=[
            Window(str(window.name), str(window.matters), write.known(window.hours) or words.PENDING)
            for window in department.windows or ()
        ],
    )
