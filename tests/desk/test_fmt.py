"""`qingdan fmt` never changes a value, never loses a comment, and has nothing to do the second time."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.desk.fmt import job as fmt
from generator.model.adjustment import Adjustment
from generator.model.authority import Power
from generator.model.fields import Part, fields_of
from generator.model.kinds import KINDS, LISTS
from generator.model.service import Guide
from generator.reading.folder import model_of
from generator.record import File
from generator.syntax import parser, tree
from tests.qingdan import run
from tests.towns import ROOT, TOWN

MODELS = [kind.model for kind in (*KINDS, *LISTS)]


def no_names(id_: str) -> str | None:
    return None


def formatted(text: str, model: type[Part] = Power, name_of=no_names) -> str:
    outcome = fmt.formatted(File("powers/x.yml", text.encode()), model, name_of)
    assert not outcome.refused, outcome.refused
    again = fmt.formatted(File("powers/x.yml", outcome.content), model, name_of)
    assert not again.changed, f"not stable:\n{outcome.content.decode()}\n---\n{again.content.decode()}"
    return outcome.content.decode()


def values(text: str) -> dict:
    root = parser.parse(text.encode()).root
    assert root is not None
    return {path: getattr(node, "text", type(node).__name__) for path, node in tree.walk(root)}


# What the tree of a file may hold.

WORDS = [
    *("行政许可", "7个工作日", "0538", "2026-04-08", "是", "无", "q001 城市大型户外广告设置审核", "工作日 8:30—12:00"),
    *("《城市道路管理条例》第三十条", "https://www.example.gov.cn/a?b=c&d#e", "null", "1_000", "a, b", "C#", "见 #3"),
    *(
        "- 身份证",
        "时间: 上午",
        "[新设]",
        "{甲: 乙}",
        "*注",
        "&甲",
        "!甲",
        "%5",
        "@甲",
        "`甲`",
        "|",
        ">",
        "?",
        "? 甲",
        "-",
    ),
    *("“引号”", '"双"', "'单'", "反\\斜", "尾冒号:", "甲:乙", " 前后空格 ", "　全角", "～", "---", "...", "甲 乙", "é"),
    *(
        "两行\n文字\n",
        "两行\n没有换行",
        "\n前面空一行\n",
        "  缩进\n  两行\n",
        "空行\n\n后面\n",
        "尾\n\n\n",
        "# 井号开头\n下面",
    ),
]
KEYS = ["没有的格子", "a b", "带#号", "冒号: 在里面"]


def trees(model: type[Part] | None, depth: int = 0) -> st.SearchStrategy[dict]:
    specs = fields_of(model) if model else ()
    scalars = st.one_of(st.sampled_from(WORDS), st.just(""))

    def value(spec):
        one = trees(spec.part, depth + 1) if spec.part and depth < 3 else scalars
        return st.one_of(st.lists(one, max_size=3), one) if spec.many else one

    known = st.fixed_dictionaries({}, optional={spec.name: value(spec) for spec in specs})
    strange = st.dictionaries(st.sampled_from(KEYS), scalars, max_size=1)
    return st.tuples(known, strange).map(lambda two: two[0] | two[1]).filter(bool)


class Ugly:
    """Writes a tree in as many valid ways as YAML has; keeps account of the comments it put in."""

    def __init__(self, rnd: random.Random) -> None:
        self.rnd = rnd
        self.lines: list[str] = []
        self.count = 0
        self.above: list[tuple[str, str]] = []  # a comment and the key it stands right above
        self.behind: list[tuple[str, str]] = []  # a comment and the key on whose line it stands
        self.deepest = 99  # how far in a comment may begin without being part of a text block

    def some(self, share: float) -> bool:
        return self.rnd.random() < share

    def comment(self) -> str:
        self.count += 1
        return f"批注{self.count}。"

    def tail(self, key: str | None = None) -> str:
        if not self.some(0.15):
            return " " * self.rnd.choice([0, 0, 0, 2])
        word = self.comment()
        if key:
            self.behind.append((word, key))
        return " " * self.rnd.randint(2, 6) + "# " + word

    def between(self, indent: int, key: str | None = None) -> None:
        """Blank lines and comments before the next field."""
        for _ in range(self.rnd.choice([0, 0, 0, 1, 2])):
            if self.some(0.5):
                self.lines.append(" " * self.rnd.choice([0, 0, 3]))
            else:
                margin = min(self.rnd.randint(0, 9), self.deepest)
                self.lines.append(" " * margin + self.rnd.choice(["# ", "#", "#   "]) + self.comment())
        if key and self.some(0.2):
            word = self.comment()
            self.lines.append(" " * indent + "# " + word)
            self.above.append((word, key))

    def scalar(self, text: str, flow: bool = False) -> str:
        plain = f"[{text}]" if flow else text
        document = parser.parse(f"a: {plain}\nb:\n  - {plain}\n".encode())
        expected = [text] if flow else text
        ways = ['"' + "".join(f"\\u{ord(c):04x}" if c in '"\\\n' else c for c in text) + '"']
        if document.root and not document.faults and document.root.data() == {"a": expected, "b": [expected]}:
            ways += [text] * 4
        if "\n" not in text:
            ways.append("'" + text.replace("'", "''") + "'")
        return self.rnd.choice(ways)

    def key(self, key: str) -> str:
        return key if key not in KEYS and self.some(0.8) else self.rnd.choice([f'"{key}"', f"'{key}'"])

    def inline(self, node) -> str:
        pad = " " * self.rnd.randint(0, 2)
        if isinstance(node, str):
            return self.scalar(node, flow=True) if node else '""'
        if isinstance(node, list):
            return "[" + pad + ("," + pad).join(map(self.inline, node)) + pad + "]"
        return "{" + pad + ("," + pad).join(f"{self.key(k)}: {self.inline(v)}" for k, v in node.items()) + pad + "}"

    def mapping(self, tree: dict, indent: int, lead: str | None = None) -> None:
        keys = list(tree)
        self.rnd.shuffle(keys)
        for i, key in enumerate(keys):
            first = i == 0 and lead is not None
            if not first:
                self.between(indent, key)
            self.value(tree[key], (lead if first else " " * indent) + self.key(key) + ":", indent, key)

    def value(self, node, lead: str, indent: int, key: str | None) -> None:
        """What stands behind a colon or a dash."""
        gap = " " * self.rnd.choice([1, 1, 1, 3])
        self.deepest = 99
        if node == "":
            self.lines.append(lead + self.tail(key))
        elif isinstance(node, str):
            self.text(node, lead + gap, indent, key)
        elif not node or self.some(0.25):
            self.bracket(node, lead + gap, indent, key)
        elif isinstance(node, dict):
            if key is None and self.some(0.7):
                self.mapping(node, len(lead + gap), lead + gap)
            else:
                self.lines.append(lead + self.tail(key))
                deeper = indent + self.rnd.randint(1, 4)
                self.between(deeper)
                self.mapping(node, deeper)
        else:
            self.lines.append(lead + self.tail(key))
            deeper = indent + self.rnd.choice([0, 2, 2, 4] if key else [2])
            for item in node:
                self.between(deeper)
                self.value(item, " " * deeper + "-", deeper, None)

    def text(self, text: str, lead: str, indent: int, key: str | None) -> None:
        """A word, or a text block where it can be one."""
        if "\n" not in text.strip("\n") or "# " in text or self.some(0.3):
            self.lines.append(lead + self.scalar(text) + self.tail(key))
            return
        breaks = len(text) - len(text.rstrip("\n"))
        deeper = self.rnd.randint(1, 4)
        digit = str(deeper) if text.lstrip("\n").startswith(" ") else ""
        self.lines.append(lead + "|" + digit + {0: "-", 1: ""}.get(breaks, "+"))
        body = text[:-1].split("\n") if breaks else text.split("\n")
        self.lines += [" " * (indent + deeper) + line if line else "" for line in body]
        self.deepest = indent

    def bracket(self, node, lead: str, indent: int, key: str | None) -> None:
        if isinstance(node, dict) or not node or self.some(0.6):
            self.lines.append(lead + self.inline(node) + self.tail(key))
            return
        self.lines.append(lead + "[")
        for item in node:
            if self.some(0.3):
                self.lines.append("      # " + self.comment())
            self.lines.append(" " * (indent + self.rnd.randint(1, 5)) + self.inline(item) + "," + self.tail())
        if self.some(0.3):
            self.lines.append("      # " + self.comment())
        self.lines.append(" " * (indent + 1) + "]" + self.tail())

    def file(self, tree: dict) -> bytes:
        self.between(0)
        self.mapping(tree, 0)
        self.between(0)
        whole = "\n".join(self.lines) + self.rnd.choice(["\n", "\n", "\n\n", ""])
        whole = whole.replace("\n", "\r\n") if self.some(0.2) else whole
        return ("\ufeff" * self.some(0.1) + whole).encode()


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_way_of_writing_keeps_values_and_comments(data):
    model = data.draw(st.sampled_from(MODELS))
    ugly = Ugly(data.draw(st.randoms(use_true_random=False)))
    content = ugly.file(data.draw(trees(model)))
    before = parser.parse(content)
    assume(before.root is not None and not before.faults)  # a line that begins with U+3000, say
    outcome = fmt.formatted(File("powers/x.yml", content), model, no_names)
    assert not outcome.refused, (outcome.refused, content.decode())
    text = outcome.content.decode()
    assert values(text) == values(content.decode())
    assert not fmt.formatted(File("powers/x.yml", outcome.content), model, no_names).changed, text
    for number in range(1, ugly.count + 1):
        assert text.count(f"# 批注{number}。") + text.count(f"#   批注{number}。") == 1, text
    lines = text.split("\n")
    _comments_stay_with_their_keys(lines, ugly)
    assert text.endswith("\n") and "\r" not in text and not text.startswith("\ufeff")


def _comments_stay_with_their_keys(lines: list[str], ugly: Ugly) -> None:
    for word, key in ugly.behind:
        line = next(line for line in lines if line.endswith(f"  # {word}") or line.strip() == f"# {word}")
        assert f"{key}:" in line or f'{key}":' in line or f"{key}':" in line or line.strip() == f"# {word}"
    for word, key in ugly.above:
        at = next(i for i, line in enumerate(lines) if line.strip() == f"# {word}")
        below = next(line for line in lines[at + 1 :] if line.strip() and not line.lstrip().startswith("#"))
        assert key in below, "\n".join(lines)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_fields_stand_in_the_order_of_the_model(data):
    model = data.draw(st.sampled_from(MODELS))
    content = Ugly(data.draw(st.randoms(use_true_random=False))).file(data.draw(trees(model)))
    assume(not parser.parse(content).faults)
    root = parser.parse(fmt.formatted(File("powers/x.yml", content), model, no_names).content).root
    order = [spec.name for spec in fields_of(model)]
    known = [order.index(key) for key in root.pairs if key in order]
    assert known == sorted(known)


@pytest.mark.parametrize("root", [TOWN, ROOT], ids=["town", "record"])
def test_the_records_themselves(root):
    outcomes = fmt.run(root, write=False)
    assert outcomes
    for outcome in outcomes:
        assert not outcome.refused, (outcome.path, outcome.refused)
        model = model_of(outcome.path.removeprefix("powers/"))
        assert not fmt.formatted(File(outcome.path, outcome.content), model, no_names).changed, outcome.path
        if not outcome.renamed:
            assert values(outcome.content.decode()) == values((root / outcome.path).read_text("utf-8"))


CASES = {
    "order, and comments go with their key": (
        """# 权力事项　★=必填

名称:   甲    # ★
#照抄
编号: "q001"

# 一、权从哪来
放权文件: 宁政发〔2019〕6号


类型: '行政许可'
""",
        """# 权力事项　★=必填

# 照抄
编号: q001
名称: 甲  # ★

类型: 行政许可

# 一、权从哪来
放权文件: 宁政发〔2019〕6号
""",
    ),
    "lists": (
        """编号: q001
俗称: [甲,乙 ,  "丙"]
子项: [
  一,  # 头一样
  # 还有
  二
]  # 完
实施依据:
- 《甲法》第一条   # 长的批注，
                  # 接着写
-   《乙法》第二条
核对到: 2026-04-08
运行情况: [ ]
出处:
  - 文件: 宁政发〔2019〕6号
    字段: [名称]
  # - 文件: 还没拿到
""",
        """编号: q001
子项:  # 完
  - 一  # 头一样
  # 还有
  - 二
俗称: [甲, 乙, 丙]
实施依据:
  - 《甲法》第一条  # 长的批注，
    # 接着写
  - 《乙法》第二条
运行情况: []
核对到: 2026-04-08
出处:
  - 文件: 宁政发〔2019〕6号
    字段: [名称]
  # - 文件: 还没拿到
""",
    ),
    "mappings in lists": (
        """出处:
    -
        # 在第二部分
        位置: 二
        文件: 宁政发〔2019〕6号
    - {字段: [名称], 文件: "宁政发〔2019〕7号"}
运行情况:
  -   年度: 2025   # 去年

      受理: 3
""",
        """运行情况:
  - 年度: 2025  # 去年

    受理: 3
出处:
  - 文件: 宁政发〔2019〕6号
    # 在第二部分
    位置: 二
  - {文件: 宁政发〔2019〕7号, 字段: [名称]}
""",
    ),
    "text blocks": (
        "备注: |\n      甲\n\n        乙\n\n\n名称: 丙\n",
        "名称: 丙\n备注: |\n  甲\n\n    乙\n",
    ),
    "quotes": (
        '名称: "见 #3"\n备注: \'时间: 上午\'\n权限边界: "甲 \\"乙\\""\n批后监管: \'"甲" 乙\'\n用章: "C#"\n领域: \'*\'\n',
        '名称: "见 #3"\n用章: "C#"\n领域: "*"\n权限边界: 甲 "乙"\n批后监管: \'"甲" 乙\'\n备注: "时间: 上午"\n',
    ),
    "a field that is not in the model stays behind the one before": (
        "类型: 甲\n名称: 乙\n没有的: 丙\n编号: 丁\n",
        "编号: 丁\n名称: 乙\n没有的: 丙\n类型: 甲\n",
    ),
    "empty places": ("编号:   \n名称: ''\n俗称:\n  # 还没问\n", "编号:\n名称:\n俗称:\n  # 还没问\n"),
    "line ends": ("编号: q001\r\n名称: 甲   \r\n\r\n\r\n", "编号: q001\n名称: 甲\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_style(case):
    before, after = CASES[case]
    assert formatted(before) == after


def test_references_take_the_name_of_today():
    names = {"q001": "新名", "q002": "带 #号 的名"}.get
    text = formatted("编号: f001\n对应权力: [q001 旧名, q002 旧名, q003 旧名]\n一句话: q001 旧名\n", Guide, names)
    assert text == '编号: f001\n对应权力: [q001 新名, "q002 带 #号 的名", q003 旧名]\n一句话: q001 旧名\n'


def test_an_adjustment_tells_of_the_names_of_its_day():
    text = "编号: t2026001\n事项:\n  - 事项: q001 旧名\n    并入: q001 旧名\n"
    assert formatted(text, Adjustment, {"q001": "新名"}.get) == text


@pytest.mark.parametrize(
    "text", ["编号：q001\n", "名称: 甲 #批注\n", "名称: 甲\n名称: 乙\n", "俗称:\n  -甲\n", "# 只有批注\n", ""]
)
def test_what_cannot_be_read_is_left_alone(text):
    outcome = fmt.formatted(File("powers/x.yml", text.encode()), Power, no_names)
    assert outcome.refused and not outcome.changed and outcome.content == text.encode()


@pytest.fixture
def tidy(root):
    fmt.run(root, write=True)
    return root


def test_command(root):
    one, other = root / "powers/authority/q001.yml", root / "powers/authority/q002.yml"
    good = one.read_bytes()
    assert run("fmt", "--check", root=root).exit_code == 0
    one.write_bytes(good.replace(b"\n", b"\r\n"))
    checked = run("fmt", "--check", root=root)
    assert checked.exit_code == 1 and "要改 powers/authority/q001.yml" in checked.output
    assert one.read_bytes() != good
    assert run("fmt", other, root=root).exit_code == 0
    assert one.read_bytes() != good
    done = run("fmt", one, root=root)
    assert done.exit_code == 0 and "改好了 powers/authority/q001.yml" in done.output
    assert one.read_bytes() == good
    assert not list(root.rglob(".~*"))


def test_a_path_is_below_the_town_or_where_one_is(root, monkeypatch):
    for place in ("authority/q001.yml", "authority/q002.yml"):
        file = root / "powers" / place
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    monkeypatch.chdir(root.parent)
    assert "改好了 powers/authority/q001.yml" in run("fmt", "powers/authority/q001.yml", root=root).output
    typed = f"{root.name}/powers/authority/q002.yml"  # as a shell completes it
    assert "改好了 powers/authority/q002.yml" in run("fmt", typed, root=root).output
    missing = run("fmt", "powers/authority/q999.yml", root=root)
    assert missing.exit_code == 1 and "没有动 powers/authority/q999.yml：不是记录里的文件" in missing.output


def test_command_leaves_a_broken_file_and_says_so(root):
    one = root / "powers/authority/q001.yml"
    one.write_bytes("编号：q001\n".encode())
    done = run("fmt", root=root)
    assert done.exit_code == 1 and "没有动 powers/authority/q001.yml" in done.output
    assert one.read_text("utf-8") == "编号：q001\n"
    assert run("fmt", root / "别的.yml", root=root).exit_code == 1


def test_command_without_a_record(tmp_path):
    done = run("fmt", root=tmp_path)
    assert done.exit_code == 1 and "H300" in done.output
