"""What the files of every list share: how sure a thing is, where it comes from, how it ends.

In: nothing. Out: the base classes of the lists. What is asked of every entry is a property here: whether it is
an example, what it is called, whether it has ended.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from generator.model.fields import FoundAs, Lines, Many, Part, Seen, element, must, optional
from generator.model.looked import Looked
from generator.model.values import (
    Choice,
    Day,
    DepartmentName,
    DocumentNumber,
    EntryId,
    EntryRef,
    Text,
    Title,
    Until,
    choice,
    item,
)

Standing = Annotated[Choice, choice("资料性质")]
State = Annotated[Choice, choice("事项状态")]
LifeStage = Annotated[Choice, choice("人生阶段")]
AskedHere = Annotated[Choice, choice("本镇核对")]

EXAMPLE, OFFICIAL = item("资料性质", "示例"), item("资料性质", "官方")
IN_USE, RESTING = item("事项状态", "在用"), item("事项状态", "暂停")
TAKEN_BACK, ABOLISHED, MERGED = item("事项状态", "收回"), item("事项状态", "取消"), item("事项状态", "合并")
MISTAKEN = item("事项状态", "误发")
BY_ADJUSTMENT = (TAKEN_BACK, ABOLISHED, MERGED)  # these ends need an adjustment, whose action is called the same
ENDS = (*BY_ADJUSTMENT, MISTAKEN)
HERE, NOT_HERE = item("本镇核对", "本镇办"), item("本镇核对", "不归本镇")


class Source(Part):
    """出处: which fields an official document covers, and where in it."""

    document: DocumentNumber = must("文件", "哪份文件写着", "宁政发〔2019〕6号")
    place: Title = optional("位置", "文件里的第几部分", "二（一）2")
    fields: Many[Title] = must("字段", "这份文件写到的是哪几格", "[名称, 类型]")


class Reply(Part):
    """答复: which fields a body answered when it was asked."""

    who: Title = must("谁", "哪个机构、哪个岗位答的；不写个人姓名", "便民服务局窗口")
    day: Day = must("日期", "哪天答复的", "2026-11-20")
    fields: Many[Title] = must("字段", "答的是哪几格", "[办理地点, 咨询电话]")


class WholeFile(Part):
    """Base of what a file of the record holds: an entry, a list, the town."""

    looked: Lines[Looked] = optional(
        "隐私核对", "检查问到的号码和附件，人看过、能公开的：照检查给的那一行抄，写上为什么；不公开", seen=Seen.KEPT
    )

    @property
    def is_example(self) -> bool:
        """Whether it only shows what the site looks like, and claims nothing."""
        return False

    @property
    def ended(self) -> bool:
        """Whether it is no more in use. What rests is still in use."""
        return False


class Stated(WholeFile):
    """Base of a file that says how sure it is."""

    standing: Standing = must("资料性质", "有官方文件写“官方”；照法条整理的写“法条整理”；没核实的写“示例”", "法条整理")

    @property
    def is_example(self) -> bool:
        """Whether its 资料性质 is 示例."""
        return self.standing == EXAMPLE


class Entry(Stated):
    """Base of every entry: an id, and a field that says what it is called."""

    opening = ("id", "name")
    naming: ClassVar[str]  # the attribute of that field
    id: EntryId = must("编号", "永久不变，就是文件名；不重用", "q001", found_as=FoundAs.CODE)

    @property
    def called(self) -> str:
        """What people call it: its name, of a decision its 文号."""
        return str(getattr(self, self.naming))

    @property
    def mistaken(self) -> bool:
        """Whether it was published by mistake (误发): of such an entry only a notice stays."""
        return False


class NamedEntry(Entry):
    """An entry with a name."""

    naming = "name"
    name: Title = must("名称", "照抄公布文件，一字不改", "城市大型户外广告设置审核", adjusted=True)


class Sourced(NamedEntry):
    """An entry that rests on sources; the page says which and how recent."""

    closing = ("checked", "sources", "replies", "remark")
    checked: Day = element("核对到", "法规文本看到哪一天；之后修改的法规会自动提醒", "2025-04-19")
    sources: Many[Source] = optional("出处", "哪几格有官方文件，写到格")
    remark: Text = optional("备注", "要向读者说明的话；公开显示", "2019年方案的设置，现在有无变化待核", brief=True)


class Shared(Sourced):
    """Base of a matter that is the same in all towns, and may have come with the program."""

    national_id: Title = optional("全国编号", "程序带来的才有，不要改；自己写的不用填", "全0001")
    asked: AskedHere = optional("本镇核对", "程序带来的，在本镇对不对：还没问、本镇办、不归本镇", "本镇办")

    @property
    def unasked(self) -> bool:
        """Whether it came with the program, and the town has not said that it holds here."""
        return bool(self.national_id) and self.asked != HERE

    @property
    def not_here(self) -> bool:
        """Whether the town said that it does not hold here."""
        return self.asked == NOT_HERE


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


class Living(Sourced):
    """An entry with a life: in use, resting, or ended in one of the ways of 事项状态."""

    state: State = optional("状态", "不写就是“在用”", "在用", adjusted=True, brief=True)
    pause: Pause = optional("停办", "状态是“暂停”时写")
    ending: Ending = optional("终止", "状态是收回、合并、取消、误发时写")
    replies: Many[Reply] = optional("答复", "哪几格是问来的，谁、哪天答的；收答复时程序写")

    @property
    def current_state(self) -> str:
        """Its 状态; 在用 where none is written."""
        return str(self.state or IN_USE)

    @property
    def ended(self) -> bool:
        """Whether it was taken back, abolished, merged or published by mistake."""
        return self.ending is not None

    @property
    def mistaken(self) -> bool:
        """Whether its 状态 is 误发."""
        return self.state == MISTAKEN
