"""放权事项的台账: of each power that was handed down what came with it, how it is used, what an assessment says.

In: the town. Out: `body`, one page; who stands first is decided in `derive.evaluation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator import urls
from generator.derive.evaluation import NO_FIGURES, Account, accounts
from generator.derive.town import Town
from generator.model.adjustment import Adjustment
from generator.model.kind import Section
from generator.model.kinds import kind_of
from generator.pages import words
from generator.pages.body import Body, PageKind
from generator.pages.components import Link
from generator.pages.rendering import Page, render
from generator.pages.writing import Writer

SECTION = Section("放权事项办得怎么样", urls.EVALUATION)
_LEAD = "县里放给镇里的每一项：交来了什么、办了多少、评估怎么说"


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A power that was handed down, in the words of the account; "" where nothing is known."""

    link: Link
    document: str
    effective: str
    handed_over: str
    support: str
    cases: str
    disputes: str
    suggestion: str
    checked: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationPage(Page):
    """What evaluation.html prints."""

    template: ClassVar = "evaluation.html"
    said: str
    rows: Sequence[AccountRow]


def bodies(town: Town) -> Iterator[Body]:
    """Yields the one page."""
    yield body(town)


def body(town: Town) -> Body:
    """Returns the page of the account."""
    write = Writer(town, urls.EVALUATION)
    found = accounts(town.record)
    without = sum(account.cases == NO_FIGURES for account in found)
    said = f"一共 {len(found)} 项，{without} 项还没有办件的数。" if found else "还没有登记放给镇里、有出处的事项。"
    page = EvaluationPage(root=write.root, said=said, rows=[_row(account, write) for account in found])
    crumbs = (kind_of(Adjustment).section,)
    return Body(
        SECTION.url, SECTION.title, render(page), _LEAD, PageKind.COLUMN, crumbs, town.today,
        indexed=town.record.formal,
    )  # fmt: skip


def _row(account: Account, write: Writer) -> AccountRow:
    power = account.power
    return AccountRow(
        link=write.link(power),
        document=write.value(power.document) if power.document else words.PENDING,
        effective=str(power.effective or words.PENDING),
        handed_over=account.handed_over,
        support=str(power.support or ""),
        cases=account.cases,
        disputes=account.disputes,
        suggestion=str(power.suggestion or ""),
        checked=account.checked.split("\n") if account.checked else (),
    )
