"""What an incident log would teach of a ceasefire's rates: the conjugate formula, and a grid."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.analyses.ceasefire import analyse_ceasefire
from detente.analyses.ceasefire_log import noticed, rescaled
from detente.case import Case, Ceasefire, CeasefireStakes, CeasefireTerm, RateChange, parse_date
from detente.catalog.past import past_ceasefires
from detente.ensemble import DrawnNumbers, Draws
from detente.ensemble.ceasefires import draw_ceasefire
from detente.io.incidents import incident_log
from detente.problem.ceasefires import Truce
from detente.report.ceasefire_log import left_words
from detente.results.ceasefire import LogLearned
from detente.solvers.ceasefire.chain import expected_days
from detente.solvers.ceasefire.rates import Rates
from detente.solvers.ceasefire.stakes import Stakes
from truces import between, case_of

HEAD = "arrangement,claimant,accused,period_start,period_end,count,qualifier\n"
CEASEFIRE = Ceasefire(
    rates={
        "accident": between(0.2, 1),
        "detection": between(0.5, 0.9),
        "strain_unexplained": between(0.5),
        "resolution": between(0.2),
        "retaliation": between(0.1),
        "collapse_suspended": between(0.1),
    },
    violation={"north": between(0.1, 0.3), "south": between(0.2, 0.4)},
    starts=(parse_date("2025-03-01"),),
    horizon=60,
)


def learned(rows: str, ceasefire: Ceasefire = CEASEFIRE, draws: int = 300) -> LogLearned:
    log = incident_log(f"{HEAD}{rows}".encode(), "log.csv")
    found = analyse_ceasefire(case_of(ceasefire), past_ceasefires(), Draws(0, draws), log=log).log
    assert found is not None
    return found


def expected(case: Case, days: float, draws: int = 300) -> NDArray[np.float64]:
    """Return how many incidents each draw would see."""
    rates = draw_ceasefire(Truce.of(case), DrawnNumbers(Draws(0, draws))).phases[0].rates
    return days * noticed(rates, ("north", "south"))


def test_the_factor_is_that_of_the_conjugate_formula():
    (found,) = learned("truce,monitor,,2025-03-01,2025-03-20,30,\n").learned
    drawn = expected(case_of(CEASEFIRE), 20)
    shape = drawn.mean() ** 2 / drawn.var()
    central = 20 * 0.7 * (0.6 + 0.2 + 0.3)
    assert found.prior == pytest.approx((shape, shape))
    assert found.expected == pytest.approx(central)
    assert found.posterior == pytest.approx((shape + 30, shape + central))
    assert found.factor.central == pytest.approx((shape + 30) / (shape + central))
    assert (found.count, found.days, found.accused) == (30, 20, ())


def test_the_posterior_is_that_of_a_grid():
    (found,) = learned("truce,monitor,,2025-03-01,2025-03-20,9,\n").learned
    factor = np.linspace(1e-4, 6, 60_001)
    shape = found.prior[0]
    log = (shape - 1) * np.log(factor) - shape * factor + 9 * np.log(factor) - factor * found.expected
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    assert found.factor.central == pytest.approx(float(factor @ weight), rel=1e-4)
    below = np.cumsum(weight)
    for level, told in zip((0.05, 0.5, 0.95), (found.factor.low, found.factor.middle, found.factor.high), strict=True):
        assert told == pytest.approx(float(factor[np.searchsorted(below, level)]), abs=2e-3)


def test_what_is_noticed_afterwards_has_the_posterior_distribution_and_keeps_its_order():
    drawn = expected(case_of(CEASEFIRE), 20, 2000)
    before, after, factors = rescaled(15.4, drawn, 30)
    rates = factors * drawn / 15.4
    assert (np.argsort(rates) == np.argsort(drawn)).all()
    assert rates.mean() == pytest.approx(after.mean, rel=2e-3)
    assert np.quantile(rates, (0.05, 0.95)).tolist() == pytest.approx(after.between(0.9), rel=0.01)
    assert before.mean == 1


def test_days_in_force_follow_from_the_factors():
    (found,) = learned("truce,monitor,,2025-03-01,2025-03-20,60,\n").learned
    _, after, factors = rescaled(found.expected, expected(case_of(CEASEFIRE), 20), 60)
    case = case_of(CEASEFIRE)
    calendar = draw_ceasefire(Truce.of(case), DrawnNumbers(Draws(0, 300)), factor=factors)
    days = expected_days(calendar, 60)
    assert found.days_in_force.middle == pytest.approx(float(np.median(days)))
    assert after.mean > 1
    plain = analyse_ceasefire(case, past_ceasefires(), Draws(0, 300))
    assert found.days_in_force.central < plain.days_in_force.central


def test_a_long_log_overrules_the_estimate_and_a_short_one_hardly_moves_it():
    (short,) = learned("truce,monitor,,2025-03-01,2025-03-01,2,\n").learned
    (long,) = learned("truce,monitor,,2025-03-01,2026-02-28,720,\n").learned
    ratio = 720 / long.expected
    assert abs(long.factor.central - ratio) < 0.05 * ratio
    assert abs(short.factor.central - 1) < 0.2


def test_a_claimant_who_tells_of_one_side_is_held_against_that_side():
    (found,) = learned("truce,north,south,2025-03-01,2025-03-20,30,\n").learned
    assert found.accused == ("south",)
    assert found.expected == pytest.approx(20 * 0.7 * (0.6 / 2 + 0.3))


def test_a_claimant_who_tells_of_both_sides_is_held_against_both():
    (found,) = learned(
        "truce,monitor,south,2025-03-01,2025-03-20,9,\ntruce,monitor,north,2025-03-01,2025-03-20,7,\n"
    ).learned
    assert (found.count, found.days) == (16, 40)
    assert found.expected == pytest.approx(20 * 0.7 * (0.6 + 0.5))


def test_claimants_are_never_put_together():
    rows = "truce,north,south,2025-03-01,2025-03-20,30,\ntruce,south,north,2025-03-01,2025-03-20,40,\n"
    assert [(each.claimant, each.count) for each in learned(rows).learned] == [("north", 30), ("south", 40)]


def test_bounds_and_overlapping_counts_are_not_learned_from():
    rows = (
        "truce,monitor,,2025-03-01,2025-03-20,30,\n"
        "truce,monitor,,2025-03-05,2025-03-08,5,\n"
        "truce,monitor,south,2025-03-05,2025-03-09,6,\n"
        "truce,north,south,2025-03-01,2025-03-20,30,more than\n"
    )
    found = learned(rows)
    assert [each.claimant for each in found.learned] == ["monitor"]
    assert [(each.count, each.accused, each.reason) for each in found.left_out] == [
        (6, "south", "overlap"),
        (5, "", "overlap"),
        (31, "south", "bound"),
    ]


def test_counts_of_different_periods_are_added_over_the_phases_they_fall_into():
    later = RateChange(
        from_day=10, rates={"accident": between(0)}, violation=dict.fromkeys(("north", "south"), between(0.1))
    )
    rows = "truce,monitor,,2025-03-01,2025-03-05,4,\ntruce,monitor,,2025-03-08,2025-03-17,3,\n"
    (found,) = learned(rows, replace(CEASEFIRE, changes=(later,))).learned
    assert (found.count, found.days) == (7, 15)
    assert found.expected == pytest.approx(0.7 * (1.1 * (5 + 3) + 0.2 * 7))


def test_only_the_arrangement_that_is_this_ceasefire_is_looked_at():
    rows = "truce,monitor,,2025-03-01,2025-03-20,30,\nanother,monitor,,2025-03-01,2025-03-20,3,\n"
    both, one = learned(rows), learned(rows, replace(CEASEFIRE, arrangement="another"))
    assert [each.name for each in both.arrangements] == ["truce", "another"]
    assert [each.count for each in both.learned] == [30, 3]
    assert [each.name for each in one.arrangements] == ["another"]
    assert [each.count for each in one.learned] == [3]


def test_rates_that_are_sure_cannot_be_changed():
    sure = replace(
        CEASEFIRE,
        rates={**CEASEFIRE.rates, "accident": between(0.3), "detection": between(0.7)},
        violation={"north": between(0.1)},
    )
    found = learned("truce,monitor,,2025-03-01,2025-03-20,30,\n", sure)
    assert found.sure
    assert found.learned == ()


def test_without_draws_nothing_says_how_sure_the_rates_are():
    found = learned("truce,monitor,,2025-03-01,2025-03-20,30,\n", draws=0)
    assert not found.sure
    assert found.learned == ()
    assert found.arrangements


def test_incidents_that_the_case_does_not_expect_teach_it_nothing():
    quiet = replace(CEASEFIRE, rates={"resolution": between(0.2)}, violation={})
    found = learned("truce,monitor,,2025-03-01,2025-03-20,30,\n", quiet)
    assert [each.reason for each in found.left_out] == ["nothing expected"]


def test_what_is_noticed_of_violations_follows_the_stakes():
    rates = Rates(
        violation=[0.4, 0.6], detection=0.5, attribution=1.0, stakes=Stakes(gain=[1, 4], loss=[4, 4], scale=0)
    )
    assert float(noticed(rates, ("north", "south"))) == pytest.approx(0.3)
    assert float(noticed(rates, ("north", "south"), "north")) == 0


def test_a_draw_that_expects_nothing_keeps_its_rates():
    _, _, factors = rescaled(5.0, np.array([0.0, 5.0, 10.0]), 8)
    assert factors[0] == 1


def test_stakes_are_part_of_what_is_expected():
    wary = replace(CEASEFIRE, stakes={"south": CeasefireStakes(between(1), between(9))})
    (plain,) = learned("truce,monitor,,2025-03-01,2025-03-20,30,\n").learned
    wary = replace(wary, rates={**wary.rates, "attribution": between(1)})
    (found,) = learned("truce,monitor,,2025-03-01,2025-03-20,30,\n", wary).learned
    assert found.expected == pytest.approx(plain.expected - 20 * 0.7 * 0.3)


TERM = replace(CEASEFIRE, term=CeasefireTerm(30, most=1))


def reasons(rows: str, ceasefire: Ceasefire = TERM) -> list[str]:
    found = learned(rows, ceasefire)
    assert found.learned == ()
    return [each.reason for each in found.left_out]


@pytest.mark.parametrize(
    ("period", "reason"),
    [
        ("2025-02-01,2025-02-28", "before"),
        ("2025-02-01,2025-03-20", "begins before"),
        ("2025-02-28T23:59,2025-03-20", "begins before"),
        ("2025-03-20,2025-04-01", "ends after"),
        ("2025-02-20,2025-04-20", "begins before"),
        ("2025-03-31,2025-04-20", "after"),
    ],
)
def test_counts_made_outside_the_ceasefire_are_not_learned_from(period: str, reason: str):
    assert reasons(f"truce,monitor,,{period},30,\n") == [reason]


@pytest.mark.parametrize("period", ["2025-03-01,2025-03-31", "2025-03-01T18:00,2025-03-20"])
def test_its_first_day_and_that_on_which_its_term_ends_are_within(period: str):
    assert [each.count for each in learned(f"truce,monitor,,{period},30,\n", TERM).learned] == [30]


def test_a_renewal_without_end_has_no_end_to_lie_after():
    again = replace(TERM, term=CeasefireTerm(30), rates={**TERM.rates, "renewal": between(0.9)})
    assert [each.count for each in learned("truce,monitor,,2025-03-20,2026-03-20,30,\n", again).learned] == [30]


def test_a_disputed_start_leaves_the_days_of_every_reading_within():
    two = replace(TERM, starts=(parse_date("2025-03-05"), parse_date("2025-03-01")))
    assert [each.count for each in learned("truce,monitor,,2025-03-01,2025-04-04,30,\n", two).learned] == [30]
    assert reasons("truce,monitor,,2025-03-01,2025-04-05,30,\n", two) == ["ends after"]


def test_a_count_outside_keeps_no_shorter_one_within_from_being_learned_from():
    rows = "truce,monitor,,2025-01-01,2025-03-20,90,\ntruce,monitor,,2025-03-01,2025-03-10,12,\n"
    found = learned(rows, TERM)
    assert [each.count for each in found.learned] == [12]
    assert [(each.count, each.reason) for each in found.left_out] == [(90, "begins before")]


def single(*rows: str) -> LogLearned:
    log = incident_log("\n".join(["arrangement,claimant,date,count,qualifier", *rows]).encode(), "log.csv")
    found = analyse_ceasefire(case_of(TERM), past_ceasefires(), Draws(0, 300), log=log).log
    assert found is not None
    return found


def test_of_single_incidents_those_within_are_learned_from():
    found = single(
        "truce,monitor,2025-02-20,5,more than",
        "truce,monitor,2025-03-01,2,",
        "truce,monitor,2025-03-31,3,",
        "truce,monitor,2025-04-20,7,",
    )
    (one,) = found.learned
    assert (one.count, one.days, found.left_out) == (5, 31, ())
    assert one.expected == pytest.approx(31 * 0.7 * 1.1)


def test_single_incidents_are_exposed_since_the_ceasefire_began_and_teach_by_formula_and_grid():
    """Three in the twenty days since it began, not in the last five of them."""
    (one,) = single("truce,monitor,2025-03-16,2,", "truce,monitor,2025-03-20,1,").learned
    assert (one.count, one.days) == (3, 20)
    assert one.expected == pytest.approx(20 * 0.7 * 1.1)
    shape = one.prior[0]
    assert one.posterior == pytest.approx((shape + 3, shape + one.expected))
    assert one.factor.central == pytest.approx((shape + 3) / (shape + one.expected))
    factor = np.linspace(1e-4, 6, 60_001)
    log = (shape - 1) * np.log(factor) - shape * factor + 3 * np.log(factor) - factor * one.expected
    weight = np.exp(log - log.max())
    assert one.factor.central == pytest.approx(float(factor @ weight / weight.sum()), rel=1e-4)


def test_single_incidents_before_the_day_since_which_their_claimant_counts_teach_nothing():
    head = "arrangement,claimant,date,count,in_force_from\n"
    rows = "truce,monitor,2025-03-02,5,\ntruce,monitor,2025-03-10,2,2025-03-06\n"
    log = incident_log((head + rows).encode(), "log.csv")
    found = analyse_ceasefire(case_of(TERM), past_ceasefires(), Draws(0, 300), log=log).log
    assert found is not None
    (one,) = found.learned
    assert (one.count, one.days) == (2, 5)


@pytest.mark.parametrize(("day", "reason"), [("2025-02-20", "before"), ("2025-04-20", "after")])
def test_single_incidents_all_outside_are_left_out(day: str, reason: str):
    found = single(f"truce,monitor,{day},5,", "truce,north,2025-03-10,2,", "truce,north,2025-03-20,2,")
    assert [(each.claimant, each.reason) for each in found.left_out] == [("monitor", reason)]
    assert [each.claimant for each in found.learned] == ["north"]


def test_a_count_of_somebody_who_is_no_party_is_not_held_against_all():
    rows = "truce,monitor,southh,2025-03-01,2025-03-20,30,\ntruce,monitor,north,2025-03-01,2025-03-20,7,\n"
    found = learned(rows)
    assert [(each.accused, each.count) for each in found.learned] == [(("north",), 7)]
    assert [(each.accused, each.reason) for each in found.left_out] == [("southh", "no party")]
    assert left_words(found) == ("Not learned from: 30 by monitor of southh (who is no party of the case).",)
