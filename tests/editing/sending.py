"""What a browser does with a page that has a form: which fields it sends, with which values.

In: HTML. Out: the names and values that pressing the button would send; requests for a preview that needs no server.
"""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urlencode

from generator.preview import Preview
from tests.preview import asking

Pairs = list[tuple[str, str]]
HOST = "http://localhost:8000"


class _Form(HTMLParser):
    """Collects the fields of the form that posts; hidden ones, too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pairs: Pairs = []
        self.inside = False
        self.select: list[Any] | None = None  # name, value chosen, value of the first option
        self.option: list[str] | None = None
        self.text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("class") == "e-form"
        if not self.inside:
            return
        if tag == "input" and given.get("name"):
            if given["type"] != "radio" or "checked" in given:
                self.pairs.append((given["name"], given.get("value", "")))
        elif tag == "select":
            self.select = [given["name"], None, None]
        elif tag == "option" and self.select:
            self.option = [given["value"]] if "value" in given else []
            if "selected" in given:
                self.select[1] = self.option
            if self.select[2] is None:
                self.select[2] = self.option
        elif tag == "textarea":
            self.text = [given["name"], ""]

    def handle_data(self, data: str) -> None:
        if self.option == []:
            self.option.append(data)
        elif self.text:
            self.text[1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "option":
            self.option = None
        elif tag == "select" and self.select:
            chosen = self.select[1] if self.select[1] is not None else self.select[2] or [""]
            self.pairs.append((self.select[0], chosen[0]))
            self.select = None
        elif tag == "textarea" and self.text:
            self.pairs.append((self.text[0], self.text[1].removeprefix("\n").replace("\n", "\r\n")))
            self.text = None


def fields(html: str) -> Pairs:
    """What the form of a page would send as it is."""
    form = _Form()
    form.feed(html)
    return form.pairs


def typed(pairs: Pairs, name: str, values: Iterable[str]) -> Pairs:
    """The same with other values in the boxes of one name; as a script does, the answers of an empty box follow it."""
    values = list(values)
    kept = [pair for pair in pairs if pair[0] not in (name, f"{name}.无")]
    return kept + [(name, value) for value in values or [""]]


class Answered(NamedTuple):
    """An answer: its status, its headers, its text."""

    status: int
    headers: dict[str, str]
    text: str


def ask(preview: Preview, path: str, pairs: Pairs | None = None, **environ: Any) -> Answered:
    """What a preview answers to a request, without a server; with `pairs` to a form that is sent from its own page."""
    told: list[Any] = []
    request: dict[str, Any] = {
        **asking(path.partition("?")[0].encode().decode("latin-1")),
        "QUERY_STRING": path.partition("?")[2],
    }
    if pairs is not None:
        body = environ.pop("body", urlencode(pairs).encode())
        request |= {
            "REQUEST_METHOD": "POST",
            "HTTP_ORIGIN": HOST,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        }
    request |= environ
    request = {name: value for name, value in request.items() if value is not None}
    text = b"".join(preview(request, lambda status, headers: told.append((status, dict(headers)))))
    return Answered(int(told[0][0][:3]), told[0][1], text.decode())


def do(pairs: Pairs, what: str = "存") -> Pairs:
    """The same with the button that is pressed."""
    return [pair for pair in pairs if pair[0] != "do"] + [("do", what)]
