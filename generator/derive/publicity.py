"""How long a penalty stays public: by the day it was made and how grave it is.

In: a decision, and the table of periods in `standards/publicity.yml`. Out: the last day, with the
rule it follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from generator.model.decision import Decision
from generator.model.values import Duration
from generator.standards import tables


@dataclass(frozen=True, slots=True)
class Publicity:
    """The rule a decision falls under and the last day it may stay public."""

    rule: str
    source: str
    certainty: str
    end: date


def publicity(decision: Decision) -> Publicity | None:
    """When a penalty's publicity ends; None for licences and where no rule is known."""
    if decision.kind != "行政处罚":
        return None
    fitting = [rule for rule in tables.load("publicity.yml")["公示期限"] if _fits(rule, decision)]
    if not fitting:
        return None
    # A rule that names the gravity is nearer than one for all.
    rule = max(fitting, key=lambda rule: "失信程度" in rule.get("适用", {}))
    end = _after(decision.decided.date, Duration.parse(rule["最长"]))
    return Publicity(rule["规则"], rule["来源"], rule["可信度"], end)


def _fits(rule: dict[str, Any], decision: Decision) -> bool:
    day, scope = decision.decided.date.isoformat(), rule.get("适用", {})
    in_force = rule["施行"] <= day and ("停用" not in rule or day < rule["停用"])
    return (
        in_force
        and "领域" not in scope
        and (decision.gravity or "一般") in scope.get("失信程度", [decision.gravity or "一般"])
    )


def _after(start: date, length: Duration) -> date:
    """The last day of a period of months or years that begins on `start`."""
    months = length.amount * (12 if length.unit == "年" else 1)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for day in range(start.day, 27, -1):  # 31 January plus a month ends on 28 or 29 February
        try:
            return date(year, month + 1, day) - timedelta(days=1)
        except ValueError:
            continue
    return date(year, month + 1, start.day) - timedelta(days=1)
