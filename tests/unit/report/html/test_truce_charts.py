"""The pictures of a ceasefire: they show the shares they are given, stay inside their frame, and keep to the palette."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from detente.report.html.charts.course import STRIPS, course
from detente.report.html.charts.days import Frame, TermEnd, edge
from detente.report.html.charts.drawing import Drawing
from detente.report.html.charts.names import text_width
from detente.report.html.charts.sureness import Beside, Line, sureness
from detente.report.html.charts.theme import COLLAPSED, COLOURS, HOLDING
from detente.report.html.charts.three import Told, three_things
from detente.report.html.charts.worths import WorthRow, worths

AWKWARD = 'Smith & "Sons" <b>'


def day(**shares: float) -> dict[str, float]:
    return {name: shares.get(name, 0.0) for name in STRIPS}


COURSE = [
    *(day(holding=1 - 0.01 * n, strained=0.004 * n, collapsed=0.006 * n) for n in range(30)),
    *(day(renewed=0.6 - 0.005 * n, lapsed=0.22, collapsed=0.18 + 0.005 * n) for n in range(31)),
]
ENDS = (TermEnd(30, 1), TermEnd(60, 2))
LINES = (Line("in force", [(0.4, 0.5, 0.6)] * 61), Line("collapsed", [(0.1, 0.2, 0.3)] * 61))
BESIDE = (
    Beside(7, (0.9, 1.0, 1.0), (0.95, 0.97, 0.99), few=False, outside=False),
    Beside(60, (0.6, 0.8, 0.9), (0.2, 0.4, 0.5), few=True, outside=True),
    Beside(60, (0.6, 0.8, 0.9), None, few=True, outside=False),
)
ROWS = [WorthRow(AWKWARD, "−3.0 (−5.0 to −1.0)", -3, -5, -1), WorthRow("a hotline", "+9.0", 9, 9, 9)]
TOLD = [
    Told(AWKWARD, "at least 30", "at least 1.5", 30, (1.0, 1.5, None)),
    Told("observers", "10", "2.0", 10, (1.0, 2.0, 3.7)),
    Told("observers", "5, without bounds", "cannot be told", 5, None),
]

PICTURES: dict[str, Callable[[float], Drawing]] = {
    "course": lambda width: course(COURSE, ENDS, width=width),
    "course of a single day": lambda width: course(COURSE[:1], (), width=width),
    "sureness": lambda width: sureness(LINES, ENDS, AWKWARD, BESIDE, width=width),
    "sureness without past ones": lambda width: sureness(LINES, ENDS, "", (), width=width),
    "worths": lambda width: worths([("added", ROWS), ("changed", ROWS)], width=width, label=150, roomy=width > 400),
    "worths of nothing": lambda width: worths(
        [("added", [WorthRow("none", "0.0", 0, 0, 0)])], width=width, label=150, roomy=width > 400
    ),
    "three things": lambda width: three_things(TOLD, "Nobody says so. " * 9, width=width, roomy=width > 400),
}


def elements(picture: Drawing) -> list[ET.Element]:
    # The text was made here: no outside document is parsed.
    return list(ET.fromstring(f"<svg>{picture.markup()}</svg>"))  # noqa: S314


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]


@pytest.mark.parametrize("width", [800, 340])
@pytest.mark.parametrize("name", PICTURES)
def test_nothing_leaves_the_frame(name: str, width: int):
    picture = PICTURES[name](width)
    for each in elements(picture):
        if each.tag == "circle":
            assert 0 <= float(each.attrib["cx"]) <= width
            assert 0 <= float(each.attrib["cy"]) <= picture.height
        elif each.tag == "path":
            for x, y in points(each.attrib["d"]):
                assert -1 <= x <= width + 12
                assert -1 <= y <= picture.height + 1
        elif each.tag == "text":
            assert 0 < float(each.attrib["y"]) <= picture.height
            room = text_width(each.text or "")
            left = float(each.attrib["x"]) - {"end": room, "middle": room / 2}.get(each.get("text-anchor", ""), 0)
            assert left >= -12
            # Words are reckoned rather too wide.
            assert left + 0.85 * room <= width + 12, each.text


@pytest.mark.parametrize("name", PICTURES)
def test_every_colour_is_the_pages_to_exchange(name: str):
    used = set(re.findall(r'(?:fill|stroke)="([^"]*)"', str(PICTURES[name](800).markup()))) - {"none"}
    assert used <= COLOURS.keys()


@pytest.mark.parametrize("name", ["sureness", "worths", "three things"])
def test_names_are_text_and_never_markup(name: str):
    made = str(PICTURES[name](800).markup())
    assert "<b>" not in made
    assert "Smith &amp;" in made


def test_the_strips_are_as_high_as_their_shares():
    areas = {each.get("fill"): each for each in elements(course(COURSE, ENDS, width=642, height=200))}
    collapsed = points(areas[COLLAPSED].attrib["d"])
    last = [y for x, y in collapsed if x == max(x for x, _ in collapsed)]
    assert max(last) - min(last) == pytest.approx(200 * COURSE[-1]["collapsed"], abs=0.2)
    holding = points(areas[HOLDING].attrib["d"])
    first = [y for x, y in holding if x == 30]
    assert max(first) - min(first) == pytest.approx(200, abs=0.2)


def test_a_line_jumps_at_the_end_of_a_term():
    found = edge(Frame(0, 60, 0, 100, 60), [1.0] * 30 + [0.5] * 31, ENDS)
    assert (30.0, 0.0) in found
    assert (30.0, 50.0) in found
    assert found.index((30.0, 50.0)) == found.index((30.0, 0.0)) + 1


def test_a_strip_too_thin_for_its_name_is_named_below():
    made = course([day(holding=0.97, suspended=0.03)] * 61, (), width=640)
    words = {each.text: float(each.attrib["y"]) for each in elements(made) if each.tag == "text"}
    assert words["suspended"] > words["day 0"] > words["holding"]
    assert "collapsed" not in words


def test_names_of_strips_stand_clear_of_the_ends_of_terms():
    made = course(COURSE, ENDS, width=640)
    lines = [points(each.attrib["d"].replace(" V", ",0 V"))[0][0] for each in elements(made) if _is_end(each)]
    assert len(lines) == 2
    for each in elements(made):
        if each.tag == "text" and each.text in STRIPS and each.get("text-anchor") == "middle":
            half = 0.85 * text_width(str(each.text)) / 2
            assert all(abs(float(each.attrib["x"]) - line) >= half for line in lines)


def _is_end(each: ET.Element) -> bool:
    return each.get("stroke-dasharray") == "2 3"


def test_ends_that_stand_close_are_not_named_over_each_other():
    ends = tuple(TermEnd(number, number) for number in range(1, 61))
    made = course(COURSE, ends, width=640)
    tops = sorted(
        (float(each.attrib["x"]), text_width(each.text or ""))
        for each in elements(made)
        if each.tag == "text" and float(each.attrib["y"]) == 18
    )
    assert all(x + 0.8 * room <= after for (x, room), (after, _) in pairwise(tops))


def test_only_what_lies_outside_has_a_ring():
    rings = [each for each in elements(sureness(LINES, (), "n=35", BESIDE, width=480)) if each.get("fill") == "none"]
    rings = [each for each in rings if each.tag == "circle"]
    # One in the legend, one around the only share outside.
    assert len(rings) == 2
    inside = [each for each in BESIDE if not each.outside]
    made = str(sureness(LINES, (), "n=35", inside, width=480).markup())
    assert "outside" not in made


def test_without_bands_none_are_explained():
    flat = (Line("in force", [(0.5, 0.5, 0.5)] * 9), Line("collapsed", [(0.2, 0.2, 0.2)] * 9))
    plain = [each for each in elements(sureness(flat, (), "", (), width=480)) if each.get("fill-opacity")]
    banded = [each for each in elements(sureness(LINES, (), "", (), width=480)) if each.get("fill-opacity")]
    assert len(banded) == len(plain) + 2


def test_what_takes_days_stands_left_of_nothing_in_another_form():
    made = elements(worths([("added", ROWS)], width=800, label=150))
    harm, help_ = (each for each in made if each.tag == "circle")
    nought = next(float(each.attrib["x"]) for each in made if each.text == "0")
    assert float(harm.attrib["cx"]) < nought < float(help_.attrib["cx"])
    assert harm.attrib["fill"] != harm.attrib["stroke"]
    assert help_.attrib["fill"] == help_.attrib["stroke"]
    assert any(each.text == "← shorter" for each in made)
    gain = elements(worths([("added", ROWS[1:])], width=800, label=150))
    assert not any(each.text == "← shorter" for each in gain)


REACHES: dict[str, list[tuple[float, float, float]]] = {
    "nothing helps": [(-12, -38, -1.2), (-3, -9, -0.2), (-20, -55, -2)],
    "nearly nothing helps": [(-12, -38, 3), (2, -9, 4)],
    "nothing harms": [(12, 3, 38), (3, 0.2, 9)],
    "nearly nothing harms": [(12, -1, 38)],
    "both": [(0.02, -0.3, 0.38), (-0.2, -0.4, 0.1)],
    "large": [(1250, -380, 3650), (-3, -900, 1200)],
}


def reaching(days: Sequence[tuple[float, float, float]], name: str) -> list[WorthRow]:
    return [WorthRow(name, f"{central:+,} ({low:+,} to {high:+,})", central, low, high) for central, low, high in days]


def box(each: ET.Element) -> tuple[float, float, float, float]:
    """Return where words stand: left, right, top, bottom; words are reckoned rather too wide."""
    room = 0.85 * text_width(each.text or "")
    left = float(each.attrib["x"]) - {"end": room, "middle": room / 2}.get(each.get("text-anchor", ""), 0)
    return left, left + room, float(each.attrib["y"]) - 9, float(each.attrib["y"]) + 2


@pytest.mark.parametrize("roomy", [True, False])
@pytest.mark.parametrize("name", ["hotline", "observers with eyes on the whole line from the first day"])
@pytest.mark.parametrize("reach", REACHES)
def test_no_line_crosses_words_and_no_words_each_other(reach: str, name: str, roomy: bool):
    width = 800 if roomy else 340
    groups = [(head, reaching(REACHES[reach], name)) for head in ("What could be added", "One term changed")]
    made = elements(worths(groups, width=width, label=min(300, 16 + text_width(name)), roomy=roomy))
    words = [(each.text, *box(each)) for each in made if each.tag == "text"]
    uprights = re.findall(r"M(-?[\d.]+),([\d.]+) V([\d.]+)", " ".join(each.get("d", "") for each in made))
    assert len(uprights) > 4
    for text, left, right, top, bottom in words:
        assert left >= 0, text
        assert right <= width, text
        for x, start, end in uprights:
            assert not (left < float(x) < right and float(start) < bottom and top < float(end)), (text, x)
    for number, (text, left, right, top, bottom) in enumerate(words):
        for other, begin, end, high, low in words[number + 1 :]:
            assert not (left < end and begin < right and top < low and high < bottom), (text, other)


def test_which_way_is_longer_is_said_wherever_there_is_room():
    def said(reach: str) -> list[str | None]:
        made = elements(worths([("added", reaching(REACHES[reach], "a hotline"))], width=340, label=90, roomy=False))
        return [each.text for each in made if each.tag == "text" and re.search("[←→]", each.text or "")]

    assert said("nothing helps") == ["← in force shorter"]
    assert said("nearly nothing helps") == ["longer →", "← in force shorter"]
    assert said("nothing harms") == ["in force longer →"]
    assert said("both") == ["in force longer →", "← shorter"]


@pytest.mark.parametrize("roomy", [True, False])
def test_counts_and_rates_have_scales_of_their_own(roomy: bool):
    made = elements(three_things(TOLD, "", width=900, roomy=roomy))
    bars = [points(each.attrib["d"]) for each in made if each.get("fill-opacity")]
    long, short, _ = (max(x for x, _ in bar) - min(x for x, _ in bar) for bar in bars)
    assert long == pytest.approx(3 * short, rel=0.02)
    dots = [float(each.attrib["cx"]) for each in made if each.tag == "circle"]
    # The larger count is the lower rate.
    assert len(dots) == 2
    assert dots[0] < dots[1]
