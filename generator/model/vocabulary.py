"""powers/vocabulary/: words. Shared texts (责任模板), everyday words (同义词), readings (拼音).

The national ones in `generator/standards/` have the same form; a town's only add to them.
"""

from __future__ import annotations

from generator.model.authority import Duty
from generator.model.citation import Citation
from generator.model.entry import WholeFile
from generator.model.fields import Lines, Many, Part, element, must, optional
from generator.model.service import Step
from generator.model.values import TemplateName, Text, Title


class Template(Part):
    """责任模板: what all powers of a type have in common, written once."""

    shown = ("duties", "accountability")

    name: TemplateName = must("名称", "权力里写的就是这个名字", "行政许可通用")
    duties: Many[Duty] = optional("责任事项", "按环节写")
    accountability: Many[Text] = optional("追责情形", "一条一行")
    accountability_basis: Lines[Citation] = optional("追责依据", "", "《行政许可法》第七十二条")
    flow: Many[Step] = optional("办理流程", "按先后写")


class Templates(WholeFile):
    """责任模板.yml"""

    items: Many[Template] = must("责任模板", "一个模板一条")


class Synonym(Part):
    """同义词: an official word and what people say instead."""

    word: Title = must("标准词", "名称、俗称、主题里真有的词", "最低生活保障")
    said: Many[Title] = must("说法", "老百姓怎么说", "[低保, 吃低保]")


class Synonyms(WholeFile):
    """同义词.yml"""

    items: Many[Synonym] = must("同义词", "一个标准词一条")


class Reading(Part):
    """拼音: a word that the dictionary reads wrongly, with its reading."""

    word: Title = must("词", "哪个词", "磁窑")
    reading: Title = must("读音", "带声调，一字一音，中间空格", "cí yáo")
    note: Text = element("出处", "怎么知道这样读", "本镇地名")


class Readings(WholeFile):
    """拼音.yml"""

    items: Many[Reading] = must("拼音", "一个词一条")
