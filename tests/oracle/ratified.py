"""Who ratifies what, by writing out every package, every pattern of blocs and every count of votes (rules R1 to R4)."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cached_property
from importlib import import_module
from itertools import product
from typing import TYPE_CHECKING, Any

from oracle.fitted import fit
from oracle.seated import SeatedTruth
from oracle.worth import Worth, central, meeting, no_deal, satisfies, worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.case import Bloc, Case, Estimate, Ratifier
    from oracle.brute import Positions, Vector

SWINGS = 101
FARTHEST = 15.0
FINE = 1_000_000
TIES = 1e-6
"""What a share that was rounded to 10^-6 of its log-odds may lack of what is needed."""

stats: Any = import_module("scipy.stats")

STEPS = (0, 2, 4, 6, 8, 10, 15, 20, 30)


def logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1 + math.exp(odds))


def log_odds(share: float) -> float:
    """Return the log-odds of a share, which are held where it is 0 or 1."""
    if share in (0, 1):
        return FARTHEST if share else -FARTHEST
    return min(FARTHEST, max(-FARTHEST, math.log(share / (1 - share))))


def pert(place: float, rise: float) -> float:
    """Return the quantile of a PERT over 0 to 1 whose most likely value is a quarter of `rise`."""
    return float(stats.beta.ppf(place, 1 + rise, 5 - rise))


def quantile(estimate: Estimate, place: Fraction) -> Fraction:
    """Return an estimate at a quantile: uniform over a range, a PERT over a three-point one."""
    low, high, likely = estimate.low, estimate.high, estimate.likely
    if low == high or likely is None:
        return low + (high - low) * place
    rise = 4 * float((likely - low) / (high - low))
    return low + (high - low) * Fraction(pert(float(place), rise))


def chance_of_votes(seats: Sequence[int], discipline: Sequence[float], needed: int) -> dict[tuple[int, ...], float]:
    """Return for each pattern of blocs, 1 for a yes, with what chance at least so many seats say yes."""
    found: dict[tuple[int, ...], float] = {}
    for pattern in product((0, 1), repeat=len(seats)):
        yes = [follows if bloc else 1 - follows for bloc, follows in zip(pattern, discipline, strict=True)]
        found[pattern] = math.fsum(
            math.prod(
                math.comb(all_, some) * p**some * (1 - p) ** (all_ - some)
                for all_, some, p in zip(seats, votes, yes, strict=True)
            )
            for votes in product(*(range(all_ + 1) for all_ in seats))
            if sum(votes) >= needed
        )
    return found


def passing(
    ratifier: Ratifier, yes: Sequence[float], shares: Sequence[float], votes: dict[tuple[int, ...], float]
) -> float:
    """Return with what chance a ratifier says yes where its blocs do with some."""
    if ratifier.rule == "vote":
        return math.fsum(
            chance * math.prod(p if bloc else 1 - p for bloc, p in zip(pattern, yes, strict=True))
            for pattern, chance in votes.items()
        )
    if ratifier.rule == "referendum":
        enough = Fraction(1, 2) if ratifier.needed is None else ratifier.needed
        share = math.fsum(s * p for s, p in zip(shares, yes, strict=True)) / math.fsum(shares)
        return float(share >= enough - Fraction(TIES))
    return math.prod(yes)


def votes_needed(ratifier: Ratifier) -> int:
    if ratifier.rule != "vote":
        return 0
    if ratifier.needed is not None:
        return int(ratifier.needed)
    return sum(bloc.seats for bloc in ratifier.blocs.values()) // 2 + 1


def without_promises(plain: Worth, case: Case) -> Worth:
    return Worth(plain.tables, tuple(link for link in plain.links if not case.linkages[link.position].promise))


class Polled:
    """What the polls of a bloc say of packages."""

    def __init__(self, case: Case, bloc: Bloc) -> None:
        self.bloc = bloc
        self.asked = [meeting(case, poll.package) for poll in bloc.polls]
        self.attributes = [meeting(case, attribute) for attribute in bloc.attributes]
        rows = [
            (
                1,
                *(
                    int(
                        all(
                            wanted is None or (given is not None and given <= wanted)
                            for given, wanted in zip(package, attribute, strict=True)
                        )
                    )
                    for attribute in self.attributes
                ),
            )
            for package in self.asked
        ]
        counts = [poll.asked for poll in bloc.polls if poll.asked is not None]
        self.fit = None
        if bloc.attributes and len(counts) == len(rows) and len(set(rows)) > len(rows[0]):
            self.fit = fit(rows, [float(central(poll.yes)) for poll in bloc.polls], counts)

    def speaking(self, x: Positions) -> list[int]:
        """Return which polls speak for a package: of those that fit it the ones that name most."""
        fitting = [k for k, package in enumerate(self.asked) if satisfies(x, package)]
        most = max((len(self.bloc.polls[k].package.picks) for k in fitting), default=0)
        return [k for k in fitting if len(self.bloc.polls[k].package.picks) == most]

    def row(self, x: Positions) -> list[int]:
        return [1, *(int(satisfies(x, attribute)) for attribute in self.attributes)]

    def central(self, x: Positions) -> float:
        """Return the log-odds of yes at the central values."""
        if self.fit is not None:
            terms = [round(c * FINE) for c, said in zip(self.fit.coefficients, self.row(x), strict=True) if said]
            return sum(terms) / FINE
        said = [float(central(self.bloc.polls[k].yes)) for k in self.speaking(x)]
        return round(log_odds(sum(said) / len(said) if said else 0.5) * FINE) / FINE


class RatifiedTruth:
    """Who ratifies what in a case at its central values."""

    def __init__(self, truth: SeatedTruth) -> None:
        self.truth = truth
        self.case = truth.case
        self.polled = {
            (ratifier.name, bloc.name): Polled(self.case, bloc)
            for ratifier in self.case.ratifiers.values()
            for bloc in ratifier.blocs.values()
            if bloc.polls
        }
        self._votes = {
            ratifier.name: chance_of_votes(
                [bloc.seats for bloc in ratifier.blocs.values()],
                [float(central(bloc.discipline)) for bloc in ratifier.blocs.values()],
                votes_needed(ratifier),
            )
            for ratifier in self.case.ratifiers.values()
            if ratifier.rule == "vote"
        }
        self._known: dict[tuple[str, tuple[object, ...], int], float] = {}

    @cached_property
    def judging(self) -> dict[tuple[str, bool], tuple[Worth, Fraction]]:
        """Return per party what packages and no deal are worth to its leader, and to others who judge as it does."""
        found: dict[tuple[str, bool], tuple[Worth, Fraction]] = {}
        for party in self.truth.no_deal:
            leader = worth(self.case, party)
            for leads, points in ((True, leader), (False, without_promises(leader, self.case))):
                floor = no_deal(self.case, party, points)
                if floor is not None:
                    found[party, leads] = (points, floor)
        return found

    def above(self, ratifier: Ratifier, bloc: Bloc, x: Positions) -> Fraction | None:
        """Return the points of a bloc above no deal before the swing; broken promises count for a head alone."""
        if bloc.polls:
            return None
        points, floor = self.judging[bloc.judges_as, ratifier.rule == "head"]
        return points.of(x) - floor + central(bloc.leans)

    def needed(self, ratifier: Ratifier, x: Positions) -> bool:
        return ratifier.when is None or satisfies(x, meeting(self.case, ratifier.when))

    @cached_property
    def swings(self) -> dict[str, list[Fraction]]:
        """Return the middles of 101 equally likely parts of each ratifier's swing."""
        return {
            name: [Fraction(0)]
            if ratifier.swing is None
            else [quantile(ratifier.swing, Fraction(2 * k + 1, 2 * SWINGS)) for k in range(SWINGS)]
            for name, ratifier in self.case.ratifiers.items()
        }

    def blocs(self, ratifier: Ratifier, x: Positions, tighter: int = 0) -> list[list[float]]:
        """Return with what chance each bloc says yes, for every swing."""
        scale = None if ratifier.scale is None else float(central(ratifier.scale))
        found: list[list[float]] = []
        for bloc in ratifier.blocs.values():
            above = self.above(ratifier, bloc, x)
            swings = self.swings[ratifier.name]
            if above is None:
                odds = self.polled[ratifier.name, bloc.name].central(x)
                moves = [0.0 if scale is None else float(swing - tighter) / scale for swing in swings]
                found.append([logistic(odds + move) for move in moves])
            elif scale is None:
                found.append([float(swing >= tighter - above) for swing in swings])
            else:
                found.append([logistic(float(above + swing - tighter) / scale) for swing in swings])
        return [list(yes) for yes in zip(*found, strict=True)]

    def mean(self, ratifier: Ratifier, yes: Iterable[Sequence[float]]) -> float:
        shares = [1.0 if bloc.share is None else float(central(bloc.share)) for bloc in ratifier.blocs.values()]
        votes = self._votes.get(ratifier.name, {})
        chances = [passing(ratifier, each, shares, votes) for each in yes]
        return math.fsum(chances) / len(chances)

    def chance(self, ratifier: Ratifier, x: Positions, tighter: int = 0) -> float:
        """Return the chance of a ratifier's yes to a package; 1 where it is not asked."""
        if not self.needed(ratifier, x):
            return 1.0
        seen = tuple(
            self.polled[ratifier.name, bloc.name].central(x) if bloc.polls else self.above(ratifier, bloc, x)
            for bloc in ratifier.blocs.values()
        )
        key = (ratifier.name, seen, tighter)
        if key not in self._known:
            self._known[key] = self.mean(ratifier, self.blocs(ratifier, x, tighter))
        return self._known[key]

    def decides(self, ratifier: Ratifier, x: Positions, place: int) -> float:
        """Return how much a bloc's sure yes adds to the chance over its sure no."""
        ends = [[[*each[:place], end, *each[place + 1 :]] for each in self.blocs(ratifier, x)] for end in (0.0, 1.0)]
        return self.mean(ratifier, ends[1]) - self.mean(ratifier, ends[0])

    @cached_property
    def met(self) -> list[tuple[frozenset[int] | None, ...]]:
        """Return for every linkage the options that meet its condition."""
        return [meeting(self.case, link.when) for link in self.case.linkages]

    @cached_property
    def moving(self) -> list[Positions]:
        """Return the feasible packages that are not the status quo."""
        return [x for x in self.truth.feasible if x != self.truth.status_quo]

    def passed(self, ratifier: Ratifier, x: Positions, at_least: float, tighter: int = 0) -> bool:
        return self.chance(ratifier, x, tighter) >= at_least - TIES

    def agreement(self, at_least: float, tighter: dict[str, int] | None = None) -> list[Positions]:
        """Return the acceptable packages that every ratifier passes."""
        more = tighter or {}
        return [
            x
            for x in self.truth.acceptable
            if all(self.passed(each, x, at_least, more.get(name, 0)) for name, each in self.case.ratifiers.items())
        ]

    def nash(self, packages: Iterable[Positions]) -> frozenset[Vector]:
        """Return the points of the Nash solutions among some acceptable packages."""
        return self.truth.fair(self.truth.by_vector(packages)).nash
