"""A case as arrays: the form in which every question reaches the solvers, with the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from operator import getitem

import numpy as np
from numpy.typing import NDArray

from detente.case import Case, Option, Table
from detente.problem.consent import Asked, asking, only_where_asked
from detente.problem.seats import Seats
from detente.solvers.network import Bools, Constraint, Integers, Network, evaluate

__all__ = ["BoundRedLine", "Problem"]


@dataclass(frozen=True)
class BoundRedLine:
    """A red line that has not lapsed, as a constraint on the issues."""

    position: int
    party: str
    text: str
    firm: Fraction
    constraint: Constraint


@dataclass(frozen=True)
class Problem:
    """A case at its central values, as a network of exact integers, with the way back.

    Parameters
    ----------
    parties
        Parties with known preferences: the first columns of `network`, each in its own integer scale.
    scales
        Units per point of each of those columns.
    network
        Issues are the variables. Rules are not in it: see `rules`. If every issue that may move has a status quo a
        last column counts the issues moved off it.
    rules
        One constraint per rule of the case.
    red_lines
        Those of parties whose consent may be needed.
    other_lines
        Those of all others: they bind nobody, and are told where they are crossed.
    no_deal
        Central no-deal value of every known party that has one.
    seats
        Whose consent is needed for what, and what may move.
    counted
        Whose points are objectives.
    points
        Per known party and issue the points of every option, before anything that may follow a first step.
    table
        What was asked for other than the whole table.
    narrowed
        What else packages are held to, so that a part of them can be asked about.
    """

    case: Case
    parties: tuple[str, ...]
    scales: tuple[int, ...]
    network: Network
    rules: tuple[Constraint, ...]
    red_lines: tuple[BoundRedLine, ...]
    other_lines: tuple[BoundRedLine, ...]
    no_deal: Mapping[str, Fraction]
    seats: Seats
    counted: tuple[str, ...]
    points: Mapping[str, Mapping[str, tuple[Fraction, ...]]]
    table: Table | None = None
    narrowed: tuple[Constraint, ...] = ()

    @property
    def consenting(self) -> tuple[str, ...]:
        """Return the parties whose consent a package may need."""
        return self.seats.consenting

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """Return the issues' names, in the order of the variables."""
        return tuple(self.case.issues)

    @cached_property
    def objectives(self) -> tuple[int, ...]:
        """Return the columns of the counted parties."""
        return tuple(self.parties.index(party) for party in self.counted)

    @cached_property
    def moved(self) -> int | None:
        """Return the column that counts moved issues, or ``None`` where some issue has no status quo."""
        return len(self.parties) if self.network.columns > len(self.parties) else None

    @cached_property
    def thresholds(self) -> Mapping[int, int]:
        """Return the least acceptable sum per column of `acceptable`: no-deal values, and something has moved."""
        found = {self.column(party): self.threshold(party) for party in self.consenting}
        if self.moved is not None:
            found[self.moved] = 1
        # Nobody is asked without need: see `asking`.
        return found | {self.network.columns + place: 1 for place in range(len(self.seats.conditional))}

    @cached_property
    def held(self) -> tuple[Constraint, ...]:
        """Return what holds the issues that may not move, and packages to the part that is asked about."""
        return (*self.fixed(self.seats.held), *self.narrowed)

    @cached_property
    def limits(self) -> tuple[Constraint, ...]:
        """Return everything that a package has to obey: the rules, and what may not move."""
        return (*self.rules, *self.held)

    @cached_property
    def feasible(self) -> Network:
        """Return the network of the packages that obey the rules and move only what may move."""
        return self.network.with_constraints(self.limits)

    @cached_property
    def outcomes(self) -> int:
        """Return how many packages the issues that may move span."""
        found = 1
        for name in self.seats.movable:
            found *= len(self.case.issues[name].options)
        return found

    @cached_property
    def decides(self) -> Mapping[str, tuple[int, ...]]:
        """Return, per party whose consent depends on the package, the variables that it decides."""
        return {
            party: tuple(self.issues.index(name) for name in self.seats.movable if party in self.case.deciders(name))
            for party in self.seats.conditional
        }

    @cached_property
    def circles(self) -> tuple[tuple[str, ...], ...]:
        """Return every set of conditional parties that some package asks, the smallest first.

        A package that asks exactly one of these sets moves only what nobody else decides.
        """
        conditional = self.seats.conditional
        asked = {
            name: frozenset(party for party in self.case.deciders(name) if party in conditional)
            for name in self.seats.movable
        }
        always = frozenset[str]().union(
            *(asked[name] for name in asked if self.case.issues[name].status_quo_position is None)
        )
        found = {always}
        for some in asked.values():
            found |= {some | other for other in found}
        inside = [tuple(party for party in conditional if party in some) for some in found]
        return tuple(sorted(inside, key=lambda some: (len(some), [conditional.index(party) for party in some])))

    @cached_property
    def status_quo(self) -> tuple[int | None, ...]:
        """Return where each issue stands before anything is settled: its status quo, or where it is held."""
        return tuple(self.seats.held.get(name, issue.status_quo_position) for name, issue in self.case.issues.items())

    @cached_property
    def asked(self) -> Network:
        """Return the network in which a party's threshold binds only where its consent is needed."""
        return asking(
            self.network,
            [
                Asked(self.column(party), self.threshold(party), {each: self.moving(each) for each in variables})
                for party, variables in self.decides.items()
            ],
        )

    def acceptable(self, red_lines: Sequence[BoundRedLine]) -> Network:
        """Return the network under the rules and some of the red lines, for `thresholds`."""
        return self.under(self.rules, red_lines)

    def under(self, rules: Sequence[Constraint], red_lines: Sequence[BoundRedLine]) -> Network:
        """Return the network under some of the rules and of the red lines, for `thresholds`."""
        return self.asked.with_constraints([*rules, *self.held, *map(self.where_asked, red_lines)])

    def where_asked(self, line: BoundRedLine) -> Constraint:
        """Return a red line as a constraint of `asked`: it binds only where its party's consent is needed."""
        if line.party not in self.seats.conditional:
            return line.constraint
        return only_where_asked(line.constraint, len(self.issues) + self.seats.conditional.index(line.party))

    def moving(self, variable: int) -> Bools:
        """Return which options of an issue move it off its status quo; all of them where it has none."""
        moved = np.ones(self.network.sizes[variable], dtype=np.bool_)
        stays = self.status_quo[variable]
        if stays is not None:
            moved[stays] = False
        return moved

    def needed(self, packages: NDArray[np.int64]) -> Bools:
        """Return whose consent packages need, shape ``(packages, consenting)``."""
        found = np.ones((len(packages), len(self.consenting)), dtype=np.bool_)
        for party, variables in self.decides.items():
            moved = [self.moving(variable)[packages[:, variable]] for variable in variables]
            found[:, self.consenting.index(party)] = np.logical_or.reduce(moved)
        return found

    @cached_property
    def before(self) -> Integers | None:
        """Return the column sums before anything is settled; ``None`` where some issue has no status quo."""
        stands = [position for position in self.status_quo if position is not None]
        if len(stands) < len(self.issues):
            return None
        return evaluate(self.network, np.array([stands], dtype=np.int64))[0]

    def column(self, party: str) -> int:
        """Return a known party's column."""
        return self.parties.index(party)

    def threshold(self, party: str) -> int:
        """Return a party's no-deal value in its own units."""
        scaled = self.no_deal[party] * self.scales[self.column(party)]
        return scaled.numerator

    def package(self, assignment: Sequence[int] | NDArray[np.int64]) -> Mapping[str, Option]:
        """Return positions of options as a package."""
        return dict(zip(self.case.issues, map(getitem, self._options, assignment), strict=True))

    def positions(self, package: Mapping[str, Option]) -> list[int]:
        """Return a package as positions of options, in the order of the issues."""
        return [options.index(package[name]) for name, options in zip(self.case.issues, self._options, strict=True)]

    @cached_property
    def _options(self) -> tuple[Sequence[Option], ...]:
        """Return the options of every issue."""
        return tuple(issue.options for issue in self.case.issues.values())

    def fixed(self, positions: Mapping[str, int]) -> list[Constraint]:
        """Return constraints that hold issues at positions."""
        held: list[Constraint] = []
        for name, position in positions.items():
            allowed = np.zeros(len(self.case.issues[name].options), dtype=np.bool_)
            allowed[position] = True
            held.append(Constraint((self.issues.index(name),), allowed))
        return held
