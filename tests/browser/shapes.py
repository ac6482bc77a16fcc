"""What of an open page does not fit, is cut off, or is too small to be hit with a finger.

In: an open page. Out: lists of places, each as a short path and some of the text.
"""

from __future__ import annotations

from playwright.sync_api import Page

_NAME = """const name = one => {
    const own = one => one.tagName.toLowerCase() + (one.id ? "#" + one.id : "")
        + (one.getAttribute("class") ? "." + one.getAttribute("class").trim().split(/\\s+/)[0] : "");
    const path = [];
    for (let at = one; at && at !== document.body && path.length < 3; at = at.parentElement) path.unshift(own(at));
    return path.join(" > ") + " “" + (one.innerText || one.value || "").trim().replace(/\\s+/g, " ").slice(0, 14) + "”";
};
const shown = one => one.checkVisibility({visibilityProperty: true}) && !aside(one);
// Only for screen readers: one pixel, or outside until it has the focus.
const aside = one => {
    for (; one && one !== document.body; one = one.parentElement)
        if (one.matches(".q-skip, .q-unseen") || one.offsetWidth === 1) return true;
    return false;
};
const floats = one => {
    for (; one && one !== document.body; one = one.parentElement)
        if (getComputedStyle(one).position === "fixed") return true;
    return false;
};
"""

_WIDE = """() => {
    %s
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(one =>
        shown(one) && one.getBoundingClientRect().right > width + 1);
    const inner = wide.filter(one => !wide.some(other => other !== one && one.contains(other)));
    return [`宽 ${document.documentElement.scrollWidth}`, ...inner.slice(0, 4).map(name)];
}"""

# Text that a box is too small for: cut off by the box, or hanging out of it over other text.
_CUT = """() => {
    %s
    const cut = [], range = document.createRange();
    for (const one of document.body.querySelectorAll("*")) {
        if (one.closest("svg") || !shown(one) || !one.textContent.trim()) continue;
        const style = getComputedStyle(one);
        if (style.display.startsWith("inline") && style.display === "inline") continue;
        const clips = part => part !== "visible";
        const scrolls = part => part === "auto" || part === "scroll";
        const high = one.scrollHeight - one.clientHeight, wide = one.scrollWidth - one.clientWidth;
        if (style.textOverflow === "ellipsis" && wide > 1) cut.push("省略：" + name(one));
        else if (wide > 2 && clips(style.overflowX) && !scrolls(style.overflowX)) cut.push("截了：" + name(one));
        else if (high > 2 && clips(style.overflowY) && !scrolls(style.overflowY)) cut.push("截了：" + name(one));
    }
    // Where the letters themselves stand: letters over letters cannot be read.
    const lines = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text; (text = walk.nextNode());) {
        if (!text.data.trim() || !shown(text.parentElement) || text.parentElement.closest("svg, option")) continue;
        if (floats(text.parentElement)) continue;
        range.selectNodeContents(text);
        for (const box of range.getClientRects()) if (box.width > 2) lines.push({box, text});
    }
    lines.sort((one, other) => one.box.top - other.box.top);
    lines.forEach((one, number) => {
        for (let next = number + 1; next < lines.length && lines[next].box.top < one.box.bottom; next++) {
            const other = lines[next], least = Math.min(one.box.height, other.box.height) / 2;
            const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
            const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
            if (high > least && wide > 2 && one.text !== other.text) cut.push("叠了：" + name(other.text.parentElement));
        }
    });
    return cut;
}"""

# Everything that is pressed and does not stand in a sentence; the hit is tried where the box alone is too small.
_SMALL = """least => {
    %s
    const small = [];
    const usable = "a[href], button, summary, select, textarea, input:not([type=hidden])";
    const sentence = one => {
        if (getComputedStyle(one).display !== "inline") return false;
        let block = one.parentElement;
        while (block && getComputedStyle(block).display === "inline") block = block.parentElement;
        // So it does in a list of words of which some are links and others are not.
        if (block.matches("li") && [...block.parentElement.children].some(other => !other.querySelector(usable))) return true;
        let around = "";
        const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        for (let text; (text = walk.nextNode());)
            if (!text.parentElement.closest(usable) && shown(text.parentElement)) around += text.data;
        return around.replace(/[\\s\\p{P}\\p{S}]/gu, "").length > 1;
    };
    const box = one => {
        const boxes = [one, ...(one.labels || [])].flatMap(part => [...part.getClientRects()]);
        const left = Math.min(...boxes.map(b => b.left)), right = Math.max(...boxes.map(b => b.right));
        const top = Math.min(...boxes.map(b => b.top)), bottom = Math.max(...boxes.map(b => b.bottom));
        return {width: right - left, height: bottom - top, x: (left + right) / 2, y: (top + bottom) / 2};
    };
    // What is drawn larger than its box, by a layer of its own, counts as large as it is hit.
    const hit = (one, x, y) => {
        const found = document.elementFromPoint(x, y);
        return found && (one.contains(found) || [...(one.labels || [])].some(label => label.contains(found)));
    };
    for (const one of document.querySelectorAll(usable)) {
        if (!shown(one) || one.disabled || one.closest("label") && one.tagName === "A") continue;
        let found = box(one);
        if (found.width >= least - 0.5 && found.height >= least - 0.5 || sentence(one)) continue;
        one.scrollIntoView({block: "center"});
        found = box(one);
        const reach = least / 2 - 1;
        const high = found.height >= least - 0.5
            || hit(one, found.x, found.y - reach) && hit(one, found.x, found.y + reach);
        const wide = found.width >= least - 0.5
            || hit(one, found.x - reach, found.y) && hit(one, found.x + reach, found.y);
        if (!high || !wide) small.push(`${Math.round(found.width)}×${Math.round(found.height)} ${name(one)}`);
    }
    return small;
}"""

# What a reader may set for themselves (WCAG 2.2, 1.4.12); lines are never set closer than they are.
SPACING = """
* { letter-spacing: .12em !important; word-spacing: .16em !important; }
body { line-height: 1.75 !important; }
p { margin-bottom: 2em !important; }
"""


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    return page.evaluate(_WIDE % _NAME)


def cut_off(page: Page) -> list[str]:
    """Text that its box does not hold."""
    return sorted(set(page.evaluate(_CUT % _NAME)))


def too_small(page: Page, least: int) -> list[str]:
    """What is pressed and smaller than `least` pixels, in either direction."""
    return sorted(set(page.evaluate(_SMALL % _NAME, least)))
