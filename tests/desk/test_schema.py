"""The editor's schemas say what the reader says, asked by a library that knows nothing of either."""

from __future__ import annotations

import copy
import json
import re
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from generator import record
from generator.desk.schema import json_schema
from generator.model.fields import Grade, fields_of
from generator.model.kinds import KINDS, LISTS
from generator.model.values import Choice
from generator.reading import reader
from generator.reading.folder import model_of
from generator.syntax import parser, tree
from tests.qingdan import run
from tests.towns import ROOT, TOWN

EVERY = (*KINDS, *LISTS)
SAMPLE, _ = record.read(TOWN)
FILES = [
    pytest.param(file, id=f"{place}/{file.path}")
    for place, town in (("town", SAMPLE), ("record", record.read(ROOT)[0]))
    for file in town.files.values()
]


@cache
def validator(kind) -> Draft202012Validator:
    return Draft202012Validator(json_schema.schema(kind))


def kind_of(path: str):
    return next(kind for kind in EVERY if kind.model is model_of(path.removeprefix("powers/")))


def typed(node: tree.Node) -> Any:
    """A tree as an editor's YAML 1.2 core schema types it."""
    if isinstance(node, tree.Mapping):
        return {key: typed(value) for key, (_, value) in node.pairs.items()}
    if isinstance(node, tree.Sequence):
        return [typed(item) for item in node.items]
    assert isinstance(node, tree.Scalar)
    text = node.text
    if not node.plain:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text.lower() in ("true", "false") and text in (text.lower(), text.upper(), text.capitalize()):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.attribute)
def test_schemas_are_schemas(kind):
    made = json_schema.schema(kind)
    Draft202012Validator.check_schema(made)
    assert json.dumps(made) == json.dumps(json_schema.schema(kind))
    for spec in fields_of(kind.model):
        shown = made["properties"][spec.name]
        assert shown["title"] == spec.name and spec.note.grade in shown["description"]
    assert list(made["properties"]) == [spec.name for spec in fields_of(kind.model)]
    assert not re.search("[a-z]{3}", " ".join(made["$defs"])), "a clerk sees these names"


@pytest.mark.parametrize("file", FILES)
def test_a_file_holds_for_the_editor_as_for_the_reader(file):
    kind = kind_of(file.path)
    reading = reader.read(file.content, kind.model)
    errors = [error.message for error in validator(kind).iter_errors(typed(parser.parse(file.content).root))]
    assert bool(errors) == bool(reading.faults), (errors, reading.faults)


def fullest(kind) -> dict[str, Any]:
    """The file of a list that fills the most fields."""
    files = [file for file in SAMPLE.files.values() if kind_of(file.path) is kind]
    data = [reader.read(file.content, kind.model).data for file in files]
    return max(data, key=lambda item: len(json.dumps(item)))


def agree(kind, data: dict[str, Any]) -> bool:
    """Whether a file holds, provided that schema and reader say the same."""
    written = json.dumps(data, ensure_ascii=False).replace(": null", ': ""').replace("[null]", '[""]').encode()
    faults = reader.read(written, kind.model).faults
    errors = [error.message for error in validator(kind).iter_errors(data)]
    assert bool(errors) == bool(faults), (errors, [fault.message for _, fault in faults], data)
    return not errors


def places(data: Any, model) -> list[tuple[tuple, Any]]:
    """Every field that is filled in a file, with what the model says of it: ((…, 名称), spec)."""
    found = []
    for spec in fields_of(model):
        if spec.name not in data:
            continue
        found.append(((spec.name,), spec))
        value = data[spec.name]
        if spec.part and isinstance(value, dict):
            found += [((spec.name, *path), below) for path, below in places(value, spec.part)]
        elif spec.part and isinstance(value, list):
            found += [((spec.name, 0, *path), below) for path, below in places(value[0], spec.part)]
    return found


def changed(data: dict[str, Any], path: tuple, value: Any) -> dict[str, Any]:
    """A copy with one field changed; dropped where the value is `...`."""
    data = copy.deepcopy(data)
    holder: Any = data
    for step in path[:-1]:
        holder = holder[step]
    if value is ...:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return data


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.attribute)
def test_schema_and_reader_agree_on_what_is_wrong(kind):
    data = fullest(kind)
    assert agree(kind, data)
    assert not agree(kind, data | {"没有的格子": "甲"})
    for path, spec in places(data, kind.model):
        must = spec.note.grade is Grade.MUST
        assert agree(kind, changed(data, path, ...)) is not must
        if len(path) == 1:
            assert agree(kind, changed(data, path, None)) is not must
        agree(kind, changed(data, path, "无"))
        assert not agree(kind, changed(data, path, {"没有的格子": "甲"}))
        if spec.many:
            assert agree(kind, changed(data, path, spec.example if spec.one_line else "甲")) is spec.one_line
            assert agree(kind, changed(data, path, [])) is not must
            assert not agree(kind, changed(data, path, [None]))
        else:
            assert not agree(kind, changed(data, path, ["甲"]))
        if spec.part:
            assert not agree(kind, changed(data, path, ["甲"] if spec.many else "甲"))
        elif issubclass(spec.type, Choice):
            assert not agree(kind, changed(data, path, ["没有这一项"] if spec.many else "没有这一项"))


@pytest.mark.parametrize(
    ("field", "value", "holds"),
    [
        ("年度", 2025, True),
        ("年度", "2025", True),
        ("年度", "二〇二五", False),
        ("公布日期", "2026-01-20", True),
        ("公布日期", 20260120, False),
        ("公布日期", "2026年1月20日", False),
        ("执法人员数", 9, True),
        ("执法人员数", None, True),
        ("执法人员数", "无", True),
        ("执法人员数", "九", False),
    ],
)
def test_what_an_editor_takes_for_a_number(field, value, holds):
    kind = next(kind for kind in LISTS if kind.attribute == "statistics")
    assert validator(kind).is_valid(fullest(kind) | {field: value}) is holds


def test_a_section_left_empty_is_no_error():
    kind = next(kind for kind in KINDS if kind.letter == "q")
    data = fullest(kind)
    for empty in (None, {}, {"文号": None, "期限": None}):
        assert validator(kind).is_valid(data | {"委托书": empty})
    assert not validator(kind).is_valid(data | {"委托书": {"文号": "青自然资委〔2025〕3号", "期限": None}})


def test_the_towns_own_list_is_offered(root: Path) -> None:
    """领域 takes what the town's plan names; where the town lists none, whatever is written."""
    town = root / "powers/town.yml"
    for areas in (["产业发展", "公共服务"], []):
        text = re.sub("^领域:.*\n(  - .*\n)*", "", town.read_text("utf-8"), flags=re.M)
        town.write_text(text + (f"领域: [{', '.join(areas)}]\n" if areas else ""), "utf-8")
        assert run("schema", root=root).exit_code == 0
        made = json.loads((root / ".vscode/schema/powers.json").read_text("utf-8"))
        offered = made["properties"]["领域"].get("enum")
        assert offered == ([*areas, None] if areas else None)
        book = root / f"清单{len(areas)}.xlsx"
        assert run("export", book, "权力清单", root=root).exit_code == 0
        choices = {cell.value for row in openpyxl.load_workbook(book)["选项"].iter_rows() for cell in row}
        assert ("产业发展" in choices) == bool(areas)


def test_every_file_has_one_schema():
    for file in SAMPLE.files.values():
        matching = [kind for kind in EVERY if any(fnmatchcase(file.path, glob) for glob in json_schema.globs(kind))]
        assert matching == [kind_of(file.path)], file.path


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_command_writes_the_same_again(tmp_path):
    first = run("schema", root=tmp_path)
    assert first.exit_code == 0 and "写好了 .vscode/settings.json" in first.output
    before = contents(tmp_path)
    assert len(before) == len(EVERY) + 2
    assert run("schema", root=tmp_path).exit_code == 0 and contents(tmp_path) == before
    settings = json.loads(before[".vscode/settings.json"])
    for path, globs in settings["yaml.schemas"].items():
        assert path in before and globs
    assert settings["yaml.format.enable"] is False
    assert json.loads(before[".vscode/extensions.json"])["recommendations"] == ["redhat.vscode-yaml"]


def test_settings_of_others_stay(tmp_path):
    folder = tmp_path / ".vscode"
    folder.mkdir()
    theirs = {
        "editor.fontSize": 16,
        "yaml.format.enable": True,
        "yaml.schemas": {"a.json": ["a.yml"], ".vscode/schema/gone.json": ["b.yml"]},
    }
    (folder / "settings.json").write_text(json.dumps(theirs), "utf-8")
    (folder / "extensions.json").write_text(json.dumps({"recommendations": ["a.b"]}), "utf-8")
    assert run("schema", root=tmp_path).exit_code == 0
    settings = json.loads((folder / "settings.json").read_text("utf-8"))
    assert settings["yaml.format.enable"] is True, "who wants another formatter keeps it"
    assert settings["editor.fontSize"] == 16 and settings["yaml.schemas"]["a.json"] == ["a.yml"]
    assert ".vscode/schema/gone.json" not in settings["yaml.schemas"]
    assert len(settings["yaml.schemas"]) == len(EVERY) + 1
    assert json.loads((folder / "extensions.json").read_text("utf-8"))["recommendations"] == [
        "a.b",
        "redhat.vscode-yaml",
    ]


def test_settings_with_comments_are_left_to_their_owner(tmp_path):
    folder = tmp_path / ".vscode"
    folder.mkdir()
    (folder / "settings.json").write_text('{\n  // 字号\n  "editor.fontSize": 16\n}\n', "utf-8")
    done = run("schema", root=tmp_path)
    assert done.exit_code == 0 and "没有动 .vscode/settings.json" in done.output and "powers/authority" in done.output
    assert "// 字号" in (folder / "settings.json").read_text("utf-8")


def test_another_folder(tmp_path):
    assert run("schema", "--out", "schema", root=tmp_path).exit_code == 0
    assert (tmp_path / "schema/powers.json").is_file()
    assert "schema/powers.json" in json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
