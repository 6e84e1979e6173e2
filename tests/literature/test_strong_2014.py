"""The value of learning one number, read off the draws (Strong, Oakley and Brennan 2014).

Source: Mark Strong, Jeremy E. Oakley and Alan Brennan, Estimating multiparameter partial expected value of perfect
information from a probabilistic sensitivity analysis sample, Medical Decision Making 34(3), 2014, 311-326. The paper
reads the expected value of partial perfect information off a sample that has been drawn anyway, by regression. Its
health models cannot be run here; instead a case is taken whose values follow from the definition in closed form.

Where it differs from its source: instead of a regression, draws are put into five bins by the number in question, which
serves for one number at a time. A change of mind inside a bin is lost; the last test shows how much. The verdict is
whether a package is acceptable, and a wrong one costs 1.
"""

from __future__ import annotations

import json

import pytest

from detente.analyses.influence import BINS
from detente.io import read_text
from detente.results import Uncertainty
from detente.workspace import analyse
from literature.menu import menu_text

DRAWS = 4000
# Shares in a bin of 800 draws vary by 0.018 at most. Over five bins the values vary by less than 0.01.
ERROR = 0.03


def found_for(one: int, two: int) -> Uncertainty:
    """Return what draws say of a package that two parties accept where numbers of 0 to 100 are below `one` and `two`."""
    case = menu_text({"sign": (one, two), "nothing": (0, 0)}, ["0..100", "0..100"])
    found = analyse(read_text(case), draws=DRAWS, seed=5).uncertainty
    assert found is not None
    assert found.packages[0].package == {"deal": "sign"}
    return found


def partial(own: float, other: float) -> float:
    """Return the value of learning a number that must be below `own`, where another must be below `other`.

    Without it a wrong verdict has a chance of min(p, 1 - p), p = own other. With it: of min(other, 1 - other) where the
    number is below `own`, else of none.
    """
    share = own * other
    return min(share, 1 - share) - own * min(other, 1 - other)


def evppi(found: Uncertainty, party: str) -> float:
    (value,) = [one.evppi for one in found.influences if one.path == f"preferences.{party}.no_deal"]
    return value


@pytest.mark.parametrize(("one", "two"), [(60, 80), (80, 80), (40, 60), (80, 20)])
def test_the_value_of_learning_a_number_in_closed_form(one: int, two: int):
    # The changes lie between bins, so that binning loses nothing.
    found = found_for(one, two)
    p = one * two / 10_000
    assert found.evpi == pytest.approx(min(p, 1 - p), abs=ERROR)
    assert evppi(found, "one") == pytest.approx(partial(one / 100, two / 100), abs=ERROR)
    assert evppi(found, "two") == pytest.approx(partial(two / 100, one / 100), abs=ERROR)


def test_the_closed_form_by_hand():
    # 0.48 - 0.6 * 0.2 = 0.36; 0.48 - 0.8 * 0.4 = 0.16. Neither alone is worth 0.48, what it is worth to learn both.
    assert partial(0.6, 0.8) == pytest.approx(0.36)
    assert partial(0.8, 0.6) == pytest.approx(0.16)
    # Where the other number is most often too large anyway, learning this one changes no verdict.
    assert partial(0.8, 0.2) == pytest.approx(0)


def test_a_number_that_changes_no_verdict_is_worth_nothing():
    text = menu_text({"sign": (60, 80), "nothing": (0, 0)}, ["0..100", 0])
    # The second party accepts anything above 0: its unknown value of nothing does not matter.
    case = json.loads(text)
    case["preferences"]["two"]["values"]["deal"]["sign"] = "70..90"
    found = analyse(read_text(json.dumps(case)), draws=DRAWS, seed=5).uncertainty
    assert found is not None
    values = {one.path: one.evppi for one in found.influences}
    assert values.pop("preferences.one.no_deal") == pytest.approx(0.4)
    assert list(values.values()) == [pytest.approx(0, abs=ERROR)]


def test_a_change_inside_a_bin_is_lost_in_part():
    # The first number changes the verdict in the middle of the third bin, whose share is then half of 0.8.
    found = found_for(50, 80)
    binned = 0.4 - (0.2 + 0.2 + 0.4 + 0 + 0) / BINS
    assert binned == pytest.approx(0.24)
    assert partial(0.5, 0.8) == pytest.approx(0.30)
    assert evppi(found, "one") == pytest.approx(binned, abs=ERROR)
