"""powers/adjustments/: 动态调整, one change of the lists a file, with what the fields were before."""

from __future__ import annotations

from typing import Annotated

from generator.model.entry import Sourced
from generator.model.fields import Many, Part, element, must, optional
from generator.model.kind import InSearch, Kind, Numbering, Section
from generator.model.values import Choice, Day, DepartmentName, DocumentNumber, EntryRef, Text, Title, choice

Action = Annotated[Choice, choice("调整动作")]


class Change(Part):
    """改了什么: a field before and after, as text."""

    field: Title = must("字段", "哪一格；格子里面的一格写“委托书·期限”", "名称")
    before: Text = must("原为", "改之前写的；原来空着写“无”", "大型户外广告设置审核", nothing=True)
    after: Text = must("改为", "改之后写的；改成空的写“无”", "城市大型户外广告设置审核", nothing=True)


class Adjusted(Part):
    """事项: what happened to one entry."""

    shown = ("changes",)

    entry: EntryRef = must("事项", "哪一条", "q001 城市大型户外广告设置审核")
    action: Action = must("动作", "新增、收回、取消、合并、拆分、更名、变更、承接、恢复", "更名")
    reason: Text = must("理由", "为什么", "与上级清单名称一致")
    given_to: DepartmentName = optional("交回给", "收回的写谁接", "青榆县应急管理局")
    merged_into: EntryRef = optional("并入", "合并的写并到哪一条", "q012 城镇污水排入排水管网许可")
    pending: Text = optional("在途件", "已经受理的怎么办", "由县应急管理局接着办")
    changes: Many[Change] = optional("改了什么", "更名、变更、恢复的写每一格原来和现在")


class Adjustment(Sourced):
    """动态调整: proposed, reviewed, approved and announced together."""

    suited = (("id", "t2026001"), ("name", "2026年第一次动态调整"))

    proposer: Title = element("提出单位", "谁提出", "禾泉镇人民政府")
    reviewer: Title = element("审核单位", "机构编制部门", "中共青榆县委机构编制委员会办公室")
    legality: Title = element("合法性审查", "司法行政部门", "青榆县司法局")
    approver: Title = element("批准机关", "谁批准；文件没有写明就空着", "青榆县人民政府")
    approval: DocumentNumber = must("批准文件", "文号", "青政发〔2026〕5号")
    approved: Day = element("批准日期", "", "2026-05-18")
    published: Day = element("公布日期", "向社会公布的日子", "2026-05-25")
    effective: Day = element("生效日期", "从哪天起算", "2026-06-01")
    items: Many[Adjusted] = must("事项", "一条一条写")
    summary: Text = optional("说明", "给群众看的一段话")


ADJUSTMENT = Kind(
    letter="t",
    folder="adjustments",
    model=Adjustment,
    word="动态调整",
    title="动态调整",
    attribute="adjustments",
    ids=Numbering(year=("批准日期", "生效日期", "批准文件")),
    given=False,
    section=Section("最近变动", "changes/"),
    menu="changes/",
    az=0,
    search=InSearch(place=130, turn=3, worth=0.94, shortened=False),
)
