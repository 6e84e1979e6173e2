"""Who signs and ratifies what, against every package, pattern of blocs and count of votes written out (section 4)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.analyses import analyse_deal
from detente.analyses.approval import central_chances, decided
from detente.analyses.ratify import analyse_ratification
from detente.case import Bloc, Ratifier, option_text
from detente.ensemble import Draws
from detente.problem import Judges, compile_case
from detente.results import Deal, Named, Ratification, RatifiedPackage
from detente.solvers.network import evaluate
from oracle.compare import positions
from oracle.generate import Recipe, seeded_sample
from oracle.parts import Style
from oracle.ratified import STEPS, RatifiedTruth
from oracle.ratifiers import features, with_ratifiers
from oracle.redrawn import Redrawn
from oracle.seated import SeatedTruth, shared_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.results import Outcome
    from oracle.brute import Positions, Vector

CLOSE = 1e-9
DRAWS = 5
BATCH = 18
BATCHES = 2
VAGUE = Style(estimates=0.3, unknown=0.03, exact_threshold=0.2)
SMALL = Recipe("plain", VAGUE, issues=(2, 4), options=(2, 4), outcomes=30, linkages=(0, 2), demand=(-30, 0))
RECIPES = (
    SMALL,
    replace(SMALL, name="ruled", rules=(0, 3), red_lines=(0, 3)),
    replace(SMALL, name="mediated", principals=(2, 2), mediator=1.0),
    replace(SMALL, name="shared", red_lines=(0, 2), demand=(-20, 0)),
    replace(SMALL, name="coarse", style=Style(values="coarse", weights="few", exact_threshold=0.7), linkages=(0, 0)),
    replace(SMALL, name="status quo", status_quo=("all",), red_lines=(0, 1), proposals=(1, 2), demand=(-20, 0)),
)
KINDS = (
    *("head", "vote", "referendum", "veto", "1 blocs", "2 blocs", "3 blocs", "4 blocs", "when", "needed"),
    *("no swing", "point swing", "range swing", "three-point swing", "scale", "no scale", "polled", "judges"),
    *("attributes", "leans", "discipline", "leader who promised"),
)


@dataclass(frozen=True)
class Trial:
    """A case, what is said of all its packages, and what is true."""

    name: str
    deal: Deal
    got: Ratification
    truth: RatifiedTruth
    seed: int

    @cached_property
    def packages(self) -> dict[Positions, RatifiedPackage]:
        found = {positions(self.truth.truth, each.outcome.package): each for each in self.got.packages}
        assert list(found) == self.truth.truth.feasible
        return found

    @cached_property
    def draws(self) -> list[Redrawn]:
        source = Draws(self.seed, DRAWS, "judging candidates")
        columns: dict[str, list[float]] = {}

        def column(path: str, draw: int) -> float:
            if path not in columns:
                columns[path] = source.column(path).tolist()
            return columns[path][draw]

        return [Redrawn(self.truth, lambda path, draw=draw: column(path, draw)) for draw in range(DRAWS)]

    def drawn(self, x: Positions) -> tuple[list[bool], dict[str, list[float]]]:
        """Return in which draws a package is signed, and with what chance each ratifier says yes."""
        chances = {
            name: [draw.chance(each, x) for draw in self.draws] for name, each in self.truth.case.ratifiers.items()
        }
        return [draw.signed(x) for draw in self.draws], chances

    def whole(self, x: Positions) -> float:
        signed, chances = self.drawn(x)
        return mean(s * math.prod(each) for s, *each in zip(signed, *chances.values(), strict=True))

    def vector(self, outcome: Outcome) -> Vector:
        return tuple(outcome.utility[party] for party in self.truth.truth.counted)


def mean(numbers: Iterable[float]) -> float:
    found = list(numbers)
    return math.fsum(found) / len(found)


def posed(recipe: Recipe, seed: int) -> tuple[SeatedTruth, Random]:
    sample, rng = seeded_sample(recipe, seed), Random(f"{recipe.name}/{seed}")
    case = with_ratifiers(shared_out(sample.case, rng) if recipe.name == "shared" else sample.case, rng)
    return SeatedTruth(case, sample.count), rng


def trial(recipe: Recipe, seed: int) -> Trial:
    truth, rng = posed(recipe, seed)
    case = truth.case
    deal = analyse_deal(case, count=truth.count)
    texts = [{name: option_text(option) for name, option in truth.named(x).items()} for x in truth.feasible]
    asked = [Named(f"package {k}", "package", package) for k, package in enumerate(texts)]
    at_least = rng.choice([0.3, 0.5, 0.5, 0.8])
    got = analyse_ratification(case, deal, draws=DRAWS, seed=seed, count=truth.count, packages=asked, at_least=at_least)
    assert got is not None
    assert len(got.packages) == len(asked) or not asked
    return Trial(f"{recipe.name}/{seed}", deal, got, RatifiedTruth(truth), seed)


@pytest.fixture(
    scope="module",
    params=[(recipe, k) for recipe in RECIPES for k in range(BATCHES)],
    ids=lambda asked: f"{asked[0].name.replace(' ', '-')}-{asked[1]}",
)
def batch(request: pytest.FixtureRequest) -> list[Trial]:
    recipe, number = request.param
    return [trial(recipe, seed) for seed in range(number * BATCH, number * BATCH + BATCH)]


def close(got: float, want: float) -> bool:
    return abs(got - want) <= CLOSE


def test_chances_at_central_values(batch: list[Trial]) -> None:
    wrong: list[str] = []
    for each in batch:
        for x, package in each.packages.items():
            for name, ratifier in each.truth.case.ratifiers.items():
                vote, want = package.votes[name], each.truth.chance(ratifier, x)
                if vote.needed != each.truth.needed(ratifier, x) or not close(vote.chance, want):
                    wrong.append(f"{each.name} {name} {x}: got {vote}, want {want}")
    assert wrong == []


def test_blocs_and_what_each_decides(batch: list[Trial]) -> None:
    wrong: list[str] = []
    for each in batch:
        truth = each.truth
        # The first and the last package will do: this is the same arithmetic for all.
        for x in list(each.packages)[:1] + list(each.packages)[-1:]:
            for name, ratifier in truth.case.ratifiers.items():
                vote = each.packages[x].votes[name]
                if not vote.needed:
                    assert vote.blocs == ()
                    continue
                yes = truth.blocs(ratifier, x)
                assert [got.bloc for got in vote.blocs] == list(ratifier.blocs)
                for place, (got, bloc) in enumerate(zip(vote.blocs, ratifier.blocs.values(), strict=True)):
                    above = truth.above(ratifier, bloc, x)
                    same = (
                        got.above is None if above is None else got.above is not None and close(got.above, float(above))
                    )
                    same &= close(got.yes, mean(row[place] for row in yes))
                    if not same or not close(got.decides, truth.decides(ratifier, x, place)):
                        wrong.append(f"{each.name} {name} {x}: {got}, want {above}")
    assert wrong == []


def test_win_sets(batch: list[Trial]) -> None:
    wrong: list[str] = []
    for each in batch:
        truth = each.truth
        for got, (name, ratifier) in zip(each.got.win_sets, truth.case.ratifiers.items(), strict=True):
            chances = {x: truth.chance(ratifier, x) for x in truth.moving}
            members = {x for x in chances if truth.passed(ratifier, x, got.at_least)}
            best = max(chances.values(), default=0.0)
            x = None if got.witness is None else positions(truth.truth, got.witness.package)
            same = (got.ratifier, got.exact, got.sampled) == (name, True, len(chances))
            same &= close(got.chance, best) and close(got.share, len(members) / (len(chances) or 1))
            same &= x is None if not members else x in members and close(chances[x], best)
            if not same:
                wrong.append(f"{each.name} {name}: got {got}, want {best}, {members}")
    assert wrong == []


def test_agreement_sets(batch: list[Trial]) -> None:
    wrong: list[str] = []
    for each in batch:
        truth, got = each.truth, each.got.agreement
        members = truth.agreement(each.got.at_least)
        nash = truth.nash(members)
        vectors = [each.vector(outcome) for outcome in got.best]
        inside = all(positions(truth.truth, outcome.package) in members for outcome in got.best)
        listed = set(vectors) <= nash and (len(got.best) == 10 or set(vectors) >= nash)
        if not (inside and listed and got.exact and close(got.share, len(members) / (len(truth.moving) or 1))):
            wrong.append(f"{each.name}: got {got}, want {nash}, {len(members)} of {len(truth.moving)}")
    assert wrong == []


def test_what_happens_as_a_ratifier_asks_for_more(batch: list[Trial]) -> None:
    wrong: list[str] = []
    for each in batch:
        truth = each.truth
        want = [(name, points) for name in truth.case.ratifiers for points in STEPS]
        assert [(step.ratifier, step.points) for step in each.got.tightened] == want
        for step in each.got.tightened:
            nash = truth.nash(truth.agreement(each.got.at_least, {step.ratifier: int(step.points)}))
            gains = {
                tuple(u - truth.truth.no_deal[p] for p, u in zip(truth.truth.counted, v, strict=True)) for v in nash
            }
            got = tuple(step.gain[party] for party in truth.truth.counted) if step.gain else None
            if got not in gains if gains else got is not None:
                wrong.append(f"{each.name} {step.ratifier} {step.points}: got {got}, want one of {gains}")
    assert wrong == []


def test_draws(batch: list[Trial]) -> None:
    wrong: list[str] = []
    for each in batch:
        truth, consenting = each.truth.truth, set(each.truth.truth.consenting)
        for x in list(each.packages)[::3]:
            got = each.packages[x]
            signed, chances = each.drawn(x)
            together = [math.prod(some) for some in zip(*chances.values(), strict=True)]
            whole = mean(s * t for s, t in zip(signed, together, strict=True))
            accepts = {
                party: mean(float(draw.accepts(party, x)) for draw in each.draws)
                for party in truth.needed(x) & consenting
            }
            same = got.accepts.keys() == accepts.keys()
            same &= all(close(got.accepts[party], share) for party, share in accepts.items())
            same &= close(got.signed, mean(map(float, signed))) and close(got.ratified, mean(together))
            same &= close(got.whole, whole)
            for name, chance in chances.items():
                drawn = got.votes[name].drawn
                same &= drawn is not None and close(drawn, mean(chance))
            if not same:
                wrong.append(f"{each.name} {x}: got {got}, want {accepts}, {signed}, {chances}")
    assert wrong == []


def test_the_best_candidate(batch: list[Trial]) -> None:
    wrong: list[str] = []
    for each in batch:
        # Every feasible package was asked about, so each of them was tried.
        got = each.got.best
        most = max((package.whole for package in each.packages.values()), default=0.0)
        if not most > 0:
            assert got is None
        elif got is None or not close(got.whole, most):
            wrong.append(f"{each.name}: got {got}, want {most}")
        elif not close(got.whole, each.whole(positions(each.truth.truth, got.outcome.package))):
            wrong.append(f"{each.name}: the best is not worth what it says: {got}")
    assert wrong == []


def test_the_best_at_central_values_is_found_without_asking_about_all(batch: list[Trial]) -> None:
    wrong: list[str] = []
    for each in batch:
        central = [
            float(package.outcome.acceptable) * math.prod(vote.chance for vote in package.votes.values())
            for package in each.packages.values()
        ]
        case, count = each.truth.case, each.truth.truth.count
        found = analyse_ratification(case, each.deal, draws=0, count=count)
        best = 0.0 if found is None or found.best is None else found.best.whole
        if not close(best, max(central, default=0.0)):
            wrong.append(f"{each.name}: got {best}, want {max(central)}")
    assert wrong == []


def test_the_fitted_blocs_are_named(batch: list[Trial]) -> None:
    for each in batch:
        want = [f"{ratifier}/{bloc}" for (ratifier, bloc), said in each.truth.polled.items() if said.fit is not None]
        assert list(each.got.fitted) == want


def test_two_hundred_cases_of_every_kind_are_compared() -> None:
    seen: dict[str, int] = {}
    cases = 0
    for recipe in RECIPES:
        for seed in range(BATCH * BATCHES):
            truth, _ = posed(recipe, seed)
            cases += 1
            found = features(truth.case)
            found |= {"conditional"} if set(truth.consenting) - set(truth.required) else set()
            found |= {"mediator"} if truth.count else set()
            found |= {"red lines"} if truth.standing else set()
            fits = [said.fit is not None for said in RatifiedTruth(truth).polled.values() if said.attributes]
            found |= {"fitted"} if any(fits) else set()
            found |= {"not fitted"} if not all(fits) else set()
            for each in found:
                seen[each] = seen.get(each, 0) + 1
    assert cases >= 200
    wanted = {"promises", "status quo", "conditional", "mediator", "red lines", "fitted", "not fitted", *KINDS}
    assert {each: seen.get(each, 0) for each in wanted if seen.get(each, 0) < 10} == {}


@dataclass(frozen=True)
class Ballot:
    """A ratifier, and its blocs' chances of a yes, disciplines and shares."""

    ratifier: Ratifier
    yes: list[float]
    discipline: list[float]
    shares: list[float]

    @property
    def chance(self) -> float:
        return float(decided(self.ratifier, np.array([self.yes]), np.array(self.discipline), np.array(self.shares))[0])


@st.composite
def ballots(draw: st.DrawFn) -> Ballot:
    count = draw(st.integers(1, 4))
    seats = draw(st.lists(st.integers(0, 6), min_size=count, max_size=count).filter(any))
    blocs = {str(k): Bloc(str(k), "Avon", seats=number) for k, number in enumerate(seats)}
    least = draw(st.integers(1, sum(seats)))
    ratifier = draw(
        st.sampled_from(
            [
                Ratifier("House", "Avon", "vote", blocs, Fraction(least)),
                Ratifier("People", "Avon", "referendum", blocs, Fraction(least, sum(seats))),
                Ratifier("Council", "Avon", "veto", blocs),
            ]
        )
    )
    yes = draw(st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0]), min_size=count, max_size=count))
    discipline = draw(st.lists(st.sampled_from([0.5, 0.6, 0.85, 1.0]), min_size=count, max_size=count))
    parts = draw(st.lists(st.integers(1, 9), min_size=count, max_size=count))
    return Ballot(ratifier, yes, discipline, [part / sum(parts) for part in parts])


def changed(numbers: list[float], place: int, number: float) -> list[float]:
    return [*numbers[:place], number, *numbers[place + 1 :]]


@given(ballots(), st.data())
def test_a_bloc_more_in_favour_never_lowers_the_chance(ballot: Ballot, data: st.DataObject) -> None:
    bloc = data.draw(st.integers(0, len(ballot.yes) - 1))
    more = data.draw(st.floats(ballot.yes[bloc], 1.0))
    assert replace(ballot, yes=changed(ballot.yes, bloc, more)).chance >= ballot.chance - CLOSE


@given(ballots(), st.booleans(), st.data())
def test_discipline_helps_the_side_that_the_bloc_is_on(ballot: Ballot, sure: bool, data: st.DataObject) -> None:
    bloc = data.draw(st.integers(0, len(ballot.yes) - 1))
    loose = replace(ballot, yes=changed(ballot.yes, bloc, float(sure)))
    tight = data.draw(st.floats(loose.discipline[bloc], 1.0))
    rise = replace(loose, discipline=changed(loose.discipline, bloc, tight)).chance - loose.chance
    assert rise >= -CLOSE if sure else rise <= CLOSE


@given(ballots())
def test_a_lower_bar_never_lowers_the_chance(ballot: Ballot) -> None:
    bar = ballot.ratifier.needed
    assume(bar is not None)
    assert bar is not None
    lower = bar - 1 if ballot.ratifier.rule == "vote" else bar / 2
    assert replace(ballot, ratifier=replace(ballot.ratifier, needed=lower)).chance >= ballot.chance - CLOSE


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(RECIPES), st.integers(1000, 1200), st.sampled_from([0.5, 3.0, 12.0]))
def test_more_surplus_never_lowers_the_chance_of_any_package(recipe: Recipe, seed: int, points: float) -> None:
    truth, _ = posed(recipe, seed)
    assume(truth.feasible)
    judges = Judges(compile_case(truth.case, truth.count), tuple(truth.case.ratifiers.values()))
    sums = evaluate(judges.alone, np.array(truth.feasible, dtype=np.int64))
    for ratifier in judges.ratifiers:
        as_it_is, asking_more = (central_chances(judges, ratifier, sums, more) for more in (0.0, points))
        assert (as_it_is >= asking_more - CLOSE).all()
