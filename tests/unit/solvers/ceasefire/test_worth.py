"""What measures add, alone and together, and by which path a monitor helps or does harm."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.errors import LimitError, UsageError
from detente.solvers.ceasefire.chain import expected_days, outcome
from detente.solvers.ceasefire.dates import Calendar, Phase, Renewal, Term
from detente.solvers.ceasefire.rates import Rates
from detente.solvers.ceasefire.stakes import Stakes
from detente.solvers.ceasefire.worth import MOST_MEASURES, PATHS, paths, worth
from detente.solvers.shapley import shapley_value

HORIZON = 90
TERMS = (Term(30, Renewal(0.9, 0.5, 0.1)),)
BASE = Rates(
    accident=0.2,
    violation=[0.1, 0.2],
    detection=0.3,
    attribution=0.2,
    strain_accident=0.05,
    strain_violation=0.6,
    strain_unexplained=0.5,
    resolution=0.1,
    retaliation=0.1,
    resumption=0.05,
    collapse_holding=0.001,
    collapse_strained=0.005,
    collapse_suspended=0.05,
    supersession_holding=0.002,
    stakes=Stakes(gain=[2, 3], loss=[8, 6], scale=0.5),
)
MEASURES = {"detection": (0.3, 0.9), "attribution": (0.2, 0.7), "resolution": (0.1, 0.4)}


def plain(rates: Rates) -> Calendar:
    return Calendar((Phase(rates),), TERMS)


def test_every_combination_is_worked_out_by_itself():
    found = worth(plain(BASE), HORIZON, MEASURES)
    assert found.names == ("detection", "attribution", "resolution")
    for bits in range(8):
        values = {name: levels[bits >> i & 1] for i, (name, levels) in enumerate(MEASURES.items())}
        rates = replace(
            BASE, detection=values["detection"], attribution=values["attribution"], resolution=values["resolution"]
        )
        alone = outcome(plain(rates), HORIZON)
        assert found.days[bits] == alone.in_force
        assert found.collapsed[bits] == alone.collapsed
    assert found.alone("attribution")[0] == found.days[2] - found.days[0]
    assert found.last("attribution")[1] == found.collapsed[7] - found.collapsed[5]
    assert found.together()[0] == found.days[7] - found.days[0]


def test_the_calendar_does_not_matter_where_a_measure_says_both_values():
    other = worth(plain(replace(BASE, detection=1, resolution=0)), HORIZON, MEASURES)
    assert (other.days == worth(plain(BASE), HORIZON, MEASURES).days).all()


def test_what_measures_do_alone_does_not_add_up_and_their_shares_do():
    found = worth(plain(BASE), HORIZON, MEASURES)
    for kind in (0, 1):
        together = found.together()[kind]
        assert abs(sum(found.alone(name)[kind] for name in MEASURES) - together) > 0.01 * abs(together)
        assert sum(found.share(name)[kind] for name in MEASURES) == pytest.approx(together, abs=1e-12)
    value = shapley_value(found.days - found.days[0])
    assert [float(found.share(name)[0]) for name in MEASURES] == pytest.approx([float(part) for part in value])


def test_draws_are_those_of_single_numbers():
    rng = np.random.default_rng(4)
    high = rng.uniform(0.3, 1, 12)
    found = worth(plain(BASE), HORIZON, {"detection": (0.3, high), "resolution": (0.1, 0.4)})
    assert found.days.shape == found.collapsed.shape == (12, 4)
    for draw in range(12):
        single = worth(plain(BASE), HORIZON, {"detection": (0.3, high[draw]), "resolution": (0.1, 0.4)})
        assert (single.days == found.days[draw]).all()
        assert single.share("detection")[0] == pytest.approx(found.share("detection")[0][draw], abs=1e-12)
        for mine, whole in zip(single.harmful().values(), found.harmful().values(), strict=True):
            assert mine == whole[draw]


def test_a_measure_works_from_its_day_on():
    late = worth(plain(BASE), HORIZON, {"resolution": (0.1, 0.4)}, since=10)
    by_hand = Calendar((Phase(BASE, 10), Phase(replace(BASE, resolution=0.4))), TERMS)
    assert late.days[1] == expected_days(by_hand, HORIZON)
    assert worth(plain(BASE), HORIZON, {"resolution": (0.1, 0.4)}, since=HORIZON).together()[0] == 0
    gains = [
        float(worth(plain(BASE), HORIZON, {"resolution": (0.1, 0.4)}, since).together()[0]) for since in (0, 10, 40)
    ]
    assert gains[0] > gains[1] > gains[2] > 0


def test_what_is_no_number_of_the_rates_is_no_measure():
    for name in ("monitor", "violation", "stakes"):
        with pytest.raises(UsageError, match=name):
            worth(plain(BASE), HORIZON, {name: (0, 1)})
    names = ["accident", "detection", "attribution", "resolution", "retaliation", "resumption"]
    many = dict.fromkeys((*names, "collapse_holding", "collapse_strained", "collapse_suspended"), (0.1, 0.2))
    assert len(many) > MOST_MEASURES
    with pytest.raises(LimitError, match="fewer"):
        worth(plain(BASE), HORIZON, many)


@pytest.mark.parametrize("since", [0, 12])
def test_all_paths_together_are_the_monitor(since: int):
    found = paths(plain(BASE), HORIZON, (0.3, 0.9), (0.2, 0.7), since)
    assert found.names == PATHS
    both = worth(plain(BASE), HORIZON, {"detection": (0.3, 0.9), "attribution": (0.2, 0.7)}, since)
    assert found.days[0] == pytest.approx(both.days[0], abs=1e-12)
    assert found.days[-1] == pytest.approx(both.days[-1], abs=1e-12)
    assert found.collapsed[[0, -1]] == pytest.approx(both.collapsed[[0, -1]], abs=1e-13)
    assert sum(found.share(name)[0] for name in PATHS) == pytest.approx(both.together()[0], abs=1e-12)


def test_a_monitor_that_leaves_attribution_as_it_is_has_three_paths():
    found = paths(plain(BASE), HORIZON, (0.3, 0.9))
    assert found.alone("attribution")[0] == 0
    single = worth(plain(BASE), HORIZON, {"detection": (0.3, 0.9)})
    assert found.days[-1] == pytest.approx(single.days[-1], abs=1e-12)


def harm(rates: Rates, attribution: tuple[float | None, float | None] = (None, None)) -> tuple[float, set[str]]:
    """Return what a monitor adds in days, and by which paths it does harm."""
    found = paths(plain(rates), HORIZON, (0.2, 0.9), attribution)
    return float(found.together()[0]), {name for name, harmful in found.harmful().items() if harmful}


def test_a_monitor_does_harm_by_bringing_accidents_to_light():
    days, named = harm(replace(BASE, violation=0, stakes=None, accident=0.4))
    assert days < -10
    assert named == {"accidents"}


def test_a_monitor_helps_by_deterring():
    rates = replace(BASE, accident=0.02, attribution=0.8, stakes=Stakes(gain=[2, 2], loss=[8, 8], scale=0.5))
    days, named = harm(rates)
    assert days > 5
    # Also here it brings some accidents and violations to light; deterrence outweighs that.
    assert named == {"accidents", "violations"}
    found = paths(plain(rates), HORIZON, (0.2, 0.9))
    assert found.alone("deterrence")[0] > 5
    assert found.last("deterrence")[0] > 5


def test_naming_violators_does_harm_where_doubt_would_have_spared_the_ceasefire():
    rates = replace(BASE, accident=0, violation=[0.3, 0.3], stakes=None, strain_violation=0.9, strain_unexplained=0.1)
    days, named = harm(rates, (0.2, 0.9))
    assert days < -5
    assert named == {"violations", "attribution"}


def test_showing_that_accidents_were_accidents_can_outweigh_that_they_are_noticed():
    rates = replace(BASE, violation=0, stakes=None, accident=0.4, strain_accident=0.01, strain_unexplained=0.6)
    assert harm(rates)[0] < 0
    days, named = harm(rates, (0.05, 0.95))
    assert days > 5
    assert named == {"accidents"}


def test_paths_add_the_rates_of_every_phase():
    phases = (Phase(BASE, 20), Phase(replace(BASE, accident=0.8, resolution=0.3)))
    found = paths(Calendar(phases, TERMS), HORIZON, (0.3, 0.9), (0.2, 0.7))
    both = worth(Calendar(phases, TERMS), HORIZON, {"detection": (0.3, 0.9), "attribution": (0.2, 0.7)})
    assert found.days[-1] == pytest.approx(both.days[-1], abs=1e-12)


def test_a_measure_may_lengthen_a_ceasefire_and_make_its_collapse_more_likely():
    rates = replace(BASE, stakes=None, collapse_holding=0.02, collapse_strained=0.02, supersession_holding=0)
    calendar = Calendar((Phase(rates),), (Term(15, Renewal(1, 0, 0)),))
    found = worth(calendar, HORIZON, {"resolution": (0.1, 0.5)})
    assert not found.harmful()["resolution"]
    assert found.harmful("collapsed")["resolution"]
    assert found.alone("resolution")[0] > 1
    assert found.alone("resolution")[1] > 0.01


def test_noticing_more_only_strains_and_deterrence_only_spares():
    rng = np.random.default_rng(9)
    draws = 500

    def up_to(most: float) -> NDArray[np.float64]:
        return rng.uniform(0, most, draws)

    rates = Rates(
        accident=up_to(0.5),
        violation=rng.uniform(0, 0.5, (draws, 2)),
        strain_accident=up_to(1),
        strain_violation=up_to(1),
        strain_unexplained=up_to(1),
        resolution=up_to(0.2) + 0.2,
        retaliation=up_to(0.3),
        resumption=up_to(0.2),
        collapse_strained=up_to(0.02),
        collapse_suspended=0.02 + up_to(0.1),
        stakes=Stakes(gain=rng.uniform(0, 4, (draws, 2)), loss=rng.uniform(0, 10, (draws, 2)), scale=0.5),
    )
    low, known = up_to(0.5), up_to(0.5)
    found = paths(Calendar((Phase(rates),)), 60, (low, low + up_to(0.5)), (known, known + up_to(0.5)))
    alone = {name: found.alone(name) for name in PATHS}
    for name, sign in (("accidents", -1), ("violations", -1), ("deterrence", 1)):
        days, collapsed = alone[name]
        assert (sign * days > 0).all()
        assert (sign * collapsed < 0).all()
        assert (found.harmful()[name] == (sign < 0)).all()
    assert 50 < np.count_nonzero(alone["attribution"][0] < 0) < draws - 50
    # The monitor as a whole does harm in some draws and helps in others.
    assert 50 < np.count_nonzero(found.together()[0] < 0) < draws - 50


def test_levels_that_are_not_given_are_those_of_each_phase():
    phases = (Phase(BASE, 20), Phase(replace(BASE, detection=0.6, attribution=0.5)))
    calendar = Calendar(phases, TERMS)
    found = paths(calendar, HORIZON, (None, 0.9), (None, 0.7))
    assert found.days[0] == pytest.approx(outcome(calendar, HORIZON).in_force, abs=1e-12)
    both = calendar.revised(lambda rates: replace(rates, detection=0.9, attribution=0.7))
    assert found.days[-1] == pytest.approx(outcome(both, HORIZON).in_force, abs=1e-12)
