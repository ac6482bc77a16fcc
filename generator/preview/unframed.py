"""Pages of the preview while there is no site to frame them: what is to be mended, and the guide for clerks.

In: problems, or a page of the guide. Out: whole pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import reports, urls
from generator.pages.body import Body
from generator.pages.escaping import markup
from generator.pages.rendering import Page, render
from generator.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class UnframedPage(Page):
    """What unframed.html prints."""

    template: ClassVar = "unframed.html"
    title: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A problem with its field, the lines around it, and where its code is explained."""

    problem: Problem
    field: str
    frame: str
    explained: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsPage(UnframedPage):
    """What problems.html prints: what is wrong with the prose, a line each, or the problems of the record."""

    template: ClassVar = "problems.html"
    said: Sequence[str] = ()
    problems: Sequence[ShownProblem] = ()


def of_body(body: Body) -> str:
    """Returns a page by itself."""
    return render(UnframedPage(title=body.title, html=markup(body.html)))


def of_prose(said: str) -> str:
    """Returns the page that says what is wrong with the prose."""
    return render(ProblemsPage(title="说明文字要改", said=said.split("\n")))


def of_problems(problems: Iterable[Problem], texts: Mapping[str, str]) -> str:
    """Returns the page of the record's problems, in their order; `texts` are the files by their paths."""
    shown = [
        ShownProblem(
            problem,
            reports.path_text(problem.path),
            "\n".join(reports.frame(texts.get(problem.file, ""), problem.span)),
            urls.code(problem.code),
        )
        for problem in problems
    ]
    return render(ProblemsPage(title=f"有 {len(shown)} 处要改", problems=shown))
