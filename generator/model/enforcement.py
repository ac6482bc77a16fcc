"""powers/enforcement/: 行政执法公示, before (who, how, by what measure) and each year's figures.

Each file of a list that has no ids holds the whole list. Decisions are `decision.py`.
"""

from __future__ import annotations

from typing import Annotated

from generator.model.citation import Citation
from generator.model.entry import Source, Standing, Stated
from generator.model.fields import Lines, Many, Part, element, must, optional
from generator.model.values import (
    Address,
    Choice,
    Count,
    Day,
    DepartmentName,
    Duration,
    EntryRef,
    Money,
    PersonName,
    Phone,
    Text,
    Title,
    Until,
    Year,
    YesNo,
    choice,
    item,
)

BodyKind = Annotated[Choice, choice("执法主体性质")]
PowerType = Annotated[Choice, choice("职权类型")]
OfficerState = Annotated[Choice, choice("人员状态")]
InspectionKind = Annotated[Choice, choice("抽查类别")]
Leniency = Annotated[Choice, choice("裁量种类")]

_LEFT = item("人员状态", "离岗")


class ListFile(Stated):
    """Base of a file that holds a whole list."""

    closing = ("checked", "sources", "remark")
    standing: Standing = must("资料性质", "这份表的资料性质", "官方")
    checked: Day = element("核对到", "看到哪一天", "2026-06-01")
    sources: Many[Source] = optional("出处", "哪几格有官方文件")
    remark: Text = optional("备注", "要向读者说明的话；公开显示")


class Enforcer(Part):
    """执法主体: a body that may enforce, and in whose name."""

    name: DepartmentName = must("名称", "机关全称", "禾泉镇人民政府")
    kind: BodyKind = must("性质", "法定、赋权、委托、派驻", "法定")
    duties: Text = must("职责", "管哪些方面", "村庄、集镇规划建设管理方面的执法")
    limits: Text = element("权限", "能作出哪些决定", "警告、罚款、限期拆除")
    basis: Lines[Citation] = must("依据", "凭什么执法", "《村庄和集镇规划建设管理条例》第三十七条")
    principal: DepartmentName = optional("委托机关", "委托执法的写谁委托", "青榆县农业农村局")
    recognise: Text = element("怎么识别", "证件、服装、文书怎么认", "两人以上，主动出示执法证")
    address: Address = element("地址", "到门牌", "样例路1号")
    phone: Phone = element("电话", "带区号", "0000-0000005")


class Enforcers(ListFile):
    """执法主体.yml"""

    items: Many[Enforcer] = must("执法主体", "一个主体一条")


class Officer(Part):
    """执法人员: name and certificate number, nothing else about the person."""

    name: PersonName = must("姓名", "证上的姓名", "石样例")
    certificate: Title = must("执法证号", "证上的号", "禾010001")
    body: DepartmentName = must("单位", "所在的执法主体", "禾泉镇人民政府")
    area: Title = element("执法类别", "证上写的类别", "城乡建设")
    until: Until = element("有效期至", "证到哪天", "2028-12-31")
    state: OfficerState = optional("状态", "不写就是“在岗”", "在岗")

    @property
    def left(self) -> bool:
        """Whether the officer no longer enforces."""
        return self.state == _LEFT


class Officers(ListFile):
    """执法人员.yml"""

    items: Many[Officer] = must("执法人员", "一人一条")


class Inspection(Part):
    """抽查事项: what may be inspected, how often, on what ground."""

    name: Title = must("名称", "查什么", "农药经营门店检查")
    kind: InspectionKind = must("类别", "重点、一般", "一般")
    target: Text = must("对象", "查谁", "辖区内农药经营者")
    content: Text = must("内容", "查哪几样", "进销台账、许可证")
    way: Text = element("方式", "怎么查", "现场检查")
    share: Title = element("比例", "抽多少", "每年不低于10%")
    frequency: Title = element("频次", "一年最多几次", "每年不超过2次")
    business: YesNo = optional("涉企检查", "是不是查企业", "是")
    by: DepartmentName = element("实施主体", "谁来查", "禾泉镇人民政府")
    basis: Lines[Citation] = must("依据", "凭什么查", "《农药管理条例》第四十一条")


class Inspections(ListFile):
    """抽查事项.yml"""

    items: Many[Inspection] = must("抽查事项", "一项一条")


class Grade(Part):
    """档次: how grave, and how much."""

    name: Title = must("档次", "轻微、一般、严重", "一般")
    when: Text = must("情形", "什么情况算这一档", "占地10平方米以上不足30平方米")
    measure: Text = must("幅度", "怎么处罚", "500元以上1500元以下罚款")


class Discretion(Part):
    """裁量基准: for one kind of breach what is imposed, and when nothing is (行政处罚法第三十三、三十四条)."""

    name: Title = must("违法行为", "哪一种违法", "擅自修建临时建筑")
    kind: Leniency = must("种类", "裁量、不予处罚、减轻处罚", "裁量")
    power: EntryRef = optional("对应权力", "哪项处罚权", "q012 对擅自修建临时建筑的处罚")
    basis: Lines[Citation] = must("依据", "哪条规定的", "《行政处罚法》第三十四条")
    grades: Many[Grade] = must("裁量档次", "一档一条")


class Discretions(ListFile):
    """裁量基准.yml"""

    items: Many[Discretion] = must("裁量基准", "一种违法行为一条")


class ProcedureStep(Part):
    """A step of an enforcement procedure."""

    stage: Title = must("环节", "立案、调查取证、告知……", "告知")
    content: Text = must("内容", "这一步做什么", "告知拟作出的决定和陈述、申辩的权利")
    limit: Duration = optional("时限", "多久", "5个工作日")
    basis: Lines[Citation] = element("依据", "哪条规定的", "《行政处罚法》第四十四条")


class Procedure(Part):
    """执法流程: the steps of one type of enforcement."""

    name: Title = must("名称", "哪一种程序", "行政处罚普通程序")
    type: PowerType = must("类型", "哪类职权", "行政处罚")
    steps: Many[ProcedureStep] = must("环节", "按先后写")


class Procedures(ListFile):
    """执法流程.yml"""

    items: Many[Procedure] = must("执法流程", "一种程序一条")


class LicenceFigures(Part):
    """行政许可 of a year, in numbers of cases."""

    applied: Count = must("申请", "收到多少件申请", "41")
    accepted: Count = must("受理", "受理多少件", "41")
    granted: Count = must("许可", "准了多少件", "39")
    refused: Count = must("不予许可", "没准多少件", "2")
    revoked: Count = must("撤销许可", "撤了多少件", "0")


class PenaltyFigures(Part):
    """行政处罚 of a year: a case with several penalties counts once, under the gravest."""

    warning: Count = must("警告、通报批评", "件", "1")
    fine: Count = must("罚款", "件", "3")
    confiscation: Count = must("没收违法所得、没收非法财物", "件", "0")
    suspension: Count = must("暂扣许可证件、降低资质等级", "件", "0")
    revocation: Count = must("吊销许可证件", "件", "0")
    restriction: Count = must("限制开展生产经营活动", "件", "0")
    closure: Count = must("责令停产停业、责令关闭、限制从业", "件", "0")
    detention: Count = must("行政拘留", "件", "0")
    other: Count = must("其他行政处罚", "件", "0")
    total: Count = must("合计", "各项相加", "4")
    amount: Money = must("罚没金额", "带单位", "6000元", nothing=True)


class CoercionFigures(Part):
    """行政强制 of a year, in numbers of cases."""

    sealing: Count = must("查封场所、设施或者财物", "件", "0")
    seizure: Count = must("扣押财物", "件", "0")
    freezing: Count = must("冻结存款、汇款", "件", "0")
    other: Count = must("其他行政强制措施", "件", "0")
    execution: Count = must("行政强制执行", "件", "1")
    total: Count = must("合计", "各项相加", "1")


class OtherFigures(Part):
    """The remaining kinds of a year, in numbers of cases."""

    inspection: Count = must("行政检查", "次", "26")
    levy: Count = must("行政征收", "件", "0")
    grant: Count = must("行政给付", "件", "120")
    confirmation: Count = must("行政确认", "件", "0")
    reward: Count = must("行政奖励", "件", "0")
    ruling: Count = must("行政裁决", "件", "1")
    other: Count = must("其他行政权力", "件", "35")


class Statistics(ListFile):
    """年度数据: enforcement of one year, published by 31 January of the next."""

    year: Year = must("年度", "哪一年，和文件名一样", "2025")
    published: Day = must("公布日期", "每年1月31日前", "2026-01-20")
    licences: LicenceFigures = must("行政许可", "各填件数，没有填0")
    penalties: PenaltyFigures = must("行政处罚", "各填件数，没有填0")
    coercion: CoercionFigures = element("行政强制", "各填件数，没有填0")
    others: OtherFigures = must("其他执法", "各填件数，没有填0")
    officers: Count = element("执法人员数", "持证的人数", "9")
    reviews: Count = optional("行政复议", "被申请复议多少件", "0")
    suits: Count = optional("行政诉讼", "被起诉多少件", "0")
