"""catalog.jsonld and llms.txt: what there is, for catalogues of open data (DCAT 3) and for programs that read texts.

In: a town that publishes formally. Out: the two files; none for a demonstration. Lists that hold an example are in
neither: 示例 never leaves the page. The terms of use are the town's own words, never a default.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator import urls
from generator.derive.town import Town

FILE = f"{urls.OPEN_DATA}catalog.jsonld"
TEXT = "llms.txt"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue(town: Town, licence: str, listed: Sequence[tuple[str, str, dict[str, tuple[int, str]]]]) -> bytes:
    """The catalogue of some lists: of each its name, its title, and of each file its size and SHA-256 by its name."""
    own = town.record.town
    assert own
    base = urls.absolute(urls.OPEN_DATA, own.address_of_site)
    whole: dict[str, Any] = {
        "@context": _CONTEXT,
        "@id": f"{base}catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": {"@value": str(own.site_name), "@language": "zh-CN"},
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": str(own.authority)},
        "dct:modified": {"@value": town.today.isoformat(), "@type": "xsd:date"},
        "dct:rights": licence,
        "dcat:dataset": [
            {
                "@id": f"{base}{name}",
                "@type": "dcat:Dataset",
                "dct:title": {"@value": title, "@language": "zh-CN"},
                "dct:identifier": f"{own.division_code or ''}/{name}",
                "dct:spatial": str(own.name),
                "dct:rights": licence,
                "dcat:distribution": [_distribution(base, file, *said) for file, said in files.items()],
            }
            for name, title, files in listed
        ],
    }
    return (json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _distribution(base: str, file: str, size: int, digest: str) -> dict[str, Any]:
    kind = "text/csv" if file.endswith(".csv") else "application/json"
    return {
        "@id": f"{base}{file}",
        "@type": "dcat:Distribution",
        "dcat:downloadURL": {"@id": f"{base}{file}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{kind}"},
        "dcat:byteSize": {"@value": str(size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": digest,
        },
    }


def told(town: Town, licence: str, listed: Sequence[tuple[str, str]]) -> bytes:
    """What programs that read texts should know (llmstxt.org): what the site is, where its data lie, how to use them."""
    own = town.record.town
    assert own
    base = urls.absolute("", own.address_of_site)
    lines = [
        f"# {own.site_name}",
        "",
        f"> {own.authority}的权力清单、职责清单、办事指南和执法公示。每一条写明出处；空着的是还不知道，写“无”的是确实没有。",
        "",
        f"- 数据截至 {town.today.isoformat()}，许可：{licence}。",
        "- 引用时注明哪一条、哪一天。要办事，以窗口和12345答复的为准。",
        "",
        "## 数据",
        "",
        *(f"- [{title}]({base}{urls.OPEN_DATA}{name}.json)" for name, title in listed),
        "",
        "## 说明",
        "",
        f"- [总目录]({base}{urls.OPEN_DATA}index.json)：条数、大小、最后变动",
        f"- [数据字典]({base}{urls.OPEN_DATA}dictionary.json)：每一格是什么意思",
        f"- [各条的经过]({base}{urls.OPEN_DATA}timeline.json)：哪一天是什么样",
    ]
    return ("\n".join(lines) + "\n").encode()
