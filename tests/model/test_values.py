"""A value that is written wrong is answered with what to write."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from generator.model.citation import Citation
from generator.model.leaf import Leaf, advice_in
from generator.model.values import Duration, EntryRef, Money, Validity, choice


@pytest.mark.parametrize(
    ("leaf", "written", "advice"),
    [
        (choice("是否收费"), "免费", "是不是想写“不收费”？"),
        (choice("是否收费"), "要钱", "是不是想写“收费”？"),
        (choice("是否收费"), "收费吗", "从里面选一项，一字不差。"),  # the nearest may be the opposite
        (choice("材料必要性"), "不必要", "是不是想写“非必要”？"),
        (choice("服务对象"), "个人", "是不是想写“自然人”？"),
        (choice("服务对象"), "公司", "是不是想写“企业法人”？"),
        (choice("办理形式"), "网办", "是不是想写“网上办理”？"),
        (choice("职权类型"), "行政许可证", "是不是想写“行政许可”？"),
        (
            choice("服务对象"),
            "自然人、企业法人",
            "这一格能写几样的，拆成2行，每行一样；只能写一样的，只留一样。",
        ),
        (Duration, "20 个工作日", "删掉中间的空格，写成“20个工作日”。"),
        (Validity, "最长 3年", "删掉中间的空格，写成“最长3年”。"),
        (Money, "2000 元", "删掉中间的空格，写成“2000元”。"),
        (Money, "2000", "没有单位：是元还是万元？"),
        (Citation, "《甲法》 第四十二条", "删掉书名号后面的空格，写成“第四十二条”。"),
        (Citation, "《甲法》第42条第1款", "条号用汉字，写成“第四十二条第一款”。"),
        (Citation, "《甲法》42条、１１0条", "条号用汉字，写成“第四十二条、第一百一十条”。"),
        (Citation, "《甲法》第42章", "条号用汉字。例：第三十一条。"),
        (Citation, "《甲法》第十条和第十一条", "“和”改成顿号，写成“第十条、第十一条”。"),
        (EntryRef, "q003\u3000占道审批", "中间的空格换成半角的，写成“q003 占道审批”。"),
        (EntryRef, "q003占道审批", "编号后面空一格，写成“q003 占道审批”。"),
        (EntryRef, "占道审批", "前面加编号，例：q001 城市大型户外广告设置审核。"),
    ],
)
def test_what_to_do_is_said(leaf: type[Leaf], written: str, advice: str):
    with pytest.raises(PydanticCustomError) as refused:
        leaf.parse(written)
    assert advice_in(refused.value.context) == advice
