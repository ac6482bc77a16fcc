"""powers/services/: 公共服务事项与办事指南, how to get a thing done, in the order a resident asks."""

from __future__ import annotations

from typing import Annotated

from generator.model.citation import Citation
from generator.model.entry import LifeStage, Living, Shared
from generator.model.fields import FoundAs, Lines, Many, Part, element, must, optional
from generator.model.kind import InSearch, Kind, Numbering, Section
from generator.model.values import (
    Address,
    Choice,
    Count,
    DepartmentName,
    Duration,
    EntryRef,
    HandlingCode,
    Phone,
    TemplateName,
    Text,
    Title,
    Url,
    Validity,
    YesNo,
    choice,
)

Audience = Annotated[Choice, choice("服务对象")]
Theme = Annotated[Choice, choice("主题")]
CaseKind = Annotated[Choice, choice("办件类型")]
Approval = Annotated[Choice, choice("审批方式")]
Need = Annotated[Choice, choice("材料必要性")]
Channel = Annotated[Choice, choice("来源渠道")]
Form = Annotated[Choice, choice("材料形式")]
Fee = Annotated[Choice, choice("是否收费")]
Way = Annotated[Choice, choice("办理形式")]
Depth = Annotated[Choice, choice("网上办理深度")]
Reach = Annotated[Choice, choice("通办范围")]
Proxy = Annotated[Choice, choice("村级代办")]
Result = Annotated[Choice, choice("结果类型")]


class Case(Part):
    """办理情形: one of several ways the same matter arises, with its own limits."""

    name: Title = must("名称", "这种情形叫什么", "新设")
    when: Text = must("什么时候用", "什么人、什么情况走这一种", "举办活动，临时设置")
    apply: Text = optional("什么时候申请", "要提前多久", "活动举办10个工作日前")
    legal_limit: Duration = element("法定办结时限", "照法条抄，带单位", "7个工作日", adjusted=True)
    promised_limit: Duration = optional("承诺办结时限", "不能比法定的长", "3个工作日", adjusted=True)
    validity: Validity = optional("有效期", "拿到的证管多久", "最长3年")
    note: Text = optional("特别说明", "", "逾期没有作出决定的，视为准予延续")
    basis: Lines[Citation] = element("依据", "哪条规定的", "《城市道路管理条例》第三十一条")


class Material(Part):
    """申请材料: one paper to bring, or not to bring."""

    name: Title = must("名称", "材料叫什么", "身份证明")
    need: Need = must("必要性", "必要、非必要、容缺后补", "必要")
    channel: Channel = element("来源渠道", "谁来出：申请人自备、政府部门核发、其他", "申请人自备")
    source: Text = optional("来源渠道说明", "到哪里开", "到派出所开")
    form: Form = optional("材料形式", "纸质、电子", "纸质")
    copies: Count = element("份数", "几份", "1")
    format: Title = optional("纸质规格", "纸张大小", "A4")
    waived: YesNo = optional("免提交", "是＝窗口自己查，页面写“不用交”", "否")
    cases: Many[Title] = optional("适用情形", "哪几种情形要；不写就是都要", "[新设, 延续]")
    blank: Title = optional("空白表格", "放在 attachments 里的文件名", "申请表.pdf")
    sample: Title = optional("示例样表", "放在 attachments 里的文件名", "申请表样例.pdf")
    hints: Text = optional("填报须知", "填表要注意什么")
    standard: Text = optional("受理标准", "什么样的才收", "原件清晰")
    basis: Lines[Citation] = optional("依据", "凭哪条要这份材料", "《城市道路管理条例》第三十条")
    remark: Text = optional("备注", "")


class Charge(Part):
    """收费项目: what is charged, by what standard and on what ground."""

    name: Title = must("名称", "收费项目叫什么", "城市道路占用费")
    standard: Text = must("标准", "多少钱，怎么算", "每平方米每天0.3元")
    basis: Lines[Citation] = element("依据", "凭哪条收", "《城市道路管理条例》第三十七条")
    relief: Text = optional("减免", "什么人可以少交、不交")
    relief_basis: Lines[Citation] = optional("减免依据", "凭哪条减免")


class Step(Part):
    """办理环节: one step, by whom and how long."""

    stage: Title = must("环节", "受理、审核、审批、办结、送达", "受理")
    by: Title = element("谁办", "窗口、承办人、负责人", "窗口")
    work: Text = optional("做什么", "这一步做什么", "材料齐了当场收件")
    limit: Duration = optional("时限", "这一步多久；几步加起来不超过承诺时限", "1个工作日")
    outcome: Text = optional("结果", "这一步得到什么", "受理通知书")


class Answer(Part):
    """常见问题: a question people ask and its answer."""

    question: Text = must("问", "大家怎么问", "许可最长能管几年？")
    answer: Text = must("答", "一句话说清", "最长3年。")


class Guide(Living, Shared):
    """办事指南: one thing a person comes to get done."""

    suited = (("id", "f005"), ("name", "食品摊点备案"))
    shown = ("why_visit",)

    powers: Many[EntryRef] = must(
        "对应权力",
        "办的是哪项权力；不是行使权力的公共服务写“无”",
        "[q208 食品摊点备案（发放信息公示卡）]",
        nothing=True,
    )
    in_short: Text = must("一句话", "一句话说这是什么、什么时候要办", "摆摊卖吃的、没有固定门店，先到镇里备个案。")
    nicknames: Many[Title] = optional("俗称", "老百姓怎么叫；搜索用", "[摆摊, 出摊]", found_as=FoundAs.CALLED)
    audience: Many[Audience] = element("服务对象", "谁来办", "[自然人]")
    themes: Many[Theme] = element("主题", "大白话的分类", "[摆摊开店]")
    life_stages: Many[LifeStage] = optional(
        "人生阶段", "人到哪个阶段来办；最要紧的写在前，不属于就不写", "[开办, 准营]"
    )
    case_kind: CaseKind = optional("办件类型", "即办件、承诺件", "承诺件")
    approval: Approval = optional("审批方式", "一般、告知承诺制、当场", "一般")
    decider: Title = element("决定机关", "谁批；对应权力写清了的不用写", "禾泉镇人民政府")

    deadline: Text = optional("别错过的期限", "过了就办不成、要多交钱的期限：多少天、从哪天算", "开工10日前申请")
    cases: Many[Case] = optional("办理情形", "有几种情形就写几条；只有一种就整段不写")

    conditions: Many[Text] = element("受理条件", "什么人、什么情况能办", "[没有固定门店，现场卖吃的]")
    refused: Many[Text] = optional("不予办理的情形", "哪些情况办不了")
    not_needed: Many[Text] = optional("不用办的情形", "哪些情况不用办", "[店铺招牌不用批]")
    not_to_confuse: Many[Text] = optional("别搞混", "容易当成这件事的别的事", "[有固定门店的办小餐饮登记]")

    materials: Many[Material] = element("申请材料", "要带什么；没公布单子就空着")
    to_state: Many[Title] = optional("要说明的事项", "不用材料、当面说清的", "[住址, 经营品种]")

    legal_limit: Duration = element(
        "法定办结时限", "照法条抄，带单位；分情形的写在情形里", "7个工作日", adjusted=True, brief=True
    )
    legal_limit_note: Text = optional("法定办结时限说明", "从哪天起算、能不能延长", "自受理之日起")
    promised_limit: Duration = element("承诺办结时限", "不能比法定的长", "3个工作日", adjusted=True, brief=True)
    not_counted: Many[Text] = optional("不计入时限", "听证、检测等不算在内的时间", "[现场勘验]")

    fee: Fee = element("是否收费", "收费、不收费", "不收费", adjusted=True, brief=True)
    charges: Many[Charge] = optional("收费项目", "收费的往下写", adjusted=True)
    fee_basis: Lines[Citation] = optional("收费依据", "凭哪条收或者不收", "《城市道路管理条例》第三十七条")
    pay_online: YesNo = optional("是否支持网上支付", "不收费的不能写“是”", "否")

    address: Address = element("办理地点", "到窗口；不写就用便民服务中心的", "样例路1号便民服务中心3号窗口")
    hours: Text = element("办理时间", "写“工作日”和几点到几点；不写就用便民服务中心的", "工作日 8:30—12:00")
    visits: Count = element("到办事现场次数", "最多跑几次", "1")
    why_visit: Text = optional("必须现场办理原因", "要跑的写为什么", "要核对原件")
    ways: Many[Way] = element("办理形式", "窗口办理、网上办理、快递申请", "[窗口办理]")
    online: Url = optional("网上办理地址", "省政务服务网的页面", "https://www.shandong.gov.cn/")
    mobile: Url = optional("移动端办理地址", "手机上办的地址", "https://www.shandong.gov.cn/")
    depth: Depth = optional("网上办理深度", "网上能办到哪一步", "受理")
    reach: Reach = optional("通办范围", "在别处能不能办", "全县")
    bookable: YesNo = optional("是否支持预约办理", "", "否")
    express: YesNo = optional("是否支持物流快递", "", "否")
    quota: Text = optional("数量限制", "有没有名额", "无")
    proxy: Proxy = optional("村级代办", "村里代办员能不能代办", "可代办")
    inquiry_phone: Phone = element("咨询电话", "带区号；不写就用便民服务中心的", "0000-0000001")
    complaint_phone: Phone = element("监督投诉电话", "不能和咨询电话一样", "0000-0000002")

    flow: TemplateName = element("办理流程", "写“责任模板”里的名称；自己写的用“办理环节”", "行政许可通用")
    steps: Many[Step] = optional("办理环节", "和模板不同时自己写")
    special: Text = optional("特别程序", "公示、专家论证、听证等", "公示7日")
    joint: Many[Title] = optional("联办机构", "一起办的单位", "[公安机关交通管理部门]")
    intermediary: Text = optional("中介服务", "要不要请中介；不要写“无”", "无")
    result: Title = element("结果名称", "办成了拿到什么", "食品摊点信息公示卡")
    result_type: Result = optional("结果类型", "证照、批文、其他、无", "证照")
    result_sample: Title = optional("结果样本", "放在 attachments 里的文件名", "公示卡样本.pdf")
    result_states: Many[Title] = optional("结果载明", "证上写什么", "[经营者姓名, 经营品种]")
    validity: Validity = optional("有效期", "拿到的证管多久", "最长3年")

    questions: Many[Answer] = optional("常见问题", "大家常问的")
    before_going: Text = optional("去之前请注意", "最要紧的一句提醒", "去之前先打12345问清在哪个窗口办")
    basis: Lines[Citation] = element(
        "实施依据", "不写就用对应权力的", "《山东省食品小作坊小餐饮和食品摊点管理条例》第十条"
    )
    handler: DepartmentName = optional("承办机构", "镇里哪个机构办；不写就用对应权力的", "便民服务局", brief=True)
    handling_code: HandlingCode = optional(
        "业务办理项编码", "33位", "11000000000000000X500011702500001", found_as=FoundAs.CODE
    )


GUIDE = Kind(
    letter="f",
    folder="services",
    model=Guide,
    word="办事指南",
    title="办事指南",
    attribute="guides",
    ids=Numbering(),
    given=False,
    section=Section("办事", "services/"),
    menu="services/",
    az=1,
    search=InSearch(place=10, turn=0, worth=1.0, shortened=False),
)
