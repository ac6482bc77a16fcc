"""Our own scripts: plain ES2015 that old phones read and run, nothing made from text that was not written as a page.

The parser is acorn with `ecmaVersion: 2015`, the copy inside the Node that Playwright brings along: a real
parser, pinned with Playwright, that refuses everything newer, regular expressions included.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import playwright
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looks import wear
from tests.towns import ROOT

ASSETS = ROOT / "overrides/assets"
SCRIPTS = sorted(ASSETS.rglob("*.js"))
NODE = Path(playwright.__file__).parent / "driver/node"
# What old kernels parse and do not have: methods after ES2015 (`[1].includes`, `Object.entries` …) and late parts of
# the page's own language. A name stands for itself, wherever it is called.
TOO_NEW = [
    "allSettled", "at", "Object.entries", "Object.values", "findLast", "findLastIndex", "flat", "flatMap", "fromEntries", "hasOwn",
    "getOwnPropertyDescriptors", "includes", "matchAll", "padEnd", "padStart", "replaceAll", "toReversed", "toSorted",
    "toSpliced", "trimEnd", "trimStart", "structuredClone", "queueMicrotask", "globalThis", "fetch",
    "AbortController", "ResizeObserver", "IntersectionObserver", "BigInt", "WeakRef", "replaceChildren",
    "checkVisibility", "toggleAttribute", "requestIdleCallback", "finally", "requestSubmit", "showPopover", "showModal",
]  # fmt: skip
# What makes a page, or runs, from text.
FROM_TEXT = [
    "innerHTML", "outerHTML", "insertAdjacentHTML", "write", "writeln", "eval", "Function", "srcdoc", "DOMParser",
    "createContextualFragment", "setHTMLUnsafe", "parseFromString",
]  # fmt: skip
# A name after `typeof` or with `in` before it is asked for, not used.
PARSE = r"""
const acorn = require("internal/deps/acorn/acorn/dist/acorn");
const walk = require("internal/deps/acorn/acorn-walk/dist/walk");
const names = new Set(NAMES), found = [];
const source = require("fs").readFileSync(0, "utf8");
const where = node => { const at = acorn.getLineInfo(source, node.start); return at.line + ":" + (at.column + 1); };
try {
    const tree = acorn.parse(source, {ecmaVersion: 2015, sourceType: "script"});
    walk.fullAncestor(tree, (node, state, ancestors) => {
        const parents = [...ancestors].reverse().slice(1, 3);
        if (node.type === "VariableDeclaration" && node.kind === "var") found.push(where(node) + " var");
        if (parents.some(one => one.type === "UnaryExpression" && one.operator === "typeof")) return;
        const name = node.type === "MemberExpression" ? (node.computed ? node.property.value : node.property.name)
            : node.type === "Identifier" ? node.name : "";
        const owned = node.type === "MemberExpression" && node.object.name + "." + name;
        if (!names.has(name) && !names.has(owned)) return;
        if (node.type === "Identifier" && ["at", "flat", "includes", "write"].includes(name)) return;
        if (name === "at" && parents[0].callee !== node) return;  // the index has a field of that name
        found.push(where(node) + " " + name);
    });
    const bare = tree.body.filter(one => one.type !== "ExpressionStatement");
    found.push(...bare.map(one => where(one) + " 不在一个函数里"));
} catch (error) {
    found.push(error.message);
}
console.log(JSON.stringify([...new Set(found)]));
""".replace("NAMES", json.dumps(TOO_NEW + FROM_TEXT))


def faults(source: str) -> list[str]:
    """What in a script an old phone does not understand, or nobody should write."""
    command = [NODE, "--expose-internals", "-e", PARSE]
    told = subprocess.run(command, input=source, capture_output=True, check=False, encoding="utf-8", timeout=60)
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.relative_to(ASSETS).as_posix())
def test_a_script_is_plain_es2015(script):
    # The engine's own name is a `var`: a page that lies open while the site is published anew runs the new engine too.
    own = re.sub("(?m)^var QingdanSearch = {};.*$", "", script.read_text("utf-8"))
    assert faults(own) == []


@pytest.mark.parametrize(
    "code",
    [
        "a?.b", "a ?? b", "a ** 2", "async () => {}", "let {a, ...b} = c", "({...a})", "try {} catch {}", "1_000",
        "/(?<a>b)/", "/(?<=a)b/", "/a/s", "class A { b = 1 }", "import('a')", "for await (const a of b) {}", "1n", "a ||= b",
        "[1].includes(1)", "Object.entries(a)", "new ResizeObserver(a)", "fetch('a')", "a.innerHTML = b", "eval(a)",
        "document.write(a)", "a['innerHTML'] = b", "function f(a, b,) {}", "var a = 1", "[1].at(0)",
    ],
)  # fmt: skip
def test_what_is_newer_is_refused(code):
    assert faults(f'(function () {{ "use strict"; {code} }})();'), code


def test_what_is_old_enough_passes():
    assert (
        faults(
            "(function () { let [a = 1, ...b] = [`${2}`]; typeof ResizeObserver; for (const c of b) a(c => c); })();"
        )
        == []
    )


# A kernel without what came after ES2015; it goes on page by page, before any script of ours.
OLD = """["ResizeObserver", "IntersectionObserver", "BroadcastChannel", "requestIdleCallback", "share"].forEach(name => {
    delete window[name];
    try { delete Navigator.prototype[name]; } catch (error) {}
});
delete Element.prototype.checkVisibility;
delete Element.prototype.replaceChildren;
delete Navigator.prototype.clipboard;
delete Object.fromEntries;
delete Array.prototype.flat;
delete String.prototype.replaceAll;
window.print = () => {};
window.pressed = 0;"""
_PRESS = """() => {
    const shown = one => one.getClientRects().length && getComputedStyle(one).visibility === "visible";
    let count = 0;
    for (let round = 0; round < 2; round++)
        for (const one of document.querySelectorAll("button, summary, input[type=checkbox], input[type=radio]"))
            if (shown(one) && !one.disabled && count++ < 60) one.click();
    for (const one of document.querySelectorAll("input[type=search], input[type=text], select"))
        if (shown(one)) {
            one.value = one.tagName === "SELECT" ? one.options[one.options.length - 1].value : "房";
            for (const type of ["input", "change"]) one.dispatchEvent(new Event(type, {bubbles: true}));
            if (one.tagName === "SELECT") continue;
            one.value = "";  // and emptied again: a field that holds a word would be sent by the next button
            one.dispatchEvent(new Event("input", {bubbles: true}));
        }
    return count;
}"""


def _complaints(page: Page) -> list[str]:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


def test_scripts_run_on_old_kernels(town, browser: Browser, a_few):
    context = browser.new_context(viewport={"width": 360, "height": 800})
    context.add_init_script(OLD)
    page = context.new_page()
    told = _complaints(page)
    pressed = 0
    for url in a_few(2):
        page.goto(town.address + url)
        pressed += page.evaluate(_PRESS)
        wear(page, "长者")
        pressed += page.evaluate(_PRESS)
        page.evaluate("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'))")
        assert told == [], url
        page.evaluate("localStorage.clear()")
    assert pressed > 50, "there is something to press on these pages"
    context.close()
