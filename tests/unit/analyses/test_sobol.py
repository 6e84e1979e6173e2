"""Total Sobol indices against those of verdicts whose variance can be shared out by hand."""

from __future__ import annotations

import json

import pytest

from detente import UsageError
from detente.analyses.sobol import MOST_NUMBERS
from detente.io import read_text
from detente.workspace import analyse, document_of, json_text

# There is a zone where neither red line is meant: in 0.6 x 0.7 = 0.42 of the draws.
LINES = """
case: Two lines
parties: [union, company]
issues:
  shifts: [fixed, rotating]
  pay: [low, middle, high]
preferences:
  union:
    weights: {shifts: 1..2, pay: 1}
    values: {shifts: {fixed: 100, rotating: 0}, pay: {low: 0, middle: 40..60, high: 100}}
    no_deal: 0
  company:
    weights: {shifts: 1, pay: 1}
    values: {shifts: {fixed: 0, rotating: 100}, pay: {low: 100, middle: 40..60, high: 0}}
    no_deal: 0
red_lines:
  - {party: union, never: {shifts: [fixed, rotating]}, basis: stated, firm: 0.4}
  - {party: company, never: {shifts: [fixed, rotating]}, basis: stated, firm: 0.3}
"""


def test_indices_equal_those_worked_out_by_hand():
    found = analyse(read_text(LINES), draws=4000, sobol=True).uncertainty
    assert found is not None
    assert found.sobol is not None
    indices = {one.path: one for one in found.sobol}
    variance = 0.42 * 0.58
    for party, changing in (("union", 0.6 * 0.4 * 0.7), ("company", 0.7 * 0.3 * 0.6)):
        one = next(index for path, index in indices.items() if path.startswith(f"red_lines.{party}."))
        for value, error in ((one.zopa, one.zopa_error), (one.best, one.best_error)):
            assert value is not None
            assert error is not None
            assert 0 < error < 0.03
            assert value == pytest.approx(changing / variance, abs=4 * error), party
    # A number that changes nothing has none of the variance.
    assert {one.zopa for path, one in indices.items() if path.startswith("preferences.")} == {0.0}


def test_numbers_that_an_order_ties_count_as_one():
    ordered = LINES.replace("weights: {shifts: 1..2, pay: 1}", "weights: pay > shifts").replace(
        "no_deal: 0", "no_deal: 40..70"
    )
    found = analyse(read_text(ordered), draws=500, sobol=True).uncertainty
    assert found is not None
    paths = [one.path for one in found.sobol or ()]
    assert "preferences.union.weights" in paths
    assert not any(path.startswith("preferences.union.weights.") for path in paths)
    assert len(paths) == len(set(paths)) <= MOST_NUMBERS


def test_a_verdict_that_hardly_varies_has_no_index():
    found = analyse("wage-talks", draws=300, sobol=True)
    assert found.uncertainty is not None
    assert found.uncertainty.sobol == ()
    assert json.loads(json_text(document_of(found)))["uncertainty"]["sobol"] == []


def test_indices_do_not_depend_on_the_number_of_workers():
    one, two = (analyse(read_text(LINES), draws=600, sobol=True, workers=workers) for workers in (1, 2))
    assert one == two
    without = analyse(read_text(LINES), draws=600).uncertainty
    assert without is not None
    assert without.sobol is None


def test_nothing_uncertain_has_no_variance_to_share_out():
    certain = LINES.split("red_lines", maxsplit=1)[0].replace("40..60", "50").replace("1..2", "1")
    with pytest.raises(UsageError, match="Leave out --sobol"):
        analyse(read_text(certain), sobol=True)
