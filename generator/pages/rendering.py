"""Templates and the values they print.

In: a `Page`, a dataclass that names its template. Out: HTML. A template knows its page under one name, `page`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing

from generator.pages.escaping import markup, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Base of what a template prints. `root` leads from the page to the root of the site, as in `../../`."""

    template: ClassVar[str]
    root: str = ""


def render(page: Page) -> str:
    """Returns the HTML that the page's template makes of it."""
    return _template(page.template).render(page=page)


class _Macro(Macro):
    """A macro that is called with positional arguments and, by `{% call %}`, with what it encloses.

    Arguments that are left out take their defaults. Jinja's own `__call__` also sorts out keywords and contexts,
    which the templates here do not use.
    """

    def __call__(self, *given: Any, caller: Any = missing) -> Any:
        if len(given) < self._argument_count:
            given += (missing,) * (self._argument_count - len(given))
        return markup(self._func(*given, caller) if self.caller else self._func(*given))


class _Environment(Environment):
    """Compiles templates to plainer Python than Jinja does, because a build draws some ten thousand pages.

    `{{ x }}` escapes by `quoted`, `x.y` is Python's own attribute access, and a call passes positional arguments only.
    """

    quoted = staticmethod(quoted)
    Macro = _Macro

    def make_globals(self, d: Any) -> dict[str, Any]:
        """Returns no globals: a template knows `page` and what it imports."""
        return {}

    class code_generator_class(CodeGenerator):
        def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
            self.write("environment.")
            super().macro_def(macro_ref, frame)

        def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

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


# The folders of the package with templates; a template's name is given once in all of them.
_PACKAGE = Path(__file__).parents[1]
_FOLDERS = ("pages", "handbook", "desk", "editing", "preview")


@cache
def environment() -> Environment:
    """Returns the one environment: it escapes what it prints, and a name that is not there is an error."""
    return _Environment(
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
