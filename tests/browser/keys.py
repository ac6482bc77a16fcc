"""What the Tab key should reach on a page, what it does reach, and whether one can see where one is.

In: an open page. Out: lists of faults in words, a line a fault. The page counts along by itself, so that
a page with hundreds of links takes hundreds of key presses and two questions.
"""

from __future__ import annotations

from playwright.sync_api import Page

# What can be used and is shown, in the order in which it stands in the page; of radio buttons one a group.
# Notes each element that gets the focus, and what of it can be seen then.
WATCH = """() => {
    const shown = one => one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true});
    const group = one => one.type === "radio" && one.name
        ? (document.querySelector(`input[type=radio][name="${CSS.escape(one.name)}"]:checked`)
            || document.querySelector(`input[type=radio][name="${CSS.escape(one.name)}"]`)) : one;
    const usable = "a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls],"
        + " [tabindex], [contenteditable]";
    const all = [...document.querySelectorAll(usable)].filter(one =>
        shown(one) && !one.disabled && one.tabIndex >= 0 && one.type !== "hidden" && group(one) === one);
    const name = one => one.tagName.toLowerCase() + (one.className.baseVal === undefined && one.className
        ? "." + one.className.split(" ")[0] : "") + " “" + (one.textContent.trim() || one.name || one.type || "")
        .slice(0, 16) + "”";
    const light = text => {
        const [red, green, blue] = text.match(/[\\d.]+/g).slice(0, 3).map(part => {
            part /= 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const solid = text => !/, 0\\)$|transparent/.test(text);
    const ground = one => {
        for (; one; one = one.parentElement) {
            const colour = getComputedStyle(one).backgroundColor;
            if (solid(colour)) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    const contrast = (one, other) => {
        const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const unseen = one => {
        const style = getComputedStyle(one);
        if (!one.matches(":focus-visible")) return "没有聚焦的样子";
        if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2 || !solid(style.outlineColor))
            return "聚焦了看不出来";
        // A ring drawn inside stands on the element itself, one around it on what lies behind.
        const behind = parseFloat(style.outlineOffset) < 0 ? one : one.parentElement;
        const seen = contrast(style.outlineColor, ground(behind));
        if (seen < 3) return "聚焦的框太淡：" + seen.toFixed(1);
        const box = one.getBoundingClientRect();
        return box.width < 2 || box.height < 2 ? "聚焦了还藏着" : "";
    };
    window.keys = {all, reached: [], faults: []};
    document.addEventListener("focusin", event => {
        const one = event.target;
        one.getAnimations().forEach(moving => moving.finish());
        window.keys.reached.push(all.indexOf(one));
        const fault = all.includes(one) ? unseen(one) : "不该停在这里";
        if (fault) window.keys.faults.push(name(one) + "：" + fault);
    }, true);
    window.keys.names = all.map(name);
    return all.length;
}"""
REACHED = "() => [window.keys.reached, window.keys.faults, window.keys.names]"
# Whether what has the focus is hidden below something that stays in place while the page moves.
COVERED = """() => window.keys.all.filter(one => {
    one.focus();
    const box = one.getClientRects()[0];
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !(top && (one.contains(top) || top.contains(one) || [...(one.labels || [])].some(label => label.contains(top))));
}).map(one => window.keys.names[window.keys.all.indexOf(one)])"""


# A date has three more stops within: month, day, the calendar.
WITHIN = "() => 3 * window.keys.all.filter(one => one.type === 'date').length"
LONGEST = 80
_TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}


def tab_through(page: Page) -> list[str]:
    """Press Tab from the top to the end: what is passed by, out of order, unseen, or holds one fast.

    The middle of a very long list is left out.
    """
    count = page.evaluate(WATCH)
    within = page.evaluate(WITHIN)
    left_out = range(LONGEST, max(LONGEST, count - 20))
    keyboard = page.context.new_cdp_session(page)
    for number in range(count + 1):
        if number == left_out.start and left_out:
            page.evaluate("number => window.keys.all[number].focus({focusVisible: true})", left_out[-1])
        if number not in left_out:
            keyboard.send("Input.dispatchKeyEvent", _TAB)
    for _ in range(within):
        keyboard.send("Input.dispatchKeyEvent", _TAB)
    keyboard.detach()
    reached, faults, names = page.evaluate(REACHED)
    expected = [number for number in range(count) if number not in left_out[:-1]]
    round_trip = reached[: len(expected)]
    if round_trip != expected:
        missed = [names[number] for number in expected if number not in round_trip]
        at = next((i for i, number in enumerate(round_trip) if number != expected[i]), len(round_trip))
        faults.append(f"次序：第{at + 1}下该到 {names[expected[at]]}；没到的：{missed[:5]}")
    if reached[len(expected) :] not in ([], [0]):
        faults.append("走完出不去")
    return faults


def covered(page: Page) -> list[str]:
    """What lies below something else when it has the focus; call `tab_through` first."""
    return [f"{name}：聚焦了被挡住" for name in page.evaluate(COVERED)]
