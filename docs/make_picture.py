"""Draw the deal space of the case ``wage-talks`` as an SVG: ``python docs/make_picture.py``.

Plain shapes and no library, so that the picture can be checked: every mark stands at the points of an outcome in the
analysis. It tells things apart by shape and shade, not by colour.
"""
# ruff: noqa: INP001 - a script, not a package

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from xml.sax.saxutils import escape

import detente
from detente.results import Deal, Outcome

CASE = "wage-talks"
FILE = Path(__file__).resolve().parent / "pictures" / f"{CASE}.svg"

WIDTH, HEIGHT = 720, 520
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 24, 60
TICKS = range(0, 101, 20)
LOWEST = -10  # a linkage can cost more than the issues give
INK, GREY, LINE, SHADE = "#1a1a1a", "#767676", "#d0d0d0", "#eef2f6"


def across(points: Fraction | int) -> str:
    """Return where the first party's points, 0 to 100, stand from the left."""
    return f"{LEFT + (WIDTH - LEFT - RIGHT) * float(points) / 100:.1f}"


def down(points: Fraction | int) -> str:
    """Return where the second party's points, up to 100, stand from the top."""
    return f"{HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (float(points) - LOWEST) / (100 - LOWEST):.1f}"


def text(x: str, y: str, words: str, *, anchor: str = "start", more: str = "") -> str:
    """Return words at a place."""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{more}>{escape(words)}</text>'


def line(x1: str, y1: str, x2: str, y2: str, style: str) -> str:
    """Return a straight line."""
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {style}/>'


def axes(first: str, second: str) -> Iterable[str]:
    """Yield the grid, its numbers and what the axes measure."""
    for tick in TICKS:
        yield line(across(tick), down(LOWEST), across(tick), down(100), f'stroke="{LINE}"')
        yield line(across(0), down(tick), across(100), down(tick), f'stroke="{LINE}"')
        yield text(across(tick), f"{HEIGHT - BOTTOM + 20}", str(tick), anchor="middle")
        yield text(f"{LEFT - 8}", f"{float(down(tick)) + 4:.1f}", str(tick), anchor="end")
    yield text(across(50), f"{HEIGHT - 14}", f"points of the {first}, on its own scale of 0 to 100", anchor="middle")
    turned = f' transform="rotate(-90 18 {down(50)})"'
    yield text("18", down(50), f"points of the {second}, on its own scale", anchor="middle", more=turned)


def thresholds(deal: Deal, first: str, second: str) -> Iterable[str]:
    """Yield the no-deal lines, and the area in which both sides gain."""
    x, y = across(deal.no_deal[first]), down(deal.no_deal[second])
    width, height = float(across(100)) - float(x), float(y) - float(down(100))
    yield f'<rect x="{x}" y="{down(100)}" width="{width:.1f}" height="{height:.1f}" fill="{SHADE}"/>'
    dashed = f'stroke="{INK}" stroke-width="1.2" stroke-dasharray="6 4"'
    yield line(x, down(LOWEST), x, down(100), dashed)
    yield line(across(0), y, across(100), y, dashed)
    yield text(f"{float(x) + 6:.1f}", f"{float(down(LOWEST)) - 8:.1f}", f"no deal: {float(deal.no_deal[first]):.0f}")
    yield text(f"{LEFT + 6}", f"{float(y) - 6:.1f}", f"no deal: {float(deal.no_deal[second]):.0f}")
    yield text(across(99), f"{float(down(100)) + 18:.1f}", "better than no deal for both", anchor="end")


def dot(outcome: Outcome, first: str, second: str) -> str:
    """Return an efficient outcome: full where it is acceptable, hollow where something blocks it."""
    fill = INK if outcome.acceptable else "white"
    x, y = across(outcome.utility[first]), down(outcome.utility[second])
    return f'<circle cx="{x}" cy="{y}" r="2.8" fill="{fill}" stroke="{INK if outcome.acceptable else GREY}"/>'


def mark(shape: str, outcome: Outcome, first: str, second: str, label: str, at: tuple[float, float]) -> str:
    """Return a large shape on an outcome, and a label beside it at a distance in pixels."""
    x, y = float(across(outcome.utility[first])), float(down(outcome.utility[second]))
    style = f'fill="white" stroke="{INK}" stroke-width="2"'
    if shape == "square":
        drawn = f'<rect x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12" {style}/>'
    elif shape == "triangle":
        drawn = f'<path d="M{x:.1f} {y - 8:.1f} L{x + 7:.1f} {y + 5:.1f} L{x - 7:.1f} {y + 5:.1f} Z" {style}/>'
    else:
        drawn = f'<path d="M{x - 6:.1f} {y - 6:.1f} l12 12 m0 -12 l-12 12" stroke="{INK}" stroke-width="2.5"/>'
    to_x, to_y = x + at[0], y + at[1]
    leader = line(f"{x:.1f}", f"{y:.1f}", f"{to_x:.1f}", f"{to_y:.1f}", f'stroke="{GREY}"')
    anchor, gap = ("start", 5) if at[0] > 0 else ("end", -5)
    return leader + drawn + text(f"{to_x + gap:.1f}", f"{to_y + 4:.1f}", label, anchor=anchor)


def key() -> Iterable[str]:
    """Yield what the two kinds of dots mean."""
    for row, (fill, stroke, words) in enumerate(
        ((INK, INK, "efficient and acceptable"), ("white", GREY, "efficient, but blocked"))
    ):
        y = float(down(18)) + 20 * row
        yield f'<circle cx="{LEFT + 12}" cy="{y:.1f}" r="4" fill="{fill}" stroke="{stroke}"/>'
        yield text(f"{LEFT + 24}", f"{y + 4:.1f}", words)


def picture() -> str:
    """Return the picture as SVG."""
    analysis = detente.analyse(CASE)
    deal = analysis.deal
    first, second = deal.counted
    nash, kalai = deal.solutions.nash[0], deal.solutions.kalai_smorodinsky[0]
    offer = deal.proposals["company's offer"].outcome
    assert offer is not None, "the offer is complete"  # noqa: S101 - what is drawn here is known
    acceptable = sum(point.acceptable for point in deal.frontier.points)
    description = (
        f"{deal.frontier.size} efficient outcomes, by the points of {first} and of {second}. {acceptable} of them are "
        f"better than no deal for both and cross no red line. Nash gives {first} {float(nash.utility[first]):.1f} and "
        f"{second} {float(nash.utility[second]):.1f} points; Kalai-Smorodinsky gives them "
        f"{float(kalai.utility[first]):.1f} and {float(kalai.utility[second]):.1f}. "
        f"The company's offer gives {first} less than no deal."
    )
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    style = f'font-family="sans-serif" font-size="13" fill="{INK}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc" {style}>',
        f'<title id="title">{escape(analysis.title)}: what each side can have</title>',
        f'<desc id="desc">{escape(description)}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        *thresholds(deal, first, second),
        *axes(first, second),
        *(dot(point, first, second) for point in deal.frontier.points),
        mark("cross", offer, first, second, "company's offer", (16, 40)),
        mark("triangle", kalai, first, second, "Kalai-Smorodinsky", (40, -52)),
        mark("square", nash, first, second, "Nash", (52, -12)),
        *key(),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(picture(), encoding="utf-8")
