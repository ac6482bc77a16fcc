"""What other entries point to: 机构 (departments), 法规 (laws), 文件 (documents).

powers/departments/, powers/laws/, powers/documents/.
"""

from __future__ import annotations

from typing import Annotated

from generator.model.citation import ArticleName
from generator.model.entry import NamedEntry, Reply, Sourced
from generator.model.fields import FoundAs, Many, Part, element, must, optional
from generator.model.kind import InSearch, Kind, Numbering, Section
from generator.model.values import (
    Address,
    Choice,
    Count,
    CreditCode,
    Day,
    DepartmentName,
    DocumentNumber,
    LawName,
    PersonName,
    Phone,
    Text,
    Title,
    Url,
    choice,
    item,
)

DepartmentKind = Annotated[Choice, choice("机构性质")]
DepartmentState = Annotated[Choice, choice("机构状态")]
LawRank = Annotated[Choice, choice("效力级别")]
LawState = Annotated[Choice, choice("法规有效性")]
ComparedWith = Annotated[Choice, choice("核对处")]
DocumentKind = Annotated[Choice, choice("文种")]
DocumentState = Annotated[Choice, choice("文件有效性")]
Obtained = Annotated[Choice, choice("取得情况")]

_DISSOLVED = item("机构状态", "已撤销")
IN_FORCE, AMENDED = item("法规有效性", "现行"), item("法规有效性", "已修改")
REPEALED, PARTLY_REPLACED = item("法规有效性", "已废止"), item("法规有效性", "部分被代替")
NOT_YET, UNCERTAIN = item("法规有效性", "尚未施行"), item("法规有效性", "待核实")

NATIONAL_RANKS = tuple(item("效力级别", rank) for rank in ("法律", "行政法规", "部门规章"))


class Window(Part):
    """窗口: a desk in a hall."""

    name: Title = must("窗口", "几号窗口", "3号综合窗口")
    matters: Text = must("办什么", "这个窗口办哪些事", "所有许可的收件")
    hours: Text = element("时间", "写“工作日”和几点到几点", "工作日 8:30—12:00")


class Department(Sourced):
    """机构: a body that handles, delegates or enforces."""

    suited = (("id", "j012"), ("name", "便民服务局"))

    former: Many[Title] = optional(
        "曾用名", "以前叫什么；写旧名字也能对上", "[规划建设办公室]", found_as=FoundAs.CALLED
    )
    short: Many[Title] = optional("简称", "平常怎么叫", "[便民中心]", found_as=FoundAs.CALLED)
    signs: Many[Title] = optional("加挂牌子", "同一个机构的另一块牌子", "[便民服务中心]", found_as=FoundAs.CALLED)
    kind: DepartmentKind = must("性质", "党政机构、事业单位、县级部门……", "党政机构")
    state: DepartmentState = optional("状态", "不写就是“在用”", "在用")
    successor: DepartmentName = optional("职能划入", "撤销的写职能归了谁", "综合行政执法局")
    credit_code: CreditCode = optional("统一社会信用代码", "18位，程序验末位", "91350100M000100Y43")
    errands: Many[Title] = optional("来办什么", "大家到这里来办的事，一样一条", "[上户口, 办身份证]")
    duties: Many[Text] = element("职责", "管什么，一条一行", "[具体行使镇的行政审批和公共服务职责]")
    head_title: Title = optional("负责人职务", "", "局长")
    head: PersonName = element("负责人", "姓名", "石样例")
    address: Address = element("地址", "到门牌、楼层", "样例路1号3楼")
    hours: Text = element("办公时间", "写“工作日”和几点到几点", "工作日 8:30—12:00，13:30—17:00")
    inquiry_phone: Phone = element("咨询电话", "带区号", "0000-0000001", brief=True)
    complaint_phone: Phone = element("监督投诉电话", "不能和咨询电话一样", "0000-0000002")
    windows: Many[Window] = optional("窗口", "一个窗口一条")
    agent_point: Address = optional("代办点", "村居才写：在哪，谁都找得到", "样例村1号村便民服务点")
    agent_errands: Many[Title] = optional(
        "能代办什么", "村居才写：代办员能替村民办的，一样一条", "[医保参保, 高龄津贴申请]"
    )
    safety_station: Address = optional("综治工作站", "村居才写：在哪", "样例村1号村委会东屋")
    notice_board: Address = optional("村务公开栏", "村居才写：在哪", "样例村1号村委会门口")
    grids: Many[Title] = optional("网格", "村居才写：一格一条，写管哪里；不写个人的手机号", "[第一网格：村东]")
    replies: Many[Reply] = optional("答复", "哪几格是问来的，谁、哪天答的；收答复时程序写")
    review_body: DepartmentName = optional("复议机关", "和镇里不一样时才写（垂直管理部门等）", "青榆县人民政府")

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by in the record: its own, then former and short ones and its signs."""
        return tuple(map(str, (self.name, *(self.former or ()), *(self.short or ()), *(self.signs or ()))))

    @property
    def ended(self) -> bool:
        """Whether it was dissolved."""
        return self.state == _DISSOLVED


DEPARTMENT = Kind(
    letter="j",
    folder="departments",
    model=Department,
    word="机构",
    title="机构",
    attribute="departments",
    ids=Numbering(),
    given=False,
    section=Section("找站所、找我村", "departments/"),
    menu="departments/",
    az=6,
    search=InSearch(place=70, turn=3, worth=0.97, shortened=True),
)


class Moved(Part):
    """条号对照: an article that has another number in this version."""

    before: ArticleName = must("原条", "上一版第几条", "第三十一条")
    after: ArticleName = must("现条", "这一版第几条", "第三十六条")


class Version(Part):
    """版本: a law as adopted or amended; the newest stands first."""

    dated: Day = element("版本日期", "通过、公布或者修改的日期", "2017-03-01")
    approved: Day = optional("批准日期", "设区的市的条例写省里批准的日期", "2019-11-29")
    effective: Day = element("施行日期", "从哪天起施行", "2020-01-01")
    articles: Count = element("条数", "一共多少条；引用的条号不能超过它", "41")
    order: Title = optional("公布文件", "主席令、国务院令号", "国务院令第797号")
    changed: Many[ArticleName] = optional(
        "修改的条", "这一次改了哪几条，照新的条号写；不写就是不知道，全部凭它的都要看", "[第四十一条, 第八十一条]"
    )
    moved: Many[Moved] = optional("条号对照", "原来第几条、现在第几条，只写变了的；站里的条号已经照它改过")


class ArticleText(Part):
    """条文: an article that entries cite, word for word; empty where the text is not at hand."""

    article: Title = must("条", "第几条", "第十一条")
    text: Text = must("原文", "一字不差；拿不到原文就整条不录")


class Law(NamedEntry):
    """法规: a law, regulation or rule that entries cite by its title."""

    suited = (("id", "g101"), ("name", "样例市户外广告和招牌设置管理条例"))

    former: Many[Title] = optional(
        "曾用名", "以前叫什么；写旧名字也能对上", "[样例市广告管理条例]", found_as=FoundAs.CALLED
    )
    short: Many[Title] = optional("简称", "公文里的短名字", "[样例市户外广告条例]", found_as=FoundAs.CALLED)
    rank: LawRank = must("效力级别", "法律、行政法规、地方性法规……", "地方性法规")
    maker: Title = element("制定机关", "谁制定的", "样例市人民代表大会常务委员会")
    versions: Many[Version] = element("版本", "新的在上；修改一次加一段，旧的不删；还没有对照文本的空着")
    state: LawState = must("有效性", "现行、已修改、部分被代替、已废止、尚未施行；拿不准写“待核实”", "现行")
    successor: LawName = optional("被代替", "废止的、部分被代替的，写被哪部代替", "危险化学品安全法")
    address: Url = optional("原文地址", "国家法律法规数据库等官方页面", "https://flk.npc.gov.cn/")
    texts: Many[ArticleText] = optional("条文", "只录被引用的条")
    checked: Day = element("核对到", "各个版本对照到哪一天；还没有对照的空着", "2025-04-19")
    compared_with: ComparedWith = optional("核对处", "照哪里的文本核对的；没有写，页面就不说", "国家法律法规数据库")
    compared_text: Title = optional("核对文本", "文本叫什么、哪一天的", "国家法律法规数据库2026-06-26的文本")
    remark: Text = optional("备注", "要向读者说明的话；公开显示")

    @property
    def names(self) -> tuple[str, ...]:
        """Every title it goes by in the record: its own, then former and short ones."""
        return tuple(map(str, (self.name, *(self.former or ()), *(self.short or ()))))

    @property
    def newest(self) -> Version | None:
        """Its newest version; None where nobody has compared its text yet."""
        return self.versions[0] if self.versions else None

    @property
    def repealed(self) -> bool:
        """Whether it is no longer law. It has not `ended`: what was done under it still rests on it."""
        return self.state == REPEALED


LAW = Kind(
    letter="g",
    folder="laws",
    model=Law,
    word="法规",
    title="法规依据",
    attribute="laws",
    ids=Numbering(),
    given=False,
    section=Section("法规依据", "laws/"),
    menu="help/",
    az=0,
    search=InSearch(place=100, turn=3, worth=0.92, shortened=True),
)


class Document(Sourced):
    """文件: a paper that plans, confers, delegates or announces."""

    suited = (("id", "w001"), ("name", "关于赋予禾泉镇部分县级管理权限的方案"))

    number: DocumentNumber = element("文号", "其他文件里就用文号提到它", "青政发〔2025〕9号", found_as=FoundAs.CODE)
    kind: DocumentKind = element("文种", "方案、批复、委托书、公告……", "方案")
    issuer: Title = element("发文机关", "谁发的", "青榆县人民政府")
    dated: Day = element("成文日期", "落款日期", "2025-05-30")
    published: Day = optional("公布日期", "向社会公布的日期", "2025-06-05")
    state: DocumentState = element("有效性", "现行、已修改、已废止；没核实就空着", "现行")
    above: Many[DocumentNumber] = optional("上位文件", "依据哪份文件写的", "[鲁厅字〔2018〕33号]")
    approval: Text = element("批准情况", "谁批准的、批准文号", "原文写“已经省、市政府批准”，批准文号待核")
    annex: Obtained = optional("附件", "附件原件拿到没有", "未取得")
    summary: Text = optional("内容概述", "一两句话说这份文件定了什么")
    address: Url = optional("公开地址", "政府网站上的页面", "https://www.shandong.gov.cn/")


DOCUMENT = Kind(
    letter="w",
    folder="documents",
    model=Document,
    word="文件",
    title="文件",
    attribute="documents",
    ids=Numbering(),
    given=False,
    section=Section("文件", "documents/"),
    menu="help/",
    az=0,
    search=InSearch(place=110, turn=3, worth=0.9, shortened=False),
)
