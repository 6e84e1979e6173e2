"""Charts: valid definitions, text as text, and no colour that a page could not exchange."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable
from typing import Any

import altair as alt
import numpy as np
import pytest

from detente.report.html.charts.gains import Gain, gains
from detente.report.html.charts.influences import Bar, influences
from detente.report.html.charts.movers import Mover, movers
from detente.report.html.charts.names import fitted, text_width
from detente.report.html.charts.passing import Passed, passing
from detente.report.html.charts.placing import Plane
from detente.report.html.charts.pressure import Pressed, pressure
from detente.report.html.charts.shares import Share, shares
from detente.report.html.charts.space import Axis, Dot, deal_space
from detente.report.html.charts.stairs import Stair, stairs
from detente.report.html.charts.strips import Tick, strips
from detente.report.html.charts.theme import COLOURS, INK, ORANGE, PAPER, domain
from detente.report.html.charts.tightening import Asked, tightening
from detente.report.html.charts.zones import Zone, zones
from detente.report.html.svg import colour_rules, svg

AWKWARD = 'Smith & "Sons" <b>'
DOTS = [
    Dot(10, 90, "blocked"),
    Dot(60, 60, "acceptable"),
    Dot(61, 59, "acceptable"),
    Dot(20, 30, "proposal", AWKWARD),
    Dot(60, 60, "letter", "A"),
    Dot(61, 59, "letter", "B"),
]


def ticks(party: str) -> list[Tick]:
    return [
        Tick(party, 40.0, "no deal"),
        Tick(party, 50.0, "acceptable"),
        Tick(party, 60.0, "blocked"),
        Tick(party, 52.0, "proposal", "1|draft"),
        Tick(party, 50.0, "letter", "A"),
        Tick(party, 51.0, "letter", "B"),
    ]


CURVE = ((0.0, 0.1), (10.0, 0.5), (20.0, 1.0), (50.0, 1.0))
ASKED = [Asked(0, {"Union": 4.0, AWKWARD: 5.0}), Asked(2, {"Union": 6.0, AWKWARD: -1.0}), Asked(4, {})]
WON = [Passed(AWKWARD, 0.5, {"A": 0.9, "B": 0.91}), Passed("all", 0.004, {"A": 0.2, "B": 0.4})]
STAIRS = [Stair("", 0, 0.2), Stair("1", 2, 0.4), Stair("2", 8, 0.9, flagged=True)]

CHARTS: dict[str, Callable[[], Any]] = {
    "deal space": lambda: deal_space(DOTS, Axis("Union", 40.0), Axis(AWKWARD, 45.0)),
    "deal space without no-deal values": lambda: deal_space(DOTS, Axis("Union"), Axis("Company")),
    "gains": lambda: gains(
        [Gain("A", "Union", 4.0, 1.0, 3.0, 5.0, 8.0), Gain(AWKWARD, "Union", -2.0), Gain("A", "Company", 6.0)]
    ),
    "gains below each other": lambda: gains([Gain("A", "Union", 4.0), Gain("A", "Company", 6.0)], beside=False),
    "shares": lambda: shares([Share(AWKWARD, 0.5, {"Union": 0.6, "Company": 0.9})], draws=1000),
    "influences": lambda: influences([Bar("weight of wage to union", 0.4, 0.8), Bar(AWKWARD, 0.5, 0.6)], middle=0.6),
    "movers": lambda: movers(
        [
            Mover("weight of wage", {"Union": (4.0, -2.0), AWKWARD: (1.0, 1.0)}),
            Mover(AWKWARD, {"Union": (0, 1), AWKWARD: (3, 2)}),
        ],
        middles={"Union": 1.0},
    ),
    "movers below each other": lambda: movers(
        [Mover(AWKWARD, {"A": (4.0, 4.0), "B": (1, 2), "C": (2, 3)})], width=330, label=130, beside=False
    ),
    "passing": lambda: passing(WON, at_least=0.5),
    "passing below each other": lambda: passing(WON, at_least=0.5, width=330, label=110, beside=False),
    "passing without letters": lambda: passing([Passed(AWKWARD, 0.5, {})], at_least=0.5),
    "tightening": lambda: tightening(ASKED, ["Union", AWKWARD]),
    "tightening below each other": lambda: tightening(ASKED[:2], ["Union", AWKWARD], width=330, beside=False),
    "pressure": lambda: pressure([Pressed(AWKWARD, CURVE, 5.7), Pressed("Union", CURVE, None)], draws=1000),
    "pressure below each other": lambda: pressure([Pressed(AWKWARD, CURVE, 0.0)], draws=9, width=330, beside=False),
    "stairs": lambda: stairs([(AWKWARD, STAIRS), ("Union", STAIRS[:2])], draws=1000),
    "zones": lambda: zones([Zone("nothing", 0.5), Zone(AWKWARD, 0.9, flagged=True)], draws=1000),
    "strips": lambda: strips([tick for party in ("Union", "Company", AWKWARD, "City") for tick in ticks(party)]),
}


def drawn(name: str) -> str:
    return str(svg(CHARTS[name](), name="chart", title="Title & more", description="What is to be seen"))


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_valid_vega_lite(name: str):
    chart = CHARTS[name]()
    assert isinstance(chart, alt.TopLevelMixin)
    assert chart.to_dict(validate=True)["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_has_one_name_and_no_other_roles(name: str):
    picture = drawn(name)
    assert picture.startswith('<svg role="img" ')
    assert '<title id="chart-title">Title &amp; more</title><desc id="chart-desc">What is to be seen</desc>' in picture
    assert 'aria-labelledby="chart-title chart-desc"' in picture
    assert picture.count("role=") == picture.count("aria-") == 1


@pytest.mark.parametrize("name", CHARTS)
def test_every_colour_is_the_pages_to_exchange(name: str):
    used = set(re.findall(r'(?:fill|stroke)="(#[^"]*|[a-z]+)"', drawn(name))) - {"none", "transparent"}
    assert used
    assert used <= COLOURS.keys()


def test_every_colour_has_a_rule():
    rules = str(colour_rules())
    assert all(f'[fill="{colour}"]{{fill:var({place})}}' in rules for colour, place in COLOURS.items())


@pytest.mark.parametrize(
    "name",
    ["deal space", "gains", "shares", "influences", "strips", "passing", "tightening", "pressure", "stairs", "zones"],
)
def test_names_are_text_and_never_markup(name: str):
    picture = drawn(name)
    assert "<b>" not in picture
    assert "Smith &amp;" in picture
    assert "font-family" not in picture


def places(dots: list[Dot], words: str) -> dict[str, tuple[float, float]]:
    """Return where the middles of words are in a deal space."""
    chart = deal_space(dots, Axis("Union", 0.0), Axis("Company", 0.0))
    picture = str(svg(chart, name="chart", title="", description=""))
    found = re.findall(rf'translate\(([-\d.]+),([-\d.]+)\)"[^>]*>({words})<', picture)
    return {text: (float(x), float(y)) for x, y, text in found}


def test_letters_that_would_meet_are_moved_apart():
    found = places([Dot(50, 50, "letter", "A"), Dot(50.2, 50, "letter", "B")], "[AB]")
    assert math.dist(found["A"], found["B"]) > 18


def test_names_of_proposals_do_not_cover_each_other():
    dots = [Dot(50, 50, "proposal", "first draft"), Dot(51, 50, "proposal", "second draft")]
    found = places(dots, "first draft|second draft")
    (x, y), (other_x, other_y) = found["first draft"], found["second draft"]
    assert abs(x - other_x) > text_width("first draft") or abs(y - other_y) > 13


def test_a_proposal_that_is_a_package_worth_discussing_is_seen_beside_it():
    dots = [Dot(50, 50, "letter", "A"), Dot(50, 50, "proposal", "draft"), Dot(90, 90, "blocked")]
    found = places(dots, "A|draft")
    assert math.dist(found["A"], found["draft"]) > 18
    picture = str(svg(deal_space(dots, Axis("Union"), Axis("Company")), name="chart", title="", description=""))
    diamond = picture.index(f'fill="{ORANGE}"')
    assert diamond < picture.index(f'fill="{INK}" stroke="{PAPER}"')


@pytest.mark.parametrize("seed", range(20))
def test_words_hide_no_point_no_mark_and_no_other_words(seed: int):
    numbers = np.random.default_rng(seed)
    points = [(float(x), float(400 - x + numbers.normal(0, 4))) for x in numbers.uniform(20, 380, 60)]
    marks = [(float(x), float(y)) for x, y in numbers.uniform(30, 370, (8, 2))]
    plane = Plane(600, 420, points=points, boxes=[(x - 7, y - 7, x + 7, y + 7) for x, y in marks])
    for mark in marks:
        plane.put(mark, wide=100, high=15)
    words = plane.boxes[len(marks) :]
    for left, low, right, high in words:
        assert left >= 0
        assert low >= 0
        assert right <= 600
        assert high <= 420
        assert not [spot for spot in points if left < spot[0] < right and low < spot[1] < high]
    for one, other in itertools.combinations(plane.boxes, 2):
        if one in words or other in words:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_words_away_from_their_mark_are_joined_to_it():
    plane = Plane(300, 300, boxes=[(100, 100, 200, 200)])
    away = plane.put((150, 150), wide=30, high=14)
    assert math.dist(away.tip, (150, 150)) > 40
    beside = plane.put((50, 50), wide=30, high=14)
    assert beside.tip == (50, 50)


@pytest.mark.parametrize("name", ["wage", "Land and power plants", "x" * 200, "a " + "y" * 80 + " b", "one two " * 20])
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_name_fits_its_room(name: str, lines: int):
    found = fitted(name, 110, lines)
    assert len(found) <= lines
    assert all(text_width(line) <= 110 for line in found)
    assert " ".join(found) == name.strip() or any(line.endswith("…") for line in found)


@pytest.mark.parametrize("values", [[5.0], [5.0, 5.0], [0.0, 100.0], [-3.2, 4.4]])
def test_a_domain_holds_all_values_with_room(values: list[float]):
    low, high = domain(values)
    assert low < min(values) <= max(values) < high


def texts(chart: Any) -> list[str]:
    """Return the words in a chart, in order."""
    return re.findall(r"<text[^>]*>([^<]*)<", str(svg(chart, name="chart", title="", description="")))


def test_packages_that_a_ratifier_is_as_ready_to_pass_share_one_label():
    told = texts(passing([Passed("board", 0.5, {"A": 0.9, "B": 0.2, "C": 0.91})], at_least=0.5))
    assert "A C" in told
    assert "B" in told
    assert "A" not in told


def test_a_ratifier_that_is_not_asked_keeps_its_row_beside_its_bar():
    rows = [Passed("board", 0.5, {"A": 0.9}), Passed("court", 0.9, {}), Passed("members", 0.2, {"A": 0.4})]
    drawn = str(svg(passing(rows, at_least=0.5), name="c", title="", description=""))
    bars = [float(y) for y in re.findall(r'd="M0,([0-9.]+)h[0-9.]+v12h', drawn)]
    dots = [float(y) for y in re.findall(r'transform="translate\([0-9.]+,([0-9.]+)\)" d="M', drawn)]
    assert dots == [bars[0] + 6, bars[2] + 6]


def test_a_win_set_too_rare_for_the_sample_is_not_called_empty():
    assert "under 1" in texts(passing([Passed("board", 0.001, {})], at_least=0.5))


def test_the_point_at_which_nothing_passes_any_more_is_marked():
    marked, open_ended = (
        str(svg(tightening(rows, ["Union"]), name="c", title="", description="")) for rows in (ASKED, ASKED[:2])
    )
    assert ">passes<" in marked
    assert ">passes<" not in open_ended


def test_break_even_is_marked_where_pressure_helps_and_a_red_line_is_said():
    assert "5.7" in texts(pressure([Pressed("Union", CURVE, 5.7)], draws=100))
    assert "a red line: no pressure moves it" in texts(pressure([Pressed("Union", CURVE, None)], draws=100))
    assert not {"0.0", "a red line: no pressure moves it"} & set(
        texts(pressure([Pressed("Union", CURVE, 0.0)], draws=9))
    )


def test_what_breaks_a_norm_is_seen_without_its_colour():
    marked = str(
        svg(zones([Zone("a", 0.5), Zone("b", 0.9, flagged=True)], draws=9), name="c", title="", description="")
    )
    assert marked.count(f'fill="{PAPER}" stroke="{ORANGE}"') == 1
