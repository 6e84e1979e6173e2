"""Charts: valid definitions, text as text, and no colour that a page could not exchange."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import altair as alt
import pytest

from detente.report.html.charts.gains import Gain, gains
from detente.report.html.charts.influences import Bar, influences
from detente.report.html.charts.movers import Mover, movers
from detente.report.html.charts.shares import Share, shares
from detente.report.html.charts.space import Axis, Dot, deal_space
from detente.report.html.charts.stakes import Cell, stakes
from detente.report.html.charts.strips import Tick, strips
from detente.report.html.charts.theme import COLOURS, domain
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
    "movers below each other": lambda: movers([Mover(AWKWARD, {"A": (4.0, 4.0), "B": (1, 2), "C": (2, 3)})], width=320),
    "stakes": lambda: stakes([Cell("wage", "Union", 40.0), Cell(AWKWARD, "Union", 0.3), Cell("term", "Union", 0.0)]),
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


@pytest.mark.parametrize("name", ["deal space", "gains", "shares", "influences", "stakes", "strips"])
def test_names_are_text_and_never_markup(name: str):
    picture = drawn(name)
    assert "<b>" not in picture
    assert "Smith &amp;" in picture
    assert "font-family" not in picture


def test_letters_that_would_meet_are_moved_apart():
    near = deal_space(
        [Dot(50, 50, "letter", "A"), Dot(50.2, 50, "letter", "B")], Axis("Union", 0.0), Axis("Company", 0.0)
    )
    picture = str(svg(near, name="chart", title="", description=""))
    places = [tuple(map(float, at)) for at in re.findall(r'translate\(([-\d.]+),([-\d.]+)\)"[^>]*>[AB]<', picture)]
    assert len(places) == 2
    (x, y), (other_x, other_y) = places
    assert (x - other_x) ** 2 + (y - other_y) ** 2 > 18**2


def test_names_of_proposals_do_not_cover_each_other():
    dots = [Dot(50, 50, "proposal", "first draft"), Dot(51, 50, "proposal", "second draft"), Dot(0, 0, "blocked")]
    picture = str(svg(deal_space(dots, Axis("Union"), Axis("Company")), name="chart", title="", description=""))
    heights = {
        text: float(height)
        for height, text in re.findall(
            r"<text[^>]*translate\([-\d.]+,([-\d.]+)\)[^>]*>(first draft|second draft)<", picture
        )
    }
    anchors = {
        text: anchor for anchor, text in re.findall(r'text-anchor="(\w+)"[^>]*>(first draft|second draft)<', picture)
    }
    assert len(heights) == len(anchors) == 2
    assert (
        anchors["first draft"] != anchors["second draft"] or abs(heights["first draft"] - heights["second draft"]) > 13
    )


@pytest.mark.parametrize("values", [[5.0], [5.0, 5.0], [0.0, 100.0], [-3.2, 4.4]])
def test_a_domain_holds_all_values_with_room(values: list[float]):
    low, high = domain(values)
    assert low < min(values) <= max(values) < high


def test_each_side_is_shaded_by_its_own_largest_stake():
    cells = [Cell("wage", "Union", 50.0), Cell("term", "Union", 10.0), Cell("wage", "Company", 10.0)]
    chart = stakes(cells).to_dict()
    steps = {(row["issue"], row["party"]): row["step"] for row in chart["data"]["values"]}
    assert steps == {("wage", "Union"): 5, ("term", "Union"): 1, ("wage", "Company"): 5}
