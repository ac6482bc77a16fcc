"""The codes of private data: one a kind of thing, an error or a reminder.

In: nothing. Out: `Code`s, and which code a finding has.
"""

from __future__ import annotations

from generator.privacy.finding import Found, Kind
from generator.problem import Code, Severity, When, declare

_PERSON = "个人：号码一旦公开就收不回来"
_GONE = "删掉这个号码；已经提交过的，连版本历史一起清掉。"

IDENTITY = declare("H731", "记录和附件里不能有身份证号", protects=_PERSON, advice=_GONE)
MOBILE = declare(
    "H732",
    "记录和附件里不能有个人手机号",
    protects=_PERSON,
    advice="写办公电话；个人的号码删掉，已经提交过的连版本历史一起清掉。",
)
CARD = declare("H733", "记录和附件里不能有银行卡号", protects=_PERSON, advice=_GONE)
TRAVEL = declare("H734", "记录和附件里不能有个人的护照、通行证、车牌号", protects=_PERSON, advice=_GONE)
ASKED = declare(
    "H735",
    "像个人号码的，要看一看是不是",
    protects=_PERSON,
    when=When.REMINDER,
    advice="是个人的就删掉；不是的，前面写上它叫什么（合同编号、备案号……）。",
)
LIST = declare(
    "H736",
    "不公开个人的名单：姓名旁边不能有证件、卡号、住址、电话、年龄、残疾、病、低保；未成年人的一律不公开",
    protects="个人：一张名单一次就公开几百个人",
    advice="删掉这几列，姓名遮住中间的字；要公示的，另出一份只有必须公示的几格、到期就撤的。",
)
SAID = declare(
    "H737",
    "说到个人的，不写病、出生、住处、微信和邮箱",
    protects="个人：病和住处公开了，一辈子受影响",
    when=When.REMINDER,
    advice="不是非写不可的，删掉。",
)
MASKED = declare(
    "H738",
    "名字遮住了，旁边不写村、年龄、门牌",
    protects="个人：一个村里，遮住一个字还是认得出",
    when=When.REMINDER,
    advice="村、年龄、门牌也去掉，或者只写“当事人”。",
)

_OF = {Kind.IDENTITY: IDENTITY, Kind.MOBILE: MOBILE, Kind.CARD: CARD}
_OF |= dict.fromkeys((Kind.PASSPORT, Kind.PERMIT, Kind.PLATE), TRAVEL)
_OF |= dict.fromkeys((Kind.HEALTH, Kind.BIRTH, Kind.HOME, Kind.CHAT, Kind.MAIL), SAID) | {Kind.MASKED: MASKED}


def of(found: Found) -> Code:
    """The code of a finding: what is not sure is asked about under a code of its own."""
    code = _OF.get(found.kind, ASKED)
    return ASKED if code.when is When.ERROR and found.severity is Severity.REMINDER else code
