"""The chain: closed forms, another algorithm, exact arithmetic at any speed, and the stand-in that is not used."""

from __future__ import annotations

from decimal import Decimal, localcontext
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.linalg import expm

from detente.errors import LimitError, UsageError
from detente.solvers.ceasefire.chain import (
    FASTEST,
    STATES,
    Reached,
    curve,
    each_day,
    expected_days,
    first_passage,
    outcome,
)
from detente.solvers.ceasefire.dates import Calendar, Phase, Renewal, Term, repeated
from detente.solvers.ceasefire.rates import Rates, generator, straining

Floats = NDArray[np.float64]

HOLDING, STRAINED, SUSPENDED, RENEWED, LAPSED, SUPERSEDED, COLLAPSED = range(len(STATES))
ALWAYS = Renewal(1, 1, 1)


def plain(rates: Rates, *terms: Term) -> Calendar:
    return Calendar((Phase(rates),), terms)


def drawn(draws: int, seed: int, fastest: float = 0.5) -> Rates:
    rng = np.random.default_rng(seed)

    def up_to(most: float) -> Floats:
        return rng.uniform(0, most, draws)

    return Rates(
        accident=up_to(fastest),
        violation=rng.uniform(0, fastest, (draws, 2)),
        detection=up_to(1),
        attribution=up_to(1),
        strain_accident=up_to(1),
        strain_violation=up_to(1),
        strain_unexplained=up_to(1),
        resolution=up_to(fastest),
        retaliation=up_to(fastest),
        resumption=up_to(fastest),
        collapse_holding=up_to(0.01),
        collapse_strained=up_to(0.05),
        collapse_suspended=up_to(0.1),
        supersession_holding=up_to(0.01),
        supersession_strained=up_to(0.01),
        supersession_suspended=up_to(0.01),
    )


def drawn_calendar(draws: int, seed: int, fastest: float = 0.5) -> Calendar:
    rng = np.random.default_rng((seed, 1))
    renewal = Renewal(*(rng.uniform(0, 1, draws) for _ in range(3)))
    phases = (Phase(drawn(draws, seed, fastest), 10), Phase(drawn(draws, seed + 1, fastest)))
    return Calendar(phases, repeated(30, renewal, 4))


def by_matrices(calendar: Calendar, days: int) -> Floats:
    """Return curves of nine states by exponentials of whole matrices: first term, later terms, ends."""
    found: list[Floats] = []
    for draw in range(calendar.shape[0]):
        now = np.zeros(9)
        now[calendar.start] = 1
        rows = [now]
        steps: list[Floats] = []
        for phase in calendar.phases:
            small = np.broadcast_to(generator(phase.rates), (calendar.shape[0], 5, 5))[draw]
            large = np.zeros((9, 9))
            for block in (slice(0, 3), slice(3, 6)):
                large[block, block] = small[:3, :3]
                large[block, 7:] = small[:3, 3:]
            steps.append(expm(large))
        jumps: dict[int, Floats] = {}
        for date, renewal in calendar.dates(days):
            jump = np.eye(9)
            for inner in range(3):
                chance = 0.0 if renewal is None else renewal.chances[inner].reshape(-1)[draw]
                for row in (inner, 3 + inner):
                    jump[row] = 0
                    jump[row, 3 + inner], jump[row, 6] = chance, 1 - chance
            jumps[date] = jump
        for day in range(1, days + 1):
            now = now @ steps[calendar.phase(day - 1)] @ jumps.get(day, np.eye(9))
            rows.append(now)
        found.append(np.array(rows))
    return np.array(found)


def test_a_constant_rate_of_collapse_gives_exponential_survival():
    found = curve(plain(Rates(collapse_holding=0.07)), 60).shares
    days = np.arange(61)
    assert found[:, HOLDING] == pytest.approx(np.exp(-0.07 * days), abs=1e-14)
    assert found[:, COLLAPSED] == pytest.approx(-np.expm1(-0.07 * days), abs=1e-14)
    assert expected_days(plain(Rates(collapse_holding=0.07)), 60) == pytest.approx(-np.expm1(-4.2) / 0.07, abs=1e-12)


def test_competing_ends_share_what_ends_as_their_rates():
    found = curve(plain(Rates(collapse_holding=0.03, supersession_holding=0.06)), 40).shares
    assert found[1:, SUPERSEDED] / found[1:, COLLAPSED] == pytest.approx(2, abs=1e-12)


def test_strains_that_are_never_settled_come_as_the_first_incident_does():
    rates = Rates(accident=0.4, detection=0.5, attribution=0.25, strain_accident=0.2, strain_unexplained=0.6)
    rate = 0.4 * 0.5 * (0.25 * 0.2 + 0.75 * 0.6)
    assert straining(rates).total == pytest.approx(rate)
    found = curve(plain(rates), 30).shares
    assert found[:, STRAINED] == pytest.approx(-np.expm1(-rate * np.arange(31)), abs=1e-14)


def test_nothing_happens_without_rates():
    found = curve(plain(Rates()), 5).shares
    assert found.tolist() == [[1, 0, 0, 0, 0, 0, 0]] * 6
    assert expected_days(plain(Rates()), 5) == 5


def test_a_term_is_a_step_on_its_date():
    found = curve(plain(Rates(), Term(30)), 60).shares
    assert (found[:30, HOLDING] == 1).all()
    assert (found[30:, LAPSED] == 1).all()
    assert expected_days(plain(Rates(), Term(30)), 60) == 30


def test_renewals_multiply():
    found = curve(plain(Rates(), *repeated(10, Renewal(0.6, 0, 0), 4)), 60).shares
    assert found[:10, HOLDING].tolist() == [1] * 10
    assert found[[10, 20, 30, 40], RENEWED] == pytest.approx([0.6, 0.36, 0.216, 0])
    endless = curve(plain(Rates(), Term(10, Renewal(0.6, 0, 0))), 60).shares
    assert endless[[40, 50, 60], RENEWED] == pytest.approx([0.6**4, 0.6**5, 0.6**6])
    onward = curve(plain(Rates(), Term(10, Renewal(0.6, 0, 0)), Term(None)), 60).shares
    assert onward[[10, 60], RENEWED] == pytest.approx([0.6, 0.6])


def test_a_renewal_keeps_the_state():
    rates = Rates(accident=0.2, detection=1, strain_unexplained=1, retaliation=0.3)
    free = curve(plain(rates), 40)
    kept = curve(plain(rates, Term(15, ALWAYS)), 40)
    assert not kept.shares[15:, :3].any()
    assert kept.renewed[15:] == pytest.approx(free.shares[15:, :3], abs=1e-15)
    assert kept.shares[15:, RENEWED] == pytest.approx(kept.renewed[15:].sum(axis=1), abs=1e-15)
    halved = curve(plain(rates, Term(15, Renewal(1, 0.5, 0))), 15)
    assert halved.renewed[15] == pytest.approx(free.shares[15, :3] * [1, 0.5, 0], abs=1e-15)


def test_rates_change_with_the_phase():
    calendar = Calendar((Phase(Rates(collapse_holding=0.1), 10), Phase(Rates(collapse_holding=0.02))))
    found = curve(calendar, 30).shares
    assert found[[10, 30], HOLDING] == pytest.approx([np.exp(-1), np.exp(-1.4)], abs=1e-14)


def test_a_ceasefire_may_begin_suspended():
    rates = Rates(resumption=0.25)
    found = curve(Calendar((Phase(rates),), start=2), 8).shares
    assert found[:, SUSPENDED] == pytest.approx(np.exp(-0.25 * np.arange(9)), abs=1e-14)


@pytest.mark.parametrize("fastest", [0.05, 0.5, 20])
def test_rows_add_up_to_1_and_are_never_negative(fastest: float):
    calendar = drawn_calendar(2_000, 3, fastest)
    found = curve(calendar, 180)
    assert found.shares.shape == (2_000, 181, 7)
    assert found.renewed.shape == (2_000, 181, 3)
    assert np.abs(found.shares.sum(axis=-1) - 1).max() <= 1e-12
    assert found.shares.min() >= 0
    assert np.abs(found.renewed.sum(axis=-1) - found.shares[..., RENEWED]).max() <= 1e-15


@pytest.mark.parametrize("fastest", [0.5, 20])
def test_curves_equal_exponentials_of_whole_matrices(fastest: float):
    calendar = drawn_calendar(25, 11, fastest)
    found, other = curve(calendar, 130), by_matrices(calendar, 130)
    tied = np.concatenate([other[..., :3], other[..., 3:6].sum(axis=-1, keepdims=True), other[..., 6:]], axis=-1)
    assert np.abs(found.shares - tied).max() <= 1e-12
    assert np.abs(found.renewed - other[..., 3:6]).max() <= 1e-12


def matrix_product(left: list[list[Decimal]], right: list[list[Decimal]]) -> list[list[Decimal]]:
    size = range(len(left))
    return [[sum((left[i][k] * right[k][j] for k in size), Decimal(0)) for j in size] for i in size]


def exact_shares(rates: Rates, days: int) -> list[float]:
    """Return where a ceasefire stands after some days, with eighty digits."""
    with localcontext() as context:
        context.prec = 80
        size = range(5)
        halvings = 16 + days.bit_length()
        small = [[Decimal(float(x)) * days / 2**halvings for x in row] for row in generator(rates)]
        # The diagonal must make the rows add up to exactly 0 again.
        for i in size:
            small[i][i] -= sum(small[i], Decimal(0))
        power = [[Decimal(int(i == j)) for j in size] for i in size]
        total = [row[:] for row in power]
        for count in range(1, 50):
            power = [[x / count for x in row] for row in matrix_product(power, small)]
            total = [[x + y for x, y in zip(a, b, strict=True)] for a, b in zip(total, power, strict=True)]
        for _ in range(halvings):
            total = matrix_product(total, total)
        return [float(x) for x in total[0]]


@pytest.mark.parametrize("speed", [0.001, 1, 60, 5_000])
def test_no_accuracy_is_lost_at_any_speed(speed: float):
    rates = Rates(
        accident=speed,
        detection=1,
        strain_unexplained=0.5,
        resolution=1.1 * speed,
        retaliation=0.01 * speed,
        resumption=0.3,
        collapse_strained=0.004,
        collapse_suspended=0.02,
        supersession_holding=0.001,
    )
    found = curve(plain(rates), 180).shares[180, [HOLDING, STRAINED, SUSPENDED, SUPERSEDED, COLLAPSED]]
    assert np.abs(found - exact_shares(rates, 180)).max() <= 1e-13


def test_what_ends_at_once_leaves_nothing():
    rates = Rates(collapse_holding=9_000)
    found = curve(plain(rates), 3).shares
    assert found[1:, COLLAPSED] == pytest.approx(1, abs=1e-12)
    assert outcome(plain(rates), 3).in_force == pytest.approx(1 / 9_000, rel=1e-12)


def test_more_changes_a_day_than_the_limit_are_refused():
    with pytest.raises(LimitError, match="10,000"):
        curve(plain(Rates(collapse_holding=2 * FASTEST)), 1)


def test_a_draw_does_not_depend_on_its_neighbours():
    rng = np.random.default_rng(2)
    speeds, slow = rng.uniform(0, 500, 40), rng.uniform(0, 0.1, 40)

    def calendar(rows: slice | int) -> Calendar:
        rates = Rates(
            accident=speeds[rows],
            detection=1,
            strain_unexplained=0.5,
            resolution=speeds[rows],
            collapse_strained=slow[rows],
        )
        return plain(rates, Term(20, Renewal(0.9, slow[rows], 0)))

    whole = curve(calendar(slice(None)), 50).shares
    for row in range(0, 40, 7):
        assert (curve(calendar(slice(row, row + 1)), 50).shares[0] == whole[row]).all()
        assert (curve(calendar(row), 50).shares == whole[row]).all()


def test_days_in_force_are_the_area_under_the_curve():
    calendar = drawn_calendar(50, 8, 0.1)
    found = outcome(calendar, 100)
    shares = curve(calendar, 100)
    inside = shares.shares[..., :3] + shares.renewed
    area = np.zeros((50, 3))
    for day in range(100):
        small = np.broadcast_to(generator(calendar.phases[calendar.phase(day)].rates), (50, 5, 5))[:, :3, :3]
        for draw in range(50):
            # The integral of an exponential is a block of that of a larger matrix (Van Loan 1978).
            both = expm(np.block([[small[draw], np.eye(3)], [np.zeros((3, 6))]]))
            area[draw] += inside[draw, day] @ both[:3, 3:]
    assert np.abs(found.days - area).max() <= 1e-11
    last = shares.shares[:, -1]
    assert (found.lapsed == last[:, LAPSED]).all()
    assert (found.superseded == last[:, SUPERSEDED]).all()
    assert (found.collapsed == last[:, COLLAPSED]).all()


def test_the_first_collapse_is_the_share_that_has_collapsed():
    calendar = drawn_calendar(30, 5)
    assert (first_passage(calendar, 90) == curve(calendar, 90).shares[..., COLLAPSED]).all()


def test_the_first_strain_comes_at_the_rate_of_straining():
    rates = Rates(accident=0.2, detection=1, strain_unexplained=0.5, resolution=3, collapse_strained=0.5)
    days = np.arange(41)
    assert first_passage(plain(rates), 40, "strained") == pytest.approx(-np.expm1(-0.1 * days), abs=1e-14)
    # From the date on nobody comes to a strain any more; those who have come stay counted.
    lapsing = first_passage(plain(rates, Term(20)), 40, "strained")
    assert lapsing == pytest.approx(-np.expm1(-0.1 * np.minimum(days, 20)), abs=1e-14)


def test_worse_states_are_reached_later_and_none_is_left_once_reached():
    calendar = drawn_calendar(200, 17)
    names: tuple[Reached, ...] = ("strained", "suspended", "collapsed")
    reached = [first_passage(calendar, 90, to) for to in names]
    assert all((np.diff(each, axis=-1) >= -1e-15).all() for each in reached)
    assert all((one >= other - 1e-14).all() for one, other in pairwise(reached))
    assert all((each[:, 60] < other[:, 60]).all() for other, each in pairwise(reached))


def test_a_phase_type_stand_in_for_a_fixed_term_is_badly_wrong():
    """Three exponential stages of ten days each, against thirty days: the same mean, another thing."""
    stages = np.diag([-0.1, -0.1, -0.1, 0]) + np.diag([0.1, 0.1, 0.1], 1)
    ended = np.array([expm(stages * day)[0, 3] for day in range(61)])
    fixed = curve(plain(Rates(), Term(30)), 60).shares[:, LAPSED]
    assert fixed[20] == 0
    assert ended[20] == pytest.approx(0.323, abs=0.001)
    assert ended[29] - fixed[29] > 0.5
    assert fixed[30] - ended[30] > 0.4
    # Also with ten stages a fifth of the ceasefires would be over before their 23rd day.
    ten = np.diag([-1 / 3] * 10 + [0]) + np.diag([1 / 3] * 10, 1)
    assert expm(ten * 22)[0, 10] > 0.19


def test_days_before_the_start_are_refused():
    for ask in (curve, outcome, expected_days, first_passage):
        with pytest.raises(UsageError, match="before the start"):
            ask(plain(Rates()), -1)


@pytest.mark.parametrize("calendar", [drawn_calendar(4, 5), plain(Rates(collapse_holding=0.1), Term(3, ALWAYS))])
def test_each_day_yields_the_rows_of_the_curve(calendar: Calendar) -> None:
    rows = np.stack(list(each_day(calendar, 40)), axis=-2)
    assert (rows == curve(calendar, 40).shares).all()
