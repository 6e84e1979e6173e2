"""The deal as it is expected to be kept (rule C8): a zone on paper may be none once promises can be broken.

A package kept with chance k is worth k U + (1 - k) B to a party, with U its points and B what a broken promise leaves
it. The chance depends on a few issues, so that the packages of each chance are a problem of their own, with other
thresholds (see `detente.problem.Keeping`); the solutions are read from all of them together.

Sources: Fearon 1995 (deals that cannot be trusted to be kept); Walter 2002 and Fortna 2003 (guarantees and monitoring).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import compress
from math import lcm

import numpy as np
from numpy.typing import NDArray

from detente.analyses.draws import zones
from detente.analyses.menu import Menu, acceptable_menu
from detente.analyses.outcomes import outcomes_of
from detente.analyses.robust import score, within
from detente.analyses.verdicts import stepping
from detente.case import Case, Table, option_text
from detente.ensemble import (
    ALONE,
    Block,
    Crew,
    DrawnCase,
    DrawnKeeping,
    Draws,
    blocks_of,
    draw_case,
    draw_keeping,
    over_blocks,
)
from detente.problem import Keeping, Problem, compile_case
from detente.results import Deal, KeptChance, KeptChange, KeptDeal, KeptDraws, KeptPackage, KeptShare, Outcome
from detente.solvers.bargaining import maximin_shares, nash_product
from detente.solvers.frontier import satisfiable
from detente.solvers.network import Integers, integer_array

__all__ = ["MOST_BY_CHANCE", "analyse_kept", "kept_over_draws"]

MOST_CHANGES = 5
"""Most changes of a package that are told."""

MOST_BY_CHANCE = 250
"""Most draws in which a zone is looked for among the packages of each chance, and not only among all."""

_AT_HAND = 150
"""Packages of each chance that are tried first where it is asked whether a draw has a zone."""

Rows = NDArray[np.int64]


def analyse_kept(problem: Problem, deal: Deal) -> KeptDeal | None:
    """Return the deal as it is expected to be kept, at central values; ``None`` where the case says nothing of it.

    Parameters
    ----------
    problem
        The problem in which all promises are kept.
    deal
        Its answer: the packages worth discussing and the proposals are judged again.
    """
    return None if problem.case.kept is None else _Question(Keeping.of(problem), deal).answer()


class _Question:
    def __init__(self, keeping: Keeping, deal: Deal) -> None:
        self.keeping, self.deal = keeping, deal
        self.problem = keeping.problem

    def answer(self) -> KeptDeal:
        nash, even = self._solutions()
        return KeptDeal(
            issues=tuple(self.problem.issues[variable] for variable in self.keeping.scope),
            chances=tuple(self._chance(place) for place in self.keeping.chances),
            if_broken={party: self.keeping.broken[party] for party in self.problem.consenting},
            zopa=any(self.zones.values()),
            nash=nash,
            kalai_smorodinsky=even,
            packages=tuple(self._packages()),
            ceasefire_day=self.keeping.kept.ceasefire_day,
        )

    @cached_property
    def menus(self) -> dict[int, Menu]:
        """Return the efficient acceptable packages of each chance."""
        parts = {place: self.keeping.under(place) for place in self.keeping.chances}
        return {place: acceptable_menu(part, part.red_lines) for place, part in parts.items()}

    @cached_property
    def zones(self) -> dict[int, bool]:
        """Return which chances have an acceptable package; where sets were thinned to none, as found exactly."""
        found: dict[int, bool] = {}
        for place, menu in self.menus.items():
            part = menu.problem
            thinned = not len(menu) and menu.found.epsilon
            found[place] = (
                satisfiable(part.acceptable(part.red_lines), part.thresholds) is not None if thinned else len(menu) > 0
            )
        return found

    def _chance(self, place: int) -> KeptChance:
        said = self.keeping.said[place]
        return KeptChance(said.when, said.central, said.low, said.high, self.zones[place])

    def _solutions(self) -> tuple[tuple[KeptPackage, ...], tuple[KeptPackage, ...]]:
        """Return Nash's and Kalai and Smorodinsky's solution over what is expected."""
        found = [place for place, menu in self.menus.items() if len(menu)]
        if not found:
            return (), ()
        gains = np.concatenate([self._gains(place) for place in found])
        sizes = np.cumsum([0, *(len(self.menus[place]) for place in found)])

        def of_rows(label: str, rows: Rows) -> tuple[KeptPackage, ...]:
            told: list[KeptPackage] = []
            for row in map(int, rows):
                part = int(np.searchsorted(sizes, row, side="right")) - 1
                package = self.menus[found[part]].packages(np.array([row - int(sizes[part])], dtype=np.int64))
                told += self._judged([label], package)
            return tuple(told)

        return of_rows("nash", nash_product(gains)[0]), of_rows("kalai_smorodinsky", maximin_shares(gains))

    def _gains(self, place: int) -> Integers:
        """Return what the counted parties expect to gain, in whole numbers of one scale per party."""
        chance, points = self.keeping.chance(place), self.menus[place].found.points
        columns: list[Integers] = []
        for j, party in enumerate(self.problem.counted):
            unit = self._units[j]
            slope = int(chance * unit / self.problem.scales[self.problem.objectives[j]])
            rest = int(((1 - chance) * self.keeping.broken[party] - self.problem.no_deal[party]) * unit)
            columns.append(points[:, j].astype(np.object_) * slope + rest)
        return integer_array(np.stack(columns, axis=1))

    @cached_property
    def _units(self) -> list[int]:
        """Return per counted party the units per point in which all that it may expect is whole."""
        chances = [self.keeping.chance(place) for place in self.keeping.chances]
        units: list[int] = []
        for party, column in zip(self.problem.counted, self.problem.objectives, strict=True):
            slopes = [chance / self.problem.scales[column] for chance in chances]
            rests = [(1 - chance) * self.keeping.broken[party] for chance in chances]
            units.append(lcm(*(each.denominator for each in (*slopes, *rests, self.problem.no_deal[party]))))
        return units

    def _packages(self) -> Iterator[KeptPackage]:
        named = [(f"package {each.letter}", each.outcome) for each in self.deal.discussed]
        named += [
            (f"proposal {name}", each.outcome)
            for name, each in self.deal.proposals.items()
            if each.outcome is not None and not each.open_issues
        ]
        if named:
            rows = np.array([self.problem.positions(outcome.package) for _, outcome in named], dtype=np.int64)
            yield from self._judged([label for label, _ in named], rows)

    def _judged(self, labels: Sequence[str], rows: Rows) -> Iterator[KeptPackage]:
        judged = self._outcomes(rows)
        for label, row, (place, outcome, asked) in zip(labels, rows, judged, strict=True):
            expected = self._expected(outcome, place)
            yield KeptPackage(
                label=label,
                package=outcome.package,
                when=self.keeping.said[place].when,
                chance=self.keeping.chance(place),
                on_paper={party: outcome.gain[party] for party in self.problem.consenting},
                expected=expected,
                refused_on_paper=_refusing(outcome, asked, outcome.gain),
                refused_by=_refusing(outcome, asked, expected),
                changes=tuple(self._changes(row, place)),
            )

    def _outcomes(self, rows: Rows) -> Iterator[tuple[int, Outcome, tuple[str, ...]]]:
        """Yield packages, each with which chance counts and whose consent it needs."""
        outcomes = outcomes_of(self.problem, self.problem.red_lines, rows)
        for place, outcome, needed in zip(
            self.keeping.counting(rows).tolist(), outcomes, self.problem.needed(rows), strict=True
        ):
            yield place, outcome, tuple(compress(self.problem.consenting, needed))

    def _expected(self, outcome: Outcome, place: int) -> dict[str, Fraction]:
        return {
            party: self.keeping.expected(party, outcome.utility[party], place) - self.problem.no_deal[party]
            for party in self.problem.consenting
        }

    def _changes(self, row: Rows, place: int) -> Iterator[KeptChange]:
        """Yield changes of one term that make a package more likely kept, the likeliest first."""
        rows = _one_changed(self.problem, self.keeping.scope, row)
        found: list[KeptChange] = []
        for changed, (at, outcome, asked) in zip(rows, self._outcomes(rows), strict=True):
            chance, expected = self.keeping.chance(at), self._expected(outcome, at)
            if chance > self.keeping.chance(place):
                (variable,) = np.flatnonzero(changed != row)
                issue = self.problem.issues[variable]
                refused = _refusing(outcome, asked, expected)
                found.append(KeptChange(issue, outcome.package[issue], chance, expected, refused))
        found.sort(key=lambda each: (len(each.refused_by), -each.chance))
        yield from found[:MOST_CHANGES]


def _one_changed(problem: Problem, scope: Iterable[int], row: Rows) -> Rows:
    """Return the feasible packages that differ from one in one of some issues."""
    rows: list[Rows] = []
    for variable in scope:
        for option in range(problem.network.sizes[variable]):
            if option != row[variable]:
                changed = row.copy()
                changed[variable] = option
                rows.append(changed)
    return within(problem.limits, np.array(rows, dtype=np.int64).reshape(-1, len(row)))


def _refusing(outcome: Outcome, asked: Iterable[str], gain: Mapping[str, Fraction]) -> tuple[str, ...]:
    """Return who of those asked refuses a package: whoever would lose by it, or whose red line it crosses."""
    crossed = {block.party for block in outcome.blocked_by if block.kind == "red_line"}
    return tuple(party for party in asked if party in crossed or gain[party] < 0)


@dataclass(frozen=True)
class _Zones:
    """What a worker process is given, once: the case, which draws of it, and the packages of which chance."""

    case: Case
    count: tuple[str, ...]
    draws: Draws
    table: Table | None
    place: int

    @cached_property
    def drawn(self) -> DrawnCase:
        problem = compile_case(self.case, self.count, self.table)
        return draw_keeping(Keeping.of(problem), draw_case(problem, self.draws), self.draws).under(self.place)

    def __call__(self, block: Block) -> NDArray[np.bool_]:
        """Return in which draws of a block a package of this chance is acceptable as it is expected to be kept."""
        return zones(self.drawn, block)


def kept_over_draws(
    problem: Problem,
    kept: KeptDeal,
    explored: tuple[Draws, DrawnCase],
    fresh: tuple[Draws, DrawnCase],
    candidates: Rows,
    *,
    count: Sequence[str] = (),
    crew: Crew = ALONE,
    progress: Callable[[int, int], None] | None = None,
) -> KeptDraws:
    """Return in how many draws a deal exists as it is expected to be kept, and what it does to packages.

    Parameters
    ----------
    problem
        The problem in which all promises are kept.
    kept
        Its answer at the central values.
    explored, fresh
        The draws in which zones are looked for, and those over which packages are judged.
    candidates
        Feasible packages that are tried first, shape ``(n, issues)``.
    count
        As in `analyse_deal`.
    crew, progress
        Who shares the searches, and what is called with the chances searched and all of them.
    """
    keeping = Keeping.of(problem)
    looked = draw_keeping(keeping, explored[1], explored[0])
    places = keeping.counting(candidates)
    found: dict[int, NDArray[np.bool_]] = {}
    searches: dict[int, _Zones] = {}
    for place in keeping.chances:
        drawn = looked.under(place)
        searches[place] = _Zones(problem.case, tuple(count), explored[0], problem.table, place)
        at_hand = score(drawn.problem, drawn, candidates[places == place][:_AT_HAND])
        found[place] = np.logical_or.reduce(at_hand.accepted, axis=1)
    draws, step = explored[1].count, stepping(len(searches), progress)
    first = min(draws, MOST_BY_CHANCE)
    # The likelier packages are kept, the sooner a draw has a zone among them, and need not be searched again.
    for place in sorted(searches, key=keeping.chance, reverse=True):
        anywhere = np.logical_or.reduce(list(found.values()))
        wanted = np.flatnonzero(~found[place] & ((np.arange(draws) < first) | ~anywhere))
        parts = [wanted[block] for block in blocks_of(len(wanted))]
        for part, verdict in zip(parts, over_blocks(searches[place], parts, crew), strict=True):
            found[place][part] = verdict
        step()
    return KeptDraws(
        zopa_draws=int(np.logical_or.reduce(list(found.values())).sum()),
        by_chance=tuple(int(found[place][:first].sum()) for place in keeping.chances),
        by_chance_draws=first,
        packages=tuple(_shares(problem, kept, draw_keeping(keeping, fresh[1], fresh[0]))),
        chances=tuple(looked.span(place) for place in keeping.chances),
    )


def _shares(problem: Problem, kept: KeptDeal, fresh: DrawnKeeping) -> Iterator[KeptShare]:
    named: list[tuple[str, list[int]]] = []
    for package in kept.packages:
        row = problem.positions(package.package)
        named.append((package.label, row))
        for change in package.changes:
            changed = problem.positions({**package.package, change.issue: change.option})
            named.append((f"{package.label}; {change.issue}: {option_text(change.option)}", changed))
    if not named:
        return
    rows = np.array([row for _, row in named], dtype=np.int64)
    paper = score(problem, fresh.drawn, rows).share
    places = fresh.keeping.counting(rows)
    scores = {place: score(fresh.keeping.under(place), fresh.under(place), rows) for place in set(places.tolist())}
    for at, ((label, _), place) in enumerate(zip(named, places.tolist(), strict=True)):
        found = scores[place]
        accepts = {party: float(shares[at]) for party, shares in found.accepts.items()}
        yield KeptShare(label, float(paper[at]), float(found.share[at]), accepts)
