"""Drafts the laws, bodies and documents that a list names and the record lacks, each as far as it is known: 待核实.

In: the plan of a list, the record, what the clerk decided of each name. Out: drafts added to the plan.

A law of the state comes from the set that the program brings along. Of anything else a list tells no more than the
name: the rank of a law and the nature of a body are read off it, and what the list says stays in a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property
from typing import Any, NamedTuple

from generator.desk.import_ import named
from generator.files.ids import Ids
from generator.intake.plan import EntryDraft, ImportPlan, Lacking
from generator.intake.rows import listed
from generator.model.reference import DEPARTMENT, DOCUMENT, LAW, Law
from generator.national import given
from generator.national.laws import unmoved
from generator.national.program import Program, data_of
from generator.record import Record
from generator.standards import tables

NEW, IS, NOT = "新建", "就是", "不要"
GIVEN = "程序带来的文本"
SORTS = {LAW.letter: "效力级别", DEPARTMENT.letter: "机构性质", DOCUMENT.letter: "文种"}
_FIELD = {LAW.letter: "效力级别", DEPARTMENT.letter: "性质", DOCUMENT.letter: "文种"}
_MOST_SAID = 5  # lines of a list that a comment holds
_REMARKS = {
    LAW.letter: "照别处的清单写的名称建的，效力级别是看名称定的，文本没有对照过。",
    DEPARTMENT.letter: "名称是照别处的清单写的，没有对照文件；地址、电话没有核实，空着待核。",
    DOCUMENT.letter: "照别处的清单写的文号建的，原件没有见到。",
}
_OF_A_PLACE = re.compile("[\u4e00-\u9fff]{2,8}?(?:省|市|自治区|自治州|自治县|县|地区)(?!场|政|容|民|区)|内蒙古")
_RANKS = (  # the first that fits tells the rank: of a title of a place, of any other one
    (re.compile("(?:^|[^办])法(?:典)?$|(?:常务委员会|全国人大).*(?:决定|解释)$"), "地方性法规", "法律"),
    (re.compile("条例(?:实施细则)?$|实施.*[〈《<].+法.*办法$"), "地方性法规", "行政法规"),
    (re.compile("(?:办法|规定|规则|细则|规程|准则)(?:[（(].*[）)])?$"), "地方政府规章", "部门规章"),
)
_NATURES = (
    (re.compile("人民政府$|^镇政府$"), "人民政府"),
    (re.compile("(?:村|社区|村民委员会|居民委员会|村委会|居委会)$"), "村居"),
    (re.compile("(?:省|市|县|区).*(?:局|委员会|委|办公室|办|院|支队|大队|中心)$"), "县级部门"),
    (re.compile("(?:派出所|司法所|自然资源所|市场监督管理所|市场监管所|税务所|税务分局|法庭)$"), "派驻机构"),
    (re.compile("(?:中心|站|队)$"), "事业单位"),
    (re.compile("(?:局|办公室|办|委员会|部|所|科|股)$"), "党政机构"),
)


class Decision(NamedTuple):
    """What is done about a name: `what` is NEW, IS or NOT, `other` the name that is meant, `sort` its rank or nature."""

    what: str
    other: str = ""
    sort: str = ""


Decisions = Mapping[tuple[str, str], Decision]


def sort_of(one: Lacking) -> str:
    """The rank of a law, the nature of a body, the kind of a document, as far as the name tells; "" where it does not."""
    if one.kind is LAW:
        local = bool(_OF_A_PLACE.match(one.name))
        return next((here if local else state for form, here, state in _RANKS if form.search(one.name)), "规范性文件")
    if one.kind is DEPARTMENT:
        return next((nature for form, nature in _NATURES if form.search(one.name)), "")
    said = "".join(one.said)
    return next((kind for kind in tables.names("文种") if re.search(f"{kind}[》〉]", said)), "")


def proposed(one: Lacking) -> Decision:
    """What the program would do about a name; nothing where something of the record may be meant, or too little is known."""
    undecided = one.near or (one.kind is DEPARTMENT and not one.sort)
    return Decision("" if undecided else NEW, one.near, one.sort)


@cache
def _program() -> Program:
    """What the program brings along, read once: a list with wrong rows is worked through several times."""
    return Program()


class Maker:
    """Decides about what is lacking, and drafts it."""

    def __init__(self, record: Record, ids: Ids, decisions: Decisions | None, year: int) -> None:
        """`decisions` are None where the clerk was not asked yet: then everything is drafted."""
        self.record, self.ids, self.decisions, self.year = record, ids, decisions, year
        self.program = _program()
        self.given: dict[str, str] = {}  # digests of the texts that came with the program, by title

    @cached_property
    def titles(self) -> dict[str, Law]:
        """The laws that the program brings along, by every title they go by."""
        return {name: law for law in self.program.laws() for name in law.names}

    def make(self, plan: ImportPlan) -> None:
        """Add to a plan what its drafts name and the record lacks, and note what the clerk has still to decide."""
        plan.lacking = [
            replace(one, sort=GIVEN, near="")  # a law that there is, however alike another one is called
            if one.kind is LAW and one.name in self.titles
            else replace(one, sort=sort_of(one))
            for one in named.lacking(plan, self.record)
        ]
        decided: dict[tuple[str, str], Decision] = {}
        for one in plan.lacking:
            choice = proposed(one)
            if self.decisions is None:
                decided[one.key] = choice._replace(what=NEW)
            elif (said := self.decisions.get(one.key)) is None:
                plan.wrong(None, f"“要新建的”里没有{one.title}“{one.name}”", "清单变过了：删掉那张表，再敲一次。")
            else:
                decided[one.key] = said
        names = {letter: {*ids} for letter, ids in named.known(self.record).items()}
        for (letter, name), choice in decided.items():
            if choice.what == NEW:
                names[letter].add(name)
        for (letter, name), choice in decided.items():
            if choice.what == IS and choice.other not in names[letter]:
                plan.wrong(None, f"“{name}”写着就是“{choice.other}”，没有这一个", "照记录里的名称写，或者写“新建”。")
        named.rename(
            plan,
            {
                key: choice.other if choice.what == IS else ""
                for key, choice in decided.items()
                if choice.what in (IS, NOT)
            },
        )
        self._draft([one for one in plan.lacking if decided.get(one.key, Decision("")).what == NEW], decided, plan)

    def _draft(self, wanted: Iterable[Lacking], decided: Mapping[tuple[str, str], Decision], plan: ImportPlan) -> None:
        brought: dict[str, Lacking] = {}
        for one in wanted:
            law = self.titles.get(one.name) if one.kind is LAW and decided[one.key].sort in (GIVEN, "") else None
            if law:
                brought.setdefault(str(law.name), one)
            else:
                sort = decided[one.key].sort
                self._add(plan, one, dict(self._bare(one, sort_of(one) if sort == GIVEN else sort)))
        for law in self.program.needed([], brought):
            if str(law.name) not in self.record.law_ids:
                data = unmoved(data_of(self.program.record, law))
                self.given[str(law.name)] = given.digest(data, {})
                self._add(plan, brought.get(str(law.name)), data)

    def _add(self, plan: ImportPlan, one: Lacking | None, data: dict[str, Any]) -> None:
        kind = one.kind if one else LAW
        id_ = self.ids.next(kind, {}, self.year)
        draft = EntryDraft(
            kind, id_, {"编号": id_} | {name: said for name, said in data.items() if name != "编号"}, True
        )
        if one and one.cells:
            draft.cells[()] = one.cells[0]
        if one and "备注" in data:
            draft.keep("名称", "\n".join(_told(one)))
        plan.drafts[id_] = draft

    def _bare(self, one: Lacking, sort: str) -> Iterator[tuple[str, str]]:
        """The fields of a draft of which nothing but the name is known."""
        yield "名称", one.name
        yield "资料性质", "法条整理" if one.kind is LAW else "示例"
        if one.kind is DOCUMENT:
            yield named.NUMBER, one.name
        if sort or one.kind is not DOCUMENT:
            yield _FIELD[one.kind.letter], sort or "党政机构"
        if one.kind is LAW:
            yield "有效性", "待核实"
        yield "备注", _REMARKS[one.kind.letter]


def _told(one: Lacking) -> Iterator[str]:
    """What the list says of something, a line each, and in which rows."""
    yield from one.said[:_MOST_SAID]
    for sheet in dict.fromkeys(cell.sheet for cell in one.cells):
        yield f"（{sheet}第{listed([cell.row for cell in one.cells if cell.sheet == sheet])}行）"
