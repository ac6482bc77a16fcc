"""What stands apart on the screen stands apart as text too: a text browser and a copy read no “表格 CSV数据 JSON”."""

from __future__ import annotations

import re

import pytest

from generator.site.contents import Build
from tests.towns import TOWNS, derived

# One inline element right behind another, or a link at whose end the next begins. A digest's groups are one word, and
# what is only heard stands at what is seen.
_GLUED = re.compile(
    r"[^\s<>：，；（]</(?:a|strong|del|ins|span)>(?:</span>)?<(?:a|strong|del|ins|span)\b(?![^>]*q-unseen)[^>]*>[^\s：，；（。<]"
)
_APART = re.compile(r'<code class="q-digest">.*?</code>|<svg.*?</svg>|<span class="q-unseen">[^<]*</span>', re.DOTALL)


@pytest.mark.parametrize("name", TOWNS)
def test_neighbours_are_not_glued(name: str) -> None:
    glued = {
        found[0]: body.url
        for body in Build(derived(name)).bodies
        for found in _GLUED.finditer(_APART.sub("", body.html))
    }
    assert glued == {}
