"""Who may ask the preview, and how; what every answer tells the browser.

In: a request, and what answers those that may pass. Out: its answer, or a refusal. Every request passes here first:
the preview shows drafts, and any page that is open in the same browser can send requests to this machine. What may
write is let in here and nowhere else: a form that this preview itself has shown, from this machine, of a size that a
person types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl

Environ = dict[str, Any]  # of WSGI
Start = Callable[..., Any]  # of WSGI: start_response
Application = Callable[[Environ, Start], Iterable[bytes]]

_HERE = ("127.0.0.1", "localhost", "[::1]")
_READING = ("GET", "HEAD")
_WRITING = "POST"
FORM = "application/x-www-form-urlencoded"
LARGEST = 1 << 20  # bytes that a form may send: the largest entry has a twentieth of it
MOST_FIELDS = 20_000  # that a form may send
# To no frame of another page, as no other type, to no script of another site. An address within the preview may be
# told to the preview: a form whose page sends none has no honest Origin (Fetch standard, 3.2).
HEADERS = (
    ("X-Frame-Options", "DENY"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
_TEXT = "text/plain; charset=utf-8"


def guarded(
    environ: Environ, start: Start, application: Application, takes: Callable[[str], bool] = lambda _: False
) -> Iterable[bytes]:
    """Answer a request that may pass, refuse any other; `takes` tells at which paths something may be handed in."""
    method = environ["REQUEST_METHOD"]
    if not _is_ours(environ):
        # RFC 9110, 15.5.20. Another name for this machine is how a page elsewhere would get to read what is here.
        said = f"这个预览只给这台电脑自己看。在这台电脑上打开 http://127.0.0.1:{environ['SERVER_PORT']}/ 。"
        answer = _refusal(start, "421 Misdirected Request", said)
    elif method == _WRITING and takes(path_of(environ)):
        refused = _refused(environ)
        answer = _refusal(start, *refused) if refused else application(environ, _with_headers(start))
    elif method not in _READING:
        said = "预览只能看，不能往里交东西。"
        answer = _refusal(start, "405 Method Not Allowed", said, ("Allow", ", ".join(_READING)))
    else:
        answer = application(environ, _with_headers(start))
    return [] if method == "HEAD" else answer


def path_of(environ: Environ) -> str:
    """The path that is asked for, without the slash that it begins with."""
    return str(environ.get("PATH_INFO", "/")).encode("latin-1").decode("utf-8", "replace").lstrip("/")


def sent(environ: Environ) -> dict[str, list[str]] | None:
    """The fields of the form that a request brings, by name; None where the body is not that of a form."""
    try:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        if len(body) != int(environ["CONTENT_LENGTH"]):
            return None
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except (ValueError, OSError):  # broken UTF-8, too many fields, a connection that was cut
        return None
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _refused(environ: Environ) -> tuple[str, str] | None:
    """Why what is handed in is not looked at: the status and what is said; None where it may pass."""
    # A browser says from which page a form comes, and no page can say it for another (Fetch standard, 3.2). The host
    # was looked at before: it is this machine.
    elsewhere = environ.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin"
    if elsewhere or environ.get("HTTP_ORIGIN", "").lower() != f"http://{environ.get('HTTP_HOST', '').lower()}":
        return "403 Forbidden", "这不是从预览的网页里交来的，没有收。在预览里打开这一条，再改。"
    if environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() != FORM:
        return "415 Unsupported Media Type", "交来的不是表单，没有收。"
    length = environ.get("CONTENT_LENGTH", "")
    if not (length.isascii() and length.isdecimal()):
        return "411 Length Required", "没说交来多少，没有收。"
    if len(length) > len(str(LARGEST)) or int(length) > LARGEST:
        return "413 Content Too Large", "交来的太多了：一条最多 1 MB，没有收。"
    return None


def _is_ours(environ: Environ) -> bool:
    """Whether a request names this machine and the port that the preview listens at."""
    host, port = environ.get("HTTP_HOST", "").lower(), environ["SERVER_PORT"]
    return host in {f"{name}:{port}" for name in _HERE} or (port == "80" and host in _HERE)


def _with_headers(start: Start) -> Start:
    def told(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start(status, [*headers, *HEADERS], *more)

    return told


def _refusal(start: Start, status: str, said: str, *headers: tuple[str, str]) -> Iterable[bytes]:
    content = said.encode()
    start(status, [("Content-Type", _TEXT), ("Content-Length", str(len(content))), *headers, *HEADERS])
    return [content]
