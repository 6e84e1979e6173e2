"""The exact interval of a Poisson mean (Garwood 1936).

Source: F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28(3-4), 1936, 437-442: the lower limit is
the mean from which as many or more come with half the rest of the level, the upper one that from which as many or fewer
do. The paper was not at hand. The limits below are those of tables of his interval as they stand in print and in
calculators that name him; all agree to the digits given.

Where it differs from its source: the limits are divided by the days of exposure, as the log asks for rates. No lower end
is told of a count that is an upper bound, and no upper end of one that is a lower bound.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from detente.analyses.incidents import analyse_incidents
from detente.io.incidents import incident_log
from detente.solvers.counts import rate_interval


@pytest.mark.parametrize(
    ("count", "level", "low", "high", "digits"),
    [
        (0, 0.95, 0.0, 3.689, 3),
        (1, 0.95, 0.0253, 5.5716, 4),
        (2, 0.95, 0.242, 7.225, 3),
        (3, 0.95, 0.619, 8.767, 3),
        (5, 0.95, 1.623, 11.668, 3),
        (10, 0.95, 4.795, 18.390, 3),
        (20, 0.95, 12.217, 30.888, 3),
        (25, 0.90, 17.38, 34.92, 2),
        (25, 0.95, 16.18, 36.90, 2),
        (25, 0.99, 14.00, 41.00, 2),
    ],
)
def test_limits_in_print(count: int, level: float, low: float, high: float, digits: int):
    found = rate_interval(count, 1, level)
    assert found == pytest.approx((low, high), abs=0.6 * 10**-digits)


@pytest.mark.parametrize(
    ("qualifier", "count", "between"),
    [("", 10, (0.4795, 1.8390)), ("at least", 10, (0.4795, None)), ("at most", 10, (0.0, 1.8390))],
)
def test_a_log_tells_them_a_day(qualifier: str, count: int, between: tuple[float, float | None]):
    row = f"truce,north,2025-05-01,2025-05-10,{count},{qualifier}"
    text = f"arrangement,claimant,period_start,period_end,count,qualifier\n{row}\n"
    (arrangement,) = analyse_incidents(incident_log(text.encode(), "incidents.csv")).arrangements
    (tally,) = arrangement.tallies
    assert tally.rate.until == datetime.fromisoformat("2025-05-11")
    assert tally.rate.between is not None
    assert [None if end is None else round(end, 4) for end in tally.rate.between] == list(between)
