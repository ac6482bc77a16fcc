"""要带的材料: the papers of a guide as a checklist, and what is to be said at the counter.

In: a guide and the writer of its page. Out: the values that guide_body.html prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.service import Guide, Material
from generator.model.values import Count
from generator.opendata.attachments import served_name
from generator.pages import words
from generator.pages.components import Fact, Link, Mark
from generator.pages.writing import Writer

_NOTES = 2  # more of them would hide on a phone what else is to be brought


@dataclass(frozen=True, slots=True)
class FormFile:
    """A form to download: the name of its field, its address."""

    field: str
    link: Link


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the checklist.

    `waived`: it is not to be brought. `cases`: the numbers of the cases that need it, "" for all. `need`: said where
    the paper is not simply necessary. `facts`: what fits on one line. `notes`: what needs a sentence;
    many of them are folded under the words of `folded`.
    """

    name: str
    waived: bool
    cases: str
    need: Mark | None
    facts: Sequence[Fact]
    notes: Sequence[Fact]
    folded: str
    files: Sequence[FormFile]


@dataclass(frozen=True, slots=True)
class Materials:
    """What to bring and what to say; `unlisted` where the town has not published what to bring."""

    papers: Sequence[Paper]
    unlisted: bool
    to_state: Sequence[str]


def materials(guide: Guide, write: Writer) -> Materials | None:
    """Returns what to bring and what to say, None where it is known that there is nothing of either."""
    if guide.materials is not None and not guide.materials and not guide.to_state:
        return None
    papers = [_paper(material, guide, write) for material in guide.materials or ()]
    return Materials(papers, guide.materials is None, write.lines(guide.to_state))


def need_of(material: Material) -> str:
    """Returns how much a paper is needed, as `words.NEEDS` knows it."""
    return "免提交" if material.waived else str(material.need)


def _paper(material: Material, guide: Guide, write: Writer) -> Paper:
    need = need_of(material)
    named = set(map(str, material.cases or ()))
    notes = write.facts(
        ("申请材料·来源渠道说明", "从哪来", material.source),
        ("申请材料·填报须知", "怎么填", material.hints),
        ("申请材料·受理标准", "什么样的收", material.standard),
        ("申请材料·备注", "说明", material.remark),
        ("申请材料·依据", "凭什么要", material.basis),
    )
    files = (
        ("申请材料·空白表格", "下载空表", material.blank),
        ("申请材料·示例样表", "看样子", material.sample),
    )
    return Paper(
        name=str(material.name),
        waived=bool(material.waived),
        cases=" ".join(str(number) for number, case in enumerate(guide.cases or (), 1) if str(case.name) in named),
        need=None
        if need == "必要"
        else Mark(f"申请材料·{'免提交' if material.waived else '必要性'}", words.NEEDS[need]),
        facts=_facts(material, need),
        notes=notes,
        folded="、".join(fact.label for fact in notes) if len(notes) > _NOTES else "",
        files=[FormFile(field, _file(guide, word, str(name))) for field, word, name in files if name],
    )


def _facts(material: Material, need: str) -> list[Fact]:
    """Returns what fits on one line."""
    copies = material.copies.number if isinstance(material.copies, Count) else 0
    facts = (
        ("申请材料·必要性", words.NEEDS[need] if need == "必要" else ""),
        ("申请材料·来源渠道", words.CHANNELS.get(str(material.channel or ""), "")),
        ("申请材料·材料形式", str(material.form or "")),
        ("申请材料·纸质规格", str(material.format or "")),
        ("申请材料·份数", f"{copies}份" if copies else ""),
        ("申请材料·适用情形", f"只有{'、'.join(map(str, material.cases))}要" if material.cases else ""),
    )
    return [Fact(field, "", said) for field, said in facts if said]


def _file(guide: Guide, word: str, name: str) -> Link:
    """Returns a link to an attachment, which lies beside the page; its note is what it is saved as."""
    return Link(word, served_name(str(guide.id), name), name)
