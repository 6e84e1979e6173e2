"""The colours of pages: text is legible and series differ in grey, on light pages and on dark ones."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations, pairwise

import pytest

from detente.report.html.charts.course import STRIPS
from detente.report.html.charts.theme import COLOURS

THEMES = ("light", "dark")


def declared(sheet: str, theme: str) -> dict[str, str]:
    """Return the custom properties of a theme: what it does not set is as on light pages."""
    text = files("detente.report.html").joinpath("templates", sheet).read_text(encoding="utf-8")
    light, *others = re.findall(r":root \{(.*?)\}", text, flags=re.DOTALL)
    # The first of the others is that of dark screens; a third is for paper, which is light.
    found = dict(re.findall(r"(--[a-z0-9-]+): ([^;]+);", light))
    return found | (dict(re.findall(r"(--[a-z0-9-]+): ([^;]+);", others[0])) if theme == "dark" else {})


def palette(theme: str) -> dict[str, str]:
    """Return every colour of pages as six hexadecimal digits; those of a shade that is seen through are left out."""
    named = declared("style.css", theme) | declared("report.css", theme)
    told = {name: named[value[4:-1]] if value.startswith("var(") else value for name, value in named.items()}
    return {name: value for name, value in told.items() if re.fullmatch("#[0-9a-f]{6}", value)}


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2: 0 for black, 1 for white."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2.2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    """Return the lightness of CIELAB, from 0 to 100: how light a colour is as a grey."""
    share = luminance(colour)
    return 116 * share ** (1 / 3) - 16 if share > 216 / 24389 else share * 24389 / 27


TEXT = [
    *((words, ground) for words in ("ink", "quiet", "link", "no", "open") for ground in ("paper", "raised")),
    *((kind, f"{kind}-soft") for kind in ("yes", "no", "open")),
    ("ink", "open-soft"),
    ("paper", "ink"),
    *(("ink", f"heat-{shade}") for shade in range(4)),
    *(("paper", f"heat-{shade}") for shade in (4, 5)),
    *((COLOURS[words][2:], COLOURS[ground][2:]) for ground, words in STRIPS.values()),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("words", "ground"), TEXT)
def test_words_are_legible(words: str, ground: str, theme: str):
    colours = palette(theme)
    assert contrast(colours[f"--{words}"], colours[f"--{ground}"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("number", range(1, 7))
def test_marks_stand_out(number: int, theme: str):
    colours = palette(theme)
    assert contrast(colours[f"--chart-{number}"], colours["--paper"]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_strips_of_a_stack_differ_in_grey(theme: str):
    colours = palette(theme)
    tones = {name: lightness(colours[COLOURS[fill]]) for name, (fill, _) in STRIPS.items()}
    near = [(one, other) for one, other in pairwise(tones) if abs(tones[one] - tones[other]) < 12]
    assert near == []
    # A strip without height makes others neighbours, and the legend has all of them side by side.
    assert min(abs(tones[one] - tones[other]) for one, other in combinations(tones, 2)) >= 9
    # What is left out when one strip is missing leaves these beside each other most often.
    assert abs(tones["suspended"] - tones["lapsed"]) >= 12


@pytest.mark.parametrize("theme", THEMES)
def test_shades_of_a_table_go_one_way(theme: str):
    colours = palette(theme)
    tones = [lightness(colours[f"--heat-{shade}"]) for shade in range(6)]
    assert all(abs(one - other) >= 5 for one, other in pairwise(tones))
    assert sorted(tones, reverse=theme == "light") == tones


def test_charts_are_right_by_themselves():
    colours = palette("light")
    named = {place: colour for colour, place in COLOURS.items() if place in colours}
    middling = named.pop("--stack-middling")
    assert named == {place: colours[place] for place in named}
    assert contrast(middling, colours["--ink"]) < 1.01


def test_lightness_and_contrast_are_those_of_their_definitions():
    assert (contrast("#000000", "#ffffff"), contrast("#777777", "#777777")) == (21, 1)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert (lightness("#000000"), lightness("#ffffff")) == (0, pytest.approx(100))
    assert lightness("#808080") == pytest.approx(53.585, abs=0.001)
