"""Seeded disputes for the benchmarks: the same numbers as a network, as a case, and for NegMAS.

Every issue is a contest: for each option one number per party is drawn, and each party's own is compared with
the mean of all. What is good for one is therefore bad for the others; with two parties the values are exact
opposites, v and 100 - v. What the parties can gain from each other lies in the different importance of the issues
alone (see `Plan`). Along a quantity each party's values rise or fall all the way, and bend at places of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Literal

import numpy as np

from detente.case import Case, Condition, Estimate, Issue, Linkage, Party, Preferences, Rule, Values
from detente.solvers.network import Constraint, Factor, Network, integer_array

__all__ = ["Dispute", "Plan", "Tie", "band"]

Joint = tuple[int, int]
Options = tuple[int, ...]


@dataclass(frozen=True)
class Tie:
    """Two linked issues: points for each party where options come together, and pairs that are forbidden.

    Parameters
    ----------
    issues
        Positions of the two issues, ascending.
    picks
        Per party, the options of each of the two issues whose coming together counts.
    adds
        Per party, the points it then gains or loses.
    forbidden
        Joint options that no package may contain.
    """

    issues: Joint
    picks: tuple[tuple[Options, Options], ...]
    adds: tuple[int, ...]
    forbidden: tuple[Joint, ...]


@dataclass(frozen=True)
class Dispute:
    """A generated dispute.

    Parameters
    ----------
    weights
        Per party and issue.
    values
        Per party, issue and option, 0..100; of a quantity, per corner.
    no_deal
        Points that every party has without an agreement.
    ties
        What links issues; empty where preferences are additive.
    corners
        Per party and quantity, the steps at which values are given, the first and the last among them; values are
        linear between. Quantities are the last issues.
    """

    weights: tuple[tuple[int, ...], ...]
    values: tuple[tuple[tuple[int, ...], ...], ...]
    no_deal: int
    ties: tuple[Tie, ...] = ()
    corners: tuple[tuple[tuple[int, ...], ...], ...] = ()

    @property
    def parties(self) -> int:
        """Return the number of parties."""
        return len(self.weights)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Return the number of options of each issue."""
        steps = [corners[-1] for corners in self.corners[0]] if self.corners else []
        named = len(self.values[0]) - len(steps)
        return (*(len(options) for options in self.values[0][:named]), *(step + 1 for step in steps))

    @property
    def named(self) -> int:
        """Return the number of issues with named options; those after them are quantities."""
        return len(self.values[0]) - (len(self.corners[0]) if self.corners else 0)

    @property
    def scales(self) -> tuple[int, ...]:
        """Return, per party, the units per point that make its points whole.

        That is its sum of weights, times the least common multiple of the distances between its corners.
        """
        return tuple(sum(weights) * self._parts(p) for p, weights in enumerate(self.weights))

    def _parts(self, party: int) -> int:
        """Return into how many parts a point falls that make a party's values whole at every option."""
        corners = self.corners[party] if self.corners else ()
        return lcm(*(high - low for steps in corners for low, high in pairwise(steps)))

    @property
    def shared_scale(self) -> int:
        """Return units per point that make every party's points whole."""
        return lcm(*self.scales)

    def network(self) -> Network:
        """Return the dispute as integer tables, each party in its own scale; forbidden pairs as constraints."""
        factors = [
            Factor((i,), integer_array([[self.weights[p][i] * v for p, v in enumerate(option)] for option in options]))
            for i, options in enumerate(self._by_option())
        ]
        constraints: list[Constraint] = []
        for tie in self.ties:
            shape = tuple(self.sizes[i] for i in tie.issues)
            table = np.zeros((*shape, self.parties), dtype=np.object_)
            for p, ((left, right), points) in enumerate(zip(tie.picks, tie.adds, strict=True)):
                table[(*np.ix_(left, right), p)] = points * self.scales[p]
            factors.append(Factor(tie.issues, integer_array(table)))
            if tie.forbidden:
                allowed = np.ones(shape, dtype=np.bool_)
                allowed[tuple(np.array(tie.forbidden).T)] = False
                constraints.append(Constraint(tie.issues, allowed))
        return Network(self.sizes, self.parties, tuple(factors), tuple(constraints))

    def _by_option(self) -> list[list[tuple[int, ...]]]:
        """Return, per issue and option, the values of all parties, each in its own parts of a point."""
        rows = [[self._whole(p, i) for p in range(self.parties)] for i in range(len(self.sizes))]
        return [list(zip(*row, strict=True)) for row in rows]

    def _whole(self, party: int, issue: int) -> list[int]:
        """Return a party's value of every option of an issue in its parts of a point."""
        values, parts = self.values[party][issue], self._parts(party)
        if issue < self.named:
            return [value * parts for value in values]
        whole = [values[0] * parts]
        corners = zip(self.corners[party][issue - self.named], values, strict=True)
        for (left, low), (right, high) in pairwise(corners):
            each = (high - low) * (parts // (right - left))
            whole += [low * parts + each * step for step in range(1, right - left + 1)]
        return whole

    def case(self) -> Case:
        """Return the dispute as a case, as a user would write it down."""
        issues = [f"issue {i + 1}" for i in range(len(self.sizes))]
        options: list[tuple[str, ...]] = [
            tuple(f"option {o + 1}" for o in range(size)) if i < self.named else tuple(map(str, range(size)))
            for i, size in enumerate(self.sizes)
        ]
        parties = [f"party {p + 1}" for p in range(self.parties)]

        def when(tie: Tie, first: Options, second: Options) -> Condition:
            i, j = tie.issues
            return Condition({issues[i]: texts(i, first), issues[j]: texts(j, second)})

        def texts(i: int, chosen: Options) -> tuple[str, ...]:
            if i < self.named or len(chosen) == 1:
                return tuple(options[i][o] for o in chosen)
            return (f"{chosen[0]}..{chosen[-1]}",)

        def stated(p: int, i: int) -> dict[str, Estimate]:
            names = options[i] if i < self.named else map(str, self.corners[p][i - self.named])
            return {name: Estimate.point(value) for name, value in zip(names, self.values[p][i], strict=True)}

        def preferences(p: int) -> Preferences:
            weights = {issue: Estimate.point(weight) for issue, weight in zip(issues, self.weights[p], strict=True)}
            values = {issue: Values(stated(p, i)) for i, issue in enumerate(issues)}
            return Preferences(parties[p], weights, values, Estimate.point(self.no_deal))

        return Case(
            title="A generated dispute",
            parties={party: Party(party) for party in parties},
            issues={
                issue: Issue(issue, options[i] if i < self.named else tuple(map(Fraction, range(size))))
                for i, (issue, size) in enumerate(zip(issues, self.sizes, strict=True))
            },
            preferences={party: preferences(p) for p, party in enumerate(parties)},
            rules=tuple(Rule("logical", never=when(tie, (a,), (b,))) for tie in self.ties for a, b in tie.forbidden),
            linkages=tuple(
                Linkage(party, when(tie, *tie.picks[p]), Estimate.point(tie.adds[p]))
                for tie in self.ties
                for p, party in enumerate(parties)
            ),
        )

    def for_negmas(self) -> dict[str, object]:
        """Return an additive dispute as NegMAS's linear additive functions take it, in one shared scale.

        Weights are multiplied up to that scale, so that all numbers are integers below 2^53: NegMAS's floats are
        then exact, and its points can be compared with Détente's without a tolerance.
        """
        if self.ties or self.corners:
            raise ValueError("NegMAS is compared on additive disputes over named options")
        scale = self.shared_scale
        if 100 * scale >= 1 << 53:
            raise ValueError("the shared scale is too fine for floats")
        return {
            "weights": [[w * (scale // own) for w in row] for row, own in zip(self.weights, self.scales, strict=True)],
            "values": self.values,
            "no_deal": self.no_deal * scale,
        }


@dataclass(frozen=True)
class Plan:
    """What to generate; equal plans give equal disputes.

    Parameters
    ----------
    importance
        ``weights``: values span 0..100 in every issue, weights are drawn from 100..999. ``points``: all weights are
        equal, and the values of an issue span 0 to a top drawn for each party from 10..100, so that points are sums
        of integers 0..100. ``equal``: all weights are equal and values span 0..100; the points of two parties then
        have the same sum in every package, and nothing is dominated.
    links
        Number of linked pairs of issues (see `band`), each with one linkage per party: 2 to 10 points gained or
        lost where one of some options of the first issue meets one of some options of the second.
    width
        Over how many issues a link may reach: the induced width.
    forbidden
        Share of each linked pair's joint options that is forbidden.
    quantities
        How many of the issues, the last ones, are quantities. `options` counts those of the others.
    steps
        Steps of a quantity, which has one more option. What a link picks of it is a stretch.
    bends
        Steps of a quantity between its ends at which a party's values bend.
    """

    parties: int
    issues: int
    options: int
    seed: int = 1
    importance: Literal["weights", "points", "equal"] = "weights"
    links: int = 0
    width: int = 1
    forbidden: float = 0.0
    no_deal: int = 35
    quantities: int = 0
    steps: int = 1000
    bends: int = 3

    @property
    def named(self) -> int:
        """Return the number of issues with named options."""
        return self.issues - self.quantities

    @property
    def outcomes(self) -> int:
        """Return the number of packages."""
        return self.options**self.named * (self.steps + 1) ** self.quantities

    def size(self, issue: int) -> int:
        """Return the number of options of an issue."""
        return self.options if issue < self.named else self.steps + 1

    def dispute(self) -> Dispute:
        """Return the dispute that the plan means."""
        generator = np.random.default_rng(self.seed)
        drawn = generator.random((self.issues, self.parties, self.options))
        contest = drawn - drawn.mean(axis=1, keepdims=True)
        drawn_weights = generator.integers(100, 1000, (self.parties, self.issues))
        drawn_tops = generator.integers(10, 101, (self.parties, self.issues))
        weights = drawn_weights if self.importance == "weights" else np.ones_like(drawn_weights)
        tops = drawn_tops if self.importance == "points" else np.full_like(drawn_tops, 100)
        values = [[_spread(contest[i, p], int(tops[p, i])) for i in range(self.issues)] for p in range(self.parties)]
        corners: list[tuple[Options, ...]] = []
        for p in range(self.parties if self.quantities else 0):
            drawn_bends = [_bent(generator, self, int(tops[p, i])) for i in range(self.named, self.issues)]
            corners.append(tuple(steps for steps, _ in drawn_bends))
            for i, (_, rising) in enumerate(drawn_bends, self.named):
                values[p][i] = rising if contest[i, p, 0] < contest[i, p, -1] else rising[::-1]
        pairs = band(self.links, self.width)
        if pairs and pairs[-1][1] >= self.issues:
            raise ValueError(f"{self.links} links of width {self.width} need more than {self.issues} issues")
        ties = tuple(_tie(generator, pair, self) for pair in pairs)
        rows = tuple(tuple(int(weight) for weight in row) for row in weights)
        return Dispute(rows, tuple(map(tuple, values)), self.no_deal, ties, tuple(corners))


def band(links: int, width: int) -> tuple[Joint, ...]:
    """Return `links` pairs of issues: each issue with the `width` issues before it, from the first issue on.

    The graph has induced width `width` as soon as there are enough links for one clique of ``width + 1``.

    Examples
    --------
    >>> band(5, 2)
    ((0, 1), (0, 2), (1, 2), (1, 3), (2, 3))
    """
    pairs: list[Joint] = []
    issue = 1
    while len(pairs) < links:
        pairs += [(before, issue) for before in range(max(0, issue - width), issue)]
        issue += 1
    return tuple(pairs[:links])


def _spread(raw: Iterable[float], top: int) -> tuple[int, ...]:
    """Return numbers stretched to integers from 0 to `top`, ends included."""
    entries = [float(entry) for entry in raw]
    low, high = min(entries), max(entries)
    return tuple(round(top * (entry - low) / (high - low)) for entry in entries)


def _bent(generator: np.random.Generator, plan: Plan, top: int) -> tuple[Options, Options]:
    """Return the corners of a quantity, and values that rise from 0 at its first to `top` at its last."""
    places = np.sort(generator.choice(np.arange(1, plan.steps), plan.bends, replace=False))
    values = np.sort(generator.integers(0, top + 1, plan.bends))
    return (0, *(int(place) for place in places), plan.steps), (0, *(int(value) for value in values), top)


def _tie(generator: np.random.Generator, pair: Joint, plan: Plan) -> Tie:
    parties = range(plan.parties)
    picks = tuple((_picks(generator, plan, pair[0]), _picks(generator, plan, pair[1])) for _ in parties)
    adds = tuple(int(generator.integers(2, 11)) * int(generator.choice((-1, 1))) for _ in parties)
    columns = plan.size(pair[1])
    cells = plan.size(pair[0]) * columns
    chosen = sorted(int(c) for c in generator.choice(cells, round(plan.forbidden * cells), replace=False))
    return Tie(pair, picks, adds, tuple(divmod(cell, columns) for cell in chosen))


def _picks(generator: np.random.Generator, plan: Plan, issue: int) -> Options:
    """Return between one and half of an issue's options, ascending; of a quantity, options that follow each other."""
    options = plan.size(issue)
    count = int(generator.integers(1, max(2, options // 2 + 1)))
    if issue >= plan.named:
        first = int(generator.integers(0, options - count + 1))
        return tuple(range(first, first + count))
    return tuple(sorted(int(o) for o in generator.choice(options, count, replace=False)))
