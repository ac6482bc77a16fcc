"""Text of a fixed form: ids, official codes, 文号, telephones, addresses of the net.

In: the text a clerk wrote. Out: scalar types, each with its form and the sentence for what does not fit.
"""

from __future__ import annotations

import re
from typing import ClassVar, Self

from generator.model.leaf import HALF_WIDTH, Title, fault
from generator.problem import Code, declare
from generator.syntax.characters import shown

BAD_CODE = declare("H204", "编号和代码要照规定的写法", protects="审计：编码对不上就查不到")
BAD_CREDIT = declare(
    "H205", "统一社会信用代码是18位，末位是校验码（GB 32100）", protects="审计：代码抄错一位就成了别的单位"
)
BAD_PHONE = declare(
    "H214",
    "电话写区号和号码（0538-1234567），或者短号（12345）",
    protects="居民：照着打要能打通",
    advice="带上区号，中间用半角短横：区号-号码。不写个人手机号。",
)
BAD_URL = declare(
    "H216", "网址要从“https://”写起", protects="居民：点了要能打开", advice="从浏览器地址栏整行复制过来。"
)
BAD_HOST = declare(
    "H225",
    "外站内容的网站，从“https://”写起，只写到域名",
    protects="居民：网页上只有镇里点了名的别的网站的东西",
    advice="例：https://www.example.gov.cn；后面不加斜杠、栏目、端口，不用星号。几个域名写成几样。",
)
BAD_DOCUMENT = declare(
    "H218",
    "文号照原文写，年份用六角括号：“宁政发〔2019〕6号”",
    protects="审计：文号是找文件的唯一凭据",
    advice="年份两边用〔〕，不用[]、()、【】，“号”字前不留空格。",
)


class Coded(Title):
    """Text of a fixed form; a subclass says which."""

    __slots__ = ()
    form: ClassVar[re.Pattern[str]]
    must: ClassVar[str]
    code: ClassVar[Code] = BAD_CODE

    @classmethod
    def parse(cls, written: str) -> Self:
        if not cls.form.fullmatch(written):
            hint = "数字和字母要用半角。" if written.translate(HALF_WIDTH) != written else ""
            fault(cls.code, f"写的是“{shown(written)}”，{cls.must}", hint or cls.code.advice or f"例：{cls.example}")
        return cls(written)


class EntryId(Coded):
    """A permanent id: a letter for the kind and digits of any width."""

    __slots__ = ()
    word, example = "编号", "q001"
    form, must = re.compile(r"[a-z][0-9]{1,12}"), "编号是一个小写字母加数字，和文件名一样"
    pattern = r"[a-z]\d{1,12}"


class DivisionCode(Coded):
    """An administrative division code of 6, 9 or 12 digits (GB/T 2260, GB/T 10114)."""

    __slots__ = ()
    word, example = "行政区划代码", "370000000"
    form, must = re.compile(r"[0-9]{6}([0-9]{3}){0,2}"), "行政区划代码是6位、9位或者12位数字"


class CatalogCode(Coded):
    """基本编码 of a matter: 12 digits (GB/T 39554.1)."""

    __slots__ = ()
    word, example = "基本编码（12位）", "000117025000"
    form, must = re.compile(r"[0-9]{12}"), "基本编码是12位数字"


class TaskCode(Coded):
    """实施编码: credit code 18 + level 1 + 基本编码 12 (GB/T 39554.1)."""

    __slots__ = ()
    word, example = "实施编码（31位）", "11000000000000000X5000117025000"
    form, must = (
        re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}[1-6][0-9]{12}"),
        "实施编码是18位信用代码、1位层级、12位基本编码，共31位",
    )


class HandlingCode(Coded):
    """业务办理项编码: 实施编码 31 + 2 digits."""

    __slots__ = ()
    word, example = "业务办理项编码（33位）", "11000000000000000X500011702500001"
    form, must = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}[1-6][0-9]{14}"), "业务办理项编码是实施编码31位再加2位序号"


class SiteCode(Coded):
    """A government site's identification code: 10 digits."""

    __slots__ = ()
    word, example = "网站标识码", "0000000000"
    form, must = re.compile(r"[0-9]{10}"), "网站标识码是10位数字"


class CreditCode(Coded):
    """统一社会信用代码, 18 characters, the last one checks the rest (GB 32100-2015)."""

    __slots__ = ()
    word, example = "统一社会信用代码", "91350100M000100Y43"
    form, must = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}"), "统一社会信用代码是18位数字和大写字母"
    code = BAD_CREDIT
    _alphabet: ClassVar[str] = "0123456789ABCDEFGHJKLMNPQRTUWXY"

    @classmethod
    def check_digit(cls, first17: str) -> str:
        """The 18th character that GB 32100-2015 demands for the first 17."""
        total = sum(cls._alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(first17))
        return cls._alphabet[(31 - total % 31) % 31]

    @classmethod
    def parse(cls, written: str) -> Self:
        value = super().parse(written)
        if written[17] != cls.check_digit(written[:17]):
            fault(BAD_CREDIT, f"“{written}”的末位校验码对不上，抄错了某一位", "照证书一位一位核对。")
        return value


class DocumentNumber(Coded):
    """A document by its 文号."""

    __slots__ = ()
    word, example = "文号", "宁政发〔2019〕6号"
    form = re.compile(r"[\u3400-\u9fffA-Za-z（）]+(〔[0-9]{4}〕[0-9]+号|令第?[0-9]+号)")
    must = "文号像“宁政发〔2019〕6号”"
    code = BAD_DOCUMENT


class Phone(Coded):
    """A telephone at a desk: area code and number, or a short public number. Never a mobile."""

    __slots__ = ()
    word, example = "电话", "12345"
    form = re.compile(
        r"0[0-9]{2,3}-[0-9]{7,8}(-[0-9]{1,6})?|1[0-9]{2}|1[0-9]{4,5}|9[0-9]{4,5}|400-[0-9]{3}-[0-9]{4}|400[0-9]{7}"
    )
    must = "电话是“区号-号码”或者短号"
    code = BAD_PHONE


class Email(Coded):
    """An address for mail, such as the one for corrections."""

    __slots__ = ()
    word, example = "邮箱", "jiucuo@example.gov.cn"
    form = re.compile(r"[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,63}")
    must = "邮箱像“name@example.cn”"


_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"


class IcpNumber(Coded):
    """备案号, under which a site is registered with the administration of telecommunications of its province."""

    __slots__ = ()
    word, example = "备案号", "鲁ICP备00000000号"
    form, must = re.compile(f"{_PROVINCE}ICP备[0-9]{{8}}号(?:-[0-9]{{1,4}})?"), "备案号像“鲁ICP备00000000号”"


class PoliceNumber(Coded):
    """公安备案号, under which a site is registered with the police; written with a blank or without."""

    __slots__ = ()
    word, example = "公安备案号", "鲁公网安备00000000000000号"
    form = re.compile(f"{_PROVINCE}公网安备 ?[0-9]{{11,14}}号")
    must = "公安备案号像“鲁公网安备00000000000000号”"


class Url(Coded):
    """A web address, https or http, at most 500 characters."""

    __slots__ = ()
    word, example = "网址", "https://www.shandong.gov.cn/"
    longest = 500
    form, must = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?"), "网址要从“https://”写起"
    code = BAD_URL
    pattern = r"https?://.+"


class Host(Coded):
    """Another site by its origin: https and a name, nothing after it. No address in digits, no wildcard."""

    __slots__ = ()
    word, example = "https加域名", "https://www.example.gov.cn"
    longest = 200
    form = re.compile(r"https://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
    must = "只能是“https://”加小写的域名"
    code = BAD_HOST
    pattern = r"https://[a-z0-9.-]+"
