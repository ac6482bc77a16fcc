"""powers/responsibility/: 履职事项 (what the town must do) and 县级交办任务 (tasks handed down)."""

from __future__ import annotations

from typing import Annotated

from generator.model.citation import Citation
from generator.model.entry import Living, Sourced
from generator.model.fields import FoundAs, Lines, Many, Part, element, must, optional
from generator.model.kind import InSearch, Kind, Numbering, Section
from generator.model.values import (
    Choice,
    Day,
    DepartmentName,
    DocumentNumber,
    EntryRef,
    Period,
    Text,
    Title,
    choice,
    item,
)

DutyClass = Annotated[Choice, choice("履职类别")]
TakingReason = Annotated[Choice, choice("收回理由")]
TaskNature = Annotated[Choice, choice("任务性质")]
TaskState = Annotated[Choice, choice("任务状态")]
Disclosure = Annotated[Choice, choice("公开属性")]

_TAKEN_BACK = item("履职类别", "上级收回")
_RUNNING = item("任务状态", "进行中")


class Responsibility(Living):
    """履职事项: basic, assisting the county, or taken back by it (履行职责事项清单)."""

    suited = (("id", "z201"), ("name", "秸秆露天焚烧的巡查和劝阻"))
    shown = ("lead", "lead_duties")

    nicknames: Many[Title] = optional("俗称", "老百姓怎么叫；搜索用", "[路灯坏了, 垃圾没人收]", found_as=FoundAs.CALLED)
    kind: DutyClass = must("类别", "基本履职、配合履职、上级收回", "配合履职", adjusted=True)
    area: Title = element("领域", "清单里的哪一类", "生态环保")
    basis: Lines[Citation] = element(
        "依据", "法规条号或者清单文号", "青政办发〔2025〕15号 第二张表第8项", adjusted=True, brief=True
    )
    handler: DepartmentName = element("承办机构", "镇里哪个机构办", "社会事务办公室", brief=True)
    lead: Title = optional("主责部门", "配合履职的写谁主责", "青榆县综合行政执法局", adjusted=True, brief=True)
    lead_duties: Many[Text] = optional("主责部门职责", "主责部门做什么", "[接到报告后到现场核查]", adjusted=True)
    town_duties: Many[Text] = element("镇里的职责", "镇里做什么", "[日常巡查，发现及时报告]", adjusted=True)
    report_to: Text = optional("发现问题打给谁", "群众发现了找谁", "先打12345")
    taken_by: Title = optional("承接部门", "上级收回的写谁接", "青榆县应急管理局", adjusted=True)
    how: Text = optional("工作方式", "接了以后怎么办理", "由县局窗口直接受理、审查、决定", adjusted=True)
    reason: TakingReason = optional("收回理由", "方案的三种理由", "专业性强")
    former_power: EntryRef = optional("原对应权力", "原来对应哪项权力", "q108 危险化学品经营许可")
    document: DocumentNumber = optional("依据文件", "哪份文件定的", "青政发〔2026〕5号")
    effective: Day = optional("生效日期", "从哪天起", "2026-06-01")
    pending: Text = optional("在途件怎么办", "已经受理的怎么办", "由县局接着办，不用重新申请")
    advice: Text = optional("群众现在怎么办", "现在要办去哪里", "到县局窗口申请")

    @property
    def taken_back(self) -> bool:
        """Whether the county has taken it back (类别 上级收回)."""
        return self.kind == _TAKEN_BACK


RESPONSIBILITY = Kind(
    letter="z",
    folder="responsibility",
    model=Responsibility,
    word="履职事项",
    title="职责清单",
    attribute="responsibilities",
    ids=Numbering(ranges="类别"),
    given=True,
    section=Section("职责清单", "responsibility/"),
    menu="responsibility/",
    az=5,
    search=InSearch(place=50, turn=3, worth=0.94, shortened=False),
)


class Share(Part):
    """分工: who does what in a task."""

    body: Title = must("单位", "哪个单位", "禾泉镇")
    work: Text = must("做什么", "干哪一样", "组织村里巡查")


class Means(Part):
    """保障: people, money, training; “无” is an answer and shows red."""

    people: Text = must("人员", "派多少人；没有写“无”", "县里派2名执法人员驻镇", nothing=True)
    money: Text = must("经费", "给多少钱；没有写“无”", "30000元", nothing=True)
    training: Text = must("业务培训", "怎么培训；没有写“无”", "2026-05-28 集中培训一次", nothing=True)


class Task(Sourced):
    """县级交办任务: a temporary task, with what the plan demands of it (宁政发〔2019〕6号 二（一）3)."""

    suited = (("id", "r001"), ("name", "2026年麦收期间秸秆禁烧巡查"))

    from_whom: DepartmentName = must("交办部门", "谁交办的", "青榆县农业农村局")
    nature: TaskNature = must("性质", "阶段性、临时性", "阶段性")
    approver: Title = must("批准机关", "县委、县政府；部门自己批的不算", "青榆县人民政府")
    approval: DocumentNumber = must("批准文件", "文号", "青政办字〔2026〕18号")
    approved: Day = must("批准日期", "", "2026-05-20")
    goal: Text = must("目标", "要达到什么", "麦收期间不发生露天焚烧秸秆")
    content: Text = must("内容", "具体做什么", "6月1日至20日每天巡查")
    limits: Text = must("权限", "能做什么、不能做什么", "巡查、劝阻、报告；没有处罚权")
    shares: Many[Share] = must("分工", "谁做什么")
    period: Period = must("期限", "起止日期", "2026-06-01 至 2026-06-20")
    means: Means = must("保障", "人员、经费、业务培训，三样都写")
    state: TaskState = must("状态", "进行中、已结束、已取消", "已结束")
    disclosure: Disclosure = must("公开属性", "公开的才放进记录；内部的不要放进来", "公开")
    reviewed: Text = element("公开审核", "谁在哪天审核同意公开", "青榆县政府办公室 2026-05-25")

    @property
    def running(self) -> bool:
        """Whether the task is still going on."""
        return self.state == _RUNNING


TASK = Kind(
    letter="r",
    folder="responsibility",
    model=Task,
    word="交办任务",
    title="县级交办任务",
    attribute="tasks",
    ids=Numbering(),
    given=False,
    section=Section("职责清单", "responsibility/"),
    menu="responsibility/",
    az=0,
    search=InSearch(place=60, turn=3, worth=0.94, shortened=False),
)
