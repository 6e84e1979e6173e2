"""A ceasefire under the terms of a package, as a calendar."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from detente.case import Ceasefire, CeasefireStakes, CeasefireTerm, Condition, Estimate, Measure, Proposal, RateChange
from detente.ensemble import DrawnNumbers, Draws
from detente.ensemble.ceasefires import draw_ceasefire
from detente.errors import UsageError
from detente.problem.ceasefires import Truce, central_number
from detente.solvers.ceasefire.dates import Calendar
from truces import between, case_of

RATES = {"accident": between(0.2, 0.6), "detection": between(0.5), "renewal_holding": between(0.8)}
PATROLS = Condition({"monitor": ("patrols",)})


def calendar(ceasefire: Ceasefire, *measures: str, **package: str) -> Calendar:
    return Truce.of(case_of(ceasefire), package or None).calendar(central_number, measures)


def of(built: Calendar, name: str, phase: int = 0) -> float:
    return float(np.asarray(getattr(built.phases[phase].rates, name)))


def test_numbers_are_those_of_the_case_at_their_central_values():
    built = calendar(Ceasefire(rates=RATES, violation={"north": between(0.1), "south": between(0.3)}))
    assert of(built, "accident") == 0.4
    assert of(built, "resolution") == 0
    assert np.asarray(built.phases[0].rates.violation).tolist() == [0.1, 0.3]
    assert built.terms == ()
    assert built.shape == ()


def test_changes_hold_for_packages_that_have_what_they_ask_for():
    ceasefire = Ceasefire(rates=RATES, changes=(RateChange(PATROLS, rates={"detection": between(0.9)}),))
    assert of(calendar(ceasefire), "detection") == 0.5
    assert of(calendar(ceasefire, monitor="patrols"), "detection") == 0.9
    assert of(calendar(replace(ceasefire, package={"monitor": "patrols"})), "detection") == 0.9


def test_factors_follow_all_replacements_and_chances_stay_at_most_1():
    changes = (
        RateChange(times={"accident": between(2), "detection": between(1.9)}),
        RateChange(rates={"accident": between(0.1), "detection": between(0.8)}),
    )
    built = calendar(Ceasefire(rates=RATES, changes=changes))
    assert of(built, "accident") == 0.2
    assert of(built, "detection") == 1


def test_a_factor_of_a_group_is_that_of_each_of_its_numbers():
    rates = {"collapse": between(0.1), "collapse_holding": between(0.3)}
    built = calendar(Ceasefire(rates=rates, changes=(RateChange(times={"collapse": between(0.5)}),)))
    found = [of(built, f"collapse_{state}") for state in ("holding", "strained", "suspended")]
    assert found == [0.15, 0.05, 0.05]


def test_a_group_is_drawn_as_one_number():
    ceasefire = Ceasefire(rates={"collapse": between(0.1, 0.3)})
    drawn = draw_ceasefire(Truce.of(case_of(ceasefire)), DrawnNumbers(Draws(0, 5))).phases[0].rates
    assert np.unique(np.asarray(drawn.collapse_holding)).size == 5
    assert (np.asarray(drawn.collapse_holding) == np.asarray(drawn.collapse_suspended)).all()


def test_what_holds_from_a_day_on_begins_a_phase():
    changes = (
        RateChange(PATROLS, from_day=5, rates={"detection": between(0.7)}),
        RateChange(from_day=12, rates={"detection": between(0.9)}),
    )
    ceasefire = Ceasefire(rates=RATES, changes=changes)
    without, built = calendar(ceasefire), calendar(ceasefire, monitor="patrols")
    assert without.breaks() == (0, 12)
    assert built.breaks() == (0, 5, 12)
    assert [of(built, "detection", phase) for phase in range(3)] == [0.5, 0.7, 0.9]


def test_the_numbers_of_a_measure_are_those_that_hold_with_it():
    measures = {
        "watch": Measure("watch", {"detection": between(0.6)}),
        "see": Measure("see", {"detection": between(0.7)}),
    }
    ceasefire = Ceasefire(rates=RATES, changes=(RateChange(times={"detection": between(0.5)}),), measures=measures)
    assert of(calendar(ceasefire), "detection") == 0.25
    assert of(calendar(ceasefire, "watch"), "detection") == 0.6
    # Together the last one counts.
    assert of(calendar(ceasefire, "watch", "see"), "detection") == 0.7


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        pytest.param(None, [(10, 0.8), (20, 0.8), (30, 0.8), (40, 0.8)], id="again and again"),
        pytest.param(1, [(10, None)], id="not at all"),
        pytest.param(3, [(10, 0.8), (20, 0.8), (30, None)], id="twice"),
    ],
)
def test_terms_are_renewed_as_often_as_may_be(most: int | None, expected: list[tuple[int, float | None]]):
    built = calendar(Ceasefire(rates=RATES, term=CeasefireTerm(10, most=most)))
    assert dates(built) == expected


def dates(built: Calendar) -> list[tuple[int, float | None]]:
    return [(day, None if renewal is None else float(np.asarray(renewal.holding))) for day, renewal in built.dates(45)]


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        pytest.param(None, [(10, 0.8), (20, 0.2), (30, 0.2), (40, 0.2)], id="again and again"),
        pytest.param(2, [(10, 0.8), (20, None)], id="once"),
        pytest.param(4, [(10, 0.8), (20, 0.2), (30, 0.2), (40, None)], id="three times"),
    ],
)
def test_what_holds_from_the_last_day_of_a_term_on_decides_its_renewal(
    most: int | None, expected: list[tuple[int, float | None]]
):
    changes = (RateChange(from_day=20, rates={"renewal_holding": between(0.2)}),)
    assert dates(calendar(Ceasefire(rates=RATES, term=CeasefireTerm(10, most=most), changes=changes))) == expected


def test_an_issue_may_settle_the_term():
    term = CeasefireTerm(issue="length", by_option={"short": 10, "long": 30, "open": None})
    ceasefire = Ceasefire(rates=RATES, term=term)
    assert [Truce.of(case_of(ceasefire), {"length": option}).days for option in ("short", "long", "open")] == [
        10,
        30,
        None,
    ]
    # A status quo counts where the package is silent.
    assert Truce.of(case_of(ceasefire)).days == 10


def test_a_side_without_stakes_uses_every_opportunity():
    ceasefire = Ceasefire(
        violation={"north": between(0.1), "south": between(0.1)},
        stakes={"south": CeasefireStakes(between(1), between(4))},
    )
    stakes = calendar(ceasefire).phases[0].rates.stakes
    assert stakes is not None
    assert stakes.used(0.9).tolist() == [1, 0]


def test_a_package_may_be_a_proposal():
    changes = (RateChange(PATROLS, rates={"detection": between(0.9)}),)
    case = case_of(Ceasefire(package="offer", rates=RATES, changes=changes))
    case = replace(case, proposals={"offer": Proposal("offer", {"monitor": "patrols"})})
    assert Truce.of(case).holding == (0,)


def test_an_issue_that_matters_must_be_settled():
    case = case_of(Ceasefire(rates=RATES, changes=(RateChange(PATROLS, rates={"detection": between(0.9)}),)))
    issues = {**case.issues, "monitor": replace(case.issues["monitor"], status_quo=None)}
    with pytest.raises(UsageError, match="depends on monitor, which its package leaves open"):
        Truce.of(replace(case, issues=issues))


def test_a_case_without_a_ceasefire_is_refused():
    with pytest.raises(UsageError, match="does not tell of a ceasefire"):
        Truce.of(replace(case_of(Ceasefire()), ceasefire=None))


def test_numbers_move_with_their_driver_and_have_columns_of_their_own():
    rates = {
        "accident": replace(between(0, 1), driver="front"),
        "resolution": replace(between(0, 1), driver="front", against=True),
        "detection": between(0, 1),
    }
    ceasefire = Ceasefire(rates=rates, changes=(RateChange(PATROLS, rates={"detection": between(0, 1)}),))
    source = DrawnNumbers(Draws(3, 50))
    without = draw_ceasefire(Truce.of(case_of(ceasefire)), source).phases[0].rates
    within = draw_ceasefire(Truce.of(case_of(ceasefire), {"monitor": "patrols"}), source).phases[0].rates
    assert np.asarray(without.accident) + np.asarray(without.resolution) == pytest.approx(1)
    assert set(source.used) == {
        "drivers.front",
        "ceasefire.rates.detection",
        "ceasefire.changes.monitor: patrols.rates.detection",
    }
    assert not np.allclose(np.asarray(without.detection), np.asarray(within.detection))
    assert (np.asarray(without.accident) == np.asarray(within.accident)).all()


@pytest.mark.parametrize("rates", [{}, {"accident": between(0.5)}], ids=["no numbers", "a sure number"])
def test_drawn_calendars_have_one_number_for_each_draw(rates: dict[str, Estimate]):
    assert draw_ceasefire(Truce.of(case_of(Ceasefire(rates=rates))), DrawnNumbers(Draws(0, 7))).shape == (7,)


def test_a_factor_multiplies_accidents_and_opportunities():
    case = case_of(Ceasefire(rates=RATES, violation={"north": between(0.1)}))
    factor = np.array([1.0, 2.0])
    drawn = draw_ceasefire(Truce.of(case), DrawnNumbers(Draws(0, 2)), factor=factor).phases[0].rates
    plain = draw_ceasefire(Truce.of(case), DrawnNumbers(Draws(0, 2))).phases[0].rates
    assert (np.asarray(drawn.accident) == np.asarray(plain.accident) * factor).all()
    assert np.asarray(drawn.violation).tolist() == [[0.1], [0.2]]
    assert np.asarray(drawn.detection).tolist() == [0.5, 0.5]
