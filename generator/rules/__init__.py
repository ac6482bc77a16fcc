"""What must hold between entries. `RULES` is the list; each module is one subject."""

from generator.rules import (  # noqa: F401  (importing registers)
    adjusting,
    adjustments,
    authority,
    citations,
    codes,
    counts,
    decisions,
    endings,
    enforcement,
    guides,
    privacy,
    publication,
    references,
    responsibility,
    words,
)
from generator.rules.registry import RULES, Finding, check, errors_of

__all__ = ["RULES", "Finding", "check", "errors_of"]
