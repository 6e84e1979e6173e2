"""What levers do, against every set of them, package and draw written out (section 5, L1 to L3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from random import Random
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import pytest

from detente.analyses import analyse_deal, analyse_leverage
from detente.analyses.move import PRESSURES
from detente.analyses.outcomes import outcomes_of
from detente.case import StatusQuoPlus, option_text, with_levers
from detente.ensemble import Draws
from detente.problem import compile_case
from detente.results import Leverage, MovedPackage, Named, Push
from oracle.compare import positions
from oracle.generate import Recipe, seeded_sample
from oracle.moved import MovedDraw, MovedTruth, share, unbeaten
from oracle.parts import Style
from oracle.pushers import with_pushers
from oracle.ratified import RatifiedTruth
from oracle.redrawn import FINE, Redrawn
from oracle.seated import SeatedTruth, shared_out
from oracle.worth import meeting, satisfies

if TYPE_CHECKING:
    from detente.case import Case
    from oracle.brute import Positions

DRAWS = 6
BATCH = 17
BATCHES = 2
CLOSE = 1e-9
VAGUE = Style(estimates=0.3, unknown=0.03, exact_threshold=0.2)
SMALL = Recipe("plain", VAGUE, issues=(2, 3), options=(2, 4), outcomes=24, linkages=(0, 2), demand=(-15, 12))
RECIPES = (
    SMALL,
    replace(SMALL, name="ruled", rules=(0, 3), red_lines=(0, 3)),
    replace(SMALL, name="mediated", principals=(2, 2), mediator=1.0),
    replace(SMALL, name="shared", red_lines=(0, 2)),
    replace(SMALL, name="coarse", style=Style(values="coarse", weights="few", exact_threshold=0.7), linkages=(0, 0)),
    replace(SMALL, name="status quo", status_quo=("all",), red_lines=(0, 1)),
)


@dataclass(frozen=True)
class Trial:
    """A case with levers, what is said of some packages, and what is true."""

    name: str
    got: Leverage
    moved: MovedTruth
    seed: int

    @property
    def case(self) -> Case:
        return self.moved.case

    def drawn(self, label: str) -> list[MovedDraw]:
        source = Draws(self.seed, DRAWS, label) if label else Draws(self.seed, DRAWS)
        columns: dict[str, list[float]] = {}

        def column(path: str, draw: int) -> float:
            if path not in columns:
                columns[path] = source.column(path).tolist()
            return columns[path][draw]

        ratified = RatifiedTruth(self.moved.truth)
        return [
            MovedDraw(self.moved, Redrawn(ratified, lambda path, draw=draw: column(path, draw)))
            for draw in range(DRAWS)
        ]

    @cached_property
    def draws(self) -> list[MovedDraw]:
        return self.drawn("judging candidates")

    @cached_property
    def packages(self) -> list[tuple[Positions, MovedPackage]]:
        return [(positions(self.moved.truth, each.outcome.package), each) for each in self.got.packages]

    def share(self, x: Positions, used: dict[str, str]) -> float:
        return share([draw.signed(x, used) for draw in self.draws])

    def check(self, x: Positions, push: Push) -> None:
        """Hold all that is said of a set of levers to what is true."""
        used = dict(push.levers)
        asked = self.moved.asked(x)
        now = {party: share([draw.accepts(party, x, used) for draw in self.draws]) for party in asked}
        before = {party: share([draw.accepts(party, x, {}) for draw in self.draws]) for party in asked}
        lasting = {name: level for name, level in used.items() if self.case.levers[name].lasting}
        signed = [draw for draw in self.draws if draw.signed(x, used)]
        stays = share([draw.signed(x, lasting) for draw in signed]) if signed else None
        needs = [need for name in used for need in self.case.levers[name].needs]

        def above(party: str, levers: dict[str, str]) -> Fraction:
            return self.moved.above(party, x, levers)

        want = Push(
            levers=used,
            cost=self.moved.cost(used),
            share=self.share(x, used),
            accepts=now,
            loses=tuple(party for party in asked if now[party] < before[party]),
            stays=stays,
            norms=self.moved.broken(x, used),
            needs=tuple(dict.fromkeys(needs)),
            adds={party: more for party in asked if (more := above(party, used) - above(party, {}))},
        )
        assert push == want, (self.name, x)


def posed(recipe: Recipe, seed: int) -> SeatedTruth:
    sample, rng = seeded_sample(recipe, seed), Random(f"{recipe.name}/{seed}")
    case = with_pushers(shared_out(sample.case, rng) if recipe.name == "shared" else sample.case, rng)
    return SeatedTruth(case, sample.count)


def trial(recipe: Recipe, seed: int) -> Trial:
    truth = posed(recipe, seed)
    case = truth.case
    texts = [{name: option_text(option) for name, option in truth.named(x).items()} for x in truth.feasible[::5]]
    asked = [Named(f"package {k}", "package", package) for k, package in enumerate(texts)]
    deal = analyse_deal(case, count=truth.count)
    got = analyse_leverage(case, deal, draws=DRAWS, seed=seed, count=truth.count, packages=asked)
    return Trial(f"{recipe.name}/{seed}", got, MovedTruth(truth), seed)


@pytest.fixture(
    scope="module",
    params=[(recipe, k) for recipe in RECIPES for k in range(BATCHES)],
    ids=lambda asked: f"{asked[0].name.replace(' ', '-')}-{asked[1]}",
)
def batch(request: pytest.FixtureRequest) -> list[Trial]:
    recipe, number = request.param
    return [trial(recipe, seed) for seed in range(number * BATCH, number * BATCH + BATCH)]


def test_break_even_at_central_values(batch: list[Trial]):
    for each in batch:
        for x, package in each.packages:
            want: dict[str, Fraction | None] = {}
            for party in each.moved.asked(x):
                missing = -each.moved.above(party, x, {})
                want[party] = None if each.moved.crossed(party, x) else max(Fraction(0), missing)
            assert {got.party: got.pressure for got in package.break_even} == want, (each.name, x)


def test_break_even_in_draws(batch: list[Trial]):
    for each in batch:
        for x, package in each.packages:
            for got in package.break_even:
                lacks = [max(0, -draw.units(got.party, x, {})) for draw in each.draws]
                free = [not draw.refuses(got.party, x) for draw in each.draws]
                for points, part in got.curve:
                    said = [ok and lack <= points * FINE for ok, lack in zip(free, lacks, strict=True)]
                    assert part == share(said), (each.name, x, got.party, points)
                assert [points for points, _ in got.curve] == list(PRESSURES)
                assert (got.drawn is None) == (not any(free))
                if got.drawn is not None:
                    left = [lack / FINE for ok, lack in zip(free, lacks, strict=True) if ok]
                    assert got.drawn.middle == pytest.approx(median(left), abs=CLOSE)


def test_every_level_of_every_lever_alone(batch: list[Trial]):
    for each in batch:
        singles = [{name: level} for name, lever in each.case.levers.items() for level in lever.levels]
        for x, package in each.packages:
            assert package.share == each.share(x, {}), (each.name, x)
            assert [dict(push.levers) for push in package.singly] == singles
            for push in package.singly:
                each.check(x, push)


def test_staircases(batch: list[Trial]):
    for each in batch:
        for x, package in each.packages:
            assert [stairs.wielder for stairs in package.staircases] == each.moved.wielders
            for stairs in package.staircases:
                own = each.moved.sets(stairs.wielder)
                want = unbeaten({(each.moved.price(used), each.share(x, used)) for used in own})
                got = [(each.moved.price(dict(push.levers)), push.share) for push in stairs.steps]
                assert set(got) == want, (each.name, x, stairs.wielder)
                assert len(got) == len(want)
                assert got == sorted(got)
                for push in stairs.steps:
                    each.check(x, push)


def test_all_levers_together(batch: list[Trial]):
    for each in batch:
        for x, package in each.packages:
            known = [(each.moved.price(used), each.share(x, used), len(used)) for used in each.moved.sets()]
            best = unbeaten({(price, part) for price, part, _ in known})
            got = [(each.moved.price(dict(push.levers)), push.share, len(push.levers)) for push in package.together]
            assert set(got) <= {one for one in known if one[:2] in best}, (each.name, x)
            # With so many levers or fewer, none has a larger share; and more levers are told only for a larger one.
            reached = {size: max(part for _, part, used in known if used <= size) for *_, size in got}
            assert [part for _, part, _ in got] == [reached[size] for *_, size in got] == sorted(set(reached.values()))
            assert got[-1][1] == max(part for _, part, _ in known)
            for push in package.together:
                each.check(x, push)


def test_compensation(batch: list[Trial]):
    for each in batch:
        for x, package in each.packages:
            above = {party: each.moved.above(party, x, {}) for party in each.moved.asked(x)}
            clear = not any(each.moved.crossed(party, x) for party in above)
            assert package.able == {party: gain for party, gain in above.items() if gain > 0}
            assert package.compensation == {party: -gain for party, gain in above.items() if clear and gain < 0}


def test_the_cheapest_levers_for_a_deal(batch: list[Trial]):
    for each in batch:
        want = each.moved.cheapest
        got = [each.moved.price(dict(found.levers)) for found in each.got.cheapest]
        assert len(got) == len(set(got)) == min(20, len(want)), (each.name, got, want)
        assert set(got) <= want, each.name
        for found in each.got.cheapest:
            x, used = positions(each.moved.truth, found.outcome.package), dict(found.levers)
            assert each.moved.acceptable(x, used), each.name
            assert found.cost == {wielder: paid for wielder, paid in each.moved.cost(used).items() if paid}
            assert found.share == each.share(x, used), each.name
            assert found.norms == each.moved.broken(x, used)


def test_a_zone_under_levers(batch: list[Trial]):
    for each in batch:
        strongest = {name: list(lever.levels)[-1] for name, lever in each.case.levers.items()}
        draws = each.drawn("")
        labels = ["nothing", *each.case.levers]
        for wielder in each.moved.wielders:
            own = [name for name, lever in each.case.levers.items() if lever.wielder == wielder]
            labels += [f"all of {wielder}"] if len(own) > 1 else []
        labels += ["everything"] if len(each.moved.wielders) > 1 else []
        assert [zone.label for zone in each.got.zopa] == labels
        for zone in each.got.zopa:
            used = dict(zone.levers)
            assert used.items() <= strongest.items()
            assert zone.zopa == each.moved.zopa(used), (each.name, zone)
            assert zone.share == share([draw.zopa(used) for draw in draws]), (each.name, zone)
            assert zone.norms == each.moved.broken(None, used)


def test_a_case_under_levers_is_the_case_with_their_points_added_by_hand(batch: list[Trial]):
    for each in batch:
        for used in list(each.moved.sets())[::7]:
            pressed = compile_case(with_levers(each.case, used), each.moved.truth.count)
            feasible = each.moved.truth.feasible
            if not feasible:
                continue
            for x, outcome in zip(feasible, outcomes_of(pressed, (), np.array(feasible)), strict=True):
                want = {party: each.moved.above(party, x, used) for party in each.moved.truth.no_deal}
                assert outcome.gain == want, (each.name, x, used)


def relative(case: Case, truth: SeatedTruth) -> bool:
    """Return whether a conditional effect holds in the status quo from which its party's no-deal value is reckoned."""
    still = truth.status_quo
    return still is not None and any(
        isinstance(case.preferences[effect.party].no_deal, StatusQuoPlus)
        and effect.when is not None
        and satisfies(still, meeting(case, effect.when))
        for lever in case.levers.values()
        for level in lever.levels.values()
        for effect in level.effects
    )


def test_two_hundred_cases_with_everything_that_levers_can_do():
    seen: dict[str, int] = {}
    cases = 0
    for recipe in RECIPES:
        for seed in range(BATCH * BATCHES):
            truth = posed(recipe, seed)
            cases += 1
            levers = truth.case.levers.values()
            levels = [level for lever in levers for level in lever.levels.values()]
            effects = [effect for level in levels for effect in level.effects]
            conditional = set(truth.consenting) - set(truth.required)
            kinds = [[(e.party, e.on, str(e.when)) for e in level.effects] for level in levels]
            found = {
                "several wielders": len({lever.wielder for lever in levers}) > 1,
                "believed in part": any(lever.credibility.low < 1 for lever in levers),
                "lasting": any(lever.lasting for lever in levers),
                "several levels": any(len(lever.levels) > 1 for lever in levers),
                "conditional effect": any(effect.when is not None for effect in effects),
                "on a conditional decider": any(effect.party in conditional for effect in effects),
                "twice on one party": any(len(set(kind)) < len(kind) for kind in kinds),
                "range": any(effect.by.low < effect.by.high for effect in effects),
                "norms": bool(truth.case.norms),
                "reckoned from the status quo": relative(truth.case, truth),
                "only a lever makes a deal": not truth.acceptable and bool(MovedTruth(truth).cheapest),
            }
            for name, there in found.items():
                seen[name] = seen.get(name, 0) + there
    assert cases >= 200
    assert {name: number for name, number in seen.items() if number < 10} == {}
