"""What the pages may load and do: the Content-Security-Policy that browsers hold them to.

In: the town's file. Out: the policy as each page carries it, and as a server sends it. Everything is refused but
what the site itself brings, and the hosts that `外站内容` names: a county portal's own header, counter, aids.
"""

from __future__ import annotations

from generator.model.town import TownFile

# What the site itself needs, by directive; a named host may bring what stands in `_BROUGHT`.
_OWN = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_BROUGHT = ("script-src", "style-src", "img-src", "font-src", "connect-src")
_SENT_ONLY = "frame-ancestors 'none'"  # browsers take it from a server alone


def policy(town: TownFile | None) -> str:
    """The policy of a page."""
    hosts = "".join(f" {one.host}" for one in town.outside or ()) if town else ""
    return "; ".join(f"{name} {own}{hosts if name in _BROUGHT else ''}" for name, own in _OWN.items())


def header(town: TownFile | None) -> str:
    """The policy as a server sends it: what the page carries, and that no other site may frame it."""
    return f"{policy(town)}; {_SENT_ONLY}"


def from_disk(policy: str) -> str:
    """The policy of a page that is opened as a file: what it loads are files, which are no site that 'self' could mean."""
    return policy.replace("'self'", "'self' file:")


def outside(town: TownFile) -> str:
    """The named hosts as a sentence names them; "" where there are none."""
    return "；".join(f"{one.host}（{one.purpose}）" for one in town.outside or ())
