"""Real web servers on loopback, told what the page “放到网上” says.

In: which server, the page of a built site, the folder that stands for /var/www/html. Out: the server's address.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

from generator import urls

SERVERS = ("nginx", "apache")
_PROGRAMS = {"nginx": "nginx", "apache": "apache2"}
_ROOT = "/var/www/html"
_MODULES = ("mpm_event", "authz_core", "dir", "mime", "filter", "deflate", "headers", "autoindex", "env", "setenvif")


def setting(site: Path, server: str) -> str:
    """What the page says to a server, read off the page as a person copies it."""
    page = (site / urls.ONLINE / "index.html").read_text("utf-8")
    found = re.search(rf'<pre[^>]*data-server="{server}">(.*?)</pre>', page, re.DOTALL)
    assert found, f"the page says nothing to {server}"
    return unescape(found[1])


@contextmanager
def serving(server: str, told: str, root: Path, state: Path) -> Iterator[str]:
    """A server told so, with `root` in the place of /var/www/html, its own files in `state`; its address."""
    program = shutil.which(_PROGRAMS[server])
    assert program, f"{_PROGRAMS[server]} is missing; `make browser` installs it"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for folder in (root, *root.parents[:3]):  # a server may run as a user of its own
        os.chmod(folder, 0o755)
    state.mkdir(exist_ok=True)
    told = told.replace(_ROOT, str(root))
    whole = _nginx(told, root, state, port) if server == "nginx" else _apache(told, root, state, port)
    (state / "server.conf").write_text(whole, "utf-8")
    command = {
        "nginx": [program, "-c", state / "server.conf", "-p", state, "-e", state / "error.log"],
        "apache": [program, "-f", state / "server.conf", "-DFOREGROUND"],
    }
    process = subprocess.Popen(command[server])
    try:
        _wait(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "the server does not take what it is told"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the server does not answer")


def _nginx(told: str, root: Path, state: Path, port: int) -> str:
    temporary = "".join(
        f"{name}_temp_path {state}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    return f"""{user} worker_processes 1; daemon off; pid {state}/pid; error_log {state}/error.log;
events {{ worker_connections 64; }}
http {{ access_log off; {temporary}
server {{ listen 127.0.0.1:{port}; root {root}; autoindex on;
{told}
}} }}
"""


def _apache(told: str, root: Path, state: Path, port: int) -> str:
    """The usual Debian: its modules, its own table of types."""
    modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in _MODULES)
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    return f"""ServerRoot {state}
ServerName 127.0.0.1
{modules}
{user}
Listen 127.0.0.1:{port}
PidFile {state}/pid
ErrorLog {state}/error.log
TypesConfig /etc/mime.types
DocumentRoot {root}
<Directory {root}>
    Options Indexes FollowSymLinks
    Require all granted
</Directory>
{told}
"""
