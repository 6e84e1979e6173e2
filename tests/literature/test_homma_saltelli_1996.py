"""Total indices of verdicts that are products (Homma and Saltelli 1996).

Source: Toshimitsu Homma and Andrea Saltelli, Importance measures in global sensitivity analysis of nonlinear models,
Reliability Engineering and System Safety 52(1), 1996, 1-17: the total index of an input is the part of the variance
that goes with it alone or together with others, the expected variance given all other inputs over the whole variance.
The models of the paper are not verdicts; the indices of the verdict here follow from that definition in closed form.

Where it differs from its source: the quantity is yes or no, and first-order indices are not reported.
"""

from __future__ import annotations

from math import prod

import pytest

from detente.io import read_text
from detente.results import Uncertainty
from detente.workspace import analyse
from literature.menu import PARTIES, menu_text

DRAWS = 4000


def found_for(limits: tuple[int, ...]) -> Uncertainty:
    """Return what draws say of a package that each party accepts where a number of 0 to 100 is below its limit."""
    text = menu_text({"sign": limits, "nothing": (0,) * len(limits)}, ["0..100"] * len(limits))
    found = analyse(read_text(text), draws=DRAWS, seed=3, sobol=True).uncertainty
    assert found is not None
    return found


def total(shares: list[float], place: int) -> float:
    """Return the total index of one factor of a product of independent verdicts that hold in these shares.

    Given the others, the product varies only where all of them hold, and then by a (1 - a).
    """
    whole = prod(shares)
    own = shares[place]
    return own * (1 - own) * whole / own / (whole * (1 - whole))


def first_order(shares: list[float], place: int) -> float:
    """Return the part of the variance that goes with one factor alone: Var(E[Y | x]) over the variance."""
    whole = prod(shares)
    own = shares[place]
    return own * (1 - own) * (whole / own) ** 2 / (whole * (1 - whole))


@pytest.mark.parametrize("limits", [(60, 70), (50, 50), (80, 90, 60), (70, 70, 70)])
def test_total_indices_of_a_product(limits: tuple[int, ...]):
    shares = [limit / 100 for limit in limits]
    found = found_for(limits)
    assert found.zopa_share == pytest.approx(prod(shares), abs=0.03)
    assert found.sobol is not None
    indices = {one.path: one for one in found.sobol}
    for place, party in enumerate(PARTIES[: len(limits)]):
        one = indices[f"preferences.{party}.no_deal"]
        for value, error in ((one.zopa, one.zopa_error), (one.best, one.best_error)):
            assert value is not None
            assert error is not None
            assert 0 < error < 0.03
            assert value == pytest.approx(total(shares, place), abs=4 * error)


def test_the_formula_by_hand():
    # 0.6 * 0.4 * 0.7 = 0.168 of 0.42 * 0.58 = 0.2436, and 0.7 * 0.3 * 0.6 = 0.126.
    assert total([0.6, 0.7], 0) == pytest.approx(0.168 / 0.2436)
    assert total([0.6, 0.7], 1) == pytest.approx(0.126 / 0.2436)


def test_totals_add_up_to_more_than_the_variance_by_what_goes_with_several():
    # For two factors: first orders plus what goes with both make 1, and totals count the latter twice.
    shares = [0.6, 0.7]
    together = 1 - first_order(shares, 0) - first_order(shares, 1)
    assert total(shares, 0) + total(shares, 1) == pytest.approx(1 + together)
    found = found_for((60, 70))
    assert found.sobol is not None
    sums = sum(one.zopa for one in found.sobol if one.zopa is not None)
    errors = sum(one.zopa_error for one in found.sobol if one.zopa_error is not None)
    assert sums == pytest.approx(1 + together, abs=3 * errors)
    assert sums > 1.1
