"""The correlation ratio of a gain on one number (Pearson 1905).

Source: Karl Pearson, On the General Theory of Skew Correlation and Non-linear Regression, Dulau, 1905: the square of the
correlation ratio is the variance of the means of the arrays, each counted with its number, over the variance of all. The
memoir's tables were not at hand; the ratios follow from the definition by the arithmetic shown.

Where it differs from its source: the arrays are five bins of equally many draws, from those in which a number is lowest
to those in which it is highest. Of the variance of a number that is uniform, one part in 25 lies inside the bins.
"""

from __future__ import annotations

import pytest

from detente.io import read_text
from detente.results import GainEffect
from detente.workspace import analyse
from literature.menu import menu_text

BETWEEN = 1 - 1 / 25


def effects(sign: str, no_deal: str) -> dict[str, GainEffect]:
    """Return what each number of one party does to its gain in a package worth `sign`."""
    text = menu_text({"sign": (50, 50), "nothing": (0, 0)}, [no_deal, 0]).replace('"sign": 50', f'"sign": "{sign}"', 1)
    found = analyse(read_text(text), draws=4000, seed=9).uncertainty
    assert found is not None
    assert found.gains_of == "package A"
    return {one.path.split(".")[2]: one.gains["one"] for one in found.influences}


@pytest.mark.parametrize(("sign", "no_deal"), [((60, 100), (0, 40)), ((80, 100), (0, 60)), ((55, 60), (0, 50))])
def test_the_ratio_of_each_of_two_numbers(sign: tuple[int, int], no_deal: tuple[int, int]):
    # The gain is the difference of two uniform numbers: each has its width squared as its part of the variance.
    found = effects(f"{sign[0]}..{sign[1]}", f"{no_deal[0]}..{no_deal[1]}")
    widths = {"values": sign[1] - sign[0], "no_deal": no_deal[1] - no_deal[0]}
    whole = sum(width**2 for width in widths.values())
    for name, width in widths.items():
        assert found[name].explains == pytest.approx(BETWEEN * width**2 / whole, abs=0.02)
    assert sum(effect.explains for effect in found.values()) == pytest.approx(BETWEEN, abs=0.02)


def test_a_number_on_which_the_gain_depends_alone():
    found = effects("90", "0..50")
    assert found["no_deal"].explains == pytest.approx(BETWEEN, abs=1e-3)
    # Means of the outer bins: 90 less 5 and 90 less 45.
    assert (found["no_deal"].low, found["no_deal"].high) == pytest.approx((85, 45), abs=0.1)


SKEW = """
case: Skew
parties: [one, two]
drivers: {front: How the front moves}
issues: {land: ["no", "yes"], name: ["no", "yes"]}
preferences:
  one:
    weights: {land: {is: 0..100, moves_with: front}, name: {is: 0..100, moves_against: front}}
    values: {land: {"no": 0, "yes": {is: 0..100, moves_against: front}}, name: {"no": 0, "yes": 0}}
    no_deal: 0
  two:
    weights: {land: 1, name: 1}
    values: {land: {"no": 0, "yes": 100}, name: {"no": 0, "yes": 100}}
    no_deal: 10
"""


def test_the_ratio_finds_what_a_correlation_does_not():
    # With u from 0 to 1 the weights are 100 u and 100 (1 - u), and land is worth 100 (1 - u): the gain is 100 u (1 - u).
    # It rises and falls alike, so that the correlation with u is 0. Over fifths its means are 26/3, 62/3, 74/3, 62/3 and
    # 26/3, of variance 44.8; over all its variance is 10,000 (1/30 - 1/36) = 10,000/180.
    found = analyse(read_text(SKEW), draws=4000, seed=9).uncertainty
    assert found is not None
    (front,) = found.influences
    assert front.path == "drivers.front"
    effect = front.gains["one"]
    assert (effect.low, effect.high) == pytest.approx((26 / 3, 26 / 3), abs=0.05)
    assert effect.explains == pytest.approx(44.8 * 180 / 10_000, abs=0.005)
