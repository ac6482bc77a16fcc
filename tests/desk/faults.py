"""What goes wrong in cells: by the clerk's hand, by the office program, by copying. Importing registers them."""

from __future__ import annotations

import re
from datetime import datetime, time
from random import Random

from generator.model.amounts import Count, Day, Duration, Money, Period, Validity, Year, YesNo
from generator.model.citation import Citation
from generator.model.codes import Coded, CreditCode, DocumentNumber, Phone, Url
from generator.model.fields import Grade
from generator.model.values import (
    Address,
    Choice,
    DepartmentName,
    EntryId,
    EntryRef,
    LawName,
    TemplateName,
    Text,
    Title,
)
from tests.desk.seeding import Where, fault, need, of, written
from tests.desk.sheets import Cell, Desk

MOBILE = "13" + "0" * 9  # nobody's


def free(cell: Cell) -> bool:
    """Free text: no form would show that something else was meant."""
    kind = cell.place.spec.type
    named = (Coded, Choice, DepartmentName, LawName, TemplateName, Address)
    return of(Text)(cell) and not (kind and issubclass(kind, named))


def in_entry(cell: Cell) -> bool:
    """Whether the row is an entry with an id."""
    return re.fullmatch(r"[a-z]\d+", cell.key) is not None


def some_lines(cell: Cell, rng: Random, line: str) -> str:
    """A cell of several with one of its lines replaced; or the one value."""
    if not cell.place.spec.many:
        return line
    lines = str(cell.said).split("\n")
    lines[rng.randrange(len(lines))] = line
    return "\n".join(lines)


@fault(of(Choice))
def choice_not_in_the_table(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """下拉以外的词"""
    return written(desk, cell, some_lines(cell, rng, f"{str(cell.said)[:4]}类的"))


@fault(of(Choice, many=True))
def choices_on_one_line(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """几样写在一行"""
    lines = str(cell.said).split("\n")
    need(len(lines) > 1)
    return written(desk, cell, "、".join(lines))


@fault(of(Day))
def day_that_is_none(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """日历上没有的日子"""
    return written(desk, cell, rng.choice(("2026-02-30", "2026年13月1日", "2025.4.31", "2025-00-10")))


@fault(of(Day))
def day_in_words(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """日期写成了话"""
    return written(desk, cell, rng.choice(("去年五月", "2025年5月", "2025", 20250508, "五月八日", "2025-05-08起")))


@fault(of(Day))
def day_of_another_age(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """年份抄错"""
    return written(desk, cell, rng.choice(("0206-04-08", "1026-04-08", datetime(1920, 4, 8), datetime(2206, 4, 8))))


@fault(of(Period))
def period_upside_down(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """起止写反、只写一头"""
    first, _, last = str(cell.said).partition(" 至 ")
    need(last != "长期")
    return written(desk, cell, rng.choice((f"{last} 至 {first}", first, f"{first}-{last}", f"{first}到{last}")))


@fault(of(Duration, Validity))
def limit_without_unit(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """时限没有单位"""
    return written(desk, cell, rng.choice(("20", 20, "20天", "二十日", "20工作日", "20 个 工作日左右")))


@fault(of(Money))
def money_without_unit(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """金额没有单位"""
    return written(desk, cell, rng.choice(("2000", 2000, "2,000元", "两千元", "2000 元整", 0.5)))


@fault(of(Count))
def count_that_is_none(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """个数写成别的"""
    return written(desk, cell, rng.choice(("三", "3.5", 3.5, "3件", "-1", -1, "约10", "1,000", "2人", "O")))


@fault(of(Year))
def year_that_is_none(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """年份写错"""
    return written(desk, cell, rng.choice(("25", 25, "2025年", "20255", "二〇二五")))


@fault(of(YesNo))
def neither_yes_nor_no(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """是否写成别的"""
    return written(desk, cell, rng.choice(("是的", "√", "Y", "有", 1, True)))


@fault(of(CreditCode))
def a_digit_of_a_code_wrong(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """信用代码抄错一位"""
    code, at = str(cell.said), rng.randrange(17)
    return written(desk, cell, code[:at] + str((int(code[at], 36) + 1) % 10) + code[at + 1 :])


@fault(lambda cell: of(Coded)(cell) and len(re.sub(r"\D", "", str(cell.said))) >= 9)
def a_code_became_a_number(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """长代码被表格变成了数字"""
    need(not issubclass(cell.place.spec.type, (Url, DocumentNumber, EntryId)))
    digits = re.sub(r"\D", "", str(cell.said))
    return written(desk, cell, rng.choice((float(digits), f"{float(digits):.5E}", int(digits[:15]) * 10**3)))


@fault(of(Phone))
def a_phone_that_does_not_ring(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """手机号、没有区号的电话"""
    return written(desk, cell, rng.choice((MOBILE, int(MOBILE), "0000000", "0000 0000000", "12345转2")))


@fault(of(Url))
def an_address_without_its_head(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """网址少了头"""
    return written(desk, cell, str(cell.said).partition("//")[2])


@fault(of(DocumentNumber))
def brackets_of_another_form(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """文号用错括号"""
    left, right = rng.choice(("[]", "()", "【】", "（）"))
    said = str(cell.said).split("\n")[0].replace("〔", left).replace("〕", right)
    need(said != str(cell.said).split("\n")[0])
    return written(desk, cell, some_lines(cell, rng, said))


@fault(lambda cell: of()(cell) and cell.place.spec.note.grade is Grade.MUST and not cell.place.spec.note.nothing)
def what_must_be_is_cleared(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """必填的清空了"""
    row = [c for c in desk.cells if c.where[:2] == cell.where[:2] and c.said not in (None, "")]
    need(len(row) > 1)
    return written(desk, cell, rng.choice((None, " ", "　")))


@fault(lambda cell: of()(cell) and cell.place.spec.note.grade is Grade.MUST and not cell.place.spec.note.nothing)
def nothing_where_something_must_be(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """必填的写了“无”"""
    row = [c for c in desk.cells if c.where[:2] == cell.where[:2] and c.said not in (None, "")]
    need(len(row) > 1)
    return written(desk, cell, "无")


@fault(of())
def a_word_that_holds_a_place(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """“待定”一类的话"""
    return written(
        desk, cell, some_lines(cell, rng, rng.choice(("待定", "待核", "暂无", "同上", "/", "——", "N/A", "略")))
    )


@fault(of(many=True))
def nothing_among_lines(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """几样里夹着一个“无”"""
    return written(desk, cell, f"{cell.said}\n无")


@fault(of(Text))
def more_than_a_field_takes(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """太长"""
    long = (str(cell.said) + "，") * 2001
    kind = cell.place.spec.type
    need(kind and not issubclass(kind, (Coded, Choice)))
    return written(desk, cell, some_lines(cell, rng, long.replace("\n", "")[: kind.longest + 1]))


@fault(of())
def a_formula(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """公式"""
    need(not cell.place.spec.many or rng.random() < 0.5)
    places = written(desk, cell, rng.choice(("=1+1", "=A2", '=TEXT(TODAY(),"yyyy-mm-dd")', "=VLOOKUP(A2,B:C,2,0)")))
    desk.book[cell.sheet].cell(cell.row, cell.column).data_type = "f"
    return places


@fault(of())
def a_sum_gone_wrong(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """算错的结果"""
    return written(desk, cell, rng.choice(("#REF!", "#N/A", "#VALUE!", "#NAME?")))


@fault(of())
def a_truth_value(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """逻辑值"""
    return written(desk, cell, rng.choice((True, False)))


@fault(of())
def a_time_of_day(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """时间"""
    return written(desk, cell, time(rng.randint(1, 23), rng.randint(0, 59)))


@fault(lambda cell: of()(cell) and not of(Day)(cell) and "至" not in str(cell.said))
def a_date_where_none_belongs(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """被表格变成了日期"""
    need(cell.place.spec.type.__name__ != "Until")
    return written(desk, cell, datetime(2026, rng.randint(1, 12), rng.randint(1, 28)))


@fault(free)
def a_number_where_text_belongs(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """被表格变成了数字"""
    return written(desk, cell, rng.choice((538, 0.5, 1.1, 100000.0, 4.5e17)))


@fault(free)
def a_character_nobody_sees(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """乱码、自造字"""
    said = str(cell.said)
    at = rng.randrange(len(said))
    return written(desk, cell, said[:at] + rng.choice("\ufffd\ue000\uf8ff") + said[at:])


@fault(of(Citation))
def articles_in_digits(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """条号用数字"""
    return written(desk, cell, some_lines(cell, rng, rng.choice(("《城乡规划法》第41条", "《城乡规划法》41条"))))


@fault(of(Citation))
def a_citation_out_of_form(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """依据不照公文写法"""
    wrong = (
        "城乡规划法第四十一条",
        "《城乡规划法》第四十一条《土地管理法》第六十二条",
        "见相关法律法规",
        "《城乡规划法》 第四十一条",
    )
    return written(desk, cell, some_lines(cell, rng, rng.choice(wrong)))


@fault(of(EntryRef))
def a_reference_without_its_id(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """提到别的条目，没写编号"""
    return written(desk, cell, some_lines(cell, rng, str(cell.said).split("\n")[0].partition(" ")[2]))


@fault(of(DepartmentName), between=True)
def a_body_nobody_knows(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """没有的机构"""
    return written(desk, cell, f"{cell.said}（新）")


@fault(of(Citation), between=True)
def a_law_nobody_knows(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """没有的法规"""
    return written(desk, cell, some_lines(cell, rng, "《没有这部法》第三条"))


@fault(lambda cell: of(Citation)(cell) and re.search("》第.*条", str(cell.said)), between=True)
def an_article_beyond_the_law(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """条号超过法规的条数"""
    line = next(line for line in str(cell.said).split("\n") if "》第" in line)
    return written(desk, cell, some_lines(cell, rng, re.sub("第[^条]*条.*", "第九百九十九条", line)))


@fault(lambda cell: of(Citation, DocumentNumber)(cell) and "〔" in str(cell.said), between=True)
def a_document_nobody_knows(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """没有的文件"""
    need(not (cell.sheet.startswith("文件") or cell.place.spec.name in ("决定书文号", "文号")))
    line = next(line for line in str(cell.said).split("\n") if "〔" in line)
    return written(desk, cell, some_lines(cell, rng, re.sub(r"〕\d+号", "〕9999号", line)))


@fault(of(EntryRef), between=True)
def an_entry_nobody_knows(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """没有的编号"""
    line = rng.choice(str(cell.said).split("\n"))
    return written(desk, cell, some_lines(cell, rng, f"{line[0]}998 {line.partition(' ')[2]}"))


@fault(of(EntryRef), between=True)
def an_entry_under_another_name(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """编号和名称不是同一条"""
    line = rng.choice(str(cell.said).split("\n"))
    need("动态调整" not in cell.sheet)  # which names what it concerned as it was called then
    return written(desk, cell, some_lines(cell, rng, f"{line.partition(' ')[0]} 完全另外的名称"))


@fault(lambda cell: of(TemplateName)(cell) and "责任模板" not in cell.sheet, between=True)
def a_template_nobody_knows(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """没有的责任模板"""
    return written(desk, cell, "没有这个模板")


@fault(lambda cell: free(cell) and issubclass(cell.place.spec.type, Text), between=True)
def a_mobile_number_in_a_text(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """话里夹着手机号"""
    need(len(str(cell.said)) < 80 and not re.search("名称|说法|俗称|标准词|字$", cell.place.title))
    return written(desk, cell, f"{cell.said}，电话{MOBILE}")


def column_of(desk: Desk, cell: Cell) -> list[Cell]:
    """The cells of the column of a cell, from above, where it lies in the whole table of a kind and has several values."""
    need(cell.sheet.endswith("（全）") and in_entry(cell) and not issubclass(cell.place.spec.type, EntryId))
    column = [one for one in desk.cells if one.sheet == cell.sheet and one.column == cell.column]
    need(len({one.said for one in column if one.said}) >= 4)
    return column


def rewritten(desk: Desk, column: list[Cell], values: list[object]) -> set[Where]:
    """Write a column anew; the cells that changed."""
    changed = [(cell, value) for cell, value in zip(column, values, strict=True) if cell.said != value]
    need(len(changed) >= 4)
    for cell, value in changed:
        desk.put(cell.where, value)
    return {cell.where for cell, _ in changed}


@fault(of(), alone=True)
def a_column_sorted_alone(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """一列单独排了序"""
    column = column_of(desk, cell)
    values = sorted((one.said for one in column), key=lambda said: (said is None, str(said)))
    return rewritten(desk, column, values[::-1] if rng.random() < 0.3 else values)


@fault(of(), alone=True)
def a_column_moved_alone(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """一列往下、往上错了几行"""
    column, step = column_of(desk, cell), rng.choice((1, -1, 1, 2))
    said = [one.said for one in column]
    values = [None] * step + said[:-step] if step > 0 else said[-step:] + [None] * -step
    return rewritten(desk, column, values)


@fault(of(), alone=True)
def part_of_a_column_turned_round(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """一列里几格换了位置"""
    column = column_of(desk, cell)
    some = sorted(
        rng.sample(range(len(column)), rng.randint(4, len(column))) if len(column) > 4 else range(len(column))
    )
    turned = {place: column[some[number - 1]].said for number, place in enumerate(some)}
    return rewritten(desk, column, [turned.get(number, one.said) for number, one in enumerate(column)])


@fault(lambda cell: of(Title, Choice, Day)(cell) and in_entry(cell) and "全" in cell.sheet)
def two_tables_contradict(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """简表和全表改得不一样"""
    other = next((c for c in desk.cells if _twin(c, cell)), None)
    need(other and cell.place.spec.type is not EntryId)
    values = [str(cell.said) + end for end in "甲乙"]
    if issubclass(cell.place.spec.type, Day):
        values = ["2026-01-05", "2026-01-06"]
    elif issubclass(cell.place.spec.type, (Coded, Choice)):
        need(False)
    return written(desk, cell, values[0]) | written(desk, other, values[1])


def _twin(other: Cell, cell: Cell) -> bool:
    same = other.key == cell.key and other.place.path == cell.place.path
    return same and not other.positions and other.sheet != cell.sheet and f"{other.sheet}（全）" == cell.sheet
