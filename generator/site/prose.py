"""Fills in what a page of content/ says of the town: {{ town.name }}, {% if formal %}.

In: the Markdown of a page, and what it may name. Out: the Markdown, filled in. Prose is text, not a program:
it may print one of the names, choose by one, and ask whether another page is there. Whatever else a template
language can do is refused before it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.derive import policy
from generator.derive.coverage import Count, known
from generator.model.town import TownFile
from generator.record import Record
from generator.standards import tables


class Refused(Exception):
    """A page asks for what prose may not have; the message is for whoever wrote the page."""


@dataclass(frozen=True, slots=True)
class Centre:
    """What prose may say of the 便民服务中心."""

    address: str


@dataclass(frozen=True, slots=True)
class Named:
    """What prose may say of the town, as text; "" where it is not known or there is none."""

    name: str
    authority: str
    province: str
    review_body: str
    delegating_document: str
    annex: str
    correction_mail: str
    outside: str  # the hosts whose scripts and styles the pages may load, and what for
    linked: str  # the hosts that pages lead to
    centre: Centre


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that prose may name."""

    town: Named
    formal: bool  # whether the town publishes formally (正式)
    known: Mapping[str, Count]  # powers with a source against those the plan counts, by mode: 赋权, 委托
    has: Callable[[str], bool]  # whether content/ has a page; the starter's pages serve towns without a plan too


def names(record: Record, town: TownFile, linked: Sequence[str], has: Callable[[str], bool]) -> Names:
    """What the prose of a town may name: `linked` are the hosts that pages lead to, `has` says whether content/ has a page."""
    named = Named(
        name=str(town.name),
        authority=str(town.authority),
        province=str(town.province),
        review_body=str(town.review_body),
        delegating_document=str(town.delegating_document or ""),
        annex=str(town.annex or ""),
        correction_mail=str(town.correction_mail or ""),
        outside=policy.outside(town),
        linked="、".join(linked),
        centre=Centre(address=str(town.centre.address or "")),
    )
    return Names(named, record.formal, {mode: count for mode, count, _ in known(record)}, has)


# The parts of the template language that prose may use. No loops, filters, arithmetic or imports: with those
# a page could run for hours, reach into the program, or read a file.
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
    nodes.If, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Call,
)  # fmt: skip


class _Prose(ImmutableSandboxedEnvironment):
    """A template environment without any function, filter or test of its own; it escapes what it prints."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, keep_trailing_newline=True, trim_blocks=True)
        for table in (self.globals, self.filters, self.tests):
            table.clear()


_ENVIRONMENT = _Prose()


def filled(markdown: str, given: Names) -> str:
    """The Markdown of a page, filled in. Raises `Refused` where it asks for more than prose may have."""
    values: dict[str, Any] = {"town": given.town, "formal": given.formal, "known": given.known, "has": given.has}
    try:
        parsed = _ENVIRONMENT.parse(markdown)
        for node in parsed.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.Call) and not _asks_for_a_page(node)):
                raise Refused(f"第{node.lineno}行：花括号里只能写规定的名字，不能写程序")
            _refuse_unknown(node, values)
        return _ENVIRONMENT.from_string(parsed).render(values)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        place = f"第{line}行：" if line else ""
        raise Refused(f"{place}花括号里的写法读不懂（{{{{ }}}} 里只能写规定的名字）") from error


def _refuse_unknown(node: nodes.Node, values: Mapping[str, Any]) -> None:
    """Raise `Refused` where a name is none of those that prose may name, with the one that is probably meant."""
    match node:
        case nodes.Name(name=name) if name not in values:
            known, start = list(values), ""
        case nodes.Getattr(node=nodes.Name(name=owner), attr=name) if not hasattr(values.get(owner), name):
            known, start = (
                [field.name for field in fields(values[owner])] if is_dataclass(values[owner]) else [],
                f"{owner}.",
            )
        case _:
            return
    names = tuple(start + one for one in known)
    advice = tables.did_you_mean(tables.closest(start + name, names)) or f"可以写的：{'、'.join(names)}"
    raise Refused(f"第{node.lineno}行：花括号里没有“{start}{name}”这个名字可用。{advice}")


def _asks_for_a_page(call: nodes.Call) -> bool:
    """Whether a call is `has(…)`, the one function that prose may call."""
    return isinstance(call.node, nodes.Name) and call.node.name == "has"
