"""A page before the theme draws its frame, and the templates that make it.

In: a URL, a title, a template and its values. Out: a `Body`. Used by every module of `pages/`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro, missing
from markupsafe import Markup, escape


class PageKind(StrEnum):
    """What a page is to the official page labels (国办发〔2017〕47号): the site, a column, an article."""

    SITE = "site"
    COLUMN = "column"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Body:
    """One page: `url` below the root, plain `title`, `html` of the article.

    `description` is one sentence for shared links; `crumbs` lead to the page, as (title, url below
    the root); `day` is the date the page's facts bear, from the record; `indexed` is false for what
    a search engine must not take for fact; `scripts` are files of assets/ that this page loads beside
    those that every page loads.
    """

    url: str
    title: str
    html: str
    description: str
    kind: PageKind = PageKind.ARTICLE
    crumbs: tuple[tuple[str, str], ...] = ()
    day: date | None = None
    indexed: bool = True
    scripts: tuple[str, ...] = ()


_special_in = re.compile("[&<>'\"]").search


def quoted(value: object) -> str:
    """A value as it may stand in HTML: what `escape` gives, faster where there is nothing to escape.

    `escape` wraps every text anew; a page has some hundred, and hardly one holds a special character.
    """
    text = value if isinstance(value, str) else str(value)
    return text if isinstance(text, Markup) or not _special_in(text) else escape(text)


def markup(text: str) -> Markup:
    """HTML as such: what `Markup` gives, without its asking first whether the text is an object that can show itself."""
    return str.__new__(Markup, text)


class _Macro(Macro):
    """A macro called by position, and with what it is called around: all that templates here do."""

    def __call__(self, *given: Any, caller: Any = missing) -> Markup:
        left = (missing,) * (self._argument_count - len(given))
        return markup(self._func(*given, *left, caller) if self.caller else self._func(*given, *left))


class _Templates(Environment):
    """Templates that print through `quoted` and call as Python does: nothing they call asks for their context."""

    quoted = staticmethod(quoted)
    Macro = _Macro

    def make_globals(self, d: Any) -> dict[str, Any]:
        """None: a template has what it is given, and what it imports."""
        return {}

    class code_generator_class(CodeGenerator):
        def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
            self.write("environment.")
            super().macro_def(macro_ref, frame)

        def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
            assert not (node.kwargs or node.dyn_args or node.dyn_kwargs)
            self.visit(node.node, frame)
            self.write("(")
            for argument in node.args:
                self.visit(argument, frame)
                self.write(", ")
            self.write("caller=caller)" if forward_caller else ")")

        def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
            assert frame.eval_ctx.autoescape and not finalize.src
            self.write("environment.quoted(")


# The folders of the package that draw pages, each with its templates; a template's name is given once in all of them.
_PACKAGE = Path(__file__).parents[1]
_FOLDERS = ("pages", "handbook", "desk", "preview")


@cache
def environment() -> Environment:
    """Autoescaping, strict: a name that is not there is an error, never an empty place."""
    return _Templates(
        loader=FileSystemLoader([_PACKAGE / folder / "templates" for folder in _FOLDERS]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # templates do not change while a process runs: no look at the disk for each page
    )


@cache
def _template(name: str) -> Template:
    return environment().get_template(name)


def render(template: str, **values: Any) -> str:
    """A template with its values."""
    return _template(template).render(values)
