"""Personal data that may stand in no file, not even in a comment or in a file that is broken."""

from __future__ import annotations

from random import Random

from tests.mutation.seeding import Changes, at, operator
from tests.mutation.town import Town

Put = tuple[Changes, set[tuple[str, int]]]
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def identity_number(rng: Random) -> str:
    """An invented resident number of a division that does not exist, with its right check digit."""
    first = (
        f"379999{rng.randrange(1950, 2012)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}{rng.randrange(1000):03}"
    )
    return first + "10X98765432"[sum(int(d) * w for d, w in zip(first, _WEIGHTS, strict=True)) % 11]


def card_number(rng: Random) -> str:
    """An invented bank card of 16 or 19 digits that passes the sum."""
    first = "62" + "".join(rng.choice("0123456789") for _ in range(rng.choice([13, 16])))
    total = sum((d * 2 - 9 if d > 4 else d * 2) if i % 2 == 0 else d for i, d in enumerate(map(int, reversed(first))))
    return first + str(-total % 10)


def mobile_number(rng: Random) -> str:
    """An invented mobile number."""
    return f"1{rng.choice('3456789')}{rng.randrange(10**8, 10**9)}"


def _in_text(town: Town, rng: Random, words: str) -> Put:
    """In a value, in a comment, or in a list file."""
    slot = town.pick(
        rng, lambda s: s.key in ("备注", "违法事实", "内容", "一句话", "答", "说明", "权限边界", "备注", "原因")
    )
    if rng.random() < 0.5:
        return town.with_value(slot, f"{slot.text}（{words}）"), at(slot)
    number = rng.randrange(len(town.lines(slot.file)))
    return town.with_lines_after(slot.file, number, f"# {words}"), {(slot.file, number + 1)}


@operator("H731")
def identity_number_in_text(town: Town, rng: Random) -> Put:
    """写了当事人的身份证号"""
    number = identity_number(rng)
    return _in_text(town, rng, rng.choice([f"身份证号{number}", number, number.lower(), number.translate(_WIDE)]))


@operator("H731")
def identity_number_in_groups(town: Town, rng: Random) -> Put:
    """身份证号分组写，中间空格或者横线"""
    number, gap = identity_number(rng), rng.choice([" ", "-"])
    return _in_text(town, rng, f"证号 {number[:6]}{gap}{number[6:14]}{gap}{number[14:]}")


@operator("H732")
def mobile_number_in_text(town: Town, rng: Random) -> Put:
    """写了个人手机号"""
    number = mobile_number(rng)
    forms = [
        number,
        f"{number[:3]} {number[3:7]} {number[7:]}",
        f"{number[:3]}-{number[3:7]}-{number[7:]}",
        number.translate(_WIDE),
        f"+86{number}",
        f"86-{number}",
        f"+86 {number}",
    ]
    return _in_text(town, rng, f"{rng.choice(['联系人手机', '电话', '微信同号'])}{rng.choice(forms)}")


@operator("H733")
def card_number_in_text(town: Town, rng: Random) -> Put:
    """写了银行卡号"""
    number = card_number(rng)
    grouped = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
    return _in_text(town, rng, f"打到卡上{rng.choice([number, grouped, number.translate(_WIDE)])}")


@operator("H731", "H732")
def private_data_in_a_broken_file(town: Town, rng: Random) -> Put:
    """文件本身写坏了，批注里还有手机号、身份证号"""
    slot = town.pick(rng, lambda s: s.indent == 0 and not s.item)
    number = rng.choice([identity_number, mobile_number])(rng)
    lines = town.lines(slot.file)
    lines[slot.line - 1] = lines[slot.line - 1].replace(":", "：", 1)
    return town.with_text(slot.file, "\n".join([*lines, f"# 本人 {number}", ""])), {(slot.file, len(lines) + 1)}


@operator("H731", "H732")
def private_data_in_a_party(town: Town, rng: Random) -> Put:
    """行政相对人名称后面带了证件号、电话"""
    slot = town.named(rng, "行政相对人名称")
    return town.with_value(slot, f"{slot.text}（{rng.choice([identity_number, mobile_number])(rng)}）"), at(slot)
