"""Open data: every JSON and CSV read again, the same facts as the record, marks and masks in every row."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from generator import urls
from generator.derive.disclosure import disclosure
from generator.derive.town import Publication, Town, derive
from generator.model.fields import fields_of, published
from generator.model.kind import Kind
from generator.model.values import NOTHING
from generator.opendata import catalogue, sitemap
from generator.opendata import csv as opendata_csv
from generator.opendata import rows as opendata
from generator.opendata.columns import columns
from generator.opendata.rows import DERIVED, OPEN_LISTS
from generator.opendata.sitemap import Listed
from generator.site.contents import Build
from tests.towns import DAY, REAL, derived


@pytest.fixture(scope="module")
def written(town: Town) -> dict[str, bytes]:
    return dict(catalogue.files(town))


def _csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _plain(cell: str) -> str:
    return cell.removeprefix("'")


def _names(value: Any) -> Iterator[str]:
    """Every text in a row."""
    if isinstance(value, dict):
        for part in value.values():
            yield from _names(part)
    elif isinstance(value, list):
        for part in value:
            yield from _names(part)
    elif value is not None:
        yield value


def test_every_file_reads_again_and_no_path_is_written_twice(town: Town, written: dict[str, bytes]) -> None:
    paths = [path for path, _ in catalogue.files(town)]
    assert len(paths) == len(set(paths)) == len(written)
    for path, content in written.items():
        assert not path.startswith("/") and "//" not in path and "://" not in path, path
        if path.endswith((".json", ".jsonld")):
            json.loads(content)
        elif path.endswith(".txt"):
            assert content.decode()
        else:
            _csv(content)


def test_every_entry_stands_in_its_list_its_table_and_its_own_file(town: Town, written: dict[str, bytes]) -> None:
    for list_ in OPEN_LISTS:
        rows = json.loads(written[list_.file("json")])
        assert len(_csv(written[list_.file("csv")])) == len(rows) == len(list(opendata.rows(town, list_)))
        if isinstance(list_.kind, Kind):
            assert [row["编号"] for row in rows] == [str(id_) for id_ in town.record.list_of(list_.kind)]
            for row in rows:
                own = json.loads(written[f"{urls.of_id(row['编号'])}{row['编号']}.json"])
                assert own == row


def test_the_index_counts_what_there_is(town: Town, written: dict[str, bytes]) -> None:
    index = json.loads(written["data/v1/index.json"])
    assert index["截至"] == DAY.isoformat()
    assert index["发布状态"] == str(town.record.town.state)
    for listed in index["清单"]:
        rows = json.loads(written[f"data/v1/{listed['json']}"])
        assert f"data/v1/{listed['csv']}" in written
        assert listed["条数"] == len(rows)
        assert listed["其中示例"] == sum(row["资料性质"] == "示例" for row in rows)


def test_rows_say_what_the_record_says(town: Town, written: dict[str, bytes]) -> None:
    """Field by field: nothing lost, nothing added but what is documented."""
    for list_ in OPEN_LISTS:
        if not isinstance(list_.kind, Kind):
            continue
        for row, entry in zip(
            json.loads(written[list_.file("json")]), town.record.list_of(list_.kind).values(), strict=True
        ):
            if row.get("状态") == "误发" or list_.name == "decisions":
                continue
            known = set(DERIVED)
            for spec in fields_of(list_.model):
                value = getattr(entry, spec.attribute)
                known |= {spec.name, spec.name + opendata.ID_OF}
                if value is None:
                    assert spec.name not in row
                elif not spec.part:
                    said = [str(item).rstrip("\n") for item in value] if spec.many else str(value).rstrip("\n")
                    assert row[spec.name] == said, (row["编号"], spec.name)
                elif spec.many:
                    assert len(row[spec.name]) == len(value)
            assert set(row) <= known, set(row) - known


def test_ids_beside_references_lead_to_entries(town: Town, written: dict[str, bytes]) -> None:
    def check(value: Any) -> None:
        for key, part in value.items():
            for item in part if isinstance(part, list) else [part]:
                if isinstance(item, dict):
                    check(item)
                elif key != "编号" and key.endswith("编号") and key.removesuffix("编号") in value:
                    assert item is None or town.record.get(item) is not None, (key, item)

    for list_ in OPEN_LISTS:
        for row in json.loads(written[list_.file("json")]):
            check(row)


def test_a_reference_names_what_it_names(sample: Town) -> None:
    row = opendata.row_of(sample.record.get("q001"), sample)
    assert row["放权文件"] == "青政发〔2025〕9号" and row["放权文件编号"] == "w001"
    assert row["实施依据编号"] == ["g011", "g101"]
    repealed = opendata.row_of(sample.record.get("g102"), sample)
    assert sample.record.get(repealed["被代替编号"]).name == repealed["被代替"]
    own = opendata.row_of(sample.record.get("w001"), sample)
    assert "文号编号" not in own


def test_nothing_and_not_known_differ(sample: Town) -> None:
    entry = sample.record.get("z301")
    assert entry.town_duties is NOTHING and entry.handler is NOTHING
    row = opendata.row_of(entry, sample)
    assert row["镇里的职责"] == [] and row["承办机构"] == "无" and "主责部门" not in row


def test_what_follows_from_mode(sample: Town) -> None:
    own, delegated = (opendata.row_of(sample.record.get(id_), sample) for id_ in ("q001", "q101"))
    assert own["决定书落谁的名"] == "禾泉镇人民政府" and own["权力来源"] == "2 上级下放"
    assert delegated["决定书落谁的名"] == "青榆县自然资源和规划局" and delegated["实施主体性质"] == "3 受委托组织"
    assert "决定书落谁的名" not in opendata.row_of(sample.record.get("q104"), sample)  # taken back


def test_every_row_says_how_sure_it_is(town: Town, written: dict[str, bytes]) -> None:
    for list_ in OPEN_LISTS:
        rows, table = json.loads(written[list_.file("json")]), _csv(written[list_.file("csv")])
        for row, line in zip(rows, table, strict=True):
            assert row["资料性质"] in ("官方", "法条整理", "示例")
            assert row["示例"] == ("是" if row["资料性质"] == "示例" else "否")
            assert (line["资料性质"], line["示例"]) == (row["资料性质"], row["示例"])
            assert urls.relative(row["本站网址"], "") == (row["本站网址"] or "./")


def test_what_the_program_adds_takes_no_name_of_the_record() -> None:
    """A department's own 复议机关 is the only name that both use; departments get none derived."""
    for list_ in OPEN_LISTS:
        names = {spec.name for spec in fields_of(list_.model)}
        shared = names & set(DERIVED) - ({"复议机关"} if list_.name == "departments" else set())
        assert list_.name == "town" or not shared, (list_.name, shared)
        assert not {name for name in names if name.endswith("编号") and name.removesuffix("编号") in names - {""}}


def test_cells_say_what_the_rows_say(town: Town, written: dict[str, bytes]) -> None:
    for list_ in OPEN_LISTS:
        for row, line in zip(json.loads(written[list_.file("json")]), _csv(written[list_.file("csv")]), strict=True):
            for name, value in row.items():
                if isinstance(value, str) and name in line:
                    assert _plain(line[name]) == value, name
                elif isinstance(value, dict):
                    for inner, part in value.items():
                        if isinstance(part, str) and not inner.endswith("编号"):
                            assert _plain(line[f"{name}·{inner}"]) == part
                elif isinstance(value, list) and not name.endswith("编号"):
                    assert all(text in _plain(line[name]) for item in value for text in _shown(item)), name


def _shown(value: Any) -> Iterator[str]:
    """The texts of an item that the cell must show: all but ids."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name.removesuffix("编号") == name or name.removesuffix("编号") not in value:
                yield from _names(part)
    else:
        yield from _names(value)


def test_model_dictionary_schema_headers_and_package_are_one_list(written: dict[str, bytes]) -> None:
    dictionary = json.loads(written["data/v1/dictionary.json"])["清单"]
    said = json.loads(written["data/v1/schema.json"])["$defs"]
    packed = {one["name"]: one for one in json.loads(written["data/v1/datapackage.json"])["resources"]}
    paths = json.loads(written["data/v1/openapi.json"])["paths"]
    assert dictionary.keys() == said.keys() == {list_.name for list_ in OPEN_LISTS}
    for list_ in OPEN_LISTS:
        header = written[list_.file("csv")].decode("utf-8-sig").split("\r\n", 1)[0].split(",")
        lines = [line["名称"] for line in dictionary[list_.name]]
        assert len(lines) == len(set(lines)) and set(header) <= {*lines}, list_.name
        assert {line.partition("·")[0] for line in lines} == {name.partition("·")[0] for name in header}
        assert header == ["·".join(path) for path in columns(list_)]
        fields = {spec.name for spec in published(list_.model)} | {"资料性质", *opendata.added(list_)}
        ids = {spec.name + "编号" for spec in published(list_.model) if opendata.names_entries(spec)}
        assert set(said[list_.name]["properties"]) == fields | ids
        assert {line for line in lines if "·" not in line} == fields
        assert f"/{list_.file('json')}" in paths
        if list_.name in packed:
            assert [field["name"] for field in packed[list_.name]["schema"]["fields"]] == header


def test_the_columns_of_the_first_version_stand_where_they_stood() -> None:
    """tests/opendata/columns-0.1.0.json was written once by the program of 0.1.0 and stays as it is."""
    before = json.loads(Path(__file__).with_name("columns-0.1.0.json").read_bytes())
    for list_ in OPEN_LISTS:
        names = ["·".join(path) for path in columns(list_)]
        assert names[: len(before.get(list_.name, ()))] == before.get(list_.name, []), list_.name


def test_what_is_published_is_what_its_schema_says(written: dict[str, bytes]) -> None:
    """By jsonschema, and with no field that the schema does not know."""
    whole = json.loads(written["data/v1/schema.json"])
    Draft202012Validator.check_schema(whole)
    for list_ in OPEN_LISTS:
        strict = _strict(whole["$defs"][list_.name])
        Draft202012Validator({"type": "array", "items": strict}).validate(json.loads(written[list_.file("json")]))
    wrong = json.loads(written["data/v1/powers.json"])[0] | {"类型": ["行政许可"]}
    assert not Draft202012Validator(whole["$defs"]["powers"]).is_valid(wrong)


def _strict(schema_: Any) -> Any:
    """A schema that refuses what it does not know."""
    if isinstance(schema_, list):
        return [_strict(part) for part in schema_]
    if not isinstance(schema_, dict):
        return schema_
    said = {name: _strict(part) for name, part in schema_.items()}
    return said | {"additionalProperties": False} if isinstance(said.get("properties"), dict) else said


def test_sizes_and_digests_are_those_of_the_files(town: Town, written: dict[str, bytes]) -> None:
    index = json.loads(written["data/v1/index.json"])
    for listed in index["清单"]:
        for form in ("json", "csv"):
            content = written[f"data/v1/{listed[form]}"]
            assert (listed[f"{form}字节"], listed[f"{form}的sha256"]) == (len(content), sha256(content).hexdigest())
        days_ = [row.get("最后变动", "") for row in json.loads(written[f"data/v1/{listed['json']}"])]
        assert listed["最后变动"] == max(days_, default="")
    for one in json.loads(written["data/v1/datapackage.json"])["resources"]:
        content = written[f"data/v1/{one['path']}"]
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")
        assert all(line["示例"] == "否" for line in _csv(content))
    assert {"数据结构", "数据包", "接口说明", "哪天变了哪些", "各条的经过"} <= index.keys()
    assert all(
        f"data/v1/{index[name]}" in written
        for name in ("数据字典", "数据结构", "数据包", "接口说明", "哪天变了哪些", "各条的经过")
    )


def test_terms_of_use_are_the_towns_own(sample: Town, real: Town) -> None:
    assert catalogue.licence(sample) == str(sample.record.town.licence)
    assert real.record.town.licence is None and catalogue.licence(real) == "未声明"


def test_examples_are_in_no_timeline_and_no_list_of_changes(town: Town, written: dict[str, bytes]) -> None:
    examples = {str(entry.id) for entry in town.record.entries() if entry.is_example or entry.mistaken}
    for name in ("timeline", "changes"):
        ids = {
            row["编号"]
            for row in json.loads(written[f"data/v1/{name}.json"])
            if name == "timeline" or "撤下" not in row
        }
        assert ids and not {id_ for id_ in ids & examples if not town.record.get(id_).mistaken or name == "timeline"}


def test_the_timeline_says_what_each_entry_was(sample: Town) -> None:
    rows = {row["编号"]: row for row in json.loads(dict(catalogue.files(sample))["data/v1/timeline.json"])}
    first, second = rows["q001"]["经过"]
    assert (first["从哪天起"], first["动作"], first["当时"]) == ("2025-07-01", "承接", {"名称": "大型户外广告设置审核"})
    assert (second["哪次调整"], "当时" in second) == ("t2026001", False)
    assert rows["q104"]["经过"][-1]["状态"] == "收回"


@pytest.mark.parametrize(
    "cell", ["=1+1", "+86", "-1", "@x", "＝1", "\tx", "\rx", "000117025000", "1234567890123", "1E5", "'x"]
)
def test_a_spreadsheet_leaves_cells_alone(cell: str) -> None:
    assert opendata_csv.guarded(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "12345", "2026-04-08", "0000-0000101", "7个工作日", "370102001000X"])
def test_ordinary_cells_stay(cell: str) -> None:
    assert opendata_csv.guarded(cell) == cell


def test_no_cell_is_a_formula(written: dict[str, bytes]) -> None:
    for path, content in written.items():
        if path.endswith(".csv"):
            for line in _csv(content):
                assert not [cell for cell in line.values() if cell and cell[0] in "=+-@＝＋－＠\t\r\n"], path


def test_names_of_natural_persons_are_masked_everywhere(sample: Town) -> None:
    persons = {str(d.id): str(d.party) for d in sample.record.decisions.values() if d.party_kind == "自然人"}
    assert persons
    assert opendata.row_of(sample.record.get("c2026004"), sample)["行政相对人名称"] == "石某某"
    files = dict(catalogue.files(sample))
    for id_, name in persons.items():  # a namesake may well be another decision's legal representative
        lines = [line for line in _csv(files["data/v1/decisions.csv"]) if line["编号"] == id_]
        assert name not in files[f"{urls.of_id(id_)}{id_}.json"].decode()
        assert len(lines) == 1 and not [cell for cell in lines[0].values() if name in cell]


def test_a_name_in_the_facts_is_masked_too(sample: Town) -> None:
    decision = sample.record.get("c2026004")
    facts = type(decision.facts)(f"当事人{decision.party}没有批准")
    row = opendata.row_of(decision.model_copy(update={"facts": facts}), sample)
    assert row["违法事实"] == "当事人石某某没有批准"


def test_what_was_withdrawn_leaves_only_its_notice(sample: Town) -> None:
    days = ("首次发布", "最后变动", "区划代码")
    wrong = opendata.row_of(sample.record.get("q210"), sample)
    assert set(wrong) == {"编号", "名称", "资料性质", "示例", "本站网址", "状态", "终止", *days}
    withdrawn = opendata.row_of(sample.record.get("c2026002"), sample)
    assert set(withdrawn) == {"编号", "资料性质", "示例", "本站网址", "种类", "状态", "撤回", *days}
    assert withdrawn["状态"] == "已撤回"


def test_a_decision_leaves_when_its_time_is_over(sample: Town) -> None:
    decision = sample.record.get("c2026001")
    last = disclosure(decision, DAY).period.end
    assert opendata.row_of(decision, derive(sample.record, last))["公示到"] == last.isoformat()
    after = opendata.row_of(decision, derive(sample.record, last + timedelta(days=1)))
    assert set(after) == {"编号", "资料性质", "示例", "本站网址", "种类", "状态", "首次发布", "最后变动", "区划代码"}


def test_the_dictionary_explains_every_key(written: dict[str, bytes]) -> None:
    dictionary = json.loads(written["data/v1/dictionary.json"])
    for name, lines in dictionary["清单"].items():
        explained = {line["名称"] for line in lines} | set(dictionary["程序加的"]) | {"资料性质"}
        for row in json.loads(written[f"data/v1/{name}.json"]):
            assert {key for key in row if key not in explained and key.removesuffix("编号") not in explained} == set()


def test_an_edition_has_workbooks_and_one_package(town: Town, written: dict[str, bytes]) -> None:
    """Both without examples: what leaves the page in a package has lost its page."""
    made = dict(catalogue.files(replace(town, publication=Publication(1, DAY, ""))))
    more = {path for path in made if path not in written}
    index = json.loads(made["data/v1/index.json"])
    assert more == {"data/v1/all.zip", *(f"data/v1/{one['xlsx']}" for one in index["清单"] if "xlsx" in one)}
    with zipfile.ZipFile(io.BytesIO(made["data/v1/all.zip"])) as packed:
        for one in json.loads(packed.read("datapackage.json"))["resources"]:
            content = packed.read(one["path"])
            assert one["hash"] == f"sha256:{sha256(content).hexdigest()}"
            assert all(line["示例"] == "否" for line in _csv(content))
        assert len(json.loads(packed.read("datapackage.json"))["resources"]) == len(OPEN_LISTS)
    for list_ in OPEN_LISTS:
        rows = [row for row in json.loads(written[list_.file("json")]) if row["示例"] == "否"]
        assert (list_.file("xlsx") in made) == bool(rows)
        if rows and list_.name in ("powers", "departments", "officers"):
            sheet = openpyxl.load_workbook(io.BytesIO(made[list_.file("xlsx")])).active
            head, *lines = [[cell or "" for cell in line] for line in sheet.iter_rows(values_only=True)]
            assert len(lines) == len(rows) and set(head) <= {"·".join(path) for path in columns(list_)}
            assert all(any(column) for column in zip(*lines, strict=True))
            for line, row in zip(lines, rows, strict=True):
                said = dict(zip(head, line, strict=True))
                assert all(
                    said[name] == value
                    for name, value in row.items()
                    if isinstance(value, str) and value and name in said
                )


def test_the_same_record_gives_the_same_bytes(town: Town, written: dict[str, bytes]) -> None:
    assert dict(catalogue.files(town)) == written


def test_a_demonstration_asks_to_be_left_out() -> None:
    files = dict(sitemap.files(derived(REAL), [Listed("a/", None, True)]))
    assert files.keys() == {"robots.txt"}
    assert b"\nDisallow: /\n" in files["robots.txt"]


def test_the_sitemap_holds_indexed_pages_with_the_days_of_the_record(sample: Town) -> None:
    pages = [Listed("b/", DAY, True), Listed("a/&/", None, True), Listed("c/", None, False)]
    files = dict(sitemap.files(sample, pages))
    text = files["sitemap.xml"].decode()
    assert "<loc>https://www.example.gov.cn/hequan/a/&amp;/</loc></url>" in text
    assert "<loc>https://www.example.gov.cn/hequan/b/</loc><lastmod>2026-11-22</lastmod>" in text
    assert "/c/" not in text
    assert files["robots.txt"].decode().endswith("Sitemap: https://www.example.gov.cn/hequan/sitemap.xml\n")


def test_the_exports_are_part_of_the_build(sample: Town) -> None:
    build = Build(sample)
    paths = {path for path, _ in (*build.files(), *build.told([Listed("", None, True)]))}
    assert {
        "data/v1/index.json",
        "data/v1/powers.csv",
        "authority/q001/q001.json",
        "robots.txt",
        "sitemap.xml",
    } <= paths
