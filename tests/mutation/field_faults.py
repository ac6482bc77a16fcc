"""One field of one file written wrongly: names of fields, and values of every type."""

from __future__ import annotations

import re
from random import Random

from generator.model.citation import Citation, spelled
from generator.model.fields import fields_of
from generator.model.values import (
    Address,
    CatalogCode,
    Choice,
    Count,
    CreditCode,
    Day,
    DepartmentName,
    DivisionCode,
    DocumentNumber,
    Duration,
    EntryRef,
    HandlingCode,
    Money,
    Period,
    Phone,
    SiteCode,
    TaskCode,
    TemplateName,
    Text,
    Title,
    Until,
    Url,
    Validity,
    Year,
    YesNo,
)
from generator.standards import tables
from tests.mutation.seeding import Changes, at, need, operator, owner, places, replaced
from tests.mutation.town import Slot, Town, is_must, model_of

Put = tuple[Changes, set[tuple[str, int]]]
_LOOKALIKE = dict(
    zip("项称据类型质限件法机关电话地址日期名方式体状态", "顶秤剧类形制陷伴发几观店活池址曰其各方试休壮太", strict=True)
)
_CHINESE = "零一二三四五六七八九"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _rekeyed(town: Town, slot: Slot, new: str) -> Put:
    line = town.lines(slot.file)[slot.line - 1]
    need(f"{slot.key}: " in line and new != slot.key and new)
    need(new not in [spec.name for spec in fields_of(slot.inside)])
    return town.with_line(slot.file, slot.line, line.replace(f"{slot.key}: ", f"{new}: ", 1)), at(slot)


def _swap(text: str, rng: Random) -> str:
    """Two neighbours exchanged."""
    cuts = [i for i in range(len(text) - 1) if text[i] != text[i + 1]]
    need(cuts)
    cut = rng.choice(cuts)
    return text[:cut] + text[cut + 1] + text[cut] + text[cut + 2 :]


# Names of fields.


@operator("H222", "H221")
def key_with_a_character_lost(town: Town, rng: Random) -> Put:
    """格子名称少打一个字"""
    slot = town.pick(rng, lambda s: not s.item and len(s.key) > 2)
    cut = rng.randrange(len(slot.key))
    return _rekeyed(town, slot, slot.key[:cut] + slot.key[cut + 1 :])


@operator("H222", "H221")
def key_with_a_wrong_character(town: Town, rng: Random) -> Put:
    """格子名称打错一个字（形近、音近）"""
    slot = town.pick(rng, lambda s: not s.item and set(s.key) & set(_LOOKALIKE))
    wrong = rng.choice([c for c in slot.key if c in _LOOKALIKE and _LOOKALIKE[c] != c] or [None])
    need(wrong)
    return _rekeyed(town, slot, slot.key.replace(wrong, _LOOKALIKE[wrong], 1))


@operator("H222", "H221")
def key_with_characters_swapped(town: Town, rng: Random) -> Put:
    """格子名称两个字打颠倒了"""
    slot = town.pick(rng, lambda s: not s.item)
    return _rekeyed(town, slot, _swap(slot.key, rng))


@operator("H222", "H221")
def key_from_another_form(town: Town, rng: Random) -> Put:
    """照别的表格写了格子名称"""
    other = {
        "名称": "事项名称",
        "类型": "事项类型",
        "实施依据": "法律依据",
        "承办机构": "承办科室",
        "咨询电话": "联系电话",
        "办理地点": "办公地址",
        "受理条件": "申请条件",
        "法定办结时限": "法定期限",
        "承诺办结时限": "承诺期限",
        "决定日期": "处罚决定日期",
        "公布日期": "公示日期",
        "编号": "序号",
        "备注": "说明",
        "文号": "发文字号",
    }
    slot = town.pick(rng, lambda s: not s.item and s.key in other)
    return _rekeyed(town, slot, other[slot.key])


@operator("H222", "H221")
def key_with_spaces_inside(town: Town, rng: Random) -> Put:
    """为了对齐，在格子名称里加了空格"""
    slot = town.pick(rng, lambda s: not s.item and len(s.key) == 2)
    return _rekeyed(town, slot, slot.key[0] + rng.choice(["  ", "\u3000", " "]) + slot.key[1])


@operator("H222", "H106", "H221")
def field_in_the_wrong_place(town: Town, rng: Random) -> Put:
    """里面一层的格子写到了最外面"""
    slot = town.pick(rng, lambda s: not s.item and s.indent >= 2)
    need(slot.key not in [spec.name for spec in fields_of(model_of(slot.file))])
    last = len(town.lines(slot.file)) - 1
    return town.with_lines_after(slot.file, last, f"{slot.key}: {slot.text}"), {(slot.file, last + 1)}


@operator("H221")
def required_field_deleted(town: Town, rng: Random) -> Put:
    """必有的格子整行漏了"""
    slot = town.pick(rng, lambda s: not s.item and is_must(s))
    siblings = [s for s in town.slots if s.file == slot.file and s.path[:-1] == slot.path[:-1]]
    need(len(siblings) > 1)
    return town.without_field(slot.file, slot.line), owner(town, slot)


@operator("H221")
def required_block_deleted(town: Town, rng: Random) -> Put:
    """必有的一段整个漏了"""
    slot = town.pick(rng, lambda s: len(s.path) > 1)
    top = next(spec for spec in fields_of(model_of(slot.file)) if spec.name == slot.path[0])
    need(top.note.grade == "必有")
    line = town.line_of(slot.file, str(slot.path[0]))
    return town.without(slot.file, line), {(slot.file, 1)}


@operator("H221")
def required_field_left_empty(town: Town, rng: Random) -> Put:
    """必有的格子只写了名称，没写内容"""
    slot = town.pick(rng, lambda s: not s.item and is_must(s))
    return replaced(town, slot, "")


@operator("H219")
def required_field_says_nothing(town: Town, rng: Random) -> Put:
    """必有的格子写了“无”"""
    slot = town.pick(rng, lambda s: not s.item and is_must(s) and not s.spec.note.nothing)
    return replaced(town, slot, "无")


@operator("H202", "H313", "H211", "H223")
def placeholder(town: Town, rng: Random) -> Put:
    """不知道的格子写了“待定”一类的话"""
    slot = town.pick(rng)
    words = ["待定", "待核", "待补充", "待完善", "待明确", "未定", "暂无", "暂缺", "略", "同上", "不详", "不清楚"]
    return replaced(town, slot, rng.choice([*words, "没有", "无。", "/", "——", "N/A", "XXX", "null", "空"]))


# Choices.


@operator("H211")
def choice_with_a_character_lost(town: Town, rng: Random) -> Put:
    """要选的一项少打一个字"""
    slot = town.typed(rng, Choice)
    need(len(slot.text) > 1)
    cut = rng.randrange(len(slot.text))
    new = slot.text[:cut] + slot.text[cut + 1 :]
    need(new not in tables.names(slot.spec.type.table))
    return replaced(town, slot, new)


@operator("H211")
def choice_in_other_words(town: Town, rng: Random) -> Put:
    """要选的一项用了平常的叫法"""
    said = {
        "行政许可": "许可事项",
        "行政处罚": "罚款",
        "法定": "法定职权",
        "赋权": "授权",
        "委托": "委托下放",
        "在用": "正常",
        "官方": "政府公布",
        "必要": "必须",
        "纸质": "纸质版",
        "不收费": "免费",
        "收费": "要收费",
        "窗口办理": "现场办理",
        "网上办理": "网办",
        "自然人": "个人",
        "企业法人": "企业",
        "承诺件": "承诺办结",
        "现行": "有效",
        "正式": "已发布",
        "证照": "证书",
        "事业单位": "事业编制单位",
        "申请人自备": "自备",
        "基本履职": "基本履职事项",
        "法律": "全国性法律",
        "罚款": "罚金",
    }
    slot = town.pick(rng, lambda s: s.spec.type and issubclass(s.spec.type, Choice) and s.text in said)
    return replaced(town, slot, said[slot.text])


@operator("H211")
def choice_from_another_table(town: Town, rng: Random) -> Put:
    """填成了另一张表里的一项"""
    slot = town.typed(rng, Choice)
    table = rng.choice(["职权类型", "行使方式", "事项状态", "服务对象", "效力级别", "文种", "机构性质", "主题"])
    new = rng.choice(tables.names(table))
    need(new not in tables.names(slot.spec.type.table))
    return replaced(town, slot, new)


@operator("H211", "H220", "H201", "H318", "H203", "H513", "H512")
def list_on_one_line(town: Town, rng: Random) -> Put:
    """列表的几样用顿号连着写在一行"""
    slot = town.pick(rng, lambda s: s.item and s.path[-1] == 0)
    head = slot.line - 1
    line = town.lines(slot.file)[head - 1]
    need(line.endswith(":") and not slot.spec.one_line)
    gone = town.block(slot.file, head)
    items = [row.strip().removeprefix("- ") for row in town.lines(slot.file)[gone.start + 1 : gone.stop]]
    need(not any(": " in item for item in items))
    lines = town.lines(slot.file)
    new = [*lines[: head - 1], f"{line} {'、'.join(items)}", *lines[gone.stop :]]
    return town.with_text(slot.file, "\n".join(new)), {(slot.file, head)}


@operator("H201")
def one_value_as_list(town: Town, rng: Random) -> Put:
    """只能写一个值的格子写成了列表"""
    slot = town.pick(rng, lambda s: not s.item and s.spec.type and not s.spec.many)
    line = town.lines(slot.file)[slot.line - 1]
    indent = " " * (slot.indent + 2)
    changes = town.with_line(
        slot.file, slot.line, line[: slot.column].rstrip(), f"{indent}- {slot.text}", f"{indent}- {slot.text}x"
    )
    return changes, {(slot.file, slot.line), (slot.file, slot.line + 1)}


@operator("H223", "H219")
def part_on_one_line(town: Town, rng: Random) -> Put:
    """要分几格写的写成了一句话"""
    slot = town.pick(rng, lambda s: s.indent == 2 and len(s.path) == 2 and not isinstance(s.path[1], int))
    line = town.line_of(slot.file, str(slot.path[0]))
    gone = town.block(slot.file, line)
    lines = town.lines(slot.file)
    new = [*lines[: line - 1], f"{slot.path[0]}: {slot.text}，见文件", *lines[gone.stop :]]
    return town.with_text(slot.file, "\n".join(new)), {(slot.file, line)}


# Days, limits, money, numbers.


@operator("H206", "H207")
def impossible_day(town: Town, rng: Random) -> Put:
    """写了日历上没有的一天"""
    slot = town.typed(rng, Day, Until, Period)
    need(re.search(r"\d{4}-\d\d-\d\d", slot.text))
    day = rng.choice(["02-30", "04-31", "13-01", "00-10", "06-31", "11-31", "09-00"])
    return replaced(town, slot, re.sub(r"(\d{4})-\d\d-\d\d", rf"\g<1>-{day}", slot.text, count=1))


@operator("H206", "H207")
def day_in_another_form(town: Town, rng: Random) -> Put:
    """日期写成 2026.4.8、2026年4月8日、20260408、26-4-8"""
    slot = town.typed(rng, Day, Until, Period)
    found = re.search(r"(\d{4})-(\d\d)-(\d\d)", slot.text)
    need(found)
    year, month, day = found.groups()
    m, d = int(month), int(day)
    forms = [
        f"{year}.{m}.{d}",
        f"{year}/{month}/{day}",
        f"{year}年{m}月{d}日",
        f"{year}{month}{day}",
        f"{year[2:]}-{m}-{d}",
        f"{year}-{m}-{d}" if f"{m}-{d}" != f"{month}-{day}" else f"{year}.{m}.{d}",
        f"{year}—{month}—{day}",
        f"{year}-{month}",
        f"{day}-{month}-{year}",
        found[0].translate(_WIDE),
    ]
    return replaced(town, slot, slot.text.replace(found[0], rng.choice(forms), 1))


_NOT_YET = ("生效日期", "施行日期", "有效期自", "起", "止", "有效期至", "日期")


@operator("H749", "H605", "H604", "H706", "H615", "H616", "H607", "H608", "H432", "H612", "H206")
def year_far_ahead(town: Town, rng: Random) -> Put:
    """年份打错，已经做过的事写到了以后（2026 打成 2062）"""
    slot = town.pick(rng, lambda s: s.spec.type is Day and s.key not in _NOT_YET)
    year = slot.text[:4]
    new = rng.choice([year[:2] + year[3] + year[2], "2" + year[:3], year[:2] + str(int(year[2]) + 2) + year[3]])
    need(new > "2027")
    return replaced(town, slot, new + slot.text[4:])


@operator("H206", "H207")
def year_far_back(town: Town, rng: Random) -> Put:
    """年份打错一位（2026 打成 1026、0226）"""
    slot = town.typed(rng, Day, Until)
    need(slot.text[:1] == "2")
    return replaced(town, slot, rng.choice(["1", "0"]) + slot.text[1:])


@operator("H207")
def period_without_middle(town: Town, rng: Random) -> Put:
    """起止期限中间用了横线、波浪线，或者“至”前后没空格"""
    slot = town.typed(rng, Period)
    return replaced(town, slot, slot.text.replace(" 至 ", rng.choice(["-", "—", "~", "至", "到", " - ", "－"])))


@operator("H207", "H432")
def period_reversed(town: Town, rng: Random) -> Put:
    """起止两个日期写反了"""
    slot = town.typed(rng, Period)
    start, _, end = slot.text.partition(" 至 ")
    need(end != "长期")
    return replaced(town, slot, f"{end} 至 {start}")


@operator("H208")
def limit_without_unit(town: Town, rng: Random) -> Put:
    """时限只写了数字"""
    slot = town.typed(rng, Duration, Validity)
    number = re.search(r"\d+", slot.text)
    need(number)
    return replaced(town, slot, number[0])


@operator("H208")
def limit_with_a_loose_unit(town: Town, rng: Random) -> Put:
    """时限写成“5天”“5工作日”“五个工作日”“1-3个工作日”"""
    slot = town.typed(rng, Duration, Validity)
    found = re.search(r"\d+", slot.text)
    need(found)
    n = found[0]
    spelled_out = spelled(int(n)) + "个工作日"
    forms = [
        f"{n}天",
        f"{n}工作日",
        spelled_out,
        f"1-{n}个工作日",
        f"{n}个工作日内",
        f"{n} 个工作日",
        f"约{n}日",
        f"{n}月",
    ]
    return replaced(town, slot, rng.choice([*forms, n.translate(_WIDE) + "日", f"{n}个工作曰", "立即", "即时办结"]))


@operator("H209")
def money_without_unit(town: Town, rng: Random) -> Put:
    """金额没写元，或者加了逗号、货币符号"""
    slot = town.typed(rng, Money)
    n = re.match(r"[\d.]+", slot.text)[0]
    forms = [
        n,
        f"{n}块",
        f"￥{n}",
        f"{n[0]},{n[1:]}元",
        f"人民币{n}元",
        f"{n}元整",
        n.translate(_WIDE) + "元",
        f"{n} 元",
        "二千元",
    ]
    return replaced(town, slot, rng.choice(forms))


@operator("H217")
def count_with_unit(town: Town, rng: Random) -> Put:
    """个数写了单位、汉字、全角数字"""
    slot = town.typed(rng, Count)
    need(not issubclass(slot.spec.type, Year))
    n = slot.text
    forms = [
        f"{n}件",
        f"{n}次",
        f"{n} 份",
        n.translate(_WIDE),
        f"约{n}",
        f"-{n}",
        f"{n}.0",
        "若干",
        "一份",
        "1-2",
        f"{n}+",
    ]
    return replaced(town, slot, rng.choice(forms))


@operator("H217")
def year_with_word(town: Town, rng: Random) -> Put:
    """年份写了“年”，或者只写两位"""
    slot = town.typed(rng, Year)
    forms = [
        slot.text + "年",
        slot.text[2:],
        slot.text + "年度",
        slot.text.translate(_WIDE),
        slot.text + "-" + slot.text,
        "去年",
    ]
    return replaced(town, slot, rng.choice(forms))


@operator("H210")
def yes_no_in_other_words(town: Town, rng: Random) -> Put:
    """是否写成了“可以”“支持”“√”"""
    slot = town.typed(rng, YesNo)
    return replaced(
        town, slot, rng.choice(["可以", "支持", "不支持", "√", "Y", "yes", "true", "是的", "不是", "1", "有"])
    )


# Telephones, addresses, web addresses.


@operator("H214", "H732")
def mobile_as_telephone(town: Town, rng: Random) -> Put:
    """电话写了个人手机号"""
    slot = town.typed(rng, Phone)
    return replaced(town, slot, f"1{rng.choice('3578')}{rng.randrange(10**8, 10**9)}")


@operator("H214")
def telephone_without_area_code(town: Town, rng: Random) -> Put:
    """电话没写区号"""
    slot = town.typed(rng, Phone)
    need("-" in slot.text)
    return replaced(town, slot, slot.text.partition("-")[2])


@operator("H214")
def telephone_in_another_form(town: Town, rng: Random) -> Put:
    """电话写了括号、全角横线、两个号码、分机"""
    slot = town.typed(rng, Phone)
    need("-" in slot.text)
    area, _, number = slot.text.partition("-")
    forms = [
        f"({area}){number}",
        f"（{area}）{number}",
        f"{area}—{number}",
        f"{area}－{number}",
        f"{area} {number}",
        f"{area}{number}",
    ]
    more = [
        f"{slot.text}、{number}",
        f"{slot.text}转8",
        f"{slot.text}/{number}",
        f"+86-{slot.text}",
        slot.text.translate(_WIDE),
    ]
    return replaced(town, slot, rng.choice([*forms, *more, f"{slot.text}（李样例）"]))


@operator("H214")
def telephone_a_digit_short_or_long(town: Town, rng: Random) -> Put:
    """电话少打或者多打一位"""
    slot = town.typed(rng, Phone)
    need("-" in slot.text)
    new = rng.choice([slot.text[:-1], slot.text + rng.choice("0123456789")])
    _, dash, number = new.partition("-")
    need(not (dash and len(number) in (7, 8)))  # eight digits are a number of a large town
    return replaced(town, slot, new)


@operator("H215")
def address_too_vague(town: Town, rng: Random) -> Put:
    """地址只写“镇里”"""
    return replaced(town, town.typed(rng, Address), rng.choice(["镇里", "镇政府", "本镇", "一楼", "大厅"]))


@operator("H216")
def web_address_without_scheme(town: Town, rng: Random) -> Put:
    """网址没写 https，或者冒号、斜杠打错"""
    slot = town.typed(rng, Url)
    rest = slot.text.partition("//")[2]
    forms = [
        rest,
        f"www.{rest}",
        f"https：//{rest}",
        f"https:/{rest}",
        f"https//{rest}",
        f"htps://{rest}",
        f"https:\\\\{rest}",
    ]
    more = [slot.text.replace(".", "。"), slot.text.replace(".", " .", 1), "省政务服务网", f"见 {slot.text}"]
    return replaced(town, slot, rng.choice([*forms, *more]))


# Citations and documents.


@operator("H212")
def article_in_digits(town: Town, rng: Random) -> Put:
    """条号用了阿拉伯数字"""
    slot = _law_cited(town, rng)
    law, _, tail = slot.text.partition("》")
    new = re.sub(r"第[一二三四五六七八九十百零]+条", f"第{rng.randrange(1, 80)}条", tail, count=1)
    return replaced(town, slot, f"{law}》{rng.choice([new, new.translate(_WIDE)])}")


def _law_cited(town: Town, rng: Random) -> Slot:
    slot = town.typed(rng, Citation)
    need(re.search(r"》第[一二三四五六七八九十百零]+条", slot.text))
    return slot


@operator("H212")
def title_marks_missing(town: Town, rng: Random) -> Put:
    """法规名称没加书名号，或者用错了"""
    slot = _law_cited(town, rng)
    law, _, tail = slot.text[1:].partition("》")
    return replaced(
        town,
        slot,
        rng.choice(
            [f"{law}{tail}", f"〈{law}〉{tail}", f"<{law}>{tail}", f"“{law}”{tail}", f"《{law}{tail}", f"{law}》{tail}"]
        ),
    )


@operator("H401", "H212")
def title_mistyped(town: Town, rng: Random) -> Put:
    """法规名称错一个字、少一个字"""
    slot = _law_cited(town, rng)
    law, _, tail = slot.text[1:].partition("》")
    cut = rng.randrange(len(law))
    new = rng.choice([law[:cut] + law[cut + 1 :], law[:cut] + rng.choice("法例条规定") + law[cut + 1 :]])
    need(new != law and new)
    return replaced(town, slot, f"《{new}》{tail}")


@operator("H403")
def article_beyond_the_law(town: Town, rng: Random) -> Put:
    """条号超过了法规的条数"""
    slot = _law_cited(town, rng)
    number = spelled(rng.randrange(150, 400))
    return replaced(town, slot, re.sub(r"第[一二三四五六七八九十百零]+条", f"第{number}条", slot.text, count=1))


@operator("H212")
def article_spelled_oddly(town: Town, rng: Random) -> Put:
    """条号写成“第十一、十二条”“三十条”“第三十条规定”“第二百十二条”"""
    slot = _law_cited(town, rng)
    law, _, tail = slot.text.partition("》")
    number = re.match(r"第(.+?)条", tail)[1]
    forms = [f"第{number}、四十条", f"{number}条", f"{tail}规定", f"第{number}条第四十一条", f"第{number}条,第四十一条"]
    more = [
        f"第{number}条，第四十一条",
        f"第{number}条至第四十条",
        f"第{number}条之规定",
        "第二百十二条",
        f"第{number}款",
        f"第{number}条1款",
    ]
    return replaced(town, slot, f"{law}》{rng.choice([*forms, *more, f'第{number} 条', f'第{number}條'])}")


@operator("H212")
def two_laws_on_one_line(town: Town, rng: Random) -> Put:
    """两部法规写在一行"""
    slot = _law_cited(town, rng)
    return replaced(town, slot, slot.text + rng.choice(["、", "；", "，", " ", ""]) + "《城乡规划法》第四十一条")


@operator("H401")
def law_not_in_the_list(town: Town, rng: Random) -> Put:
    """引用了清单里没有的法规"""
    slot = _law_cited(town, rng)
    law = rng.choice(["中华人民共和国民法典", "安全生产法", "样例市养犬管理条例", "山东省实施办法"])
    return replaced(town, slot, f"《{law}》第{spelled(rng.randrange(1, 60))}条")


@operator("H218", "H212", "H313")
def document_number_in_wrong_brackets(town: Town, rng: Random) -> Put:
    """文号的年份用了方括号、圆括号，或者少了“号”"""
    slot = town.pick(rng, lambda s: s.spec.type in (DocumentNumber, Citation) and "〔" in s.text)
    forms = [
        ("〔", "["),
        ("〔", "（"),
        ("〔", "【"),
        ("〔", "("),
        ("〔", "［"),
        ("〔20", "〔"),
        ("号", ""),
        ("号", " 号"),
        ("〔", "字"),
    ]
    old, new = rng.choice(forms)
    closing = {"[": "]", "（": "）", "【": "】", "(": ")", "［": "］"}.get(new, "〕")
    return replaced(town, slot, slot.text.replace(old, new, 1).replace("〕", closing, 1))


@operator("H314", "H402")
def document_not_in_the_list(town: Town, rng: Random) -> Put:
    """文号打错一个数字，成了没有的文件"""
    slot = town.pick(
        rng, lambda s: s.spec.type in (DocumentNumber, Citation) and "〔" in s.text and s.path != ("文号",)
    )
    number = re.search(r"〕(\d+)号", slot.text)
    need(number)
    new = slot.text.replace(
        f"〕{number[1]}号", f"〕{rng.choice(['1', '2', '8'])}{number[1]}{rng.choice(['', '0'])}号", 1
    )
    need(new.partition(" ")[0] not in {s.text for s in town.slots if s.path == ("文号",)})
    return replaced(town, slot, new)


@operator("H314", "H402", "H218", "H212", "H313")
def document_word_mistyped(town: Town, rng: Random) -> Put:
    """文号的机关代字打错（青政发 打成 青发政）"""
    slot = town.pick(rng, lambda s: s.spec.type is DocumentNumber and "〔" in s.text and s.path != ("文号",))
    word, _, rest = slot.text.partition("〔")
    return replaced(town, slot, f"{_swap(word, rng)}〔{rest}")


# References and names.


@operator("H311")
def reference_to_nowhere(town: Town, rng: Random) -> Put:
    """提到的编号打错，没有这一条"""
    slot = town.typed(rng, EntryRef)
    id_, _, name = slot.text.partition(" ")
    new = id_[0] + rng.choice([id_[1:] + "1", "9" + id_[2:], "0" + id_[1:], id_[1:-1]])
    need(not any(file.endswith(f"/{new}.yml") for file in town.files) and re.fullmatch(r"[a-z]\d+", new))
    return replaced(town, slot, f"{new} {name}")


@operator("H213")
def reference_in_another_form(town: Town, rng: Random) -> Put:
    """提到另一条只写了名称，或者只写了编号，或者中间没空格"""
    slot = town.typed(rng, EntryRef)
    id_, _, name = slot.text.partition(" ")
    return replaced(
        town,
        slot,
        rng.choice(
            [
                id_,
                name,
                f"{id_}{name}",
                f"{id_}，{name}",
                f"{id_.upper()} {name}",
                f"《{name}》",
                f"{name} {id_}",
                f"{id_}\u3000{name}",
            ]
        ),
    )


@operator("H312", "H311", "H610", "H621", "H702", "H703", "H704", "H709", "H705")
def reference_to_another_entry(town: Town, rng: Random) -> Put:
    """编号抄成了另一条的，名称没变"""
    slot = town.typed(rng, EntryRef)
    id_, _, name = slot.text.partition(" ")
    folder = next(file for file in town.entries if file.endswith(f"/{id_}.yml")).rpartition("/")[0]
    others = [
        f.rpartition("/")[2][:-4] for f in town.entries if f.startswith(folder + "/") and not f.endswith(f"/{id_}.yml")
    ]
    return replaced(town, slot, f"{rng.choice(others)} {name}")


@operator("H313")
def department_mistyped(town: Town, rng: Random) -> Put:
    """机构名称错一个字、少一个字"""
    slot = town.typed(rng, DepartmentName)
    cut = rng.randrange(len(slot.text))
    new = rng.choice(
        [slot.text[:cut] + slot.text[cut + 1 :], slot.text[:cut] + rng.choice("局办室中心处") + slot.text[cut + 1 :]]
    )
    known = {
        s.text
        for s in town.slots
        if s.file.startswith("departments/") and s.key in ("名称", "简称", "曾用名", "加挂牌子")
    }
    need(new not in known and new)
    return replaced(town, slot, new)


@operator("H313")
def department_unknown(town: Town, rng: Random) -> Put:
    """写了机构清单里没有的机构"""
    return replaced(
        town,
        town.typed(rng, DepartmentName),
        rng.choice(["党政办", "青榆县水利局", "综合执法大队", "经济发展办公室", "镇政府（代）"]),
    )


@operator("H316")
def template_mistyped(town: Town, rng: Random) -> Put:
    """模板名称写错"""
    slot = town.pick(rng, lambda s: s.spec.type is TemplateName and s.key != "名称")
    return replaced(town, slot, rng.choice([slot.text[:-1], slot.text + "模板", slot.text.replace("行政", ""), "通用"]))


# Codes.


@operator("H205", "H453")
def credit_code_digits_swapped(town: Town, rng: Random) -> Put:
    """信用代码两位抄颠倒了"""
    slot = town.typed(rng, CreditCode)
    return replaced(town, slot, _swap(slot.text, rng))


@operator("H205")
def credit_code_wrong(town: Town, rng: Random) -> Put:
    """信用代码抄错一位、少一位、用了小写、O 当 0"""
    slot = town.typed(rng, CreditCode)
    cut = rng.randrange(18)
    other = rng.choice([c for c in "0123456789ABCDEFGHJKLMNPQRTUWXY" if c != slot.text[cut]])
    forms = [
        slot.text[:cut] + other + slot.text[cut + 1 :],
        slot.text[:cut] + slot.text[cut + 1 :],
        slot.text.lower(),
        slot.text.replace("0", "O", 1),
    ]
    return replaced(town, slot, rng.choice([*forms, slot.text.translate(_WIDE), slot.text[:9] + " " + slot.text[9:]]))


@operator("H204", "H451", "H452", "H453", "H454", "H456")
def code_a_digit_short_or_long(town: Town, rng: Random) -> Put:
    """编码少一位、多一位、用了全角数字"""
    slot = town.typed(rng, CatalogCode, TaskCode, HandlingCode, SiteCode, DivisionCode)
    cut = rng.randrange(len(slot.text))
    forms = [
        slot.text[:cut] + slot.text[cut + 1 :],
        slot.text[:cut] + slot.text[cut] + slot.text[cut:],
        slot.text.translate(_WIDE),
    ]
    return replaced(town, slot, rng.choice([*forms, f"{slot.text[:6]} {slot.text[6:]}"]))


@operator("H451", "H452")
def catalog_code_of_another_type(town: Town, rng: Random) -> Put:
    """基本编码的类型位抄错"""
    slot = town.typed(rng, CatalogCode)
    wrong = rng.choice([f"{n:02}" for n in range(1, 11) if f"{n:02}" != slot.text[2:4]])
    return replaced(town, slot, slot.text[:2] + wrong + slot.text[4:])[0], at(slot) | _line_of(town, slot, "实施编码")


@operator("H453", "H454", "H452", "H204", "H456")
def task_code_mistyped(town: Town, rng: Random) -> Put:
    """实施编码抄错一位"""
    slot = town.typed(rng, TaskCode)
    cut = rng.randrange(len(slot.text))
    need(cut != 18 or town.value(slot.file, "行使方式") != "委托")  # whose level a delegated power bears is not settled
    other = rng.choice([c for c in "0123456789" if c != slot.text[cut]])
    return replaced(town, slot, slot.text[:cut] + other + slot.text[cut + 1 :])


@operator("H456", "H204")
def handling_code_mistyped(town: Town, rng: Random) -> Put:
    """业务办理项编码抄错一位"""
    slot = town.typed(rng, HandlingCode)
    cut = rng.randrange(31)
    other = rng.choice([c for c in "0123456789" if c != slot.text[cut]])
    return replaced(town, slot, slot.text[:cut] + other + slot.text[cut + 1 :])


def _line_of(town: Town, slot: Slot, key: str) -> set[tuple[str, int]]:
    line = town.line_of(slot.file, key)
    return {(slot.file, line)} if line else set()


@operator("H303", "H612")
def id_mistyped(town: Town, rng: Random) -> Put:
    """编号和文件名不一样"""
    slot = town.pick(rng, lambda s: s.path == ("编号",))
    new = rng.choice(
        [slot.text[0] + str(int(slot.text[1:]) + 1).zfill(len(slot.text) - 1), _swap(slot.text, rng), slot.text + "0"]
    )
    return replaced(town, slot, new)


@operator("H203")
def whole_text_in_a_title(town: Town, rng: Random) -> Put:
    """把一大段话贴进了只写名称的格子"""
    slot = town.pick(rng, lambda s: s.spec.type in (Title, DepartmentName, Address))
    return replaced(town, slot, slot.text + "，本机关依法办理有关事项并公开办理结果" * 7)


@operator("H204")
def mail_mistyped(town: Town, rng: Random) -> Put:
    """邮箱写错"""
    slot = town.named(rng, "纠错邮箱")
    return replaced(
        town,
        slot,
        rng.choice(
            [
                slot.text.replace("@", "#"),
                slot.text.replace("@", "＠"),
                slot.text.replace(".", "。"),
                slot.text.partition("@")[0],
            ]
        ),
    )


@operator("H750")
def markup_in_text(town: Town, rng: Random) -> Put:
    """从网页或者 Word 贴过来，带着标签、加粗记号、链接记号"""
    slot = town.pick(rng, lambda s: s.spec.type is Text and len(s.text) > 6)
    forms = [
        f"<b>{slot.text}</b>",
        f"**{slot.text}**",
        f"{slot.text}<br>",
        f"{slot.text}&nbsp;",
        f"[{slot.text}](https://www.example.gov.cn/)",
    ]
    new = rng.choice(forms)
    if new[0] in "*[":
        new = f'"{new}"'
    return replaced(town, slot, new)


@operator("H748")
def left_unfinished(town: Town, rng: Random) -> Put:
    """留着没写完的话：XX、请填写、此处填写、（略）"""
    slot = town.pick(rng, lambda s: s.spec.type is Text and len(s.text) > 6)
    cut = rng.randrange(2, len(slot.text) - 2)
    word = rng.choice(["XX", "××", "（请填写）", "（此处填写）", "____", "（待补充）", "（略）", "XXX", "xx"])
    return replaced(town, slot, slot.text[:cut] + word + slot.text[cut:])


@operator("H747")
def banned_word(town: Town, rng: Random) -> Put:
    """用了不准确的说法"""
    slot = town.pick(rng, lambda s: s.spec.type is Text and s.indent == 0)
    return replaced(
        town, slot, slot.text + "，" + rng.choice(["经省政府授权", "已报国务院批准", "实现零跑腿", "秒办", "秒批"])
    )


@operator("H744", "H312", "H401", "H313")
def name_says_example(town: Town, rng: Random) -> Put:
    """名称里自己写了“（示例）”"""
    slot = town.pick(rng, lambda s: s.path == ("名称",) and s.file in town.entries)
    return town.with_value(slot, slot.text + rng.choice(["（示例）", "(示例)"])), places(
        at(slot), town.mentions(slot.text, slot.file)
    )
