"""Issues divided as items and a joint gain shared, against every allocation, package and order (section 5, L4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

import pytest

from detente.analyses.division import division_of
from detente.analyses.side_payments import analyse_side_payments
from detente.problem import compile_case
from detente.results import Division, Item, Outcome, SidePayments, WholeItems
from oracle.compare import positions
from oracle.divided import DividedTruth
from oracle.generate import Recipe, seeded_sample
from oracle.parts import Style
from oracle.seated import SeatedTruth, shared_out

if TYPE_CHECKING:
    from collections.abc import Mapping

BATCH = 10
SMALL = Recipe("plain", issues=(1, 5), options=(2, 4), outcomes=120, linkages=(0, 2), demand=(-30, 0), quantities=0.5)
KINDS = (
    SMALL,
    replace(SMALL, name="ruled", rules=(0, 3), red_lines=(0, 3)),
    replace(SMALL, name="mediated", mediator=1.0, red_lines=(0, 2)),
    replace(SMALL, name="shared", red_lines=(0, 2), demand=(-20, 0), principals=(2, 4)),
    replace(SMALL, name="coarse", style=Style(values="coarse", weights="few"), principals=(2, 4)),
    replace(SMALL, name="four", principals=(4, 4), issues=(3, 5)),
    replace(SMALL, name="two", principals=(2, 2), issues=(3, 6), style=Style(values="decimals", weights="four digits")),
)


@dataclass(frozen=True)
class Trial:
    """A case, how it was divided, and what is true."""

    name: str
    got: Division | None
    paid: SidePayments
    truth: DividedTruth

    def row(self, outcome: Outcome) -> tuple[int, ...]:
        return positions(self.truth.truth, outcome.package)

    def bests(self, issue: str) -> dict[str, int]:
        """Return the options that are said to be each party's best."""
        assert self.got is not None
        (item,) = [item for item in self.got.items if item.issue == issue]
        options = self.truth.truth.case.issues[issue].options
        return {party: options.index(option) for party, option in item.best.items()}

    @property
    def values(self) -> list[list[Fraction]]:
        assert self.got is not None
        return [[item.values[party] for item in self.got.items] for party in self.got.parties]


def trial(recipe: Recipe, seed: int) -> Trial:
    sample = seeded_sample(recipe, seed)
    case = shared_out(sample.case, Random(f"{recipe.name}/{seed}")) if recipe.name == "shared" else sample.case
    truth = DividedTruth(SeatedTruth(case, sample.count))
    got = division_of(compile_case(case, sample.count))
    return Trial(f"{recipe.name}/{seed}", got, analyse_side_payments(case, count=sample.count), truth)


@pytest.fixture(
    scope="module",
    params=[(recipe, k) for recipe in KINDS for k in range(3)],
    ids=lambda asked: f"{asked[0].name}-{asked[1]}",
)
def batch(request: pytest.FixtureRequest) -> list[Trial]:
    recipe, number = request.param
    return [trial(recipe, seed) for seed in range(number * BATCH, number * BATCH + BATCH)]


def divided(batch: list[Trial]) -> list[tuple[Trial, Division]]:
    return [(each, each.got) for each in batch if each.got is not None]


def test_there_is_something_to_divide_where_two_want_different_things(batch: list[Trial]):
    for each in batch:
        truth = each.truth
        assert (each.got is None) == (len(truth.parties) < 2 or not truth.items), each.name
        if each.got is not None:
            assert [item.issue for item in each.got.items] == truth.items


def test_what_all_want_is_agreed(batch: list[Trial]):
    for each, got in divided(batch):
        issues = each.truth.truth.case.issues
        assert got.agreed.keys() == each.truth.agreed.keys()
        for name, option in got.agreed.items():
            place, common = issues[name].options.index(option), each.truth.agreed[name]
            stays = issues[name].status_quo_position
            assert place == (stays if stays in common else min(common)), (each.name, name)


def test_what_an_item_is_worth(batch: list[Trial]):
    for each, got in divided(batch):
        for item in got.items:
            bests = each.bests(item.issue)
            for party, k in bests.items():
                assert k in each.truth.tops(party, item.issue)
                assert item.values[party] == each.truth.worth(party, item.issue, bests), each.name
                # Of its best options no other is as good for all others, and better for one.
                others = [each.truth.table(other, item.issue) for other in got.parties if other != party]
                for other in each.truth.tops(party, item.issue):
                    assert any(table[other] < table[k] for table in others) or all(
                        table[other] == table[k] for table in others
                    )


def owners(got: Division, whole: WholeItems) -> tuple[int, ...]:
    return tuple(got.parties.index(whole.winners[item.issue]) for item in got.items)


def test_whole_items(batch: list[Trial]):
    for each, got in divided(batch):
        values = each.values
        for whole in (got.nash_welfare, got.leximin):
            given = owners(got, whole)
            points = [each.truth.had(values, given, p, p) for p in range(len(values))]
            assert list(whole.points.values()) == points
            assert whole.exact
            assert set(whole.envy) == each.truth.envious(values, given, spared=0)
            assert set(whole.stubborn) == each.truth.envious(values, given, spared=1)
        product = Fraction(1)
        for entry in got.nash_welfare.points.values():
            product *= entry or 1
        served = sum(entry > 0 for entry in got.nash_welfare.points.values())
        assert (served, product) == each.truth.best_product(values), each.name
        assert got.nash_welfare.excess == 0
        assert sorted(got.leximin.points.values()) == each.truth.most_even(values), each.name
        assert got.leximin.compares_points
        assert not got.nash_welfare.compares_points


def test_nobody_has_less_than_its_items_say(batch: list[Trial]):
    for each, got in divided(batch):
        for whole in (got.nash_welfare, got.leximin):
            row = dict(zip(each.truth.truth.case.issues, each.row(whole.outcome), strict=True))
            for party in got.parties:
                worst = sum(
                    (each.truth.table(party, item.issue)[each.bests(item.issue)[party]] - item.values[party])
                    for item in got.items
                )
                has = sum(each.truth.table(party, item.issue)[row[item.issue]] for item in got.items)
                assert has - worst >= whole.points[party]
                assert has - worst == whole.points[party] or len(got.parties) > 2


def test_adjusted_winner(batch: list[Trial]):
    for each, got in divided(batch):
        shared = got.adjusted_winner
        assert (shared is None) == (len(got.parties) != 2)
        if shared is None:
            continue
        one, two = shared.points.values()
        assert one == two == each.truth.most_for_both(each.values), each.name
        split = [] if shared.split is None else [shared.split.issue]
        assert sorted([*shared.winners, *split]) == sorted(item.issue for item in got.items)
        for party, row in zip(got.parties, each.values, strict=True):
            part = sum(
                entry
                * (
                    shared.split.shares[party]
                    if shared.split and shared.split.issue == item.issue
                    else shared.winners[item.issue] == party
                )
                for item, entry in zip(got.items, row, strict=True)
            )
            assert shared.points[party] == 100 * part / sum(row)


def test_the_option_nearest_to_a_split(batch: list[Trial]):
    for each, got in divided(batch):
        split = got.adjusted_winner.split if got.adjusted_winner else None
        if split is None:
            continue
        assert sum(split.shares.values()) == 1
        assert all(0 < share < 1 for share in split.shares.values())
        (item,) = [item for item in got.items if item.issue == split.issue]
        options = each.truth.truth.case.issues[split.issue].options

        def reached(party: str, k: int, issue: str = split.issue, won: Item = item) -> Fraction:
            table = each.truth.table(party, issue)  # noqa: B023 - called in this turn only
            return 1 - (max(table) - table[k]) / won.values[party]

        def away(k: int, shares: Mapping[str, Fraction] = split.shares) -> Fraction:
            return max(abs(reached(party, k) - share) for party, share in shares.items())

        chosen = options.index(split.option)
        assert away(chosen) == min(away(k) for k in range(len(options))), each.name
        assert split.reached == {party: reached(party, chosen) for party in split.shares}


def test_packages_follow_and_are_judged(batch: list[Trial]):
    for each, got in divided(batch):
        issues = each.truth.truth.case.issues
        for found in (got.adjusted_winner, got.nash_welfare, got.leximin):
            if found is None:
                continue
            want = {name: each.truth.truth.held[name] for name in each.truth.truth.held}
            want |= {name: issues[name].options.index(option) for name, option in got.agreed.items()}
            want |= {name: each.bests(name)[winner] for name, winner in found.winners.items()}
            split = getattr(found, "split", None)
            if split is not None:
                want[split.issue] = issues[split.issue].options.index(split.option)
            x = each.row(found.outcome)
            assert dict(zip(issues, x, strict=True)) == want
            blocks = {(b.kind, b.party, b.position, b.shortfall) for b in found.outcome.blocked_by}
            assert blocks == set(each.truth.truth.obstacles(x)), each.name
            for party, points in found.outcome.utility.items():
                assert points == each.truth.truth.utility(party, x)


def test_side_payments(batch: list[Trial]):
    for each in batch:
        paid, truth = each.paid, each.truth
        assert paid.parties == truth.parties
        assert {frozenset(c.parties): c.worth for c in paid.coalitions} == {
            some: worth for some, worth in truth.worths.items() if some
        }, each.name
        for coalition in paid.coalitions:
            assert (coalition.outcome is None) == (coalition.worth == 0)
            if coalition.outcome is not None:
                x = each.row(coalition.outcome)
                assert x in truth.alone(coalition.parties)
                assert truth.gains(coalition.parties, x) == coalition.worth
        assert paid.shapley == truth.shapley, each.name
        assert sum(paid.payments.values()) == 0
        whole = paid.coalitions[-1].outcome if paid.coalitions else None
        for party, payment in paid.payments.items():
            assert paid.shapley[party] == payment + (whole.gain[party] if whole else 0)


def test_two_hundred_cases_of_every_kind_are_compared():
    trials = [trial(recipe, seed) for recipe in KINDS for seed in range(3 * BATCH)]
    got = [each.got for each in trials if each.got is not None]
    assert len(trials) >= 200
    seen = {
        "divided": len(got),
        "two": sum(each.adjusted_winner is not None for each in got),
        "split": sum(each.adjusted_winner is not None and each.adjusted_winner.split is not None for each in got),
        "more": sum(len(each.parties) > 2 for each in got),
        "agreed": sum(bool(each.agreed) for each in got),
        "envy": sum(bool(each.nash_welfare.envy) for each in got),
        "blocked": sum(bool(each.nash_welfare.outcome.blocked_by) for each in got),
        "worth something": sum(any(c.worth for c in each.paid.coalitions) for each in trials),
        "worth something to some": sum(any(c.worth for c in each.paid.coalitions[:-1]) for each in trials),
    }
    assert {name: number for name, number in seen.items() if number < 10} == {}
