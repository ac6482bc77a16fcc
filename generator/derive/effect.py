"""In whose name a power is exercised, and to whom one turns against it.

In: a power and the record. Out: an `Effect` in plain words. It follows from the power's type, mode and body, and
is written nowhere in the record: 行政许可法24, 行政复议法19、20、23、24, 行政诉讼法26、45、46.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.authority import Power
from generator.model.entry import MERGED, TAKEN_BACK
from generator.record import Record


@dataclass(frozen=True, slots=True)
class Effect:
    """What follows in law. A name is "" where it is not known, or where nothing is decided.

    `sentence` says it to the applicant; `actor` is in whose name it is done, `seal` whose seal,
    `answers` who answers in review and suit, `review_body` where one asks for review;
    `review_first` says that a suit is open only after it; `remedies` are the ways, in order.
    """

    sentence: str
    actor: str
    seal: str
    answers: str
    review_body: str
    review_first: bool
    remedies: tuple[str, ...]


_PHONE_DOES_NOT_STOP = "打12345投诉，不会让复议、起诉的期限停下来。"
_SEE_THE_PAPER = "向谁申请复议、到哪里起诉、有几天，看决定书上写的。"
# 行政复议法第二十三条: what must go to review before it may go to court.
_FIRST_REVIEW = {"行政处罚": "当场作出的处罚，要先申请行政复议，对复议结果不服再起诉（《行政复议法》第二十三条）。"}


def effect(power: Power, record: Record) -> Effect:
    """The legal effect of a power's type, mode and outcome."""
    actor, review_body = record.actor(power), _review_body(power, record)
    decided = str(power.outcome or "决定") == "决定"
    return Effect(
        sentence=_ended(power) if power.ending else _sentence(power, actor),
        actor=actor,
        seal=str(power.seal or "") if power.delegated else actor,
        answers=actor if decided else "",
        review_body=review_body,
        review_first=decided and _has(power, "先申请行政复议") and not _has(power, "起诉期限另有规定"),
        remedies=(*_ways(power, actor, review_body), _PHONE_DOES_NOT_STOP),
    )


def _review_body(power: Power, record: Record) -> str:
    """Where one asks for review: what the principal's own file says, else the town's; "" where the body is unknown."""
    if power.is_example or not record.actor(power) or not record.town:
        return ""
    principal = record.department(power.principal) if power.delegated and power.principal else None
    return str(principal.review_body if principal and principal.review_body else record.town.review_body)


def _has(power: Power, rule: str) -> bool:
    return any(special.rule == rule for special in power.remedies or ())


def _sentence(power: Power, actor: str) -> str:
    if power.is_example:
        return "镇里有没有这项权力，还没拿到官方文件。现在要办，请先打12345问清楚，别白跑。"
    match str(power.outcome or "决定"):
        case "初审转报":
            last = f"最后由{power.decider}决定" if power.decider else "最后由谁决定，还没核实"
            return f"镇里收材料、审核、往上报，{last}。决定书写谁，就是谁的决定。"
        case "调解":
            return "镇里帮着调解，不作决定。双方谈拢了才算数。"
        case "备案":
            return "向镇政府备案，镇里收下登记。"
        case "查处反映":
            return "您向镇里反映，由镇政府查实、责令改正。"
    if power.conferred:
        return f"这件事由镇政府自己办、自己负责。决定书写“{actor}”，盖镇政府的章。"
    if power.delegated:
        until = power.mandate.period.end if power.mandate else None
        term = f"委托到 {until.isoformat()}。" if until else ""
        return f"这件事是{actor}的，它委托镇里替它办。决定书写“{actor}”，盖它的章，由它负责。{term}"
    return f"法律直接规定由镇政府办、由镇政府负责。决定书写“{actor}”。"


def _ended(power: Power) -> str:
    assert power.ending
    day, ending = power.ending.day, power.ending
    if power.state == TAKEN_BACK:
        return f"{day} 起交回{ending.taken_by or '县里'}办，不用再来镇里。"
    if power.state == MERGED:
        return f"{day} 起并入“{ending.merged_into.name if ending.merged_into else '另一项'}”。"
    return "发布有误，已撤下。" if power.mistaken else f"{day} 起取消，不用办了。"


def _ways(power: Power, actor: str, review_body: str) -> tuple[str, ...]:
    """What one can do against a decision, or where none is made, in the order in which it can be done."""
    if not review_body:
        return (_SEE_THE_PAPER,)
    review = f"60日内，向{review_body}申请行政复议"
    # When silence begins: 行政复议法实施条例16. Leaving undone what the law demands is 复议前置: 行政复议法23.
    silence = (
        "该办不办、不给答复的，要先申请行政复议，再起诉（《行政复议法》第二十三条）。"
        "写明多少天办完的，过了这些天算不给答复；没有写的，从收到申请起满60日算。"
    )
    match str(power.outcome or "决定"):
        case "初审转报":
            return (
                f"对最后的决定不服：{_SEE_THE_PAPER}",
                f"镇里不收、不审、不报的：{review}（《行政复议法》第二十三条）。",
            )
        case "调解":
            return ("调解不成，可以依法仲裁，或者到法院起诉对方，不是告镇政府。", *_special(power), silence)
        case "备案":
            return (f"对镇里不给备案不服的，{review}。", *_special(power), silence)
        case "查处反映":
            return (f"对镇里怎么处理不服的，{review}。", *_special(power), silence)
    if _has(power, "起诉期限另有规定"):
        return (
            *_special(power),
            f"申请复议的，60日内向{review_body}申请。",
            "分不清是哪一种，先照短的期限准备；以决定书上写的为准。",
            silence,
        )
    if _has(power, "先申请行政复议"):
        first = (
            f"这一类要先申请行政复议：{review}。",
            "对复议结果还不服，15日内再到法院起诉。",
            "以决定书上写的为准。",
        )
        return (*first, *_special(power))
    ways = (f"{review}。", f"6个月内，也可以直接到法院起诉{actor}。", "对复议结果还不服，15日内可以到法院起诉。")
    at_once = _FIRST_REVIEW.get(str(power.type), "")
    return (*ways, *_special(power), *filter(None, (at_once,)), silence)


def _special(power: Power) -> tuple[str, ...]:
    """What the law says of this matter in particular; the shortest limit comes first."""
    rules = sorted(power.remedies or (), key=lambda special: special.rule != "起诉期限另有规定")
    return tuple(f"{special.content}（{'、'.join(map(str, special.basis))}）。" for special in rules)
