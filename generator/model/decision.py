"""powers/enforcement/decisions/<year>/: 行政许可 and 行政处罚 decisions, by the 双公示 elements.

No identity number, address or telephone of a person has a field here; a natural person's name is
masked before it is shown. The end of a decision's publicity is derived, never typed.
"""

from __future__ import annotations

from typing import Annotated

from generator.model.citation import Citation
from generator.model.entry import Entry, Standing
from generator.model.fields import FoundAs, Lines, Many, Part, Seen, element, must, optional
from generator.model.kind import InSearch, Kind, Numbering, Section
from generator.model.values import (
    Choice,
    CreditCode,
    Day,
    DepartmentName,
    EntryId,
    EntryRef,
    Money,
    PersonName,
    Text,
    Title,
    Until,
    choice,
    item,
)

DecisionKind = Annotated[Choice, choice("决定种类")]
PartyKind = Annotated[Choice, choice("行政相对人类别")]
PenaltyKind = Annotated[Choice, choice("处罚类别")]
LicenceKind = Annotated[Choice, choice("许可类别")]
ProcedureKind = Annotated[Choice, choice("处罚程序")]
Gravity = Annotated[Choice, choice("失信程度")]
DecisionState = Annotated[Choice, choice("公示状态")]

_PERSON = item("行政相对人类别", "自然人")
_WITHDRAWN = item("公示状态", "已撤回")


class Withdrawal(Part):
    """撤回: a decision changed, revoked or found unlawful is withdrawn within 3 working days (行政处罚法第四十八条)."""

    changed: Day = must("变更撤销日期", "决定被变更、撤销、确认违法的日子", "2026-05-06")
    day: Day = must("撤回日期", "从网上撤下的日子", "2026-05-08")
    reason: Text = must("理由", "为什么撤回；公开说明", "决定被行政复议机关撤销")


class Decision(Entry):
    """决定: one licence or penalty made public. It has no name; people know it by its 文号."""

    naming = "number"
    closing = ("standing", "remark")
    shown = (
        *("breach_kind", "facts", "basis", "penalties", "content", "fine"),
        *("procedure", "gravity", "why_public"),
    )

    id: EntryId = must("编号", "c加年份加流水号，就是文件名", "c2026001", found_as=FoundAs.CODE)
    kind: DecisionKind = must("种类", "行政处罚、行政许可", "行政处罚")
    power: EntryRef = must("对应权力", "行使的是哪项权力", "q012 对擅自修建临时建筑的处罚")
    party: Title = must(
        "行政相对人名称", "单位写全称；自然人写姓名，程序遮盖", "青榆县样例建材有限公司", seen=Seen.MASKED
    )
    party_kind: PartyKind = must("行政相对人类别", "法人及非法人组织、个体工商户、自然人", "法人及非法人组织")
    credit_code: CreditCode = element("统一社会信用代码", "法人必填；自然人空着", "91350100M000100Y43")
    representative: PersonName = optional("法定代表人", "法人的填", "石样例")
    authority: DepartmentName = must("决定机关", "以谁的名义作出；委托的写委托机关", "禾泉镇人民政府")
    decided: Day = must("决定日期", "作出决定那天", "2026-04-08")
    published: Day = must("公布日期", "上网那天；作出决定起7个工作日内", "2026-04-14")

    number: Title = must("决定书文号", "决定书上的文号", "禾政罚决字〔2026〕1号", found_as=FoundAs.CODE)
    title: Title = optional("决定文书名称", "许可的写文书名称", "准予行政许可决定书")

    breach_kind: Text = optional("违法行为类型", "处罚的必填", "擅自在街道修建临时设施")
    facts: Text = optional("违法事实", "处罚的必填；不写住址、证件号", "2026年3月2日，当事人未经批准搭建彩钢棚一处。")
    basis: Lines[Citation] = optional("处罚依据", "处罚的必填", "《村庄和集镇规划建设管理条例》第四十条")
    penalties: Many[PenaltyKind] = optional("处罚类别", "处罚的必填", "[罚款]")
    content: Text = optional("处罚内容", "处罚的必填", "罚款2000元")
    fine: Money = optional("罚款金额", "类别有罚款的必填；写元，报送时换算", "2000元")
    confiscated: Money = optional("没收金额", "类别有没收的必填", "500元")
    licence_taken: Text = optional("暂扣或吊销证照名称及编号", "类别有暂扣、吊销的必填")
    procedure: ProcedureKind = optional("程序", "处罚的必填：简易程序、普通程序", "普通程序")
    gravity: Gravity = optional("失信程度", "轻微、一般、严重；轻微原则上不公示", "一般")
    why_public: Text = optional("公开理由", "处罚的必填（行政处罚法第四十八条）", "具有一定社会影响")
    penalty_until: Until = optional("处罚有效期", "处罚的；双公示报送要填：管到哪天，没有终点写“长期”", "2027-04-07")

    licence_kind: LicenceKind = optional("许可类别", "许可的必填：普通、特许、认可、核准、登记、其他", "普通")
    certificate: Title = optional("许可证书名称", "", "户外广告设施设置许可证")
    certificate_number: Title = optional("许可编号", "证上的号", "禾广许〔2026〕1号")
    licensed: Text = optional("许可内容", "许可的必填", "在样例路设置立柱广告一处")
    valid_from: Day = optional("有效期自", "许可的必填", "2026-04-08")
    valid_until: Until = optional("有效期至", "许可的必填；没有终点写“长期”", "2029-04-07")

    state: DecisionState = optional("状态", "不写就是“公示中”；期满由程序算", "公示中")
    withdrawal: Withdrawal = optional("撤回", "状态是“已撤回”时写")
    standing: Standing = must("资料性质", "官方、示例", "官方")
    remark: Text = optional("备注", "要向读者说明的话；公开显示")

    @property
    def withdrawn(self) -> bool:
        """Whether it was taken from the site, because it was changed, revoked or found unlawful."""
        return self.state == _WITHDRAWN

    @property
    def ended(self) -> bool:
        """Whether it was withdrawn; that its publicity is over is another thing."""
        return self.withdrawn

    @property
    def of_person(self) -> bool:
        """Whether the party is a natural person, whose name is masked."""
        return self.party_kind == _PERSON


DECISION = Kind(
    letter="c",
    folder="enforcement/decisions",
    model=Decision,
    word="决定",
    title="执法决定",
    attribute="decisions",
    ids=Numbering(year=("决定日期",), folders=True),
    given=False,
    section=Section("执法决定", "enforcement/decisions/"),
    menu="enforcement/",
    az=0,
    search=InSearch(place=120, turn=3, worth=0.86, shortened=False),
)
