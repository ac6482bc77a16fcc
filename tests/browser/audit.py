"""axe-core on an open page: what it finds amiss, and what of it need not be judged twice.

In: an open page, the look it wears. Out: faults, one a place: rule, html, where, why. Two of the rules judge colours,
and they take most of the time. What they say of an element follows from how the element and all that it stands in are
drawn, so an element is put to them unless one that is drawn the same way has passed in the same look; in a page three
that are drawn the same way stand for all. Judged each time is what lies over the rest of the page, and what axe was not sure of because of where
something lies; of what is drawn over a picture it never is.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files

from playwright.sync_api import Page

Fault = dict[str, str]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
IN_NAME = "label-content-name-mismatch"  # WCAG 2.5.3; axe leaves it off, for it cannot know a symbol from a word
COLOURS = ["color-contrast", "link-in-text-block"]
_ALL = f"""{{runOnly: {{type: "tag", values: {TAGS}}}, rules: {{[{IN_NAME!r}]: {{enabled: true}}}}}}"""
_OF_COLOURS = f"""{{runOnly: {{type: "rule", values: {COLOURS}}}}}"""

# axe as it was published; and what it found, told in our own way: what has passed is not written out, it is thousands.
AXE = (
    files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    + """;
axe.addReporter("faults", (rules, options, tell) => tell([
    rules.flatMap(rule => rule.violations.map(found => ({
        rule: rule.id, where: String(found.node.selector[0]), html: found.node.source.slice(0, 160),
        why: (found.any.concat(found.all, found.none)[0] || {}).message || rule.help,
    }))),
    rules,
]))"""
)

# Each thing that a rule of colours may judge, by the rule and the way in which it is drawn: the same words for the
# same way. A way is all that the rules ask of the letters and of what lies behind them, of the element and of
# everything that it stands in; of the size they ask only whether it counts as large.
_DRAWN = """() => {
    const asked = ["color", "background-color", "background-image", "background-clip", "opacity", "mix-blend-mode",
        "filter", "clip-path", "text-shadow", "font-weight", "font-style", "font-family", "text-decoration-line",
        "border-bottom-style", "border-bottom-color", "outline-style", "outline-color", "position"];
    const ways = new Map();
    const number = (start, text) => {  // of 53 bits
        let high = 0xdeadbeef ^ start, low = 0x41c6ce57 ^ (start / 2 ** 32);
        for (let at = 0; at < text.length; at++) {
            high = Math.imul(high ^ text.charCodeAt(at), 2654435761);
            low = Math.imul(low ^ text.charCodeAt(at), 1597334677);
        }
        high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
        low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
        return 2 ** 32 * (2097151 & low) + (high >>> 0);
    };
    const solid = colour => /^rgb\\(/.test(colour);
    const way = one => {  // 0: something of another place may lie behind it
        if (!one) return 1;
        if (ways.has(one)) return ways.get(one);
        const within = way(one.parentElement), style = getComputedStyle(one);
        const size = parseFloat(style.fontSize), large = size >= 24 || size * 3 >= 56 && style.fontWeight >= 700;
        const said = [one.tagName, one.getAttribute("class"), one.matches(":disabled, [aria-disabled=true]"), large,
            ...asked.map(name => style.getPropertyValue(name))];
        const loose = !/static|relative/.test(style.position) && !solid(style.backgroundColor);
        const found = !within || loose ? 0 : number(within, said.join("|"));
        ways.set(one, found);
        return found;
    };
    const letters = one => /^(INPUT|SELECT|TEXTAREA)$/.test(one.tagName)
        || [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    // Whether other words stand in the same block, told as axe tells it: only there is a link looked for in a text.
    const block = one => /^(block|list-item|table.*|flex|grid|inline-block)$/.test(getComputedStyle(one).display);
    const among = one => {
        if (!one.matches("a[href]") || block(one)) return false;
        let around = one.parentElement;
        while (!block(around)) around = around.parentElement;
        const words = document.createTreeWalker(around, NodeFilter.SHOW_TEXT);
        while (words.nextNode())
            if (words.currentNode.data.trim() && !words.currentNode.parentElement.closest("a[href]")) return true;
        return false;
    };
    const aside = one => {  // for screen readers alone, or outside until it has the focus: axe sees no letters there
        const box = one.getBoundingClientRect();
        return box.bottom <= 0 || box.right <= 0 || box.width <= 1 && box.height <= 1;
    };
    window.drawn = [];
    for (const one of document.body.querySelectorAll("*")) {
        const judged = [letters(one) && "color-contrast", among(one) && "link-in-text-block"].filter(Boolean);
        if (!judged.length || !one.checkVisibility({visibilityProperty: true}) || aside(one)) continue;
        window.drawn.push([one, judged.map(rule => rule + " " + way(one))]);
    }
    return [...new Set(window.drawn.flatMap(([, drawn]) => drawn))];
}"""
# What the rules say, those of colours only of what is drawn in the ways asked for: the faults, and the ways that passed.
_JUDGE = f"""async ([asked, all]) => {{
    const wanted = new Map(asked.map(way => [way, way.endsWith(" 0") ? Infinity : 3])), of = new Map(window.drawn);
    const judged = window.drawn.filter(([, drawn]) => drawn.map(way => {{
        wanted.set(way, wanted.get(way) - 1);
        return wanted.get(way) >= 0;
    }}).some(Boolean)).map(([one]) => one);
    judged.forEach(one => one.setAttribute("data-judged", ""));
    axe.configure({{rules: [{{id: "color-contrast", selector: "[data-judged]"}},
        {{id: "link-in-text-block", selector: "a[href][data-judged]"}}]}});
    const options = {{reporter: "faults", elementRef: true, preload: false}};
    const [faults, rules] = await axe.run(document, {{...options, ...(all ? {_ALL} : {_OF_COLOURS})}});
    judged.forEach(one => one.removeAttribute("data-judged"));
    const colours = rules.filter(rule => {COLOURS}.includes(rule.id));
    const ways = which => colours.flatMap(rule => which(rule).flatMap(found =>
        (of.get(found.node.element) || []).filter(way => way.startsWith(rule.id + " "))));
    const drawing = found => ((found.any[0] || {{}}).data || {{}}).messageKey === "imgNode";
    const open = new Set(ways(rule => [...rule.violations, ...rule.incomplete.filter(one => !drawing(one))]));
    const passed = ways(rule => [...rule.passes, ...rule.incomplete.filter(drawing)]);
    return [faults, passed.filter(way => !way.endsWith(" 0") && !open.has(way))];
}}"""


class Audit:
    """axe for many pages, with what of their colours has passed."""

    def __init__(self) -> None:
        self._passed: defaultdict[str, set[str]] = defaultdict(set)

    def faults(self, page: Page, look: str, only_colours: bool = False) -> list[Fault]:
        """What axe finds on the open page in a look; or just its rules of colours."""
        passed = self._passed[look]
        drawn = [way for way in page.evaluate(_DRAWN) if way not in passed]
        if only_colours and not drawn:
            return []
        faults, fine = page.evaluate(_JUDGE, [drawn, not only_colours])
        passed.update(fine)
        return faults


def everything(page: Page) -> list[Fault]:
    """What axe finds on the open page by all its rules, each asked of everything."""
    return page.evaluate(f"axe.run(document, {{reporter: 'faults', preload: false, ...{_ALL}}}).then(told => told[0])")


def report(faults: dict[str, list[str]]) -> str:
    """The faults, each with some of the places it was found in."""
    lines = [f"{len(faults)} 处："]
    for fault, (why, where, *pages) in list(faults.items())[:40]:
        lines += [f"- {fault}", f"    {why}（{where}）", f"    {len(pages)} 次：{'；'.join(pages[:4])}"]
    return "\n".join(lines)
