"""What a list names and the record lacks is made on request: first as a sheet, then as files that say 待核实."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from generator import record
from generator.desk.import_.making import GIVEN, Lacking, proposed, sort_of
from generator.intake.plan import CellRef
from generator.model.kind import Kind
from generator.model.kinds import kind_of
from generator.model.reference import DEPARTMENT, DOCUMENT, LAW, Law
from tests.desk.others import SETTING, matter, matters
from tests.qingdan import Done, run
from tests.towns import edit, state

SAID = [part for name, value in SETTING.items() for part in ("--set", f"{name}={value}")]
BOTH = "《建筑法》第七条；《没有的某市养犬管理条例》第三条；青样发〔2021〕8号"
LIST = matters(
    matter(1, "施工检查", basis=BOTH),
    matter(2, "养犬检查", basis="《没有的某市养犬管理条例》第三条"),
    matter(3, "窗帘检查", basis="《窗帘样例监督管理办法》第九条"),
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "镇"
    done = run("init", folder, "名称=样例镇", "省=四川省", "县=青榆县")
    assert done.exit_code == 0, done.output
    (folder / "清单.xlsx").write_bytes(LIST)
    return folder


@pytest.fixture
def town(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "镇"))


def make(town: Path, *words: str) -> Done:
    return run("import", "清单.xlsx", *SAID, "--make", "要新建的.xlsx", *words, cwd=town)


def decide(town: Path, name: str, what: str, other: str = "") -> None:
    book = openpyxl.load_workbook(town / "要新建的.xlsx")
    row = next(row for row in book.active.iter_rows(min_row=2) if row[1].value == name)
    row[3].value, row[4].value = what, other
    book.save(town / "要新建的.xlsx")


def rows(town: Path) -> dict[str, tuple[str | None, ...]]:
    page = openpyxl.load_workbook(town / "要新建的.xlsx").active
    return {str(row[1]): row for row in page.iter_rows(min_row=2, values_only=True)}


def test_everything_that_is_lacking_is_asked_first(town: Path) -> None:
    before = state(town)
    done = make(town, "--apply")  # the first time nothing is written but the sheet
    assert done.exit_code == 0, done.output
    assert "法规清单里没有" not in done.output and "--make 要新建的.xlsx 清单.xlsx --apply" in done.output
    assert state(town).keys() - before.keys() == {"要新建的.xlsx"}
    asked = rows(town)
    assert asked["没有的某市养犬管理条例"] == ("法规", "没有的某市养犬管理条例", "2、3", "新建", None, "地方性法规")
    assert asked["建筑法"][5] == GIVEN and asked["便民服务局"][5] == "党政机构"
    assert asked["青样发〔2021〕8号"][3] == "新建" and len(asked) == 5


def test_three_commands_and_no_errors_and_one_to_take_it_back(town: Path) -> None:
    make(town)
    before = state(town)
    done = make(town, "--apply")
    assert done.exit_code == 0 and "新增 3" in done.output, done.output
    made, problems = record.read(town)
    assert not problems
    law = made.law("没有的某市养犬管理条例")
    assert law and law.state == "待核实" and law.versions is None and law.checked is None
    building = made.law("建筑法")
    assert building and building.versions and building.state == "现行"
    assert "建筑法" in (town / "given.csv").read_text("utf-8")
    text = made.files[str(law.id)].content.decode()
    assert "# 来的表里写的是：《没有的某市养犬管理条例》第三条\n# （Sheet1第2、3行）\n名称" in text
    assert run("check", root=town).exit_code == 0
    back = run("import", "--undo", cwd=town)
    assert back.exit_code == 0 and "退回去了：删掉 8 个文件，改回 1 个" in back.output, back.output
    left = state(town)
    assert {path: content for path, content in left.items() if not path.startswith(".qingdan")} == before
    assert "没有可以退的" in run("import", "--undo", cwd=town).output


def test_what_was_changed_or_published_since_is_not_taken_back(town: Path) -> None:
    make(town)
    make(town, "--apply")
    made, _ = record.read(town)
    new = next(id_ for id_, power in made.powers.items() if power.name == "养犬检查")
    edit(town, f"authority/{new}.yml", ("名称: 养犬检查", "名称: 犬只检查"))
    assert f"又改过：powers/authority/{new}.yml" in run("import", "--undo", cwd=town).output
    edit(town, f"authority/{new}.yml", ("名称: 犬只检查", "名称: 养犬检查"))
    ledger = "编号,网址,摘要,须经调整,首次发布,最后变动,最后发布\n"
    place = town / "powers/published.csv"
    place.write_text(f"{ledger}{new},/authority/{new}/,1f2e,,2026-11-01,2026-11-01,\n", "utf-8")
    assert "账本读不出来" in run("import", "--undo", cwd=town).output
    place.write_text(f"{ledger}{new},authority/{new}/,1f2e,,2026-11-01,2026-11-01,\n", "utf-8")
    assert "已经发布过" in run("import", "--undo", cwd=town).output


def test_the_clerk_decides(town: Path) -> None:
    make(town)
    decide(town, "没有的某市养犬管理条例", "")
    undecided = make(town, "--apply")
    assert undecided.exit_code == 1 and "“没有的某市养犬管理条例”：“怎么办”空着" in undecided.output
    decide(town, "没有的某市养犬管理条例", "不要")
    decide(town, "窗帘样例监督管理办法", "就是", "土地管理法")
    decide(town, "便民服务局", "就是", "样例镇人民政府")
    done = make(town, "--apply")
    assert done.exit_code == 1 and "“实施依据”空着" in done.output  # nothing is left of the second row
    decide(town, "没有的某市养犬管理条例", "新建")
    decide(town, "青样发〔2021〕8号", "不要")
    assert make(town, "--apply").exit_code == 0
    made, problems = record.read(town)
    assert not problems
    powers = {str(power.name): power for power in made.powers.values()}
    assert [str(one) for one in powers["窗帘检查"].basis] == ["《土地管理法》第九条"]
    assert powers["窗帘检查"].handler == "样例镇人民政府"
    assert len(powers["施工检查"].basis) == 2
    assert "# 来的表里写的是：青样发〔2021〕8号" in made.files[str(powers["施工检查"].id)].content.decode()


@pytest.mark.parametrize(
    ("kind", "name", "sort"),
    [
        (LAW, "样例法", "法律"),
        (LAW, "样例法实施条例", "行政法规"),
        (LAW, "样例监督管理办法", "部门规章"),
        (LAW, "样例省实施〈样例法〉办法", "地方性法规"),
        (LAW, "样例市养犬管理条例", "地方性法规"),
        (LAW, "样例市养犬管理规定", "地方政府规章"),
        (LAW, "城市市容管理条例", "行政法规"),
        (LAW, "市场监管总局关于样例的意见", "规范性文件"),
        (DEPARTMENT, "青榆县农业农村局", "县级部门"),
        (DEPARTMENT, "社会事务办公室", "党政机构"),
        (DEPARTMENT, "河东村村民委员会", "村居"),
        (DEPARTMENT, "样例站", "事业单位"),
        (DEPARTMENT, "样例", ""),
    ],
)
def test_the_name_tells_rank_and_nature(kind: Kind, name: str, sort: str) -> None:
    one = Lacking(kind, name, (CellRef("表", 2, 3),), (name,), "")
    assert sort_of(one) == sort


def test_where_one_is_near_nothing_is_proposed() -> None:
    near = Lacking(DOCUMENT, "青样发〔2021〕8号", (), (), "青样发〔2021〕8号文", "")
    assert proposed(near).what == "" and proposed(near).other
    assert kind_of(Law) is LAW
