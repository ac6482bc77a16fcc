"""Each field would hold by itself; together they do not: files, references, states, days, sums."""

from __future__ import annotations

import re
from datetime import date, timedelta
from random import Random

from generator.model.citation import Citation
from generator.model.values import DepartmentName, DocumentNumber, EntryRef, LawName
from tests.mutation.seeding import WHOLE, Changes, at, merged, need, operator, places, replaced
from tests.mutation.town import Slot, Town
from tests.towns import DAY

Put = tuple[Changes, set[tuple[str, int]]]


def _add(town: Town, file: str, *lines: str) -> Changes:
    """Lines put at the end of a file."""
    return town.with_lines_after(file, len(town.lines(file)) - 1, *lines)


def _end(town: Town, file: str) -> int:
    return len(town.lines(file))


def _id(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yml")


def _powers(town: Town, **fields: str) -> list[str]:
    """Files of powers in use with the given values."""
    files = [f for f in town.entries if f.startswith("authority/") and not town.value(f, "状态")]
    return [f for f in files if all(town.value(f, key) == value for key, value in fields.items())]


def _shift(written: str, days: int) -> str:
    return (date.fromisoformat(written) + timedelta(days=days)).isoformat()


# Files.


@operator("H311", "H313", "H314", "H315", "H401", "H402", "H300", "H746", "H453", "H310", "H316", "H617")
def referenced_file_deleted(town: Town, rng: Random) -> Put:
    """别处还在提到的文件被删了"""
    file = rng.choice([f for f in town.entries if not f.startswith(("elsewhere", "together", "enforcement"))])
    name = town.value(file, "名称")
    needles = [f"{_id(file)} {name}"]
    if file.startswith("departments/"):
        needles = [
            name,
            *[s.text for s in town.slots if s.file == file and s.path[0] in ("简称", "曾用名", "加挂牌子")],
        ]
    if file.startswith("documents/"):
        needles = [town.value(file, "文号")]
    if file.startswith("laws/"):
        needles = [f"《{name}》"]
    found = {(s.file, s.line) for s in _references(town, file) if any(needle in s.text for needle in needles if needle)}
    need(found)
    return {file: None}, found


def _references(town: Town, besides: str) -> list[Slot]:
    """The values of other files that name another record."""
    kinds = (EntryRef, DepartmentName, DocumentNumber, Citation, LawName)
    return [s for s in town.slots if s.file != besides and s.spec.type and issubclass(s.spec.type, kinds)]


@operator("H746")
def published_file_deleted(town: Town, rng: Random) -> Put:
    """发布过的记录直接删了文件"""
    file = rng.choice([f for f in town.entries if f.startswith(("elsewhere", "together", "enforcement/dec"))])
    row = f"{_id(file)},x/{_id(file)}/,0123456789abcdef,2026-06-01,2026-11-01"
    ledger = "编号,网址,摘要,首次发布,最后发布\n" + row + "\n"
    return {file: None, "published.csv": ledger.encode()}, {("published.csv", 2)}


@operator("H310")
def ledger_edited_by_hand(town: Town, rng: Random) -> Put:
    """用 Excel 打开过 published.csv，日期、列名变了样"""
    head, row = "编号,网址,摘要,首次发布,最后发布", "q001,authority/q001/,0123456789abcdef,2026-06-01,2026-11-01"
    forms = [
        (head, row.replace("2026-06-01", "2026/6/1")),
        (head + ",,", row),
        (head, row + ","),
        (head, row.replace("q001,", ",", 1)),
        (head.replace("编号", "序号"), row),
    ]
    head, row = rng.choice(forms)
    return {"published.csv": f"{head}\n{row}\n".encode()}, {("published.csv", 1), ("published.csv", 2)}


@operator("H302", "H301", "H303")
def copy_left_behind(town: Town, rng: Random) -> Put:
    """改之前复制了一份，副本留在文件夹里"""
    file = rng.choice(town.entries)
    stem = file.removesuffix(".yml")
    copy = rng.choice(
        [
            f"{stem} - 副本.yml",
            f"{stem}(1).yml",
            f"{stem} (2).yml",
            f"{stem}.bak",
            f"{stem}_旧.yml",
            f"{stem}.yml.bak",
            f"{stem}最终版.yml",
            f"{stem}.yml~",
            f"复件 {_id(file)}.yml",
        ]
    )
    if "复件" in copy:
        copy = f"{file.rpartition('/')[0]}/{copy}"
    return {copy: town.files[file].encode()}, {(copy, WHOLE)}


@operator("H301", "H302", "H303", "H304", "H300", "H311", "H313", "H314", "H315", "H401", "H402")
def file_renamed(town: Town, rng: Random) -> Put:
    """文件改名：大写、.yaml、.txt、写成名称"""
    file = rng.choice(town.entries)
    folder, _, name = file.rpartition("/")
    new = rng.choice(
        [
            name.upper().replace(".YML", ".yml"),
            name.replace(".yml", ".yaml"),
            name + ".txt",
            f"{town.value(file, '名称')}.yml",
            name.replace(".yml", ".YML"),
            name.replace(".yml", ""),
            name.replace(".yml", "。yml"),
        ]
    )
    new = f"{folder}/{new}"
    need(new != file)
    return {file: None, new: town.files[file].encode()}, {(new, WHOLE)}


@operator("H304", "H303")
def file_in_the_wrong_folder(town: Town, rng: Random) -> Put:
    """文件拖到了别的文件夹"""
    file = rng.choice(town.entries)
    folder, _, name = file.rpartition("/")
    other = rng.choice(
        [f for f in ("authority", "services", "laws", "departments", "", "enforcement", "草稿") if f != folder]
    )
    new = f"{other}/{name}".lstrip("/")
    return {file: None, new: town.files[file].encode()}, {(new, WHOLE)}


@operator("H304", "H612")
def decision_in_the_wrong_year(town: Town, rng: Random) -> Put:
    """决定放进了别的年份的文件夹"""
    file = rng.choice([f for f in town.entries if "/decisions/" in f])
    new = file.replace("/2026/", f"/{rng.choice(['2025', '2027', '202'])}/")
    return {file: None, new: town.files[file].encode()}, {(new, WHOLE)}


@operator("H303", "H317", "H455", "H613")
def copied_without_new_id(town: Town, rng: Random) -> Put:
    """照一条复制了新的一条，忘了改编号"""
    file = rng.choice(town.entries)
    folder, _, name = file.rpartition("/")
    need("/decisions/" not in file)
    new = f"{folder}/{name[0]}{rng.randrange(700, 900)}.yml"
    return {new: town.files[file].encode()}, {(new, WHOLE)}


@operator("H317", "H455", "H613")
def copied_with_new_id_only(town: Town, rng: Random) -> Put:
    """照一条复制了新的一条，只改了编号"""
    file = rng.choice([f for f in town.entries if not town.value(f, "状态") or "/decisions/" in f])
    folder, _, name = file.rpartition("/")
    letter = name[0]
    id_ = f"{letter}2026{rng.randrange(700, 900)}" if letter in "ct" else f"{letter}{rng.randrange(700, 900)}"
    text = town.files[file].replace(f"编号: {_id(file)}\n", f"编号: {id_}\n", 1)
    new = f"{folder}/{id_}.yml"
    return {new: text.encode()}, {(new, WHOLE), (file, WHOLE)}


@operator("H301")
def list_file_misnamed(town: Town, rng: Random) -> Put:
    """执法公示、词表的文件改了名"""
    file = rng.choice([f for f in town.records if f not in town.entries and f != "town.yml"])
    new = rng.choice(
        [file.replace(".yml", "表.yml"), file.replace(".yml", ".yaml"), file.replace(".yml", "（新）.yml")]
    )
    return {file: None, new: town.files[file].encode()}, {(new, WHOLE)}


@operator("H320")
def attachment_missing(town: Town, rng: Random) -> Put:
    """空白表格没有放进来，或者文件名不一样"""
    slot = town.pick(rng, lambda s: s.key in ("空白表格", "示例样表", "结果样本"))
    return replaced(
        town,
        slot,
        rng.choice(
            [slot.text.replace(".txt", ".doc"), slot.text + " ", "新" + slot.text, slot.text.replace("占道", "占路")]
        ).strip(),
    )


# Names that changed in one place.


@operator("H312")
def renamed_without_its_mentions(town: Town, rng: Random) -> Put:
    """改了名称，别处提到它的没有改"""
    file = rng.choice([f for f in town.entries if f.startswith(("authority/", "services/", "elsewhere/"))])
    slot = town.find(file, "名称")
    found = {
        place for place in town.mentions(f"{_id(file)} {slot.text}", file) if not place[0].startswith("adjustments/")
    }
    need(found)
    return town.with_value(slot, slot.text.replace("审批", "许可") + "（新）"), found


@operator("H313", "H430", "H611", "H617")
def department_renamed(town: Town, rng: Random) -> Put:
    """机构改了名，没写曾用名"""
    file = rng.choice([f for f in town.entries if f.startswith("departments/")])
    slot = town.find(file, "名称")
    found = {(s.file, s.line) for s in town.slots if s.spec.type is DepartmentName and s.text == slot.text}
    need(found)
    return town.with_value(slot, slot.text + "（筹）"), found


@operator("H314", "H402")
def document_renumbered(town: Town, rng: Random) -> Put:
    """文件清单里的文号改了，别处没有改"""
    slot = town.pick(rng, lambda s: s.path == ("文号",))
    found = {(s.file, s.line) for s in _references(town, slot.file) if slot.text in s.text}
    need(found)
    return town.with_value(slot, slot.text.replace("〕", "〕9", 1)), found


@operator("H403")
def law_with_fewer_articles(town: Town, rng: Random) -> Put:
    """法规的条数少打一位"""
    slot = town.pick(rng, lambda s: s.key == "条数" and s.path[1] == 0 and len(s.text) > 1)
    title = f"《{town.value(slot.file, '名称')}》"
    cited = [s for s in _references(town, slot.file) if title in s.text]
    found = {
        (s.file, s.line) for s in cited if re.search(r"第(?:[二三四五六七八九]?十|[一二三四五六七八九]百)", s.text)
    }
    need(found)
    return town.with_value(slot, slot.text[:1]), found | at(slot)


@operator("H405")
def law_repealed(town: Town, rng: Random) -> Put:
    """法规已经废止，引用它的没有换"""
    slot = town.pick(rng, lambda s: s.key == "有效性" and s.file.startswith("laws/") and s.text == "现行")
    title = f"《{town.value(slot.file, '名称')}》"
    found = {
        (s.file, s.line)
        for s in _references(town, slot.file)
        if title in s.text and not town.value(s.file, "终止", "日期")
    }
    need(found)
    return merged(town.with_value(slot, "已废止\n被代替: 无")), found | at(slot)


@operator("H406")
def law_amended_since(town: Town, rng: Random) -> Put:
    """法规有了新版本，引用它的没有重新核对：改了哪几条不知道，一部法规说一次"""
    slot = town.pick(rng, lambda s: s.key == "版本日期" and s.path[1] == 0)
    name = town.value(slot.file, "名称")
    cited = [s for s in _references(town, slot.file) if f"《{name}》" in s.text]
    need({s.file for s in cited if town.value(s.file, "核对到") and not town.value(s.file, "终止", "日期")})
    line = town.lines(slot.file)[slot.line - 1]
    need(line.lstrip().startswith("- "))
    new = line[: slot.column] + rng.choice(["2026-11-02", "2026-10-30", "2026-11-20"])
    return town.with_lines_after(slot.file, slot.line - 1, new), {(slot.file, slot.line)}


@operator("H409")
def versions_upside_down(town: Town, rng: Random) -> Put:
    """法规的新版本写在了下面"""
    slot = town.pick(rng, lambda s: s.key == "版本日期" and s.path[1] == 0)
    gone = town.block(slot.file, town.line_of(slot.file, "版本"))
    return town.with_lines_after(slot.file, gone.stop, "  - 版本日期: 2026-05-01"), {(slot.file, gone.stop + 1)}


# Powers: type, mode, papers.


@operator("H421", "H424", "H722", "H721")
def statutory_becomes_conferred(town: Town, rng: Random) -> Put:
    """法定的写成了赋权，没有放权文件"""
    slot = town.find(rng.choice(_powers(town, 行使方式="法定")), "行使方式")
    return replaced(town, slot, "赋权")


@operator("H422", "H423", "H425", "H426", "H427", "H424", "H611")
def statutory_becomes_delegated(town: Town, rng: Random) -> Put:
    """法定的写成了委托"""
    slot = town.find(rng.choice(_powers(town, 行使方式="法定")), "行使方式")
    return replaced(town, slot, "委托")


@operator("H424", "H611", "H722", "H721")
def delegated_becomes_another(town: Town, rng: Random) -> Put:
    """委托的写成了赋权或者法定，委托书还在"""
    slot = town.find(rng.choice(_powers(town, 行使方式="委托")), "行使方式")
    changes, places_ = replaced(town, slot, rng.choice(["赋权", "法定"]))
    keys = ("委托机关", "委托书", "用章", "放权文件")
    return changes, places_ | {
        (slot.file, n + d) for key in keys if (n := town.line_of(slot.file, key)) for d in (0, 1)
    }


@operator("H422", "H423", "H424", "H722", "H611")
def conferred_becomes_delegated(town: Town, rng: Random) -> Put:
    """赋权的写成了委托"""
    slot = town.find(rng.choice(_powers(town, 行使方式="赋权")), "行使方式")
    changes, places_ = replaced(town, slot, "委托")
    return changes, places_ | {(slot.file, n) for key in ("赋权通道",) if (n := town.line_of(slot.file, key))}


@operator("H424", "H722")
def conferred_becomes_statutory(town: Town, rng: Random) -> Put:
    """赋权的写成了法定，放权文件还在"""
    slot = town.find(rng.choice(_powers(town, 行使方式="赋权")), "行使方式")
    changes, places_ = replaced(town, slot, "法定")
    return changes, places_ | {
        (slot.file, n) for key in ("放权文件", "省政府批准文号") if (n := town.line_of(slot.file, key))
    }


@operator("H421", "H722", "H427")
def conferring_document_missing(town: Town, rng: Random) -> Put:
    """赋权的没写放权文件"""
    file = rng.choice(_powers(town, 行使方式="赋权"))
    return town.without(file, town.line_of(file, "放权文件")), at(town.find(file, "行使方式")) | _source_lines(
        town, file, "放权文件"
    )


@operator("H422", "H318", "H611")
def principal_missing(town: Town, rng: Random) -> Put:
    """委托的没写委托机关"""
    file = rng.choice(_powers(town, 行使方式="委托"))
    return town.without(file, town.line_of(file, "委托机关")), at(town.find(file, "行使方式")) | _source_lines(
        town, file, "委托机关"
    )


@operator("H423", "H318")
def mandate_missing(town: Town, rng: Random) -> Put:
    """委托的没写委托书"""
    file = rng.choice(_powers(town, 行使方式="委托"))
    return town.without(file, town.line_of(file, "委托书")), at(town.find(file, "行使方式")) | _source_lines(
        town, file, "委托书"
    )


def _source_lines(town: Town, file: str, field: str) -> set[tuple[str, int]]:
    return {(s.file, s.line) for s in town.slots if s.file == file and s.path[0] == "出处" and s.text == field}


@operator("H428")
def mandate_expired(town: Town, rng: Random) -> Put:
    """委托期限已经过了，没有续"""
    slot = town.pick(rng, lambda s: s.path == ("委托书", "期限") and s.file in _powers(town))
    return replaced(town, slot, slot.text[:13] + rng.choice(["2026-06-30", "2026-11-21", "2025-12-31"]))


@operator("H429")
def mandate_ends_soon(town: Town, rng: Random) -> Put:
    """委托快到期了，没人管"""
    slot = town.pick(rng, lambda s: s.path == ("委托书", "期限") and s.file in _powers(town))
    return replaced(town, slot, slot.text[:13] + rng.choice(["2026-11-30", "2026-12-31", "2027-01-15"]))


@operator("H432", "H450", "H749")
def mandate_days_out_of_order(town: Town, rng: Random) -> Put:
    """委托书的签订、公告、起算日子颠倒了"""
    file = rng.choice(_powers(town, 行使方式="委托"))
    signed, noticed, period = (town.find(file, "委托书", key) for key in ("签订日期", "公告日期", "期限"))
    if rng.random() < 0.5:
        return replaced(town, noticed, _shift(signed.text, -rng.randrange(1, 400)))
    return town.with_value(signed, _shift(period.text[:10], rng.randrange(1, 200))), places(
        at(signed), at(noticed), at(period)
    )


@operator("H430")
def seal_of_another_body(town: Town, rng: Random) -> Put:
    """委托的写了镇里的章"""
    slot = town.pick(rng, lambda s: s.key == "用章" and s.file in _powers(town))
    return replaced(
        town, slot, rng.choice(["禾泉镇人民政府行政审批专用章", "青榆县水利局行政审批专用章", "镇政府公章"])
    )


@operator("H431", "H430", "H611", "H318")
def principal_inside_the_town(town: Town, rng: Random) -> Put:
    """委托机关写成了镇里的机构"""
    slot = town.pick(rng, lambda s: s.path == ("委托机关",) and s.file in _powers(town))
    changes, places_ = replaced(town, slot, rng.choice(["便民服务局", "综合行政执法局", "禾泉镇人民政府"]))
    return changes, places_ | {(slot.file, town.line_of(slot.file, "用章"))}


@operator("H451", "H610", "H437", "H425", "H426", "H621")
def type_of_power_changed(town: Town, rng: Random) -> Put:
    """权力类型选错了，和编码对不上"""
    file = rng.choice([f for f in _powers(town) if town.value(f, "基本编码")])
    slot = town.find(file, "类型")
    new = rng.choice(
        [t for t in ("行政许可", "行政处罚", "行政强制", "行政检查", "行政确认", "其他行政权力") if t != slot.text]
    )
    changes, places_ = replaced(town, slot, new)
    others = {(file, town.line_of(file, "基本编码")), (file, town.line_of(file, "行使方式"))}
    return changes, places_ | others | town.mentions(f"{_id(file)} ", file)


@operator("H455", "H453", "H454", "H452", "H451", "H456")
def code_copied_from_another(town: Town, rng: Random) -> Put:
    """编码抄成了另一条的"""
    key = rng.choice(["基本编码", "实施编码", "业务办理项编码"])
    slot = town.pick(rng, lambda s: s.path == (key,))
    other = town.pick(rng, lambda s: s.path == (key,) and s.file != slot.file)
    changes, places_ = replaced(town, slot, other.text)
    more = {(slot.file, n) for k in ("基本编码", "实施编码") if (n := town.line_of(slot.file, k))}
    return changes, places_ | at(other) | more | town.mentions(slot.text[:31])


@operator("H440")
def figures_of_use_wrong(town: Town, rng: Random) -> Put:
    """运行情况里办结比受理还多"""
    slot = town.pick(rng, lambda s: s.key == "办结" and s.path[0] == "运行情况")
    return replaced(town, slot, str(int(slot.text) * 10 + 3))


@operator("H440")
def figures_of_use_do_not_add_up(town: Town, rng: Random) -> Put:
    """运行情况里准予加不予比办结还多"""
    slot = town.pick(rng, lambda s: s.key == "准予" and s.path[0] == "运行情况")
    line = town.line_of(slot.file, "办结", 4)
    return town.with_value(slot, str(int(slot.text) + rng.randrange(1, 30))), at(slot) | {(slot.file, line)}


@operator("H440")
def figures_of_a_year_to_come(town: Town, rng: Random) -> Put:
    """运行情况的年度打错"""
    slot = town.pick(rng, lambda s: s.key == "年度" and s.path[0] == "运行情况")
    return replaced(town, slot, rng.choice(["2027", "2052", "2035"]))


# How an entry rests or ends.


@operator("H433", "H702", "H703", "H514", "H519")
def state_without_its_details(town: Town, rng: Random) -> Put:
    """状态改成了收回、暂停，没写从哪天起、为什么"""
    file = rng.choice(
        [
            f
            for f in town.entries
            if f.startswith(("authority/", "services/", "responsibility/z")) and not town.value(f, "状态")
        ]
    )
    state = rng.choice(["收回", "暂停", "取消", "合并"])
    last = town.line_of(file, "核对到")
    return town.with_lines_after(file, last, f"状态: {state}"), {(file, last + 1)}


@operator("H433", "H434", "H435", "H702", "H703", "H708", "H553", "H514")
def state_put_back(town: Town, rng: Random) -> Put:
    """状态改回在用，停办、终止的那一段没删"""
    slot = town.pick(rng, lambda s: s.path == ("状态",) and s.text in ("收回", "暂停", "取消", "合并", "误发"))
    block = {(slot.file, n + d) for key in ("停办", "终止") if (n := town.line_of(slot.file, key)) for d in (0, 1)}
    return town.with_value(slot, "在用"), at(slot) | block | town.mentions(f"{_id(slot.file)} ", slot.file)


@operator("H433", "H318")
def ending_left_out(town: Town, rng: Random) -> Put:
    """结束了的没写终止，停办的没写停办"""
    slot = town.pick(rng, lambda s: s.path == ("状态",) and s.text in ("收回", "暂停", "取消", "合并"))
    key = "停办" if slot.text == "暂停" else "终止"
    return town.without(slot.file, town.line_of(slot.file, key)), at(slot) | _source_lines(town, slot.file, key)


@operator("H434", "H435")
def ending_leads_nowhere(town: Town, rng: Random) -> Put:
    """收回的没写交回给谁，合并的没写并到哪条"""
    slot = town.pick(rng, lambda s: s.path in (("终止", "交回给"), ("终止", "并入")))
    line = town.line_of(slot.file, "终止")
    return town.without(slot.file, slot.line), {(slot.file, line), (slot.file, line + 1)}


@operator("H435", "H312")
def merged_into_an_ended_one(town: Town, rng: Random) -> Put:
    """并入的那一条自己也没了"""
    slot = town.pick(rng, lambda s: s.path == ("终止", "并入"))
    other = rng.choice(["authority/q104.yml", "authority/q103.yml", slot.file])
    return replaced(town, slot, f"{_id(other)} {town.value(other, '名称')}")


@operator("H708", "H702")
def ending_on_another_day(town: Town, rng: Random) -> Put:
    """终止的日子和调整文件对不上"""
    slot = town.pick(
        rng,
        lambda s: (
            s.path == ("终止", "日期") and s.file.startswith("authority/") and town.value(s.file, "状态") != "误发"
        ),
    )
    return replaced(town, slot, _shift(slot.text, rng.choice([-31, 1, 30, -1])))


@operator("H436")
def pause_is_over(town: Town, rng: Random) -> Put:
    """停办的日子过了，没改回来"""
    slot = town.pick(rng, lambda s: s.path == ("停办", "止"))
    need(town.value(slot.file, "停办", "起") < "2026-11-20")
    return replaced(town, slot, "2026-11-20")


@operator("H442", "H436")
def pause_reversed(town: Town, rng: Random) -> Put:
    """停办的起止写反了"""
    slot = town.pick(rng, lambda s: s.path == ("停办", "止"))
    start = town.find(slot.file, "停办", "起")
    return merged(town.with_value(slot, start.text) | town.with_text(slot.file, _swapped(town, slot, start))), at(
        slot
    ) | at(start)


def _swapped(town: Town, one: Slot, other: Slot) -> str:
    lines = town.lines(one.file)
    lines[one.line - 1] = lines[one.line - 1].replace(one.text, other.text)
    lines[other.line - 1] = lines[other.line - 1].replace(other.text, one.text)
    return "\n".join(lines)


@operator("H441")
def body_abolished(town: Town, rng: Random) -> Put:
    """机构撤销了，还写着由它承办"""
    slot = town.pick(rng, lambda s: s.path == ("承办机构",) and not town.value(s.file, "终止", "日期"))
    keys = ("名称", "简称", "曾用名", "加挂牌子")
    named = [s for s in town.slots if s.path[0] in keys and s.text == slot.text and s.file.startswith("departments/")]
    need(named)
    file = named[0].file
    need(not town.value(file, "状态"))
    kind = town.find(file, "性质")
    found = {(s.file, s.line) for s in town.slots if s.key == "承办机构"}
    return town.with_lines_after(file, kind.line, "状态: 已撤销", "职能划入: 青榆县人民政府"), found | {
        (file, kind.line + 1)
    }


# Guides.


def _guides(town: Town) -> list[str]:
    return [f for f in town.entries if f.startswith("services/")]


@operator("H501", "H502", "H503", "H703")
def promised_longer_than_legal(town: Town, rng: Random) -> Put:
    """承诺的时限比法定的还长"""
    slot = town.pick(rng, lambda s: s.key == "承诺办结时限")
    legal = town.value(slot.file, *slot.path[:-1], "法定办结时限")
    need(re.fullmatch(r"\d+个工作日", legal))
    return replaced(town, slot, f"{int(legal[:-4]) + rng.randrange(1, 20)}个工作日")


@operator("H502")
def steps_longer_than_the_whole(town: Town, rng: Random) -> Put:
    """各环节加起来超过了办结时限"""
    slot = town.pick(
        rng,
        lambda s: (
            s.key == "时限"
            and s.path[0] == "办理环节"
            and re.fullmatch(r"\d+个工作日", s.text)
            and town.value(s.file, "承诺办结时限").endswith("个工作日")
        ),
    )
    lines = {(slot.file, town.line_of(slot.file, "办理环节") + d) for d in (0, 1)}
    return town.with_value(slot, f"{rng.randrange(40, 90)}个工作日"), lines | at(slot)


@operator("H503", "H501", "H703", "H502")
def instant_case_with_a_limit(town: Town, rng: Random) -> Put:
    """即办件、承诺件和时限对不上"""
    slot = town.named(rng, "办件类型")
    return replaced(town, slot, "承诺件" if slot.text == "即办件" else "即办件")


@operator("H504")
def fee_without_charges(town: Town, rng: Random) -> Put:
    """写了收费，没写收什么"""
    slot = town.named(rng, "是否收费", "services/", "不收费")
    return replaced(town, slot, "收费")


@operator("H504")
def free_with_charges(town: Town, rng: Random) -> Put:
    """写了不收费，又列了收费项目"""
    slot = town.named(rng, "是否收费", "services/", "收费")
    changes, places_ = replaced(town, slot, "不收费")
    return changes, places_ | {
        (slot.file, town.line_of(slot.file, key) + d) for key in ("收费项目", "是否支持网上支付") for d in (0, 1)
    }


@operator("H504", "H318")
def charge_without_ground(town: Town, rng: Random) -> Put:
    """收费没写依据"""
    file = "services/f001.yml"
    head = town.line_of(file, "收费项目")
    text = "\n".join(
        line
        for n, line in enumerate(town.lines(file), 1)
        if n != town.line_of(file, "收费依据") and not (head < n < head + 4 and line.lstrip().startswith("依据:"))
    )
    del rng
    return town.with_text(file, text), {(file, head), (file, head + 1)}


@operator("H504")
def free_but_paid_online(town: Town, rng: Random) -> Put:
    """不收费，却支持网上支付"""
    slot = town.named(rng, "是否收费", "services/", "不收费")
    line = town.line_of(slot.file, "是否支持网上支付")
    if line:
        return town.with_line(slot.file, line, "是否支持网上支付: 是"), {(slot.file, line)}
    return town.with_lines_after(slot.file, slot.line, "是否支持网上支付: 是"), {
        (slot.file, slot.line + 1),
        (slot.file, slot.line),
    }


@operator("H505")
def complaint_to_the_same_telephone(town: Town, rng: Random) -> Put:
    """监督投诉电话和咨询电话写成一个"""
    slot = town.pick(rng, lambda s: s.key in ("监督投诉电话", "监督电话"))
    if slot.key == "监督电话":
        handler = town.value(slot.file, "承办机构")
        file = next((s.file for s in town.slots if s.path == ("名称",) and s.text == handler), "")
        phone = town.value(file, "咨询电话")
    else:
        phone = town.value(slot.file, *slot.path[:-1], "咨询电话")
    need(phone)
    other = town.find(slot.file, *slot.path[:-1], "咨询电话")
    return replaced(town, slot, phone)[0], at(slot) | (at(other) if other else set())


@operator("H506", "H507")
def visit_without_reason(town: Town, rng: Random) -> Put:
    """要跑一趟，没说为什么"""
    slot = town.named(rng, "必须现场办理原因")
    return town.without(slot.file, slot.line), {(slot.file, town.line_of(slot.file, "到办事现场次数"))}


@operator("H507", "H506")
def no_visit_but_no_other_way(town: Town, rng: Random) -> Put:
    """写了不用跑，办理形式只有窗口"""
    slot = town.pick(
        rng,
        lambda s: (
            s.key == "到办事现场次数"
            and s.text != "0"
            and "网上办理" not in town.files[s.file].partition("办理形式")[2][:40]
        ),
    )
    changes, places_ = replaced(town, slot, "0")
    return changes, places_ | {(slot.file, town.line_of(slot.file, "必须现场办理原因"))}


@operator("H508")
def online_without_address(town: Town, rng: Random) -> Put:
    """写了网上办理，没写网址"""
    file = rng.choice([f for f in _guides(town) if town.value(f, "网上办理地址")])
    text = "\n".join(line for line in town.lines(file) if not line.startswith(("网上办理地址", "移动端办理地址")))
    line = town.line_of(file, "办理形式")
    return town.with_text(file, text), {(file, line), (file, line + 1)}


@operator("H509")
def hours_without_days(town: Town, rng: Random) -> Put:
    """办理时间只写了几点到几点"""
    slot = town.pick(
        rng,
        lambda s: s.key in ("办理时间", "办公时间") and not (s.file == "town.yml" and s.path[0] == "县级政务服务中心"),
    )
    return replaced(town, slot, rng.choice(["8:30—12:00，13:30—17:00", "上午9点到下午5点", "正常上班时间"]))


@operator("H511")
def result_of_another_type(town: Town, rng: Random) -> Put:
    """结果名称是证，结果类型写成批文"""
    slot = town.pick(rng, lambda s: s.key == "结果类型" and town.value(s.file, "结果名称").endswith("证"))
    return replaced(town, slot, rng.choice(["批文", "其他", "无结果"]))


@operator("H512")
def material_for_an_unknown_case(town: Town, rng: Random) -> Put:
    """材料的适用情形和办理情形的叫法不一样"""
    slot = town.pick(rng, lambda s: s.path[0] == "申请材料" and "适用情形" in s.path)
    return replaced(town, slot, rng.choice([slot.text + "的", "变更", slot.text[:-1], "全部"]))


@operator("H512", "H106")
def case_written_twice(town: Town, rng: Random) -> Put:
    """两种办理情形叫一个名称"""
    slot = town.pick(rng, lambda s: s.path[0] == "办理情形" and s.key == "名称" and s.path[1] > 0)
    first = town.find(slot.file, "办理情形", 0, "名称")
    return town.with_value(slot, first.text), at(slot) | {
        (s.file, s.line) for s in town.slots if s.file == slot.file and "适用情形" in s.path
    }


@operator("H514", "H312")
def guide_for_an_ended_power(town: Town, rng: Random) -> Put:
    """指南对应的权力已经收回了"""
    slot = town.pick(rng, lambda s: s.path[0] == "对应权力" and s.item and s.file.startswith("services/"))
    other = rng.choice(["authority/q104.yml", "authority/q103.yml"])
    count = sum(s.file == slot.file and s.path[0] == "对应权力" for s in town.slots)
    need(count == 1)
    changes, places_ = replaced(town, slot, f"{_id(other)} {town.value(other, '名称')}")
    return changes, places_ | {(slot.file, slot.line - 1)}


@operator("H517")
def title_too_long(town: Town, rng: Random) -> Put:
    """指南的标题太长"""
    slot = town.pick(rng, lambda s: s.path == ("名称",) and s.file.startswith("services/"))
    return town.with_value(slot, slot.text + "（含新设、变更、延续、注销及补办证照等全部情形）"), places(
        at(slot), town.mentions(slot.text, slot.file)
    )


@operator("H518")
def steps_in_the_wrong_order(town: Town, rng: Random) -> Put:
    """一件事里“先办完”的那一步写错"""
    slot = town.pick(rng, lambda s: "先办完" in s.path)
    return replaced(town, slot, rng.choice(["卫生许可", "房产证", "消防验收"]))


@operator("H519", "H312")
def step_leads_to_an_ended_entry(town: Town, rng: Random) -> Put:
    """一件事的一步指到了已经收回的事项"""
    slot = town.pick(rng, lambda s: s.file.startswith("together/") and s.key == "事项")
    other = rng.choice(["authority/q104.yml", "authority/q103.yml"])
    return replaced(town, slot, f"{_id(other)} {town.value(other, '名称')}")


# Decisions and figures.


def _decisions(town: Town, kind: str = "行政处罚") -> list[str]:
    return [f for f in town.entries if "/decisions/" in f and town.value(f, "种类") == kind]


@operator("H604", "H605")
def decision_published_late(town: Town, rng: Random) -> Put:
    """决定过了7个工作日才公布"""
    slot = town.pick(rng, lambda s: s.path == ("公布日期",) and "/decisions/" in s.file and s.text < "2026-09-01")
    return replaced(town, slot, _shift(slot.text, rng.randrange(9, 60)))


@operator("H605")
def decision_published_before_it_was_made(town: Town, rng: Random) -> Put:
    """公布比决定还早"""
    slot = town.pick(rng, lambda s: s.path == ("公布日期",) and "/decisions/" in s.file)
    return replaced(town, slot, _shift(town.value(slot.file, "决定日期"), -rng.randrange(1, 40)))


@operator("H601", "H603")
def penalty_without_an_element(town: Town, rng: Random) -> Put:
    """处罚决定漏了必填的一项"""
    file = rng.choice(_decisions(town))
    key = rng.choice(["违法行为类型", "违法事实", "处罚依据", "处罚类别", "处罚内容", "程序", "失信程度", "公开理由"])
    return town.without(file, town.line_of(file, key)), {(file, town.line_of(file, "种类"))}


@operator("H601")
def licence_without_an_element(town: Town, rng: Random) -> Put:
    """许可决定漏了必填的一项"""
    file = rng.choice(_decisions(town, "行政许可"))
    key = rng.choice(["决定文书名称", "许可类别", "许可内容", "有效期自", "有效期至"])
    return town.without(file, town.line_of(file, key)), {(file, town.line_of(file, "种类"))}


@operator("H603")
def fine_without_amount(town: Town, rng: Random) -> Put:
    """罚了款没写金额，没收了没写金额，吊销了没写证照"""
    slot = town.pick(
        rng, lambda s: s.path in (("罚款金额",), ("没收金额",), ("暂扣或吊销证照名称及编号",)) and s.text != "无"
    )
    head = town.line_of(slot.file, "处罚类别")
    return town.without(slot.file, slot.line), {(slot.file, head), (slot.file, head + 1)}


@operator("H622")
def fine_of_another_amount(town: Town, rng: Random) -> Put:
    """罚款金额和处罚内容里写的不一样（多打一个0、少打一个0）"""
    slot = town.pick(rng, lambda s: s.path in (("罚款金额",), ("没收金额",)) and s.text != "无")
    n = slot.text.removesuffix("元")
    return replaced(town, slot, rng.choice([f"{n}0元", f"{n[:-1]}元", f"{n}万元", f"{int(n) + 1000}元"]))


@operator("H602")
def legal_person_without_code(town: Town, rng: Random) -> Put:
    """法人没写信用代码"""
    slot = town.pick(
        rng, lambda s: s.path == ("统一社会信用代码",) and town.value(s.file, "行政相对人类别") == "法人及非法人组织"
    )
    return town.without(slot.file, slot.line), {(slot.file, town.line_of(slot.file, "行政相对人类别"))}


@operator("H602")
def natural_person_with_code(town: Town, rng: Random) -> Put:
    """法人的决定，类别选成了自然人"""
    slot = town.pick(rng, lambda s: s.path == ("行政相对人类别",) and s.text == "法人及非法人组织")
    changes, places_ = replaced(town, slot, "自然人")
    return changes, places_ | {(slot.file, town.line_of(slot.file, key)) for key in ("统一社会信用代码", "法定代表人")}


@operator("H602", "H623")
def company_marked_otherwise(town: Town, rng: Random) -> Put:
    """某某有限公司，类别选成了个体工商户"""
    slot = town.pick(
        rng,
        lambda s: (
            s.path == ("行政相对人类别",)
            and s.text == "法人及非法人组织"
            and "公司" in town.value(s.file, "行政相对人名称")
        ),
    )
    changes, places_ = replaced(town, slot, "个体工商户")
    return changes, places_ | at(town.find(slot.file, "行政相对人名称"))


@operator("H610", "H611", "H312")
def decision_under_another_power(town: Town, rng: Random) -> Put:
    """处罚决定对应到了许可上"""
    file = rng.choice(_decisions(town))
    slot = town.find(file, "对应权力")
    other = rng.choice(["authority/q001.yml", "authority/q201.yml", "authority/q208.yml"])
    return replaced(town, slot, f"{_id(other)} {town.value(other, '名称')}")


@operator("H611")
def decision_in_another_name(town: Town, rng: Random) -> Put:
    """决定机关写错：委托的写了镇政府，镇里的写了县局"""
    slot = town.pick(rng, lambda s: s.path == ("决定机关",) and "/decisions/" in s.file)
    right = town.value(slot.file, "对应权力")
    return replaced(
        town, slot, rng.choice(["禾泉镇人民政府", "青榆县综合行政执法局"]) if "q101" not in right else "禾泉镇人民政府"
    )


@operator("H613")
def decision_number_twice(town: Town, rng: Random) -> Put:
    """两份决定用了一个文号"""
    slot = town.pick(rng, lambda s: s.path == ("决定书文号",))
    other = town.pick(rng, lambda s: s.path == ("决定书文号",) and s.file != slot.file)
    return town.with_value(slot, other.text), at(slot) | at(other)


@operator("H612", "H604", "H605", "H609", "H749")
def decision_of_another_year(town: Town, rng: Random) -> Put:
    """决定日期的年份打错"""
    slot = town.pick(rng, lambda s: s.path == ("决定日期",))
    changes, places_ = replaced(town, slot, rng.choice(["2025", "2027", "2016"]) + slot.text[4:])
    return changes, places_ | {(slot.file, town.line_of(slot.file, "公布日期"))}


@operator("H606", "H609")
def minor_breach_published(town: Town, rng: Random) -> Put:
    """轻微失信的也公示了"""
    slot = town.pick(rng, lambda s: s.path == ("失信程度",) and town.value(s.file, "状态") != "已撤回")
    changes, places_ = replaced(town, slot, "轻微")
    return changes, places_ | {(slot.file, town.line_of(slot.file, "决定日期"))}


@operator("H607")
def withdrawn_without_reason(town: Town, rng: Random) -> Put:
    """撤回了没写撤回的日子和理由"""
    slot = town.pick(rng, lambda s: s.path == ("状态",) and s.text == "已撤回")
    del rng
    return town.without(slot.file, town.line_of(slot.file, "撤回")), at(slot)


@operator("H607")
def withdrawal_without_state(town: Town, rng: Random) -> Put:
    """写了撤回，状态还是公示中"""
    slot = town.pick(rng, lambda s: s.path == ("状态",) and s.text == "已撤回")
    line = town.line_of(slot.file, "撤回")
    return town.with_value(slot, "公示中"), at(slot) | {(slot.file, line), (slot.file, line + 1)}


@operator("H608", "H607")
def withdrawn_late(town: Town, rng: Random) -> Put:
    """撤回晚了，或者日子写反了"""
    slot = town.named(rng, "撤回日期")
    return replaced(town, slot, _shift(slot.text, rng.choice([6, 10, 30, -10])))


@operator("H605")
def licence_ends_before_it_begins(town: Town, rng: Random) -> Put:
    """许可有效期的起止写反了"""
    slot = town.pick(rng, lambda s: s.path == ("有效期至",) and s.text != "长期" and "/decisions/" in s.file)
    start = town.find(slot.file, "有效期自")
    return town.with_text(slot.file, _swapped(town, slot, start)), at(slot) | at(start)


@operator("H614")
def total_does_not_add_up(town: Town, rng: Random) -> Put:
    """年度数据的合计和各项对不上"""
    slot = town.pick(
        rng,
        lambda s: (
            s.file.startswith("enforcement/statistics")
            and s.path[0] in ("行政处罚", "行政强制")
            and s.key != "罚没金额"
        ),
    )
    new = str(int(slot.text) + rng.choice([1, 2, 10]))
    return town.with_value(slot, new), at(slot) | at(town.find(slot.file, slot.path[0], "合计"))


@operator("H614")
def licence_figures_wrong(town: Town, rng: Random) -> Put:
    """年度数据里受理比申请还多、准的比受理还多"""
    slot = town.pick(
        rng,
        lambda s: (
            s.file.startswith("enforcement/statistics")
            and s.path[0] == "行政许可"
            and s.key in ("受理", "许可", "不予许可")
        ),
    )
    return town.with_value(slot, slot.text + "0" if slot.text != "0" else "99"), {
        (slot.file, n) for n in range(town.line_of(slot.file, "行政许可"), slot.line + 3)
    }


@operator("H614", "H624")
def fines_without_money(town: Town, rng: Random) -> Put:
    """有罚款的件数，罚没金额写成0元"""
    slot = town.named(rng, "罚没金额")
    need(town.value(slot.file, "行政处罚", "罚款") != "0")
    return town.with_value(slot, "0元"), at(slot)


@operator("H615", "H616")
def figures_of_another_year(town: Town, rng: Random) -> Put:
    """照去年的复制，年度没有改"""
    slot = town.pick(rng, lambda s: s.path == ("年度",))
    changes, places_ = replaced(town, slot, rng.choice(["2023", "2026", str(int(slot.text) - 1)]))
    return changes, places_ | {(slot.file, town.line_of(slot.file, "公布日期"))}


@operator("H616", "H615")
def figures_published_late(town: Town, rng: Random) -> Put:
    """年度数据过了1月31日才公布，或者年没过完就公布"""
    slot = town.pick(rng, lambda s: s.path == ("公布日期",) and "statistics" in s.file)
    return replaced(town, slot, _shift(slot.text, rng.choice([20, 60, 120, -40])))


@operator("H617")
def officer_of_an_unknown_body(town: Town, rng: Random) -> Put:
    """执法人员的单位不是公布的执法主体"""
    slot = town.pick(rng, lambda s: s.path[0] in ("执法人员", "抽查事项") and s.key in ("单位", "实施主体"))
    return replaced(town, slot, rng.choice(["便民服务局", "社会事务办公室", "应急管理办公室"]))


@operator("H618")
def certificate_number_twice(town: Town, rng: Random) -> Put:
    """两个人写了一个执法证号"""
    slot = town.named(rng, "执法证号")
    other = town.pick(rng, lambda s: s.key == "执法证号" and s.line != slot.line)
    return town.with_value(slot, other.text), at(slot) | at(other)


@operator("H619")
def certificate_expired(town: Town, rng: Random) -> Put:
    """执法证过期了还在岗"""
    slot = town.pick(rng, lambda s: s.path[0] == "执法人员" and s.key == "有效期至" and s.text > str(DAY))
    return replaced(town, slot, rng.choice(["2026-11-21", "2025-12-31"]))


@operator("H620", "H617")
def enforcer_without_principal(town: Town, rng: Random) -> Put:
    """委托执法的没写委托机关"""
    slot = town.pick(rng, lambda s: s.path[0] == "执法主体" and s.key == "委托机关")
    kind = town.find(slot.file, *slot.path[:-1], "性质")
    return town.without_field(slot.file, slot.line), at(kind)


@operator("H621", "H312")
def discretion_for_a_licence(town: Town, rng: Random) -> Put:
    """裁量基准对应到了许可上"""
    slot = town.pick(rng, lambda s: s.path[0] == "裁量基准" and s.key == "对应权力")
    return replaced(town, slot, f"q001 {town.value('authority/q001.yml', '名称')}")


@operator("H621", "H106")
def grade_written_twice(town: Town, rng: Random) -> Put:
    """裁量基准写了两个“一般”"""
    slot = town.pick(rng, lambda s: s.key == "档次" and s.path[-2] == 0 and town.find(s.file, *s.path[:-2], 1, "档次"))
    other = town.find(slot.file, *slot.path[:-2], 1, "档次")
    return town.with_value(other, slot.text), at(other) | at(slot)


# Duties, tasks, adjustments, words.


@operator("H551", "H318", "H560")
def assisting_without_the_lead(town: Town, rng: Random) -> Put:
    """配合履职没写主责部门、它的职责或者镇里的职责"""
    file = rng.choice([f for f in town.entries if town.value(f, "类别") == "配合履职" and not town.value(f, "状态")])
    key = rng.choice(["主责部门", "主责部门职责", "镇里的职责"])
    return town.without(file, town.line_of(file, key)), at(town.find(file, "类别")) | _source_lines(town, file, key)


@operator("H552", "H318", "H560")
def taken_back_without_a_taker(town: Town, rng: Random) -> Put:
    """上级收回的没写谁接、怎么办"""
    file = rng.choice([f for f in town.entries if town.value(f, "类别") == "上级收回"])
    key = rng.choice(["承接部门", "工作方式"])
    return town.without(file, town.line_of(file, key)), at(town.find(file, "类别")) | _source_lines(town, file, key)


@operator("H551", "H552", "H560")
def class_of_duty_changed(town: Town, rng: Random) -> Put:
    """履职类别选错了"""
    slot = town.pick(rng, lambda s: s.path == ("类别",) and s.file.startswith("responsibility/z"))
    changes, places_ = replaced(
        town, slot, rng.choice([c for c in ("基本履职", "配合履职", "上级收回") if c != slot.text])
    )
    return changes, places_ | {
        (slot.file, n) for key in ("主责部门", "承接部门") if (n := town.line_of(slot.file, key))
    }


@operator("H554")
def task_approved_by_a_department(town: Town, rng: Random) -> Put:
    """交办任务是部门自己批的"""
    slot = town.pick(rng, lambda s: s.path == ("批准机关",) and s.file.startswith("responsibility/r"))
    return replaced(town, slot, rng.choice(["青榆县应急管理局", "县安委会办公室", "青榆县农业农村局", "县政府办公室"]))


@operator("H555", "H556")
def internal_task(town: Town, rng: Random) -> Put:
    """内部的任务放进了公开的记录"""
    return replaced(town, town.named(rng, "公开属性"), "内部")


@operator("H557", "H558")
def task_overdue(town: Town, rng: Random) -> Put:
    """任务到期了还写着进行中"""
    slot = town.pick(rng, lambda s: s.path == ("期限",) and s.file.startswith("responsibility/r"))
    state = town.find(slot.file, "状态")
    if state.text == "进行中":
        return town.with_value(slot, slot.text[:13] + "2026-11-10"), at(slot) | at(state)
    return town.with_value(state, "进行中"), at(slot) | at(state)


@operator("H558")
def task_without_end(town: Town, rng: Random) -> Put:
    """临时任务没有截止的日子"""
    slot = town.pick(rng, lambda s: s.path == ("期限",) and s.file.startswith("responsibility/r"))
    return replaced(town, slot, slot.text[:13] + "长期")


@operator("H559")
def task_without_means(town: Town, rng: Random) -> Put:
    """交办任务没有人员、经费、培训"""
    return replaced(town, town.pick(rng, lambda s: s.path[0] == "保障"), "无")


@operator("H701")
def adjustment_without_details(town: Town, rng: Random) -> Put:
    """收回没写交给谁，合并没写并到哪，变更没写改了什么"""
    slot = town.pick(
        rng,
        lambda s: s.file.startswith("adjustments/") and s.key == "动作" and s.text in ("收回", "合并", "更名", "变更"),
    )
    key = {"收回": "交回给", "合并": "并入"}.get(slot.text, "改了什么")
    lines = town.lines(slot.file)
    line = next(n for n in range(slot.line, len(lines)) if lines[n].strip().startswith(f"{key}:")) + 1
    return town.without(slot.file, line), at(slot)


@operator("H703", "H705", "H701")
def adjustment_does_not_fit_today(town: Town, rng: Random) -> Put:
    """调整的“改为”和现在的不一样"""
    slot = town.pick(rng, lambda s: s.file.startswith("adjustments/") and s.key == "改为")
    return replaced(town, slot, rng.choice([slot.text + "等", slot.text[:-1], "5日"]))


@operator("H703")
def changed_without_adjustment(town: Town, rng: Random) -> Put:
    """调整过的格子后来又悄悄改了"""
    where = [("authority/q001.yml", "名称"), ("authority/q002.yml", "权限边界"), ("services/f001.yml", "承诺办结时限")]
    file, key = rng.choice(where)
    slot = town.find(file, key)
    new = "4个工作日" if key == "承诺办结时限" else slot.text + "等"
    found = {
        (s.file, s.line)
        for s in town.slots
        if s.file.startswith("adjustments/") and s.key == "改为" and s.text == slot.text
    }
    return town.with_value(slot, new), at(slot) | found | town.mentions(f"{_id(file)} {slot.text}", file)


@operator("H704", "H703")
def adjustment_of_an_unknown_field(town: Town, rng: Random) -> Put:
    """调整里写了没有的格子"""
    slot = town.pick(rng, lambda s: s.file.startswith("adjustments/") and s.key == "字段" and s.path[0] == "事项")
    return replaced(town, slot, rng.choice(["承诺时限", "事项名称", "权责边界", "承诺期限"]))


@operator("H702", "H701", "H553", "H708")
def adjustment_of_another_action(town: Town, rng: Random) -> Put:
    """调整动作选错，和现在的状态对不上"""
    slot = town.pick(
        rng, lambda s: s.file.startswith("adjustments/") and s.key == "动作" and s.text in ("收回", "合并", "取消")
    )
    entry = town.value(slot.file, *slot.path[:-1], "事项").partition(" ")[0]
    changes, places_ = replaced(town, slot, rng.choice([a for a in ("收回", "取消", "恢复") if a != slot.text]))
    return changes, places_ | {(s.file, s.line) for s in town.slots if _id(s.file) == entry and s.path == ("状态",)}


@operator("H706", "H702", "H703", "H708", "H710", "H749")
def adjustment_days_out_of_order(town: Town, rng: Random) -> Put:
    """调整的批准、公布、生效日期颠倒了"""
    file = rng.choice([f for f in town.entries if f.startswith("adjustments/")])
    approved, published, effective = (town.find(file, key) for key in ("批准日期", "公布日期", "生效日期"))
    changed, to = rng.choice(
        [
            (published, _shift(approved.text, -9)),
            (effective, _shift(approved.text, -20)),
            (approved, _shift(published.text, 30)),
        ]
    )
    return town.with_value(changed, to), places(at(approved), at(published), at(effective))


@operator("H707")
def adjustment_not_reviewed(town: Town, rng: Random) -> Put:
    """调整少了一道手续"""
    file = rng.choice([f for f in town.entries if f.startswith("adjustments/")])
    return town.without(file, town.line_of(file, rng.choice(["提出单位", "审核单位", "合法性审查"]))), at(
        town.find(file, "名称")
    )


@operator("H709")
def adjusted_twice_in_one(town: Town, rng: Random) -> Put:
    """一次调整里同一条写了两遍"""
    slot = town.pick(rng, lambda s: s.file.startswith("adjustments/") and s.key == "动作")
    entry = town.find(slot.file, *slot.path[:-1], "事项")
    head = town.line_of(slot.file, "事项")
    block = town.block(slot.file, head)
    reason = town.find(slot.file, *slot.path[:-1], "理由")
    item = [f"  - 事项: {entry.text}", f"    动作: {rng.choice(['新增', '承接'])}", f"    理由: {reason.text}"]
    return town.with_lines_after(slot.file, block.stop, *item), at(entry) | {
        (slot.file, block.stop + 1),
        (slot.file, block.stop + 2),
    } | at(slot)


@operator("H708")
def ended_without_adjustment(town: Town, rng: Random) -> Put:
    """事项结束了，没有写进哪一次调整"""
    state = town.pick(
        rng, lambda s: s.path == ("状态",) and s.file.startswith("authority/") and s.text in ("收回", "合并", "取消")
    )
    entry = town.pick(
        rng, lambda s: s.file.startswith("adjustments/t2026") and s.key == "事项" and s.text.startswith(_id(state.file))
    )
    return town.without(entry.file, entry.line), at(state)


@operator("H764")
def reading_of_another_length(town: Town, rng: Random) -> Put:
    """读音少写一个字、连着写"""
    slot = town.named(rng, "读音")
    return replaced(town, slot, rng.choice([slot.text.split()[0], slot.text.replace(" ", ""), slot.text + " mín"]))


@operator("H764", "H765")
def reading_without_tones(town: Town, rng: Random) -> Put:
    """读音没写声调，或者用数字写声调"""
    slot = town.named(rng, "读音")
    plain = slot.text.translate(str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuvvvv"))
    return replaced(town, slot, rng.choice([plain, plain.replace(" ", "2 ") + "4", plain.upper()]))


@operator("H762", "H763")
def saying_under_two_words(town: Town, rng: Random) -> Put:
    """一个说法写在两个标准词下面，或者说法又是标准词"""
    slot = town.pick(rng, lambda s: s.path[0] == "同义词" and s.key == "说法")
    other = town.pick(
        rng, lambda s: s.path[0] == "同义词" and s.key in ("说法", "标准词") and s.path[1] != slot.path[1]
    )
    return town.with_value(slot, other.text), at(slot) | at(other)


@operator("H766")
def saying_is_a_name(town: Town, rng: Random) -> Put:
    """说法写成了一条的名称"""
    slot = town.pick(rng, lambda s: s.path[0] == "同义词" and s.key == "说法")
    return replaced(town, slot, town.named(rng, "名称", rng.choice(["services", "elsewhere"])).text)


@operator("H761")
def standard_word_unused(town: Town, rng: Random) -> Put:
    """标准词哪一条都没用到"""
    slot = town.named(rng, "标准词")
    return replaced(town, slot, rng.choice(["养老保险", "驾驶证", "公积金提取"]))
