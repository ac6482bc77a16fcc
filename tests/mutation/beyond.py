"""What no check can know, each with the reason; and harmless changes, which must raise nothing.

The first are not counted as misses: a plausible wrong value is found only by a reader who knows
better. They are run all the same, to see how many a rule happens to notice.
"""

from __future__ import annotations

import re
from random import Random

from generator.model.citation import Citation, spelled
from generator.model.values import Choice, Count, Day, Duration, Money, Phone, Text, Title, Url
from generator.standards import tables
from tests.mutation.seeding import Changes, at, beyond, harmless, need, replaced
from tests.mutation.town import Town

Put = tuple[Changes, set[tuple[str, int]]]


@beyond("号码的位数没错，只有打过去才知道")
def telephone_digits_swapped(town: Town, rng: Random) -> Put:
    """电话两位抄颠倒了"""
    slot = town.typed(rng, Phone)
    cut = rng.randrange(len(slot.text) - 4, len(slot.text) - 1)
    need(slot.text[cut] != slot.text[cut + 1])
    return replaced(town, slot, slot.text[:cut] + slot.text[cut + 1] + slot.text[cut] + slot.text[cut + 2 :])


@beyond("条号在法规的条数以内，要看原文才知道对不对")
def another_article(town: Town, rng: Random) -> Put:
    """引到了同一部法规的另一条"""
    slot = town.typed(rng, Citation)
    need(re.search(r"》第[一二三四五六七八九十百零]+条", slot.text))
    return replaced(
        town,
        slot,
        re.sub(r"第[一二三四五六七八九十百零]+条", f"第{spelled(rng.randrange(1, 9))}条", slot.text, count=1),
    )


@beyond("也是可以选的一项，看上下文才知道选错了")
def another_choice(town: Town, rng: Random) -> Put:
    """可选的几项里选错了一项"""
    slot = town.typed(rng, Choice)
    return replaced(town, slot, rng.choice(tables.names(slot.spec.type.table)))


@beyond("选填的格子没有也行")
def optional_field_deleted(town: Town, rng: Random) -> Put:
    """选填的格子漏了"""
    slot = town.pick(rng, lambda s: not s.item and s.spec.note.grade == "选填" and s.indent == 0)
    return town.without(slot.file, slot.line), at(slot)


@beyond("要素空着是“待核”，页面会写明；正式发布才按要素数拦")
def element_deleted(town: Town, rng: Random) -> Put:
    """要素的格子漏了"""
    slot = town.pick(rng, lambda s: not s.item and s.spec.note.grade == "要素" and s.indent == 0)
    return town.without(slot.file, slot.line), at(slot)


@beyond("少一样材料、少一种情形，只有经办人知道")
def list_line_deleted(town: Town, rng: Random) -> Put:
    """列表漏了一样"""
    slot = town.pick(rng, lambda s: s.item and s.path[-1] > 0)
    return town.without(slot.file, slot.line), at(slot)


@beyond("文字的意思要人看")
def typing_error_in_text(town: Town, rng: Random) -> Put:
    """一句话里打错一个字"""
    slot = town.pick(rng, lambda s: s.spec.type is Text and len(s.text) > 8)
    cut = rng.randrange(1, len(slot.text) - 1)
    return replaced(town, slot, slot.text[:cut] + rng.choice("的地得在再做作他她象像") + slot.text[cut + 1 :])


@beyond("日子合情合理，只有对照文件才知道")
def day_off_by_one(town: Town, rng: Random) -> Put:
    """日期差一天"""
    slot = town.typed(rng, Day)
    day = int(slot.text[8:])
    need(1 < day < 28)
    return replaced(town, slot, f"{slot.text[:8]}{day + rng.choice([1, -1]):02}")


@beyond("数合得上，只有对照台账才知道")
def plausible_count(town: Town, rng: Random) -> Put:
    """件数打错一个，别处对得上"""
    slot = town.typed(rng, Count)
    return replaced(town, slot, str(int(slot.text) + 1))


@beyond("时限有单位、也不比法定的长，要看法条才知道")
def plausible_limit(town: Town, rng: Random) -> Put:
    """时限写短了，或者两处写成一样错"""
    slot = town.typed(rng, Duration)
    found = re.fullmatch(r"(\d+)(个工作日|日)", slot.text)
    need(found and int(found[1]) > 1)
    return replaced(town, slot, f"{int(found[1]) - 1}{found[2]}")


@beyond("工作日写成日，差好几天，但都是法条里有的写法")
def days_for_working_days(town: Town, rng: Random) -> Put:
    """“个工作日”写成了“日”"""
    slot = town.typed(rng, Duration)
    return replaced(town, slot, slot.text.replace("个工作日", "日"))


@beyond("没有别处写着这个金额，只有对照文件才知道")
def plausible_money_in_text(town: Town, rng: Random) -> Put:
    """标准、幅度里的金额多打一个0"""
    slot = town.pick(
        rng, lambda s: s.spec.type is Text and re.search(r"\d元", s.text) and s.key in ("标准", "幅度", "经费")
    )
    return replaced(town, slot, re.sub(r"(\d)元", r"\g<1>0元", slot.text, count=1))


@beyond("姓名、地址没有第二处可对")
def another_name(town: Town, rng: Random) -> Put:
    """人名、地址写错"""
    slot = town.pick(rng, lambda s: s.key in ("负责人", "姓名", "地址", "法定代表人") and len(s.text) > 2)
    return replaced(town, slot, slot.text.replace("样例", "祥例").replace("1号", "7号"))


@beyond("网址的样子没错，点开才知道")
def another_address(town: Town, rng: Random) -> Put:
    """网址指错了页面"""
    slot = town.typed(rng, Url)
    return replaced(town, slot, slot.text.rstrip("/") + "1/")


@beyond("从没发布过、别处也没提到，分不清是误删还是本来就没有")
def unmentioned_file_deleted(town: Town, rng: Random) -> Put:
    """别处没提到的文件误删了"""
    file = rng.choice([f for f in town.entries if f.startswith(("elsewhere/", "together/"))])
    id_ = file.rpartition("/")[2].removesuffix(".yml")
    need(not town.mentions(f"{id_} ", file))
    return {file: None}, {(file, 0)}


@beyond("弯引号是正常的文字")
def curly_quotes(town: Town, rng: Random) -> Put:
    """以为要加引号，打成了弯引号"""
    slot = town.pick(rng, lambda s: s.spec.type in (Text, Title))
    return replaced(town, slot, f"“{slot.text}”")


@beyond("顺序是内容，换了也读得通")
def lines_exchanged(town: Town, rng: Random) -> Put:
    """列表的两行换了位置"""
    slot = town.pick(rng, lambda s: s.item and s.path[-1] > 0)
    lines = town.lines(slot.file)
    here, above = lines[slot.line - 1], lines[slot.line - 2]
    need(above.lstrip().startswith("- ") and above[: above.index("-")] == here[: here.index("-")])
    lines[slot.line - 2], lines[slot.line - 1] = here, above
    return town.with_text(slot.file, "\n".join(lines)), at(slot)


@beyond("没发布过的改动没有底稿可比；发布后由 qingdan diff 看")
def basis_changed_without_adjustment(town: Town, rng: Random) -> Put:
    """须经调整的格子改了，没有写动态调整"""
    slot = town.pick(
        rng,
        lambda s: (
            s.path in (("权限边界",), ("承诺办结时限",)) and s.file not in ("authority/q002.yml", "services/f001.yml")
        ),
    )
    return replaced(
        town, slot, slot.text + "（含村）" if slot.key == "权限边界" else slot.text.replace("个工作日", "个工作日")
    )


@beyond("金额两处都改了，合得上")
def money_wrong_in_both_places(town: Town, rng: Random) -> Put:
    """处罚内容和罚款金额一起写错"""
    slot = town.pick(rng, lambda s: s.path == ("罚款金额",) and s.spec.type is Money)
    text = town.files[slot.file].replace(slot.text, slot.text.replace("元", "0元"))
    return town.with_text(slot.file, text), at(slot)


@harmless
def windows_line_ends(town: Town, rng: Random) -> Put:
    """Windows 的换行"""
    file = rng.choice(town.records)
    return {file: town.files[file].replace("\n", "\r\n").encode()}, {(file, 0)}


@harmless
def byte_order_mark(town: Town, rng: Random) -> Put:
    """记事本的 UTF-8（带 BOM）"""
    file = rng.choice(town.records)
    return {file: b"\xef\xbb\xbf" + town.files[file].encode()}, {(file, 0)}


@harmless
def spaces_at_end(town: Town, rng: Random) -> Put:
    """行尾多了空格"""
    slot = town.pick(rng)
    return town.with_line(slot.file, slot.line, town.lines(slot.file)[slot.line - 1] + "  "), at(slot)


@harmless
def value_in_quotes(town: Town, rng: Random) -> Put:
    """给值加了一对引号"""
    slot = town.pick(rng)
    quote = rng.choice("\"'")
    return town.with_value(slot, f"{quote}{slot.text}{quote}"), at(slot)


@harmless
def proper_comment(town: Town, rng: Random) -> Put:
    """写得对的批注"""
    slot = town.pick(rng)
    return town.with_value(slot, f"{slot.text}{rng.choice((' ', '  '))}# 问过县局，2026-11 核对"), at(slot)


@harmless
def comment_line(town: Town, rng: Random) -> Put:
    """整行的批注和空行"""
    slot = town.pick(rng, lambda s: not s.item)
    line = slot.line - 1
    return town.with_lines_after(
        slot.file, line, rng.choice(["# 下面几格照文件抄的", "", "   ", "  # 这里缩进了"])
    ), at(slot)


@harmless
def no_newline_at_end(town: Town, rng: Random) -> Put:
    """最后一行没有回车"""
    file = rng.choice(town.records)
    return {file: town.files[file].rstrip("\n").encode()}, {(file, 0)}


@harmless
def list_not_indented(town: Town, rng: Random) -> Put:
    """列表的短横和格子名称对齐，没有缩进"""
    slot = town.pick(rng, lambda s: s.item and s.path[-1] == 0 and len(s.path) == 2)
    gone = town.block(slot.file, slot.line - 1)
    lines = town.lines(slot.file)
    lines[gone.start + 1 : gone.stop] = [line[2:] for line in lines[gone.start + 1 : gone.stop]]
    return town.with_text(slot.file, "\n".join(lines)), at(slot)


@harmless
def list_in_brackets(town: Town, rng: Random) -> Put:
    """列表写在方括号里，用半角逗号"""
    slot = town.pick(rng, lambda s: s.item and s.path[-1] == 0 and len(s.path) == 2)
    gone = town.block(slot.file, slot.line - 1)
    lines = town.lines(slot.file)
    items = [line.strip().removeprefix("- ") for line in lines[gone.start + 1 : gone.stop]]
    need(not any(set(item) & set(",，、[]{}:") for item in items))
    new = [*lines[: gone.start], f"{lines[gone.start]} [{', '.join(items)}]", *lines[gone.stop :]]
    return town.with_text(slot.file, "\n".join(new)), at(slot)


@harmless
def keys_in_another_order(town: Town, rng: Random) -> Put:
    """格子换了先后"""
    slot = town.pick(rng, lambda s: s.indent == 0 and not s.item and s.line > 2)
    lines = town.lines(slot.file)
    need(lines[slot.line - 2][:1] not in " -" and ": " in lines[slot.line - 2])
    lines[slot.line - 2], lines[slot.line - 1] = lines[slot.line - 1], lines[slot.line - 2]
    return town.with_text(slot.file, "\n".join(lines)), at(slot)


@harmless
def file_manager_leavings(town: Town, rng: Random) -> Put:
    """系统自己放的文件：缩略图、锁文件"""
    return {rng.choice(["authority/.DS_Store", "Thumbs.db", "laws/~$g001.yml", "services/desktop.ini"]): b"x"}, {
        ("town.yml", 0)
    }
