"""A ceasefire under the terms of one package, as a calendar of the chain.

Numbers come from whoever asks: the central values, or one for each draw. Changes replace numbers in the order of the
case; then their factors are applied, and a chance stays at most 1. The numbers of a measure are those that hold with
it, so that they take the place of what all that has led to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.case import (
    CEASEFIRE_CHANCES,
    CEASEFIRE_RATES,
    Case,
    Ceasefire,
    Estimate,
    RateChange,
    change_paths,
    each_number,
    holds_in,
    measure_path,
    number_path,
    option_text,
    stakes_path,
    violation_path,
)
from detente.errors import UsageError
from detente.solvers.ceasefire.dates import Calendar, Phase, Renewal, Term, repeated
from detente.solvers.ceasefire.rates import IN_FORCE, Rates
from detente.solvers.ceasefire.stakes import Stakes

__all__ = ["Numbers", "Truce", "central_number"]

Floats = NDArray[np.float64]
Numbers = Callable[[Estimate, str], Floats]
"""Gives the value of an estimate that stands at a path, shape ``()`` or ``(draws,)``."""

_RENEWALS = tuple(f"renewal_{state}" for state in IN_FORCE)


def central_number(estimate: Estimate, path: str) -> Floats:  # noqa: ARG001 - the path matters only to draws
    """Return the central value of an estimate."""
    return np.asarray(float(estimate.central))


@dataclass(frozen=True)
class Truce:
    """A ceasefire under the terms of one package.

    Parameters
    ----------
    case
        A case with a ceasefire.
    package
        Positions of the options that are settled, by issue.
    """

    case: Case
    package: Mapping[str, int]

    @classmethod
    def of(cls, case: Case, package: Mapping[str, str] | None = None) -> Truce:
        """Return the ceasefire of a case.

        Parameters
        ----------
        case
            The case.
        package
            Options of issues, silent ones at their status quo; ``None`` for the package that the case names.

        Raises
        ------
        UsageError
            If the case has no ceasefire, or the package leaves open an issue on which the ceasefire depends.
        """
        ceasefire = case.ceasefire
        if ceasefire is None:
            raise UsageError("This case does not tell of a ceasefire. Add the section `ceasefire`.")
        if package is None:
            named = ceasefire.package
            package = case.proposals[named].package if isinstance(named, str) and named else named or {}
        settled: dict[str, int] = {}
        for name, issue in case.issues.items():
            found = issue.positions(package[name]) if name in package else ()
            position = issue.status_quo_position if name not in package else found[0] if len(found) == 1 else None
            if position is not None:
                settled[name] = position
        return cls(case, settled).checked()

    def checked(self) -> Truce:
        """Return the same ceasefire.

        Raises
        ------
        UsageError
            If its package leaves open an issue on which it depends.
        """
        still = [name for name in self.issues if name not in self.package]
        if still:
            raise UsageError(
                f"The ceasefire depends on {', '.join(still)}, which its package leaves open. "
                "Name a package that settles it, or give the issue a status quo."
            )
        return self

    @cached_property
    def ceasefire(self) -> Ceasefire:
        """Return what the case says of it."""
        if self.case.ceasefire is None:
            raise UsageError("This case does not tell of a ceasefire. Add the section `ceasefire`.")
        return self.case.ceasefire

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """Return the issues on which its term and its numbers depend, each once."""
        named = [name for change in self.ceasefire.changes if change.when for name in change.when.picks]
        return tuple(dict.fromkeys([*named, *([self.ceasefire.term.issue] if self.ceasefire.term.issue else [])]))

    @cached_property
    def holding(self) -> tuple[int, ...]:
        """Return which changes hold, by position, whatever the day."""
        return tuple(
            place
            for place, change in enumerate(self.ceasefire.changes)
            if change.when is None or holds_in(self.case, change.when, self.package)
        )

    @cached_property
    def days(self) -> int | None:
        """Return the days of its term; ``None`` for an open end."""
        term = self.ceasefire.term
        return term.by_option[self.option(term.issue)] if term.issue else term.days

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Return whose violations are told, in order."""
        changed = [party for change in self.ceasefire.changes for party in change.violation]
        return tuple(dict.fromkeys([*self.ceasefire.violation, *changed]))

    def option(self, issue: str) -> str:
        """Return the option that its package has on an issue, or an empty text."""
        if issue not in self.package:
            return ""
        return option_text(self.case.issues[issue].options[self.package[issue]])

    def where(self, issue: str, position: int) -> Truce:
        """Return the same ceasefire with one term changed."""
        return Truce(self.case, {**self.package, issue: position})

    def calendar(self, numbers: Numbers, measures: Iterable[str] = (), factor: ArrayLike = 1.0) -> Calendar:
        """Return its phases and terms.

        Parameters
        ----------
        numbers
            Gives the values.
        measures
            Names of measures that are added to its terms.
        factor
            By which accidents and opportunities for violations are multiplied.
        """
        added = tuple(measures)
        begins = sorted({0, *(self._change(place).from_day for place in self.holding)})
        values = [self._values(numbers, begin, added) for begin in begins]
        phases = [
            Phase(self._rates(numbers, begin, each, np.asarray(factor, dtype=np.float64)), until)
            for begin, until, each in zip(begins, [*begins[1:], None], values, strict=True)
        ]
        return Calendar(tuple(phases), self._terms(begins, values))

    def _change(self, place: int) -> RateChange:
        return self.ceasefire.changes[place]

    def _since(self, begin: int) -> list[tuple[RateChange, str]]:
        """Return the changes that hold on a day, each with where its numbers stand."""
        paths = change_paths(self.ceasefire)
        return [(self._change(at), paths[at]) for at in self.holding if self._change(at).from_day <= begin]

    def _values(self, numbers: Numbers, begin: int, measures: Sequence[str]) -> dict[str, Floats]:
        """Return all numbers but those of violations, from a day on."""

        def read(under: str, given: Mapping[str, Estimate]) -> dict[str, Floats]:
            return {
                name: numbers(estimate, number_path(under, written)) for name, written, estimate in each_number(given)
            }

        found = read(CEASEFIRE_RATES, self.ceasefire.rates)
        changes = self._since(begin)
        for change, path in changes:
            found |= read(f"{path}.rates", change.rates)
        for change, path in changes:
            for name, times in read(f"{path}.times", change.times).items():
                found[name] = found.get(name, np.zeros(())) * times
        found = {name: np.minimum(each, 1.0) if name in CEASEFIRE_CHANCES else each for name, each in found.items()}
        for name in measures:
            measure = self.ceasefire.measures[name]
            found |= read(measure_path(measure), measure.rates)
        return found

    def _rates(self, numbers: Numbers, begin: int, values: Mapping[str, Floats], factor: Floats) -> Rates:
        known = {name: value for name, value in values.items() if name not in _RENEWALS}
        # Also where there are no accidents, so that one factor for each draw makes one number for each draw.
        known["accident"] = known.get("accident", np.zeros(())) * factor
        opportunities = [each * factor for each in self._violations(numbers, begin).values()]
        violation = np.stack(np.broadcast_arrays(*opportunities), axis=-1) if opportunities else 0.0
        return Rates(**known, violation=violation, stakes=self._stakes(numbers))

    def _violations(self, numbers: Numbers, begin: int) -> dict[str, Floats]:
        found = {party: np.zeros(()) for party in self.parties}
        given = [(CEASEFIRE_RATES, self.ceasefire.violation)]
        given += [(f"{path}.rates", change.violation) for change, path in self._since(begin)]
        for under, violations in given:
            for party, estimate in violations.items():
                found[party] = numbers(estimate, violation_path(under, party))
        return found

    def _stakes(self, numbers: Numbers) -> Stakes | None:
        stakes = self.ceasefire.stakes
        if not any(party in stakes for party in self.parties):
            return None

        def column(what: Literal["gain", "loss", "scale"], without: float) -> Floats:
            sides = [
                numbers(getattr(stakes[party], what), stakes_path(party, what))
                if party in stakes
                else np.asarray(without)
                for party in self.parties
            ]
            return np.stack(np.broadcast_arrays(*sides), axis=-1)

        # A side without stakes uses every opportunity: it gains something and loses nothing.
        return Stakes(gain=column("gain", 1.0), loss=column("loss", 0.0), scale=column("scale", 0.0))

    def _terms(self, begins: Sequence[int], values: Sequence[Mapping[str, Floats]]) -> tuple[Term, ...]:
        days, most = self.days, self.ceasefire.term.most
        if days is None:
            return ()

        def renewal(phase: int) -> Renewal:
            return Renewal(*(values[phase].get(name, np.zeros(())) for name in _RENEWALS))

        if most == 1:
            return (Term(days),)
        if len(begins) == 1:
            return (Term(days, renewal(0)),) if most is None else repeated(days, renewal(0), most)
        # What holds from a day on holds also for a term that ends on it. After the last such day all terms are alike.
        number = -(-begins[-1] // days)
        if most is not None:
            number = min(number, most - 1)
        told = [Term(days, renewal(_phase(begins, at * days))) for at in range(1, number + 1)]
        if most is None:
            return (*told, Term(days, renewal(len(begins) - 1)))
        return (*told, *repeated(days, renewal(len(begins) - 1), most - number))


def _phase(begins: Sequence[int], day: int) -> int:
    return sum(begin <= day for begin in begins) - 1
