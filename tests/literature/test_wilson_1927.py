"""The score interval of a share (Wilson 1927).

Source: Edwin B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
Statistical Association 22(158), 1927, 209-212: the interval holds the shares from which what was counted lies no further
than a given number of standard errors of their own. The paper was not at hand. The intervals below are those of table I
of Robert G. Newcombe, Two-sided confidence intervals for the single proportion: comparison of seven methods, Statistics
in Medicine 17(8), 1998, 857-872, his third method (the score, without correction for continuity), as others reproduce
them; all agree to the four digits in print.

Where it differs from its source: the level is 95% throughout. The ends of 0 and of all are exactly 0 and 1, which the
formula gives but for rounding.
"""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest

from detente.catalog import past_ceasefires
from detente.results.reference import ReferenceClass, wilson

NORMAL = 1.959963984540054


@pytest.mark.parametrize(
    ("hits", "number", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0000),
    ],
)
def test_intervals_in_print(hits: int, number: int, low: float, high: float):
    found = wilson(hits, number)
    assert found is not None
    assert [round(end, 4) for end in found] == [low, high]


@pytest.mark.parametrize("each", past_ceasefires().classes, ids=lambda each: each.name)
def test_at_its_ends_what_was_counted_lies_just_so_many_standard_errors_off(each: ReferenceClass):
    assert each.failed_interval is not None
    share = float(Fraction(each.ends.failed, each.ends.known))
    for end in each.failed_interval:
        assert abs(share - end) == pytest.approx(NORMAL * sqrt(end * (1 - end) / each.ends.known))
