"""Who may ask the preview, and how; what every answer tells the browser.

In: a request, and what answers those that may pass. Out: its answer, or a refusal. Every request passes here first:
the preview shows drafts, and any page that is open in the same browser can send requests to this machine. What may
write, too, is to be let in here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]  # of WSGI
Start = Callable[..., Any]  # of WSGI: start_response
Application = Callable[[Environ, Start], Iterable[bytes]]

_HERE = ("127.0.0.1", "localhost", "[::1]")
_READING = ("GET", "HEAD")
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


def guarded(environ: Environ, start: Start, application: Application) -> Iterable[bytes]:
    """Answer a request that may pass, refuse any other."""
    method = environ["REQUEST_METHOD"]
    if not _is_ours(environ):
        # RFC 9110, 15.5.20. Another name for this machine is how a page elsewhere would get to read what is here.
        said = f"这个预览只给这台电脑自己看。在这台电脑上打开 http://127.0.0.1:{environ['SERVER_PORT']}/ 。"
        answer = _refusal(start, "421 Misdirected Request", said)
    elif method not in _READING:
        said = "预览只能看，不能往里交东西。"
        answer = _refusal(start, "405 Method Not Allowed", said, ("Allow", ", ".join(_READING)))
    else:
        answer = application(environ, _with_headers(start))
    return [] if method == "HEAD" else answer


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
