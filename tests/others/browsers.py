"""Firefox and WebKit, each as one window: open a page, ask it something, type.

In: the programs of the system. Out: a `Window`. Firefox is spoken to by WebDriver BiDi, which it knows itself; WebKit
by its driver, in a screen that nobody sees.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import websocket
from selenium import webdriver

_FIREFOX, _WEBKIT_DRIVER = "firefox-esr", "/usr/bin/WebKitWebDriver"
_MINIBROWSER = "/usr/lib/{}-linux-gnu/webkit2gtk-4.{}/MiniBrowser"
_HEIGHT = 900
_PATIENCE = 60  # seconds


class Window(Protocol):
    """What the checks need of a browser."""

    name: str

    def open(self, url: str, width: int) -> None:
        """Load a page in a window of so many pixels, wholly."""

    def ask(self, expression: str) -> Any:
        """The value of a script's expression, as JSON; a promise is waited for."""

    def type(self, text: str) -> None:
        """Press keys, where the focus is."""


class Firefox:
    """Firefox over BiDi: one command, one answer; what happens meanwhile is passed over."""

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(f"{address}/session", timeout=_PATIENCE, suppress_origin=True)
        self._numbers = itertools.count(1)
        version = self._do("session.new", capabilities={})["capabilities"]["browserVersion"]
        self.name = f"Firefox {version}"
        self._context = self._do("browsingContext.getTree")["contexts"][0]["context"]

    def _do(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self._socket.recv())
            if told.get("id") == number:
                if told["type"] == "error":
                    raise RuntimeError(f"{method}: {told['message']}")
                return dict(told["result"])

    def open(self, url: str, width: int) -> None:
        """Load a page."""
        self._do("browsingContext.setViewport", context=self._context, viewport={"width": width, "height": _HEIGHT})
        self._do("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def ask(self, expression: str) -> Any:
        """Evaluate."""
        answer = self._do(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then(value => JSON.stringify(value === undefined ? null : value))",
            target={"context": self._context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def type(self, text: str) -> None:
        """Press keys."""
        keys = [{"type": kind, "value": one} for one in text for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keys", "actions": keys}
        self._do("input.performActions", context=self._context, actions=[source])


class WebKit:
    """WebKitGTK's MiniBrowser over its own driver."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self.name = f"WebKitGTK {driver.capabilities['browserVersion']}"

    def open(self, url: str, width: int) -> None:
        """Load a page."""
        self._driver.set_window_size(width, _HEIGHT)
        self._driver.get(url)

    def ask(self, expression: str) -> Any:
        """Evaluate."""
        wanted = f"const done = arguments[0]; Promise.resolve({expression}).then(v => done(JSON.stringify(v === undefined ? null : v)), e => done(JSON.stringify(String(e))))"
        return json.loads(self._driver.execute_async_script(wanted))

    def type(self, text: str) -> None:
        """Press keys."""
        self._driver.switch_to.active_element.send_keys(text)


@contextmanager
def firefox() -> Iterator[Window]:
    """Firefox without a screen, with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [_FIREFOX, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8")
        assert process.stderr
        try:
            told = (re.search(r"listening on (ws://\S+)", line) for line in process.stderr)
            found = next(filter(None, told), None)
            if not found:
                raise RuntimeError("Firefox ended without an address")
            yield Firefox(found[1])
        finally:
            process.terminate()
            process.wait()


@contextmanager
def webkit() -> Iterator[Window]:
    """WebKitGTK on a screen of its own."""
    browser = next((path for path in _minibrowsers() if Path(path).exists()), "")
    with _screen() as display:
        before = os.environ.get("DISPLAY")
        os.environ["DISPLAY"] = display
        options = webdriver.WebKitGTKOptions()
        options.binary_location = browser
        options.add_argument("--automation")
        options.overlay_scrollbars_enabled = True
        driver = webdriver.WebKitGTK(options=options, service=webdriver.WebKitGTKService(_WEBKIT_DRIVER))
        driver.set_script_timeout(_PATIENCE)
        try:
            yield WebKit(driver)
        finally:
            driver.quit()
            if before is None:
                del os.environ["DISPLAY"]
            else:
                os.environ["DISPLAY"] = before


def _minibrowsers() -> Iterator[str]:
    for machine in ("x86_64", "aarch64"):
        for version in (1, 0):
            yield _MINIBROWSER.format(machine, version)


@contextmanager
def _screen() -> Iterator[str]:
    """A screen that nobody sees; Xvfb chooses its number and tells it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


ENGINES = (firefox, webkit)
