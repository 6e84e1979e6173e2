"""A case at drawn values: the same network, with the number of the draw as a variable that stays (rule D8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.case import (
    Case,
    Corners,
    Estimate,
    Issue,
    OptionOrder,
    StatusQuoPlus,
    Values,
    WeightOrder,
    added_by,
    added_to_no_deal,
    completed,
    linkage_paths,
    option_text,
    red_line_paths,
)
from detente.ensemble.columns import Draws
from detente.ensemble.numbers import DrawnNumbers
from detente.ensemble.orders import ordered_points, ordered_weights
from detente.errors import UsageError
from detente.problem import Problem, added, holds, scope_of

__all__ = ["UNIT", "DrawnCase", "draw_case"]

UNIT = 1_000_000
"""Units per point: drawn floats are rounded once to 10^-6 point, then exact."""

_FLOAT_EXACT = 1 << 53

_UNKNOWN = Estimate(Fraction(0), Fraction(100), unknown=True)

Floats = NDArray[np.float64]
Units = NDArray[np.int64]


@dataclass(frozen=True)
class DrawnCase:
    """A case in `count` draws of its ranges, in whole units of 10^-6 point.

    Parameters
    ----------
    tables
        Per party and issue: weight times value of every option, shape ``(count, options)``.
    linkages
        Per linkage (by position in the case): what it adds, shape ``(count,)``.
    no_deal
        Per party with one: shape ``(count,)``.
    held
        Per binding red line (by position in the case): in which draws it is meant.
    inputs
        Of every uncertain estimate (or driver) by its path, shape ``(count,)``: its quantiles in (0, 1), or what was
        drawn itself, divided by 100 for points, where only an order is known.
    """

    problem: Problem
    count: int
    tables: Mapping[str, Mapping[str, Units]]
    linkages: Mapping[int, Units]
    no_deal: Mapping[str, Units]
    held: Mapping[int, NDArray[np.bool_]]
    inputs: Mapping[str, Floats]

    def threshold(self, party: str) -> Units:
        """Return what a party's units must reach in each draw, shape ``(count,)``.

        Its no-deal value less what rounding can have taken from a package: a unit for each issue, linkage and the
        value itself. Without that, a package worth exactly no deal would fall short by a few 10^-6 points.
        """
        case = self.problem.case
        linkages = sum(case.linkages[position].party == party for position in self.linkages)
        return self.no_deal[party] - (len(case.issues) + linkages + 1)

    def utility(self, party: str, packages: NDArray[np.int64], block: slice) -> Units:
        """Return a party's units, shape ``(draws of the block, packages)``."""
        case = self.problem.case
        chosen = [
            packages[:, [variable]] == np.arange(len(issue.options))
            for variable, issue in enumerate(case.issues.values())
        ]
        for position in self._linkages_of(party):
            linkage = case.linkages[position]
            scope = scope_of(case, tuple(linkage.when.picks))
            chosen.append(holds(case, linkage.when, scope)[tuple(packages[:, variable] for variable in scope)][:, None])
        terms = self._terms(party)
        return (terms[block] @ np.hstack(chosen).astype(terms.dtype).T).astype(np.int64)

    def gain(self, party: str, package: NDArray[np.int64]) -> Floats:
        """Return a party's gain over no deal in one package, in points, shape ``(count,)``."""
        units = self.utility(party, package[None, :], slice(0, self.count))[:, 0] - self.no_deal[party]
        return units / UNIT

    def _linkages_of(self, party: str) -> list[int]:
        return [position for position in self.linkages if self.problem.case.linkages[position].party == party]

    def _terms(self, party: str) -> NDArray[Any]:
        """Return what every option and linkage is worth to a party, shape ``(count, options and linkages)``.

        As floats, of which a product is by far the faster, and exact while no partial sum leaves the integers that
        they hold.
        """
        if party not in self._cache:
            units = [self.tables[party][name] for name in self.problem.case.issues]
            units += [self.linkages[position][:, None] for position in self._linkages_of(party)]
            exact = sum(int(np.abs(table).max(initial=0)) for table in units) < _FLOAT_EXACT
            self._cache[party] = np.hstack(units).astype(np.float64 if exact else np.int64)
        return self._cache[party]

    @cached_property
    def _cache(self) -> dict[str, NDArray[Any]]:
        return {}


def _weights(case: Case, source: DrawnNumbers, party: str) -> Mapping[str, Floats]:
    """Return weights divided by their sum; an unknown one is any up to the largest known of the same draw."""
    order = case.preferences[party].weight_order
    path = f"preferences.{party}.weights"
    if order is not None:
        return _ordered_weights(source, order, path)
    stated = case.preferences[party].weights
    known = {name: source.draw(stated[name], f"{path}.{name}") for name in case.issues if not stated[name].unknown}
    ones = np.ones(source.draws.count)
    largest = np.max(list(known.values()), axis=0) if known else ones
    raw = {
        name: known[name] if name in known else largest * source.quantiles(stated[name], f"{path}.{name}")
        for name in case.issues
    }
    total = np.sum(list(raw.values()), axis=0)
    # All weights 0 in a draw (ranges that start at 0): nothing is known of their ratios, so they are equal.
    safe = np.where(total > 0, total, 1.0)
    return {name: np.where(total > 0, weight / safe, 1.0 / len(raw)) for name, weight in raw.items()}


def _ordered_weights(source: DrawnNumbers, order: WeightOrder, path: str) -> Mapping[str, Floats]:
    columns = {issue: source.draws.column(f"{path}.{issue}") for issue in order.rank_of}
    weights = ordered_weights(order, columns)
    if sum(order.steps) > 1:
        for issue in order.rank_of:
            source.used[f"{path}.{order.drawn_as(issue)}"] = weights[issue]
    return weights


def _ordered_points(source: DrawnNumbers, order: OptionOrder, path: str) -> Mapping[str, Floats]:
    """Return the points of every option in an order."""
    count = source.draws.count
    levels = [np.full(count, 100.0), np.zeros(count)]
    between = [f"{path}.{order.drawn_as(level[0])}" for level in order.levels[1:-1]]
    if between:
        drawn_points = ordered_points(order, [source.draws.column(name) for name in between])
        levels[1:1] = list(drawn_points)
        source.used.update({name: points / 100.0 for name, points in zip(between, drawn_points, strict=True)})
    return {option: levels[level] for option, level in order.level_of.items()}


def _points(source: DrawnNumbers, issue: Issue, values: Values | None, path: str) -> Floats:
    """Return the points of every option, shape ``(count, options)``."""
    count = source.draws.count

    def draw(estimate: Estimate, text: str) -> Floats:
        if estimate.unknown:
            # Never one number for several options, ordered or not: unknown is not indifference (rule C7).
            anything = Estimate(Fraction(0), Fraction(100), driver=estimate.driver, against=estimate.against)
            return source.draw(anything, f"{path}.{text}")
        return source.draw(estimate, path if issue.ordered else f"{path}.{text}")

    result = np.zeros((count, len(issue.options)))
    if values is None:
        return result
    if values.unknown:
        for i, option in enumerate(issue.options):
            result[:, i] = draw(_UNKNOWN, option_text(option))
        return result
    order = values.order
    if order is None:
        points = {text: draw(estimate, text) for text, estimate in values.points.items()}
    else:
        points = _ordered_points(source, order, path)
    corners = Corners(issue, points)
    for i, option in enumerate(issue.options):
        for text, share in (corners.shares(option) or {}).items():
            result[:, i] += points[text] * float(share)
    return result


def _rounded(values: Floats) -> Units:
    return np.rint(values * UNIT).astype(np.int64)


def draw_case(problem: Problem, draws: Draws) -> DrawnCase:
    """Return a case in every draw of its ranges.

    Estimates that name a driver take its column (or one minus it), known options of an ordered issue share one per
    party; everything else is drawn independently. A red line is meant in a draw where a column of its own
    falls below its drawn firmness.
    """
    case = problem.case
    source = DrawnNumbers(draws)
    tables: dict[str, dict[str, Units]] = {}
    for party in problem.parties:
        weights = _weights(case, source, party)
        values = case.preferences[party].values
        tables[party] = {
            name: _rounded(
                weights[name][:, None] * _points(source, issue, values.get(name), f"preferences.{party}.values.{name}")
            )
            for name, issue in case.issues.items()
        }
    paths = linkage_paths(case)
    linkages = {
        i: _rounded(source.added(added_by(linkage, paths[i])))
        for i, linkage in enumerate(case.linkages)
        if linkage.party in problem.parties
    }
    held: dict[int, NDArray[np.bool_]] = {}
    paths = red_line_paths(case)
    for line in problem.red_lines:
        stated = case.red_lines[line.position]
        path = paths[line.position]
        firm = source.draw(stated.firm, f"{path}.firm")
        held[line.position] = firm >= 1
        if stated.firm.low < 1 and stated.firm.high > 0:
            held[line.position] = source.column(f"{path}.meant") < firm
    # What levers add to some packages is no part of what a party compares with no deal.
    own = {i: adds for i, adds in linkages.items() if not case.linkages[i].lever}
    partial = DrawnCase(problem, draws.count, tables, own, {}, held, {})
    no_deal = {
        party: sum((_rounded(source.added(more)) for more in added_to_no_deal(case, party)), start=value)
        for party in problem.no_deal
        for value in [_no_deal(source, partial, party)]
    }
    for party in problem.parties:
        for more in added(case, party, problem.table):
            # The same for every package, so it may stand with any issue.
            first = problem.issues[0]
            tables[party][first] = tables[party][first] + _rounded(source.added(more))[:, None]
    return DrawnCase(problem, draws.count, tables, linkages, no_deal, held, source.used)


def _no_deal(source: DrawnNumbers, partial: DrawnCase, party: str) -> Units:
    """Return a party's no-deal value in every draw, in any of its forms (rule C4)."""
    case = partial.problem.case
    given = case.preferences[party].no_deal
    path = f"preferences.{party}.no_deal"
    everything = slice(0, partial.count)

    def worth(package: str | Mapping[str, str]) -> Units:
        stated = case.proposals[package].package if isinstance(package, str) else package
        positions = completed(case, stated)
        if positions is None:
            raise UsageError(f"A package that {party!r} compares with no deal is not complete. Check the case first.")
        assignment = np.array([[positions[name] for name in case.issues]], dtype=np.int64)
        return partial.utility(party, assignment, everything)[:, 0]

    if isinstance(given, Estimate):
        return _rounded(source.draw(given, path))
    if isinstance(given, StatusQuoPlus):
        return worth({}) + _rounded(source.draw(given.plus, path))
    if given is None:
        raise UsageError(f"{party!r} has no no-deal value.")
    low = (
        np.max([worth(p) for p in given.better_than], axis=0)
        if given.better_than
        else np.zeros(partial.count, dtype=np.int64)
    )
    high = (
        np.min([worth(p) for p in given.worse_than], axis=0) if given.worse_than else np.full(partial.count, 100 * UNIT)
    )
    # Where a draw turns the brackets round, the value lies between them all the same.
    return low + np.rint((high - low) * source.column(path)).astype(np.int64)
