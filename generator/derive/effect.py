"""In whose name a power is exercised, and to whom one turns against it.

In: a power and the record. Out: an `Effect` in plain words. Derived from type × mode × body and
written nowhere in the record: 行政许可法24, 行政复议法19、20、23、24, 行政诉讼法26、45、46.
Used by the pages and the exports.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.authority import Power
from generator.record import Record


@dataclass(frozen=True, slots=True)
class Effect:
    """What follows in law. A name is "" where it is not known yet.

    `sentence` says it to the applicant; `actor` is whose decision it is, `seal` whose seal,
    `answers` who answers in review and suit; `remedies` the ways, in order.
    """

    sentence: str
    actor: str
    seal: str
    answers: str
    review_body: str
    review_first: bool
    remedies: tuple[str, ...]


_PHONE_DOES_NOT_STOP = "打12345投诉，不会让复议、起诉的期限停下来。"

# 行政复议法第二十三条: what must go to review before it may go to court.
_FIRST_REVIEW = {"行政处罚": "当场作出的处罚，要先申请行政复议，对复议结果不服再起诉（《行政复议法》第二十三条）。"}
_SILENCE = "该办不办、不给答复的，也要先申请行政复议（《行政复议法》第二十三条）。"


def effect(power: Power, record: Record) -> Effect:
    """The legal effect of a power's type and mode."""
    town = record.town
    own = str(town.authority) if town else ""
    delegated = power.mode == "委托"
    who = record.actor(power)
    principal = record.department(power.principal) if power.principal else None
    review_body = (
        str(principal.review_body) if principal and principal.review_body else str(town.review_body) if town else ""
    )
    review_first = any(rule.rule == "先申请行政复议" for rule in power.remedies or ())
    return Effect(
        sentence=_sentence(power, who, own),
        actor=who,
        seal=str(power.seal or who) if delegated else own,
        answers=who,
        review_body=review_body,
        review_first=review_first,
        remedies=_remedies(power, who, review_body, review_first),
    )


def _sentence(power: Power, actor: str, town: str) -> str:
    if power.ending:
        return _ended(power)
    if power.standing == "示例":
        return "镇里有没有这项权力，还没拿到官方文件。现在要办，请先打12345问清楚，别白跑。"
    match power.mode:
        case "赋权":
            return f"这件事由镇政府自己办、自己负责。决定书写“{town}”，盖镇政府的章。"
        case "委托":
            until = power.mandate.period.end if power.mandate else None
            term = f"委托到 {until.isoformat()}。" if until else ""
            return f"这件事是{actor}的，它委托镇里替它办。决定书写“{actor}”，盖它的章，由它负责。{term}"
        case _:
            return f"法律直接规定由镇政府办、由镇政府负责。决定书写“{town}”。"


def _ended(power: Power) -> str:
    assert power.ending
    day, ending = power.ending.day, power.ending
    match power.state:
        case "收回":
            return f"{day} 起交回{ending.taken_by or '县里'}办，不用再来镇里。"
        case "合并":
            return f"{day} 起并入“{ending.merged_into.name if ending.merged_into else '另一项'}”。"
        case "误发":
            return "发布有误，已撤下。"
        case _:
            return f"{day} 起取消，不用办了。"


def _remedies(power: Power, actor: str, review_body: str, review_first: bool) -> tuple[str, ...]:
    """The ways against a decision, in the order in which they are open."""
    special = tuple(f"{rule.content}（{'、'.join(map(str, rule.basis))}）" for rule in power.remedies or ())
    own_limit = any(rule.rule == "起诉期限另有规定" for rule in power.remedies or ())
    who = actor or "作出决定的机关"
    review = f"60日内，向{review_body}申请行政复议。"
    if review_first:
        ways = (f"这一类要先申请行政复议：{review}", "对复议结果还不服，15日内再到法院起诉。", "以决定书上写的为准。")
    elif own_limit:
        ways = (review,)
    else:
        ways = (review, f"6个月内，也可以直接到法院起诉{who}。", "对复议结果还不服，15日内可以到法院起诉。")
    first = () if review_first else (_FIRST_REVIEW.get(str(power.type), ""), _SILENCE)
    return (*ways, *special, *filter(None, first), _PHONE_DOES_NOT_STOP)
