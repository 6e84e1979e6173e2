"""Seeded disputes for the benchmarks: the same numbers as a network, as a case, and for NegMAS.

Every issue is a contest: for each option one number per party is drawn, and each party's own is compared with
the mean of all. What is good for one is therefore bad for the others; with two parties the values are exact
opposites, v and 100 - v. What the parties can gain from each other lies in the different importance of the issues
alone (see `Plan`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
        Per party, issue and option, 0..100.
    no_deal
        Points that every party has without an agreement.
    ties
        What links issues; empty where preferences are additive.
    """

    weights: tuple[tuple[int, ...], ...]
    values: tuple[tuple[tuple[int, ...], ...], ...]
    no_deal: int
    ties: tuple[Tie, ...] = ()

    @property
    def parties(self) -> int:
        """Return the number of parties."""
        return len(self.weights)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Return the number of options of each issue."""
        return tuple(len(options) for options in self.values[0])

    @property
    def scales(self) -> tuple[int, ...]:
        """Return, per party, the units per point that make its points whole: its sum of weights."""
        return tuple(sum(weights) for weights in self.weights)

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
        """Return, per issue and option, the values of all parties."""
        return [list(zip(*(values[i] for values in self.values), strict=True)) for i in range(len(self.sizes))]

    def case(self) -> Case:
        """Return the dispute as a case, as a user would write it down."""
        issues = [f"issue {i + 1}" for i in range(len(self.sizes))]
        options = [tuple(f"option {o + 1}" for o in range(size)) for size in self.sizes]
        parties = [f"party {p + 1}" for p in range(self.parties)]

        def when(tie: Tie, first: Options, second: Options) -> Condition:
            i, j = tie.issues
            return Condition(
                {issues[i]: tuple(options[i][o] for o in first), issues[j]: tuple(options[j][o] for o in second)}
            )

        def preferences(p: int) -> Preferences:
            weights = {issue: Estimate.point(weight) for issue, weight in zip(issues, self.weights[p], strict=True)}
            values = {
                issue: Values({o: Estimate.point(v) for o, v in zip(options[i], self.values[p][i], strict=True)})
                for i, issue in enumerate(issues)
            }
            return Preferences(parties[p], weights, values, Estimate.point(self.no_deal))

        return Case(
            title="A generated dispute",
            parties={party: Party(party) for party in parties},
            issues={issue: Issue(issue, options[i]) for i, issue in enumerate(issues)},
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
        if self.ties:
            raise ValueError("NegMAS is compared on additive disputes")
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

    @property
    def outcomes(self) -> int:
        """Return the number of packages."""
        return self.options**self.issues

    def dispute(self) -> Dispute:
        """Return the dispute that the plan means."""
        generator = np.random.default_rng(self.seed)
        drawn = generator.random((self.issues, self.parties, self.options))
        contest = drawn - drawn.mean(axis=1, keepdims=True)
        drawn_weights = generator.integers(100, 1000, (self.parties, self.issues))
        drawn_tops = generator.integers(10, 101, (self.parties, self.issues))
        weights = drawn_weights if self.importance == "weights" else np.ones_like(drawn_weights)
        tops = drawn_tops if self.importance == "points" else np.full_like(drawn_tops, 100)
        values = tuple(
            tuple(_spread(contest[i, p], int(tops[p, i])) for i in range(self.issues)) for p in range(self.parties)
        )
        pairs = band(self.links, self.width)
        if pairs and pairs[-1][1] >= self.issues:
            raise ValueError(f"{self.links} links of width {self.width} need more than {self.issues} issues")
        ties = tuple(_tie(generator, pair, self) for pair in pairs)
        rows = tuple(tuple(int(weight) for weight in row) for row in weights)
        return Dispute(rows, values, self.no_deal, ties)


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


def _tie(generator: np.random.Generator, pair: Joint, plan: Plan) -> Tie:
    parties = range(plan.parties)
    picks = tuple((_some(generator, plan.options), _some(generator, plan.options)) for _ in parties)
    adds = tuple(int(generator.integers(2, 11)) * int(generator.choice((-1, 1))) for _ in parties)
    cells = plan.options**2
    chosen = sorted(int(c) for c in generator.choice(cells, round(plan.forbidden * cells), replace=False))
    return Tie(pair, picks, adds, tuple(divmod(cell, plan.options) for cell in chosen))


def _some(generator: np.random.Generator, options: int) -> Options:
    """Return between one and half of the options, ascending."""
    count = int(generator.integers(1, max(2, options // 2 + 1)))
    return tuple(sorted(int(o) for o in generator.choice(options, count, replace=False)))
