"""What the entries of every list share: where a fact comes from, and how an entry ends.

Used by the modules of `model/` that hold one list each.
"""

from __future__ import annotations

from generator.model.fields import Many, Part, element, must, optional
from generator.model.values import (
    Day,
    DepartmentName,
    DocumentNumber,
    EntryId,
    EntryRef,
    Text,
    Title,
    Until,
    choice,
)

Standing = choice("资料性质")
State = choice("事项状态")


class Source(Part):
    """出处: which fields an official document covers, and where in it."""

    document: DocumentNumber = must("文件", "哪份文件写着", "宁政发〔2019〕6号")
    place: Title = optional("位置", "文件里的第几部分", "二（一）2")
    fields: Many[Title] = must("字段", "这份文件写到的是哪几格", "[名称, 类型]")


class Entry(Part):
    """Base of every entry: an id, a name, how sure it is."""

    id: EntryId = must("编号", "永久不变，就是文件名；不重用", "q001")
    name: Title = must("名称", "照抄公布文件，一字不改", "城市大型户外广告设置审核", adjusted=True)
    standing: Standing = must("资料性质", "有官方文件写“官方”；照法条整理的写“法条整理”；没核实的写“示例”", "法条整理")


class Checked(Entry):
    """An entry that rests on sources; the page says which and how recent."""

    closing = ("checked", "sources", "remark")
    checked: Day = element("核对到", "法规文本看到哪一天；之后修改的法规会自动提醒", "2025-04-19")
    sources: Many[Source] = optional("出处", "哪几格有官方文件，写到格")
    remark: Text = optional("备注", "要向读者说明的话；公开显示", "2019年方案的设置，现在有无变化待核", brief=True)


class Pause(Part):
    """停办: when and why a matter rests, and until when."""

    start: Day = must("起", "从哪天起不办", "2026-07-01")
    end: Until = element("止", "到哪天；说不准就空着", "2026-09-30")
    reason: Text = must("原因", "为什么停", "系统升级")
    instead: Text = element("期间怎么办", "这段时间群众怎么办", "可以先到村里登记")


class Ending(Part):
    """终止: how an entry ended; the page stays and says so."""

    day: Day = must("日期", "从哪天起不办了", "2026-06-01")
    reason: Text = must("原因", "为什么", "专业性强")
    document: DocumentNumber = element("文件", "哪份文件定的", "宁政发〔2019〕6号")
    taken_by: DepartmentName = optional("交回给", "收回的写现在归哪个部门", "青榆县应急管理局")
    merged_into: EntryRef = optional("并入", "合并的写并到哪一条", "q012 城镇污水排入排水管网许可")
    advice: Text = element("群众怎么办", "现在要办这件事怎么办", "到县应急管理局窗口申请")


class Living(Checked):
    """An entry with a life: in use, resting, or ended in one of the ways of 事项状态."""

    state: State = optional("状态", "不写就是“在用”", "在用", adjusted=True, brief=True)
    pause: Pause = optional("停办", "状态是“暂停”时写")
    ending: Ending = optional("终止", "状态是收回、合并、取消、误发时写")
