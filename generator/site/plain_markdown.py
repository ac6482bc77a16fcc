"""The Markdown of prose without code: whatever is no text, no link and no picture of Markdown is drawn as text.

In: nothing. Out: an extension of Python-Markdown. Tags stay as they are typed; of attributes only those are left
that say nothing to a browser but where, what class and what it is called; a link that would run something is none.
What stands in a page that should not is told by `rules.markup`; this holds also where nobody looked.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from generator.rules import markup

_ATTRIBUTES = frozenset({"id", "class", "href", "src", "alt", "title", "start", "data-toc-label"})
_ALIGNED = re.compile("text-align: (?:left|right|center);")  # what tables of Markdown say of their columns
_LAST = -100  # behind mkdocs' own, which work out where links lead


class PlainMarkdown(Extension):
    """Takes raw HTML out of Markdown, and attributes and links that could run something."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register what this does, and take out what is not wanted."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Harmless(md), "harmless", _LAST)


class _Harmless(Treeprocessor):
    """Leaves nothing in a page that a browser would run."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name, value in list(element.attrib.items()):
                if not _is_harmless(name, value):
                    del element.attrib[name]


def _is_harmless(name: str, value: str) -> bool:
    if name in ("href", "src"):
        return markup.scheme_of(value) in markup.SCHEMES | {""}
    return name in _ATTRIBUTES or (name == "style" and bool(_ALIGNED.fullmatch(value)))
