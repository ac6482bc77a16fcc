"""What might take long: shapes of files that grow to any size, and of values.

In: a size in characters. Out: text of about that size. Each shape stands for a kind: something that a pattern could
look through again and again, or a loop once for each of many places.
"""

from __future__ import annotations

from collections.abc import Callable

Shape = Callable[[int], str]


def _filled(unit: str, before: str = "", after: str = "") -> Shape:
    """So much of a unit, between a beginning and an end."""
    return lambda size: before + unit * (max(0, size - len(before) - len(after)) // len(unit)) + after


def _numbered(line: str) -> Shape:
    """So many lines in which a number counts up."""
    return lambda size: "".join(line.format(i) for i in range(size // (len(line) + 3)))


FILES: dict[str, Shape] = {
    "全角空格": _filled("\u3000", "名称: x", "x\n"),
    "行末全角空格": _filled("备注: 甲\u3000 \n"),
    "网页空格": _filled("\xa0", "名称: x", "x\n"),
    "全角和半角空格": _filled("\u3000 ", "名称: x", "x\n"),
    "半角空格": _filled(" ", "名称: x", "x\n"),
    "空行": _filled("\n", "名称: x\n"),
    "生僻字": _numbered("k{}: 㙍㙍㙍㙍\n"),
    "生僻字一行": _filled("㙍", "备注: "),
    "表情": _numbered("k{}: 😀😀\n"),
    "希腊字母": _numbered("k{}: αβγ\n"),
    "部首": _filled("⽆", "备注: "),
    "零宽": _filled("\u200b", "备注: "),
    "零宽一行一个": _filled("备注: 甲\u200b\n"),
    "Tab": _filled("\t", "备注: "),
    "Tab一行一个": _filled("备注:\t甲\n"),
    "不认识的格子": _numbered("k{}: v\n"),
    "像的格子": _numbered("名称{}: v\n"),
    "空着的格子": _numbered("格{}:\n"),
    "一个很长的格子名": _filled("名", "", ": v\n"),
    "重复的格子": _filled("名称: 甲\n"),
    "没有冒号": _filled("甲乙丙\n"),
    "全角冒号": _filled("名称：甲\n"),
    "没有空格": _filled("名称:甲\n"),
    "两个冒号": _filled("备注: 甲: 乙\n"),
    "冒号": _filled(":", "备注: "),
    "井号": _filled("#", "备注: 甲 "),
    "井号一行一个": _filled("备注: 甲 #乙\n"),
    "批注": _filled("# 批注\n", "编号: p001\n"),
    "方括号": _filled("[", "备注: "),
    "花括号": _filled("{", "备注: "),
    "列表套列表": _filled("- "),
    "列表一行一样": _filled("  - 甲\n", "说法:\n"),
    "列表空样": _filled("  -\n", "说法:\n"),
    "括号里的列表": _filled("甲, ", "说法: [", "乙]\n"),
    "括号里的列表和井号": _filled("甲, ", "说法: [", "乙] #丙\n"),
    "括号里全角逗号": _filled("甲，", "说法: [", "乙]\n"),
    "几格的列表": _numbered("  - 做什么: 甲{}\n"),
    "几格的列表不认识": _numbered("  - 甲{}: 乙\n"),
    "选错的": lambda size: "主题:\n" + _numbered("  - 证件户{}\n")(size),
    "法规": lambda size: "依据:\n" + _numbered("  - 《甲{}法》第一条\n")(size),
    "引号": _filled('"', "备注: "),
    "单引号": _filled("'", "备注: "),
    "没关的引号": _filled("甲\n", '备注: "'),
    "反斜杠": _filled("\\", '备注: "', '"\n'),
    "记号": _filled("\\u202e", '备注: "', '"\n'),
    "记号一行一个": _filled('- "\\u200b"\n'),
    "短横": _filled("-", "备注: "),
    "连成一句": _filled("  甲乙\n", "备注: 甲\n"),
    "短横没空格": _filled("  -甲\n", "说法:\n"),
    "竖线": _filled("  甲 #乙\n", "备注: |\n"),
    "许多竖线": _numbered("k{}: |\n  甲\n"),
    "列表里许多竖线": _filled("  - |\n    甲\n", "说法:\n"),
    "大于号": _filled("  甲\n\n", "备注: >\n"),
    "缩进越来越深": lambda size: "".join(f"{' ' * i}a:\n" for i in range(int((2 * size) ** 0.5))),
    "问号": _filled("? "),
    "星号": _filled("*a ", "备注: "),
    "三横": _filled("---\n"),
    "合并的记号": _filled("<<<<<<< a\n"),
    "回车": _filled("备注: 甲\r\n"),
    "无": _filled("  - 无\n", "说法:\n"),
    "身份证号": _filled("  - 370000199001010002\n", "说法:\n"),
    "遮住的名字": _filled("张某某，河东村，", "备注: "),
    "引用": _numbered("  - p{} 甲\n"),
}

LEDGERS: dict[str, Shape] = {
    "一行一个": _numbered(",elsewhere/p{}/,,,2026-11-22,,\n"),
    "不对的行": _filled("q001,甲,乙\n"),
    "重复的行": _filled("q001,authority/q001/,,,2026-11-22,2026-11-22,\n"),
    "很长的网址": _filled("a/", ","),
    "很长的网址不对": _filled("a", ",", "?,,,,,\n"),
    "引号": _filled('"'),
    "摘要": _filled("甲=0123456789ab|", "q001,authority/q001/,,", ",2026-11-22,2026-11-22,\n"),
}

PAGES: dict[str, Shape] = {
    "反引号": _filled("`"),
    "反引号隔开": _filled("` "),
    "网页代码": _filled("<b>"),
    "小于号": _filled("<a"),
    "链接": _filled("[点](javascript:a) "),
    "方括号": _filled("["),
    "花括号": _filled("{ a"),
    "花括号等号": _filled("{:a="),
    "表格": _filled("| 甲 | 乙 |\n"),
    "代码": _filled("```\n"),
    "句子": _filled("申请人带上材料，到便民服务中心办。"),
    "号码": _filled("13800000000 "),
    "逗号": _filled("甲,乙\n"),
    "横线": _filled("---\n"),
}

VALUES: dict[str, Shape] = {
    "数字": _filled("1"),
    "汉字": _filled("甲"),
    "书名号": _filled("《"),
    "书名号一对": _filled("《甲》"),
    "条": _filled("第一条、", "《甲法》"),
    "空格": _filled(" "),
    "网址": _filled("a.", "https://"),
    "邮箱": _filled("a@"),
    "文号": _filled("甲〔2026〕"),
    "日期": _filled("2026-01-01 至 "),
}
