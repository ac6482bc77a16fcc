"""The clerk's preview without a browser: who may ask it, and how; a request for tests that need no server."""


def asking(path: str) -> dict[str, str]:
    """A request for a page, as a server hands it on."""
    return {"REQUEST_METHOD": "GET", "HTTP_HOST": "localhost:8000", "SERVER_PORT": "8000", "PATH_INFO": path}
