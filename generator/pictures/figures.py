"""Pictures of how things hang together: a flow of steps, an organisation, as SVG that reads aloud and prints.

In: plain values and an id that is unique on its page. Out: one `<svg>` as `Markup`; the same values
give the same picture. A picture never stands alone: the page prints the same values beside it. Pictures of numbers are `charts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.pictures.drawing import LINE, PAD, SIZE, WIDTH, box, line, picture, text, texts, unheard, width, wrapped

_GAP = 22  # between boxes, where the arrow goes


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A step of a flow: what is done, and how long it may take."""

    name: str
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """What stands below the head, of one kind; a broken line leads to what is not the head's own."""

    name: str
    members: tuple[str, ...]
    own: bool = True


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who stands above, and what stands below, by kinds."""

    head: str
    branches: tuple[Branch, ...]


def flow(id_: str, title: str, steps: Sequence[FlowStep], *, heard: bool = True) -> Markup:
    """Draws steps from top to bottom, numbered, an arrow between each two.

    Where a list beside it says the same, it need not be `heard`: nobody shall be told twice.
    """
    parts, top = [], 1
    for number, step in enumerate(steps, 1):
        if number > 1:
            parts.append(_arrow(top))
            top += _GAP
        drawn, height = _step(number, step, top)
        parts.append(drawn)
        top += height
    if not heard:
        return unheard(top + 1, parts)
    said = "；".join(
        f"{number} {step.name}{f'（{step.limit}）' if step.limit else ''}" for number, step in enumerate(steps, 1)
    )
    return picture(id_, title, f"一共{len(steps)}步：{said}。", top + 1, parts)


def _step(number: int, step: FlowStep, top: int) -> tuple[Markup, int]:
    """Returns a box with its number, its name and its limit, and how high it is."""
    left, right = 52, WIDTH - PAD
    limit = text(right, top + PAD + SIZE, step.limit, "q-fig-quiet", "end") if step.limit else Markup("")
    room = right - left - (width(step.limit) + PAD if step.limit else 0)
    lines = wrapped(step.name, room)
    height = 2 * PAD + LINE * len(lines)
    middle = top + height // 2
    mark = Markup(f'<circle class="q-fig-mark" cx="28" cy="{middle}" r="14" fill="currentColor"/>')
    mark += text(28, middle + 6, str(number), "q-fig-number", "middle", fill="#fff")
    return box(1, top, WIDTH - 2, height) + mark + texts(left, top + PAD + SIZE, lines) + limit, height


def _arrow(top: int) -> Markup:
    return line(f"M{WIDTH // 2} {top + 2}v{_GAP - 5}m-6 -6l6 6l6 -6")


def organisation(id_: str, title: str, chart: Organisation) -> Markup:
    """Draws the head above, each kind as a heading on the trunk, its members in two columns below."""
    head = wrapped(chart.head, WIDTH - 2 * PAD)
    height = 2 * PAD + LINE * len(head)
    parts = [
        box(1, 1, WIDTH - 2, height, "q-fig-head"),
        texts(WIDTH // 2, 1 + PAD + SIZE, head, "q-fig-on", "middle"),
    ]
    top = above = 1 + height
    for branch in chart.branches:
        turn = top + 18 + 17
        drawn, height = _branch(branch, top + 18)
        parts += [line(f"M9 {above}V{turn}h7", broken=not branch.own), drawn]
        above, top = turn, top + 18 + height
    said = "；".join(
        f"{branch.name}{len(branch.members)}个{'' if branch.own else '，不是内设机构'}：{'、'.join(branch.members)}"
        for branch in chart.branches
    )
    return picture(id_, title, f"{chart.head}。{said}。", top + 1, parts)


def _branch(branch: Branch, top: int) -> tuple[Markup, int]:
    """Returns a kind's heading with its members, two in a row, and how high that is."""
    left, gap, pad = 16, 8, 10  # eight characters, 农业综合服务中心, stay in one line
    wide = (WIDTH - 1 - left - gap) // 2
    heading = f"{branch.name}　{len(branch.members)}个"
    parts = [
        box(left, top, width(heading) + 2 * PAD, 34, "q-fig-kind"),
        text(left + PAD, top + 23, heading, "q-fig-strong"),
    ]
    down = 34 + gap
    for pair in zip(branch.members[::2], [*branch.members[1::2], ""], strict=False):
        names = [wrapped(name, wide - 2 * pad) for name in pair if name]
        height = LINE * max(map(len, names)) + PAD + 4
        for column, lines in enumerate(names):
            x = left + column * (wide + gap)
            first = top + down + (height - LINE * len(lines)) // 2 + SIZE + 1
            parts += [box(x, top + down, wide, height), texts(x + pad, first, lines)]
        down += height + gap
    return Markup("").join(parts), down - gap
