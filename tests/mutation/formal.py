"""What a formal site may not do: unverified entries, claims without papers, missing essentials."""

from __future__ import annotations

from random import Random

from tests.mutation.seeding import Changes, at, need, operator, replaced
from tests.mutation.town import Town

Put = tuple[Changes, set[tuple[str, int]]]


@operator("H741", "H513", "H319", "H211", "H722")
def example_on_a_formal_site(town: Town, rng: Random) -> Put:
    """正式发布了，还有示例"""
    slot = town.pick(rng, lambda s: s.path == ("资料性质",))
    return replaced(town, slot, "示例")


@operator("H319", "H722")
def official_without_source(town: Town, rng: Random) -> Put:
    """写了官方，没写出处"""
    files = [f for f in town.entries if f.startswith(("authority/", "services/", "departments/", "responsibility/z"))]
    file = rng.choice([f for f in files if town.value(f, "资料性质") == "官方"])
    return town.without(file, town.line_of(file, "出处")), at(town.find(file, "资料性质")) | {
        ("town.yml", town.line_of("town.yml", key)) for key in ("赋权项数", "委托下放等方式项数")
    }


@operator("H319")
def called_official(town: Town, rng: Random) -> Put:
    """没有官方文件的写成了官方"""
    slot = town.pick(
        rng,
        lambda s: (
            s.path == ("资料性质",)
            and s.text == "法条整理"
            and s.file.startswith(("authority/", "services/", "departments/", "responsibility/"))
        ),
    )
    need("出处:" not in town.files[slot.file])
    return replaced(town, slot, "官方")


@operator("H318")
def source_of_an_unknown_field(town: Town, rng: Random) -> Put:
    """出处里写了没有的格子，或者那一格空着"""
    slot = town.pick(rng, lambda s: s.path[0] == "出处" and s.key == "字段" and s.item)
    return replaced(town, slot, rng.choice(["事项名称", "法律依据", "收费标准", "办公地点"]))


@operator("H318", "H722")
def sourced_field_left_empty(town: Town, rng: Random) -> Put:
    """出处说文件写了这一格，这一格却空着"""
    slot = town.pick(rng, lambda s: s.indent == 0 and not s.item and s.spec.note.grade != "必有" and len(s.path) == 1)
    gone = len(town.block(slot.file, slot.line))
    sources = [s for s in town.slots if s.file == slot.file and s.path[0] == "出处" and s.text == slot.key]
    places = {(s.file, s.line - (gone if s.line > slot.line else 0)) for s in sources}
    need(places)
    return town.without(slot.file, slot.line), places


@operator("H742")
def demonstration_with_official_codes(town: Town, rng: Random) -> Put:
    """改回演示，主办单位、标识码没删"""
    slot = town.named(rng, "发布状态")
    lines = {("town.yml", town.line_of("town.yml", key)) for key in ("主办单位", "网站标识码", "备案号", "公安备案号")}
    return town.with_value(slot, "演示"), at(slot) | lines


@operator("H743")
def formal_without_host(town: Town, rng: Random) -> Put:
    """正式发布没写主办单位、标识码"""
    line = town.line_of("town.yml", rng.choice(["主办单位", "网站标识码"]))
    return town.without("town.yml", line), at(town.named(rng, "发布状态"))


@operator("H743", "H515")
def formal_without_a_place_to_ask(town: Town, rng: Random) -> Put:
    """正式发布没写便民服务中心的地址、时间、电话"""
    line = town.line_of("town.yml", rng.choice(["地址", "办公时间", "咨询电话"]), 2)
    head = town.line_of("town.yml", "便民服务中心")
    return town.without("town.yml", line), {("town.yml", head), ("town.yml", head + 1)}


@operator("H439")
def power_without_duties(town: Town, rng: Random) -> Put:
    """权力没写责任事项、追责情形"""
    slot = town.pick(rng, lambda s: s.path in (("责任事项",), ("追责情形",)))
    key = "补充责任" if slot.key == "责任事项" else "补充追责"
    need(f"{key}:" not in town.files[slot.file] and not town.value(slot.file, "终止", "日期"))
    return town.without(slot.file, slot.line), at(town.find(slot.file, "名称"))


@operator("H510")
def licence_guide_without_questions(town: Town, rng: Random) -> Put:
    """许可的指南没写常见问题"""
    file = rng.choice(["services/f001.yml", "services/f002.yml", "services/f003.yml", "services/f007.yml"])
    line = town.line_of(file, "常见问题")
    need(line)
    return town.without(file, line), at(town.find(file, "名称"))


@operator("H515", "H318")
def guide_lacks_elements(town: Town, rng: Random) -> Put:
    """指南缺四类要素"""
    file = rng.choice([f for f in town.entries if f.startswith("services/")])
    lines = town.lines(file)
    gone: set[int] = set()
    keys = [
        "受理条件",
        "申请材料",
        "要说明的事项",
        "是否收费",
        "办理流程",
        "办理环节",
        "办理情形",
        "收费依据",
        "收费项目",
        "是否支持网上支付",
    ]
    for key in keys:
        if line := town.line_of(file, key):
            gone |= set(town.block(file, line))
    text = "\n".join(line for number, line in enumerate(lines) if number not in gone)
    sources = {(file, s.line) for s in town.slots if s.file == file and s.path[0] == "出处" and s.text in keys}
    return town.with_text(file, text), at(town.find(file, "名称")) | sources


@operator("H556")
def public_task_not_reviewed(town: Town, rng: Random) -> Put:
    """公开的任务没人审核过"""
    slot = town.named(rng, "公开审核")
    return town.without(slot.file, slot.line), at(town.find(slot.file, "公开属性"))


@operator("H722", "H721")
def counts_do_not_match(town: Town, rng: Random) -> Put:
    """文件定的项数和录入的对不上"""
    slot = town.pick(rng, lambda s: s.key in ("赋权项数", "委托下放等方式项数") and not s.item)
    return replaced(town, slot, rng.choice([str(int(slot.text) + 1), str(int(slot.text) - 1), slot.text + "1"]))
