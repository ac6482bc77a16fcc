"""Templates and the values they print: a template names only what its page has, and decides nothing.

Jinja itself finds a wrong name only where a page comes upon it; here every name in every branch is looked up.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from jinja2 import nodes

from generator.desk.diff import page as _diff  # noqa: F401  each of them declares pages of its own
from generator.desk.towns import words as _towns  # noqa: F401  likewise
from generator.pages import rendering
from generator.pages.rendering import Page
from generator.preview import bar as _bar  # noqa: F401  likewise
from generator.site import contents as _contents  # noqa: F401  likewise

LONGEST = 260  # characters of a line
COMPARISONS = {"components.html": 1}  # the macro that prints a single line without a list
DECIDING = (nodes.And, nodes.Or, nodes.Test, nodes.CondExpr, nodes.Assign, nodes.BinExpr, nodes.Compare)


def _pages(base: type[Page] = Page) -> Iterator[type[Page]]:
    for page in base.__subclasses__():
        yield from _pages(page)
        if "template" in vars(page):
            yield page


PAGES = {f"{page.__module__}.{page.__qualname__}": page for page in _pages()}
each_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
NAMES = sorted(rendering.environment().list_templates(extensions=["html"]))
each_template = pytest.mark.parametrize("name", NAMES)


def _source(name: str) -> str:
    environment = rendering.environment()
    assert environment.loader
    return environment.loader.get_source(environment, name)[0]


@cache
def _parsed(name: str) -> nodes.Template:
    return rendering.environment().parse(_source(name))


def _with_parents(name: str) -> list[str]:
    """A template with those that it extends and includes, which print the same page."""
    found = [name]
    for node in _parsed(name).find_all((nodes.Extends, nodes.Include)):
        assert isinstance(node.template, nodes.Const)
        found += _with_parents(node.template.value)
    return found


# Types.


def _item(kind: Any) -> Any:
    """What a list of a type holds, None for what is not looked into."""
    args = get_args(kind)
    return args[0] if isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Sequence) and args else None


def _one(kind: Any) -> Any:
    """A type without None beside it."""
    if get_origin(kind) in (Union, UnionType):
        left = [each for each in get_args(kind) if each is not type(None)]
        return left[0] if len(left) == 1 else None
    return kind


@cache
def _attributes(kind: Any) -> Mapping[str, Any]:
    """The attributes of a dataclass, with their types."""
    hints = typing.get_type_hints(kind)
    properties = {
        name: typing.get_type_hints(value.fget).get("return")
        for base in kind.__mro__
        for name, value in vars(base).items()
        if isinstance(value, property)
    }
    return {**properties, **hints}


class _Lookup:
    """Looks up each name of a template in the types of its page; `used` are the attributes that are printed."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.used: set[tuple[type, str]] = set()

    def visit(self, node: nodes.Node, known: Mapping[str, Any]) -> None:
        if isinstance(node, nodes.For):
            self.type_of(node.iter, known)
            item = _item(_one(self.type_of(node.iter, known)))
            inner = {**known, node.target.name: item} if isinstance(node.target, nodes.Name) else known
            for child in (*node.body, *node.else_):
                self.visit(child, inner)
            return
        if isinstance(node, nodes.Macro):  # what it is called with is not known here
            known = {"page": known.get("page")}
        if isinstance(node, nodes.Getattr):
            self.type_of(node, known)
        for child in node.iter_child_nodes():
            self.visit(child, known)

    def type_of(self, node: nodes.Node, known: Mapping[str, Any]) -> Any:
        """The type of an expression, None where it is not looked into."""
        if isinstance(node, nodes.Name):
            return known.get(node.name)
        if not isinstance(node, nodes.Getattr):
            return None
        kind = _one(self.type_of(node.node, known))
        if not is_dataclass(kind):
            return None
        assert isinstance(kind, type)
        self.used |= {(base, node.attr) for base in kind.__mro__}
        if node.attr not in _attributes(kind):
            self.wrong.append(f"line {node.lineno}: {kind.__name__} has no {node.attr}")
        return _attributes(kind).get(node.attr)


@each_page
def test_a_template_names_what_its_page_has(page: type[Page]) -> None:
    look = _Lookup()
    for name in _with_parents(page.template):
        look.visit(_parsed(name), {"page": page})
    assert look.wrong == []
    idle = {field.name for field in fields(page)} - {name for kind, name in look.used if kind is page} - {"root"}
    properties = [value for value in vars(page).values() if isinstance(value, property)]
    assert properties or not idle, f"{page.template} prints nothing of {idle}"


@each_template
def test_a_template_loops_and_prints(name: str) -> None:
    """Whatever is compared, combined or reckoned is decided in Python, where a test reaches it."""
    found = [f"line {node.lineno}: {type(node).__name__}" for node in _parsed(name).find_all(DECIDING)]
    found += [
        f"line {node.lineno}: {node.name}"
        for node in _parsed(name).find_all(nodes.Filter)
        if node.name not in ("length", "join", "batch", "trim")
    ]
    assert len(found) == COMPARISONS.get(name, 0), found


@each_template
def test_lines_of_a_template_can_be_read(name: str) -> None:
    long = [number for number, line in enumerate(_source(name).splitlines(), 1) if len(line) > LONGEST]
    assert long == []


def test_every_template_is_printed() -> None:
    used = {name for page in PAGES.values() for name in _with_parents(page.template)}
    imported = {
        node.template.value
        for name in NAMES
        for node in _parsed(name).find_all((nodes.Import, nodes.FromImport))
        if isinstance(node.template, nodes.Const)
    }
    assert set(NAMES) == used | imported
