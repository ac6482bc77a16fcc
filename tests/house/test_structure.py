"""The house rules: who may import whom, what models are made of, what must be said of each rule."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest

from generator import rules
from generator.model.fields import Part, fields_of, parts_of
from generator.model.kinds import KINDS, LISTS
from generator.model.values import Choice, Leaf
from generator.problem import CODES
from generator.standards import tables
from tests.towns import ROOT, TOWN

PACKAGE = ROOT / "generator"

# The house, floor by floor: what stands on a line imports only what stands on lines above it.
# A folder stands as a whole; within one, modules import each other without going in circles.
FLOORS = """
causes problem processes versions
syntax
reports
standards
model
urls
attachments
privacy
reading
record
derive
rules
checked
pictures
sheets
opendata
pages
handbook
search
site
publication
files
forms
intake
asked
national
desk
editing
preview
chinese_click
commands
cli
__main__
"""
FLOOR = {name: number for number, line in enumerate(FLOORS.split("\n")) for name in line.split()}
ROOT_MODULES = 12  # at most so many at the root of the package

ONLY = {
    "yaml": "syntax.parser",
    "mkdocs": "site.engine",
    "properdocs": "site.engine",
    "pypinyin": "derive.pinyin",
    "segno": "pictures.qr",
    "pypdf": "attachments.pdf",
    "material": "site.engine",
    "quickjs": "search.interpreter",
    "rjsmin": "site.assets",
    "xlsxwriter": "sheets.workbook_writer",
    "python_calamine": "sheets.workbook_reader",
    "lxml": "sheets.web_tables",
}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "tools", "base"}
LONGEST = 330
# Tables that no field takes a choice from and no code names: published with the open data.
EXPORT_ONLY = {"权力来源", "行使层级", "实施主体性质", "职权类型字母"}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by its name below `generator`."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text("utf-8"))
    return found


def file_of(name: str) -> Path:
    """The file of a module."""
    path = PACKAGE.joinpath(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def imported(tree: ast.Module) -> set[str]:
    """What a module imports: names below `generator`, and the packages of others as `:name`."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{name.name}" for name in node.names}
            found |= {name if name.removeprefix("generator.") in modules() else node.module for name in inner}
    ours = {name.removeprefix("generator.") for name in found if name.startswith("generator.")}
    return ours | {":" + name.partition(".")[0] for name in found if not name.startswith("generator")}


def floor(module: str) -> int:
    """On which floor a module stands."""
    return FLOOR.get(module.partition(".")[0], -1)


def test_every_folder_stands_on_a_floor() -> None:
    tops = {name.partition(".")[0] for name in modules()} - {"__init__"}
    assert tops == set(FLOOR), "FLOORS says where each folder and each module at the root stands"
    assert len(list(PACKAGE.glob("*.py"))) <= ROOT_MODULES


def test_a_folder_imports_only_what_stands_before_it() -> None:
    wrong = [
        f"{name} imports {other}"
        for name, tree in modules().items()
        for other in imported(tree)
        if not other.startswith(":")
        and other.partition(".")[0] != name.partition(".")[0]
        and floor(other) >= floor(name)
    ]
    assert not wrong, wrong


def test_modules_do_not_import_in_circles() -> None:
    """To import a module is to import the packages it lies in: their `__init__` counts."""
    graph = {name: {other for other in imported(tree) if not other.startswith(":")} for name, tree in modules().items()}
    for name, others in graph.items():
        lies_in = {other[:dot] for other in others for dot, sign in enumerate(other) if sign == "."}
        others |= {package for package in lies_in if not f"{name}.".startswith(f"{package}.")}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        pytest.fail(" ← ".join(circle.args[1]))


def test_no_command_of_the_desk_imports_another() -> None:
    wrong = [
        f"{name} imports {other}"
        for name, tree in modules().items()
        for other in imported(tree)
        if name.startswith("desk.") and other.startswith("desk.") and name.split(".")[1] != other.split(".")[1]
    ]
    assert not wrong, wrong


def test_listing_loads_no_page(tmp_path: Path) -> None:
    """A command loads what it needs: `qingdan list` neither pages nor what draws them."""
    code = "import sys, contextlib, generator.cli as c; sys.argv = ['qingdan', 'list', '--root', %r]\ntry: c.main()\nexcept SystemExit: pass\nprint('|'.join(sys.modules))"
    town = str(TOWN)
    done = subprocess.run([sys.executable, "-c", code % town], capture_output=True, encoding="utf-8", check=True)
    loaded = set(done.stdout.splitlines()[-1].split("|"))
    assert "generator.record" in loaded
    heavy = {"jinja2", "segno", "mkdocs", "pypinyin", "xlsxwriter", "openpyxl"}
    assert not {name for name in loaded if name.partition(".")[0] in heavy or name.startswith("generator.pages")}


@pytest.mark.parametrize("library", ONLY)
def test_a_library_has_one_user(library: str) -> None:
    users = [name for name, tree in modules().items() if f":{library}" in imported(tree)]
    assert set(users) <= {ONLY[library]}, users


def test_two_modules_run_other_programs() -> None:
    """One asks git, one has LibreOffice write an old document anew."""
    users = {name for name, tree in modules().items() if ":subprocess" in imported(tree)}
    assert users == {"versions", "sheets.office_program"}


def test_nobody_asks_the_clock_chance_or_environment() -> None:
    """Today comes in at the top; the preview and the place of a build may look at time, the data path never."""
    clocks = {("datetime", "now"), ("date", "today"), ("datetime", "today"), ("datetime", "utcnow"), ("os", "environ")}
    wrong = []
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                pair = (node.value.id, node.attr)
                if pair in clocks and not (name == "checked" and pair == ("datetime", "now")):
                    wrong.append(f"{name}: {pair[0]}.{pair[1]}")
        if floor(name) < FLOOR["publication"] and {":random", ":uuid", ":time", ":secrets"} & imported(tree):
            wrong.append(f"{name} imports chance or time")
    assert not wrong, wrong


def test_modules_are_short_and_named_for_what_they_hold() -> None:
    long = {name: n for name in modules() if (n := len(file_of(name).read_text("utf-8").splitlines())) > LONGEST}
    drawers = [name for name in modules() if name.rpartition(".")[2] in DRAWERS]
    assert not long and not drawers, (long, drawers)


def _documented(tree: ast.Module, name: str) -> list[str]:
    missing = [] if ast.get_docstring(tree) else [f"{name} (the module)"]
    if name == "__init__" or name == "__main__":
        return missing
    for node in tree.body:
        public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        command = public and any("help" in ast.dump(decorator) for decorator in node.decorator_list)
        if public and not command and not ast.get_docstring(node):
            missing.append(f"{name}.{node.name}")
    return missing


def test_everything_public_says_what_it_is() -> None:
    missing = [line for name, tree in modules().items() for line in _documented(tree, name)]
    assert not missing, missing


def test_nobody_says_by_whom_it_is_used() -> None:
    """What uses a module is asked of the imports; a sentence about it is soon wrong."""
    files = [path for folder in (PACKAGE, ROOT / "tests") for path in folder.rglob("*.py")]
    assert len(files) > 300
    said = "Used" + " by"
    assert not [str(path.relative_to(ROOT)) for path in files if said in path.read_text("utf-8")]


def test_a_check_that_is_let_off_says_why() -> None:
    """Behind `type: ignore` and `noqa` stands the reason; a line that the formatter shall leave needs none."""
    bare = re.compile(r"#\s*(?:type: ignore|noqa)(?:\[[\w, -]+\]|: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*)?[\s#]*$", re.M)
    assert bare.search("x = 1  # type: ignore[misc]") and bare.search("x = 1  # noqa: E731  #")
    assert not bare.search("x = 1  # noqa: E731  asked anew each time")
    files = [path for folder in (PACKAGE, ROOT / "tests") for path in folder.rglob("*.py") if path != Path(__file__)]
    assert not [str(path.relative_to(ROOT)) for path in files if bare.search(path.read_text("utf-8"))]


def test_every_rule_says_what_holds_and_for_whom() -> None:
    for code, function in rules.RULES:
        assert inspect.getdoc(function), code.number
        assert code.protects.partition("：")[2] and code.rule, code.number
    numbers = [code.number for code, _ in rules.RULES]
    assert len(set(numbers)) == len(numbers)


def test_no_rule_is_left_out() -> None:
    written = {name for name, tree in modules().items() if "rules.rule" in imported(tree)} - {"rules"}
    assert {subject.__name__.removeprefix("generator.") for subject in rules.SUBJECTS} == written


def test_every_code_says_what_to_do_or_the_check_does() -> None:
    for code in CODES.values():
        assert code.rule and not code.rule.endswith("。"), code.number
        assert code.protects, code.number


# Models.


def _models() -> list[type[Part]]:
    tops = [*(kind.model for kind in KINDS), *(kind.model for kind in LISTS)]
    return list(dict.fromkeys(part for top in tops for part in parts_of(top)))


def _leaves(annotation: Any) -> list[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _leaves(get_args(annotation)[0])
    if origin is tuple:
        item, dots = get_args(annotation)
        return [*_leaves(item), *([] if dots is Ellipsis else [dots])]
    return [annotation] if origin is None else [origin]


@pytest.mark.parametrize("model", _models(), ids=lambda model: model.__name__)
def test_models_are_made_of_our_own_scalars(model: type[Part]) -> None:
    for name, info in model.model_fields.items():
        for leaf in _leaves(info.annotation):
            assert isinstance(leaf, type) and issubclass(leaf, Leaf | Part), f"{model.__name__}.{name}: {leaf}"


@pytest.mark.parametrize("model", _models(), ids=lambda model: model.__name__)
def test_a_name_is_given_once(model: type[Part]) -> None:
    specs = fields_of(model)
    assert len({spec.name for spec in specs}) == len(specs)
    assert all(spec.name.strip() == spec.name and not spec.name.isascii() for spec in specs)
    assert all(spec.meaning or spec.example for spec in specs), [s.name for s in specs if not (s.meaning or s.example)]


def test_no_second_list_of_fields() -> None:
    """A model that declares a field anew says the same as the one it comes from would be a second list."""
    for model in _models():
        own = set(model.__annotations__)
        for parent in model.__mro__[1:]:
            if issubclass(parent, Part) and parent is not Part:
                again = own & set(getattr(parent, "__annotations__", {}))
                assert not again - {"id", "standing", "checked"}, (model.__name__, parent.__name__, again)


def test_tables_are_used_and_fields_have_tables() -> None:
    known = {*(table["名称"] for table in tables.load("code_lists.yml")["代码表"]), tables.LIFE_STAGES}
    taken = {
        spec.type.table
        for model in _models()
        for spec in fields_of(model)
        if spec.type and issubclass(spec.type, Choice)
    }
    assert taken <= known
    named = {
        node.value
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not known - taken - named - EXPORT_ONLY, known - taken - named - EXPORT_ONLY
    assert known >= EXPORT_ONLY and not EXPORT_ONLY & taken


def test_paths_in_rules_name_fields() -> None:
    """What a rule points to is a field of some list: a renamed field must not leave a rule behind."""
    names = {spec.name for model in _models() for spec in fields_of(model)}
    wrong = []
    for name, tree in modules().items():
        if not name.startswith("rules."):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                paths = [node.args[1], *(word.value for word in node.keywords if word.arg == "lacks")]
                wrong += [
                    f"{name}:{part.lineno} {part.value}"
                    for path in paths
                    for part in (path.elts if isinstance(path, ast.Tuple) else [])
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value not in names
                ]
    assert not wrong, wrong
