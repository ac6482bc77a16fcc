"""Prose that names the town: the few things a page of `content/` may say in braces, and nothing else.

In: a page of Markdown, what it may name. Out: the Markdown with the names filled in. Prose is text, not
code: it may print a name, choose by one, and ask whether another page is there. Everything else that a
template language can do is refused before it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.derive.coverage import Count, known
from generator.model.town import Town
from generator.record import Record


class Refused(Exception):
    """A page of prose asks for what prose may not have; the sentence is for whoever wrote it."""


@dataclass(frozen=True, slots=True)
class Centre:
    """What prose may say of the 便民服务中心."""

    address: str


@dataclass(frozen=True, slots=True)
class Named:
    """What prose may say of the town, as text; "" where it is not known."""

    name: str
    authority: str
    province: str
    review_body: str
    delegating_document: str
    annex: str
    correction_mail: str
    centre: Centre


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that prose may name: the town, whether it publishes formally, how much of the plan is known."""

    town: Named
    formal: bool
    known: Mapping[str, Count]  # by mode: 赋权, 委托
    has: Callable[[str], bool]  # whether a page of prose is there: what holds for any town links to no town's plan


def names(record: Record, town: Town, has: Callable[[str], bool]) -> Names:
    """What the prose of a town may name."""
    named = Named(
        name=str(town.name),
        authority=str(town.authority),
        province=str(town.province),
        review_body=str(town.review_body),
        delegating_document=str(town.delegating_document or ""),
        annex=str(town.annex or ""),
        correction_mail=str(town.correction_mail or ""),
        centre=Centre(address=str(town.centre.address or "")),
    )
    return Names(named, record.formal, {mode: count for mode, count, _ in known(record)}, has)


# What the pages of content/ are made of. No loops, no filters, no arithmetic, no imports: nothing that could
# run for long, reach into the program, or read a file.
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
    nodes.If, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Call,
)  # fmt: skip


class _Prose(ImmutableSandboxedEnvironment):
    """Escapes what it prints; calls nothing but what it is told it may."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, keep_trailing_newline=True, trim_blocks=True)
        for table in (self.globals, self.filters, self.tests):
            table.clear()


_ENVIRONMENT = _Prose()


def filled(markdown: str, given: Names) -> str:
    """A page of prose with what it says of the town filled in. Raises `Refused` where it asks for more."""
    try:
        parsed = _ENVIRONMENT.parse(markdown)
        for node in parsed.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.Call) and not _asks_for_a_page(node)):
                raise Refused(f"第{node.lineno}行：花括号里只能写规定的名字，不能写程序")
        values: dict[str, Any] = {"town": given.town, "formal": given.formal, "known": given.known, "has": given.has}
        return _ENVIRONMENT.from_string(parsed).render(values)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        place = f"第{line}行：" if line else ""
        raise Refused(f"{place}花括号里的写法读不懂（{{{{ }}}} 里只能写规定的名字）") from error


def _asks_for_a_page(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name == "has"
