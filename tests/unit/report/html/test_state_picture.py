"""The picture of situations: no line through a box, nothing outside, and each thing said where it should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.report.html.charts.drawing import STYLES, Box, Drawing
from detente.report.html.charts.lanes import lanes
from detente.report.html.charts.layers import Link, layers
from detente.report.html.charts.names import text_width
from detente.report.html.charts.theme import COLOURS
from detente.report.html.state_picture import state_picture
from detente.results import Holding
from detente.workspace import hold

Frame = tuple[float, float, float, float]

CASES = (
    "cuba-1962",
    "elmira-1991",
    "prisoners-dilemma",
    "syria-iraq-1975",
    "ukraine-2025",
    "us-north-korea-2017",
)

_STEPS = 40


def points_of(path: str) -> Iterator[tuple[float, float]]:
    """Yield points along a path of the commands that drawings use."""
    at = (0.0, 0.0)
    for letter, rest in re.findall(r"([MLHVCQ])([^MLHVCQZ]*)", path):
        numbers = [float(each) for each in re.findall(r"-?[\d.]+", rest)]
        if letter == "H":
            ends = [(numbers[0], at[1])]
        elif letter == "V":
            ends = [(at[0], numbers[0])]
        else:
            ends = list(zip(numbers[::2], numbers[1::2], strict=True))
        if letter != "M":
            corners = [at, *ends]
            for step in range(_STEPS + 1):
                yield bezier(corners, step / _STEPS)
        at = ends[-1]


def bezier(corners: list[tuple[float, float]], part: float) -> tuple[float, float]:
    while len(corners) > 1:
        pairs = list(pairwise(corners))
        corners = [(a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])) for a, b in pairs]
    return corners[0]


def frames_of(picture: str) -> list[Frame]:
    """Return the boxes of situations: the words in frames of their own inside them are lower than any."""
    found = re.findall(r'<rect x="([-\d.]+)" y="([-\d.]+)" width="([-\d.]+)" height="([-\d.]+)"', picture)
    return [(x, y, w, h) for x, y, w, h in (tuple(map(float, each)) for each in found) if h > 16]


def lines_of(picture: str) -> list[str]:
    return re.findall(r'<path d="([^"]*)" fill="none"', picture)


def inside(point: tuple[float, float], frame: Frame) -> bool:
    x, y, width, height = frame
    return x + 1 < point[0] < x + width - 1 and y + 1 < point[1] < y + height - 1


def assert_clear(picture: str, size: tuple[float, float]) -> None:
    frames = frames_of(picture)
    for one, other in combinations(frames, 2):
        apart = (
            one[0] + one[2] <= other[0]
            or other[0] + other[2] <= one[0]
            or one[1] + one[3] <= other[1]
            or other[1] + other[3] <= one[1]
        )
        assert apart, (one, other)
    for path in lines_of(picture):
        for point in points_of(path):
            assert not any(inside(point, frame) for frame in frames), (path, point)
            assert 0 <= point[0] <= size[0]
            assert 0 <= point[1] <= size[1]
    for x, y, width, height in frames:
        assert x >= 0
        assert y >= 0
        assert x + width <= size[0]
        assert y + height <= size[1]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[tuple[str, list[Box]]], list[Link]]:
    """Return columns of boxes of different heights and any links between them."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=1, max_size=5))
    keys = iter(range(100))
    columns = [
        (f"{number} moves", [Box(str(next(keys)), lines=("words",) * draw(st.integers(1, 4))) for _ in range(size)])
        for number, size in enumerate(sizes)
    ]
    names = [box.key for _, own in columns for box in own]
    pairs = [(a, b) for a in names for b in names if a != b]
    if not pairs:
        return columns, []
    chosen = draw(
        st.lists(
            st.tuples(st.integers(0, 3), st.sampled_from(pairs), st.booleans(), st.booleans()),
            max_size=16,
            unique_by=lambda each: each[:2],
        )
    )
    return columns, [Link(player, *pair, worse=worse, back=back) for player, pair, worse, back in chosen]


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_no_line_ever_runs_through_a_box(graph: tuple[list[tuple[str, list[Box]]], list[Link]]):
    columns, links = graph
    for drawing in (layers(columns, links, width=1150, box=130), lanes(columns, links, width=350, box=216)):
        assert_clear(str(drawing.markup()), (drawing.width, drawing.height))


@cache
def holding_of(name: str) -> Holding:
    return hold(name).moves


def pictures_of(found: Holding) -> tuple[str, str]:
    made = state_picture(found)
    assert made is not None
    wide, narrow = re.findall(r"<svg.*?</svg>", str(made.picture), re.DOTALL)
    return wide, narrow


@pytest.mark.parametrize("name", CASES)
def test_shipped_cases_are_drawn_without_collisions(name: str):
    found = holding_of(name)
    assert found.graph is not None
    for picture in pictures_of(found):
        width, height = map(float, re.findall(r'viewBox="0 0 (\d+) (\d+)"', picture)[0])
        assert len(frames_of(picture)) == len(found.graph.states)
        assert_clear(picture, (width, height))
    wide, narrow = pictures_of(found)
    assert 'class="for-wide"' in wide
    assert 'class="for-narrow"' in narrow
    assert float(re.findall(r'viewBox="0 0 (\d+)', wide)[0]) <= 1184
    assert float(re.findall(r'viewBox="0 0 (\d+)', narrow)[0]) <= 368


@pytest.mark.parametrize("name", CASES)
def test_words_stay_in_their_boxes(name: str):
    for picture in pictures_of(holding_of(name)):
        texts = re.findall(r'<text x="([\d.]+)" y="([\d.]+)" font-size="(\d+)"([^>]*)>([^<]*)<', picture)
        for x, y, size, rest, words in texts:
            if "text-anchor" in rest or any(head in words for head in ("today", "away", "moves lead", "counted from")):
                continue
            frame = next(each for each in frames_of(picture) if inside((float(x), float(y)), each))
            assert float(x) + text_width(words, float(size)) * 0.96 <= frame[0] + frame[2]


@pytest.mark.parametrize("name", CASES)
def test_every_colour_is_the_pages_to_exchange(name: str):
    for picture in pictures_of(holding_of(name)):
        used = set(re.findall(r'(?:fill|stroke)="([^"]*)"', picture)) - {"none"}
        assert used <= COLOURS.keys()


def test_players_differ_without_their_colours():
    assert len({dashes for _, dashes in STYLES}) == len({colour for colour, _ in STYLES}) == len(STYLES)


def test_what_all_situations_have_in_common_is_said_once():
    found = holding_of("elmira-1991")
    assert found.graph is not None
    shown = {key: replace(each, label=f"rain; {each.label}") for key, each in found.shown.items()}
    made = state_picture(replace(found, shown=shown))
    assert made is not None
    assert made.same == "rain"
    assert "rain" not in str(made.picture)
    assert state_picture(replace(found, graph=None)) is None


def test_it_says_what_it_leaves_out():
    whole, part = state_picture(holding_of("elmira-1991")), state_picture(holding_of("ukraine-2025"))
    assert whole is not None
    assert part is not None
    assert "of 64 situations" in part.notes[0]
    assert not any("situations:" in each for each in whole.notes)
    assert any("each player’s best move" in each for each in part.notes)


def test_situations_that_nothing_leads_to_stand_in_a_column_of_their_own():
    found = holding_of("elmira-1991")
    assert found.graph is not None
    graph = replace(found.graph, steps={**found.graph.steps, "21": None, "20": 7, "19": 6})
    wide, narrow = pictures_of(replace(found, graph=graph))
    for picture in (wide, narrow):
        assert "no moves lead there" in picture
        assert "5 moves or more away" in picture
        assert "7 moves" not in picture


def test_what_holds_and_where_it_stands_is_in_words():
    wide, _ = pictures_of(holding_of("syria-iraq-1975"))
    for words in (">today<", ">target<", ">holds: Nash<", ">holds: GMR<", ">1 move away<"):
        assert words in wide


def test_text_is_escaped():
    canvas = Drawing(10, 10)
    canvas.text((0, 0), "<b>&")
    assert "&lt;b&gt;&amp;" in canvas.markup()
