"""Which packages ratifiers would pass, and where they meet what the parties would sign (rules R3 and R4).

Sources: Putnam 1988 (win-sets); Iida 1993 and Schelling 1960 on what a tighter ratifier does to the outcome. The chance
of a yes never falls when a bloc has more, so the best package for a ratifier is efficient among its blocs, and of the
packages that are acceptable and ratified one that the parties cannot improve is efficient among parties and blocs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.analyses.approval import central_chances, reaches
from detente.analyses.outcomes import Verdicts, outcomes_of
from detente.analyses.robust import within
from detente.case import Ratifier
from detente.problem import Judges, Problem
from detente.results import Agreement, Tightened, WinSet
from detente.solvers.bargaining import nash_product
from detente.solvers.frontier import DEFAULT_LIMIT, FrontierSet, pareto_frontier
from detente.solvers.message import Ways, first_assignments
from detente.solvers.network import Bools, Integers, Network, evaluate

__all__ = ["STEPS", "Meeting", "sampled_packages", "win_set"]

STEPS = tuple(Fraction(points) for points in (0, 2, 4, 6, 8, 10, 15, 20, 30))
"""Points by which a ratifier asks for more."""

_SAMPLE = 5_000
"""Feasible packages on which the share of a win-set is measured."""

_ALL = 50_000
"""Packages up to which all are looked at instead."""

_ROUNDS = 40
_LIMIT = 4_000
"""Most partial sums of parties and blocs together before they are thinned: there are many objectives."""

_TIES = 10

_LOOKED = 1_500
"""Efficient points of parties and blocs among which the readiest are looked for."""

_FIRST = 128
"""Points that are asked about at first, in the order of their products; then twice as many, and so on."""

_ROUNDING = 1e-9
"""Part of a product of gains that rounding may hide."""

Packages = NDArray[np.int64]
Floats = NDArray[np.float64]


def sampled_packages(problem: Problem, seed: int) -> Packages:
    """Return feasible packages that move something: all of them, or a uniform sample, shape ``(n, issues)``."""
    sizes = problem.network.sizes
    held = {problem.issues.index(name): position for name, position in problem.seats.held.items()}
    if problem.outcomes <= _ALL:
        shape = [1 if variable in held else size for variable, size in enumerate(sizes)]
        found = np.stack(np.unravel_index(np.arange(problem.outcomes), shape), axis=1).astype(np.int64)
        for variable, position in held.items():
            found[:, variable] = position
        return _moving(problem, within(problem.limits, found))
    generator = np.random.default_rng([seed, 7])
    parts: list[Packages] = []
    for _ in range(_ROUNDS):
        rows = np.stack([generator.integers(size, size=_SAMPLE) for size in sizes], axis=1)
        for variable, position in held.items():
            rows[:, variable] = position
        parts.append(_moving(problem, within(problem.limits, rows)))
        if sum(map(len, parts)) >= _SAMPLE:
            break
    return np.concatenate(parts)[:_SAMPLE]


def _moving(problem: Problem, packages: Packages) -> Packages:
    if problem.moved is None:
        return packages
    return packages[evaluate(problem.network, packages)[:, problem.moved] > 0]


def win_set(judges: Judges, ratifier: Ratifier, at_least: float, sample: Packages) -> WinSet:
    """Return the packages that a ratifier passes with at least some chance.

    Parameters
    ----------
    judges
        Those of this ratifier alone.
    sample
        Feasible packages, shape ``(n, issues)``.
    """
    problem = judges.problem
    network = judges.behind(problem.feasible)
    first = problem.network.columns
    found = pareto_frontier(
        network, range(first, network.columns), {} if problem.moved is None else {problem.moved: 1}, units=judges.units
    )
    chances = central_chances(judges, ratifier, found.points) if len(found.points) else np.zeros(0)
    best = int(np.argmax(chances)) if len(chances) else None
    passes = best is not None and bool(reaches(chances[best], at_least))
    share = _share(judges, [ratifier], at_least, sample)
    return WinSet(
        ratifier=ratifier.name,
        at_least=at_least,
        witness=outcomes_of(problem, problem.red_lines, _packages(problem, found, network, [best]))[0]
        if passes and best is not None
        else None,
        chance=0.0 if best is None else float(chances[best]),
        exact=passes or not found.epsilon,
        share=float(share.mean()) if len(share) else 0.0,
        sampled=len(sample),
    )


def _share(judges: Judges, ratifiers: Sequence[Ratifier], at_least: float, sample: Packages) -> Bools:
    """Return which packages of a sample all of some ratifiers pass."""
    sums = evaluate(judges.alone, sample)
    passed = np.ones(len(sample), dtype=np.bool_)
    for ratifier in ratifiers:
        passed &= reaches(central_chances(judges, ratifier, sums), at_least)
    return passed


def _packages(problem: Problem, found: FrontierSet, network: Network, rows: Sequence[int | None]) -> Packages:
    """Return the first package of some points."""
    places = np.array([row for row in rows if row is not None], dtype=np.int64)
    if found.message is None or not len(places):
        return np.zeros((0, len(problem.issues)), dtype=np.int64)
    return first_assignments(Ways.to(found.message, places), network.sizes)[:, : len(problem.issues)]


@dataclass(frozen=True)
class Meeting:
    """The acceptable packages that are efficient among counted parties and blocs together.

    Parameters
    ----------
    judges
        Those of all ratifiers.
    at_least
        The chance with which each ratifier has to say yes.
    """

    judges: Judges
    at_least: float

    @cached_property
    def _network(self) -> Network:
        problem = self.judges.problem
        return self.judges.behind(problem.acceptable(problem.red_lines))

    @cached_property
    def found(self) -> FrontierSet:
        """Return them as points: the counted parties come first, then those judges who do not judge as one of them."""
        problem, network = self.judges.problem, self._network
        first = network.columns - self.judges.columns
        more = [place for place, at in enumerate(self._places) if at >= len(problem.counted)]
        units = [*(problem.scales[column] for column in problem.objectives), *(self.judges.units[k] for k in more)]
        columns = [*problem.objectives, *(first + place for place in more)]
        limit = DEFAULT_LIMIT if len(columns) <= 3 else _LIMIT
        return pareto_frontier(network, columns, problem.thresholds, limit=limit, units=units)

    @cached_property
    def _places(self) -> list[int]:
        """Return where among the points each of the judges' columns stands."""
        problem = self.judges.problem
        places: list[int] = []
        more = len(problem.counted)
        for column in range(self.judges.columns):
            party = self.judges.plain(column)
            if party in problem.counted and party not in problem.seats.conditional:
                places.append(problem.counted.index(party))
                continue
            places.append(more)
            more += 1
        return places

    @cached_property
    def gains(self) -> Integers:
        """Return the counted parties' gains in units, shape ``(n, counted)``."""
        problem = self.judges.problem
        floors = [problem.threshold(party) for party in problem.counted]
        return np.stack([self.found.points[:, j] - floor for j, floor in enumerate(floors)], axis=1)

    def _chance(self, ratifier: Ratifier, rows: NDArray[np.intp], tighter: float = 0.0) -> Floats:
        sums = self.found.points[rows][:, self._places]
        return central_chances(self.judges, ratifier, sums, tighter)

    @cached_property
    def _by_product(self) -> tuple[NDArray[np.intp], Floats]:
        """Return the points, those with the greatest product of gains first, and about how large it is."""
        product = np.asarray(self.gains, dtype=np.float64).prod(axis=1)
        order = np.argsort(-product, kind="stable")
        return order, product[order]

    @cached_property
    def _known(self) -> NDArray[np.int8]:
        """Return which points all ratifiers pass: 1 yes, 0 no, -1 not asked yet."""
        return np.full(len(self.found.points), -1, dtype=np.int8)

    def _passed(self, rows: NDArray[np.intp]) -> Bools:
        """Return which points all ratifiers pass; each is asked once."""
        new = rows[self._known[rows] < 0]
        passed = np.ones(len(new), dtype=np.bool_)
        for ratifier in self.judges.ratifiers:
            passed &= reaches(self._chance(ratifier, new), self.at_least)
        self._known[new] = passed
        return self._known[rows] > 0

    def _best(self, ratifier: Ratifier | None = None, tighter: float = 0.0) -> NDArray[np.intp]:
        """Return the points with the greatest product of gains that all pass, where one ratifier asks for more.

        Few of the points have to be asked about: they are taken in the order of that product, until one is passed and
        all those have been asked that rounding could hide behind it.
        """
        order, product = self._by_product
        passing: list[NDArray[np.intp]] = []
        first, size, least = 0, _FIRST, -np.inf
        while first < len(order) and product[first] >= least:
            rows = order[first : first + size]
            rows = rows[self._passed(rows)]
            if ratifier is not None and tighter:
                rows = rows[reaches(self._chance(ratifier, rows, tighter), self.at_least)]
            if len(rows) and not passing:
                least = float(np.asarray(self.gains[rows], dtype=np.float64).prod(axis=1).max()) * (1 - _ROUNDING)
            passing += [rows] if len(rows) else []
            first, size = first + size, 2 * size
        if not passing:
            return np.zeros(0, dtype=np.intp)
        rows = np.sort(np.concatenate(passing))
        return rows[nash_product(self.gains[rows])[0]]

    def agreement(self, sample: Packages) -> Agreement:
        """Return the best that all sign and ratify, and how much of a sample is of that kind."""
        problem = self.judges.problem
        best = self._best()
        packages = _packages(problem, self.found, self._network, best[:_TIES].tolist())
        verdicts = Verdicts.of(problem, problem.red_lines, sample)
        refused = [verdicts.refused(party) for party in problem.consenting]
        signed = ~np.logical_or.reduce(refused) if refused else np.ones(len(sample), dtype=np.bool_)
        both = signed & _share(self.judges, self.judges.ratifiers, self.at_least, sample)
        return Agreement(
            best=outcomes_of(problem, problem.red_lines, packages) if len(packages) else (),
            exact=not self.found.epsilon,
            share=float(both.mean()) if len(both) else 0.0,
        )

    def readiest(self, most: int) -> Packages:
        """Return packages that are acceptable and that the ratifiers together are readiest to pass, the first first.

        Of all their efficient points where these are few, else of an even spread of them.
        """
        size = len(self.found.points)
        rows = np.arange(size) if size <= _LOOKED else np.linspace(0, size - 1, _LOOKED).round().astype(np.intp)
        together = np.ones(len(rows))
        for ratifier in self.judges.ratifiers:
            together *= self._chance(ratifier, rows)
        best = rows[np.argsort(-together, kind="stable")[:most]]
        return _packages(self.judges.problem, self.found, self._network, best.tolist())

    def tightened(self, ratifier: Ratifier, steps: Sequence[Fraction] = STEPS) -> tuple[Tightened, ...]:
        """Return the Nash solutions that are ratified as a ratifier asks for more."""
        problem = self.judges.problem
        found: list[Tightened] = []
        for points in steps:
            rows = self._best(ratifier, float(points))
            gain: dict[str, Fraction] = {}
            if len(rows):
                gain = {
                    party: Fraction(int(self.gains[rows[0], j]), problem.scales[column])
                    for j, (party, column) in enumerate(zip(problem.counted, problem.objectives, strict=True))
                }
            found.append(Tightened(ratifier.name, points, gain))
        return tuple(found)
