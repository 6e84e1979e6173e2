"""Where a change of rates is promised to do no harm it does none; where it is not, it does from some start."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from detente.solvers.ceasefire.chain import STATES, curve
from detente.solvers.ceasefire.dates import Calendar, Phase, Renewal, Term
from detente.solvers.ceasefire.order import LEVELS, Quantity, monotone
from detente.solvers.ceasefire.rates import IN_FORCE, Rates
from detente.solvers.ceasefire.stakes import Stakes

Floats = NDArray[np.float64]

QUANTITIES: tuple[Quantity, ...] = ("in_force", "collapsed", "failed")
HORIZON = 45
ROUNDING = 1e-12
RATES = (0.0, 0.01, 0.05, 0.1, 0.3)
CHANCES = (0.0, 0.3, 0.7, 1.0)
BY_STATE = [f"{end}_{state}" for end in ("collapse", "supersession") for state in IN_FORCE]
WAYS = ["accident", "resolution", "retaliation", "resumption", *BY_STATE]


def badness(calendar: Calendar, quantity: Quantity) -> Floats:
    """Return what must not rise, by day; of an answer in force, that it has ended in any way."""
    shares = curve(calendar, HORIZON).shares
    ends = {"in_force": ("lapsed", "superseded", "collapsed"), "collapsed": ("collapsed",)}
    chosen = ends.get(quantity, ("lapsed", "collapsed"))
    return shares[..., [STATES.index(name) for name in chosen]].sum(axis=-1)


def rates_of(values: dict[str, Any]) -> Rates:
    return replace(Rates(detection=1, strain_unexplained=1), **values)


def better(values: dict[str, float], kind: str, amount: float) -> dict[str, float]:
    """Return rates that look better: settle sooner, or escalate later."""
    sign = 1 if kind in ("resolution", "resumption") else -1
    return {**values, kind: max(values[kind] + sign * amount, 0)}


levels = st.sampled_from(RATES)
chances = st.tuples(*[st.sampled_from(CHANCES)] * 3)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Calendar, Calendar]:
    """Two calendars, the second one of which differs in a few rates, or in renewal."""
    cut = draw(st.sampled_from([None, 20]))
    both: list[list[Phase]] = [[], []]
    for until in ([cut] if cut else []) + [None]:
        rising = sorted(draw(st.lists(levels, min_size=3, max_size=3)))
        values = {name: draw(levels) for name in WAYS} | dict(zip(BY_STATE[:3], rising, strict=True))
        if draw(st.booleans()):
            values |= dict.fromkeys(BY_STATE[3:], 0.0)
        after = values
        for kind in draw(st.lists(st.sampled_from(WAYS), max_size=2)):
            after = better(after, kind, draw(levels))
        if draw(st.integers(0, 3)) == 0:
            after = {**after, draw(st.sampled_from(WAYS)): draw(levels)}
        both[0].append(Phase(rates_of(values), until))
        both[1].append(Phase(rates_of(after), until))
    calendars = [tuple(each) for each in both]
    if draw(st.booleans()):
        return Calendar(calendars[0]), Calendar(calendars[1])
    first = draw(chances)
    second = draw(st.one_of(st.just(first), chances))
    return (
        Calendar(calendars[0], (Term(15, Renewal(*first)),)),
        Calendar(calendars[1], (Term(15, Renewal(*second)),)),
    )


@settings(max_examples=600, deadline=None)
@given(pairs(), st.sampled_from(QUANTITIES))
def test_what_is_promised_holds_on_every_day(pair: tuple[Calendar, Calendar], quantity: Quantity) -> None:
    if monotone(*pair, quantity, HORIZON).holds:
        before, after = (badness(calendar, quantity) for calendar in pair)
        assert (after <= before + ROUNDING).all()


DRAWS = 4_000


@cache
def drawn(quantity: Quantity) -> tuple[Calendar, Calendar]:
    """Return many random ceasefires with an order among their states, and others in which one number is better."""
    rng = np.random.default_rng(QUANTITIES.index(quantity))

    def up_to(most: float) -> Floats:
        return rng.uniform(0, most, DRAWS)

    def ordered(most: float) -> list[Floats]:
        rows = rng.uniform(0, most, (DRAWS, 3))
        # Most of them from better to worse states, the rest as they fall.
        return list(np.where(rng.random((DRAWS, 1)) < 0.8, np.sort(rows, axis=1), rows).T)

    values: dict[str, Any] = {name: up_to(0.3) for name in ("accident", "resolution", "retaliation")}
    values["resumption"] = values["resolution"] * up_to(1)
    values |= dict(zip(BY_STATE[:3], ordered(0.1), strict=True))
    superseding = ordered(0.02)
    values |= dict(zip(BY_STATE[3:], superseding if quantity == "in_force" else superseding[::-1], strict=True))
    changes: dict[str, Any] = {}
    kinds = rng.integers(0, 4, DRAWS)
    for index, name in enumerate(("accident", "resolution", "retaliation", "resumption")):
        factor = np.where(kinds == index, rng.uniform(0, 2, DRAWS), 1)
        changes[name] = values[name] * factor
    renewals = 1 - np.array(ordered(0.5))
    # For collapse alone only equal chances of renewal can be promised anything.
    terms = (Term(15, Renewal(*renewals)),) if quantity != "collapsed" else ()
    return Calendar((Phase(rates_of(values)),), terms), Calendar((Phase(rates_of(values | changes)),), terms)


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_of_thousands_of_draws_every_promise_is_kept_and_others_would_not_be(quantity: Quantity) -> None:
    before, after = drawn(quantity)
    holds = monotone(before, after, quantity, HORIZON).holds
    worse = np.any(badness(after, quantity) > badness(before, quantity) + ROUNDING, axis=-1)
    assert np.count_nonzero(holds) >= 500
    assert not np.any(worse & holds)
    # The promises are worth something: among the other draws there is harm in many.
    assert np.count_nonzero(worse & ~holds) >= 500


def above(shares: Floats, quantity: Quantity, least: int) -> float:
    names = [name for level in LEVELS[quantity][least:] for name in level]
    return float(sum(shares[STATES.index(name)] for name in names))


TINY = 1e-5


@settings(max_examples=200, deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(WAYS, levels)),
    st.fixed_dictionaries(dict.fromkeys(WAYS, levels)),
    st.sampled_from(QUANTITIES),
)
def test_where_nothing_is_promised_some_start_shows_why(
    first: dict[str, float], second: dict[str, float], quantity: Quantity
) -> None:
    small = [Phase(rates_of({name: rate * TINY for name, rate in values.items()})) for values in (first, second)]
    promise = monotone(Calendar((small[0],)), Calendar((small[1],)), quantity, 1)
    assert promise.holds == (not promise.broken)
    ones, others = ([curve(Calendar((phase,), start=k), 1).shares[1] for k in range(3)] for phase in small)
    for each in promise.broken:
        assert each.kind == "rates"
        least = LEVELS[quantity].index(each.level)
        one, other = ones[IN_FORCE.index(each.before[0])], others[IN_FORCE.index(each.after[0])]
        assert above(one, quantity, least) - above(other, quantity, least) > 0.001 * TINY


RATES_THAT_SETTLE = rates_of(
    {
        "accident": 0.2,
        "resolution": 0.2,
        "retaliation": 0.1,
        "resumption": 0.05,
        "collapse_strained": 0.01,
        "collapse_suspended": 0.1,
    }
)


def only(rates: Rates, *terms: Term) -> Calendar:
    return Calendar((Phase(rates),), terms)


def test_settling_sooner_is_promised_to_help_and_a_renewal_that_it_earns_can_cost_a_collapse() -> None:
    """More ceasefires that hold are renewed, and then have longer to collapse in."""
    term = Term(15, Renewal(1, 0, 0))
    slow = replace(RATES_THAT_SETTLE, collapse_holding=0.02, collapse_strained=0.02)
    soon = replace(slow, resolution=0.5)
    for quantity in ("in_force", "failed"):
        assert monotone(only(slow, term), only(soon, term), quantity, HORIZON).holds
    promise = monotone(only(slow, term), only(soon, term), "collapsed", HORIZON)
    assert not promise.holds
    assert {(each.kind, each.day) for each in promise.broken} == {("renewal", 15), ("renewal", 30), ("renewal", 45)}
    collapsed = [badness(only(rates, term), "collapsed")[-1] for rates in (slow, soon)]
    assert collapsed[1] > collapsed[0] + 0.01
    assert monotone(only(slow), only(soon), "collapsed", HORIZON).holds


def test_a_ceasefire_that_holds_may_be_superseded_sooner() -> None:
    slow = replace(RATES_THAT_SETTLE, supersession_holding=0.2)
    soon = replace(slow, resolution=0.6)
    promise = monotone(only(slow), only(soon), "in_force", HORIZON)
    assert not promise.holds
    assert ("strained",) in {each.before for each in promise.broken}
    assert (badness(only(soon), "in_force") > badness(only(slow), "in_force") + 0.01).any()
    assert monotone(only(slow), only(soon), "failed", HORIZON).holds


def test_more_detection_is_promised_where_it_strains_less_and_nowhere_else() -> None:
    base = replace(
        RATES_THAT_SETTLE,
        accident=0.0,
        violation=[0.2],
        attribution=0.8,
        strain_violation=0.5,
        strain_unexplained=0.5,
        stakes=Stakes(gain=2, loss=8, scale=0.1),
    )
    low, high = only(replace(base, detection=0.25)), only(replace(base, detection=0.9))
    assert all(monotone(low, high, quantity, HORIZON).holds for quantity in QUANTITIES)
    undeterred = replace(base, stakes=None)
    low, high = only(replace(undeterred, detection=0.25)), only(replace(undeterred, detection=0.9))
    assert not any(monotone(low, high, quantity, HORIZON).holds for quantity in QUANTITIES)
    assert all(monotone(high, low, quantity, HORIZON).holds for quantity in QUANTITIES)


def test_a_worse_start_is_not_promised_to_do_no_worse() -> None:
    holding, strained = only(RATES_THAT_SETTLE), replace(only(RATES_THAT_SETTLE), start=1)
    assert monotone(strained, holding, "in_force", HORIZON).holds
    promise = monotone(holding, strained, "in_force", HORIZON)
    assert [(each.kind, each.before, each.after) for each in promise.broken] == [("start", ("holding",), ("strained",))]


def test_what_comes_after_the_horizon_does_not_matter() -> None:
    late = Calendar((Phase(RATES_THAT_SETTLE, 30), Phase(replace(RATES_THAT_SETTLE, accident=0.9))))
    assert monotone(only(RATES_THAT_SETTLE), late, "in_force", 30).holds
    promise = monotone(only(RATES_THAT_SETTLE), late, "in_force", 31)
    assert not promise.holds
    assert {each.day for each in promise.broken} == {30}


def test_each_draw_has_its_own_promise() -> None:
    sooner = replace(RATES_THAT_SETTLE, resolution=np.array([0.1, 0.2, 0.3]))
    promise = monotone(only(RATES_THAT_SETTLE), only(sooner), "in_force", HORIZON)
    assert promise.holds.tolist() == [False, True, True]
    assert all(each.draws.tolist() == [True, False, False] for each in promise.broken)
