"""What an entry is, for machines that read pages: one block of JSON-LD in the words of schema.org.

In: an entry of a town that publishes formally. Out: a `<script type="application/ld+json">` block; "" for a
demonstration, an example, what has ended, and kinds that schema.org has no word for. It is data: a browser runs
nothing of it, and "<" is written as an escape, so that no text can end the block. Nothing of persons stands in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from generator import urls
from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.entry import Entry
from generator.model.reference import Department, Law
from generator.model.service import Guide
from generator.model.values import is_nothing

CONTEXT = "https://schema.org"
_LICENCE = "行政许可"
Said = dict[str, Any]


def block(entry: Entry, town: Town) -> str:
    """Returns the block of an entry's page."""
    tell = _TOLD.get(type(entry))
    own = town.record.town
    if tell is None or own is None or not town.record.formal or entry.is_example or entry.ended:
        return ""
    address = urls.absolute(urls.of(entry), own.address_of_site)
    said = {"@context": CONTEXT, **({"@id": address, "url": address} if address else {}), **tell(entry, town)}
    text = json.dumps(_filled(said), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>\n'


def _filled(said: Said) -> Said:
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}


def _text(value: Any) -> str:
    return "" if value is None or is_nothing(value) else str(value)


def _body(name: Any) -> Said:
    return {"@type": "GovernmentOrganization", "name": _text(name)} if _text(name) else {}


def _guide(guide: Guide, town: Town) -> Said:
    own = town.record.town
    assert own
    return {
        "@type": "GovernmentService",
        "name": guide.called,
        "description": _text(guide.in_short),
        "alternateName": [str(name) for name in guide.nicknames or ()],
        "serviceOperator": _body(guide.handler or own.authority),
        "provider": _body(guide.decider or own.authority),
        "areaServed": {"@type": "AdministrativeArea", "name": str(own.name)},
        "identifier": str(guide.id),
    }


def _power(power: Power, town: Town) -> Said:
    own = town.record.town
    assert own
    permit = power.type == _LICENCE
    issuer = _body(town.record.actor(power))
    area = {"@type": "AdministrativeArea", "name": str(own.name)}
    return {
        "@type": "GovernmentPermit" if permit else "GovernmentService",
        "name": power.called,
        **({"issuedBy": issuer, "validIn": area} if permit else {"provider": issuer, "areaServed": area}),
        **({} if permit else {"serviceType": str(power.type)}),
        "alternateName": [str(name) for name in power.nicknames or ()],
        "identifier": str(power.id),
    }


def _department(body: Department, town: Town) -> Said:
    address = _text(body.address)
    return {
        "@type": "GovernmentOrganization",
        "name": body.called,
        "alternateName": [str(name) for name in (*(body.short or ()), *(body.signs or ()))],
        "address": address,
        "telephone": _text(body.inquiry_phone),
        "identifier": str(body.id),
    }


def _law(law: Law, town: Town) -> Said:
    newest = law.newest
    return {
        "@type": "Legislation",
        "name": f"《{law.called}》",
        "legislationType": str(law.rank),
        "legislationPassedBy": _body(law.maker),
        "legislationDate": _text(newest.dated) if newest else "",
        "legislationLegalForce": CONTEXT + ("/NotInForce" if law.repealed else "/InForce"),
        "sameAs": _text(law.address),
        "identifier": str(law.id),
    }


_TOLD: dict[type[Entry], Callable[[Any, Town], Said]] = {
    Guide: _guide,
    Power: _power,
    Department: _department,
    Law: _law,
}
