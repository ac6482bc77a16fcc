"""powers/authority/: 权力事项, what the town may do and on what ground."""

from __future__ import annotations

from typing import Annotated

from generator.model.citation import Citation
from generator.model.entry import LifeStage, Living, Shared
from generator.model.fields import FoundAs, Lines, Many, Part, element, must, optional
from generator.model.kind import InSearch, Kind, Numbering, Section
from generator.model.values import (
    Area,
    CatalogCode,
    Choice,
    Count,
    Day,
    DepartmentName,
    DocumentNumber,
    Period,
    Phone,
    TaskCode,
    TemplateName,
    Text,
    Title,
    Year,
    choice,
    item,
)

PowerType = Annotated[Choice, choice("职权类型")]
Mode = Annotated[Choice, choice("行使方式")]
Channel = Annotated[Choice, choice("赋权通道")]
SpecialRemedy = Annotated[Choice, choice("救济特别规定")]
Outcome = Annotated[Choice, choice("处理结果")]
Suggestion = Annotated[Choice, choice("评估建议")]
Sub = Annotated[Choice, choice("再委托")]

STATUTORY, CONFERRED, DELEGATED = item("行使方式", "法定"), item("行使方式", "赋权"), item("行使方式", "委托")


class Mandate(Part):
    """委托书: the paper of a delegation (行政许可法第二十四条, 行政处罚法第二十条)."""

    number: DocumentNumber = must("文号", "委托书的文号", "青自然资委〔2025〕3号", adjusted=True)
    signed: Day = element("签订日期", "双方签字那天", "2025-06-10")
    period: Period = must("期限", "起止日期；到期前60天提醒", "2025-07-01 至 2028-06-30", adjusted=True)
    content: Text = element("委托内容", "委托镇里办到哪一步", "受理、审核、核发", adjusted=True)
    area: Text = element("适用区域", "在哪里有效", "禾泉镇行政区域", adjusted=True)
    notice: DocumentNumber = must("公告", "委托机关公告的文号", "青自然资公告〔2025〕12号")
    noticed: Day = element("公告日期", "公告那天", "2025-06-20")


class Duty(Part):
    """A duty at one stage of exercising a power."""

    stage: Title = must("环节", "受理、审查、决定……", "决定")
    duty: Text = must("责任", "这一步要做到什么", "受理之日起7个工作日内作出决定")
    basis: Lines[Citation] = element("依据", "哪条规定的", "《行政许可法》第三十八条")


class SpecialRule(Part):
    """救济特别规定: where a law departs from the common rules of review and suit."""

    rule: SpecialRemedy = must("规定", "哪一种特别规定", "先申请行政复议")
    content: Text = must("内容", "用一句话说清", "对复议决定不服的，再向法院起诉")
    basis: Lines[Citation] = must("依据", "哪条规定的", "《行政复议法》第二十三条")


class Use(Part):
    """运行情况: figures of one year; the plan demands they be weighed."""

    year: Year = must("年度", "哪一年", "2025")
    accepted: Count = element("受理", "收了多少件", "41")
    finished: Count = element("办结", "办完多少件", "41")
    granted: Count = element("准予", "准了多少件", "39")
    refused: Count = element("不予", "没准多少件", "2")
    complaints: Count = optional("投诉", "被投诉多少次", "0")
    reviews: Count = optional("复议", "被申请复议多少件", "0")
    suits: Count = optional("诉讼", "被起诉多少件", "0")


class Handover(Part):
    """交接: what the county handed over with a power, so that the town can exercise it."""

    files: Text = optional("案卷", "以前的案卷交了没有", "2020年以来的案卷已移交")
    account: Text = optional("账号", "审批系统的账号、端口", "已开通审批系统端口")
    seal: Text = optional("印章", "专用章、印模", "专用章已启用")
    training: Text = optional("培训", "培训过谁、几次", "跟班学习1个月")


class Supervision(Part):
    """检查督导: once that a department looked at how a power was exercised, and what came of it."""

    day: Day = must("日期", "哪天来查的", "2026-04-10")
    by: DepartmentName = must("机关", "谁来查的", "青榆县自然资源和规划局")
    result: Text = must("结果", "查到什么", "抽查3件，2件程序完整")
    mending: Text = optional("整改", "怎么改、改好没有", "补齐现场核查记录，4月底前改完")


class Power(Living, Shared):
    """权力事项: one item of the 权责清单."""

    suited = (("id", "q101"), ("name", "乡村建设规划许可证核发（农村村民使用宅基地建房）"))

    current_name: Title = optional(
        "现行清单名称", "国家、省现行清单里叫什么；和上面不同时才填，两个名称都能搜到", found_as=FoundAs.CURRENT
    )
    subitems: Many[Title] = optional(
        "子项", "一个主项下的几个子项", "[核发, 变更, 注销]", adjusted=True, found_as=FoundAs.SUBITEM
    )
    nicknames: Many[Title] = optional("俗称", "老百姓怎么叫；搜索用", "[户外广告牌, 大广告牌]", found_as=FoundAs.CALLED)
    life_stages: Many[LifeStage] = optional("人生阶段", "没有指南的权力，人到哪个阶段会用到；不属于就不写", "[建设]")
    type: PowerType = must("类型", "十类职权里的一类", "行政许可", adjusted=True)
    mode: Mode = must("行使方式", "法定、赋权、委托；以谁名义、盖谁的章、告谁，由此推出", "委托", adjusted=True)
    outcome: Outcome = optional("处理结果", "不写就是“决定”；初审转报、调解、备案的写明，不服找谁由此推出", "决定")
    decider: Title = optional("最后决定", "初审转报的写最后由谁决定", "县级民政部门")

    document: DocumentNumber = element(
        "放权文件", "赋权、委托写哪份文件给的", "青政发〔2025〕9号", adjusted=True, brief=True
    )
    place: Title = optional("放权文件位置", "文件里的第几部分、附件第几项", "附件2第1项")
    channel: Channel = optional("赋权通道", "凭哪条法律赋权；没核实就空着", "专门法直接规定")
    approval: Title = element("省政府批准文号", "方案写“经省政府批准”，文号没核实就空着", "鲁政样例字〔2025〕1号")
    original: DepartmentName = element(
        "原实施机关", "下放之前归谁；许可多已划转，没核实就空着", "青榆县自然资源和规划局"
    )
    principal: DepartmentName = element(
        "委托机关", "委托镇里办的部门；决定书落它的名、盖它的章", "青榆县自然资源和规划局", adjusted=True, brief=True
    )
    mandate: Mandate = element("委托书", "委托的文号、期限、公告", adjusted=True)
    seal: Title = element("用章", "委托的写盖哪枚章", "青榆县自然资源和规划局行政审批专用章（2）")
    sub_delegation: Sub = optional("再委托", "法律不许再委托", "不得")
    effective: Day = element("生效日期", "镇里从哪天起办", "2025-07-01")
    field: Area = optional("领域", "本镇的方案分的哪一个领域；照 town.yml 里“领域”的写", "城镇规划建设管理")

    basis: Lines[Citation] = must("实施依据", "法规名称和条号，一部一行", "《城乡规划法》第四十一条", adjusted=True)

    handler: DepartmentName = element(
        "承办机构", "镇里哪个机构办", "规划建设和生态环境办公室", adjusted=True, brief=True
    )
    scope: Text = element("权限边界", "管到哪里、不管哪里", "只管农村村民使用宅基地建住宅", adjusted=True)
    not_needed: Many[Text] = element("不用办的情形", "哪些情况不用办", "[不动基础、不加层的屋面维修]")
    consulted: Many[Text] = optional("要征求意见的单位", "还要哪些单位同意", "[公安机关交通管理部门]")
    kept: Many[Text] = optional("县级保留情形", "哪些情况仍由县里办", "[跨镇的由县局直接办]", adjusted=True)
    supervision: Text = element("批后监管", "批了以后归谁管", "规划建设和生态环境办公室到场放线、验线")
    guidance: Text = optional("业务指导部门", "县里哪个部门指导", "青榆县自然资源和规划局")
    support: Text = optional("支持保障", "县里给的人员、装备、技术、网络端口", "派驻1名业务骨干")

    handover: Handover = optional("交接", "下放时县里交来了什么")
    checks: Many[Supervision] = optional("检查督导", "放权的部门来查，一次一条")

    duties: TemplateName = element("责任事项", "写“责任模板”里的名称；特有的写在“补充责任”", "行政许可通用")
    more_duties: Many[Duty] = optional("补充责任", "这一项特有的责任")
    accountability: TemplateName = element("追责情形", "写“责任模板”里的名称；特有的写在“补充追责”", "行政许可通用")
    more_accountability: Many[Text] = optional("补充追责", "这一项特有的追责情形", "[违反专项规划许可的]")
    supervision_phone: Phone = element("监督电话", "带区号；不能和咨询电话一样", "0000-0000002")
    remedies: Many[SpecialRule] = optional("救济特别规定", "法律对复议、诉讼另有规定的才写")

    use: Many[Use] = optional("运行情况", "每年一月填上一年的")
    suggestion: Suggestion = optional("评估建议", "依运行情况：保留、调整、收回", "保留")

    catalog_code: CatalogCode = optional("基本编码", "12位", "000117025000", found_as=FoundAs.CODE)
    task_code: TaskCode = optional("实施编码", "31位", "11000000000000000X5000117025000", found_as=FoundAs.CODE)
    local_code: Title = optional("地方编码", "地方平台自己的编码，不验格式", found_as=FoundAs.CODE)

    @property
    def conferred(self) -> bool:
        """Whether the county gave it to the town, which exercises it in its own name (赋权)."""
        return self.mode == CONFERRED

    @property
    def delegated(self) -> bool:
        """Whether the town exercises it in the name of its principal (委托)."""
        return self.mode == DELEGATED


POWER = Kind(
    letter="q",
    folder="authority",
    model=Power,
    word="权力事项",
    title="权力清单",
    attribute="powers",
    ids=Numbering(ranges="行使方式"),
    given=True,
    section=Section("权力清单", "authority/"),
    menu="authority/",
    az=4,
    search=InSearch(place=40, turn=2, worth=0.94, shortened=False),
)
