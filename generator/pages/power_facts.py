"""What the page of a power says of how far it goes, on what ground, and under what names and numbers.

In: a power and the writer of its page. Out: facts as the template prints them.
"""

from __future__ import annotations

from generator.model.authority import Power, Supervision
from generator.pages import words
from generator.pages.components import Fact
from generator.pages.entry_page import banner
from generator.pages.writing import Writer


def reach(power: Power, write: Writer) -> list[Fact]:
    """Returns how far a power goes, what needs none of it, and who does it."""
    return write.facts(
        ("权限边界", "管到哪", power.scope),
        ("不用办的情形", "不用办", power.not_needed),
        ("县级保留情形", "县里还管", power.kept),
        ("要征求意见的单位", "还要谁同意", power.consulted),
        ("承办机构", "谁承办", power.handler),
        ("最后决定", "最后谁决定", power.decider),
        ("批后监管", "批了以后谁来管", power.supervision),
        ("监督电话", "监督电话", power.supervision_phone),
    )


def former_reach(power: Power, write: Writer) -> list[Fact]:
    """Returns how a power that has ended was exercised and how far it went."""
    return write.facts(("行使方式", "原来怎么办", words.MODES[power.mode]), ("权限边界", "原来管到哪", power.scope))


def labels(power: Power, write: Writer) -> list[Fact]:
    """Returns what else a power is called and where it is sorted, for those who look it up."""
    return write.facts(
        ("俗称", "也叫", power.nicknames),
        ("人生阶段", "人生阶段", power.life_stages),
        ("子项", "子项", power.subitems),
        ("现行清单名称", "现行清单里叫", power.current_name),
        ("领域", "领域", power.field),
        ("生效日期", "从哪天起办", power.effective),
    )


def codes(power: Power, write: Writer) -> list[Fact]:
    """Returns the numbers under which other systems know a power."""
    return write.facts(
        ("基本编码", "基本编码", power.catalog_code),
        ("实施编码", "实施编码", power.task_code),
        ("地方编码", "地方编码", power.local_code),
    )


def ground(power: Power, write: Writer) -> list[Fact]:
    """Returns where a power comes from: the law, the document, the mandate."""
    facts = write.facts(
        ("实施依据", "依据", power.basis),
        ("放权文件", "文件", power.document),
        ("放权文件位置", "文件里的位置", power.place),
        ("赋权通道", "凭哪条法律赋权", power.channel),
        ("省政府批准文号", "省里批准", power.approval),
        ("原实施机关", "原来归谁", power.original),
        ("委托机关", "谁委托的", power.principal),
        ("用章", "盖哪枚章", power.seal),
        ("再委托", "能不能再委托", power.sub_delegation),
        ("业务指导部门", "谁指导", power.guidance),
        ("支持保障", "县里给的支持", power.support),
        ("检查督导", "县里查过", tuple(_check(check) for check in power.checks or ()) or None),
    )
    if handover := power.handover:
        facts += write.facts(
            ("交接·案卷", "案卷", handover.files),
            ("交接·账号", "系统账号", handover.account),
            ("交接·印章", "印章", handover.seal),
            ("交接·培训", "培训", handover.training),
        )
    mandate = power.mandate
    if mandate:
        facts += write.facts(
            ("委托书·文号", "委托书", mandate.number),
            ("委托书·签订日期", "哪天签的", mandate.signed),
            ("委托书·期限", "委托期限", mandate.period),
            ("委托书·委托内容", "委托内容", mandate.content),
            ("委托书·适用区域", "适用区域", mandate.area),
            ("委托书·公告", "公告", mandate.notice),
            ("委托书·公告日期", "哪天公告的", mandate.noticed),
        )
    return facts


def _check(check: Supervision) -> str:
    """Returns what came of an inspection, on one line."""
    mended = f"；整改：{check.mending}" if check.mending else ""
    return f"{check.day} {check.by}：{check.result}{mended}"


def why_ended(power: Power, write: Writer) -> list[str]:
    """Returns why a power has ended and what to do now, a line each; none for a power in use."""
    shown = banner(power, write)
    # The first line of the banner says from when on, which the sentence above has said.
    return [f"为什么：{power.ending.reason}", *shown.lines[1:]] if power.ending and shown else []
