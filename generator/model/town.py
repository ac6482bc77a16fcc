"""powers/town.yml: the town itself; header, footer and every page's “找谁问” come from here."""

from __future__ import annotations

from typing import Annotated

from generator.model.entry import Reply, Source, Standing, Stated
from generator.model.fields import Many, Part, element, must, optional
from generator.model.values import (
    Address,
    Choice,
    Count,
    CreditCode,
    DepartmentName,
    DivisionCode,
    DocumentNumber,
    Email,
    Host,
    IcpNumber,
    Phone,
    PoliceNumber,
    SiteCode,
    Text,
    Title,
    Url,
    choice,
    item,
)

PublicationState = Annotated[Choice, choice("发布状态")]
Colour = Annotated[Choice, choice("主色")]
Obtained = Annotated[Choice, choice("取得情况")]

_FORMAL = item("发布状态", "正式")


class ServiceCentre(Part):
    """便民服务中心: what guides use where they say nothing of their own."""

    department: DepartmentName = element("机构", "哪个机构管", "便民服务局")
    address: Address = element("地址", "到门牌、窗口", "样例路1号便民服务中心")
    hours: Text = element("办公时间", "写“工作日”和几点到几点", "工作日 8:30—12:00，13:30—17:00")
    inquiry_phone: Phone = element("咨询电话", "带区号", "0000-0000001")
    complaint_phone: Phone = element("监督投诉电话", "不能和咨询电话一样", "0000-0000002")


class CountyCentre(Part):
    """县级政务服务中心: where to ask when the town's number does not answer."""

    address: Address = element("地址", "到门牌", "样例大道1号")
    hours: Text = element("办公时间", "写“工作日”和几点到几点", "工作日 9:00—17:00")
    inquiry_phone: Phone = element("咨询电话", "带区号", "0000-0000003")


class Hotline(Part):
    """热线: a number anyone may dial."""

    name: Title = must("名称", "热线叫什么", "12345政务服务便民热线")
    phone: Phone = must("电话", "短号或者区号加号码", "12345")


class Establishment(Part):
    """核定编制: posts fixed by a document, which are not people in office."""

    kind: Title = must("类别", "哪一类编制", "行政编制")
    posts: Count = must("名额", "核定数", "50")
    document: DocumentNumber = must("文件", "哪份文件核定的", "宁政发〔2019〕6号")


class Outside(Part):
    """外站内容: another site whose scripts, styles, fonts and pictures the pages may load."""

    host: Host = must("网站", "只写到域名", "https://www.example.gov.cn")
    purpose: Title = must("做什么", "装的是什么，会写在“关于本站”里", "县门户统一的页头和访问统计")


def is_subdistrict(name: str) -> bool:
    """Whether a name is that of a 街道: an office of the county's government, not a government of its own."""
    return name.endswith("街道")


class TownFile(Stated):
    """镇的基本情况. One file for the whole site."""

    closing = ("standing", "sources", "replies", "remark")
    name: Title = must("名称", "镇名", "磁窑镇")
    authority: DepartmentName = must("机关全称", "赋权、法定事项的决定书落这个名", "样例镇人民政府")
    superior: DepartmentName = must("上级", "上一级人民政府", "宁阳县人民政府")
    province: Title = must("省", "省、自治区、直辖市", "山东省")
    prefecture: Title = element("设区的市", "", "样例市")
    county: Title = must("县", "县、市、区", "宁阳县")
    division_code: DivisionCode = element("行政区划代码", "民政部门公布的代码", "370000000")
    credit_code: CreditCode = element("统一社会信用代码", "机关的18位代码，程序验末位", "91350100M000100Y43")

    state: PublicationState = must("发布状态", "有一条“示例”就不能改成“正式”", "演示")
    site_name: Title = must("网站名称", "浏览器标签和页眉上的名字", "磁窑镇办事与权责公开（演示）")
    colour: Colour = optional("主色", "网页上能点的用什么颜色；不写，程序照镇名定一个，一直不变", "松绿")
    address_of_site: Url = optional("公开网址", "网站的完整地址；空着就不出绝对链接", "https://www.shandong.gov.cn/")
    host: Title = optional("主办单位", "演示状态必须空着", "样例镇人民政府")
    site_code: SiteCode = optional("网站标识码", "县门户的10位标识码；演示状态必须空着", "0000000000")
    icp: IcpNumber = optional("备案号", "演示状态必须空着", "鲁ICP备00000000号")
    police: PoliceNumber = optional("公安备案号", "演示状态必须空着", "鲁公网安备00000000000000号")
    place_of_site: Text = optional("部署位置", "放在县门户的哪个栏目下", "县门户“乡镇街道”栏目")
    outside: Many[Outside] = optional(
        "外站内容", "县门户要求装的页头、统计、适老工具从哪个网站来；不写，网页上就一样外面的东西也不装"
    )
    licence: Title = optional(
        "数据许可", "公开的数据按什么许可用，写全称；空着，数据里写“未声明”", "知识共享署名4.0国际许可（CC BY 4.0）"
    )
    correction_mail: Email = optional("纠错邮箱", "“报告本页有误”寄到哪里", "jiucuo@example.gov.cn")

    delegating_document: DocumentNumber = element("放权文件", "定了放权总数的文件", "宁政发〔2019〕6号")
    conferred: Count = element("赋权项数", "文件写的数，程序拿来对数", "41")
    delegated: Count = element("委托下放等方式项数", "文件写的数，程序拿来对数", "26")
    areas: Many[Title] = optional(
        "领域", "本镇的方案把权力分成哪几个领域；写了才能按它挑，权力里只能写这几个", "[产业发展, 公共服务]"
    )
    annex: Obtained = element("附件", "放权目录原件拿到没有", "未取得")
    establishment: Many[Establishment] = optional("核定编制", "文件核定的编制数，不是实有人数")

    centre: ServiceCentre = must("便民服务中心", "镇便民服务中心；问到的填上，全站的指南都补上")
    hotlines: Many[Hotline] = must("热线", "大家都能打的电话")
    county_centre: CountyCentre = element("县级政务服务中心", "打不通镇里电话时找这里")

    review_body: DepartmentName = must("行政复议机关", "对镇政府的决定不服，向谁申请复议", "宁阳县人民政府")
    review_address: Address = element("行政复议申请地点", "到门牌", "样例大道2号")
    review_phone: Phone = element("行政复议咨询电话", "带区号", "0000-0000004")
    court: Title = element("行政诉讼法院", "可能集中管辖、异地管辖，没核实就空着", "青榆县人民法院")

    standing: Standing = must("资料性质", "这份文件的资料性质", "官方")
    sources: Many[Source] = optional("出处", "哪几格有官方文件，写到格")
    replies: Many[Reply] = optional("答复", "哪几格是问来的，谁、哪天答的；收答复时程序写")
    remark: Text = optional("备注", "要向读者说明的话；公开显示")

    @property
    def subdistrict(self) -> bool:
        """Whether it is a 街道."""
        return is_subdistrict(self.name)

    @property
    def formal(self) -> bool:
        """Whether the town publishes formally (正式), not as a demonstration (演示)."""
        return self.state == _FORMAL
